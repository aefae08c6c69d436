extension LuaBlock {
    /// Shows every statement and expression of it, also those inside of functions, in the order of the source.
    package func visit(
        statement: (LuaStatement) -> Void = { _ in }, expression: (LuaExpression) -> Void = { _ in }
    ) {
        for each in statements { each.visit(statement, expression) }
    }

    /// All functions in it, by the byte at which each begins.
    package var functions: [Int: LuaFunctionBody] {
        var found: [Int: LuaFunctionBody] = [:]
        visit(
            statement: { statement in
                switch statement.kind {
                case .function(_, _, let body), .localFunction(_, let body):
                    found[body.range.lowerBound] = body
                default: break
                }
            },
            expression: { expression in
                if case .function(let body) = expression.kind { found[body.range.lowerBound] = body }
            })
        return found
    }
}

extension LuaStatement {
    fileprivate func visit(_ statement: (LuaStatement) -> Void, _ expression: (LuaExpression) -> Void) {
        statement(self)
        func visit(_ values: [LuaExpression]) { for value in values { value.visit(statement, expression) } }
        switch kind {
        case .local(_, let values), .return(let values): visit(values)
        case .assignment(let targets, let values): visit(targets + values)
        case .call(let value): visit([value])
        case .do(let block): block.visit(statement: statement, expression: expression)
        case .while(let condition, let block):
            visit([condition])
            block.visit(statement: statement, expression: expression)
        case .repeat(let block, let until):
            block.visit(statement: statement, expression: expression)
            visit([until])
        case .if(let branches, let otherwise):
            for branch in branches {
                visit([branch.condition])
                branch.block.visit(statement: statement, expression: expression)
            }
            otherwise?.visit(statement: statement, expression: expression)
        case .numericFor(_, let from, let to, let step, let block):
            visit([from, to] + (step.map { [$0] } ?? []))
            block.visit(statement: statement, expression: expression)
        case .genericFor(_, let values, let block):
            visit(values)
            block.visit(statement: statement, expression: expression)
        case .function(let target, _, let body):
            visit([target])
            body.block.visit(statement: statement, expression: expression)
        case .localFunction(_, let body): body.block.visit(statement: statement, expression: expression)
        case .break, .goto, .label: break
        }
    }
}

extension LuaExpression {
    fileprivate func visit(_ statement: (LuaStatement) -> Void, _ expression: (LuaExpression) -> Void) {
        expression(self)
        for part in parts { part.visit(statement, expression) }
        if case .function(let body) = kind { body.block.visit(statement: statement, expression: expression) }
    }

    /// The expressions that it is made of, in their order; a function's are in its body.
    package var parts: [LuaExpression] {
        switch kind {
        case .nil, .true, .false, .varargs, .number, .string, .name, .function, .broken: []
        case .field(let object, _), .parenthesis(let object), .unary(_, _, let object): [object]
        case .index(let object, let key): [object, key]
        case .call(let callee, let arguments): [callee] + arguments
        case .method(let object, _, let arguments): [object] + arguments
        case .binary(let left, _, _, let right): [left, right]
        case .table(let items):
            items.flatMap { item in
                switch item {
                case .value(let value), .named(_, let value): [value]
                case .keyed(let key, let value): [key, value]
                }
            }
        }
    }
}
