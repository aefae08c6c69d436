/// Reads Lua 5.4 into a tree, and notes all that is wrong on the way.
package struct LuaParser {
    var tokens: [LuaToken]
    var at = 0
    private(set) var errors: [LuaSyntaxError] = []
    var depth = 0
    /// How many links stand upon each other at most in what was read of the construct at hand.
    private var height = 0
    /// What the function at hand allows, innermost last.
    var functions: [Enclosing] = [Enclosing(takesMore: true)]
    /// Where the last error was noted: one place is told once.
    private var lastError = -1
    /// Whether reading stopped where the source was nested too deeply.
    private var hasStopped = false
    /// Whether the first error was noted only at the end.
    private var isUnfinished = false

    struct Enclosing {
        let takesMore: Bool
        var loops = 0
    }

    /// Thrown where a statement cannot be read on; what is wrong has been noted.
    struct Unreadable: Error {}

    /// As Lua's own limit of nested calls of its parser.
    static let deepest = 195

    /// How many fields, calls and operators may stand upon each other. Lua has no limit of its own for them, but
    /// each is a level of the tree, and whoever walks the tree needs room on the stack for each of its levels.
    static let highest = 400

    /// Reads a source.
    package static func parse(_ bytes: [UInt8]) -> LuaChunk {
        var lexer = LuaLexer(bytes)
        var parser = LuaParser(tokens: lexer.tokens())
        let block = parser.chunk()
        // A label that stands behind what was read is not missed.
        let scopes = parser.hasStopped ? [] : LuaGotoCheck.errors(in: block)
        let all = (lexer.errors + parser.errors + scopes).sorted { $0.range.lowerBound < $1.range.lowerBound }
        let isUnfinished =
            lexer.isUnfinished ? lexer.errors.count == 1 : lexer.errors.isEmpty && parser.isUnfinished
        return LuaChunk(block: block, errors: all, isUnfinished: isUnfinished)
    }

    private init(tokens: [LuaToken]) {
        self.tokens = tokens
    }

    // MARK: Words

    var token: LuaToken { tokens[at] }
    var start: Int { token.range.lowerBound }
    /// Where the word before ends.
    var end: Int { at > 0 ? tokens[at - 1].range.upperBound : 0 }

    func peek(_ symbol: LuaSymbol) -> Bool { token.kind == .symbol(symbol) }
    func peek(_ keyword: LuaKeyword) -> Bool { token.kind == .keyword(keyword) }

    @discardableResult
    mutating func advance() -> LuaToken {
        defer { if at < tokens.count - 1 { at += 1 } }
        return token
    }

    mutating func take(_ symbol: LuaSymbol) -> Bool {
        guard peek(symbol) else { return false }
        advance()
        return true
    }

    mutating func take(_ keyword: LuaKeyword) -> Bool {
        guard peek(keyword) else { return false }
        advance()
        return true
    }

    mutating func note(_ message: String, at range: Range<Int>, hint: String? = nil) {
        guard range.lowerBound != lastError, !hasStopped else { return }
        lastError = range.lowerBound
        if errors.isEmpty, case .end = token.kind { isUnfinished = true }
        errors.append(LuaSyntaxError(message, at: range, hint: hint))
    }

    /// Goes on as if a word were there that was forgotten.
    mutating func expect(_ keyword: LuaKeyword, hint: String? = nil) {
        guard !take(keyword) else { return }
        note("'\(keyword.rawValue)' was expected before \(token.kind.inWords)", at: token.range, hint: hint)
    }

    mutating func require(_ symbol: LuaSymbol, hint: String? = nil) throws(Unreadable) {
        guard !take(symbol) else { return }
        note("'\(symbol.rawValue)' was expected before \(token.kind.inWords)", at: token.range, hint: hint)
        throw Unreadable()
    }

    mutating func requireName(_ what: String) throws(Unreadable) -> LuaName {
        guard case .name(let text) = token.kind else {
            var hint: String?
            if case .keyword(let word) = token.kind { hint = "'\(word.rawValue)' is a word of Lua's own" }
            note("\(what) was expected, and not \(token.kind.inWords)", at: token.range, hint: hint)
            throw Unreadable()
        }
        return LuaName(text: text, range: advance().range)
    }

    /// Reads something that lies deeper, as far as Lua itself goes.
    mutating func deeper<Result>(_ body: (inout LuaParser) throws(Unreadable) -> Result) throws(Unreadable)
        -> Result
    {
        guard depth < LuaParser.deepest else { throw stop(at: token.range) }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    /// Reads a construct that grows by links, each of which holds all that was read of it before.
    mutating func linked<Result>(_ body: (inout LuaParser) throws(Unreadable) -> Result) throws(Unreadable)
        -> Result
    {
        let around = height
        height = 0
        // What is around it is as high as the highest of its parts.
        defer { height = max(around, height) }
        return try body(&self)
    }

    /// Puts a link upon all that was read of the construct at hand; `place` is the link's own.
    mutating func link(at place: Range<Int>) throws(Unreadable) {
        height += 1
        guard height <= LuaParser.highest else { throw stop(at: place, hint: "keep a part of it in a local") }
    }

    /// Reads no further: of what stands around what was not read, nothing could be said that holds.
    private mutating func stop(at place: Range<Int>, hint: String? = nil) -> Unreadable {
        note("this is nested too deeply", at: place, hint: hint)
        hasStopped = true
        at = tokens.count - 1
        return Unreadable()
    }

    // MARK: Blocks

    private mutating func chunk() -> LuaBlock {
        var statements: [LuaStatement] = []
        while true {
            statements += block().statements
            if case .end = token.kind { break }
            note(
                "there is nothing that \(token.kind.inWords) could end here", at: token.range,
                hint: peek(.end) ? "is one 'end' too many?" : nil)
            advance()
        }
        return LuaBlock(statements: statements, range: 0..<end)
    }

    mutating func block() -> LuaBlock {
        let start = start
        var statements: [LuaStatement] = []
        while !endsBlock {
            if take(.semicolon) { continue }
            let before = at
            do throws(Unreadable) {
                let statement = try deeper { (parser) throws(Unreadable) in try parser.statement() }
                statements.append(statement)
                if case .return = statement.kind, !endsBlock {
                    note(
                        "return must be the last statement of its block", at: statement.range,
                        hint: "what follows it would never run")
                }
            } catch {
                skipToStatement(from: before)
            }
        }
        return LuaBlock(statements: statements, range: start..<max(start, end))
    }

    private var endsBlock: Bool {
        switch token.kind {
        case .end, .keyword(.end), .keyword(.else), .keyword(.elseif), .keyword(.until): true
        default: false
        }
    }

    /// Passes over what cannot be read, up to a word that begins a statement or ends a block.
    private mutating func skipToStatement(from before: Int) {
        if at == before { advance() }
        var open = tokens[before..<at].reduce(0) { $0 + $1.opening }
        while true {
            if open <= 0, token.beginsLine, case .name = token.kind { return }
            open += token.opening
            switch token.kind {
            case .end: return
            case .keyword(let word):
                switch word {
                case .local, .if, .while, .for, .repeat, .return, .break, .goto, .end, .else, .elseif, .until:
                    return
                case .function:
                    // `function name`, and not one that stands in an expression.
                    if case .name = tokens[min(at + 1, tokens.count - 1)].kind { return }
                default: break
                }
            default: break
            }
            advance()
        }
    }

    /// Reads a block up to its `end`, and says what was not ended.
    mutating func blockToEnd(of opener: String, at range: Range<Int>) -> LuaBlock {
        let block = block()
        if !take(.end) {
            note(
                "this \(opener) is not ended", at: range,
                hint: "'end' was expected before \(token.kind.inWords)")
        }
        return block
    }
}

extension LuaToken {
    /// How many brackets it opens, or closes where it is negative.
    fileprivate var opening: Int {
        switch kind {
        case .symbol(.openParenthesis), .symbol(.openBrace), .symbol(.openBracket): 1
        case .symbol(.closeParenthesis), .symbol(.closeBrace), .symbol(.closeBracket): -1
        default: 0
        }
    }
}
