/// A quotient of two means, with Fieller's interval.
package struct RatioOfMeans: Hashable, Sendable {
    /// First mean over second mean.
    package let estimate: Double
    package let degreesOfFreedom: Double
    package let interval: Interval
}

/// Returns the values of first/second that the data do not refuse.
///
/// - Parameters:
///   - variances: of the two estimates themselves, that is squared standard errors.
///   - covariance: of the two estimates; 0 where they are of different people.
/// - Throws: `undefined` where the second cannot be told from 0 at this level: the set then has no end.
/// - Source: Fieller (1954), Journal of the Royal Statistical Society B 16:175.
package func fieller(
    _ first: Double, over second: Double, variances: (first: Double, second: Double), covariance: Double,
    reference: Reference, level: Double = 0.95
) throws(StatisticsError) -> Interval {
    let quantile = try reference.quantile(level: level)
    let square = quantile * quantile
    let leading = second * second - square * variances.second
    guard leading > 0 else {
        throw .undefined(
            what: "Fieller's interval", because: "what is divided by cannot be told from 0 at this level")
    }
    let middle = first * second - square * covariance
    let last = first * first - square * variances.first
    // Negative only by rounding: the set is not empty where the leading term is positive.
    let spread = max(0, middle * middle - leading * last).squareRoot()
    return Interval(
        lower: try finite((middle - spread) / leading, "the interval's lower bound"),
        upper: try finite((middle + spread) / leading, "the interval's upper bound"), level: level)
}

/// Returns the first sample's mean over the second's, of different people, each with a variance of its own.
///
/// - Source: Fieller (1954), with Satterthwaite's (1946) degrees of freedom of first − estimate · second.
package func ratioOfMeans(
    _ first: Sample, _ second: Sample, level: Double = 0.95
) throws(StatisticsError) -> RatioOfMeans {
    guard second.mean != 0 else {
        throw .undefined(what: "the ratio of means", because: "the second mean is 0")
    }
    let estimate = try finite(first.mean / second.mean, "the ratio of means")
    let a = first.variance / Double(first.count)
    let b = second.variance / Double(second.count)
    let part = estimate * estimate * b
    guard a + part > 0 else { throw .noVariance(what: "the outcome in both arms") }
    let (shareA, shareB) = (a / (a + part), part / (a + part))
    let degrees =
        1 / (shareA * shareA / Double(first.count - 1) + shareB * shareB / Double(second.count - 1))
    return RatioOfMeans(
        estimate: estimate, degreesOfFreedom: degrees,
        interval: try fieller(
            first.mean, over: second.mean, variances: (a, b), covariance: 0,
            reference: .studentT(degreesOfFreedom: degrees), level: level))
}

/// Returns mean first over mean second of the same people, such as what they cost over what they gained.
///
/// - Source: Fieller (1954); Briggs and Fenn (1998), Health Economics 7:723, for cost over effect.
package func ratioOfMeans(
    paired first: [Double], _ second: [Double], level: Double = 0.95
) throws(StatisticsError) -> RatioOfMeans {
    try requireLength(second.count, first.count, "the second of the pairs")
    let (a, b) = (try Sample(first, named: "the first"), try Sample(second, named: "the second"))
    guard b.mean != 0 else {
        throw .undefined(what: "the ratio of means", because: "the second mean is 0")
    }
    let n = Double(a.count)
    let products = compensatedSum(zip(first, second).map { ($0 - a.mean) * ($1 - b.mean) })
    let degrees = n - 1
    return RatioOfMeans(
        estimate: try finite(a.mean / b.mean, "the ratio of means"), degreesOfFreedom: degrees,
        interval: try fieller(
            a.mean, over: b.mean, variances: (a.variance / n, b.variance / n),
            covariance: products / degrees / n, reference: .studentT(degreesOfFreedom: degrees),
            level: level))
}
