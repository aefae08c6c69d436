/// How steeply a rate or a mean changes from the worst off to the best off.
package struct SlopeIndex: Hashable, Sendable {
    /// The slope index of inequality: the line's level at the top less that at the bottom.
    package let slope: Double
    /// The slope's standard error where individuals are known; groups' levels alone give none.
    package let coefficient: Coefficient?
    /// The line's level for the very worst off.
    package let bottom: Double
    /// The line's level for the very best off.
    package let top: Double
    package let mean: Double
    /// Of `relativeToMean`, by Fieller; nil for groups' levels alone, and where the mean cannot be told from 0.
    package var relativeInterval: Interval?

    /// The relative index of inequality as a ratio: top / bottom; nil where the line leaves what is
    /// more than 0.
    package var ratio: Double? { bottom > 0 && top > 0 ? top / bottom : nil }

    /// The relative index of inequality as slope / mean; nil where the mean is 0.
    package var relativeToMean: Double? { mean != 0 ? slope / mean : nil }
}

extension SocialGroups {
    /// Returns the slope of the groups' levels on their ridits, weighted by size.
    ///
    /// - Source: Preston, Haines and Pamuk (1981); Mackenbach and Kunst (1997); Moreno-Betancur and
    ///   others (2015) for the two relative indexes.
    package var slopeIndex: SlopeIndex {
        get throws(StatisticsError) {
            let ridits = ridits
            let level = mean
            let products = zip(zip(sizes, levels), ridits).map { $0.0 * ($0.1 - level) * ($1 - 0.5) }
            let squares = zip(sizes, ridits).map { $0 * ($1 - 0.5) * ($1 - 0.5) }
            let slope = try finite(compensatedSum(products) / compensatedSum(squares), "the slope index")
            return SlopeIndex(
                slope: slope, coefficient: nil, bottom: level - slope / 2, top: level + slope / 2, mean: level
            )
        }
    }
}

/// Returns each person's ridit: the share that is worse off, and half of those in the same position.
///
/// - Parameter positions: ascending from the worst off, in any coding.
package func ridits(of positions: [Double]) throws(StatisticsError) -> [Double] {
    try requireCount(positions.count, atLeast: 2, "people")
    try requireFinite(positions, "the social position")
    let ascending = positions.indices.sorted { positions[$0] < positions[$1] }
    var ranks = Array(repeating: 0.0, count: positions.count)
    for run in runs(ascending, of: positions) {
        let middle = Double(run.lowerBound + run.upperBound) / 2
        for place in run { ranks[ascending[place]] = middle / Double(positions.count) }
    }
    guard ranks.contains(where: { $0 != ranks[0] }) else { throw .noVariance(what: "the social position") }
    return ranks
}

/// Returns the stretches of a sorted order in which the values are the same.
func runs(_ order: [Int], of values: [Double]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for place in order.indices
    where place + 1 == order.count || values[order[place]] != values[order[place + 1]] {
        runs.append(start..<(place + 1))
        start = place + 1
    }
    return runs
}

/// Returns the slope of people's figures on their ridits, with a standard error.
///
/// - Source: as for groups; a linear model for rates gives the slope of the groups.
package func slopeIndex(
    _ values: [Double], positions: [Double], standardErrors: StandardErrors = .hc1, level: Double = 0.95
) throws(StatisticsError) -> SlopeIndex {
    let design = try Design([.init("ridit", ridits(of: positions))], rows: values.count)
    let fit = try LinearFit(values, on: design)
    let covariance = try fit.covariance(standardErrors)
    let slope = try fit.coefficient("ridit", covariance, level: level)
    var index = SlopeIndex(
        slope: slope.estimate, coefficient: slope, bottom: fit.coefficients[0],
        top: fit.coefficients[0] + slope.estimate, mean: compensatedSum(values) / Double(values.count))
    index.relativeInterval = try? relativeInterval(index, covariance, level: level)
    return index
}

/// Returns Fieller's interval of slope / mean. The mean is the line's level in the middle, since ridits average
/// one half, so that its variance and covariance come from those of the line.
private func relativeInterval(
    _ index: SlopeIndex, _ covariance: CoefficientCovariance, level: Double
) throws(StatisticsError) -> Interval {
    let matrix = covariance.matrix
    return try fieller(
        index.slope, over: index.mean,
        variances: (matrix[1, 1], matrix[0, 0] + matrix[0, 1] + matrix[1, 1] / 4),
        covariance: matrix[0, 1] + matrix[1, 1] / 2,
        reference: .studentT(degreesOfFreedom: covariance.degreesOfFreedom), level: level)
}

/// Returns the indexes of a yes or no outcome by a logistic line, which stays between 0 and 1.
///
/// `coefficient` is on the scale of log odds.
///
/// - Source: Moreno-Betancur and others (2015).
package func logisticSlopeIndex(
    _ values: [Double], positions: [Double], level: Double = 0.95
) throws(StatisticsError) -> SlopeIndex {
    let design = try Design([.init("ridit", ridits(of: positions))], rows: values.count)
    let fit = try LogisticFit(values, on: design)
    let bottom = logistic(fit.coefficients[0])
    let top = logistic(fit.coefficients[0] + fit.coefficients[1])
    return SlopeIndex(
        slope: top - bottom, coefficient: try fit.coefficient("ridit", level: level), bottom: bottom,
        top: top,
        mean: compensatedSum(values) / Double(values.count))
}
