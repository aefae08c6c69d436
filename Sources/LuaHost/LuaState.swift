import CLuaHost

/// A fresh, hardened Lua state for one run. It has one owner and is used by one thread at a time.
package final class LuaState {
    private let host: OpaquePointer
    /// Holds the unretained reference to this object that the callback gets.
    private let context: UnsafeMutableRawPointer
    private let limits: LuaLimits
    private let sources: [LuaSource]
    private var functions: [LuaHostFunction] = []

    /// Makes a state with the host's library and the sources that `require` finds in it.
    ///
    /// - Parameter refusesBitwise: whether a source that uses bitwise operators fails, because the linked
    ///   Lua gets them wrong.
    /// - Throws: `LuaError` of kind `noState` or `memory` where there is too little memory, and `failed`
    ///   where a source is larger than 256 KB or compiled.
    package init(
        limits: LuaLimits, library: LuaLibrary, sources: [LuaSource],
        refusesBitwise: Bool = LinkedLua.hasBitwiseFault
    ) throws(LuaError) {
        self.limits = limits
        self.sources = sources
        let bounds = luahost_limits(
            bytes: limits.bytes, milliseconds: Int64(limits.milliseconds),
            instructions: Int64(limits.instructions ?? 0))
        let context = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<Unmanaged<LuaState>>.size,
            alignment: MemoryLayout<Unmanaged<LuaState>>.alignment)
        guard let host = luahost_new(bounds, callSwift, context) else {
            context.deallocate()
            throw LuaError(kind: .noState, message: "", place: nil, traceback: [])
        }
        self.host = host
        self.context = context
        // Unretained: the host is freed with this object, and calls come only while a method of it runs.
        context.initializeMemory(as: Unmanaged<LuaState>.self, to: .passUnretained(self))
        luahost_refuse_bitwise(host, refusesBitwise)
        try define(library)
    }

    deinit {
        luahost_free(host)
        context.deallocate()
    }

    /// Runs a module once, as `require` does, and returns what it returns.
    package func require(_ module: String) throws(LuaError) -> LuaValue {
        var values: UnsafePointer<luahost_value>?
        var count: Int32 = 0
        let status = luahost_require(host, module, &values, &count)
        do { return try results(status, values, count).first ?? .nil } catch { throw error.whileLoading }
    }

    /// Calls a function that a module returned.
    package func call(_ function: LuaFunction, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
        for argument in arguments where !give(argument) { throw failure(Int32(LUAHOST_MEMORY)) }
        var values: UnsafePointer<luahost_value>?
        var count: Int32 = 0
        let status = luahost_call(host, function.reference, &values, &count)
        return try results(status, values, count)
    }

    /// Calls a function once for each value, all within one protected call.
    ///
    /// - Throws: at the first value that fails; `position` says which it was.
    package func call(_ function: LuaFunction, each values: [LuaValue]) throws(LuaError) {
        for value in values where !give(value) { throw failure(Int32(LUAHOST_MEMORY)) }
        let status = luahost_call_each(host, function.reference)
        guard status == LUAHOST_OK else { throw failure(status) }
    }

    /// Which value `call(_:each:)` is at, or failed at, from 0.
    package var position: Int { Int(luahost_position(host)) }

    /// Memory that the state holds now.
    package var bytes: Int { luahost_bytes(host) }

    /// Makes the n-th allocation from now fail, and all after it; for tests.
    package func failAllocation(_ n: Int) { luahost_fail_allocation(host, Int64(n)) }

    private func results(
        _ status: Int32, _ values: UnsafePointer<luahost_value>?, _ count: Int32
    ) throws(LuaError) -> [LuaValue] {
        guard status == LUAHOST_OK else { throw failure(status) }
        return decode(values, count)
    }

    func callingPlace() -> LuaPlace? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { file in
            let line = luahost_where(host, file.baseAddress, file.count)
            return line > 0 ? LuaPlace(file: String(cString: file.baseAddress!), line: Int(line)) : nil
        }
    }

    // MARK: Definitions

    private func define(_ library: LuaLibrary) throws(LuaError) {
        for (number, type) in library.types.enumerated() {
            var operators = [Int32](repeating: -1, count: LuaOperator.allCases.count)
            for (name, function) in type.operators { operators[name.rawValue] = register(function) }
            try succeed(luahost_define_type(host, type.name, operators))
            for (name, function) in type.methods.sorted(by: { $0.key < $1.key }) {
                try succeed(luahost_define_method(host, Int32(number), name, register(function)))
            }
        }
        for (module, functions) in library.modules.sorted(by: { $0.key < $1.key }) {
            for (name, function) in functions.sorted(by: { $0.key < $1.key }) {
                try succeed(luahost_define_function(host, module, name, register(function)))
            }
        }
        let unknownName = register(library.unknownName)
        try succeed(luahost_define_unknown_global(host, unknownName))
        for module in library.modules.keys.sorted() {
            try succeed(luahost_define_unknown_field(host, module, unknownName))
        }
        for source in sources {
            // Safe because `sources` is kept unchanged as long as the host: its buffers do not move.
            let status = source.bytes.withUnsafeBytes { bytes in
                luahost_define_source(
                    host, source.module, "@" + source.name,
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
            }
            try succeed(status)
        }
    }

    private func register(_ function: @escaping LuaHostFunction) -> Int32 {
        functions.append(function)
        return Int32(functions.count - 1)
    }

    private func succeed(_ status: Int32) throws(LuaError) {
        guard status == LUAHOST_OK else { throw failure(status) }
    }

    // MARK: Calls from Lua

    /// Answers a call from Lua; returns 1 where it failed, with the message given.
    fileprivate func answer(
        _ function: Int32, _ values: UnsafePointer<luahost_value>?, _ count: Int32
    ) -> Int32 {
        let call = LuaCall(arguments: decode(values, count), state: self)
        do {
            let result = try functions[Int(function)](call)
            return give(result) ? 0 : 1
        } catch {
            _ = give(.string("\(error)"))
            return 1
        }
    }

    // MARK: Values

    private func decode(_ values: UnsafePointer<luahost_value>?, _ count: Int32) -> [LuaValue] {
        var cursor = 0
        var decoded: [LuaValue] = []
        while cursor < Int(count) { decoded.append(decode(values!, &cursor)) }
        return decoded
    }

    private func decode(_ values: UnsafePointer<luahost_value>, _ cursor: inout Int) -> LuaValue {
        let value = values[cursor]
        cursor += 1
        switch Int(value.kind) {
        case LUAHOST_BOOLEAN: return .boolean(value.content.integer != 0)
        case LUAHOST_INTEGER: return .integer(value.content.integer)
        case LUAHOST_NUMBER: return .number(value.content.number)
        case LUAHOST_STRING:
            let bytes = UnsafeRawBufferPointer(
                start: value.content.string.bytes, count: value.content.string.length)
            return .string(String(decoding: bytes, as: UTF8.self))
        case LUAHOST_OBJECT:
            return .object(LuaObject(type: LuaTypeNumber(value.type), words: value.content.payload.word))
        case LUAHOST_FUNCTION: return .function(LuaFunction(reference: value.content.integer))
        case LUAHOST_TABLE: return decodeTable(values, &cursor, pairs: Int(value.content.integer))
        default: return .nil
        }
    }

    /// Sorts the pairs out: integer keys that are not 1…n without a gap become names.
    private func decodeTable(
        _ values: UnsafePointer<luahost_value>, _ cursor: inout Int, pairs: Int
    ) -> LuaValue {
        var table = LuaTable()
        var numbered: [Int64: LuaValue] = [:]
        for _ in 0..<pairs {
            let key = decode(values, &cursor)
            let value = decode(values, &cursor)
            switch key {
            case .integer(let place): numbered[place] = value
            case .string(let name): table.fields[name] = value
            default: continue
            }
        }
        var place: Int64 = 1
        while let value = numbered.removeValue(forKey: place) {
            table.array.append(value)
            place += 1
        }
        for (place, value) in numbered { table.fields[String(place)] = value }
        return .table(table)
    }

    /// Hands a value to the next call, or to the script that called; false where memory is used up.
    private func give(_ value: LuaValue) -> Bool {
        var node = luahost_value()
        switch value {
        case .nil: node.kind = Int32(LUAHOST_NIL)
        case .boolean(let truth):
            node.kind = Int32(LUAHOST_BOOLEAN)
            node.content.integer = truth ? 1 : 0
        case .integer(let integer):
            node.kind = Int32(LUAHOST_INTEGER)
            node.content.integer = integer
        case .number(let number):
            node.kind = Int32(LUAHOST_NUMBER)
            node.content.number = number
        case .string(var text):
            return text.withUTF8 { bytes in
                node.kind = Int32(LUAHOST_STRING)
                node.content.string.bytes = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(
                    to: CChar.self)
                node.content.string.length = bytes.count
                return luahost_give(host, &node) == 0
            }
        case .object(let object):
            node.kind = Int32(LUAHOST_OBJECT)
            node.type = object.type.number
            node.content.payload.word = object.words
        case .function(let function):
            node.kind = Int32(LUAHOST_FUNCTION)
            node.content.integer = function.reference
        case .table(let table): return give(table)
        }
        return luahost_give(host, &node) == 0
    }

    private func give(_ table: LuaTable) -> Bool {
        var header = luahost_value()
        header.kind = Int32(LUAHOST_TABLE)
        header.content.integer = Int64(table.array.count + table.fields.count)
        guard luahost_give(host, &header) == 0 else { return false }
        for (place, value) in table.array.enumerated() {
            guard give(.integer(Int64(place + 1))), give(value) else { return false }
        }
        for (name, value) in table.fields.sorted(by: { $0.key < $1.key }) {
            guard give(.string(name)), give(value) else { return false }
        }
        return true
    }

    // MARK: Failures

    private func failure(_ status: Int32) -> LuaError {
        let last = luahost_last_failure(host)
        let text = String(
            decoding: UnsafeRawBufferPointer(start: last.message, count: last.length), as: UTF8.self)
        let traceback = String(cString: last.traceback).split(separator: "\n").map(String.init)
        let place = last.line > 0 ? LuaPlace(file: String(cString: last.file), line: Int(last.line)) : nil
        let kind: LuaError.Kind =
            switch Int(status) {
            case LUAHOST_MEMORY: .memory(bytes: limits.bytes)
            case LUAHOST_TIME: .time(milliseconds: limits.milliseconds)
            case LUAHOST_INSTRUCTIONS: .instructions(limits.instructions ?? 0)
            case LUAHOST_NO_STATE: .noState
            default: .failed
            }
        guard case .failed = kind else {
            return LuaError(kind: kind, message: "", place: place, traceback: traceback)
        }
        let (named, message) = LuaState.splitPlace(text)
        return LuaError(kind: .failed, message: message, place: named ?? place, traceback: traceback)
    }

    /// Splits `file:line: message`, as Lua writes it.
    private static func splitPlace(_ text: String) -> (LuaPlace?, String) {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let line = Int(parts[1]), parts[2].first == " " else { return (nil, text) }
        return (LuaPlace(file: String(parts[0]), line: line), String(parts[2].dropFirst()))
    }
}

private func callSwift(
    _ context: UnsafeMutableRawPointer?, _ host: OpaquePointer?, _ function: Int32,
    _ values: UnsafePointer<luahost_value>?, _ count: Int32, _ arguments: Int32
) -> Int32 {
    context!.load(as: Unmanaged<LuaState>.self).takeUnretainedValue().answer(function, values, count)
}

/// What is linked, for `utfall doctor`.
package enum LinkedLua {
    package static var release: String { String(cString: luahost_lua_release()) }
    /// True where packs must not use bitwise operators.
    package static let hasBitwiseFault = luahost_has_bitwise_fault()
}
