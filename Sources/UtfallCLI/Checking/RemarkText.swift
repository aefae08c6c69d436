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
            lines += Excerpt(source, line: line, column: column, length: remark.length).lines
        }
        let details: [(String, String?)] = [
            ("hook", diagnostic.hook), ("at", diagnostic.subject), ("expected", diagnostic.expected),
            ("came", diagnostic.came), ("hint", diagnostic.hint),
        ]
        for case (let label, let text?) in details {
            let start = "  " + label + String(repeating: " ", count: 10 - label.count)
            lines += wrappedLines(start + shown(text), indentedBy: String(repeating: " ", count: 12))
        }
        return lines + calledLines(diagnostic.traceback)
    }
}
