import OutcomesModel

extension Document {
    /// Returns the document without any character that steers a terminal or reorders what is read.
    ///
    /// Words that stand in a line of their own (titles, labels, cells) also lose their line breaks.
    func cleaned() -> Document {
        Document(
            title: cleanLine(title), subtitle: subtitle.map(cleanLine), language: language,
            blocks: blocks.map { $0.cleaned() })
    }
}

extension Block {
    fileprivate func cleaned() -> Block {
        switch self {
        case .heading(let text, let level): .heading(cleanLine(text), level)
        case .text(let text): .text(cleanText(text))
        case .list(let items): .list(items.map(cleanLine))
        case .facts(let facts): .facts(facts.map { Fact(cleanLine($0.label), $0.value.cleaned()) })
        case .table(let table): .table(table.cleaned())
        case .chart(let chart): .chart(chart.renamed(cleanLine) { $0.cleaned() })
        case .callout(let callout): .callout(Callout(callout.kind, cleanText(callout.text)))
        case .footnote(let text): .footnote(cleanText(text))
        }
    }
}

extension Table {
    fileprivate func cleaned() -> Table {
        // Safe because a cleaned table has the shape of the one that it came from.
        try! Table(
            caption: caption.map(cleanLine),
            columns: columns.map { Column(cleanLine($0.title), $0.alignment) },
            rows: rows.map { row in row.map { $0.cleaned() } },
            totals: totals.map { row in row.map { $0.cleaned() } })
    }
}

extension Cell {
    fileprivate func cleaned() -> Cell {
        switch self {
        case .text(let text): .text(cleanLine(text))
        case .missing(.other(let reason)): .missing(.other(cleanLine(reason)))
        case .interval(let figure, let lower, let upper):
            .interval(of: figure?.cleaned(), from: lower.cleaned(), to: upper.cleaned())
        case .number, .money, .amount, .ratio, .percent, .day, .count, .missing, .empty: self
        }
    }
}

/// Returns the text in one line, with single spaces.
func cleanLine(_ text: String) -> String {
    cleanText(text).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
}

/// Returns the text with plain newlines, and without control characters, terminal sequences,
/// directional overrides and noncharacters.
func cleanText(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
        switch scalar {
        case "\u{1B}" where rest.first == "[":
            rest.removeFirst()
            dropSequence(&rest)
        case "\u{9B}":
            dropSequence(&rest)
        case "\r" where rest.first == "\n":
            continue
        case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
            kept.append("\n")
        case "\t":
            kept.append(" ")
        default:
            if !isUnwanted(scalar) { kept.append(scalar) }
        }
    }
    return String(kept)
}

/// Drops the rest of an ANSI control sequence: parameters, then one final character.
///
/// Other escape sequences lose their control characters only: what follows stays to be seen, since one
/// that is never closed could otherwise hide the rest of a text.
private func dropSequence(_ rest: inout Substring.UnicodeScalarView) {
    rest = rest.drop { ("\u{20}"..."\u{3F}").contains($0) }
    if let final = rest.first, ("\u{40}"..."\u{7E}").contains(final) { rest.removeFirst() }
}

private func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F: true
    // The directional embeddings, overrides and isolates of Unicode's annex 9; the marks may stay.
    case 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
}
