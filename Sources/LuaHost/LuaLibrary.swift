import CLuaHost

/// What the host gives to scripts: types with methods and operators, and modules of functions.
///
/// It is made once and used by any number of states, on any thread: a function finds what belongs to one
/// state in the call's context.
package final class LuaLibrary: Sendable {
    package let types: [LuaType]
    /// By module and name; a module is what `require` gives.
    package let modules: [String: [String: LuaHostFunction]]
    package let unknownName: LuaHostFunction?
    /// What the C side reads, as long as this object lives.
    let definitions: LuaDefinitions

    var pointer: UnsafePointer<luahost_library> { definitions.pointer }

    /// - Parameters:
    ///   - exact: the type of exact numbers, which the host then calculates with, see `LuaExact`.
    ///   - column: the type of columns, see `LuaColumn`.
    ///   - unknownName: answers a script that reads a global which is not there, or a field that a module does
    ///     not have; it throws, to say what is near. Its arguments are the module, or nil, and the name.
    ///   - asks: whether all arithmetic on exact numbers comes to the operators of their type, which can note it
    ///     then. Exact numbers have six words in its states, of which the last is theirs.
    package init(
        types: [LuaType], modules: [String: [String: LuaHostFunction]], exact: LuaTypeNumber? = nil,
        column: LuaTypeNumber? = nil, unknownName: LuaHostFunction? = nil, asks: Bool = false
    ) {
        precondition(types.count < LUAHOST_TYPES, "a library has at most \(LUAHOST_TYPES - 1) types")
        self.types = types
        self.modules = modules
        self.unknownName = unknownName
        var definitions = LuaDefinitions.Builder()
        for type in types { definitions.add(type) }
        for (name, functions) in modules.sorted(by: { $0.key < $1.key }) {
            definitions.add(module: name, functions)
        }
        self.definitions = definitions.build(
            unknownName: unknownName, exact: exact?.number ?? -1, column: column?.number ?? -1,
            asks: asks)
    }
}

/// What a host function is called, and the type or module that it belongs to.
package struct LuaFunctionTitle: Hashable, Sendable {
    package let owner: String
    package let name: String
}

extension LuaLibrary {
    /// Returns what a function is called, by the number that `LuaState.evaluate` tells scripts of it.
    package func title(ofFunction number: Int64) -> LuaFunctionTitle? {
        Int32(exactly: number).flatMap { definitions.titles[$0] }
    }
}

/// A type of host value; its number is its place in the library.
package struct LuaType: Sendable {
    /// How values of a type lie in Lua.
    package enum Form: Int32, Sendable {
        /// Each has fields of its own.
        case ownFields
        /// All have the same fields: one that is a constant is kept, and read again at the speed of a table.
        case sharedFields
        /// Has no identity: a small one takes no memory, and `==` compares words.
        case value
    }

    package let name: String
    package let form: Form
    package let methods: [String: LuaHostFunction]
    package let operators: [LuaOperator: LuaHostFunction]

    package init(
        name: String, form: Form = .ownFields, methods: [String: LuaHostFunction] = [:],
        operators: [LuaOperator: LuaHostFunction] = [:]
    ) {
        self.name = name
        self.form = form
        self.methods = methods
        self.operators = operators
    }
}

/// The operators that a type may answer, in the order of the C interface.
package enum LuaOperator: Int, CaseIterable, Sendable {
    case add, subtract, multiply, divide, negate, less, lessOrEqual, length, text
    /// Reads a field that is not a method. Where fields are shared, the first argument is nil.
    case index
}

/// A Swift function that scripts call. What it throws becomes a Lua error with its description.
package struct LuaHostFunction: Sendable {
    package typealias Body = @Sendable (LuaCall) throws -> LuaValue

    package let body: Body
    /// Whether its result depends on the row at hand and its first two arguments alone, so that it may keep
    /// the results for all rows.
    let isByRow: Bool
    /// Whether it gives nothing, and has an effect that depends on its arguments and the row alone: then a plan
    /// may note the call and make it for other rows.
    let hasEffect: Bool

    package init(isByRow: Bool = false, hasEffect: Bool = false, _ body: @escaping Body) {
        self.body = body
        self.isByRow = isByRow
        self.hasEffect = hasEffect
    }
}

/// A line of a script.
package struct LuaPlace: Hashable, Sendable {
    package let file: String
    package let line: Int

    package init(file: String, line: Int) {
        self.file = file
        self.line = line
    }
}

/// A script that `require` finds by `module`; `name` is what messages call it.
package struct LuaSource: Sendable {
    package let module: String
    package let name: String
    package let bytes: [UInt8]

    package init(module: String, name: String, bytes: [UInt8]) {
        self.module = module
        self.name = name
        self.bytes = bytes
    }
}
