/// A distribution that figures are drawn from, by the parameters that its field gives it.
package enum ProbabilityDistribution: Hashable, Sendable {
    case fixed(Double)
    case normal(mean: Double, deviation: Double)
    /// By the mean and standard deviation of the figure itself, and not of its logarithm.
    case logNormal(mean: Double, deviation: Double)
    case uniform(from: Double, to: Double)
    case triangular(from: Double, mode: Double, to: Double)
    /// The shapes `a` and `b`, stretched over `from ... to`.
    case beta(a: Double, b: Double, from: Double, to: Double)
    case binomial(trials: Int, probability: Double)
    case poisson(mean: Double)
    /// Values, ascending, with weights that need not add up to 1.
    case discrete([Weighted])

    package struct Weighted: Hashable, Sendable {
        package let value: Double
        package let weight: Double

        package init(_ value: Double, weight: Double) {
            self.value = value
            self.weight = weight
        }
    }
}
