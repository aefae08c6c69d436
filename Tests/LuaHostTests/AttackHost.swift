import Foundation
import LuaHost

/// What the attack scripts are given: `emit`, `hostfail`, and `col`, a column of 1,000 doubles.
struct AttackHost {
    private static let column = (1...1_000).map { Double($0) * 0.5 }
    private static let columnType = LuaTypeNumber(0)
    private static let prelude =
        "local host = require 'host' local emit, col, hostfail = host.emit, host.column(), host.hostfail; "

    /// Iterators are Lua's: a host function gives one plain value.
    private static let iterators = """
        local methods = {}
        local function check(column)
          if type(column) ~= "userdata" then error("a column is wanted, and not a " .. type(column), 3) end
        end
        function methods.each(column)
          check(column)
          return function(_, place)
            place = (place or 0) + 1
            local value = column[place]
            if value == nil then return nil end
            return place, value
          end
        end
        function methods.chunks(column, size)
          check(column)
          if math.type(size) ~= "integer" or size < 1 then error("a chunk has at least one element", 2) end
          local place = 1
          return function()
            if place > #column then return nil end
            local first, chunk = place, {}
            while place <= #column and place - first < size do
              chunk[#chunk + 1] = column[place]
              place = place + 1
            end
            return first, chunk
          end
        end
        return methods
        """

    /// Runs a script in a state of its own and says how it ended.
    static func run(
        _ script: String, limits: LuaLimits = LuaLimits(milliseconds: 500), refusesBitwise: Bool = false
    ) -> AttackOutcome {
        let record = Record()
        let start = processorMilliseconds()
        let ending: String
        do throws(LuaError) {
            let state = try makeState(script, limits, refusesBitwise, record)
            _ = try state.require("script")
            ending = "ok"
        } catch { ending = error.kindName }
        return AttackOutcome(
            ending: ending, milliseconds: processorMilliseconds() - start, emitted: record.emitted)
    }

    /// Makes a state that runs `script` when that module is required.
    static func makeState(
        _ script: String, _ limits: LuaLimits, _ refusesBitwise: Bool, _ record: Record
    ) throws(LuaError) -> LuaState {
        let functions: [String: LuaHostFunction] = [
            "emit": { call in
                guard case .string(let text)? = call.arguments.first else {
                    throw Refusal(text: "emit takes text")
                }
                record.emitted.append(text)
                return .nil
            },
            "hostfail": { call in throw Refusal(text: "the host fails, given \(call.arguments.count) values")
            },
            "column": { _ in .object(LuaObject(type: columnType)) },
        ]
        let state = try LuaState(
            limits: limits,
            library: LuaLibrary(
                types: [columnType(record)], modules: ["host": functions],
                unknownName: { _ in throw Refusal(text: "there is no such global") }),
            sources: [
                LuaSource(module: "column", name: "column.lua", bytes: Array(iterators.utf8)),
                LuaSource(module: "script", name: "script.lua", bytes: Array((prelude + script).utf8)),
            ], refusesBitwise: refusesBitwise)
        if case .table(let methods) = try state.require("column") { record.methods = methods.fields }
        return state
    }

    private static func columnType(_ record: Record) -> LuaType {
        LuaType(
            name: "column",
            methods: [
                "sum": { _ in .number(column.reduce(0, +)) },
                "totable": { _ in .table(LuaTable(array: column.map { .number($0) })) },
            ],
            operators: [
                .length: { _ in .integer(Int64(column.count)) },
                .index: { call in
                    switch call.arguments.last {
                    case .integer(let place) where place >= 1 && place <= column.count:
                        .number(column[Int(place) - 1])
                    case .string(let name): record.methods[name] ?? .nil
                    default: .nil
                    }
                },
            ])
    }

    private static func processorMilliseconds() -> Int {
        Int(clock()) / (Int(CLOCKS_PER_SEC) / 1_000)
    }

    /// What a script emitted, and what it finds in a column.
    final class Record {
        var emitted: [String] = []
        var methods: [String: LuaValue] = [:]
    }

    private struct Refusal: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }
}
