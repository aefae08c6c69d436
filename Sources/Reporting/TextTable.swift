import OutcomesModel

/// Sets a table in the 80 columns of text.
///
/// Words wrap, figures never do. Where the figures alone are too wide, each row becomes a record of its
/// own, a line for each column.
enum TextTable {
    private static let gap = "  "

    static func lines(of table: Table, in language: Language) -> [String] {
        let caption = table.caption.map { wrapped($0, width: TextForm.width) } ?? []
        let words = table.displayed(in: language)
        guard let widths = widths(of: table, words.rows + (words.totals.map { [$0] } ?? [])) else {
            return caption + records(table.columns.map(\.title), words.rows, words.totals)
        }
        return caption + (caption.isEmpty ? [] : [""])
            + grid(table, words.rows, words.totals, widths, language)
    }

    private static func grid(
        _ table: Table, _ rows: [[String]], _ totals: [String]?, _ widths: [Int],
        _ language: Language
    ) -> [String] {
        let alignments = table.alignments()
        let length = widths.reduce(0, +) + gap.count * (widths.count - 1)
        let heads = table.columns.map(\.title)
        func set(_ row: [String], low: Bool = false) -> [String] {
            let cells = zip(row, widths).map { wrapped($0, width: max(2, $1)) }
            let height = cells.map(\.count).max() ?? 1
            return (0..<height).map { line in
                zip(cells, zip(widths, alignments)).map { cell, place in
                    let index = low ? line - (height - cell.count) : line
                    return padded(cell.indices.contains(index) ? cell[index] : "", to: place.0, place.1)
                }.joined(separator: gap)
            }
        }
        let body = rows.map { set($0) }
        var lines = set(heads, low: true) + [TextForm.rule("─", length)]
        if body.isEmpty { lines.append(language.word("No rows", sv: "Inga rader")) }
        for (index, row) in body.enumerated() {
            // Of a row that takes several lines, only air tells where it ends.
            if index > 0, row.count > 1 || body[index - 1].count > 1 { lines.append("") }
            lines += row
        }
        if let totals { lines += [TextForm.rule("─", length)] + set(totals) }
        return lines
    }

    private static func records(
        _ titles: [String], _ rows: [[String]], _ totals: [String]?
    ) -> [String] {
        let labelWidth = TextForm.labelWidth(titles)
        func record(_ row: [String]) -> [String] {
            let filled = zip(titles, row).filter { !$1.isEmpty }
            return TextForm.pairs(filled.map { (label: $0, value: $1) }, labelWidth: labelWidth)
        }
        let body = rows.map(record).joined(separator: [""])
        let rule = [TextForm.rule("─", TextForm.width)]
        return rule + body + (totals.map { rule + record($0) } ?? []) + rule
    }

    /// Returns the width of each column, or nil where the table does not fit.
    private static func widths(of table: Table, _ rows: [[String]]) -> [Int]? {
        let room = TextForm.width - gap.count * (table.columns.count - 1)
        let natural = table.columns.indices.map { index in
            max(2, rows.map { displayWidth($0[index]) }.max() ?? 0, displayWidth(table.columns[index].title))
        }
        // Long words stay whole as long as that leaves room.
        for longestWord in [28, 20, 12] {
            let least = table.columns.indices.map { index in
                leastWidth(ofColumn: index, table, rows, longestWord: longestWord)
            }
            guard least.reduce(0, +) <= room else { continue }
            return shrunk(natural, least: least, room: room)
        }
        return nil
    }

    private static func leastWidth(
        ofColumn index: Int, _ table: Table, _ rows: [[String]], longestWord: Int
    ) -> Int {
        func widestWord(_ text: String) -> Int {
            min(longestWord, text.split(separator: " ").map { displayWidth(String($0)) }.max() ?? 0)
        }
        var least = max(2, widestWord(table.columns[index].title))
        for (cell, text) in zip(table.cells(inColumn: index), rows.map({ $0[index] })) {
            least = max(least, cell.isFigure ? displayWidth(text) : widestWord(text))
        }
        return least
    }

    /// Takes from the widest column that has something to give, until all fit.
    private static func shrunk(_ natural: [Int], least: [Int], room: Int) -> [Int] {
        var widths = natural
        while widths.reduce(0, +) > room {
            let givers = widths.indices.filter { widths[$0] > least[$0] }
            guard let widest = givers.max(by: { (widths[$0], $0) < (widths[$1], $1) }) else {
                preconditionFailure("the least widths \(least) were said to fit in \(room)")
            }
            widths[widest] -= 1
        }
        return widths
    }
}
