/// Returns the concentration index of people's figures, with a standard error.
///
/// People in the same position share one rank, so that neither the index nor its error depends on the
/// order of the rows.
///
/// - Parameters:
///   - values: 0 or more, with a mean of more than 0.
///   - positions: ascending from the worst off.
/// - Returns: negative where the worse off have more; compared with the normal distribution.
/// - Throws: `undefined` where the mean is not more than 0, `noVariance` where all have the same, and
///   whatever `ridits` throws.
/// - Source: Kakwani, Wagstaff and van Doorslaer (1997), equation 14, in the form of its influence function.
package func concentrationIndex(
    _ values: [Double], positions: [Double], level: Double = 0.95
) throws(StatisticsError) -> Coefficient {
    try requireLength(positions.count, values.count, "the social positions")
    try requireFinite(values, "the values")
    let ranks = try ridits(of: positions)
    let n = Double(values.count)
    let mean = compensatedSum(values) / n
    guard mean > 0 else {
        throw .undefined(what: "the concentration index", because: "the mean is not more than 0")
    }
    let products = zip(values, ranks).map { ($0 - mean) * ($1 - 0.5) }
    let index = 2 * compensatedSum(products) / n / mean
    let above = sharesAbove(values, ranks)
    var squares: [Double] = []
    for row in values.indices {
        let own = values[row] / mean * (2 * ranks[row] - 1 - index)
        let influence = own + 2 * above[row] - (1 + index)
        squares.append(influence * influence)
    }
    return try Coefficient(
        "concentration index", estimate: index, variance: compensatedSum(squares) / n / n, reference: .normal,
        level: level)
}

/// Returns for each row the share of the whole that those above have, and half of what its equals have.
private func sharesAbove(_ values: [Double], _ ranks: [Double]) -> [Double] {
    let total = compensatedSum(values)
    let descending = ranks.indices.sorted { ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0] > ranks[$1] }
    var shares = Array(repeating: 0.0, count: values.count)
    var above = 0.0
    for run in runs(descending, of: ranks) {
        let own = compensatedSum(run.lazy.map { values[descending[$0]] })
        for place in run { shares[descending[place]] = (above + own / 2) / total }
        above += own
    }
    return shares
}
