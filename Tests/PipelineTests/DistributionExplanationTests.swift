import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// Why each party behind a payment gets what it gets. That every share of every waterfall is accounted for is checked
/// wherever a test shares something out (`WaterfallContract.shares`).
@Suite struct DistributionExplanationTests {
    /// A fee, capital of two investors, a compounded return, a hurdle of junior capital, a catch-up and a split.
    private static let terms = """
        [[waterfall]]
        party = "vehicle"

        [[waterfall.class]]
        id = "senior"
        title = "Senior loan"
        investors = { bank = "2", trust = "1" }

        [[waterfall.class]]
        id = "junior"
        title = "Junior capital"
        investors = { fund = "1" }

        [[waterfall.drawdown]]
        class = "senior"
        day = 2020-01-01
        amount = "1000000.00"
        clause = "3.1"

        [[waterfall.drawdown]]
        class = "junior"
        day = 2020-07-01
        amount = "200000.00"
        clause = "3.2"

        [[waterfall.tier]]
        kind = "fee"
        party = "provider"
        share = "0.01"
        clause = "8.1"

        [[waterfall.tier]]
        kind = "capital"
        class = "senior"
        clause = "8.2"

        [[waterfall.tier]]
        kind = "pref"
        class = "senior"
        rate = "0.05"
        compounding = "annual"
        clause = "8.3"

        [[waterfall.tier]]
        kind = "irr_hurdle"
        class = "junior"
        rate = "0.08"
        clause = "8.4"

        [[waterfall.tier]]
        kind = "catchup"
        party = "provider"
        share = "0.2"
        clause = "8.5"

        [[waterfall.tier]]
        kind = "split"
        shares = [{ class = "junior", share = "80" }, { party = "provider", share = "20" }]
        clause = "8.6"
        """

    private func contract() throws -> WaterfallContract {
        try WaterfallContract(
            parties: ["bank", "trust", "fund", "provider"], terms: Self.terms,
            receipts: [
                .init(due: "2021-01-01", amount: "600000.01"), .init(due: "2022-07-01", amount: "1200000.00"),
            ])
    }

    @Test(arguments: ExplanationForm.allCases)
    func `each share is told with its tier, what it owed, and what was left for it`(
        _ form: ExplanationForm
    ) throws {
        let contract = try contract()
        _ = try contract.shares(1)
        let text = try contract.pipeline.explanation(
            of: .line(1), in: contract.pipeline.settle("s2"), as: form)
        if form == .txt { #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }) }
        _ = try isApproved(text, at: "\(Repository.cases)/explanations/waterfall.\(form.rawValue)")
    }

    @Test func `the waterfall stands behind the lines that pay its party, and behind no other`() throws {
        let pipeline = try pipeline(Repository.norrkoping)
        let settled = try pipeline.settle()
        for subject in [ExplanationSubject.total, .line(1), .line(2)] {
            let text = try pipeline.explanation(of: subject, in: settled, as: .txt)
            #expect(text.contains("What Leksell Social Ventures does with it"))
            #expect(text.contains("received by lines 1, 2"))
        }
        let cards = try self.pipeline(Repository.rebootWest)
        #expect(try cards.explainDistributions(of: cards.settle()).isEmpty)
    }

    @Test func `what a rule gives by itself is told down to its terms, and what nobody gets is told too`()
        throws
    {
        let folder = try TemporaryFolder()
        let copy = try folder.copy(of: Repository.norrkoping)
        try change(
            "\(copy)/rules.lua", "function rules.distribute(d) d:waterfall() end",
            to: """
                function rules.distribute(d)
                  d:give("leksell", d.received * soc.decimal "0.25")
                end
                """)
        let pipeline = try pipeline(copy)
        let settled = try pipeline.settle()
        let tree = try #require(try pipeline.explainDistributions(of: settled).first)
        #expect(tree.parts.map(\.label) == ["Leksell Social Ventures", "kept"])
        let given = try #require(tree.parts.first)
        #expect(given.step?.place == SourceLocation(file: "rules.lua", line: 21))
        #expect(
            given.parts.first?.parts.map(\.label) == ["what was received", "a number that the rule says"])
    }

    private func pipeline(_ folder: String) throws -> Pipeline { try PipelineTests.pipeline(folder) }
}
