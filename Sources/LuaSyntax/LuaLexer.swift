/// Cuts a source into words. Whatever is no word is noted and passed over, so that the rest can be read.
struct LuaLexer {
    private let bytes: [UInt8]
    private var at = 0
    private var beginsLine = true
    private(set) var errors: [LuaSyntaxError] = []
    /// Whether a long string or comment was not closed.
    private(set) var isUnfinished = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Returns all words, the last of them `end`.
    mutating func tokens() -> [LuaToken] {
        var tokens: [LuaToken] = []
        while let token = next() { tokens.append(token) }
        tokens.append(LuaToken(kind: .end, range: bytes.count..<bytes.count, beginsLine: true))
        return tokens
    }

    private mutating func next() -> LuaToken? {
        while true {
            skipSpace()
            guard at < bytes.count else { return nil }
            let start = at
            let byte = bytes[at]
            if byte.isNameStart {
                while at < bytes.count, bytes[at].isNameStart || bytes[at].isDigit { at += 1 }
                let word = String(decoding: bytes[start..<at], as: UTF8.self)
                return token(LuaKeyword(rawValue: word).map { .keyword($0) } ?? .name(word), from: start)
            }
            if byte.isDigit || (byte == .dot && byteAfter.isDigit) { return number() }
            if byte == .quote || byte == .apostrophe { return shortString(byte) }
            if byte == .openBracket, let level = longBracket() {
                let content = longText(level, from: start, what: "string")
                return token(.string(content), from: start)
            }
            if let foreign = LuaLexer.foreign.first(where: { starts(with: $0.bytes) }) {
                at += foreign.bytes.count
                errors.append(
                    LuaSyntaxError(
                        "Lua has no operator \(String(decoding: foreign.bytes, as: UTF8.self))",
                        at: start..<at, hint: "write \(foreign.instead)"))
                return token(foreign.meant, from: start)
            }
            if let found = LuaSymbol.bySize.first(where: { starts(with: $0.bytes) }) {
                at += found.bytes.count
                return token(.symbol(found.symbol), from: start)
            }
            at += 1
            while at < bytes.count, bytes[at] & 0xc0 == 0x80 { at += 1 }
            let text = String(decoding: bytes[start..<at], as: UTF8.self)
            errors.append(LuaSyntaxError("Lua has no '\(text)' outside of strings", at: start..<at))
        }
    }

    private mutating func token(_ kind: LuaToken.Kind, from start: Int) -> LuaToken {
        defer { beginsLine = false }
        return LuaToken(kind: kind, range: start..<at, beginsLine: beginsLine)
    }

    /// Operators of other languages, none of which can stand in Lua, and what they are read as.
    private static let foreign: [(bytes: [UInt8], meant: LuaToken.Kind, instead: String)] = [
        ("!=", .symbol(.notEqual), "~="), ("&&", .keyword(.and), "and"), ("||", .keyword(.or), "or"),
        ("=>", .symbol(.greaterOrEqual), ">="), ("+=", .symbol(.assign), "x = x + …"),
        ("-=", .symbol(.assign), "x = x - …"), ("*=", .symbol(.assign), "x = x * …"),
        ("!", .keyword(.not), "not"),
    ].map { (Array($0.utf8), $1, $2) }

    private var byteAfter: UInt8 { at + 1 < bytes.count ? bytes[at + 1] : 0 }

    private func starts(with prefix: [UInt8]) -> Bool {
        // Most differ in their first byte, and every symbol of a source is held against all that there are.
        bytes[at] == prefix[0] && bytes[at...].starts(with: prefix)
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            if bytes[at].isSpace {
                if bytes[at].isLineEnd { beginsLine = true }
                at += 1
            } else if bytes[at] == .dash, byteAfter == .dash {
                skipComment()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() {
        let start = at
        at += 2
        if at < bytes.count, bytes[at] == .openBracket, let level = longBracket() {
            _ = longText(level, from: start, what: "comment")
            return
        }
        while at < bytes.count, !bytes[at].isLineEnd { at += 1 }
    }

    /// Returns how many `=` stand in `[==[` here; nil where there is none.
    private func longBracket() -> Int? {
        var end = at + 1
        while end < bytes.count, bytes[end] == .equals { end += 1 }
        return end < bytes.count && bytes[end] == .openBracket ? end - at - 1 : nil
    }

    private mutating func longText(_ level: Int, from start: Int, what: String) -> [UInt8] {
        at += level + 2
        var text: [UInt8] = []
        // A line break right behind the bracket is none of the text.
        if at < bytes.count, bytes[at].isLineEnd { skipLineEnd() }
        let closing = [.closeBracket] + [UInt8](repeating: .equals, count: level) + [.closeBracket]
        while at < bytes.count {
            if bytes[at] == .closeBracket, starts(with: closing) {
                at += closing.count
                return text
            }
            if bytes[at].isLineEnd {
                skipLineEnd()
                text.append(.newline)
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        isUnfinished = true
        errors.append(
            LuaSyntaxError(
                "this long \(what) is not closed", at: start..<min(start + level + 2, bytes.count),
                hint: "it ends with ]\(String(repeating: "=", count: level))]"))
        return text
    }

    /// `\r\n`, `\n\r`, `\r` and `\n` are one line break each.
    private mutating func skipLineEnd() {
        let first = bytes[at]
        at += 1
        if at < bytes.count, bytes[at].isLineEnd, bytes[at] != first { at += 1 }
    }

    private mutating func number() -> LuaToken {
        let start = at
        let isHexadecimal =
            bytes[at] == .zero && (byteAfter == UInt8(ascii: "x") || byteAfter == UInt8(ascii: "X"))
        if isHexadecimal { at += 2 }
        let exponents: [UInt8] = isHexadecimal ? Array("pP".utf8) : Array("eE".utf8)
        while at < bytes.count {
            if exponents.contains(bytes[at]) {
                at += 1
                if at < bytes.count, bytes[at] == .plus || bytes[at] == .dash { at += 1 }
            } else if bytes[at].isHexadecimalDigit || bytes[at] == .dot {
                at += 1
            } else {
                break
            }
        }
        // What follows without a space belongs to it, and makes it none.
        while at < bytes.count, bytes[at].isNameStart || bytes[at].isDigit { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if !LuaLexer.isNumber(text) {
            errors.append(LuaSyntaxError("'\(text.prefix(40))' is not a number", at: start..<at))
        }
        return token(.number(text), from: start)
    }

    /// Tells whether a text is a numeral: digits with at most one point, and an exponent of decimal digits.
    static func isNumber(_ text: String) -> Bool {
        var rest = Substring(text.lowercased())
        let isHexadecimal = rest.hasPrefix("0x")
        if isHexadecimal { rest = rest.dropFirst(2) }
        let parts = rest.split(
            separator: isHexadecimal ? "p" : "e", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            var exponent = parts[1]
            if exponent.hasPrefix("+") || exponent.hasPrefix("-") { exponent = exponent.dropFirst() }
            guard !exponent.isEmpty, exponent.utf8.allSatisfy(\.isDigit) else { return false }
        }
        let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return halves.count <= 2 && halves.contains { !$0.isEmpty }
            && halves.allSatisfy { half in
                half.utf8.allSatisfy { isHexadecimal ? $0.isHexadecimalDigit : $0.isDigit }
            }
    }
}

extension LuaLexer {
    private mutating func shortString(_ delimiter: UInt8) -> LuaToken {
        let start = at
        at += 1
        var content: [UInt8] = []
        while at < bytes.count, !bytes[at].isLineEnd {
            if bytes[at] == delimiter {
                at += 1
                return token(.string(content), from: start)
            }
            if bytes[at] == .backslash {
                escape(into: &content)
            } else {
                content.append(bytes[at])
                at += 1
            }
        }
        errors.append(
            LuaSyntaxError(
                "this string is not closed on its line", at: start..<at,
                hint: "it ends with \(String(decoding: [delimiter], as: UTF8.self))"))
        return token(.string(content), from: start)
    }

    /// Reads what follows a backslash.
    private mutating func escape(into content: inout [UInt8]) {
        let start = at
        at += 1
        guard at < bytes.count else { return }
        let byte = bytes[at]
        if let plain = LuaLexer.plainEscapes[byte] {
            at += 1
            content.append(plain)
        } else if byte.isLineEnd {
            skipLineEnd()
            content.append(.newline)
        } else if byte == UInt8(ascii: "z") {
            at += 1
            while at < bytes.count, bytes[at].isSpace { at += 1 }
        } else if byte == UInt8(ascii: "x") {
            at += 1
            let digits = take(atMost: 2, \.isHexadecimalDigit)
            guard digits.count == 2, let value = UInt8(digits, radix: 16) else {
                return refuse(from: start, "\\x needs two hexadecimal digits")
            }
            content.append(value)
        } else if byte.isDigit {
            guard let value = UInt8(take(atMost: 3, \.isDigit)) else {
                return refuse(from: start, "a byte is at most \\255")
            }
            content.append(value)
        } else if byte == UInt8(ascii: "u") {
            unicodeEscape(from: start, into: &content)
        } else {
            at += 1
            refuse(from: start, "a backslash itself is written \\\\")
        }
    }

    private mutating func unicodeEscape(from start: Int, into content: inout [UInt8]) {
        at += 1
        guard at < bytes.count, bytes[at] == .openBrace else { return refuse(from: start, "write \\u{20AC}") }
        at += 1
        let digits = take(atMost: bytes.count, \.isHexadecimalDigit)
        guard let value = UInt32(digits, radix: 16), value < 1 << 31, at < bytes.count,
            bytes[at] == .closeBrace
        else { return refuse(from: start, "write \\u{20AC}") }
        at += 1
        // Lua takes more than Unicode has; what that would hold is of no concern here.
        if let scalar = Unicode.Scalar(value) { content += Array(String(Character(scalar)).utf8) }
    }

    private mutating func take(atMost most: Int, _ isTaken: (UInt8) -> Bool) -> String {
        let start = at
        while at < bytes.count, at - start < most, isTaken(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func refuse(from start: Int, _ hint: String) {
        let end = min(max(at, start + 1), bytes.count)
        errors.append(LuaSyntaxError("Lua has no such escape in a string", at: start..<end, hint: hint))
    }

    private static let plainEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, .backslash: .backslash,
        .quote: .quote, .apostrophe: .apostrophe,
    ]
}

extension UInt8 {
    fileprivate static let newline = UInt8(ascii: "\n")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let apostrophe = UInt8(ascii: "'")
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate static let openBracket = UInt8(ascii: "[")
    fileprivate static let closeBracket = UInt8(ascii: "]")
    fileprivate static let openBrace = UInt8(ascii: "{")
    fileprivate static let closeBrace = UInt8(ascii: "}")
    fileprivate static let equals = UInt8(ascii: "=")
    fileprivate static let dash = UInt8(ascii: "-")
    fileprivate static let plus = UInt8(ascii: "+")
    fileprivate static let dot = UInt8(ascii: ".")
    fileprivate static let zero = UInt8(ascii: "0")

    fileprivate var isDigit: Bool { (48...57).contains(self) }
    fileprivate var isHexadecimalDigit: Bool { isDigit || (65...70).contains(self & 0xdf) }
    fileprivate var isNameStart: Bool { (65...90).contains(self & 0xdf) || self == 95 }
    fileprivate var isLineEnd: Bool { self == 10 || self == 13 }
    fileprivate var isSpace: Bool { self == 32 || (9...13).contains(self) }
}
