import LuaHost
import OutcomesModel
@testable import PluginHost
import Testing

/// A fold is the same for all rows at once, one by one, with counted instructions and in a process of its own.
@Suite struct FoldAgreementTests {
    /// Sixty people, some of whom leave, have gaps or nothing.
    static let people = (0..<60).map { number in
        TinyEvidence.person(
            "p-\(100 + number)", "coached", number % 7 == 0 ? "2024-03-01" : "2024-01-15",
            exit: number % 11 == 0 ? "2024-06-01" : nil, site: number % 2 == 0 ? "north" : "south")
    }

    static let measurements: [Measurement] = people.indices.flatMap { number -> [Measurement] in
        let person = people[number]
        var rows: [Measurement] = []
        for step in 0..<(number % 6) {
            let units = Int64(number * 37 % 101 * 100 + step * step * 7)
            let day = person.entry.adding(days: 13 * step + number)
            rows.append(TinyEvidence.measured(person.pseudonym, "cost", day.description, .number(units)))
        }
        for step in 0..<(number % 5) {
            let isMissing = number % 13 == 5 && step == 2
            let value: MeasuredValue =
                isMissing ? .missing(.withdrawn) : .number(Int64(number * 53 % 97 - step * 11))
            let day = person.entry.adding(days: 31 * step)
            rows.append(TinyEvidence.measured(person.pseudonym, "wellbeing", day.description, value))
        }
        return rows
    }

    static let folds = [
        "sum()", "mean()", "first()", "last(p.windows.spring)", "min()", "max()", "count()", "median()",
        "median(p.windows.spring)", "percentile(90)", "percentile(soc.ratio(100, 3), p.windows.spring)",
        "days_at_or_above(LEVEL)", "days_at_or_above(LEVEL, p.windows.spring)",
        "change(p.windows.spring, p.windows.year)", "on(p.entry)", "on(soc.day '2024-02-15')",
    ]

    /// What each fold of each person comes to, by a rule that fails with it.
    private func told(_ fold: String, _ engine: PluginEngine, one: Bool = false) throws -> [String] {
        let body = """
            local function show(name, f)
              local ok, value = pcall(f)
              return name .. " " .. tostring(value):gsub("^.-:%d+: ", "")
            end
            error(show("cost", function() return p.cost:\(fold.replacing("LEVEL", with: "soc.money '20.00'")) end)
              .. ", " .. show("wellbeing", function() return p.wellbeing:\(fold.replacing("LEVEL", with: "2.5")) end), 0)
            """
        let source = """
            local soc = require "soc"
            return { participant = function(p) \(body) end, settle = function() end }
            """
        let groups = one ? Self.people.map { [$0] } : [Self.people]
        return try groups.flatMap { people in
            var bench = Bench(["rules.lua": source], participants: people, measurements: Self.measurements)
            bench.engine = engine
            return try bench.run().applyRules().held.map { "\($0.subject): \($0.reason.message)" }
        }
    }

    @Test(arguments: folds)
    func `each fold is the same however it is asked for`(fold: String) throws {
        let rows = try told(fold, PluginEngine())
        #expect(rows.count == Self.people.count)
        #expect(Set(rows.map { $0.drop { $0 != ":" } }).count > 5)
        var counted = RunLimits()
        counted.instructions = 10_000_000
        #expect(try told(fold, PluginEngine(limits: counted)) == rows)
        #expect(try told(fold, PluginEngine(), one: true) == rows)
        #expect(try told(fold, PluginEngine(worker: PluginEngine.workerBesideProgram)) == rows)
    }

    @Test func `a rule that makes up more levels than are kept is answered one by one`() throws {
        let source = """
            return {
              participant = function(p)
                for level = 1, 40 do
                  if p.wellbeing:days_at_or_above(level) > 0 and level > 35 then p:claim "work" break end
                end
              end,
              settle = function() end,
            }
            """
        let people = [TinyEvidence.person("a-1", "coached", "2024-01-01")]
        func claims(_ units: Int64) throws -> Int {
            try Bench(
                ["rules.lua": source], participants: people,
                measurements: [TinyEvidence.measured("a-1", "wellbeing", "2024-02-01", .number(units))]
            ).run().applyRules().claims.count
        }
        #expect(try claims(360) == 1)
        #expect(try claims(359) == 0)
    }
}
