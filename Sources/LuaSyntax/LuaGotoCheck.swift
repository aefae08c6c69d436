/// Finds what no grammar can tell: a `goto` without its label, a label twice, and a constant that is assigned to.
struct LuaGotoCheck {
    private var errors: [LuaSyntaxError] = []
    /// The locals in sight, innermost last, and whether each is a constant.
    private var locals: [[String: Bool]] = []
    /// The labels in sight of each block of the function at hand.
    private var labels: [Set<String>] = []

    static func errors(in block: LuaBlock) -> [LuaSyntaxError] {
        var check = LuaGotoCheck()
        check.visit(block)
        return check.errors
    }

    private mutating func visit(
        _ block: LuaBlock, declaring names: [LuaName] = [], until: LuaExpression? = nil
    ) {
        locals.append(names.reduce(into: [:]) { $0[$1.text] = false })
        var own: Set<String> = []
        for case .label(let name) in block.statements.map(\.kind) {
            if own.contains(name.text) || labels.contains(where: { $0.contains(name.text) }) {
                errors.append(LuaSyntaxError("the label '\(name.text)' is there already", at: name.range))
            }
            own.insert(name.text)
        }
        labels.append(own)
        for statement in block.statements { visit(statement) }
        if let until { visit(until) }
        labels.removeLast()
        locals.removeLast()
    }

    private mutating func visit(_ statement: LuaStatement) {
        switch statement.kind {
        case .local(let names, let values):
            values.forEach { visit($0) }
            for local in names { locals[locals.count - 1][local.name.text] = local.attribute != nil }
        case .assignment(let targets, let values):
            for target in targets {
                if case .name(let name) = target.kind, locals.last(where: { $0[name] != nil })?[name] == true
                {
                    errors.append(
                        LuaSyntaxError("'\(name)' is a constant, and cannot be assigned to", at: target.range)
                    )
                }
                visit(target)
            }
            values.forEach { visit($0) }
        case .call(let value): visit(value)
        case .do(let block): visit(block)
        case .while(let condition, let block):
            visit(condition)
            visit(block)
        case .repeat(let block, let until): visit(block, until: until)
        case .if(let branches, let otherwise):
            for branch in branches {
                visit(branch.condition)
                visit(branch.block)
            }
            if let otherwise { visit(otherwise) }
        case .numericFor(let name, let from, let to, let step, let block):
            [from, to].forEach { visit($0) }
            if let step { visit(step) }
            visit(block, declaring: [name])
        case .genericFor(let names, let values, let block):
            values.forEach { visit($0) }
            visit(block, declaring: names)
        case .function(let target, _, let body):
            visit(target)
            visit(body)
        case .localFunction(let name, let body):
            locals[locals.count - 1][name.text] = false
            visit(body)
        case .return(let values): values.forEach { visit($0) }
        case .goto(let name):
            if !labels.contains(where: { $0.contains(name.text) }) {
                errors.append(LuaSyntaxError("there is no label '\(name.text)' in sight", at: name.range))
            }
        case .break, .label: break
        }
    }

    private mutating func visit(_ body: LuaFunctionBody) {
        let outside = labels
        labels = []
        visit(body.block, declaring: body.parameters)
        labels = outside
    }

    private mutating func visit(_ value: LuaExpression) {
        if case .function(let body) = value.kind { visit(body) }
        for part in value.parts { visit(part) }
    }
}
