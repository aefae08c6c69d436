/// A value that crosses between Swift and Lua: plain data, with no tie to the state.
package enum LuaValue: Sendable {
    case `nil`
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case table(LuaTable)
    case object(LuaObject)
    case function(LuaFunction)
}

/// A Lua table as data: what stands at 1, 2, 3 …, and what stands under names.
package struct LuaTable: Sendable {
    package var array: [LuaValue]
    package var fields: [String: LuaValue]

    package init(array: [LuaValue] = [], fields: [String: LuaValue] = [:]) {
        self.array = array
        self.fields = fields
    }
}

/// A host value inside Lua: a type of the library and six words that Swift reads as it likes.
///
/// There is nothing to release: what does not fit is kept in Swift, and the words say where.
package struct LuaObject: Sendable {
    package let type: LuaTypeNumber
    package var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

    package init(type: LuaTypeNumber, words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)) {
        self.type = type
        self.words = words
    }

    package init(type: LuaTypeNumber, _ first: UInt64 = 0, _ second: UInt64 = 0) {
        self.init(type: type, words: (first, second, 0, 0, 0, 0))
    }
}

/// The place of a type in its library, from 0.
package struct LuaTypeNumber: Hashable, Sendable {
    package let number: Int32
    package init(_ number: Int32) { self.number = number }
}

/// A function of a script that Swift may call, as long as its state lives.
package struct LuaFunction: Sendable {
    let reference: Int64
}

extension LuaValue {
    /// What Lua's `type` says; `userdata` stands for a host value.
    package var kind: String {
        switch self {
        case .nil: "nil"
        case .boolean: "boolean"
        case .integer, .number: "number"
        case .string: "string"
        case .table: "table"
        case .object: "userdata"
        case .function: "function"
        }
    }
}
