/// A difference between two means, or the mean of differences, with what is known of its precision.
package struct MeanDifference: Hashable, Sendable {
    package enum Method: String, Sendable {
        /// Each arm with its own variance, degrees of freedom by Satterthwaite.
        case welch
        /// One variance for both arms.
        case pooled
        /// The differences within pairs.
        case paired
        /// One sample beside a fixed figure.
        case oneSample
    }

    package let method: Method
    package let estimate: Double
    package let standardError: Double
    package let t: Double
    package let degreesOfFreedom: Double
    /// Two-sided, in [0, 1].
    package let p: Double
    package let interval: Interval

    init(
        _ method: Method, estimate: Double, standardError: Double, degreesOfFreedom: Double, level: Double
    ) throws(StatisticsError) {
        guard standardError > 0 else { throw .noVariance(what: "the difference") }
        let reference = Reference.studentT(degreesOfFreedom: degreesOfFreedom)
        self.method = method
        self.estimate = try finite(estimate, "the difference")
        self.standardError = try finite(standardError, "the standard error")
        self.degreesOfFreedom = degreesOfFreedom
        t = try finite(estimate / standardError, "the t statistic")
        p = try reference.twoSidedP(t)
        interval = try Interval(
            around: estimate, standardError, quantile: reference.quantile(level: level), level: level)
    }
}

/// Returns the first mean minus the second, where each sample has a variance of its own.
///
/// - Parameter level: confidence of the interval, in (0, 1), usually 0.95.
/// - Throws: `noVariance` when neither sample varies.
/// - Source: Welch (1947); degrees of freedom of Satterthwaite (1946).
package func welch(
    _ first: Sample, _ second: Sample, level: Double = 0.95
) throws(StatisticsError) -> MeanDifference {
    let a = first.variance / Double(first.count)
    let b = second.variance / Double(second.count)
    guard a + b > 0 else { throw .noVariance(what: "the outcome in both arms") }
    // As shares of the whole, so that the squares neither overflow nor vanish.
    let shareA = a / (a + b)
    let shareB = b / (a + b)
    let inverse = shareA * shareA / Double(first.count - 1) + shareB * shareB / Double(second.count - 1)
    return try MeanDifference(
        .welch, estimate: first.mean - second.mean, standardError: (a + b).squareRoot(),
        degreesOfFreedom: 1 / inverse, level: level)
}

/// Returns the first mean minus the second, where both samples share one variance.
///
/// - Source: Student (1908), as in Snedecor and Cochran (1989), 6.9.
package func pooled(
    _ first: Sample, _ second: Sample, level: Double = 0.95
) throws(StatisticsError) -> MeanDifference {
    let degrees = Double(first.count + second.count - 2)
    let sumOfSquares = first.variance * Double(first.count - 1) + second.variance * Double(second.count - 1)
    let variance = sumOfSquares / degrees
    let scale = 1 / Double(first.count) + 1 / Double(second.count)
    return try MeanDifference(
        .pooled, estimate: first.mean - second.mean, standardError: (variance * scale).squareRoot(),
        degreesOfFreedom: degrees, level: level)
}

/// Returns the mean of `first[i] − second[i]`, as after minus before of the same people.
///
/// - Throws: `noVariance` when all differences are the same.
/// - Source: Student (1908).
package func paired(
    _ first: [Double], _ second: [Double], level: Double = 0.95
) throws(StatisticsError) -> MeanDifference {
    try requireLength(second.count, first.count, "the second of the pairs")
    let differences = try Sample(zip(first, second).map { $0 - $1 }, named: "the differences")
    return try MeanDifference(
        .paired, estimate: differences.mean, standardError: differences.standardError,
        degreesOfFreedom: Double(differences.count - 1), level: level)
}

/// Returns the sample's mean minus a fixed figure, such as a target.
///
/// - Source: Student (1908).
package func oneSample(
    _ sample: Sample, against figure: Double = 0, level: Double = 0.95
) throws(StatisticsError) -> MeanDifference {
    try MeanDifference(
        .oneSample, estimate: sample.mean - figure, standardError: sample.standardError,
        degreesOfFreedom: Double(sample.count - 1), level: level)
}
