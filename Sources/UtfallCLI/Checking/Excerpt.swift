import Reporting

/// A line of a file, as much of it as fits, and a caret below a place in it with a tilde for each column more.
struct Excerpt {
    let lines: [String]

    /// - Parameters:
    ///   - column: the first character that is marked, from 1; one behind the last is the end of the line.
    ///   - length: how many characters are marked, where that is known.
    init(_ source: String, line: Int, column: Int, length: Int?) {
        let number = "\(line)"
        let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
        var characters = source.unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .format: " "
            default: Character(scalar)
            }
        }
        let start = column - 1
        guard start >= 0, start <= characters.count else {
            lines = []
            return
        }
        // The caret below the end of a line needs room as well.
        if start == characters.count { characters.append(" ") }
        let end = start + max(1, min(length ?? 1, characters.count - start))
        let ends = characters.reduce(into: [0]) { $0.append($0[$0.count - 1] + displayWidth($1)) }
        let shown = Excerpt.shown(start..<end, ends, room: terminalWidth - margin.count)

        var part = Array(characters[shown])
        func cut(_ index: Int) {
            let width = displayWidth(part[index])
            part.replaceSubrange(
                index...index, with: ["…"] + Array(repeating: " ", count: max(0, width - 1)))
        }
        if shown.upperBound < characters.count { cut(part.count - 1) }
        if shown.lowerBound > 0 { cut(0) }
        let before = ends[start] - ends[shown.lowerBound]
        let marked = max(1, ends[min(end, shown.upperBound)] - ends[start])
        lines = [
            Excerpt.trimmed(margin + String(part)),
            String(repeating: " ", count: margin.count - 2) + "| " + String(repeating: " ", count: before)
                + "^" + String(repeating: "~", count: marked - 1),
        ]
    }

    /// Returns what is shown of a line: all of it, or, where that is too wide, what is marked in the middle.
    ///
    /// - Parameters:
    ///   - marked: begins in what is shown, also where it is wider than that.
    ///   - ends: the column at which each character begins, and where the last ends.
    private static func shown(_ marked: Range<Int>, _ ends: [Int], room: Int) -> Range<Int> {
        let count = ends.count - 1
        guard ends[count] > room else { return 0..<count }
        let middle = (ends[marked.lowerBound] + ends[marked.upperBound]) / 2
        let left = max(0, min(middle - room / 2, ends[count] - room))
        let first = ends.firstIndex { $0 >= left } ?? 0
        // The first character that is shown gives way to an ellipsis, and so it is none that is marked.
        let from = min(first, max(0, marked.lowerBound - 1))
        let to = ends.lastIndex { $0 - ends[from] <= room } ?? count
        return from..<max(to, from + 1)
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
