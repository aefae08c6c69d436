/// What an evaluation must be able to see, and what is assumed of the people it looks at.
public struct PowerPlan: Hashable, Sendable {
    public let evaluation: EvaluationID
    /// The effect that must be seen, of one person, in the indicator's unit: always above 0, in the better direction.
    public let target: Decimal?
    /// The standard deviation of a person's figure, or of a person's change; estimated from evidence where not given.
    public let deviation: Decimal?
    /// For an indicator of yes and no: the share of people that have it without the programme, in [0, 1].
    public let rate: Decimal?
    /// The mean without the programme, which a decision in percent is of; that of the evidence where not given.
    public let comparisonMean: Decimal?
    /// People in each group; those that the contract says, unless given.
    public let treatment, comparison: Int?
    public let significance, power: Decimal
    public let isOneSided: Bool
    /// People in a cluster, such as a school, and how alike they are.
    public let clusterSize: Decimal?
    public let clusterCorrelation: Decimal?
    public let clause: Clause

    public init(
        evaluation: EvaluationID, target: Decimal?, deviation: Decimal?, rate: Decimal?,
        comparisonMean: Decimal? = nil, treatment: Int?, comparison: Int?, significance: Decimal,
        power: Decimal, isOneSided: Bool, clusterSize: Decimal?,
        clusterCorrelation: Decimal?, clause: Clause
    ) {
        self.evaluation = evaluation
        self.target = target
        self.deviation = deviation
        self.rate = rate
        self.comparisonMean = comparisonMean
        self.treatment = treatment
        self.comparison = comparison
        self.significance = significance
        self.power = power
        self.isOneSided = isOneSided
        self.clusterSize = clusterSize
        self.clusterCorrelation = clusterCorrelation
        self.clause = clause
    }
}
