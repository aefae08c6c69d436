import OutcomesModel
import PackReader
@testable import PluginHost
import Reporting
import Testing

/// What a script reads of contracts that were made for it; `portfolio` is over the tiny contract.
@Suite struct PortfolioTests {
    static let expressions: [(lua: String, told: String)] = [
        ("#portfolio.contracts", "= 1"),
        ("portfolio.day", "= 2026-01-01"),
        ("portfolio.contracts[1].title", "= Tiny"),
        ("portfolio.contracts[1].draft", "= 100.00 SEK"),
        ("portfolio.contracts[1].paid", "= 0.00 SEK"),
        ("portfolio.contracts[1].settlement.total", "= 100.00 SEK"),
        ("portfolio.contracts[1]:payments('posted'):count()", "= 0"),
        ("portfolio.contracts[1]:payments():by('settlement'):amount().rows[1][2]", "= 100.00 SEK"),
        ("portfolio.contracts[1]:people():count()", "= <5"),
        ("portfolio.contracts[1].participants", "= <5"),
        ("portfolio.contracts[1]:series('jobs'):sum(portfolio.contracts[1].windows.spring)", "= 7"),
        ("portfolio.contracts[1].outcomes[1].price", "= 1,000.00 SEK"),
        // Each of both is of fewer than five.
        ("portfolio.contracts[1]:people():count() == portfolio.contracts[1].participants", "= true"),
        ("soc.money('1.00')", "= 1.00 SEK"),
        ("(soc.money('10.00') / 3):round()", "= 3.33 SEK"),
        ("portfolio:setting('site', 'north')", "= north"),
        ("portfolio:setting('share', soc.decimal '0.5')", "= 0.5"),
        ("portfolio:group(portfolio:lines(), 'payment', 'amount')[1].amount", "= 100.00 SEK"),
        (
            "portfolio:group({{k = 1, n = 2}, {k = soc.decimal '1.0', n = 3}}, 'k', 'n')",
            "= {1={count=2 k=1 n=5}}"
        ),
        ("#portfolio:group({{k = '1'}, {k = 1}, {}}, 'k')", "= 3"),
        (
            "portfolio:group({{k = 1, n = 2}, {k = 1, n = portfolio.contracts[1].participants}}, 'k', 'n')[1].n",
            "= <5"
        ),
        (
            "portfolio:group({{k = 1, amount = 2}}, 'k', 'amout')",
            "portfolio:group: 'amout' is nil, and no figure | did you mean 'amount'?"
        ),
        (
            "portfolio:group({{k = {}}}, 'k')",
            "portfolio:group: 'k' of row 1 is a table | rows are told apart by texts and figures"
        ),
        (
            "portfolio:group({1}, 'k')",
            "portfolio:group: argument 1 (rows) must be a list of tables, and was a table"
        ),
        (
            "portfolio:group({{k = 1, n = 1}, {k = 1, n = soc.money '1.00'}}, 'k', 'n')",
            "the number 1 + the sum 1.00 SEK means nothing | money meets money: write soc.money(\"100.00\") for a sum"
        ),
        (
            "portfolio.contracts[1]:payments('paid')",
            "contract:payments: argument 1 (state) must be posted or draft, and was a string"
        ),
        (
            "portfolio.contracts[1].titel",
            "contract (a contract of the portfolio) has no 'titel' | did you mean 'title'?"
        ),
        (
            "io",
            "'io' is not defined | a script reaches no file, clock or screen; write with portfolio:text or portfolio:table"
        ),
    ]

    @Test(arguments: expressions.indices)
    func `a script reads a contract exactly, and is told what is not there`(place: Int) {
        let (lua, expected) = Self.expressions[place]
        #expect(told(lua, in: .portfolio) == expected)
    }

    @Test func `each of many contracts answers for itself`() throws {
        let lua = """
            return function(portfolio)
              local total, selections = 0, {}
              for i, contract in ipairs(portfolio.contracts) do selections[i] = contract:payments() end
              for i, contract in ipairs(portfolio.contracts) do
                if selections[i]:amount() == contract.draft then total = total + 1 end
                contract:measurements("cost"):by("site"):count(contract.windows.spring)
              end
              portfolio:text(tostring(total))
            end
            """
        let document = try portfolioDocument(lua, over: (0..<300).map { _ in tinyMatter() })
        #expect(document.blocks == [.text("300")])
        #expect(document.title == "Script")
    }

    @Test func `a contract that is not settled has its terms, and nothing else`() throws {
        let lua = """
            return function(portfolio)
              local contract = portfolio.contracts[1]
              portfolio:list {
                contract.why_unsettled, tostring(contract.draft), tostring(contract.settlement), #contract.lines .. "",
                contract:claims():count() .. "", #contract.outcomes .. "", #contract.findings .. "",
              }
            end
            """
        let document = try portfolioDocument(lua, over: [tinyMatter(isSettled: false)])
        #expect(document.blocks == [.list(["there is no evidence yet", "nil", "nil", "0", "0", "3", "0"])])
    }
}
