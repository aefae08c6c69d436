import Foundation
import LuaHost

/// What the attack scripts are given: `emit`, `hostfail`, and `col`, a column of 1,000 doubles.
struct AttackHost {
    private static let column = LuaColumn(numbers: (1...1_000).map { Double($0) * 0.5 })
    private static let columnType = LuaTypeNumber(0)
    private static let prelude =
        "local host = require 'host' local emit, col, hostfail = host.emit, host.column(), host.hostfail; "

    /// Runs a script in a state of its own and says how it ended.
    static func run(
        _ script: String, limits: LuaLimits = LuaLimits(milliseconds: 500 * Sanitizers.slowness),
        refusesBitwise: Bool = false, isolation: LuaIsolation = .none
    ) -> AttackOutcome {
        let record = Record()
        let start = processorMilliseconds()
        let ending: String
        do throws(LuaError) {
            let state = try makeState(script, limits, refusesBitwise, record, isolation)
            _ = try state.require("script")
            ending = "ok"
        } catch { ending = error.kindName }
        return AttackOutcome(
            ending: ending, milliseconds: processorMilliseconds() - start, emitted: record.emitted)
    }

    /// Makes a state that runs `script` when that module is required.
    static func makeState(
        _ script: String, _ limits: LuaLimits, _ refusesBitwise: Bool, _ record: Record,
        _ isolation: LuaIsolation = .none
    ) throws(LuaError) -> LuaState {
        try LuaState(
            limits: limits, library: library,
            sources: [
                LuaSource(module: "script", name: "script.lua", bytes: Array((prelude + script).utf8))
            ], context: record, refusesBitwise: refusesBitwise, isolation: isolation)
    }

    private static let library = LuaLibrary(
        types: [LuaType(name: "column")],
        modules: [
            "host": [
                "emit": LuaHostFunction { call in
                    guard case .string(let text) = call[0] else { throw Refusal(text: "emit takes text") }
                    call.context(as: Record.self).emitted.append(text)
                    return .nil
                },
                "hostfail": LuaHostFunction { call in
                    throw Refusal(text: "the host fails, given \(call.count) values")
                },
                "column": LuaHostFunction { call in call.value(column, columnType) },
            ]
        ], column: columnType,
        unknownName: LuaHostFunction { _ in throw Refusal(text: "there is no such global") })

    private static func processorMilliseconds() -> Int {
        Int(clock()) / (Int(CLOCKS_PER_SEC) / 1_000)
    }

    /// What a script emitted.
    final class Record {
        var emitted: [String] = []
    }

    private struct Refusal: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }
}
