/// What an evaluation found, exactly, with who is in it and who is not.
public struct Estimate: Hashable, Sendable {
    public let evaluation: EvaluationID
    public let indicator: IndicatorID
    public let window: WindowID
    public let method: EvaluationPlan.Method
    public let treatment: Arm
    /// The comparison group, or the same people before.
    public let comparison: Arm
    /// Treatment mean minus comparison mean, in the indicator's unit.
    public let difference: Ratio
    /// True where the difference goes the way that the indicator calls better.
    public let improved: Bool
    /// For money: what the treatment group cost less than the comparison would have, people × means.
    public let saving: Amount?

    public init(
        evaluation: EvaluationID, indicator: IndicatorID, window: WindowID, method: EvaluationPlan.Method,
        treatment: Arm, comparison: Arm, difference: Ratio, improved: Bool, saving: Amount?
    ) {
        self.evaluation = evaluation
        self.indicator = indicator
        self.window = window
        self.method = method
        self.treatment = treatment
        self.comparison = comparison
        self.difference = difference
        self.improved = improved
        self.saving = saving
    }

    public struct Arm: Hashable, Sendable {
        public let title: String
        /// People whose figure counts.
        public let counted: Int
        /// People who were left out, by the reason of the contract's policy.
        public let excluded: [Missing: Int]
        /// The mean over people, in the indicator's unit.
        public let mean: Ratio

        public init(title: String, counted: Int, excluded: [Missing: Int], mean: Ratio) {
            self.title = title
            self.counted = counted
            self.excluded = excluded
            self.mean = mean
        }
    }
}
