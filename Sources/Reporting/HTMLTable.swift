import OutcomesModel

/// Sets a table in HTML: the first cell of a row names it, and the whole scrolls in its own frame.
enum HTMLTable {
    private static let longestWord = 20

    static func lines(of table: Table, id: String, in language: Language) -> [String] {
        let alignments = table.alignments()
        let words = table.displayed(in: language)
        let name =
            table.caption == nil
            ? "aria-label=\"\(language.word("Table", sv: "Tabell"))\"" : "aria-labelledby=\"\(id)\""
        var lines = ["<div class=\"table\" role=\"region\" \(name) tabindex=\"0\">", "<table>"]
        if let caption = table.caption {
            lines.append("<caption><span id=\"\(id)\">\(HTMLForm.escaped(caption))</span></caption>")
        }
        lines += ["<thead>", "<tr>"]
        for (column, alignment) in zip(table.columns, alignments) {
            let title = breakable(column.title)
            lines.append("<th scope=\"col\"\(classes(alignment))>\(title)</th>")
        }
        lines += ["</tr>", "</thead>", "<tbody>"]
        for (row, words) in zip(table.rows, words.rows) { lines += self.row(row, words, alignments) }
        if table.rows.isEmpty {
            let none = language.word("No rows", sv: "Inga rader")
            lines.append("<tr><td class=\"none\" colspan=\"\(table.columns.count)\">\(none)</td></tr>")
        }
        lines.append("</tbody>")
        if let totals = table.totals, let words = words.totals {
            lines += ["<tfoot>"] + row(totals, words, alignments) + ["</tfoot>"]
        }
        return lines + ["</table>", "</div>"]
    }

    private static func row(
        _ cells: [Cell], _ words: [String], _ alignments: [Column.Alignment]
    ) -> [String] {
        let fields = cells.indices.map { index in
            let tag = index == 0 ? "th" : "td"
            let scope = index == 0 ? " scope=\"row\"" : ""
            let classes = classes(alignments[index], cells[index])
            let text = cells[index].isFigure ? words[index] : breakable(words[index])
            return "<\(tag)\(scope)\(classes)>\(text)</\(tag)>"
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
