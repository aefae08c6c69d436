/// How many of how many.
package struct Proportion: Hashable, Sendable {
    package let successes: Int
    package let trials: Int

    package init(_ successes: Int, of trials: Int) throws(StatisticsError) {
        try requireCount(trials, atLeast: 1, "trials")
        guard trials <= Int(largestParameter) else {
            throw .outOfRange(what: "the number of trials", came: Double(trials), allowed: "at most 10^10")
        }
        guard successes >= 0, successes <= trials else {
            throw .outOfRange(
                what: "the number of successes", came: Double(successes), allowed: "from 0 to \(trials)")
        }
        self.successes = successes
        self.trials = trials
    }

    /// In [0, 1].
    package var rate: Double { Double(successes) / Double(trials) }

    /// p (1 − p) / n.
    var waldVariance: Double { rate * (1 - rate) / Double(trials) }
}

/// Returns Wilson's score interval.
///
/// - Parameter level: confidence, in (0, 1), usually 0.95.
/// - Returns: bounds in [0, 1]; 0 for no success, 1 for no failure.
/// - Source: Wilson (1927), as in Newcombe (1998), Statistics in Medicine 17:857, method 3.
package func wilson(_ proportion: Proportion, level: Double = 0.95) throws(StatisticsError) -> Interval {
    let z = try Reference.normal.quantile(level: level)
    let n = Double(proportion.trials)
    let p = proportion.rate
    let square = z * z
    let middle = p + square / (2 * n)
    let spread = p * (1 - p) / n + square / (4 * n * n)
    let half = z * spread.squareRoot()
    let scale = 1 + square / n
    // Without a success (or a failure) the bound is 0 (or 1), which rounding would miss by a hair.
    let lower = proportion.successes == 0 ? 0 : max(0, (middle - half) / scale)
    let upper = proportion.successes == proportion.trials ? 1 : min(1, (middle + half) / scale)
    return Interval(lower: lower, upper: upper, level: level)
}

/// Returns the exact interval: each bound leaves (1 − level) / 2 of the binomial on its outer side.
///
/// - Returns: bounds in [0, 1]; 0 for no success, 1 for no failure.
/// - Source: Clopper and Pearson (1934), by the quantiles of the beta distribution.
package func clopperPearson(
    _ proportion: Proportion, level: Double = 0.95
) throws(StatisticsError) -> Interval {
    try requireOpenUnit(level, "the confidence level")
    let tail = (1 - level) / 2
    return Interval(
        lower: try lowerBound(proportion, tail: tail), upper: try upperBound(proportion, tail: tail),
        level: level)
}

/// Returns Clopper and Pearson's one-sided upper bound: a rate above it would give as few successes or
/// fewer with a probability below 1 − `level`.
package func upperBound(_ proportion: Proportion, level: Double) throws(StatisticsError) -> Double {
    try requireOpenUnit(level, "the confidence level")
    return try upperBound(proportion, tail: 1 - level)
}

private func lowerBound(_ proportion: Proportion, tail: Double) throws(StatisticsError) -> Double {
    if proportion.successes == 0 { return 0 }
    let failures = proportion.trials - proportion.successes
    return try Beta(Double(proportion.successes), Double(failures + 1)).quantile(tail)
}

private func upperBound(_ proportion: Proportion, tail: Double) throws(StatisticsError) -> Double {
    let failures = proportion.trials - proportion.successes
    if failures == 0 { return 1 }
    return try Beta(Double(proportion.successes + 1), Double(failures)).upperQuantile(tail)
}

/// Returns p ± z √(p (1 − p) / n), not clipped: a bound may lie outside [0, 1].
///
/// Too narrow for few trials, and of no width at 0 and 1; here for comparison with older contracts.
///
/// - Source: Newcombe (1998), Statistics in Medicine 17:857, method 1.
package func wald(_ proportion: Proportion, level: Double = 0.95) throws(StatisticsError) -> Interval {
    try Interval(
        around: proportion.rate, proportion.waldVariance.squareRoot(),
        quantile: Reference.normal.quantile(level: level), level: level)
}

/// Returns Wald's interval around the middle of Wilson's, clipped to [0, 1].
///
/// - Source: Agresti and Coull (1998).
package func agrestiCoull(_ proportion: Proportion, level: Double = 0.95) throws(StatisticsError) -> Interval
{
    let z = try Reference.normal.quantile(level: level)
    let n = Double(proportion.trials) + z * z
    let p = (Double(proportion.successes) + z * z / 2) / n
    let half = z * (p * (1 - p) / n).squareRoot()
    return Interval(lower: max(0, p - half), upper: min(1, p + half), level: level)
}

/// Returns the middle of the posterior beta distribution under Jeffreys' prior.
///
/// Without the correction at 0 and at n that some programs make.
///
/// - Source: Brown, Cai and DasGupta (2001), 4.1.
package func jeffreys(_ proportion: Proportion, level: Double = 0.95) throws(StatisticsError) -> Interval {
    try requireOpenUnit(level, "the confidence level")
    let failures = proportion.trials - proportion.successes
    let posterior = try Beta(Double(proportion.successes) + 0.5, Double(failures) + 0.5)
    return Interval(
        lower: try posterior.quantile((1 - level) / 2), upper: try posterior.upperQuantile((1 - level) / 2),
        level: level)
}
