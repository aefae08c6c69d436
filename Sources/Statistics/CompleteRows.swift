/// Returns the rows in which no column is missing, in ascending order.
///
/// Missing is nil; what is there but not finite is refused.
package func completeRows(_ columns: [(name: String, values: [Double?])]) throws(StatisticsError) -> [Int] {
    guard let count = columns.first?.values.count else { return [] }
    for column in columns {
        try requireLength(column.values.count, count, column.name)
        for (row, value) in column.values.enumerated() {
            if let value, !value.isFinite { throw .notFinite(what: column.name, row: row) }
        }
    }
    return (0..<count).filter { row in columns.allSatisfy { $0.values[row] != nil } }
}
