import OutcomesModel
@testable import PluginHost
import Settlement
import Testing

@Suite struct DistributionTests {
    /// 100.00 SEK are paid to the fund, rounded to whole kronor.
    static let distributions: [(lua: String, shares: [String])] = [
        ("", []),
        ("if d.party == 'town' then d:give('fund', d.received) end", []),
        ("d:give('fund', d.received)", ["The fund 100.00 SEK"]),
        ("d:give('loan', soc.money '80.00', 'Fee')", ["Fee: loan 80.00 SEK", "kept 20.00 SEK"]),
        (
            "d:give('fund', d.received / 3) d:give('town', d.received / 3) d:give('loan', d.left)",
            ["The fund 33.00 SEK", "The town 33.00 SEK", "loan 34.00 SEK"]
        ),
        (
            "d:give('fund', d.received * d.terms.share) d:give('town', d.left / 2)",
            [
                "The fund 40.00 SEK", "The town 30.00 SEK", "kept 30.00 SEK",
            ]
        ),
        ("d:waterfall()", ["Return of capital: The fund 60.00 SEK", "kept 40.00 SEK"]),
        (
            "if d:waterfall() then d:give('town', d.left, 'Rest') end",
            ["Return of capital: The fund 60.00 SEK", "Rest: The town 40.00 SEK"]
        ),
    ]

    @Test func `a waterfall shares out all, and so nothing that was given before it`() throws {
        let lua = rules(distribute: "d:give('fund', soc.money '1.00') d:waterfall()")
        let error = #expect(throws: PluginError.self) { try Bench(["rules.lua": lua]).statement() }
        #expect(
            error?.diagnostic.message
                == "d:waterfall shares out all that was received, and a share of it has been given")
        #expect(error?.diagnostic.hint == "call d:waterfall() first, and give of what it leaves")
    }

    @Test(arguments: distributions)
    func `what a party shares out adds up to what it received`(lua: String, shares: [String]) throws {
        let statement = try Bench(["rules.lua": rules(distribute: lua)]).statement()
        let given = statement.distributions.flatMap(\.shares)
        #expect(given.map { "\($0.title) \($0.amount)" } == shares)
        #expect(shares.isEmpty || given.reduce(0) { $0 + $1.amount.minorUnits } == 100_00)
        #expect(statement.distributions.allSatisfy { $0.party == "fund" })
    }

    @Test func `more than was received cannot be given`() throws {
        let lua = rules(distribute: "d:give('fund', soc.money '60.00') d:give('town', soc.money '60.00')")
        let error = #expect(throws: PluginError.self) { try Bench(["rules.lua": lua]).statement() }
        #expect(error?.diagnostic.message == "d:give: 60.00 SEK is not to be had, since 40.00 SEK is left")
        #expect(error?.diagnostic.hook == "rules.distribute")
    }

    @Test func `payments whose sum does not fit are an error and no trap`() throws {
        let rules = """
            local soc = require "soc"
            return {
              settle = function(s)
                for _ = 1, 2 do s:pay("reward", soc.money "90000000000000000") end
              end,
              distribute = function(d) d:give("fund", d.received) end,
            }
            """
        let error = #expect(throws: PluginError.self) { try Bench(["rules.lua": rules]).statement() }
        #expect(
            error?.diagnostic.message
                == "the payments: 90000000000000000.00 SEK + 90000000000000000.00 SEK does not fit")
    }

    private func rules(distribute: String) -> String {
        """
        local soc = require "soc"
        return {
          settle = function(s) s:pay("reward", soc.money "100.00") end,
          distribute = function(d) \(distribute) end,
        }
        """
    }
}
