import InvestorReturns
import OutcomesModel
import Testing

@Suite struct InvestorAccountTests {
    private static let clause = Clause(
        number: "8", source: nil, place: SourceLocation(file: "contract.toml", line: 1))

    /// Senior and junior capital of 100.00 each, repaid in this order; what is left is the provider's.
    private static let terms = WaterfallTerms(
        party: "vehicle",
        classes: ["senior", "junior"].map {
            InvestmentClass(id: ClassID($0), investors: [.init(party: PartyID($0), share: .one)])
        },
        drawdowns: [],
        tiers: [.capital("senior"), .capital("junior"), .residual(.party("provider"))].map {
            TierTerms(tier: $0, title: nil, clause: clause)
        }, guarantees: [], clawback: ["junior", "senior"])

    private static let drawdowns = ["senior", "junior"].map {
        Drawdown(investors: ClassID($0), day: day("2020-01-01"), amount: money("100.00"), clause: nil)
    }

    /// Receipts by day, and the lines and what is kept of the last.
    static let rows: [(receipts: [(String, String)], last: [String], kept: String)] = [
        ([("2021-01-01", "130")], ["senior 100.00", "junior 30.00"], "0.00"),
        ([("2021-01-01", "130"), ("2021-01-01", "120")], ["junior 70.00", "provider 50.00"], "0.00"),
        ([("2021-01-01", "120"), ("2021-01-01", "130")], ["junior 80.00", "provider 50.00"], "0.00"),
        ([("2021-01-01", "130"), ("2021-01-01", "-40")], ["junior -30.00", "senior -10.00"], "0.00"),
        (
            [("2021-01-01", "250"), ("2022-01-01", "-230")], ["junior -100.00", "senior -100.00"], "-30.00"
        ),
        (
            [("2021-01-01", "130"), ("2021-01-01", "-40"), ("2021-01-01", "20")],
            ["senior 10.00", "junior 10.00"], "0.00"
        ),
    ]

    @Test(arguments: rows)
    func `receipts are shared out in their order, and what goes back comes from the juniors first`(
        receipts: [(String, String)], last: [String], kept: String
    ) throws {
        let account = try account(receipts)
        let shared = try #require(account.receipts.last)
        #expect(shared.lines.map { "\($0.party) \($0.amount.majorUnits)" } == last)
        #expect(shared.kept == money(kept))
    }

    @Test func `a later receipt changes nothing of what earlier ones came to`() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<100 {
            var receipts: [(String, String)] = []
            var before: [InvestorAccount.SharedReceipt] = []
            for _ in 0..<6 {
                let late = receipts.last?.0 ?? "2021-01-01"
                let days = ["2021-01-01", "2021-01-01", "2022-06-30"].filter { $0 >= late }
                let amount = Int64(random.next() % 160) - 60
                receipts.append((days[Int(random.next() % UInt64(days.count))], "\(amount)"))
                let shared = try account(receipts).receipts
                #expect(Array(shared.prefix(before.count)) == before)
                for one in shared {
                    let sum = try one.lines.reduce(one.kept) { try $0.adding($1.amount) }
                    #expect(sum == one.receipt.amount)
                }
                before = shared
            }
        }
    }

    @Test func `a drawdown and a clawback of a class that is not there are refused`() throws {
        let drawn = Drawdown(investors: "senor", day: day("2020-01-01"), amount: money("1"), clause: nil)
        let known: [ClassID] = ["senior", "junior"]
        #expect(
            told { () throws(ReturnsError) in
                try InvestorAccount(
                    Self.terms, currency: sek, drawdowns: [drawn], receipts: [], until: day("2021-01-01"))
            } == .unknownClass("senor", known: known))
        let terms = WaterfallTerms(
            party: "vehicle", classes: Self.terms.classes, drawdowns: [], tiers: Self.terms.tiers,
            guarantees: [], clawback: ["junor"])
        #expect(
            told { () throws(ReturnsError) in try Waterfall(terms, currency: sek) }
                == .unknownClass("junor", known: known))
        #expect(told { () throws(ReturnsError) in try Waterfall(Self.terms, currency: sek) } == nil)
    }

    private func account(_ receipts: [(String, String)]) throws -> InvestorAccount {
        try InvestorAccount(
            Self.terms, currency: sek, drawdowns: Self.drawdowns,
            receipts: receipts.map { .init(day($0.0), money($0.1)) }, until: day("2023-01-01"))
    }
}
