import Dispatch
import Evaluation
import Glibc
import LuaHost
import OutcomesModel
import PackReader
import PluginHost

// Times what crosses between Swift and Lua, and the rule of a participant. Prints a name and nanoseconds a
// line, with the names of floor.c.

func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

func tell(_ name: String, _ nanoseconds: Double) {
    print(name, (nanoseconds * 10).rounded() / 10)
}

final class Nothing: Sendable {}
let nothing = Nothing()
let column = LuaColumn(numbers: (1...1_000).map { Double($0) * 0.5 })
let library = LuaLibrary(
    types: [LuaType(name: "column")],
    modules: [
        "host": [
            "add": LuaHostFunction { call in
                guard let a = call.integer(0), let b = call.integer(1) else { throw Wrong() }
                return .integer(a &+ b)
            },
            "column": LuaHostFunction { call in call.value(column, LuaTypeNumber(0)) },
        ]
    ], column: LuaTypeNumber(0))

struct Wrong: Error, CustomStringConvertible { var description: String { "add takes two whole numbers" } }

func state(_ script: String, milliseconds: Int = 60_000) throws -> (LuaState, LuaFunction) {
    let prefix = "local host = require 'host' local add, col = host.add, host.column() "
    let state = try LuaState(
        limits: LuaLimits(bytes: 1 << 30, milliseconds: milliseconds), library: library,
        sources: [LuaSource(module: "m", name: "m.lua", bytes: Array((prefix + script).utf8))],
        context: nothing)
    guard case .function(let function) = try state.require("m") else { throw Wrong() }
    return (state, function)
}

func measure(_ name: String, _ script: String, count: Double, milliseconds: Int = 60_000) throws {
    let (state, function) = try state(script, milliseconds: milliseconds)
    let start = now()
    _ = try state.call(function, [])
    tell(name, (now() - start) / count)
}

func measureCrossing() throws {
    try measure(
        "lua_to_host", "return function() local s = 0 for i = 1, 5000000 do s = add(s, i) end end", count: 5e6
    )
    let (state, function) = try state("return function(a, b) return a + b end")
    let start = now()
    var sum: Int64 = 0
    for i in 0..<3_000_000 {
        guard case .integer(let result) = try state.call(function, .integer(Int64(i)), .integer(2)) else {
            break
        }
        sum &+= result
    }
    tell("host_to_lua", (now() - start) / 3e6)
    let (rows, each) = try LuaBench.state("local sum = 0 return function(a) sum = sum + a end")
    let startOfRows = now()
    try rows.call(each, with: .integer(2), rows: 0..<3_000_000)
    tell("host_to_lua_by_rows", (now() - startOfRows) / 3e6)
    try measure(
        "column_element",
        "return function() local s = 0 for n = 1, 5000 do for i = 1, 1000 do s = s + col[i] end end end",
        count: 5e6)
    try measure(
        "fold_of_1000", "return function() local s = 0 for n = 1, 20000 do s = s + col:sum() end end",
        count: 20_000)
    let loop = "return function() local s = 0 for i = 1, 50000000 do s = s + i % 7 end end"
    try measure("plain_loop", loop, count: 5e7)
    try measure("plain_loop_without_deadline", loop, count: 5e7, milliseconds: 0)
    precondition(sum > 0)
}

func measureStates() throws {
    let sources = [LuaSource(module: "m", name: "m.lua", bytes: Array("return {}".utf8))]
    for (name, library) in [("state", library), ("state_with_all_of_the_api", Api.library)] {
        let start = now()
        for _ in 0..<2_000 {
            let state = try LuaState(
                limits: LuaLimits(), library: library, sources: sources, context: nothing)
            _ = state.bytes
        }
        tell(name, (now() - start) / 2_000)
    }
}

/// Returns the columns of one indicator of people, with a value at the end of each of `months`.
func columns(_ indicator: Int, of contract: Contract, people: [SubjectID], months: ClosedRange<Int>)
    -> MeasurementColumns
{
    let days = months.map { Day(year: 2025, month: $0, day: 28)!.number }
    let count = people.count * days.count
    return MeasurementColumns(
        indicator: contract.indicators[indicator].id, subjects: people,
        offsets: (0...people.count).map { UInt32($0 * days.count) },
        days: (0..<count).map { days[$0 % days.count] },
        units: (0..<count).map { row in
            let (person, month) = (row / days.count, months.lowerBound + row % days.count - 1)
            return Int64((person * 7_919 + indicator * 104_729 + month * 1_299_709) % 1_000)
        },
        reasons: [], reasonCodes: [], stateCodes: [UInt8](repeating: 1, count: count))
}

func measureRule(
    _ name: String, _ rules: String, people count: Int, months: ClosedRange<Int>, _ folder: String
)
    throws
{
    let pack = try PackReader(libraryFolders: []).read(folder: folder)
    let source = pack.sources[rules]!
    let contract = pack.contract!
    let pseudonyms = (0..<count).map { "P" + String(repeating: "0", count: 7 - "\($0)".count) + "\($0)" }
    let subjects = pseudonyms.map { SubjectID.participant($0) }
    let none = [UInt16](repeating: 0, count: count)
    let participants = ParticipantTable(
        pseudonyms: pseudonyms, groups: [], groupCodes: none,
        entries: [Int32](repeating: contract.starts.number, count: count),
        exits: [Int32](repeating: ParticipantTable.noExit, count: count),
        lines: [UInt32](repeating: 2, count: count), attributes: [])
    let plan = contract.settlements.first { "\($0.id).lua" == rules }!
    let evidence = RunEvidence(
        contract: contract, participants: participants,
        columns: contract.indicators.indices.map {
            columns($0, of: contract, people: subjects, months: months)
        }, asOf: plan.due)
    let changed = Pack(
        manifest: pack.manifest, folder: pack.folder, contract: contract,
        sources: ["rules.lua": SourceFile(path: "rules.lua", bytes: source.bytes)], libraries: [],
        hash: pack.hash, files: pack.files)
    let reader = evidence.readers[contract.indicators[0].id]!
    let start = now()
    let column = FoldColumn(
        .last, of: FoldColumn.People(participants, rows: Array(0..<count), in: reader),
        over: contract.window(plan.window)!, starts: contract.starts, in: reader, shift: -1)
    tell("\(name)_one_fold", (now() - start) / Double(column.numerators.count))
    for (suffix, milliseconds) in [("", 60_000), ("_without_deadline", 0)] {
        var limits = RunLimits()
        limits.luaBytes = 1 << 30
        limits.milliseconds = milliseconds
        let run = PackRun(
            pack: changed, contract: contract, evidence: evidence, settlement: plan,
            engine: PluginEngine(limits: limits))
        let start = now()
        let outcome = try run.applyRules()
        tell(name + suffix, (now() - start) / Double(count))
        precondition(outcome.held.isEmpty, "\(outcome.held[0].reason)")
    }
}

/// The rule alone: its figures are ready, as they are in the tables of the bare loop.
func measureRuleOnReadyFigures(people count: Int) throws {
    let names = ["attendance", "grades", "wellbeing", "contact", "housing"]
    let columns = names.indices.map { indicator in
        LuaRows(count: count) {
            .exact(Int64(($0 * 7_919 + indicator * 104_729 + 11 * 1_299_709) % 1_000), 10)
        }
    }
    let ready = Ready(names: names, columns: columns)
    let library = LuaLibrary(
        types: [
            LuaType(name: "exact", form: .value),
            LuaType(
                name: "p", form: .sharedFields,
                operators: [
                    .index: LuaHostFunction(isByRow: true) { call in
                        let ready = call.context(as: Ready.self)
                        guard case .string(let name) = call[1], let place = ready.names.firstIndex(of: name)
                        else { throw Wrong() }
                        call.keep(ready.columns[place])
                        return .nil
                    }
                ]),
        ],
        modules: [
            "host": [
                "claim": LuaHostFunction(hasEffect: true) { call in
                    call.context(as: Ready.self).claims += 1
                    return .nil
                }
            ]
        ], exact: LuaTypeNumber(0))
    let source = """
        local claim, calls = require 'host'.claim, 0
        return function(p)
          COUNTED
          local a, b, c, d, e = p.attendance, p.grades, p.wellbeing, p.contact, p.housing
          if not a then return end
          local score = a + b + c + d + e
          if score >= 320 then claim 'large_gain' elseif score >= 310 then claim 'small_gain' end
        end
        """
    // A rule that counts its calls is run for each, since it depends on more than its figures.
    for (name, counted) in [
        ("rule_on_ready_figures", ""), ("rule_on_ready_figures_run_for_each", "calls = calls + 1"),
    ] {
        let state = try LuaState(
            limits: LuaLimits(bytes: 1 << 30, milliseconds: 60_000),
            library: library,
            sources: [
                LuaSource(
                    module: "m", name: "m.lua", bytes: Array(source.replacing("COUNTED", with: counted).utf8))
            ], context: ready)
        guard case .function(let rule) = try state.require("m") else { throw Wrong() }
        let start = now()
        for first in stride(from: 0, to: count, by: 1_000) {
            try state.call(
                rule, with: .object(LuaObject(type: LuaTypeNumber(1))),
                rows: first..<min(first + 1_000, count))
        }
        tell(name, (now() - start) / Double(count))
    }
    precondition(ready.claims > 0)
}

final class Ready {
    let names: [String]
    let columns: [LuaRows]
    var claims = 0
    init(names: [String], columns: [LuaRows]) {
        self.names = names
        self.columns = columns
    }
}

let people = getenv("PEOPLE").flatMap { Int(String(cString: $0)) } ?? 1_000_000
try measureCrossing()
try measureStates()
try measureRuleOnReadyFigures(people: people)
let folder = CommandLine.arguments[1]
try measureRule("rule_on_figures", "figures.lua", people: people, months: 12...12, folder)
try measureRule("rule_on_series", "series.lua", people: people / 5, months: 1...12, folder)
