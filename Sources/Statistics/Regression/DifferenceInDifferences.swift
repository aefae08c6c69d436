/// An effect as the change of the treated less the change of the others.
package struct DifferenceInDifferences: Sendable {
    package struct Cell: Hashable, Sendable {
        package let count: Int
        package let mean: Double
        /// The standard error of the mean; nil for a single row.
        package let standardError: Double?
    }

    package let effect: Coefficient
    package let treatedBefore: Cell
    package let treatedAfter: Cell
    package let othersBefore: Cell
    package let othersAfter: Cell
    package let covariance: CoefficientCovariance
    package let fit: LinearFit
}

private let effectName = "treated:after"

/// Returns the difference in differences of rows that are each of one arm and one period.
///
/// The rows may be the same people twice, in which case cluster by person, or different people.
///
/// - Parameters:
///   - covariates: columns that are held fixed; none gives the difference of the four cells' means.
///   - weights: more than 0, or nil.
/// - Throws: `tooFew` for an empty cell, and whatever the regression throws.
/// - Source: Card and Krueger (1994), equation 1; Wooldridge (2020), 13.2.
package func differenceInDifferences(
    _ outcome: [Double], treated: [Bool], after: [Bool], covariates: [Design.Column] = [],
    weights: [Double]? = nil, standardErrors: StandardErrors, reference: ReferenceKind = .studentT,
    level: Double = 0.95
) throws(StatisticsError) -> DifferenceInDifferences {
    try requireLength(treated.count, outcome.count, "the arm")
    try requireLength(after.count, outcome.count, "the period")
    try requireFinite(outcome, "the outcome")
    func cell(_ arm: Bool, _ period: Bool, _ name: String) throws(StatisticsError)
        -> DifferenceInDifferences.Cell
    {
        let rows = outcome.indices.filter { treated[$0] == arm && after[$0] == period }
        try requireCount(rows.count, atLeast: 1, "rows of \(name)")
        let values = outcome.picked(rows)
        guard rows.count > 1 else { return .init(count: 1, mean: values[0], standardError: nil) }
        let sample = try Sample(values, named: name)
        return .init(count: sample.count, mean: sample.mean, standardError: sample.standardError)
    }
    let treatedBefore = try cell(true, false, "the treated before")
    let treatedAfter = try cell(true, true, "the treated after")
    let othersBefore = try cell(false, false, "the others before")
    let othersAfter = try cell(false, true, "the others after")

    let arm = Design.Column("treated", treated)
    let period = Design.Column("after", after)
    let design = try Design([arm, period, arm.times(period)] + covariates, rows: outcome.count)
    let fit = try LinearFit(outcome, on: design, weights: weights)
    let covariance = try fit.covariance(standardErrors)
    return DifferenceInDifferences(
        effect: try fit.coefficient(effectName, covariance, reference: reference, level: level),
        treatedBefore: treatedBefore, treatedAfter: treatedAfter, othersBefore: othersBefore,
        othersAfter: othersAfter, covariance: covariance, fit: fit)
}

/// Returns the effect in a panel, each unit and each period having a level of its own.
///
/// - Parameters:
///   - units: whose row it is; taken out by their means, so there may be many.
///   - periods: which period, in any coding; one column each but the first.
///   - exposed: 1 while the unit is under the contract, 0 before and for those who never are.
/// - Throws: `collinear` where the exposure follows from unit and period alone, and whatever the
///   regression throws.
/// - Source: two-way fixed effects, Angrist and Pischke (2009), 5.2; with units that start at different
///   times it is a weighted mean in which later units are compared with earlier ones: Goodman-Bacon (2021).
package func panelEffect(
    _ outcome: [Double], units: [Int], periods: [Int], exposed: [Bool], covariates: [Design.Column] = [],
    standardErrors: StandardErrors, reference: ReferenceKind = .studentT, level: Double = 0.95
) throws(StatisticsError) -> Coefficient {
    try requireLength(periods.count, outcome.count, "the period")
    let columns =
        Design.Column.indicators("period", periods) + [Design.Column("exposed", exposed)] + covariates
    let design = try Design(columns, intercept: false, rows: outcome.count)
    let fit = try LinearFit(outcome, on: design, absorbing: units)
    return try fit.coefficient("exposed", fit.covariance(standardErrors), reference: reference, level: level)
}
