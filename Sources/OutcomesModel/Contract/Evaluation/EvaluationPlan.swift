/// How an effect is estimated from an indicator, how sure it must be, and what it is held against.
public struct EvaluationPlan: Hashable, Sendable {
    public let id: EvaluationID
    public let indicator: IndicatorID
    public let method: EvaluationMethod
    public let treatment: GroupID
    /// What each person's values in the window become before they are averaged over people.
    public let statistic: Statistic
    /// The level of its interval, in (0, 1); 0.95 unless the contract says otherwise.
    public let level: Decimal
    /// When the contract counts the effect as reached; nil where rules decide alone.
    public let decision: DecisionRule?
    /// The effect that the contract hopes for, in the indicator's unit and counted the better way; with it the
    /// design is asked whether it could have seen it.
    public let target: Decimal?
    public let clause: Clause

    public init(
        id: EvaluationID, indicator: IndicatorID, method: EvaluationMethod, treatment: GroupID,
        statistic: Statistic, level: Decimal = Decimal(units: 95, decimals: 2), decision: DecisionRule? = nil,
        target: Decimal? = nil, clause: Clause
    ) {
        self.id = id
        self.indicator = indicator
        self.method = method
        self.treatment = treatment
        self.statistic = statistic
        self.level = level
        self.decision = decision
        self.target = target
        self.clause = clause
    }

    public enum Statistic: String, CaseIterable, Sendable {
        case sum, mean, last
    }
}

/// When an estimate counts as reached: a term of the contract, and no habit of an evaluator.
public struct DecisionRule: Hashable, Sendable {
    /// What is held against `at`.
    public enum Figure: String, CaseIterable, Sendable {
        /// The difference counted the better way, in the indicator's unit.
        case improvement
        /// The improvement as percent of the comparison's mean.
        case improvementPercent = "improvement_percent"
    }

    public enum Reading: String, CaseIterable, Sendable {
        /// The figure itself.
        case point
        /// The end of its interval that promises least.
        case lowerBound = "lower_bound"
        /// The figure itself, and an interval that leaves out zero on the better side.
        case significant
    }

    public let figure: Figure
    public let reading: Reading
    public let at: Decimal
    /// How the figure is rounded before it is compared; nil compares exactly. A bound is always rounded.
    public let rounding: FigureRounding?

    public init(figure: Figure, reading: Reading, at: Decimal, rounding: FigureRounding?) {
        self.figure = figure
        self.reading = reading
        self.at = at
        self.rounding = rounding
    }
}
