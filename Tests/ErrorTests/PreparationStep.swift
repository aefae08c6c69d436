import Foundation

/// One line of a case's file `prepare`: a change to the copy, made before the command runs.
enum PreparationStep {
    /// `replace FILE: OLD => NEW`; OLD must be there once, and NEW may be nothing. As in `append`, `\n` is a
    /// line break.
    case replace(file: String, old: String, new: String)
    /// `append FILE: LINE`; makes the file where there is none.
    case append(file: String, line: String)
    /// `bytes FILE HEX`: appends bytes.
    case bytes(file: String, [UInt8])
    /// `patch FILE OFFSET HEX`: writes bytes over those that are there.
    case patch(file: String, offset: Int, [UInt8])
    /// `truncate FILE COUNT`: keeps the first bytes.
    case truncate(file: String, count: Int)
    /// `latin1 FILE`, `utf16 FILE`, `bom FILE`, `crlf FILE`: the same text in another form.
    case latin1(file: String), utf16(file: String), bom(file: String), crlf(file: String)
    case empty(file: String)
    case folder(String)
    case remove(String)
    /// `chmod FILE 0444`
    case chmod(file: String, mode: Int)
    /// `not-as-root`: changes nothing; the case is skipped for root.
    case notAsRoot
    /// `utfall ARGUMENT…`: a command that must go well, or end with something to look at.
    case utfall(arguments: [String])

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    init(_ line: String) throws {
        let (name, rest) = PreparationStep.cut(line, at: " ") ?? (line, "")
        let words = commandLineWords(rest)
        switch (name, words.count) {
        case ("replace", _):
            guard let (file, change) = PreparationStep.cut(rest, at: ": "),
                let (old, new) = PreparationStep.cut(change, at: " =>")
            else { throw Malformed(description: "replace FILE: OLD => NEW, and not '\(line)'") }
            self = .replace(
                file: file, old: PreparationStep.unescaped(old),
                new: PreparationStep.unescaped(String(new.dropFirst())))
        case ("append", _):
            guard let (file, text) = PreparationStep.cut(rest, at: ": ") else {
                throw Malformed(description: "append FILE: LINE, and not '\(line)'")
            }
            self = .append(file: file, line: PreparationStep.unescaped(text))
        case ("bytes", 2): self = .bytes(file: words[0], try PreparationStep.bytes(words[1]))
        case ("patch", 3):
            self = .patch(
                file: words[0], offset: try PreparationStep.number(words[1]),
                try PreparationStep.bytes(words[2]))
        case ("truncate", 2): self = .truncate(file: words[0], count: try PreparationStep.number(words[1]))
        case ("latin1", 1): self = .latin1(file: words[0])
        case ("utf16", 1): self = .utf16(file: words[0])
        case ("bom", 1): self = .bom(file: words[0])
        case ("crlf", 1): self = .crlf(file: words[0])
        case ("empty", 1): self = .empty(file: words[0])
        case ("folder", 1): self = .folder(words[0])
        case ("remove", 1): self = .remove(words[0])
        case ("chmod", 2):
            self = .chmod(file: words[0], mode: try PreparationStep.number(words[1], radix: 8))
        case ("not-as-root", 0): self = .notAsRoot
        case ("utfall", 1...): self = .utfall(arguments: words)
        default: throw Malformed(description: "no such step, or not so many words: '\(line)'")
        }
    }

    private static func cut(_ text: String, at separator: String) -> (String, String)? {
        guard let range = text.range(of: separator) else { return nil }
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }

    private static func unescaped(_ text: String) -> String {
        text.replacingOccurrences(of: "\\n", with: "\n")
    }

    private static func number(_ word: String, radix: Int = 10) throws -> Int {
        guard let number = Int(word, radix: radix) else {
            throw Malformed(description: "'\(word)' is no number")
        }
        return number
    }

    private static func bytes(_ digits: String) throws -> [UInt8] {
        let pairs = stride(from: 0, to: digits.utf8.count, by: 2).map { digits.dropFirst($0).prefix(2) }
        return try pairs.map { UInt8(try number(String($0), radix: 16)) }
    }
}

/// Splits a command line at its spaces; what stands in double quotes is one word.
func commandLineWords(_ line: String) -> [String] {
    var words: [String] = []
    for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
        if index.isMultiple(of: 2) {
            words += part.split(separator: " ").map(String.init)
        } else {
            words.append(String(part))
        }
    }
    return words
}
