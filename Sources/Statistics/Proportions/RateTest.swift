import Glibc

/// A test that two rates are the same.
package struct RateTest: Hashable, Sendable {
    package let z: Double
    /// Two-sided, in [0, 1].
    package let p: Double
}

/// Returns the normal test with the pooled rate, without a continuity correction.
///
/// - Throws: `noVariance` when all or none succeed in both arms.
/// - Source: Fleiss, Levin and Paik (2003), 3.1.
package func pooledRateTest(_ first: Proportion, _ second: Proportion) throws(StatisticsError) -> RateTest {
    let n1 = Double(first.trials)
    let n2 = Double(second.trials)
    let rate = (Double(first.successes) + Double(second.successes)) / (n1 + n2)
    let variance = rate * (1 - rate) * (1 / n1 + 1 / n2)
    guard variance > 0 else { throw .noVariance(what: "the outcome in both arms") }
    let z = (first.rate - second.rate) / variance.squareRoot()
    return RateTest(z: z, p: try Reference.normal.twoSidedP(z))
}

/// Returns the two-sided p-value of Fisher's exact test, in (0, 1].
///
/// Tables count as at least as extreme when they are at most as likely, up to a relative 1e-7 for rounding.
///
/// - Throws: `outOfRange` where more than ten million tables would have to be added up.
/// - Source: Fisher (1935); the two-sided rule of Irwin (1935).
package func fisherExact(_ first: Proportion, _ second: Proportion) throws(StatisticsError) -> Double {
    let successes = first.successes + second.successes
    let population = first.trials + second.trials
    let hypergeometric = Hypergeometric(
        population: population, marked: successes, drawn: first.trials)
    guard hypergeometric.support.count <= 10_000_000 else {
        throw .outOfRange(
            what: "the number of tables", came: Double(hypergeometric.support.count), allowed: "at most 10^7")
    }
    let limit = hypergeometric.probability(of: first.successes) * (1 + 1e-7)
    let likely = hypergeometric.support.lazy.map { hypergeometric.probability(of: $0) }
    return min(1, compensatedSum(likely.filter { $0 <= limit }))
}
