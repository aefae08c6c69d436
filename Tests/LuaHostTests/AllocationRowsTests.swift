import LuaHost
import Testing

/// Memory that runs out while rows are read, and while a plan is learned or followed, ends the run, and leaves
/// no object of Swift's behind.
@Suite struct AllocationRowsTests {
    /// Calls host functions, gives and takes texts and tables, fails, reads columns and kept rows; what it
    /// returns is called with values, and for rows by a plan.
    private static let script = #"""
        local host = require 'host'
        local texts = {}
        for i = 1, 8 do texts[i] = host.text(i) .. ('%d'):format(i) end
        host.claim(table.concat(texts, ','), select(2, pcall(host.fail, texts)))
        local numbers, tenths = host.numbers(), host.tenths()
        local sum = numbers:sum() + #numbers + numbers[3] + #numbers:totable()
        for place, value in tenths:each() do if value > 2 then sum = sum + place end end
        for first, chunk in numbers:chunks(7) do sum = sum + first + #chunk end
        return {
            rows = function(p)
                if p.a > 40 then host.claim(p.word, 1) elseif p.a + p.b <= 20 then host.claim('few', 2) end
                if p.word then host.claim('word', 3) end
            end,
            others = function(p) host.claim(('%s %s %s'):format(p.word, p:kept('x'), p:kept()), 4) end,
            call = function(a, b) return a .. host.text(b), {a, {b}}, tenths:mean(), numbers end,
            sum = sum,
        }
        """#

    @Test func `when the n-th allocation fails, for every n, no object of Swift's is left`() throws {
        let expected = try run(failing: 0, .none)
        #expect(expected.isWhole)
        #expect(expected.claims.count > 200)
        // A worker makes no plans, and each state is a process there.
        for (isolation, step, least) in [(LuaIsolation.none, 1, 400), (.worker, 23, 8)] {
            var failed = 0
            for n in stride(from: 1, to: 2_000, by: step) {
                if try run(failing: n, isolation).isWhole { break }
                failed += 1
            }
            #expect(failed > least, "the sweep must get through the whole script")
            #expect(failed < 1_999 / step, "the script must come to its end once nothing fails")
            #expect(try run(failing: 0, isolation).claims == expected.claims)
        }
    }

    /// Runs all of it in a state of its own, and looks that nothing is left of that.
    private func run(failing n: Int, _ isolation: LuaIsolation) throws -> (isWhole: Bool, claims: [String]) {
        let watch = Watch()
        let result = try runWatched(failing: n, isolation, watch)
        #expect(
            watch.left == 0, "\(watch.left) of \(watch.count) objects are left where allocation \(n) fails")
        return result
    }

    private func runWatched(
        failing n: Int, _ isolation: LuaIsolation, _ watch: Watch
    ) throws -> (isWhole: Bool, claims: [String]) {
        let record = Record(watch)
        watch.add(record)
        let state = try LuaState(
            limits: LuaLimits(bytes: 16 << 20, milliseconds: 2_000 * Sanitizers.slowness),
            library: Self.library,
            sources: [LuaSource(module: "script", name: "script.lua", bytes: Array(Self.script.utf8))],
            context: record, isolation: isolation)
        watch.add(state)
        if n > 0 { state.failAllocation(n) }
        do {
            let script = try state.require("script")
            guard case .function(let rows) = script.field("rows"),
                case .function(let others) = script.field("others"),
                case .function(let call) = script.field("call")
            else { return (false, []) }
            let person = LuaValue.object(LuaObject(type: LuaTypeNumber(1)))
            try state.call(rows, with: person, rows: 0..<150)
            try state.call(others, with: person, rows: 0..<5)
            try state.call(rows, with: person, rows: 50..<200)
            state.forgetRows()
            let nested = LuaValue.table(
                LuaTable(array: [.string("å"), .table(LuaTable())], fields: ["x": .nil]))
            _ = try state.call(call, [.string("text"), .integer(3), nested])
            return (true, record.claims)
        } catch {
            guard error.kindName == "memory" else { throw error }
            return (false, record.claims)
        }
    }

    private static let library = LuaLibrary(
        types: [
            LuaType(name: "exact", form: .value, operators: [.text: LuaHostFunction { _ in .string("n") }]),
            LuaType(
                name: "p", form: .sharedFields,
                methods: ["kept": LuaHostFunction(isByRow: true) { call in keep("word", in: call) }],
                operators: [
                    .index: LuaHostFunction(isByRow: true) { call in
                        guard case .string(let name) = call[1] else { return .nil }
                        return keep(name, in: call)
                    }
                ]),
            LuaType(name: "column"),
        ],
        modules: [
            "host": [
                "claim": LuaHostFunction(hasEffect: true) { call in
                    let record = call.context(as: Record.self)
                    record.claims.append("\(call.row) \(call.arguments)")
                    return .nil
                },
                "text": LuaHostFunction { call in .string("text \(call.integer(0) ?? 0) that is longer") },
                "fail": LuaHostFunction { call in
                    let refusal = Refusal()
                    call.context(as: Record.self).watch.add(refusal)
                    throw refusal
                },
                "numbers": LuaHostFunction { call in
                    lend(LuaColumn(numbers: (1...20).map { Double($0) / 2 }), in: call)
                },
                "tenths": LuaHostFunction { call in
                    lend(LuaColumn(units: (1...30).map { Int64($0) }, denominator: 10), in: call)
                },
            ]
        ], exact: LuaTypeNumber(0), column: LuaTypeNumber(2))

    private static func lend(_ column: LuaColumn, in call: LuaCall) -> LuaValue {
        call.context(as: Record.self).watch.add(column)
        return call.value(column, LuaTypeNumber(2))
    }

    private static func keep(_ name: String, in call: LuaCall) -> LuaValue {
        let rows = LuaRows(count: 200, texts: ["one", "two"]) { row in
            if name == "word" { row % 3 == 2 ? .nil : .text(row % 3) } else { .exact(Int64(row * 7 % 60), 1) }
        }
        call.context(as: Record.self).watch.add(rows)
        call.keep(rows)
        let row = call.row
        if name == "word" { return row % 3 == 2 ? .nil : .string(["one", "two"][row % 3]) }
        return .object(LuaExact.object(LuaTypeNumber(0), Int128(row * 7 % 60), 1))
    }

    /// What host functions find in their calls.
    private final class Record {
        var claims: [String] = []
        let watch: Watch
        init(_ watch: Watch) { self.watch = watch }
    }

    private final class Refusal: Error, CustomStringConvertible {
        var description: String { "the host refuses, at some length" }
    }
}

/// Knows which of some objects still live, without holding on to one.
private final class Watch {
    private struct Place { weak var object: AnyObject? }
    private var places: [Place] = []

    func add(_ object: AnyObject) { places.append(Place(object: object)) }

    var count: Int { places.count }
    var left: Int { places.count { $0.object != nil } }
}
