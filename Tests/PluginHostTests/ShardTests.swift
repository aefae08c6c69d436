import OutcomesModel
@testable import PluginHost
import Testing

/// Many participants are decided in parts, on any number of threads, with one result.
@Suite struct ShardTests {
    static let count = 3 * Shards.size + 1_000

    static let people = (0..<count).map { number in
        TinyEvidence.person(name(number), "coached", "2024-01-15", site: number % 3 == 0 ? "north" : nil)
    }

    static let measurements = (0..<count).map { number in
        TinyEvidence.measured(name(number), "work", "2024-05-01", .number(Int64(number % 4)))
    }

    static func name(_ number: Int) -> String { "p-" + String(1_000_000 + number) }

    /// Claims by figures, fails for some, and counts what it must not count over parts.
    static let rules = """
        local calls = 0
        local rules = {}
        function rules.participant(p)
          calls = calls + 1
          local starts = p.work:sum()
          if starts >= 3 and p.attributes.site == "north" then error("an odd case") end
          if starts >= 1 then p:claim("work") end
          if calls % 5000 == 0 then p:claim("work") end
        end
        function rules.settle(s) end
        return rules
        """

    func outcome(threads: Int) throws -> (claims: [String], held: [String]) {
        var bench = Bench(
            ["rules.lua": Self.rules], participants: Self.people, measurements: Self.measurements)
        bench.engine = PluginEngine(threads: threads)
        let rules = try bench.run().applyRules()
        return (
            rules.claims.map { "\($0.subject) \($0.outcome) \($0.quantity) \($0.cause)" },
            rules.held.map { "\($0.subject) \($0.reason.message)" }
        )
    }

    @Test func `one, two and eight threads decide the same, in the same order`() throws {
        let one = try outcome(threads: 1)
        #expect(one.held.count > 3_000 && one.claims.count > 30_000)
        #expect(one.held.first == "p-1000003 an odd case")
        for threads in [2, 8] {
            let more = try outcome(threads: threads)
            #expect(more.claims == one.claims)
            #expect(more.held == one.held)
        }
    }

    @Test func `a part that reaches a limit stops the settlement`() throws {
        var bench = Bench(
            [
                "rules.lua":
                    "return { participant = function(p) if p.id == 'p-1040000' then while true do end end end, settle = function() end }"
            ],
            participants: Self.people, measurements: [])
        var limits = RunLimits()
        limits.milliseconds = 100
        bench.engine = PluginEngine(limits: limits, threads: 2)
        let error = #expect(throws: PluginError.self) { try bench.run().applyRules() }
        #expect(error?.diagnostic.message == "it ran longer than the 100 ms that it may take")
    }
}
