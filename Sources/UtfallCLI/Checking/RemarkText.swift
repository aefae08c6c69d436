import OutcomesModel
import Utfall

/// Remarks as a compiler writes them: what, the line, a caret below it, and what would help. 80 columns wide.
enum RemarkText {
    static func text(_ checked: PackCheck, of pack: String) -> String {
        var sources = SourceLines()
        let blocks = checked.remarks.map { block($0, &sources).joined(separator: "\n") }
        return (blocks + [summary(checked, of: pack)]).joined(separator: "\n\n")
    }

    private static func summary(_ checked: PackCheck, of pack: String) -> String {
        guard !checked.remarks.isEmpty else { return "\(pack): no problem found" }
        let unseen = checked.notLookedAt.map {
            "\n" + wrappedLines("not looked at: \($0)", indentedBy: "  ").joined(separator: "\n")
        }.joined()
        let counts = Remark.Severity.allCases.compactMap { severity -> String? in
            let count = checked.count(severity)
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let isUnrun = checked.count(.error) > 0 && !checked.wasRun
        return "\(pack): \(counts.joined(separator: ", "))"
            + (isUnrun ? "; not tried on its example evidence" : "") + unseen
    }

    private static func block(_ remark: Remark, _ sources: inout SourceLines) -> [String] {
        let diagnostic = remark.diagnostic
        let place = diagnostic.place.map { "\($0): " } ?? ""
        let indent = String(repeating: " ", count: remark.severity.rawValue.count + 2)
        var lines = wrappedLines(
            shown("\(remark.severity.rawValue): \(place)\(diagnostic.message)"), indentedBy: indent)
        if let place = diagnostic.place, let line = place.line, let column = place.column,
            let source = sources.line(line, of: place.file)
        {
            lines += excerpt(source, line, column, remark.length)
        }
        let details: [(String, String?)] = [
            ("hook", diagnostic.hook), ("at", diagnostic.subject), ("expected", diagnostic.expected),
            ("came", diagnostic.came), ("hint", diagnostic.hint),
        ]
        for case (let label, let text?) in details {
            let start = "  " + label + String(repeating: " ", count: 10 - label.count)
            lines += wrappedLines(start + shown(text), indentedBy: String(repeating: " ", count: 12))
        }
        for (index, frame) in diagnostic.traceback.enumerated() {
            lines.append((index == 0 ? "  called    " : "            ") + shown(frame))
        }
        return lines
    }

    /// The line, as much of it as fits, and a caret below the place with a tilde for each character more.
    private static func excerpt(_ source: String, _ line: Int, _ column: Int, _ length: Int?) -> [String] {
        let number = "\(line)"
        let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
        let blank = String(repeating: " ", count: margin.count - 2) + "| "
        let characters = source.unicodeScalars.map { scalar -> Character in
            scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                ? " " : Character(scalar)
        }
        let start = column - 1
        guard start <= characters.count else { return [] }
        let marked = max(1, min(length ?? 1, characters.count - start))
        let room = terminalWidth - margin.count
        // Where the line is too long, what is marked stands in the middle of what is shown.
        let from =
            characters.count <= room ? 0 : max(0, min(start + marked / 2 - room / 2, characters.count - room))
        var part = Array(characters[from..<min(characters.count, from + room)])
        if from > 0 { part[0] = "…" }
        if from + room < characters.count { part[part.count - 1] = "…" }
        let tildes = String(repeating: "~", count: max(0, min(marked, room - (start - from)) - 1))
        return [
            trimmed(margin + String(part)),
            blank + String(repeating: " ", count: start - from) + "^" + tildes,
        ]
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
