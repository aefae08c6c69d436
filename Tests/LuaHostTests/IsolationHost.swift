import Foundation
import LuaHost

/// A host with something of all that can cross, which notes what scripts tell it.
struct IsolationHost {
    /// What one run came to, in either place.
    struct Outcome: Equatable {
        var emitted: [String] = []
        var error = ""
        var traceback: [String] = []
        var returned = ""
    }

    final class Record {
        var emitted: [String] = []
        weak var state: LuaState?
        var onSignal: (LuaState) -> Void = { _ in }
        var timesAsked = 0
        let numbers: LuaColumn
        let tenths = LuaColumn(units: (1...40).map { Int64($0) * 7 }, denominator: 10)
        let rows: LuaRows

        /// One row of each kind.
        static func fewRows() -> LuaRows {
            LuaRows(count: 6, texts: ["å", "", "a\0b"]) { row in
                switch row {
                case 0: .ask
                case 1: .nil
                case 2: .exact(-7, 3)
                case 3: .object(LuaObject(type: IsolationHost.token, 77))
                default: .text(row - 3)
                }
            }
        }

        init(
            numbers: LuaColumn = LuaColumn(numbers: (1...40).map { Double($0) * 0.5 }),
            rows: LuaRows = fewRows()
        ) {
            self.numbers = numbers
            self.rows = rows
        }
    }

    static let token = LuaTypeNumber(0)
    private static let shared = LuaTypeNumber(1)
    static let exact = LuaTypeNumber(2)
    private static let column = LuaTypeNumber(3)
    private static let large = LuaTypeNumber(4)

    static let library = LuaLibrary(
        types: [
            LuaType(name: "token", form: .value),
            LuaType(
                name: "shared", form: .sharedFields,
                methods: [
                    "kept": LuaHostFunction(isByRow: true) { call in
                        let record = call.context(as: Record.self)
                        record.timesAsked += 1
                        call.keep(record.rows)
                        return .string("asked at row \(call.row)")
                    }
                ],
                operators: [
                    .index: LuaHostFunction { call in
                        let record = call.context(as: Record.self)
                        record.timesAsked += 1
                        if case .string("constant") = call[1] { call.markConstant() }
                        return .integer(Int64(record.timesAsked))
                    }
                ]),
            LuaType(name: "exact", form: .value),
            LuaType(name: "column"),
            LuaType(
                name: "large", operators: [.text: LuaHostFunction { call in .string(describe(call[0])) }]),
        ],
        modules: [
            "host": [
                "emit": LuaHostFunction { call in
                    call.context(as: Record.self).emitted.append(
                        call.arguments.map(describe).joined(separator: " "))
                    return .nil
                },
                "echo": LuaHostFunction { call in call[0] },
                "fail": LuaHostFunction { call in throw Refusal(text: "no \(describe(call[0]))") },
                "text": LuaHostFunction { call in
                    .string(
                        String(
                            decoding: Array(repeating: UInt8(ascii: "a"), count: Int(call.integer(0) ?? 0)),
                            as: UTF8.self))
                },
                "nested": LuaHostFunction { call in
                    let inner = LuaTable(
                        array: [.integer(1), .table(LuaTable())], fields: ["é": .number(0.1)])
                    return .table(
                        LuaTable(array: [.table(inner), .nil, .boolean(false)], fields: ["x": call[0]]))
                },
                "token": LuaHostFunction { call in
                    .object(LuaObject(type: token, UInt64(call.integer(0) ?? 0)))
                },
                "shared": LuaHostFunction { _ in .object(LuaObject(type: shared)) },
                "large": LuaHostFunction { call in
                    .object(LuaObject(type: large, words: (1, 2, 3, 4, .max, UInt64(call.integer(0) ?? 0))))
                },
                "exact": LuaHostFunction { call in
                    .object(LuaExact.object(exact, Int128(call.integer(0) ?? 0), 7))
                },
                "numbers": LuaHostFunction { call in
                    call.value(call.context(as: Record.self).numbers, column)
                },
                "tenths": LuaHostFunction { call in
                    call.value(call.context(as: Record.self).tenths, column)
                },
                "place": LuaHostFunction { call in .string(call.place.map { "\($0.file):\($0.line)" } ?? "")
                },
                "bytes": LuaHostFunction { call in
                    .integer(Int64(call.context(as: Record.self).state?.bytes ?? 0))
                },
                "again": LuaHostFunction { call in
                    let state = call.context(as: Record.self).state
                    do { return try state?.require("script") ?? .nil } catch { return .string("\(error)") }
                },
                "signal": LuaHostFunction { call in
                    let record = call.context(as: Record.self)
                    record.onSignal(record.state!)
                    return .nil
                },
            ]
        ], exact: exact, column: column,
        unknownName: LuaHostFunction { call in throw Refusal(text: "\(describe(call[1])) is not there") })

    /// Runs a script, and the functions `call(text, number)` and `each(shared)` that it may return.
    static func run(
        _ script: String, _ isolation: LuaIsolation, _ record: Record = Record(),
        limits: LuaLimits = LuaLimits(bytes: 16 << 20, milliseconds: 300 * Sanitizers.slowness)
    ) throws(LuaError) -> Outcome {
        let state = try makeState(script, isolation, record, limits: limits)
        var outcome = Outcome()
        do throws(LuaError) {
            let value = try state.require("script")
            outcome.returned = describe(value)
            if case .function(let function) = value.field("call") {
                let results = try state.call(function, [.string("a\0b"), .integer(7)])
                outcome.returned = results.map(describe).joined(separator: " ")
            }
            if case .function(let function) = value.field("each") {
                try state.call(function, with: .object(LuaObject(type: shared)), rows: 0..<6)
                state.forgetRows()
                try state.call(function, with: .object(LuaObject(type: shared)), rows: 4..<6)
            }
        } catch {
            outcome.error = "\(error.kindName): \(error)"
            outcome.traceback = error.traceback + ["row \(state.row)"]
        }
        outcome.emitted = record.emitted + ["asked \(record.timesAsked)"]
        return outcome
    }

    static func makeState(
        _ script: String, _ isolation: LuaIsolation, _ record: Record = Record(),
        limits: LuaLimits = LuaLimits(bytes: 16 << 20, milliseconds: 300 * Sanitizers.slowness)
    ) throws(LuaError) -> LuaState {
        let source = "local host = require 'host' local emit = host.emit " + script
        let state = try LuaState(
            limits: limits, library: library,
            sources: [LuaSource(module: "script", name: "script.lua", bytes: Array(source.utf8))],
            context: record, isolation: isolation)
        record.state = state
        return state
    }

    /// Writes a value in one way, whatever the order of names. A column has another address in each run.
    static func describe(_ value: LuaValue) -> String {
        switch value {
        case .nil: return "nil"
        case .boolean(let truth): return "\(truth)"
        case .integer(let integer): return "\(integer)"
        case .number(let number): return "\(number)"
        case .string(let text):
            return text.utf8.count < 80 ? text.debugDescription : "\(text.utf8.count) bytes"
        case .function: return "function"
        case .object(let object):
            if object.type == column { return "column" }
            return object.words.map { "large\($0)" } ?? "\(object.type.number):\(object.word)"
        case .table(let table):
            let fields = table.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(describe($0.value))" }
            return "{" + (table.array.map(describe) + fields).joined(separator: ", ") + "}"
        }
    }

    struct Refusal: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }
}
