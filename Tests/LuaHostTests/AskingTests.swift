import LuaHost
import Testing

/// A library that asks gets all arithmetic, whatever it is of, and values that say where they come from.
@Suite struct AskingTests {
    /// What the operators were asked, as texts.
    private final class Record { var asked: [String] = [] }

    private static let exact = LuaTypeNumber(0)

    private static func library(asks: Bool) -> LuaLibrary {
        let operators: [LuaOperator: LuaHostFunction] = Dictionary(
            uniqueKeysWithValues: [LuaOperator.add, .less].map { name in
                (
                    name,
                    LuaHostFunction { call in
                        let record = call.context(as: Record.self)
                        let values = (0..<2).map { Self.number(call[$0]) }
                        record.asked.append("\(name) \(values[0]) \(values[1])")
                        if name == .less { return .boolean(values[0] < values[1]) }
                        return .object(LuaExact.object(exact, Int128(values[0] + values[1]), 1, origin: 77))
                    }
                )
            })
        return LuaLibrary(
            types: [
                LuaType(name: "exact", form: .value, operators: operators),
                LuaType(name: "column", form: .ownFields),
            ],
            modules: [
                "host": [
                    "number": LuaHostFunction { call in
                        let value = Int128(call.integer(0) ?? 0)
                        let origin = UInt64(call.integer(1) ?? 0)
                        return .object(
                            origin == 0
                                ? LuaExact.object(exact, value, 1)
                                : LuaExact.object(exact, value, 1, origin: origin))
                    },
                    "origin": LuaHostFunction { call in
                        .integer(Int64(call.object(0, exact)?.words?.5 ?? 0))
                    },
                    "column": LuaHostFunction { call in
                        call.value(LuaColumn(units: [1, 2, 3]), LuaTypeNumber(1))
                    },
                ]
            ], exact: exact, column: LuaTypeNumber(1), asks: asks)
    }

    private static func number(_ value: LuaValue) -> Int64 {
        switch value {
        case .integer(let integer): integer
        case .object(let object): Int64(LuaExact.parts(object).numerator)
        default: -1
        }
    }

    private func run(_ script: String, asks: Bool, _ isolation: LuaIsolation) throws -> (LuaValue, [String]) {
        let record = Record()
        let state = try LuaState(
            limits: LuaLimits(), library: Self.library(asks: asks),
            sources: [
                LuaSource(
                    module: "script", name: "script.lua",
                    bytes: Array("local h = require 'host' \(script)".utf8))
            ], context: record, isolation: isolation)
        return (try state.require("script"), withExtendedLifetime(record) { record.asked })
    }

    @Test(arguments: LuaIsolation.all)
    func `small numbers are calculated in C, and asked for where the library asks`(
        _ isolation: LuaIsolation
    ) throws {
        let script = "local a = h.number(2) return h.origin(a + 3) + (a < 5 and 1 or 0)"
        let (plain, none) = try run(script, asks: false, isolation)
        #expect(Self.number(plain) == 1 && none.isEmpty)
        let (noted, asked) = try run(script, asks: true, isolation)
        #expect(Self.number(noted) == 78 && asked == ["add 2 3", "less 2 5"])
    }

    @Test(arguments: LuaIsolation.all)
    func `where a number comes from is no part of what it equals`(_ isolation: LuaIsolation) throws {
        let script = """
            local a, b = h.number(2, 5), h.number(2, 6)
            return (a == b and 1 or 0) + (a == h.number(3, 5) and 10 or 0) + (h.origin(b) == 6 and 100 or 0)
            """
        #expect(Self.number(try run(script, asks: true, isolation).0) == 101)
    }

    @Test(arguments: LuaIsolation.all)
    func `an element of a column equals the number that it is`(_ isolation: LuaIsolation) throws {
        let script = """
            local c = h.column()
            return (c[2] == h.number(2, 9) and 1 or 0) + (c:sum() == h.number(6, 1) and 10 or 0)
            """
        #expect(Self.number(try run(script, asks: true, isolation).0) == 11)
        #expect(
            try run("return h.origin(h.column()[1] + h.column()[2])", asks: true, isolation).1 == ["add 1 2"])
    }
}
