package import OutcomesModel

/// The form for terminals and mail: plain text in 80 columns, without trailing spaces.
enum TextForm {
    static let width = 80

    static func render(_ document: Document) -> String {
        var parts = [title(of: document)]
        parts += document.blocks.map { lines(of: $0, in: document.language) }
        return parts.map { $0.map(trimmedEnd).joined(separator: "\n") }
            .filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func title(of document: Document) -> [String] {
        wrapped(document.title, width: width)
            + (document.subtitle.map { wrapped($0, width: width) } ?? []) + [rule("═", width)]
    }

    static func lines(of block: Block, in language: Language) -> [String] {
        switch block {
        case .heading(let text, let level): heading(text, level)
        case .text(let text): paragraphs(text, width: width)
        case .list(let items): items.flatMap { hung("  • ", wrapped($0, width: width - 4)) }
        case .facts(let facts):
            pairs(
                facts.map { ($0.label, $0.value.displayed(in: language)) },
                labelWidth: labelWidth(facts.map(\.label)))
        case .table(let table): TextTable.lines(of: table, in: language)
        case .chart(let chart): TextTable.lines(of: chart.table(in: language, isRead: true), in: language)
        case .callout(let callout):
            paragraphs("\(callout.kind.word(in: language)): \(callout.text)", width: width - 2).map {
                "│ \($0)"
            }
        case .footnote(let text): paragraphs(text, width: width - 4).map { "    \($0)" }
        }
    }

    private static func heading(_ text: String, _ level: HeadingLevel) -> [String] {
        let lines = wrapped(text, width: width)
        let longest = lines.map(displayWidth).max() ?? 0
        return switch level {
        case .section: lines + [rule("─", longest)]
        case .subsection: lines + [rule("╌", longest)]
        case .topic: lines
        }
    }

    /// Wraps each line of the text by itself.
    static func paragraphs(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { wrapped(String($0), width: width) }
    }

    /// Sets labels and values in two columns.
    static func pairs(_ pairs: [(label: String, value: String)], labelWidth: Int) -> [String] {
        pairs.flatMap { label, value -> [String] in
            let labels = wrapped(label, width: labelWidth)
            let values = wrapped(value, width: width - labelWidth - 2)
            return (0..<max(labels.count, values.count)).map { line in
                padded(line < labels.count ? labels[line] : "", to: labelWidth, .start) + "  "
                    + (line < values.count ? values[line] : "")
            }
        }
    }

    static func labelWidth(_ labels: [String]) -> Int {
        max(2, min(28, labels.map { displayWidth($0) }.max() ?? 0))
    }

    static func rule(_ stroke: Character, _ length: Int) -> String {
        String(repeating: stroke, count: length)
    }

    private static func hung(_ mark: String, _ lines: [String]) -> [String] {
        let indent = String(repeating: " ", count: mark.count)
        return lines.enumerated().map { ($0.offset == 0 ? mark : indent) + $0.element }
    }
}

extension Block {
    /// Returns the block alone as plain text in 80 columns, without an end of line.
    package func text(in language: Language = .en) -> String {
        let document = Document(title: "", blocks: [self]).cleaned()
        return document.blocks.flatMap { TextForm.lines(of: $0, in: language) }.map(trimmedEnd)
            .joined(separator: "\n")
    }
}
