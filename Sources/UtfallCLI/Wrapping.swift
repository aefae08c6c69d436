/// How many columns all text has, at a terminal or not.
let terminalWidth = 80

/// Breaks a text at spaces; a word that is longer than a line stays whole.
func wrappedLines(_ text: String, indentedBy indent: String) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
        var line = lines.isEmpty ? "" : indent
        var isEmpty = true
        for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, line.count + 1 + word.count > terminalWidth {
                lines.append(line)
                line = indent + word
            } else {
                line += (isEmpty ? "" : " ") + word
            }
            isEmpty = false
        }
        lines.append(line)
    }
    return lines
}

/// Breaks each line by itself, what goes on standing two columns further in than it began.
func wrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
        wrappedLines(
            String(line), indentedBy: String(repeating: " ", count: line.prefix { $0 == " " }.count + 2))
    }.joined(separator: "\n")
}
