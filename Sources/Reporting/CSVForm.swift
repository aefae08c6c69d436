import OutcomesModel

extension Table {
    /// Returns the table as CSV, as in RFC 4180: a record of titles, one for each row, and the totals last.
    ///
    /// Lines end in LF and not in CRLF: what reads CSV takes both, and so do the hashes, differences and
    /// golden files of every other output. Figures are plain and exact; only text is guarded, since a
    /// spreadsheet runs what begins like a formula. Intervals should be apart already, as in `namedTables`.
    package var csv: String {
        CSVForm.records(of: self).map { $0.map(CSVForm.quoted).joined(separator: ",") + "\n" }.joined()
    }
}

/// Puts an apostrophe before text that a spreadsheet would take for a formula; for text alone, since figures stand plain.
package func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@＝＋－＠\t\r\n".unicodeScalars.contains(first) else {
        return text
    }
    return "'\(text)"
}

private enum CSVForm {
    static func records(of table: Table) -> [[String]] {
        let units = table.columns.indices.map { onlyUnit(table.cells(inColumn: $0)) }
        let titles = zip(table.columns, units).map { column, unit in
            guarded(column.title) + (unit == .none ? "" : " (\(unit.suffix.dropFirst()))")
        }
        let rows = table.rows + (table.totals.map { [$0] } ?? [])
        return [titles] + rows.map { row in zip(row, units).map { field($0, titled: $1) } }
    }

    /// Returns the unit that the title can bear for its column, where all figures have it.
    private static func onlyUnit(_ cells: [Cell]) -> CellUnit {
        let units = Set(cells.filter(\.isFigure).map(\.unit))
        return units.count == 1 ? units.first ?? .none : .none
    }

    private static func field(_ cell: Cell, titled unit: CellUnit) -> String {
        let suffix = cell.unit == unit ? "" : cell.unit.suffix
        return switch cell {
        case .text(let text): guarded(text)
        case .missing(let reason): guarded(reason.rawValue)
        case .number(let decimal): decimal.description
        case .ratio(let ratio): ratio.plain
        case .percent(let hundredths): hundredths.description + suffix
        case .money(let money): Amount(money).plain + suffix
        case .amount(let amount): amount.plain + suffix
        case .day(let day): day.description
        case .count(let count): String(count)
        case .interval: guarded(cell.displayed(in: .en))
        case .empty: ""
        }
    }

    static func quoted(_ field: String) -> String {
        guard field.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) else { return field }
        var quoted = "\""
        // By scalars, since a combining mark would hide the quote before it from a comparison.
        for scalar in field.unicodeScalars {
            quoted += scalar == "\"" ? "\"\"" : String(scalar)
        }
        return quoted + "\""
    }
}
