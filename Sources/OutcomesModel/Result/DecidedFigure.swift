/// The figure that an evaluation's decision held against its threshold, and what came of it.
public struct DecidedFigure: Hashable, Sendable {
    public let rule: DecisionRule
    /// In the indicator's unit, or in percent, as it was compared: rounded where the rule says so.
    public let figure: Ratio
    /// Before it was rounded; none where that changed nothing, and of a bound, which has no exact value.
    public let unrounded: Ratio?
    /// Whether the interval leaves out zero on the better side; none where the rule does not ask for it.
    public let leavesOutZero: Bool?
    public let isReached: Bool
    /// Of an indicator that is money, what it is in; figures are in major units.
    public let currency: Currency?
    /// What a plain figure counts, such as `percent`.
    public let unit: String?

    /// Holds a figure against the rule.
    package init(
        _ figure: Ratio, unrounded: Ratio? = nil, leavesOutZero: Bool? = nil, of indicator: Indicator,
        by rule: DecisionRule
    ) {
        self.rule = rule
        self.figure = figure
        self.unrounded = unrounded == figure ? nil : unrounded
        self.leavesOutZero = leavesOutZero
        isReached = figure >= rule.at.ratio && leavesOutZero != false
        switch rule.figure {
        case .improvement: (currency, unit) = (indicator.currency, indicator.unit)
        case .improvementPercent: (currency, unit) = (nil, "percent")
        }
    }

    /// Returns one of its figures as people read it: money, or a number of the unit.
    package func value(_ figure: Ratio) -> Requirement.Value {
        guard let currency, let amount = try? Amount(majorUnits: figure, currency: currency) else {
            return .number(figure)
        }
        return .money(amount)
    }
}
