import LuaSyntax
import PackReader

/// A Lua file of a pack as it was read, and what can be said of it without running it.
struct LuaFile: Sendable {
    /// Below the pack's folder, or `ID/PATH` for a file of a library.
    let path: String
    /// What `require` knows it by.
    let module: String
    let chunk: LuaChunk
    let lines: LuaLines
    let returned: Returned
    let assignedGlobals: Set<String>

    init(path: String, module: String, bytes: [UInt8]) {
        self.path = path
        self.module = module
        chunk = LuaParser.parse(bytes)
        lines = LuaLines(bytes)
        returned = Returned(chunk.block)
        assignedGlobals = LuaFile.assignedGlobals(chunk.block)
    }

    /// Names that are assigned and declared nowhere in the file: globals, or perhaps a local of that name.
    private static func assignedGlobals(_ block: LuaBlock) -> Set<String> {
        var assigned: Set<String> = []
        block.visit(statement: { statement in
            switch statement.kind {
            case .assignment(let targets, _):
                for case .name(let name) in targets.map(\.kind) { assigned.insert(name) }
            case .function(let target, _, _):
                if case .name(let name) = target.kind { assigned.insert(name) }
            default: break
            }
        })
        return assigned
    }
}

/// What a file returns, as far as that is plain to see.
enum Returned: Sendable {
    /// A table whose names are all known.
    case table([Field], local: String?)
    /// A function, by the byte at which it begins.
    case function(Int)
    case nothing
    case unknown

    struct Field: Sendable {
        let name: LuaName
        /// Where its function begins, if it is one of the file's own.
        let body: Int?
    }

    init(_ block: LuaBlock) {
        guard let last = block.statements.last, case .return(let values) = last.kind else {
            self =
                block.statements.contains { if case .return = $0.kind { true } else { false } }
                ? .unknown : .nothing
            return
        }
        guard let value = values.first?.bare else {
            self = .nothing
            return
        }
        let functions = Returned.localFunctions(block)
        switch value.kind {
        case .function(let body): self = .function(body.range.lowerBound)
        case .table(let items):
            let fields = Returned.fields(items, functions)
            self = fields.map { .table($0, local: nil) } ?? .unknown
        case .name(let name):
            if let body = functions[name] {
                self = .function(body)
            } else {
                self =
                    Returned.fields(ofLocal: name, in: block, functions).map { .table($0, local: name) }
                    ?? .unknown
            }
        default: self = .unknown
        }
    }

    var fields: [Field]? {
        if case .table(let fields, _) = self { fields } else { nil }
    }

    /// The functions that stand in locals of the file, and where they begin.
    private static func localFunctions(_ block: LuaBlock) -> [String: Int] {
        block.statements.reduce(into: [:]) { found, statement in
            switch statement.kind {
            case .localFunction(let name, let body): found[name.text] = body.range.lowerBound
            case .local(let names, let values):
                guard names.count == 1, case .function(let body)? = values.first?.kind else { return }
                found[names[0].name.text] = body.range.lowerBound
            default: break
            }
        }
    }

    /// Returns nil where a name is not plain to see.
    private static func fields(_ items: [LuaTableItem], _ functions: [String: Int]) -> [Field]? {
        var fields: [Field] = []
        for item in items {
            guard case .named(let name, let value) = item else { return nil }
            fields.append(Field(name: name, body: body(value, functions)))
        }
        return fields
    }

    private static func body(_ value: LuaExpression, _ functions: [String: Int]) -> Int? {
        switch value.kind {
        case .function(let body): body.range.lowerBound
        case .name(let name): functions[name]
        default: nil
        }
    }

    /// The fields of `local name = {…}` and all that is put into it by `name.x = …` and `function name.x()`. Nil
    /// where it is used in any other way, since then others may put things into it.
    private static func fields(
        ofLocal name: String, in block: LuaBlock, _ functions: [String: Int]
    ) -> [Field]? {
        var fields: [Field]?
        var declarations = 0
        var others = -1  // one is the return
        block.visit(
            statement: { statement in
                switch statement.kind {
                case .local(let names, let values):
                    guard names.contains(where: { $0.name.text == name }) else { return }
                    declarations += 1
                    if names.count == 1, case .table(let items)? = values.first?.kind {
                        fields = Returned.fields(items, functions)
                    }
                case .assignment(let targets, let values):
                    for (index, target) in targets.enumerated() {
                        guard case .field(let object, let field) = target.kind, object.isName(name) else {
                            continue
                        }
                        let body = index < values.count ? Returned.body(values[index], functions) : nil
                        fields?.append(Field(name: field, body: body))
                    }
                case .function(let target, _, let body):
                    guard case .field(let object, let field) = target.kind, object.isName(name) else {
                        return
                    }
                    fields?.append(Field(name: field, body: body.range.lowerBound))
                default: break
                }
            },
            expression: { expression in
                if expression.isName(name) { others += 1 }
                if case .field(let object, _) = expression.kind, object.isName(name) { others -= 1 }
                if case .method(let object, _, _) = expression.kind, object.isName(name) { others -= 1 }
            })
        return declarations == 1 && others == 0 ? fields : nil
    }
}

extension LuaExpression {
    func isName(_ name: String) -> Bool {
        if case .name(name) = kind { true } else { false }
    }
}
