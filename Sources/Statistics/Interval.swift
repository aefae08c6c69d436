/// A confidence interval, its bounds and its level.
package struct Interval: Hashable, Sendable {
    package let lower: Double
    package let upper: Double
    /// Confidence, in (0, 1).
    package let level: Double

    package init(lower: Double, upper: Double, level: Double) {
        self.lower = lower
        self.upper = upper
        self.level = level
    }

    /// Returns estimate ± quantile · standard error, not clipped to any range.
    init(
        around estimate: Double, _ standardError: Double, quantile: Double, level: Double
    ) throws(StatisticsError) {
        let half = quantile * standardError
        lower = try finite(estimate - half, "the interval's lower bound")
        upper = try finite(estimate + half, "the interval's upper bound")
        self.level = level
    }
}

/// What a statistic is compared with: Student's t of some degrees of freedom, or the normal distribution.
package enum Reference: Hashable, Sendable {
    case normal
    case studentT(degreesOfFreedom: Double)

    /// The two-sided p-value of a statistic, in [0, 1].
    package func twoSidedP(_ statistic: Double) throws(StatisticsError) -> Double {
        switch self {
        case .normal: 2 * Normal.upperTail(statistic.magnitude)
        case .studentT(let degrees):
            2 * (try StudentT(degreesOfFreedom: degrees)).upperTail(statistic.magnitude)
        }
    }

    /// The quantile that leaves (1 − level) / 2 above it.
    package func quantile(level: Double) throws(StatisticsError) -> Double {
        try requireOpenUnit(level, "the confidence level")
        let tail = (1 - level) / 2
        switch self {
        case .normal: return try Normal.upperQuantile(tail)
        case .studentT(let degrees): return try StudentT(degreesOfFreedom: degrees).upperQuantile(tail)
        }
    }
}
