import LuaHost

/// A value of Lua as `PromptScript` saw it: as much of it as is shown.
indirect enum LookedAt {
    case value(LuaValue)
    /// The beginning of a text, and how many bytes it has.
    case text(String, bytes: Int)
    /// The first pairs of a table in the order of their keys, and how many it has in all; nil where it lies too deep.
    case table([(key: LookedAt, value: LookedAt)], count: Int?)
    /// The number of a host function; nil for one of Lua's.
    case function(Int64?)
    /// A table that it lies in itself.
    case cycle

    init(_ given: LuaValue) {
        guard case .table(let table) = given, case .string(let kind)? = table.fields["kind"] else {
            self = .value(given)
            return
        }
        switch kind {
        case "text":
            guard case .string(let text)? = table.fields["value"],
                case .integer(let bytes)? = table.fields["length"]
            else { preconditionFailure("the prompt's script looked at a text and gave none") }
            self = .text(text, bytes: Int(bytes))
        case "function":
            if case .integer(let number)? = table.fields["value"] {
                self = .function(number)
            } else {
                self = .function(nil)
            }
        case "table":
            guard case .table(let keys)? = table.fields["keys"],
                case .table(let values)? = table.fields["values"],
                case .integer(let count)? = table.fields["count"]
            else { preconditionFailure("the prompt's script looked at a table and gave none") }
            self = .table(
                zip(keys.array, values.array).map { (LookedAt($0), LookedAt($1)) },
                count: count < 0 ? nil : Int(count))
        case "cycle": self = .cycle
        default: self = .value(table.fields["value"] ?? .nil)
        }
    }

    var isNil: Bool { if case .value(.nil) = self { true } else { false } }
}

extension LookedAt {
    /// A value that the host made: no larger than what it is of.
    init(plain value: LuaValue) {
        switch value {
        case .string(let text): self = .text(text, bytes: text.utf8.count)
        case .table(let table):
            let listed = table.array.enumerated().map {
                (key: LookedAt.value(.integer(Int64($0.offset + 1))), value: LookedAt(plain: $0.element))
            }
            let named = table.fields.filter { if case .nil = $0.value { false } else { true } }.sorted {
                $0.key < $1.key
            }.map {
                (key: LookedAt.text($0.key, bytes: $0.key.utf8.count), value: LookedAt(plain: $0.value))
            }
            self = .table(listed + named, count: listed.count + named.count)
        default: self = .value(value)
        }
    }
}
