// How expressions are read.
extension LuaParser {
    mutating func expressions() throws(Unreadable) -> [LuaExpression] {
        var values = [try expression()]
        while take(.comma) { values.append(try expression()) }
        return values
    }

    /// - Parameter binding: operators that bind more loosely are left to whoever asks.
    mutating func expression(above binding: Int = 0) throws(Unreadable) -> LuaExpression {
        try deeper { (parser) throws(Unreadable) in
            try parser.linked { (parser) throws(Unreadable) in try parser.operation(above: binding) }
        }
    }

    private mutating func operation(above binding: Int) throws(Unreadable) -> LuaExpression {
        var left = try operand()
        while let symbol = binaryOperator, symbol.binding.left > binding {
            let place = advance().range
            let right = try expression(above: symbol.binding.right)
            try link(at: place)
            left = LuaExpression(
                kind: .binary(left, symbol, place, right),
                range: left.range.lowerBound..<right.range.upperBound)
        }
        return left
    }

    private var binaryOperator: LuaBinaryOperator? {
        switch token.kind {
        case .keyword(let word):
            word == .and || word == .or ? LuaBinaryOperator(rawValue: word.rawValue) : nil
        case .symbol(let symbol): LuaBinaryOperator(rawValue: symbol.rawValue)
        default: nil
        }
    }

    private var unaryOperator: LuaUnaryOperator? {
        switch token.kind {
        case .keyword(.not): .not
        case .symbol(let symbol): LuaUnaryOperator(rawValue: symbol.rawValue)
        default: nil
        }
    }

    private mutating func operand() throws(Unreadable) -> LuaExpression {
        let start = start
        if let symbol = unaryOperator {
            let place = advance().range
            let value = try expression(above: LuaBinaryOperator.unaryBinding)
            return LuaExpression(kind: .unary(symbol, place, value), range: start..<end)
        }
        let kind: LuaExpression.Kind
        switch token.kind {
        case .keyword(.nil): kind = .nil
        case .keyword(.true): kind = .true
        case .keyword(.false): kind = .false
        case .number(let text): kind = .number(text)
        case .string(let bytes): kind = .string(bytes)
        case .symbol(.varargs):
            if !functions[functions.count - 1].takesMore {
                note("'...' stands in a function that does not take it", at: token.range)
            }
            kind = .varargs
        case .symbol(.openBrace): return try table()
        case .keyword(.function):
            let word = advance().range
            let body = try functionBody(from: word)
            return LuaExpression(kind: .function(body), range: start..<end)
        default: return try suffixed()
        }
        advance()
        return LuaExpression(kind: kind, range: start..<end)
    }

    /// Reads a name or a parenthesis, and all fields, indexes and calls behind it.
    mutating func suffixed() throws(Unreadable) -> LuaExpression {
        try linked { (parser) throws(Unreadable) in try parser.suffixes() }
    }

    private mutating func suffixes() throws(Unreadable) -> LuaExpression {
        let start = start
        var value = try primary()
        while true {
            let kind: LuaExpression.Kind
            let link = token.range
            switch token.kind {
            case .symbol(.dot):
                advance()
                kind = .field(value, try requireName("the name of a field"))
            case .symbol(.openBracket):
                advance()
                let key = try expression()
                try require(.closeBracket)
                kind = .index(value, key)
            case .symbol(.colon):
                advance()
                let name = try requireName("the name of a method")
                guard beginsArguments else {
                    note(
                        "a method is called: '(' was expected before \(token.kind.inWords)", at: token.range,
                        hint: "a field is read with a point")
                    throw Unreadable()
                }
                kind = .method(value, name, try arguments())
            default:
                guard beginsArguments else { return value }
                kind = .call(value, try arguments())
            }
            try self.link(at: link)
            value = LuaExpression(kind: kind, range: start..<end)
        }
    }

    private mutating func primary() throws(Unreadable) -> LuaExpression {
        let start = start
        if case .name(let text) = token.kind {
            advance()
            return LuaExpression(kind: .name(text), range: start..<end)
        }
        guard peek(.openParenthesis) else {
            note("a value was expected, and not \(token.kind.inWords)", at: token.range)
            throw Unreadable()
        }
        advance()
        let inner = try expression()
        try require(.closeParenthesis)
        return LuaExpression(kind: .parenthesis(inner), range: start..<end)
    }

    private var beginsArguments: Bool {
        switch token.kind {
        case .string, .symbol(.openParenthesis), .symbol(.openBrace): true
        default: false
        }
    }

    private mutating func arguments() throws(Unreadable) -> [LuaExpression] {
        let start = start
        if case .string(let bytes) = token.kind {
            advance()
            return [LuaExpression(kind: .string(bytes), range: start..<end)]
        }
        if peek(.openBrace) { return [try table()] }
        advance()
        if take(.closeParenthesis) { return [] }
        let values = try expressions()
        try require(.closeParenthesis)
        return values
    }

    private mutating func table() throws(Unreadable) -> LuaExpression {
        try deeper { (parser) throws(Unreadable) in
            let start = parser.start
            parser.advance()
            var items: [LuaTableItem] = []
            while !parser.peek(.closeBrace) {
                items.append(try parser.tableItem())
                if parser.take(.comma) || parser.take(.semicolon) { continue }
                if !parser.peek(.closeBrace) {
                    parser.note(
                        "',' or '}' was expected before \(parser.token.kind.inWords)", at: parser.token.range)
                    throw Unreadable()
                }
            }
            parser.advance()
            return LuaExpression(kind: .table(items), range: start..<parser.end)
        }
    }

    private mutating func tableItem() throws(Unreadable) -> LuaTableItem {
        if case .name(let text) = token.kind, tokens[at + 1].kind == .symbol(.assign) {
            let name = LuaName(text: text, range: advance().range)
            advance()
            return .named(name, try expression())
        }
        guard take(.openBracket) else { return .value(try expression()) }
        let key = try expression()
        try require(.closeBracket)
        try require(.assign)
        return .keyed(key, try expression())
    }
}
