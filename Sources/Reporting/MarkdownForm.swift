import OutcomesModel

/// The form for wikis and repositories: GitHub's Markdown, in which no text can become markup.
enum MarkdownForm {
    static func render(_ document: Document) -> String {
        var parts = ["# \(escaped(document.title))"]
        if let subtitle = document.subtitle { parts.append("*\(escaped(subtitle))*") }
        var outline = Outline()
        for block in document.blocks { parts.append(render(block, &outline, document.language)) }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func render(_ block: Block, _ outline: inout Outline, _ language: Language) -> String {
        switch block {
        case .heading(let text, let level):
            String(repeating: "#", count: outline.depth(of: level)) + " \(escaped(text))"
        case .text(let text):
            paragraphs(of: text).map { lines($0) }.joined(separator: "\n\n")
        case .list(let items):
            items.map { "- \(guarded($0))" }.joined(separator: "\n")
        case .facts(let facts):
            facts.map { "- **\(escaped($0.label)):** \(escaped($0.value.displayed(in: language)))" }
                .joined(separator: "\n")
        case .table(let table):
            captioned(table, language)
        case .chart(let chart):
            captioned(chart.table(in: language, isRead: true), language)
        case .callout(let callout):
            quoted(
                "**\(callout.kind.word(in: language)):** "
                    + paragraphs(of: callout.text).map { lines($0) }.joined(separator: "\n\n"))
        case .footnote(let text):
            paragraphs(of: text).map { "*\(lines($0))*" }.joined(separator: "\n\n")
        }
    }

    private static func captioned(_ table: Table, _ language: Language) -> String {
        (table.caption.map { "**\(escaped($0))**\n\n" } ?? "") + grid(table, language)
    }

    private static func grid(_ table: Table, _ language: Language) -> String {
        let alignments = table.alignments()
        let words = table.displayed(in: language)
        let totals = words.totals.map { [$0.map { $0.isEmpty ? "" : "**\(escaped($0))**" }] } ?? []
        let rows = [table.columns.map { escaped($0.title) }] + words.rows.map { $0.map(escaped) } + totals
        let widths = table.columns.indices.map { index in
            max(3, rows.map { displayWidth($0[index]) }.max() ?? 0)
        }
        func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
        let delimiters = zip(widths, alignments).map { width, alignment in
            alignment == .end
                ? String(repeating: "-", count: width - 1) + ":" : String(repeating: "-", count: width)
        }
        var lines = rows.map { row in
            line(zip(row, zip(widths, alignments)).map { padded($0, to: $1.0, $1.1) })
        }
        lines.insert(line(delimiters), at: 1)
        return lines.joined(separator: "\n")
    }

    private static func quoted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
    }

    /// Joins lines with hard breaks.
    private static func lines(_ lines: [String]) -> String {
        lines.map(guarded).joined(separator: "\\\n")
    }

    /// Escapes a text that starts a line, so that it starts no list, rule or heading either.
    private static func guarded(_ text: String) -> String {
        let inline = escaped(text)
        let scalars = inline.unicodeScalars
        if let first = scalars.first, "+-=".unicodeScalars.contains(first) { return "\\\(inline)" }
        let digits = scalars.prefix { ("0"..."9").contains($0) }
        let rest = scalars[digits.endIndex...]
        guard !digits.isEmpty, let mark = rest.first, ".)".unicodeScalars.contains(mark),
            rest.dropFirst().first ?? " " == " "
        else { return inline }
        return "\(String(digits))\\\(String(rest))"
    }

    /// Escapes what has a meaning anywhere in a line; the pipes, so that no cell ends early.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        // By scalars, since a combining mark would hide the sign before it from a comparison.
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&":
                // Only where a letter or a number sign could make it a character reference.
                let next = index + 1 < scalars.count ? scalars[index + 1] : " "
                escaped += next == "#" || next.properties.isAlphabetic ? "&amp;" : "&"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$": escaped += "\\\(scalar)"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
