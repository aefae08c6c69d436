import Glibc

/// A ratio of two rates and what it says of the reduction.
package struct RiskRatio: Hashable, Sendable {
    /// First rate / second rate.
    package let ratio: Double
    /// The standard error of ln(ratio).
    package let logStandardError: Double
    /// Symmetric around ln(ratio).
    package let interval: Interval
    /// 1 − ratio: the share by which the first rate is below the second; negative where it is above.
    package var reduction: Double { 1 - ratio }

    package var reductionInterval: Interval {
        Interval(lower: 1 - interval.upper, upper: 1 - interval.lower, level: interval.level)
    }
}

/// Returns the first rate over the second, with the interval on the logarithmic scale.
///
/// - Throws: `undefined` where an arm has no success, `noVariance` where all succeed in both.
/// - Source: Katz, Baptista, Azen and Pike (1978), method C.
package func riskRatio(
    _ first: Proportion, _ second: Proportion, level: Double = 0.95
) throws(StatisticsError) -> RiskRatio {
    guard first.successes > 0, second.successes > 0 else {
        throw .undefined(what: "the logarithm of the risk ratio", because: "an arm has no success")
    }
    let variance = logRateVariance(first) + logRateVariance(second)
    guard variance > 0 else { throw .noVariance(what: "the outcome in both arms") }
    let ratio = first.rate / second.rate
    let error = variance.squareRoot()
    let factor = try finite(
        exp(try Reference.normal.quantile(level: level) * error), "the risk ratio's bound")
    return RiskRatio(
        ratio: ratio, logStandardError: error,
        interval: Interval(lower: ratio / factor, upper: ratio * factor, level: level))
}

/// Returns 1/x − 1/n, the variance of ln(x/n).
private func logRateVariance(_ proportion: Proportion) -> Double {
    let failures = Double(proportion.trials - proportion.successes)
    return failures / Double(proportion.successes) / Double(proportion.trials)
}
