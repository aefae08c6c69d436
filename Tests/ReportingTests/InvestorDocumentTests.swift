import InvestorReturns
import OutcomesModel
import Reporting
import Settlement
import Testing

@Suite struct InvestorDocumentTests {
    private static let clause = Clause(
        number: "8", source: nil, place: SourceLocation(file: "contract.toml", line: 1))

    private static let contract = Contract(
        id: "test.capital", title: "Capital", currency: sek,
        rounding: Rounding(mode: .halfEven, unit: kronor("0.01")), starts: Day(iso: "2020-01-01")!,
        ends: Day(iso: "2023-12-31")!, source: nil, payableStates: [.verified],
        parties: [Party(id: "fund", name: "The fund", sector: .private, roles: [.investor])],
        indicators: [], attributes: [], groups: [],
        windows: [Window(id: "all", title: "All", span: .fromStart(months: 48, skipping: 0))], outcomes: [],
        terms: [], evaluations: [], payments: [], settlements: [plan], caps: [])

    private static let plan = SettlementPlan(
        id: "final", title: "Final", window: "all", due: Day(iso: "2023-12-31")!, pays: true)

    /// What is drawn and received by day, and what is said of the rate of return.
    static let rates: [(drawn: [(String, String)], received: [(String, String)], said: [String])] = [
        ([("2021-01-01", "100")], [("2022-01-01", "105")], ["5.00 %"]),
        ([("2021-01-01", "100")], [("2022-01-01", "40")], ["-60.00 %"]),
        (
            [("2021-01-01", "100")], [],
            [
                "none: nothing came back, or nothing was drawn",
                "no rate of return: nothing came back, or nothing was drawn.",
            ]
        ),
        ([], [], ["none: there are no sums"]),
        ([("2021-01-01", "100")], [("2021-01-01", "100")], ["none: all sums are of one day"]),
        // 100 and 110 are drawn around 200 that came back: at any rate the draws are worth more.
        (
            [("2021-01-01", "100"), ("2023-01-01", "110")], [("2022-01-01", "200")],
            ["none: no rate makes what was drawn and what came back worth the same"]
        ),
        (
            [("2021-01-01", "1000"), ("2023-01-01", "1320")], [("2022-01-01", "2300")],
            ["10.00 %, 20.00 %", "several rates of return: none of them is the answer"]
        ),
    ]

    @Test(arguments: rates)
    func `all rates of return are told, and what kind of answer that is`(
        drawn: [(String, String)], received: [(String, String)], said: [String]
    ) throws {
        let text = try document(drawn, received).rendered(as: .txt).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        for part in said { #expect(text.contains(part), "\(text)") }
        #expect(said.count > 1 || !text.contains("none of them"))
    }

    @Test func `each drawdown, payment and stretch of interest is a row of its own`() throws {
        let document = try document([("2021-01-01", "100")], [("2022-01-01", "103"), ("2023-01-01", "5")])
        let tables = document.blocks.compactMap { block -> Table? in
            if case .table(let table) = block { table } else { nil }
        }
        #expect(tables.map(\.rows.count) == [1, 1, 5, 1])
        #expect(
            tables[2].rows.map { $0[1] } == [
                "Drawdown", "Return of capital", "Preferred return", "Preferred return", "Kept",
            ])
        // 4 of 100.00 for a year, of which 3.00 are paid first.
        #expect(tables[2].rows.map { $0[5] }[1...] == [100, 3, 1, 4].map { .money(kronor("\($0)")) }[...])
    }

    @Test func `a contract without a waterfall says that it declares none`() throws {
        let document = try Document.investor([], statement())
        #expect(document.rendered(as: .txt).contains("declares no [[waterfall]]"))
    }

    private func document(
        _ drawn: [(String, String)], _ received: [(String, String)]
    ) throws -> Document {
        let rate = try InterestRate(Decimal("0.04").ratio, .simple, .actual365Fixed)
        let terms = WaterfallTerms(
            party: "fund",
            classes: [InvestmentClass(id: "loan", investors: [.init(party: "fund", share: .one)])],
            drawdowns: [],
            tiers: [.capital("loan"), .preferredReturn("loan", rate)].map {
                TierTerms(tier: $0, title: nil, clause: Self.clause)
            }, guarantees: [], clawback: ["loan"])
        // What rates need is paid to the investor whatever is owed.
        let generous = WaterfallTerms(
            party: "fund", classes: terms.classes, drawdowns: [],
            tiers: terms.tiers
                + [TierTerms(tier: .residual(.investors("loan")), title: nil, clause: Self.clause)],
            guarantees: [], clawback: [])
        let account = try InvestorAccount(
            received.count == 2 ? terms : generous, currency: sek,
            drawdowns: drawn.map {
                Drawdown(investors: "loan", day: Day(iso: $0.0)!, amount: kronor($0.1), clause: nil)
            },
            receipts: received.map { .init(Day(iso: $0.0)!, kronor($0.1)) }, until: Self.plan.due)
        return try Document.investor([account], statement())
    }

    private func statement() throws -> Statement {
        try Statement(
            contract: Self.contract, plan: Self.plan, asOf: BatchID(1), packVersion: "1.0.0", packHash: "",
            estimates: [], claims: [], held: [], lines: [], distributions: [])
    }
}
