import OutcomesModel

/// Sets a table in HTML: the first cell of a row names it, and the whole scrolls in its own frame.
///
/// On a phone, a table with words that is too wide stands as a card for each row, so that no sum is out of
/// sight. One of figures alone is compared along its columns: it scrolls, and the names of its rows stay.
enum HTMLTable {
    private static let longestWord = 20
    /// What a phone of 390 pixels has for a table, in letters; a column has 2 of them on its sides.
    private static let phoneLetters = 48

    /// - Parameter name: what the frame is called to those who hear the page.
    static func lines(of table: Table, named name: String, in language: Language) -> [String] {
        let alignments = table.alignments()
        let words = table.displayed(in: language)
        let asCards = standsAsCards(table, words.rows + (words.totals.map { [$0] } ?? []))
        let label = "aria-label=\"\(HTMLForm.escaped(name))\""
        var lines = [
            "<div class=\"table\" role=\"region\" \(label) tabindex=\"0\">",
            asCards ? "<table class=\"cards\">" : "<table>",
        ]
        if let caption = table.caption {
            lines.append("<caption><span>\(HTMLForm.escaped(caption))</span></caption>")
        }
        lines += ["<thead>", "<tr>"]
        for (column, alignment) in zip(table.columns, alignments) {
            let tag = column.title.isEmpty ? "td" : "th scope=\"col\""
            lines.append(
                "<\(tag)\(classes(alignment))>\(breakable(column.title))</\(tag.prefix(2))>")
        }
        lines += ["</tr>", "</thead>", "<tbody>"]
        let titles = asCards ? table.columns.map(\.title) : nil
        for (row, words) in zip(table.rows, words.rows) { lines += self.row(row, words, alignments, titles) }
        if table.rows.isEmpty {
            let none = language.word("No rows", sv: "Inga rader")
            lines.append("<tr><td class=\"none\" colspan=\"\(table.columns.count)\">\(none)</td></tr>")
        }
        lines.append("</tbody>")
        if let totals = table.totals, let words = words.totals {
            lines += ["<tfoot>"] + row(totals, words, alignments, titles) + ["</tfoot>"]
        }
        return lines + ["</table>", "</div>"]
    }

    /// Whether a row has words beside its name, and the widest of each column do not fit beside each other.
    private static func standsAsCards(_ table: Table, _ rows: [[String]]) -> Bool {
        let hasWords = table.rows.contains { row in
            row.dropFirst().contains { if case .text = $0 { true } else { false } }
        }
        guard hasWords || table.columns.count > 4 && table.rows.count <= 8 else { return false }
        let letters = table.columns.indices.map { index -> Int in
            let title = longest(table.columns[index].title)
            return rows.indices.reduce(title) { most, row in
                let isFigure = table.cells(inColumn: index)[row].isFigure
                let words = rows[row][index]
                return max(most, isFigure ? words.count : longest(words))
            }
        }
        return letters.reduce(0) { $0 + $1 + 2 } > phoneLetters
    }

    /// How many letters the longest word has, or its longest piece where it is broken.
    private static func longest(_ text: String) -> Int {
        min(longestWord, text.split(separator: " ").map(\.count).max() ?? 0)
    }

    /// - Parameter titles: those of the columns, where they stand at each cell of a card.
    private static func row(
        _ cells: [Cell], _ words: [String], _ alignments: [Column.Alignment], _ titles: [String]?
    ) -> [String] {
        let fields = cells.indices.map { index in
            let tag = index == 0 ? "th" : "td"
            let scope = index == 0 ? " scope=\"row\"" : ""
            let title = titles.map { " data-title=\"\(HTMLForm.escaped($0[index]))\"" } ?? ""
            let classes = classes(alignments[index], cells[index])
            let text = cells[index].isFigure ? words[index] : breakable(words[index])
            return "<\(tag)\(scope)\(classes)\(title)>\(text)</\(tag)>"
        }
        return ["<tr>"] + fields + ["</tr>"]
    }

    /// Escapes the text and lets long words break, since one of them could push the sums off the paper.
    private static func breakable(_ text: String) -> String {
        text.split(separator: " ").map { word in
            broken(word, width: longestWord).map(HTMLForm.escaped).joined(separator: "<wbr>")
        }.joined(separator: " ")
    }

    private static func classes(_ alignment: Column.Alignment, _ cell: Cell = .empty) -> String {
        var names: [String] = []
        if alignment == .end { names.append("end") }
        if cell.isFigure { names.append("figure") }
        if case .missing = cell { names.append("missing") }
        return names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
    }
}
