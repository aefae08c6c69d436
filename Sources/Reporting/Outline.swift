/// How deep the headings of a document are, where the title is 1 and no level is ever skipped.
///
/// Headings of one level below the same heading are equally deep, also where a level above them is left out.
struct Outline {
    /// The levels of the headings that are open, from the outermost.
    private var open: [HeadingLevel] = []

    mutating func depth(of level: HeadingLevel) -> Int {
        while let last = open.last, last.rawValue >= level.rawValue { open.removeLast() }
        open.append(level)
        return open.count + 1
    }
}

/// What the regions of a page are called, to those who go from one to the next by name: no two alike.
struct RegionNames {
    private var counts: [String: Int] = [:]

    /// Returns the name; with a number from the second time on: `Payments`, `Payments (2)`.
    mutating func name(_ name: String) -> String {
        counts[name, default: 0] += 1
        guard let count = counts[name], count > 1 else { return name }
        return self.name("\(name) (\(count))")
    }
}

/// Returns the lines of each paragraph: empty lines part them.
func paragraphs(of text: String) -> [[String]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { cleanLine(String($0)) }
    return lines.split(separator: "").map(Array.init)
}
