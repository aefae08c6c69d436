import Glibc

/// Turns a uniform number into one of a distribution, by the inverse of its distribution function: one number a draw,
/// and larger numbers give larger figures, so that figures are tied together by tying their numbers.
package struct QuantileFunction: Sendable {
    private enum Way: Sendable {
        case fixed(Double)
        case normal(mean: Double, deviation: Double)
        case logNormal(mean: Double, deviation: Double)
        case uniform(from: Double, to: Double)
        case triangular(from: Double, mode: Double, to: Double)
        case beta(Beta, from: Double, to: Double)
        case steps(StepTable)
    }

    private let way: Way

    /// - Throws: `outOfRange` for parameters that no such distribution has.
    package init(_ distribution: ProbabilityDistribution) throws(StatisticsError) {
        way = try Self.way(of: distribution)
    }

    /// Returns the x with P(X ≤ x) = `probability`; of a discrete distribution the least x with at least that.
    ///
    /// - Parameter probability: in (0, 1).
    package func callAsFunction(_ probability: Double) throws(StatisticsError) -> Double {
        switch way {
        case .fixed(let value): return value
        case .normal(let mean, let deviation):
            return mean + deviation * (try Normal.quantile(probability))
        case .logNormal(let mean, let deviation):
            return exp(mean + deviation * (try Normal.quantile(probability)))
        case .uniform(let from, let to): return from + (to - from) * probability
        case .triangular(let from, let mode, let to):
            let width = to - from
            let below = (mode - from) / width
            return probability < below
                ? from + (probability * width * (mode - from)).squareRoot()
                : to - ((1 - probability) * width * (to - mode)).squareRoot()
        case .beta(let beta, let from, let to):
            return from + (to - from) * (try beta.quantile(probability))
        case .steps(let table): return table.value(at: probability)
        }
    }

    private static func way(of distribution: ProbabilityDistribution) throws(StatisticsError) -> Way {
        switch distribution {
        case .fixed(let value): return .fixed(try finite(value, "the value"))
        case .normal(let mean, let deviation):
            try requireFinite([mean], "the mean")
            try requirePositive(deviation, "the standard deviation")
            return .normal(mean: mean, deviation: deviation)
        case .logNormal(let mean, let deviation):
            try requirePositive(mean, "the mean")
            try requirePositive(deviation, "the standard deviation")
            // Johnson, Kotz and Balakrishnan (1994), 14.3, solved for the parameters of the logarithm.
            let variance = log1p(deviation / mean * (deviation / mean))
            return .logNormal(mean: log(mean) - variance / 2, deviation: variance.squareRoot())
        case .uniform(let from, let to):
            try requireOrder(from, to)
            return .uniform(from: from, to: to)
        case .triangular(let from, let mode, let to):
            try requireOrder(from, to)
            guard mode >= from, mode <= to else {
                throw .outOfRange(what: "the mode", came: mode, allowed: "from \(from) to \(to)")
            }
            return .triangular(from: from, mode: mode, to: to)
        case .beta(let a, let b, let from, let to):
            try requireOrder(from, to)
            return .beta(try Beta(a, b), from: from, to: to)
        case .binomial(let trials, let probability):
            return .steps(try StepTable(binomial: trials, probability))
        case .poisson(let mean): return .steps(try StepTable(poisson: mean))
        case .discrete(let values): return .steps(try StepTable(values))
        }
    }

    private static func requireOrder(_ from: Double, _ to: Double) throws(StatisticsError) {
        try requireFinite([from, to], "the bounds")
        guard from < to else {
            throw .outOfRange(what: "the upper bound", came: to, allowed: "more than the lower, \(from)")
        }
    }
}
