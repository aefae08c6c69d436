/// A word of Lua 5.4, and the bytes of the source that it takes.
package struct LuaToken: Hashable, Sendable {
    package let kind: Kind
    package let range: Range<Int>
    /// Whether it is the first word of its line.
    package let beginsLine: Bool

    package enum Kind: Hashable, Sendable {
        case name(String)
        case keyword(LuaKeyword)
        /// An operator or a bracket, as it is written.
        case symbol(LuaSymbol)
        /// What a string holds once its escapes are read.
        case string([UInt8])
        /// As it is written.
        case number(String)
        case end
    }
}

package enum LuaKeyword: String, CaseIterable, Sendable {
    case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`, local, `nil`,
        not
    case or, `repeat`, `return`, then, `true`, until, `while`
}

package enum LuaSymbol: String, CaseIterable, Sendable {
    case varargs = "..."
    case concatenate = ".."
    case equal = "=="
    case notEqual = "~="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case floorDivide = "//"
    case label = "::"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    case length = "#"
    case bitAnd = "&"
    case tilde = "~"
    case bitOr = "|"
    case less = "<"
    case greater = ">"
    case assign = "="
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBrace = "{"
    case closeBrace = "}"
    case openBracket = "["
    case closeBracket = "]"
    case semicolon = ";"
    case colon = ":"
    case comma = ","
    case dot = "."

    /// Longest first, as they are looked for.
    static let bySize: [(symbol: LuaSymbol, bytes: [UInt8])] = allCases.map { ($0, Array($0.rawValue.utf8)) }
        .sorted { $0.1.count > $1.1.count }
}

extension LuaToken.Kind {
    /// What a message calls it; never what a string holds.
    var inWords: String {
        switch self {
        case .name(let name): "'\(name)'"
        case .keyword(let keyword): "'\(keyword.rawValue)'"
        case .symbol(let symbol): "'\(symbol.rawValue)'"
        case .string: "a string"
        case .number(let text): "'\(text.prefix(20))'"
        case .end: "the end of the file"
        }
    }
}

/// What is wrong with a source as Lua, and where.
package struct LuaSyntaxError: Hashable, Sendable {
    package let message: String
    package let range: Range<Int>
    package let hint: String?

    init(_ message: String, at range: Range<Int>, hint: String? = nil) {
        self.message = message
        self.range = range
        self.hint = hint
    }

    /// Returns the same error so many bytes further on.
    package func moved(by bytes: Int) -> LuaSyntaxError {
        LuaSyntaxError(
            message, at: range.lowerBound + bytes..<range.upperBound + bytes, hint: hint)
    }
}
