// How statements are read.
extension LuaParser {
    mutating func statement() throws(Unreadable) -> LuaStatement {
        let start = start
        let kind = try statementKind()
        return LuaStatement(kind: kind, range: start..<end)
    }

    private mutating func statementKind() throws(Unreadable) -> LuaStatement.Kind {
        switch token.kind {
        case .keyword(.local): return try local()
        case .keyword(.if): return try branches()
        case .keyword(.for): return try loop()
        case .keyword(.function): return try function()
        case .keyword(.return): return try results()
        case .keyword(.while):
            let opener = advance()
            let condition = try condition(before: .do)
            expect(.do)
            return .while(condition, loopBlock("while", opener.range))
        case .keyword(.repeat):
            let opener = advance()
            functions[functions.count - 1].loops += 1
            let body = block()
            functions[functions.count - 1].loops -= 1
            guard take(.until) else {
                note("this repeat has no until", at: opener.range)
                return .do(body)
            }
            return .repeat(body, until: try expression())
        case .keyword(.do):
            let opener = advance()
            return .do(blockToEnd(of: "do", at: opener.range))
        case .keyword(.break):
            let word = advance()
            if functions[functions.count - 1].loops == 0 {
                note("there is no loop here that 'break' could leave", at: word.range)
            }
            return .break
        case .keyword(.goto):
            advance()
            return .goto(try requireName("a label"))
        case .symbol(.label):
            advance()
            let name = try requireName("a label")
            try require(.label)
            return .label(name)
        default: return try callOrAssignment()
        }
    }

    /// Reads a condition; where it cannot be read, but the word behind it is there, goes on from that word.
    private mutating func condition(before word: LuaKeyword) throws(Unreadable) -> LuaExpression {
        let start = start
        do throws(Unreadable) {
            let condition = try expression()
            guard peek(.assign) else { return condition }
            note("'=' assigns, and does not compare", at: token.range, hint: "write ==")
            advance()
            _ = try expression()
            return condition
        } catch {
            var next = at
            while next < tokens.count - 1, tokens[next].kind != .keyword(word), !tokens[next].beginsLine {
                next += 1
            }
            guard tokens[next].kind == .keyword(word) else { throw error }
            at = next
            return LuaExpression(kind: .broken, range: start..<end)
        }
    }

    mutating func loopBlock(_ opener: String, _ range: Range<Int>) -> LuaBlock {
        functions[functions.count - 1].loops += 1
        defer { functions[functions.count - 1].loops -= 1 }
        return blockToEnd(of: opener, at: range)
    }

    private mutating func local() throws(Unreadable) -> LuaStatement.Kind {
        advance()
        if take(.function) {
            let word = tokens[at - 1].range
            let name = try requireName("the name of a function")
            return .localFunction(name, try functionBody(from: word))
        }
        var names: [LuaLocalName] = []
        repeat {
            let name = try requireName("the name of a local")
            names.append(LuaLocalName(name: name, attribute: try attribute()))
        } while take(.comma)
        return .local(names, values: take(.assign) ? try expressions() : [])
    }

    private mutating func attribute() throws(Unreadable) -> LuaName? {
        guard take(.less) else { return nil }
        let name = try requireName("const or close")
        if name.text != "const", name.text != "close" {
            note(
                "a local has no attribute '\(name.text)'", at: name.range, hint: "Lua has <const> and <close>"
            )
        }
        try require(.greater)
        return name
    }

    private mutating func branches() throws(Unreadable) -> LuaStatement.Kind {
        let opener = token
        var branches: [LuaBranch] = []
        repeat {
            advance()
            let condition = try condition(before: .then)
            expect(.then)
            branches.append(LuaBranch(condition: condition, block: block()))
        } while peek(.elseif)
        guard take(.else) else {
            if !take(.end) {
                note(
                    "this if is not ended", at: opener.range,
                    hint: "'end' was expected before \(token.kind.inWords)")
            }
            return .if(branches, otherwise: nil)
        }
        if peek(.if) {
            // Two words where Lua has one: the inner `if` needs an `end` of its own.
            let otherwise = blockToEnd(of: "if", at: opener.range)
            return .if(branches, otherwise: otherwise)
        }
        return .if(branches, otherwise: blockToEnd(of: "if", at: opener.range))
    }

    private mutating func loop() throws(Unreadable) -> LuaStatement.Kind {
        let opener = advance()
        let first = try requireName("the name of a loop's variable")
        if take(.assign) {
            let from = try expression()
            try require(.comma, hint: "a loop goes from, to: for i = 1, 10 do")
            let to = try expression()
            let step = take(.comma) ? try expression() : nil
            expect(.do)
            return .numericFor(first, from: from, to: to, step: step, loopBlock("for", opener.range))
        }
        var names = [first]
        while take(.comma) { names.append(try requireName("the name of a loop's variable")) }
        guard take(.in) else {
            note("'=' or 'in' was expected before \(token.kind.inWords)", at: token.range)
            throw Unreadable()
        }
        let values = try expressions()
        expect(.do)
        return .genericFor(names, values: values, loopBlock("for", opener.range))
    }

    private mutating func function() throws(Unreadable) -> LuaStatement.Kind {
        let word = advance().range
        let (target, isMethod) = try linked { (parser) throws(Unreadable) in try parser.functionName() }
        return .function(target, isMethod: isMethod, try functionBody(from: word))
    }

    private mutating func functionName() throws(Unreadable) -> (LuaExpression, isMethod: Bool) {
        let first = try requireName("the name of a function")
        var target = LuaExpression(kind: .name(first.text), range: first.range)
        var isMethod = false
        while !isMethod, peek(.dot) || peek(.colon) {
            let link = advance()
            isMethod = link.kind == .symbol(.colon)
            let name = try requireName("the name of a function")
            try self.link(at: link.range)
            target = LuaExpression(
                kind: .field(target, name), range: target.range.lowerBound..<name.range.upperBound)
        }
        return (target, isMethod)
    }

    private mutating func results() throws(Unreadable) -> LuaStatement.Kind {
        advance()
        var values: [LuaExpression] = []
        switch token.kind {
        case .end, .keyword(.end), .keyword(.else), .keyword(.elseif), .keyword(.until), .symbol(.semicolon):
            break
        default: values = try expressions()
        }
        _ = take(.semicolon)
        return .return(values)
    }

    private mutating func callOrAssignment() throws(Unreadable) -> LuaStatement.Kind {
        let first = try suffixed()
        guard peek(.assign) || peek(.comma) else {
            switch first.kind {
            case .call, .method: return .call(first)
            default:
                note(
                    "this is a value, and no statement", at: first.range,
                    hint: "a statement is a call, or assigns with =")
                throw Unreadable()
            }
        }
        var targets = [first]
        while take(.comma) { targets.append(try suffixed()) }
        try require(.assign)
        for target in targets {
            switch target.kind {
            case .name, .field, .index: break
            default: note("nothing can be assigned to this", at: target.range)
            }
        }
        return .assignment(targets, values: try expressions())
    }

    /// Reads parameters and body; `word` is where `function` stands.
    mutating func functionBody(from word: Range<Int>) throws(Unreadable) -> LuaFunctionBody {
        try require(.openParenthesis)
        var parameters: [LuaName] = []
        var takesMore = false
        if !peek(.closeParenthesis) {
            repeat {
                if take(.varargs) {
                    takesMore = true
                    break
                }
                parameters.append(try requireName("a parameter"))
            } while take(.comma)
        }
        try require(.closeParenthesis)
        functions.append(Enclosing(takesMore: takesMore))
        let block = blockToEnd(of: "function", at: word)
        functions.removeLast()
        return LuaFunctionBody(
            parameters: parameters, takesMore: takesMore, block: block, range: word.lowerBound..<end)
    }
}
