/// What the host gives to scripts: types with methods and operators, and modules of functions.
package struct LuaLibrary {
    package var types: [LuaType]
    /// By module and name; a module is what `require` gives.
    package var modules: [String: [String: LuaHostFunction]]
    /// Answers a script that reads a global which is not there, or a field that a module does not have; it
    /// throws, to say what is near. Its arguments are the module, for a field, and the name.
    package var unknownName: LuaHostFunction

    package init(
        types: [LuaType], modules: [String: [String: LuaHostFunction]],
        unknownName: @escaping LuaHostFunction
    ) {
        self.types = types
        self.modules = modules
        self.unknownName = unknownName
    }
}

/// A type of host value; its number is its place in the library.
package struct LuaType {
    package var name: String
    package var methods: [String: LuaHostFunction]
    package var operators: [LuaOperator: LuaHostFunction]

    package init(
        name: String, methods: [String: LuaHostFunction] = [:],
        operators: [LuaOperator: LuaHostFunction] = [:]
    ) {
        self.name = name
        self.methods = methods
        self.operators = operators
    }
}

/// The operators that a type may answer, in the order of the C interface.
package enum LuaOperator: Int, CaseIterable, Sendable {
    case add, subtract, multiply, divide, negate, equal, less, lessOrEqual, length, text
    /// Reads a field that is not a method.
    case index
}

/// A Swift function that scripts call. What it throws becomes a Lua error with its description.
package typealias LuaHostFunction = (LuaCall) throws -> LuaValue

/// One call of a host function. It must not be kept: the place is asked of the running state.
package struct LuaCall {
    package let arguments: [LuaValue]
    let state: LuaState

    /// The file and line of the script that makes the call.
    package var place: LuaPlace? { state.callingPlace() }
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
