/// How an effect is estimated from an indicator.
public struct EvaluationPlan: Hashable, Sendable {
    public let id: EvaluationID
    public let indicator: IndicatorID
    public let method: Method
    public let treatment: GroupID
    /// What each person's values in the window become before they are averaged over people.
    public let statistic: Statistic
    public let clause: Clause

    public init(
        id: EvaluationID, indicator: IndicatorID, method: Method, treatment: GroupID, statistic: Statistic,
        clause: Clause
    ) {
        self.id = id
        self.indicator = indicator
        self.method = method
        self.treatment = treatment
        self.statistic = statistic
        self.clause = clause
    }

    public enum Method: Hashable, Sendable {
        /// The treatment group beside another, each over its own window.
        case comparisonGroup(GroupID)
        /// The statistic of each person's later values in the window beside the first value.
        case beforeAndAfter
    }

    public enum Statistic: String, CaseIterable, Sendable {
        case sum, mean, last
    }
}
