import LuaHost
import Testing

/// All of it holds in this process and in one of its own.
@Suite struct LuaStateTests {
    @Test(arguments: LuaIsolation.all)
    func `a script returns plain values of each kind`(_ isolation: LuaIsolation) throws {
        let state = try makeState("return {true, 7, 1.5, 'å', {a = 1}, n = 2}", isolation)
        guard case .table(let table) = try state.require("script") else {
            Issue.record("no table came")
            return
        }
        #expect(table.array.map(\.kind) == ["boolean", "number", "number", "string", "table"])
        guard case .integer(2) = table.fields["n"] else {
            Issue.record("the named field did not come")
            return
        }
    }

    @Test(arguments: LuaIsolation.all)
    func `a function that a script returns is called with values and gives values`(
        _ isolation: LuaIsolation
    ) throws {
        let state = try makeState("return function(a, b) return a .. b, #a end", isolation)
        guard case .function(let function) = try state.require("script") else {
            Issue.record("no function came")
            return
        }
        let results = try state.call(function, [.string("ut"), .string("fall")])
        guard case .string("utfall") = results[0], case .integer(2) = results[1] else {
            Issue.record("other results came: \(results)")
            return
        }
    }

    static let limited: [(script: String, kind: String)] = [
        ("while true do end", "time"),
        ("pcall(function() while true do end end) return 1", "time"),
        ("while true do pcall(error) end", "time"),
        ("xpcall(function() while true do end end, function() while true do end end)", "time"),
        ("local function f() return pcall(f) end f() while true do end", "time"),
        ("local t = {} while true do t[#t + 1] = {} end", "memory"),
        ("local s = 'x' while true do s = s .. s end", "memory"),
        ("pcall(function() local s = 'x' while true do s = s .. s end end) return 1", "memory"),
        ("pcall(string.rep, 'x', 1e12 // 1) local h = require 'host' h.emit('still here')", "failed"),
        ("table.sort({3, 2, 1}, function() while true do end end)", "time"),
    ]

    @Test(arguments: limited, LuaIsolation.all)
    func `a script that reaches a limit is stopped and cannot go on`(
        _ limited: (script: String, kind: String), _ isolation: LuaIsolation
    ) throws {
        let (script, kind) = limited
        let record = Emitted()
        let state = try makeState(script, isolation, record: record)
        guard kind != "failed" else {
            // A single string larger than any memory is an ordinary error of string.rep itself.
            _ = try state.require("script")
            #expect(record.texts == ["still here"])
            return
        }
        let error = #expect(throws: LuaError.self) { try state.require("script") }
        #expect(error.map { $0.kindName } == kind)
        #expect(throws: LuaError.self, "a stopped state never runs again") { try state.require("script") }
        #expect(record.texts.isEmpty)
    }

    @Test(
        arguments: [
            "return ('a'):rep(100000):find('a-a-a-b')", "table.move({}, 1, 1000000000, 2)",
            "local t = {} for i = 1, 9000 do table.insert(t, 1, i) end",
            "while true do ('x'):rep(1000):upper() end",
        ], LuaIsolation.all)
    func `what loops in C counts as instructions`(script: String, _ isolation: LuaIsolation) throws {
        let limits = LuaLimits(milliseconds: 20_000, instructions: 50_000)
        let error = #expect(throws: LuaError.self) {
            try makeState(script, isolation, limits: limits).require("script")
        }
        #expect(error?.kindName == "instructions")
    }

    @Test(arguments: LuaIsolation.all)
    func `the deadline also works on threads that block signals`(_ isolation: LuaIsolation) async throws {
        let kind = await Task.detached { () -> String? in
            do {
                _ = try makeState("while true do end", isolation).require("script")
                return nil
            } catch let error as LuaError { return error.kindName } catch { return "\(error)" }
        }.value
        #expect(kind == "time")
    }

    @Test(arguments: LuaIsolation.all)
    func `a function that never ends is told with the line that it was at`(_ isolation: LuaIsolation) throws {
        let state = try makeState("return function(a)\n  while true do end\nend", isolation)
        guard case .function(let function) = try state.require("script") else {
            Issue.record("no function came")
            return
        }
        let error = #expect(throws: LuaError.self) { try state.call(function, [.integer(1)]) }
        #expect(error?.place == LuaPlace(file: "script.lua", line: 2))
        #expect(error?.traceback == ["script.lua:2 in the function at line 1"])
    }

    static let failures: [(script: String, description: String)] = [
        ("local x = 1\nlocal y = x + nil", "script.lua:2: attempt to perform arithmetic on a nil value"),
        ("error('no tariff')", "script.lua:1: no tariff"),
        ("error({message = 'a table'})", "script.lua:1: a table"),
        ("error()", "script.lua:1: an error that is nil"),
        ("error(nil)", "script.lua:1: an error that is nil"),
        ("require('host').emit({})\nerror(require('host').emit({}))", "script.lua:2: an error that is nil"),
        ("local x = = 1", "script.lua:1: unexpected symbol near '='"),
        ("return soc", "script.lua:1: 'soc' is not defined"),
        ("require 'nothing'", "script.lua:1: there is no module 'nothing' in this pack or in what it uses"),
        ("require 'script'", "script.lua:1: 'script' requires itself, directly or by way of others"),
        (
            "setmetatable({}, {__gc = 1})",
            "script.lua:1: a metatable with '__gc' is not allowed in a pack"
        ),
        (
            "setmetatable({}, {__concat = function() end})",
            "script.lua:1: a metatable with '__concat' is not allowed in a pack"
        ),
        (
            "for k in pairs({[{}] = 1}) do end",
            "script.lua:1: pairs goes through keys in order, and a key of type table has none"
        ),
        (
            "string.format('%p', {})",
            "script.lua:1: '%p' is not allowed: an address differs from run to run"
        ),
        (
            "return " + String(repeating: " ", count: 256 << 10),
            "script.lua:1: a source may have 256 KB, and this has more"
        ),
        ("\u{1B}Lua", "script.lua:1: a source is text, and this is compiled Lua"),
        (
            "local t = {} t.t = t require('host').emit(t)",
            "script.lua:1: a table nests more than 32 deep, or contains itself"
        ),
    ]

    @Test(arguments: failures, LuaIsolation.all)
    func `a failure names file and line and says what is wrong`(
        _ failure: (script: String, description: String), _ isolation: LuaIsolation
    ) throws {
        let error = #expect(throws: LuaError.self) {
            try makeState(failure.script, isolation).require("script")
        }
        #expect(error?.description == failure.description)
    }

    static let results: [(script: String, emitted: String)] = [
        (
            "local t = {b = 1, a = 2, [2] = 3, [1] = 4, [true] = 5} for k in pairs(t) do out(k) end",
            "1 2 a b true"
        ),
        ("local t = {3, 1, 2} table.sort(t) out(table.concat(t, ','))", "1,2,3"),
        (
            "local t = {} for i = 1, 9 do t[i] = {i % 2, i} end table.sort(t, function(a, b) return a[1] < b[1] end)"
                + " for _, v in ipairs(t) do out(v[2]) end", "2 4 6 8 1 3 5 7 9"
        ),
        (
            "out(tostring({})) out(tostring(print)) out(string.format('%s|%5.1f', {}, 2.25))",
            "table function table|  2.2"
        ),
        ("out(select('#', pcall(error, 'x'))) out(select(2, pcall(error, 'x', 0)))", "2 x"),
        ("out(select(2, xpcall(function() error('x', 0) end, function(m) return m .. '!' end)))", "x!"),
        ("local C = {} C.__index = C function C.f() return 'm' end out(setmetatable({}, C).f())", "m"),
        ("out(getmetatable('')) out(('x'):upper())", "string X"),
        (
            "local mt = {} local t = setmetatable({}, mt) mt.__gc = print mt.__index = function() return 1 end"
                + " out(rawget(t, 'a') == nil)", "true"
        ),
    ]

    @Test(arguments: results, LuaIsolation.all)
    func `the host's own versions of Lua's functions do what the manual says`(
        _ result: (script: String, emitted: String), _ isolation: LuaIsolation
    ) throws {
        let record = Emitted()
        let prefix = "local host = require 'host' local function out(v) host.emit(tostring(v)) end "
        _ = try makeState(prefix + result.script, isolation, record: record).require("script")
        #expect(record.texts.joined(separator: " ") == result.emitted)
    }

    static let absent = [
        "io", "os", "debug", "package", "coroutine", "load", "loadstring", "dofile", "loadfile",
        "collectgarbage",
        "next", "_G", "string.dump", "math.random", "math.randomseed",
    ]

    @Test(arguments: absent, LuaIsolation.all)
    func `what could reach out of the state is not there`(name: String, _ isolation: LuaIsolation) throws {
        let parts = name.split(separator: ".")
        guard parts.count == 2 else {
            #expect(throws: LuaError.self) { try makeState("return \(name)", isolation).require("script") }
            return
        }
        guard case .nil = try makeState("return {x = \(name)}", isolation).require("script").field("x") else {
            Issue.record("\(name) is there")
            return
        }
    }

    @Test(arguments: LuaIsolation.all)
    func `when the n-th allocation fails, for every n, nothing crashes and the next run is fine`(
        _ isolation: LuaIsolation
    ) throws {
        let script = """
            local host = require 'host'
            local t = {} for i = 1, 20 do t[i] = ('row %d'):format(i) host.emit(t[i]) end
            pcall(error, {message = 'x'}) table.sort(t) for k, v in pairs({a = 1, b = t}) do host.emit(k) end
            return {rows = t, f = function() end}
            """
        var failed = 0
        for n in 1...2_000 {
            let state = try makeState(script, isolation)
            state.failAllocation(n)
            do {
                _ = try state.require("script")
                break
            } catch {
                #expect(error.kindName == "memory")
                failed += 1
            }
        }
        #expect(failed > 50, "the sweep must get through the whole script, and made \(failed) runs fail")
        #expect(throws: Never.self) { try makeState(script, isolation).require("script") }
    }
}

extension LuaError {
    var kindName: String {
        switch kind {
        case .failed: "failed"
        case .syntax: "syntax"
        case .memory: "memory"
        case .time: "time"
        case .instructions: "instructions"
        case .noState: "no state"
        case .noWorker: "no worker"
        case .interrupted: "interrupted"
        }
    }
}

extension LuaIsolation {
    static let worker = LuaIsolation.process(worker: workerBesideProgram)
    static let all = [LuaIsolation.none, worker]
}

extension LuaValue {
    func field(_ name: String) -> LuaValue {
        if case .table(let table) = self { table.fields[name] ?? .nil } else { .nil }
    }
}

/// Makes a state that runs `script` when that module is required; `record` hears what it emits.
func makeState(
    _ script: String, _ isolation: LuaIsolation = .none,
    limits: LuaLimits = LuaLimits(bytes: 16 << 20, milliseconds: 100 * Sanitizers.slowness),
    refusesBitwise: Bool = LinkedLua.hasBitwiseFault, record: Emitted = .unheard
) throws -> LuaState {
    try LuaState(
        limits: limits, library: library,
        sources: [LuaSource(module: "script", name: "script.lua", bytes: Array(script.utf8))],
        context: record, refusesBitwise: refusesBitwise, isolation: isolation)
}

private let library = LuaLibrary(
    types: [],
    modules: [
        "host": [
            "emit": LuaHostFunction { call in
                if case .string(let text) = call[0] { call.context(as: Emitted.self).texts.append(text) }
                return .nil
            }
        ]
    ],
    unknownName: LuaHostFunction { call in throw UnknownGlobal(arguments: call.arguments) })

/// What a script emitted; each test uses its own.
final class Emitted: @unchecked Sendable {
    var texts: [String] = []
    /// For scripts whose texts nobody reads.
    static let unheard = Emitted()
}

struct UnknownGlobal: Error, CustomStringConvertible {
    let arguments: [LuaValue]
    var description: String {
        if case .string(let name)? = arguments.last { "'\(name)' is not defined" } else { "not defined" }
    }
}
