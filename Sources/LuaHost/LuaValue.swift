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

/// A host value inside Lua: a type of the library and one word that Swift reads as it likes, or six.
///
/// There is nothing to release: what does not fit is kept in Swift, and the words say where. Values that
/// are equal have equal words.
package struct LuaObject: Sendable {
    package let type: LuaTypeNumber
    /// Below 2⁵⁶ where it is the only one.
    package let word: UInt64
    private let others: Others?

    private final class Others: Sendable {
        let words: (UInt64, UInt64, UInt64, UInt64, UInt64)
        init(_ words: (UInt64, UInt64, UInt64, UInt64, UInt64)) { self.words = words }
    }

    package init(type: LuaTypeNumber, _ word: UInt64 = 0) {
        precondition(word < LuaObject.wordLimit, "a small host value has 56 bits, and \(word) has more")
        self.type = type
        self.word = word
        others = nil
    }

    /// Makes a value of six words, which takes memory in Lua.
    package init(type: LuaTypeNumber, words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)) {
        self.type = type
        word = words.0
        others = Others((words.1, words.2, words.3, words.4, words.5))
    }

    /// All six words, nil for a value of one.
    package var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)? {
        others.map { (word, $0.words.0, $0.words.1, $0.words.2, $0.words.3, $0.words.4) }
    }

    /// Whether it has one word, and can stand in a cell.
    package var isSmall: Bool { others == nil }

    package static let wordLimit: UInt64 = 1 << 56
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
