import Foundation

/// A page that somebody follows in a terminal, from an empty folder: its files are written, its changes made, its
/// commands typed, in their order.
///
/// What a block is stands behind its fence, where no reader sees it:
///
/// | behind the fence | |
/// |---|---|
/// | `sh`, `sh exit 3` | is typed into a shell, and ends with 0 or with that status |
/// | `text` | what the last commands printed, both streams as they come; a line `…` stands for any lines |
/// | `csv new FILE` | is written to a file that is not there yet |
/// | `toml add FILE` | is written to the end of a file |
/// | `diff FILE` | lines that stand once in a file: `-` goes, `+` comes, the others stay |
/// | `toml in FILE` | stands in the file as it is |
struct Guide {
    let page: URL
    private(set) var parts: [String]
    /// What is not as the page says, each a sentence.
    private(set) var faults: [String] = []
    /// What was typed last, and what it printed.
    private var (typed, printed) = ("", "")

    static let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs")

    init(_ name: String) throws {
        page = Guide.docs.appending(path: name)
        parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
    }

    /// The page with what was printed.
    var text: String { parts.joined(separator: "```") }

    /// Follows the page in a folder.
    mutating func follow(in folder: URL) throws {
        guard parts.count % 2 == 1, parts.count > 1 else {
            faults.append("\(page.lastPathComponent) has no blocks, or one that does not end")
            return
        }
        for place in stride(from: 1, to: parts.count, by: 2) {
            let block = parts[place].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let words = block[0].split(separator: " ").map(String.init)
            let text = block.count > 1 ? String(block[1]) : ""
            switch (words.first, words.dropFirst().first, words.count) {
            case ("sh", nil, 1): try type(text, endsWith: 0, in: folder)
            case ("sh", "exit", 3): try type(text, endsWith: Int32(words[2]) ?? -1, in: folder)
            case ("text", nil, 1):
                let (lines, shown) = (printed.split(separator: "\n"), text.split(separator: "\n"))
                guard !Guide.are(lines[...], shownBy: shown[...]) else { break }
                faults.append("\(typed)prints:\n\(printed)")
                if !shown.contains("…") { parts[place] = "text\n\(printed)" }
            case ("diff", _?, 2): try change(words[1], by: text, named: parts[place - 1], in: folder)
            case (_?, "new", 3): try write(words[2], text, isNew: true, named: parts[place - 1], in: folder)
            case (_?, "add", 3): try write(words[2], text, isNew: false, named: parts[place - 1], in: folder)
            case (_?, "in", 3): try find(text, words[2], in: folder)
            default: faults.append("a block of '\(block[0])'")
            }
        }
    }

    /// Whether lines are those that are shown, where `…` stands for any.
    private static func are(_ lines: ArraySlice<Substring>, shownBy shown: ArraySlice<Substring>) -> Bool {
        guard let first = shown.first else { return lines.isEmpty }
        guard first == "…" else {
            return lines.first == first && are(lines.dropFirst(), shownBy: shown.dropFirst())
        }
        return (lines.startIndex...lines.endIndex).contains { are(lines[$0...], shownBy: shown.dropFirst()) }
    }

    private mutating func type(_ lines: String, endsWith status: Int32, in folder: URL) throws {
        let ended = try Program.shell("exec 2>&1\n\(lines)", in: folder)
        // A hash is another one wherever the host or its libraries are.
        (typed, printed) = (lines, ended.standardOutput.replacing(/[0-9a-f]{64}/, with: "<hash>"))
        if ended.status != status {
            faults.append("\(lines)ends with \(ended.status), and not with \(status):\n\(printed)")
        }
    }

    /// Whoever reads the page sees no fence: the words before a block must name its file.
    private mutating func require(_ file: String, in words: String) {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let paragraph = words.components(separatedBy: "\n\n").last { $0.contains(where: \.isLetter) } ?? ""
        if !paragraph.contains("\(name)`") { faults.append("nothing says that a block is of `\(name)`") }
    }

    private mutating func write(
        _ file: String, _ text: String, isNew: Bool, named words: String, in folder: URL
    ) throws {
        require(file, in: words)
        let target = folder.appending(path: file)
        let old = try? Data(contentsOf: target)
        if (old == nil) != isNew { faults.append("\(file) is \(isNew ? "there already" : "not there")") }
        try ((old ?? Data()) + Data(text.utf8)).write(to: target)
    }

    private mutating func change(_ file: String, by diff: String, named words: String, in folder: URL) throws
    {
        require(file, in: words)
        let target = folder.appending(path: file)
        let old = try String(contentsOf: target, encoding: .utf8)
        let lines = diff.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        func side(_ without: Character) -> String {
            lines.filter { $0.first != without }.map { $0.dropFirst() + "\n" }.joined()
        }
        guard old.components(separatedBy: side("+")).count == 2 else {
            faults.append("this does not stand once in \(file):\n\(side("+"))")
            return
        }
        try Data(old.replacingOccurrences(of: side("+"), with: side("-")).utf8).write(to: target)
    }

    private mutating func find(_ text: String, _ file: String, in folder: URL) throws {
        let whole = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        if !whole.contains(text) { faults.append("this does not stand in \(file):\n\(text)") }
    }
}
