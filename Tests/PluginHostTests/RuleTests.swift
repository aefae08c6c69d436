import OutcomesModel
import PackReader
@testable import PluginHost
import Settlement
import Testing

@Suite struct RuleTests {
    @Test func `a participant whose rule fails is held, loses the claims, and the others go on`() throws {
        let rules = try Bench([
            "rules.lua": """
            local rules = {}
            function rules.participant(p)
              p:claim("work", 2)
              if p.id == "a-2" then error "no" end
            end
            function rules.settle(s) end
            return rules
            """
        ]).run().applyRules()
        #expect(rules.claims.map(\.subject) == [.participant("a-1"), .participant("z-1")])
        #expect(rules.claims.map(\.cause.description) == ["rules.lua:3", "rules.lua:3"])
        let held = try #require(rules.held.first)
        #expect(rules.held.count == 1 && held.subject == .participant("a-2"))
        #expect(held.reason.message == "no")
        #expect(held.reason.hook == "rules.participant")
        #expect(held.reason.subject == "a-2")
        #expect(held.reason.place == SourceLocation(file: "rules.lua", line: 4))
    }

    @Test func `a value that the contract needs and that is missing holds its participant alone`() throws {
        let rules = try Bench([
            "rules.lua": """
            return {
              participant = function(p) p:claim("work", 1) return p.wellbeing:sum() end,
              settle = function(s) end,
            }
            """
        ]).run().applyRules()
        #expect(rules.held.map(\.subject) == [.participant("z-1")])
        #expect(
            rules.held[0].reason.message
                == "wellbeing of z-1 is missing (disputed) for 2024-04-01, "
                + "and the contract states no figure without it"
        )
        #expect(rules.claims.map(\.subject) == [.participant("a-1"), .participant("a-2")])
    }

    @Test func `a participant in a comparison group makes no claim, one in no group does`() throws {
        let rules = try Bench([
            "rules.lua": """
            return { participant = function(p) p:claim "work" end, settle = function(s) end }
            """
        ]).run().applyRules()
        #expect(
            rules.claims.map(\.subject) == [.participant("a-1"), .participant("a-2"), .participant("z-1")])
    }

    @Test func `a participant who enters after the settlement is due makes no claim`() throws {
        let people = [
            TinyEvidence.person("a-1", "coached", "2025-06-30"),
            TinyEvidence.person("a-2", "coached", "2025-07-01"),
        ]
        let rules = try Bench(
            [
                "rules.lua":
                    "return { participant = function(p) p:claim 'work' end, settle = function(s) end }"
            ],
            participants: people
        ).run().applyRules()
        #expect(rules.claims.map(\.subject) == [.participant("a-1")])
    }

    @Test func `p is whoever the rule is called for, also where a rule keeps it`() throws {
        let rules = try Bench([
            "rules.lua": """
            local first
            return {
              participant = function(p) first = first or p first:claim "work" end,
              settle = function(s) end,
            }
            """
        ]).run().applyRules()
        #expect(
            rules.claims.map(\.subject) == [.participant("a-1"), .participant("a-2"), .participant("z-1")])
        #expect(rules.held.isEmpty)
    }

    @Test func `a settlement that fails gives nothing`() throws {
        let fault = try #require(
            rulesFault(
                """
                local soc = require "soc"
                return { settle = function(s)
                  s:pay("reward", soc.money "1.00")
                  s:pay("reward", soc.money "1.00" + 1)
                end }
                """))
        #expect(fault.hook == "rules.settle")
        #expect(fault.place == SourceLocation(file: "\(TinyContract.pack.folder)/rules.lua", line: 4))
        #expect(fault.blame == .pack)
    }

    @Test(arguments: [
        ("early" as SettlementID, "15.00 SEK"), ("final", "16.00 SEK"), ("late", "17.50 SEK"),
    ])
    func `an amended term has the value of the day on which the settlement is due`(
        settlement: SettlementID, came: String
    ) throws {
        let source = "return { settle = function(s) s:pay('reward', s.terms.rate) end }"
        let rules = try Bench(["rules.lua": source], settlement: settlement).run().applyRules()
        #expect(rules.requests.map(\.amount.description) == [came])
    }

    @Test func `a payment for an outcome shows its claims, its price and the line of the rule`() throws {
        let line = try #require(Bench(["rules.lua": payingRules]).statement().lines.first)
        #expect(line.title == "Begins to work")
        #expect(line.quantity == 2)
        #expect(line.unitPrice?.description == "1000.00 SEK")
        #expect(line.clause.number == "5.1")
        #expect(line.cause == SourceLocation(file: "rules.lua", line: 4))
    }

    @Test(arguments: Hook.allCases.filter { ![.load, .test, .prompt].contains($0) })
    func `a hook that fails is named with its file and line`(hook: Hook) throws {
        let fault = try #require(
            #expect(throws: PluginError.self) { try run(hook, body: "error 'no'") }?.diagnostic)
        #expect(fault.message == "no")
        #expect(fault.hook == hook.rawValue)
        #expect(fault.place?.line == 8)
    }

    static let wrongShapes: [(lua: String, came: String)] = [
        ("return 1", "a table of hooks, by 'return rules' at its end: number"),
        ("", "a table of hooks, by 'return rules' at its end: nothing, or true or false"),
        ("return {}", "a table with a function 'settle': a table without it"),
        ("return { settle = 1 }", "a function 'settle': number"),
        ("return { participant = {}, settle = function() end }", "a function 'participant': table"),
    ]

    @Test(arguments: wrongShapes)
    func `rules that are no table of hooks are refused`(lua: String, came: String) throws {
        let fault = try #require(rulesFault(lua))
        #expect(fault.place?.file == "\(TinyContract.pack.folder)/rules.lua")
        #expect("\(fault.expected ?? "-"): \(fault.came ?? "-")" == came)
    }

    @Test(arguments: [
        ("rules.lua", "return { partcipant = function() end, settle = function() end }", "rules.participant"),
        ("checks.lua", "return { measurment = function() end }", "checks.measurement"),
    ])
    func `a hook that does not exist is told before a run`(file: String, lua: String, meant: String) throws {
        let run = Bench([file: lua]).run()
        let error = #expect(throws: PluginError.self) { try run.checkShape(of: file) }
        let name = meant.split(separator: ".")[1]
        #expect(error?.diagnostic.message.hasPrefix("there is no hook '") == true)
        #expect(error?.diagnostic.hint == "did you mean '\(name)'?")
    }
}
