import CLuaHost

/// Turns values of the C side into Swift's and back.
struct LuaValues {
    private let host: OpaquePointer

    init(host: OpaquePointer) { self.host = host }

    // MARK: From Lua

    /// Reads an argument of a host function.
    func read(_ value: UnsafePointer<luahost_value>) -> LuaValue {
        guard value.pointee.kind == LUAHOST_TABLE else { return plain(value) }
        // There are no nodes where every table that has crossed so far was empty.
        guard value.pointee.length > 0, let nodes = luahost_nodes(host) else { return .table(LuaTable()) }
        var place = Int(value.pointee.content.integer)
        return table(nodes, &place, pairs: value.pointee.length)
    }

    /// Reads what a script returned: values one after the other, each table followed by its pairs.
    func readAll(_ nodes: UnsafePointer<luahost_value>?, _ count: Int32) -> [LuaValue] {
        var place = 0
        var values: [LuaValue] = []
        while place < Int(count) { values.append(node(nodes!, &place)) }
        return values
    }

    /// Reads the first of the values that a script returned.
    func readFirst(_ nodes: UnsafePointer<luahost_value>) -> LuaValue {
        var place = 0
        return node(nodes, &place)
    }

    private func node(_ nodes: UnsafePointer<luahost_value>, _ place: inout Int) -> LuaValue {
        let value = nodes.advanced(by: place)
        place += 1
        guard value.pointee.kind == LUAHOST_TABLE else { return plain(value) }
        return table(nodes, &place, pairs: value.pointee.length)
    }

    private func plain(_ value: UnsafePointer<luahost_value>) -> LuaValue {
        switch Int(value.pointee.kind) {
        case LUAHOST_BOOLEAN: return .boolean(value.pointee.content.integer != 0)
        case LUAHOST_INTEGER: return .integer(value.pointee.content.integer)
        case LUAHOST_NUMBER: return .number(value.pointee.content.number)
        case LUAHOST_STRING:
            let bytes = UnsafeRawBufferPointer(
                start: value.pointee.content.bytes, count: value.pointee.length)
            return .string(String(decoding: bytes, as: UTF8.self))
        case LUAHOST_OBJECT:
            let type = LuaTypeNumber(value.pointee.type)
            guard value.pointee.length > 1 else {
                return .object(LuaObject(type: type, value.pointee.content.word))
            }
            let words = value.pointee.content.words!
            return .object(
                LuaObject(type: type, words: (words[0], words[1], words[2], words[3], words[4], words[5])))
        case LUAHOST_FUNCTION: return .function(LuaFunction(reference: value.pointee.content.integer))
        default: return .nil
        }
    }

    /// Sorts the pairs out: integer keys that are not 1…n without a gap become names.
    private func table(
        _ nodes: UnsafePointer<luahost_value>, _ place: inout Int, pairs: Int
    ) -> LuaValue {
        var table = LuaTable()
        var numbered: [Int64: LuaValue] = [:]
        for _ in 0..<pairs {
            let key = node(nodes, &place)
            let value = node(nodes, &place)
            switch key {
            case .integer(let number): numbered[number] = value
            case .string(let name): table.fields[name] = value
            default: continue
            }
        }
        var next: Int64 = 1
        while let value = numbered.removeValue(forKey: next) {
            table.array.append(value)
            next += 1
        }
        for (number, value) in numbered { table.fields[String(number)] = value }
        return .table(table)
    }

    // MARK: To Lua

    /// Writes a value; false where the memory of the state is used up.
    func write(_ value: LuaValue, to target: inout luahost_value) -> Bool {
        switch value {
        case .nil: target.kind = Int32(LUAHOST_NIL)
        case .boolean(let truth):
            target.kind = Int32(LUAHOST_BOOLEAN)
            target.content.integer = truth ? 1 : 0
        case .integer(let integer):
            target.kind = Int32(LUAHOST_INTEGER)
            target.content.integer = integer
        case .number(let number):
            target.kind = Int32(LUAHOST_NUMBER)
            target.content.number = number
        case .string(let text): return write(text, to: &target)
        case .object(let object): return write(object, to: &target)
        case .function(let function):
            target.kind = Int32(LUAHOST_FUNCTION)
            target.content.integer = function.reference
        case .table(let table): return write(table, to: &target)
        }
        return true
    }

    private func write(_ text: String, to target: inout luahost_value) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            target.kind = Int32(LUAHOST_STRING)
            target.length = bytes.count
            guard let first = bytes.baseAddress, !bytes.isEmpty else { return true }
            guard let room = luahost_room(host, bytes.count) else { return false }
            room.copyMemory(from: first, byteCount: bytes.count)
            target.content.bytes = UnsafePointer(room.assumingMemoryBound(to: CChar.self))
            return true
        }
    }

    private func write(_ object: LuaObject, to target: inout luahost_value) -> Bool {
        target.kind = Int32(LUAHOST_OBJECT)
        target.type = object.type.number
        guard let words = object.words else {
            target.length = 1
            target.content.word = object.word
            return true
        }
        target.length = Int(LUAHOST_WORDS)
        guard let room = luahost_room(host, Int(LUAHOST_WORDS) * MemoryLayout<UInt64>.size) else {
            return false
        }
        let copy = room.initializeMemory(as: UInt64.self, repeating: 0, count: Int(LUAHOST_WORDS))
        (copy[0], copy[1], copy[2], copy[3], copy[4], copy[5]) = words
        target.content.words = UnsafePointer(copy)
        return true
    }

    /// Lays the pairs of a table in a row of nodes, names in order, each table followed by its own.
    private func write(_ table: LuaTable, to target: inout luahost_value) -> Bool {
        target.kind = Int32(LUAHOST_TABLE)
        target.length = table.array.count + table.fields.count
        var first: Int64 = -1
        for (place, value) in table.array.enumerated() {
            guard give(.integer(Int64(place + 1)), &first), give(value, &first) else { return false }
        }
        for (name, value) in table.fields.sorted(by: { $0.key < $1.key }) {
            guard give(.string(name), &first), give(value, &first) else { return false }
        }
        target.content.integer = max(first, 0)
        return true
    }

    private func give(_ value: LuaValue, _ first: inout Int64) -> Bool {
        var node = luahost_value()
        if case .table(let table) = value {
            node.kind = Int32(LUAHOST_TABLE)
            node.length = table.array.count + table.fields.count
            let place = luahost_give(host, &node)
            guard place >= 0 else { return false }
            if first < 0 { first = place }
            var inner = luahost_value()
            return write(table, to: &inner)
        }
        guard write(value, to: &node) else { return false }
        let place = luahost_give(host, &node)
        guard place >= 0 else { return false }
        if first < 0 { first = place }
        return true
    }
}
