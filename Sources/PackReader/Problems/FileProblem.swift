/// What can be wrong with a file as such.
package enum FileProblem: Equatable, Sendable {
    case missing(neededBy: String)
    case unreadable
    case tooLarge(bytes: Int, limit: Int)
    case tooManyLuaFiles(limit: Int)
    case notUTF8
    case byteOrderMark
    case bytecode
    case leavesPack
    /// What the parser says; `isDay` where it stands in what looks like a day.
    case syntax(String, isDay: Bool)

    var wording: ProblemWording {
        switch self {
        case .missing(let needer):
            ProblemWording("this file is missing", expected: "\(needer) has it")
        case .unreadable:
            ProblemWording("this file cannot be read", hint: "is it an ordinary file, and may you read it?")
        case .tooLarge(let bytes, let limit):
            ProblemWording(
                "this file is too large", expected: "at most \(limit) bytes", came: "\(bytes) bytes")
        case .tooManyLuaFiles(let limit):
            ProblemWording("this pack has too many Lua files", expected: "at most \(limit)")
        case .notUTF8:
            ProblemWording(
                "this line is not valid UTF-8", expected: "text in UTF-8",
                hint: "save the file in the encoding UTF-8")
        case .byteOrderMark:
            ProblemWording(
                "the file begins with a byte order mark", expected: "Lua as text in UTF-8",
                hint: "save the file as UTF-8 without a byte order mark (BOM)")
        case .bytecode:
            ProblemWording(
                "this file is compiled Lua", expected: "Lua as text", hint: "give the source instead")
        case .leavesPack:
            ProblemWording(
                "this link leads out of the pack", expected: "a file of the pack",
                hint: "put the file itself here")
        case .syntax(let message, let isDay):
            ProblemWording(
                "this is not TOML: \(message)", expected: "TOML 1.0",
                hint: isDay ? "a day is written 2026-03-31" : FileProblem.hint(for: message))
        }
    }

    /// What usually helps against the parser's own messages.
    private static func hint(for message: String) -> String? {
        if message.contains("unescaped control characters") { return "is the closing quote missing?" }
        if message.contains("could not determine value type") { return "is a text without its quotes?" }
        if message.contains("cannot redefine") { return "take one of the two out" }
        return nil
    }
}
