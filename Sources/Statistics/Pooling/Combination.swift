/// How estimates that are combined depend on each other, which no estimate tells by itself.
package enum Dependence: Hashable, Sendable {
    /// From different people.
    case independent
    /// The same correlation, in [−1, 1], between any two.
    case correlation(Double)
    /// Wholly correlated: the widest that any dependence allows, for when nothing is known.
    case worst
}

/// Returns Σ weight · estimate, such as 0.8 of one estimator and 0.2 of another.
///
/// - Parameters:
///   - parts: weights of any sign, which need not add up to 1; standard errors of 0 or more.
/// - Throws: `tooFew` without a part, `outOfRange`, `undefined` for a negative correlation that this many
///   estimates cannot have, `noVariance` where no part varies.
/// - Source: the variance of a sum, Σ wᵢ² sᵢ² + 2 Σ wᵢ wⱼ sᵢ sⱼ r; compared with the normal distribution.
package func combined(
    _ parts: [(weight: Double, estimate: Double, standardError: Double)], _ dependence: Dependence,
    level: Double = 0.95
) throws(StatisticsError) -> Coefficient {
    try requireCount(parts.count, atLeast: 1, "estimates")
    try requireFinite(parts.map(\.weight), "the weight")
    try requireFinite(parts.map(\.estimate), "the estimate")
    try requireFinite(parts.map(\.standardError), "the standard error")
    if let part = parts.first(where: { $0.standardError < 0 }) {
        throw .outOfRange(what: "the standard error", came: part.standardError, allowed: "0 or more")
    }
    let errors = parts.map { $0.weight * $0.standardError }
    let squares = compensatedSum(errors.map { $0 * $0 })
    let sum = compensatedSum(errors)
    let variance: Double
    switch dependence {
    case .independent:
        variance = squares
    case .worst:
        let widest = compensatedSum(errors.map(\.magnitude))
        variance = widest * widest
    case .correlation(let r):
        guard r >= -1, r <= 1 else {
            throw .outOfRange(what: "the correlation", came: r, allowed: "from -1 to 1")
        }
        guard r >= -1 / Double(max(1, parts.count - 1)) else {
            throw .undefined(
                what: "the combination", because: "\(parts.count) estimates cannot all correlate by \(r)")
        }
        variance = max(0, squares + r * (sum * sum - squares))
    }
    return try Coefficient(
        "combination", estimate: compensatedSum(parts.map { $0.weight * $0.estimate }), variance: variance,
        reference: .normal, level: level)
}

/// Returns the cohorts' effects weighted by how many people they have.
///
/// - Throws: `tooFew` without a cohort, `notPositive` for an empty one.
/// - Source: a stratified mean, Cochran (1977), 5.3; cohorts independent.
package func pooledBySize(
    _ cohorts: [(people: Int, effect: CohortEffect)], level: Double = 0.95
) throws(StatisticsError) -> Coefficient {
    try requireCount(cohorts.count, atLeast: 1, "cohorts")
    if let row = cohorts.firstIndex(where: { $0.people < 1 }) { throw .notPositive(what: "people", row: row) }
    let total = compensatedSum(cohorts.map { Double($0.people) })
    let parts = cohorts.map { cohort in
        (Double(cohort.people) / total, cohort.effect.effect, cohort.effect.variance.squareRoot())
    }
    return try combined(parts, .independent, level: level)
}
