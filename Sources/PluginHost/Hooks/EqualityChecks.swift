package import OutcomesModel
package import PackReader

extension Pack {
    /// Returns the comparisons by `==` and `~=` of an exact value with a number of Lua's, in the files of the pack.
    ///
    /// Lua never finds values of two types equal, and asks nobody: `mean == 3` is false whatever the mean is, without any
    /// error. What is found is what can be told from the text: terms, and what functions of the API give, directly or
    /// by a local variable that is set once.
    package var comparisonsThatNeverHold: [Diagnostic] {
        sources.values.sorted { $0.path < $1.path }.flatMap { file in
            EqualityFinder(file, terms: Set(contract?.terms.map(\.id.rawValue) ?? [])).found().map { found in
                Diagnostic(
                    .pack,
                    "an exact value is compared by \(found.relation) with the number \(found.number), which "
                        + (found.relation == "==" ? "never holds" : "always holds"),
                    pack: manifest.id,
                    place: SourceLocation(file: "\(folder)/\(file.path)", line: found.line),
                    expected: "two exact values, or two sums",
                    hint:
                        "write \(found.relation) soc.decimal \"\(found.number)\", or soc.money \"\(found.number)\" of a sum"
                )
            }
        }
    }
}

/// Looks through the text of one Lua file.
private struct EqualityFinder {
    struct Found {
        let relation: String
        let number: String
        let line: Int
    }

    private let tokens: [LuaToken]
    private let terms: Set<String>
    /// Local variables that are set once, to an exact value.
    private var exactLocals: Set<String> = []

    init(_ file: SourceFile, terms: Set<String>) {
        tokens = LuaToken.tokens(of: String(decoding: file.bytes, as: UTF8.self))
        self.terms = terms
        exactLocals = locals()
    }

    func found() -> [Found] {
        tokens.indices.compactMap { place in
            let token = tokens[place]
            guard token.text == "==" || token.text == "~=", let number = number(after: place),
                isExact(endingAt: place - 1)
            else { return nil }
            return Found(relation: token.text, number: number, line: token.line)
        }
    }

    /// The methods of the API that give money or an exact number, whatever value they are called on.
    private static let methods: Set<String> = {
        let all = Api.types.flatMap(\.methods)
        return Set(all.filter(\.givesExact).map(\.name))
            .subtracting(all.filter { !$0.givesExact }.map(\.name))
    }()
    private static let functions: Set<String> = Set(Api.socFunctions.filter(\.givesExact).map(\.name))

    /// Returns the number that stands alone behind a place.
    private func number(after place: Int) -> String? {
        let isNegative = text(place + 1) == "-"
        let at = place + (isNegative ? 2 : 1)
        guard tokens.indices.contains(at), tokens[at].kind == .number,
            !["+", "-", "*", "/", "//", "%", "^", ".."].contains(text(at + 1))
        else { return nil }
        return (isNegative ? "-" : "") + tokens[at].text
    }

    /// Tells whether what ends at a place is a term, a call that gives an exact value, or a variable that holds one.
    private func isExact(endingAt place: Int) -> Bool {
        guard tokens.indices.contains(place) else { return false }
        if tokens[place].kind == .name {
            let before = text(place - 1)
            if before == ".", text(place - 2) == "terms" { return terms.contains(tokens[place].text) }
            return before != "." && before != ":" && exactLocals.contains(tokens[place].text)
        }
        if tokens[place].kind == .string { return isExactCall(named: place - 1) }
        guard tokens[place].text == ")" || tokens[place].text == "}", let open = opening(of: place) else {
            return false
        }
        return isExactCall(named: open - 1)
    }

    private func isExactCall(named place: Int) -> Bool {
        guard tokens.indices.contains(place), tokens[place].kind == .name else { return false }
        switch text(place - 1) {
        case ":": return Self.methods.contains(tokens[place].text)
        case ".": return text(place - 2) == "soc" && Self.functions.contains(tokens[place].text)
        default: return false
        }
    }

    /// Returns the bracket that the one at a place closes.
    private func opening(of place: Int) -> Int? {
        var depth = 0
        for at in stride(from: place, through: 0, by: -1) {
            if [")", "}", "]"].contains(text(at)) { depth += 1 }
            if ["(", "{", "["].contains(text(at)) { depth -= 1 }
            if depth == 0 { return at }
        }
        return nil
    }

    /// Finds `local x = …` with an exact value at its end on the same line, where `x` is set nowhere else.
    private func locals() -> Set<String> {
        var found: Set<String> = []
        for place in tokens.indices where text(place) == "local" && text(place + 2) == "=" {
            let name = tokens[place + 1].text
            let line = tokens[place].line
            guard let last = tokens.indices.last(where: { tokens[$0].line == line }), last > place + 2,
                tokens[place + 1].kind == .name, !isSetTwice(name), isExact(endingAt: last)
            else { continue }
            found.insert(name)
        }
        return found
    }

    private func isSetTwice(_ name: String) -> Bool {
        tokens.indices.count { place in
            tokens[place].kind == .name && tokens[place].text == name
                && (text(place + 1) == "=" || text(place + 1) == ",") && text(place - 1) != "."
        } > 1
    }

    private func text(_ place: Int) -> String { tokens.indices.contains(place) ? tokens[place].text : "" }
}

extension ApiFunction {
    fileprivate var givesExact: Bool { result.hasPrefix("money") || result.hasPrefix("an exact number") }
}

/// A word of a Lua source: enough to see what is compared with what.
private struct LuaToken {
    enum Kind { case name, number, string, symbol }

    let kind: Kind
    let text: String
    let line: Int

    static func tokens(of source: String) -> [LuaToken] {
        var reader = LuaTokenReader(source)
        var tokens: [LuaToken] = []
        while let token = reader.next() { tokens.append(token) }
        return tokens
    }
}

private struct LuaTokenReader {
    private var rest: Substring
    private var line = 1

    init(_ source: String) { rest = source[...] }

    mutating func next() -> LuaToken? {
        while let first = rest.first {
            if first.isNewline { line += 1 }
            if first.isWhitespace {
                rest = rest.dropFirst()
            } else if rest.hasPrefix("--") {
                rest = rest.dropFirst(2)
                if !skipLongBracket() { rest = rest.drop { !$0.isNewline } }
            } else {
                return token(first)
            }
        }
        return nil
    }

    private mutating func token(_ first: Character) -> LuaToken {
        let start = line
        if first.isLetter || first == "_" {
            return take(.name) { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        if first.isNumber { return take(.number) { $0.isLetter || $0.isNumber || $0 == "." } }
        if first == "\"" || first == "'" {
            skipString(first)
            return LuaToken(kind: .string, text: "a text", line: start)
        }
        if first == "[", skipLongBracket() { return LuaToken(kind: .string, text: "a text", line: start) }
        let symbol =
            ["...", "==", "~=", "<=", ">=", "//", "..", "::"].first { rest.hasPrefix($0) } ?? String(first)
        rest = rest.dropFirst(symbol.count)
        return LuaToken(kind: .symbol, text: symbol, line: start)
    }

    private mutating func take(_ kind: LuaToken.Kind, _ belongs: (Character) -> Bool) -> LuaToken {
        let text = rest.prefix(while: belongs)
        rest = rest.dropFirst(text.count)
        return LuaToken(kind: kind, text: String(text), line: line)
    }

    private mutating func skipString(_ quote: Character) {
        rest = rest.dropFirst()
        while let next = rest.first, next != quote {
            if next == "\\" { rest = rest.dropFirst() }
            if rest.first?.isNewline == true { line += 1 }
            rest = rest.dropFirst()
        }
        rest = rest.dropFirst()
    }

    /// Passes over `[[…]]` or `[==[…]==]`; false where none begins here.
    private mutating func skipLongBracket() -> Bool {
        guard rest.first == "[" else { return false }
        let level = rest.dropFirst().prefix { $0 == "=" }.count
        guard rest.dropFirst(level + 1).first == "[" else { return false }
        let end = "]" + String(repeating: "=", count: level) + "]"
        let inner = rest.dropFirst(level + 2)
        let closed = inner.firstRange(of: end)
        line += (closed.map { inner[..<$0.lowerBound] } ?? inner).count(where: \.isNewline)
        rest = closed.map { inner[$0.upperBound...] } ?? inner.dropFirst(inner.count)
        return true
    }
}
