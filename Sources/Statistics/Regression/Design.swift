/// The columns of a regression, by name, in the order in which their coefficients are told.
package struct Design: Sendable {
    package struct Column: Sendable {
        package let name: String
        package let values: [Double]

        package init(_ name: String, _ values: [Double]) {
            self.name = name
            self.values = values
        }

        package init(_ name: String, _ flags: [Bool]) { self.init(name, flags.map { $0 ? 1 : 0 }) }

        /// One column of 0 and 1 for each level but the first, the levels in ascending order.
        package static func indicators<Level: Comparable & Hashable>(
            _ name: String, _ levels: [Level]
        ) -> [Column] {
            Set(levels).sorted().dropFirst().map { level in
                Column("\(name) \(level)", levels.map { $0 == level })
            }
        }

        /// The product of two columns, named `a:b`.
        package func times(_ other: Column) throws(StatisticsError) -> Column {
            try requireLength(other.values.count, values.count, other.name)
            return Column("\(name):\(other.name)", zip(values, other.values).map { $0 * $1 })
        }
    }

    package static let interceptName = "intercept"

    package let columns: [Column]
    package let rows: Int

    /// - Parameter intercept: whether a column of ones comes first.
    /// - Throws: `tooFew` without a row or a column, `lengths`, `notFinite`.
    package init(_ columns: [Column], intercept: Bool = true, rows: Int) throws(StatisticsError) {
        try requireCount(rows, atLeast: 1, "rows")
        for column in columns {
            try requireLength(column.values.count, rows, column.name)
            try requireFinite(column.values, column.name)
        }
        let ones = Column(Self.interceptName, Array(repeating: 1.0, count: rows))
        self.columns = intercept ? [ones] + columns : columns
        self.rows = rows
        try requireCount(self.columns.count, atLeast: 1, "columns")
    }

    package var names: [String] { columns.map(\.name) }

    /// Returns Σ coefficient · value for each row.
    func predictor(_ coefficients: [Double]) -> [Double] {
        var sums = Array(repeating: 0.0, count: rows)
        for (column, coefficient) in zip(columns, coefficients) {
            for row in 0..<rows { sums[row] += coefficient * column.values[row] }
        }
        return sums
    }
}
