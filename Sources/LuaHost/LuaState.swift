import CLuaHost

/// A fresh, hardened Lua state for one run. It has one owner and is used by one thread at a time.
package final class LuaState {
    private let host: OpaquePointer
    /// Holds the unretained reference to this object that the callback gets.
    private let reference: UnsafeMutableRawPointer
    private let limits: LuaLimits
    private let sources: [LuaSource]
    private let library: LuaLibrary
    private let interruption: LuaInterruption?
    private unowned(unsafe) let contextObject: AnyObject
    private let functions: UnsafeMutablePointer<Unmanaged<LuaDefinitions.Function>>
    let values: LuaValues
    /// What Lua reads where it lies in Swift's memory.
    private var keptRows: [LuaRows] = []
    private var keptColumns: [LuaColumn] = []
    var resultIsConstant = false

    /// Makes a state with the host's library and the sources that `require` finds in it.
    ///
    /// - Parameters:
    ///   - context: what host functions find in their calls; it must outlive the state.
    ///   - refusesBitwise: whether a source that uses bitwise operators fails, because the linked
    ///     Lua gets them wrong.
    ///   - isolation: where it runs; it is the same to whoever uses it.
    ///   - interruption: ends what runs; not in a process of its own.
    /// - Throws: `LuaError` of kind `noState` or `memory` where there is too little memory, `failed` where a
    ///   source is larger than 256 KB or compiled, and `noWorker` where its process cannot be started.
    package init(
        limits: LuaLimits, library: LuaLibrary, sources: [LuaSource], context: AnyObject,
        refusesBitwise: Bool = LinkedLua.hasBitwiseFault, isolation: LuaIsolation = .none,
        interruption: LuaInterruption? = nil
    ) throws(LuaError) {
        self.limits = limits
        self.sources = sources
        self.library = library
        self.interruption = interruption
        contextObject = context
        functions = library.definitions.functions.baseAddress!
        let bounds = luahost_limits(
            bytes: limits.bytes, milliseconds: Int64(limits.milliseconds),
            instructions: Int64(limits.instructions ?? 0))
        let reference = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<Unmanaged<LuaState>>.size,
            alignment: MemoryLayout<Unmanaged<LuaState>>.alignment)
        guard let host = isolation.makeHost(bounds, library.pointer, callSwift, reference) else {
            reference.deallocate()
            throw LuaError(kind: .noState, message: "", place: nil, traceback: [])
        }
        self.host = host
        self.reference = reference
        values = LuaValues(host: host)
        // Unretained: the host is freed with this object, and calls come only while a method of it runs.
        reference.initializeMemory(as: Unmanaged<LuaState>.self, to: .passUnretained(self))
        if case .process(let worker) = isolation, luahost_last_failure(host).status == LUAHOST_NO_WORKER {
            let reason = failure(Int32(LUAHOST_ERROR)).message
            throw LuaError(kind: .noWorker(path: worker), message: reason, place: nil, traceback: [])
        }
        if let interruption { luahost_heed_interruption(host, interruption.pointer) }
        luahost_refuse_bitwise(host, refusesBitwise)
        for source in sources {
            // Safe because `sources` is kept unchanged as long as the host: its buffers do not move.
            let status = source.bytes.withUnsafeBytes { bytes in
                luahost_define_source(
                    host, source.module, "@" + source.name,
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
            }
            guard status == LUAHOST_OK else { throw failure(status) }
        }
    }

    deinit {
        luahost_free(host)
        reference.deallocate()
    }

    /// Runs a module once, as `require` does, and returns what it returns.
    package func require(_ module: String) throws(LuaError) -> LuaValue {
        var results: UnsafePointer<luahost_value>?
        var count: Int32 = 0
        let status = luahost_require(host, module, &results, &count)
        guard status == LUAHOST_OK else { throw failure(status).whileLoading }
        return values.readAll(results, count).first ?? .nil
    }

    /// Calls a function that a module returned.
    package func call(_ function: LuaFunction, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
        var results: UnsafePointer<luahost_value>?
        var count: Int32 = 0
        let status = withUnsafeTemporaryAllocation(of: luahost_value.self, capacity: arguments.count) {
            given in
            for (place, argument) in arguments.enumerated() {
                given.initializeElement(at: place, to: luahost_value())
                guard values.write(argument, to: &given[place]) else { return Int32(LUAHOST_MEMORY) }
            }
            return luahost_call(
                host, function.reference, given.baseAddress, Int32(arguments.count), &results, &count)
        }
        guard status == LUAHOST_OK else { throw failure(status) }
        return values.readAll(results, count)
    }

    /// Calls a function with two values that are no tables, and returns its first result: without the lists
    /// of the general call.
    package func call(
        _ function: LuaFunction, _ first: LuaValue, _ second: LuaValue
    ) throws(LuaError) -> LuaValue {
        var given = (luahost_value(), luahost_value())
        guard values.write(first, to: &given.0), values.write(second, to: &given.1) else {
            throw failure(Int32(LUAHOST_MEMORY))
        }
        var results: UnsafePointer<luahost_value>?
        var count: Int32 = 0
        let status = withUnsafeBytes(of: &given) { bytes in
            luahost_call(
                host, function.reference, bytes.baseAddress!.assumingMemoryBound(to: luahost_value.self), 2,
                &results, &count)
        }
        guard status == LUAHOST_OK else { throw failure(status) }
        return count > 0 ? values.readFirst(results!) : .nil
    }

    /// Runs a text as a chunk of its own, and returns what `show` makes of its results.
    ///
    /// - Parameters:
    ///   - name: what messages call the text.
    ///   - show: is given a function `first_keys(table, most)`, which gives the first keys of a table in order, how many
    ///     it has, and the table behind a read-only one; a function `function_number(f)`, see
    ///     `LuaLibrary.title(ofFunction:)`; and all results of the text. What it returns first must be plain.
    /// - Throws: `LuaError` of kind `interrupted` where that was wished for: the state goes on.
    package func evaluate(_ text: [UInt8], named name: String, show: LuaFunction) throws(LuaError) -> LuaValue
    {
        var results: UnsafePointer<luahost_value>?
        var count: Int32 = 0
        let status = text.withUnsafeBytes { bytes in
            luahost_evaluate(
                host, show.reference, "@" + name, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                bytes.count, &results, &count)
        }
        guard status == LUAHOST_OK else { throw failure(status).whileLoading }
        return values.readAll(results, count).first ?? .nil
    }

    /// Calls a function with the same value for each row, all within one protected call. Host functions that
    /// go by row answer for the row at hand.
    ///
    /// - Throws: at the first row that fails; `row` says which it was.
    package func call(_ function: LuaFunction, with value: LuaValue, rows: Range<Int>) throws(LuaError) {
        var given = luahost_value()
        guard values.write(value, to: &given) else { throw failure(Int32(LUAHOST_MEMORY)) }
        let status = luahost_call_rows(
            host, function.reference, &given, Int64(rows.lowerBound), Int64(rows.count))
        guard status == LUAHOST_OK else { throw failure(status) }
    }

    /// Which row `call(_:with:rows:)` is at, or failed at.
    package var row: Int { Int(luahost_row(host)) }

    /// Lets go of the results that functions by row gave for all rows.
    package func forgetRows() {
        luahost_forget_rows(host)
        keptRows = []
    }

    /// Memory that the state holds now.
    package var bytes: Int { luahost_bytes(host) }

    /// Makes the n-th allocation from now fail, and all after it; for tests.
    package func failAllocation(_ n: Int) { luahost_fail_allocation(host, Int64(n)) }

    /// The number of its worker process, nil where it has none or that has ended; for tests.
    package var workerProcess: Int32? {
        let process = luahost_worker(host)
        return process > 0 ? process : nil
    }

    // MARK: Calls from Lua

    func context<Context: AnyObject>(as type: Context.Type) -> Context {
        // Safe because whoever makes the library also makes its states, all with contexts of one kind.
        unsafeDowncast(contextObject, to: type)
    }

    func callingPlace() -> LuaPlace? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { file in
            let line = luahost_where(host, file.baseAddress, file.count)
            return line > 0 ? LuaPlace(file: String(cString: file.baseAddress!), line: Int(line)) : nil
        }
    }

    func keep(_ rows: LuaRows) {
        keptRows.append(rows)
        luahost_keep_rows(host, rows.cells.baseAddress, Int64(rows.cells.count), rows.texts.baseAddress)
    }

    func keep(_ column: LuaColumn, _ type: LuaTypeNumber) -> LuaValue {
        if !keptColumns.contains(where: { $0 === column }) { keptColumns.append(column) }
        return .object(LuaObject(type: type, UInt64(UInt(bitPattern: column.pointer))))
    }

    /// Answers a call from Lua with a result, or with a message.
    fileprivate func answer(
        _ function: Int32, _ arguments: UnsafePointer<luahost_value>?, _ count: Int32,
        _ result: UnsafeMutablePointer<luahost_value>
    ) -> Int32 {
        let call = LuaCall(arguments, count: Int(count), self)
        do {
            let value = try functions[Int(function)]._withUnsafeGuaranteedRef { try $0.function.body(call) }
            guard values.write(value, to: &result.pointee) else { return Int32(LUAHOST_MEMORY) }
            guard resultIsConstant else { return Int32(LUAHOST_OK) }
            resultIsConstant = false
            return Int32(LUAHOST_CONSTANT)
        } catch {
            resultIsConstant = false
            guard values.write(.string("\(error)"), to: &result.pointee) else { return Int32(LUAHOST_MEMORY) }
            return Int32(LUAHOST_ERROR)
        }
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
            case LUAHOST_INTERRUPTED: .interrupted
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
    _ arguments: UnsafePointer<luahost_value>?, _ count: Int32,
    _ result: UnsafeMutablePointer<luahost_value>?
) -> Int32 {
    context!.load(as: Unmanaged<LuaState>.self)._withUnsafeGuaranteedRef {
        $0.answer(function, arguments, count, result!)
    }
}

/// What is linked, for `utfall doctor`.
package enum LinkedLua {
    package static var release: String { String(cString: luahost_lua_release()) }
    /// True where packs must not use bitwise operators.
    package static let hasBitwiseFault = luahost_has_bitwise_fault()
}
