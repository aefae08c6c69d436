import LuaHost
import Testing

/// What `scripts/fuzz` has found, each made small.
@Suite struct FoundTests {
    /// The number zero has the word 1, by which an argument that is not given was known as well.
    @Test(arguments: LuaIsolation.all)
    func `results by row for nothing are not those for the number zero`(_ isolation: LuaIsolation) throws {
        #expect(
            try FoundHost.run("return function(p) emit(by(), by(zero), by(), by(zero)) end", isolation)
                == ["nothing zero nothing zero", "nothing zero nothing zero"])
    }

    static let unordered: [(script: String, message: String)] = [
        (
            "emit({[true] = 1, [{}] = 1, [print] = 1})",
            "a table that is given to the host has a key that is neither 1, 2, 3 … nor a name"
        ),
        (
            "for k in pairs({[{}] = 1, [print] = 1, [zero] = 1}) do end",
            "pairs goes through keys in order, and a key of type function has none"
        ),
    ]

    @Test(arguments: unordered)
    func `an error does not say which key of several came first`(script: String, message: String) throws {
        for _ in 1...20 {  // addresses are others in each, and the order of keys with them
            let error = #expect(throws: LuaError.self) { try FoundHost.run(script, .none) }
            #expect(error?.message == message)
        }
    }

    /// The value of a cell has its own operators, which must not take a figure that is recorded for its like.
    @Test func `a value of a row times a figure is what it is without a plan`() throws {
        let rule = "if p.token * p.a > 3 then emit('more') end if p.a > 1 then emit('a') end"
        let planned = try FoundHost.run("return function(p) \(rule) end", .none, rows: 0..<200)
        let run = try FoundHost.run(
            "local n = 0 return function(p) n = n + 1 \(rule) end", .none, rows: 0..<200)
        #expect(planned == run)
        #expect(planned.count == 398)
    }
}

/// A host with the number zero, and a function by row that tells what it is asked for.
private struct FoundHost {
    final class Record {
        var emitted: [String] = []
    }

    private static let exact = LuaTypeNumber(0)
    private static let token = LuaTypeNumber(2)

    private static let library = LuaLibrary(
        types: [
            LuaType(
                name: "exact", form: .value, operators: [.multiply: LuaHostFunction { _ in .integer(4) }]),
            LuaType(
                name: "p", form: .sharedFields,
                operators: [
                    .index: LuaHostFunction(isByRow: true) { call in
                        guard case .string("a") = call[1] else {
                            call.keep(LuaRows(count: 200) { .object(LuaObject(type: token, UInt64($0))) })
                            return .object(LuaObject(type: token, UInt64(call.row)))
                        }
                        call.keep(LuaRows(count: 200) { .exact(Int64($0), 1) })
                        return .object(LuaExact.object(exact, Int128(call.row), 1))
                    }
                ]),
            LuaType(name: "token", form: .value),
        ],
        modules: [
            "host": [
                "emit": LuaHostFunction(hasEffect: true) { call in
                    let texts = call.arguments.map { argument in
                        if case .string(let text) = argument { text } else { argument.kind }
                    }
                    call.context(as: Record.self).emitted.append(texts.joined(separator: " "))
                    return .nil
                },
                "zero": LuaHostFunction { _ in .object(LuaExact.object(exact, 0, 1)) },
                "by": LuaHostFunction(isByRow: true) { call in
                    let name = call.isNil(0) ? "nothing" : "zero"
                    call.keep(LuaRows(count: 2, texts: [name]) { _ in .text(0) })
                    return .string(name)
                },
            ]
        ], exact: exact)

    /// Runs a script, and what it returns for some rows.
    static func run(
        _ script: String, _ isolation: LuaIsolation, rows: Range<Int> = 0..<2
    ) throws -> [String] {
        let record = Record()
        let source =
            "local host = require 'host' local emit, by, zero = host.emit, host.by, host.zero() " + script
        let state = try LuaState(
            limits: LuaLimits(bytes: 16 << 20, milliseconds: 1_000), library: library,
            sources: [LuaSource(module: "script", name: "script.lua", bytes: Array(source.utf8))],
            context: record, isolation: isolation)
        guard case .function(let rule) = try state.require("script") else { return record.emitted }
        try state.call(rule, with: .object(LuaObject(type: LuaTypeNumber(1))), rows: rows)
        return record.emitted
    }
}
