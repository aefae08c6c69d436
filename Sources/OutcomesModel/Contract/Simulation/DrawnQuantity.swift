/// A figure that rules read and nobody knows before the contract has run.
///
/// Its levels are whole numbers of units of 10^-decimals, so that rules get exact values.
public struct DrawnQuantity: Hashable, Sendable {
    public let id: QuantityID
    public let title: String
    /// A currency code, or a label such as `percent`.
    public let unit: String
    public let decimals: Int
    public let better: Indicator.Direction
    public let target: Target
    public let distribution: DrawnDistribution
    /// The levels that the payoff is shown for, in units; by the distribution unless declared.
    public let levels: ClosedRange<Int64>?
    /// Levels outside are drawn as the nearest that can be, in units.
    public let least, most: Int64?
    /// What drawn levels are multiples of, in units, at least 1. The coarser, the fewer levels there are to settle.
    public let step: Int64
    public let correlation: Correlation?
    public let clause: Clause

    public init(
        id: QuantityID, title: String, unit: String, decimals: Int, better: Indicator.Direction,
        target: Target, distribution: DrawnDistribution, levels: ClosedRange<Int64>?, least: Int64?,
        most: Int64?, step: Int64 = 1, correlation: Correlation?, clause: Clause
    ) {
        self.id = id
        self.title = title
        self.unit = unit
        self.decimals = decimals
        self.better = better
        self.target = target
        self.distribution = distribution
        self.levels = levels
        self.least = least
        self.most = most
        self.step = step
        self.correlation = correlation
        self.clause = clause
    }

    /// What rules read the figure as.
    public enum Target: Hashable, Sendable {
        case evaluation(EvaluationID, FigureSource.Reading)
        /// The value of an indicator, of a group or of the contract; in each slot where one is due regularly.
        case series(IndicatorID, group: GroupID?)
        /// The value of each of so many people, drawn for each of them.
        case people(IndicatorID, group: GroupID?, size: Int)
        /// How many of so many people have the value `having`; the others have `lacking`, or none.
        case count(IndicatorID, group: GroupID?, size: Int, having: Int64, lacking: Int64?)
    }

    /// That figures go together: the correlation of the normal scores of this one and an earlier one.
    public struct Correlation: Hashable, Sendable {
        public let with: QuantityID
        /// Between -1 and 1.
        public let coefficient: Decimal

        public init(with: QuantityID, coefficient: Decimal) {
            self.with = with
            self.coefficient = coefficient
        }
    }
}

/// How a figure is distributed, in its own unit.
public enum DrawnDistribution: Hashable, Sendable {
    case fixed(Decimal)
    case normal(mean: Decimal, deviation: Decimal)
    case logNormal(mean: Decimal, deviation: Decimal)
    case uniform(from: Decimal, to: Decimal)
    case triangular(from: Decimal, mode: Decimal, to: Decimal)
    case beta(a: Decimal, b: Decimal, from: Decimal, to: Decimal)
    case binomial(trials: Int, probability: Decimal)
    case poisson(mean: Decimal)
    /// Values with weights, ascending.
    case discrete(values: [Decimal], weights: [Decimal])
    /// What the evidence at hand gives when its people are drawn again and again, with replacement.
    case empirical

    /// The words of `kind` in `simulation.toml`.
    public enum Kind: String, CaseIterable, Sendable {
        case fixed, normal
        case logNormal = "lognormal"
        case uniform, triangular, beta, binomial, poisson, discrete, empirical
    }
}
