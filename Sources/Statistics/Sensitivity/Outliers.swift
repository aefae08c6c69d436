/// What one row, or a few, do to an estimate.
package struct Influence: Hashable, Sendable {
    package let estimate: Double
    /// The estimate without each row, in the order of the rows.
    package let without: [Double]

    /// Estimates again without each row in turn.
    ///
    /// - Parameter statistic: takes the indexes of the rows that are there.
    /// - Throws: what the statistic throws, `tooFew` for fewer than two rows, `overflow`.
    /// - Source: the jackknife, Quenouille (1956).
    package init(
        rows: Int, statistic: (_ rows: [Int]) throws(StatisticsError) -> Double
    ) throws(StatisticsError) {
        try requireCount(rows, atLeast: 2, "rows")
        estimate = try finite(try statistic(Array(0..<rows)), "the statistic")
        var values: [Double] = []
        for left in 0..<rows {
            values.append(try finite(try statistic((0..<rows).filter { $0 != left }), "the statistic"))
        }
        without = values
    }

    /// The row without which the estimate changes most, the first of several.
    package var mostInfluential: Int {
        let changes = without.map { ($0 - estimate).magnitude }
        return changes.firstIndex(of: changes.max() ?? 0) ?? 0
    }

    package var least: Double { without.min() ?? estimate }
    package var greatest: Double { without.max() ?? estimate }

    /// Whether leaving a single row out turns the estimate's sign.
    package var signDependsOnOneRow: Bool {
        estimate > 0 ? least <= 0 : greatest >= 0
    }
}

/// Returns the rows other than those with the k greatest values, in ascending order.
///
/// - Parameter values: what is extreme, such as cost per person; of equal values the later rows go first.
/// - Throws: `outOfRange` for a negative k or one that leaves nobody.
package func rowsWithoutTop(_ k: Int, of values: [Double]) throws(StatisticsError) -> [Int] {
    try requireFinite(values, "the values")
    guard k >= 0, k < values.count else {
        throw .outOfRange(
            what: "the number of rows to leave out", came: Double(k), allowed: "from 0 to one less than all")
    }
    let ascending = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
    return ascending.dropLast(k).sorted()
}
