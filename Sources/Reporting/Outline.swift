/// How deep the headings of a document are, where the title is 1 and no level is ever skipped.
struct Outline {
    private var last = 1

    mutating func depth(of level: HeadingLevel) -> Int {
        last = min(level.rawValue + 1, last + 1)
        return last
    }
}

/// Returns the lines of each paragraph: empty lines part them.
func paragraphs(of text: String) -> [[String]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { cleanLine(String($0)) }
    return lines.split(separator: "").map(Array.init)
}
