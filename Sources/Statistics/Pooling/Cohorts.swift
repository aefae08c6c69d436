import Glibc

/// One cohort's or site's effect and its variance.
package struct CohortEffect: Hashable, Sendable {
    package let effect: Double
    /// The square of its standard error.
    package let variance: Double

    /// - Parameter variance: more than 0.
    package init(_ effect: Double, variance: Double) throws(StatisticsError) {
        try requireFinite([effect], "the cohort's effect")
        try requirePositive(variance, "the cohort's variance")
        self.effect = effect
        self.variance = variance
    }

    /// Returns ln(first rate / second rate) with the variance 1/x₁ − 1/n₁ + 1/x₂ − 1/n₂.
    ///
    /// - Source: Katz, Baptista, Azen and Pike (1978).
    package init(logRiskRatioOf first: Proportion, over second: Proportion) throws(StatisticsError) {
        let ratio = try riskRatio(first, second)
        try self.init(log(ratio.ratio), variance: ratio.logStandardError * ratio.logStandardError)
    }
}

/// Cohorts as one.
package struct PooledEffect: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable, CaseIterable {
        /// One true effect; weights 1 / variance.
        case fixed
        /// True effects that vary by τ², estimated by moments; weights 1 / (variance + τ²).
        case dersimonianLaird
        /// As before, with the τ² at which the weighted spread is as large as it should be.
        case pauleMandel
    }

    package let method: Method
    package let estimate: Coefficient
    package let heterogeneity: Heterogeneity
    /// The variance of true effects between cohorts; 0 for the fixed method.
    package let tauSquared: Double
    /// Each cohort's share, adding up to 1.
    package let weights: [Double]
}

/// Whether cohorts differ by more than chance.
package struct Heterogeneity: Hashable, Sendable {
    /// Cochran's Q.
    package let q: Double
    package let degreesOfFreedom: Int
    /// P(chi-square > Q).
    package let p: Double
    /// max(0, 1 − degrees / Q): the share of the spread that is not chance.
    package let iSquared: Double
}

/// Returns the cohorts' pooled effect.
///
/// - Throws: `tooFew` for fewer than two cohorts.
/// - Source: Cochran (1954); DerSimonian and Laird (1986); Paule and Mandel (1982); I² of Higgins and
///   Thompson (2002).
package func pool(
    _ cohorts: [CohortEffect], _ method: PooledEffect.Method, level: Double = 0.95
) throws(StatisticsError) -> PooledEffect {
    try requireCount(cohorts.count, atLeast: 2, "cohorts")
    let fixed = spread(cohorts, 0)
    let degrees = Double(cohorts.count - 1)
    let tauSquared: Double
    switch method {
    case .fixed:
        tauSquared = 0
    case .dersimonianLaird:
        let squares = compensatedSum(fixed.weights.map { $0 * $0 })
        let scale = fixed.total - squares / fixed.total
        tauSquared = max(0, (fixed.q - degrees) / scale)
    case .pauleMandel:
        tauSquared = try pauleMandel(cohorts, degrees)
    }
    let random = spread(cohorts, tauSquared)
    return PooledEffect(
        method: method,
        estimate: try Coefficient(
            "pooled effect", estimate: random.mean, variance: 1 / random.total, reference: .normal,
            level: level),
        heterogeneity: Heterogeneity(
            q: try finite(fixed.q, "the cohorts' spread"), degreesOfFreedom: cohorts.count - 1,
            p: try ChiSquare(degreesOfFreedom: degrees).upperTail(fixed.q),
            iSquared: fixed.q > 0 ? max(0, 1 - degrees / fixed.q) : 0),
        tauSquared: tauSquared, weights: random.weights.map { $0 / random.total })
}

private struct Spread {
    let weights: [Double]
    let total: Double
    let mean: Double
    let q: Double
}

private func spread(_ cohorts: [CohortEffect], _ tauSquared: Double) -> Spread {
    let weights = cohorts.map { 1 / ($0.variance + tauSquared) }
    let mean = weightedMean(cohorts.map(\.effect), weights)
    let q = compensatedSum(zip(cohorts, weights).map { ($0.effect - mean) * ($0.effect - mean) * $1 })
    return Spread(weights: weights, total: compensatedSum(weights), mean: mean, q: q)
}

private func pauleMandel(_ cohorts: [CohortEffect], _ degrees: Double) throws(StatisticsError) -> Double {
    if spread(cohorts, 0).q <= degrees { return 0 }
    var high = 1.0
    while spread(cohorts, high).q > degrees {
        high *= 2
        guard high.isFinite else { throw .overflow(what: "the variance between cohorts") }
    }
    return try root(between: 0, and: high) { tau throws(StatisticsError) in spread(cohorts, tau).q - degrees }
}
