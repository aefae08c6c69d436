import OutcomesModel

/// The form for spreadsheets: the tables of the document, one after the other, as in RFC 4180.
///
/// Lines end in LF and not in CRLF: what reads CSV takes both, and so do the hashes, differences and
/// golden files of every other output. Figures are plain and exact; only text is guarded, since a
/// spreadsheet runs what begins like a formula.
enum CSVForm {
    static func render(_ document: Document) -> String {
        let tables = document.blocks.compactMap { block -> Table? in
            switch block {
            case .table(let table): table
            case .chart(let chart): chart.table(in: document.language)
            case .heading, .text, .list, .facts, .callout, .footnote: nil
            }
        }
        return tables.enumerated().map { index, table in
            let caption =
                tables.count > 1
                ? ["# \(table.caption ?? "\(document.language.word("Table", sv: "Tabell")) \(index + 1)")"]
                : nil
            let records = (caption.map { [$0] } ?? []) + records(of: table)
            return records.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
        }.joined(separator: "\n")
    }

    private static func records(of table: Table) -> [[String]] {
        let currencies = table.columns.indices.map { onlyCurrency(table.cells(inColumn: $0)) }
        let titles = zip(table.columns, currencies).map { column, currency in
            guarded(column.title) + (currency.map { " (\($0))" } ?? "")
        }
        let rows = table.rows + (table.totals.map { [$0] } ?? [])
        return [titles] + rows.map { row in zip(row, currencies).map { field($0, titled: $1) } }
    }

    /// Returns the currency that the title can bear for its column, where all figures are sums in it.
    private static func onlyCurrency(_ cells: [Cell]) -> Currency? {
        let sums = cells.compactMap(\.sum)
        guard let currency = sums.first?.currency, sums.allSatisfy({ $0.currency == currency }),
            cells.filter(\.isFigure).count == sums.count
        else { return nil }
        return currency
    }

    private static func field(_ cell: Cell, titled currency: Currency?) -> String {
        if let sum = cell.sum { return currency == nil ? "\(sum.plain) \(sum.currency)" : sum.plain }
        return switch cell {
        case .text(let text): guarded(text)
        case .missing(let reason): guarded(reason.rawValue)
        case .number(let decimal): decimal.description
        case .ratio(let ratio): ratio.plain
        case .day(let day): day.description
        case .count(let count): String(count)
        case .money, .amount, .empty: ""
        }
    }

    /// Puts an apostrophe before text that a spreadsheet would take for a formula.
    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@＝＋－＠".unicodeScalars.contains(first) else {
            return text
        }
        return "'\(text)"
    }

    private static func quoted(_ field: String) -> String {
        guard field.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) else { return field }
        var quoted = "\""
        // By scalars, since a combining mark would hide the quote before it from a comparison.
        for scalar in field.unicodeScalars {
            quoted += scalar == "\"" ? "\"\"" : String(scalar)
        }
        return quoted + "\""
    }
}
