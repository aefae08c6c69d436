package import OutcomesModel

/// Rows of cells under titled columns: every row has a cell for each column.
package struct Table: Hashable, Sendable {
    package let caption: String?
    package let columns: [Column]
    package let rows: [[Cell]]
    /// A last row that sums up the others; the caller has done the sums.
    package let totals: [Cell]?

    /// - Throws: `noColumns`, or `cellCount` for the first row that is too short or too long.
    package init(
        caption: String? = nil, columns: [Column], rows: [[Cell]], totals: [Cell]? = nil
    ) throws(ReportingError) {
        guard !columns.isEmpty else { throw .noColumns(caption: caption) }
        for (index, row) in rows.enumerated() where row.count != columns.count {
            throw .cellCount(caption: caption, row: index + 1, expected: columns.count, came: row.count)
        }
        if let totals, totals.count != columns.count {
            throw .cellCount(caption: caption, row: nil, expected: columns.count, came: totals.count)
        }
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.totals = totals
    }
}

package struct Column: Hashable, Sendable {
    package var title: String
    /// None lets the cells decide: a column of figures ends flush, any other starts flush.
    package var alignment: Alignment?

    package init(_ title: String, _ alignment: Alignment? = nil) {
        self.title = title
        self.alignment = alignment
    }

    package enum Alignment: String, Sendable {
        case start, end
    }
}

/// What a cell holds; figures stay exact values, and each form writes them in its own way.
package enum Cell: Hashable, Sendable {
    case text(String)
    case number(Decimal)
    case money(Money)
    case amount(Amount)
    case ratio(Ratio)
    /// Hundredths, so that `percent(60.3)` is 0.603.
    case percent(Decimal)
    /// The bounds that a figure lies between, with the figure itself unless it stands in a cell of its own.
    indirect case interval(of: Cell?, from: Cell, to: Cell)
    case day(Day)
    case count(Int)
    case missing(Missing)
    case empty
}

extension Cell: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .text(text) }
}
