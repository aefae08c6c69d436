import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// Waterfalls as terms: settled, posted, corrected and made again.
@Suite struct WaterfallTests {
    /// 1,000,000 is drawn, repaid first, earns 5 % simple, and the provider has what is left.
    private static let terms = """
        [[waterfall]]
        party = "vehicle"

        [[waterfall.class]]
        id = "loan"
        investors = { fund = "1" }

        [[waterfall.drawdown]]
        class = "loan"
        day = 2020-01-01
        amount = "1000000.00"
        clause = "3"

        [[waterfall.tier]]
        kind = "capital"
        class = "loan"
        clause = "8.1"

        [[waterfall.tier]]
        kind = "pref"
        class = "loan"
        rate = "0.05"
        compounding = "simple"
        clause = "8.2"

        [[waterfall.tier]]
        kind = "residual"
        party = "provider"
        clause = "8.3"
        """

    private func contract(
        _ receipts: [(due: String, amount: String)], terms: String = terms,
        drawn: [(day: String, amount: String)] = []
    ) throws -> WaterfallContract {
        try WaterfallContract(
            parties: ["fund", "provider", "junior"], terms: terms,
            receipts: receipts.map { .init(due: $0.due, amount: $0.amount) }, drawn: drawn)
    }

    @Test func `what investors get depends on what was posted before`() throws {
        let contract = try contract([("2021-01-01", "600000.00"), ("2022-01-01", "500000.00")])
        // Before the first is posted, the second is all that is known to come in: 731 days at 5 % are 100,136.99.
        #expect(try contract.shares(2, posting: false) == ["capital fund 500000.00"])
        #expect(try contract.shares(1) == ["capital fund 600000.00"])
        // 1,000,000 for 366 days and 400,000 for 365.
        #expect(
            try contract.shares(2) == [
                "capital fund 400000.00", "pref fund 70136.99", "residual provider 29863.01",
            ])
        // How the preferred return has grown stands in the statement.
        let json = try contract.pipeline.settle("s2").json
        for part in ["50136.99", "20000.00"] { #expect(json.contains("\"interest\" : \"\(part)\"")) }
        // Shown again, the first is what it was.
        #expect(try contract.shares(1, posting: false) == ["capital fund 600000.00"])
    }

    @Test func `receipts of one day are shared out in the order in which they were posted`() throws {
        let contract = try contract([("2020-01-01", "900000.00"), ("2020-01-01", "300000.00")])
        #expect(try contract.shares(1) == ["capital fund 900000.00"])
        #expect(try contract.shares(2) == ["capital fund 100000.00", "residual provider 200000.00"])
        #expect(try contract.shares(1, posting: false) == ["capital fund 900000.00"])
    }

    @Test func `a settlement that is posted late does not change one that was posted before it`() throws {
        let contract = try contract([("2021-01-01", "600000.00"), ("2022-01-01", "1000000.00")])
        let second = try contract.shares(2)
        #expect(second == ["capital fund 1000000.00"])
        // It counts on the day of the other: 100,136.99 have grown since.
        #expect(try contract.shares(1) == ["pref fund 100136.99", "residual provider 499863.01"])
        #expect(try contract.shares(2, posting: false) == second)
    }

    @Test func `a lower sum is a clawback, and a receipt makes the same bytes again`() throws {
        let contract = try contract([("2021-01-01", "600000.00"), ("2022-01-01", "500000.00")])
        _ = try contract.shares(1)
        let receipt = try #require(try contract.pipeline.postedReceipt(of: "s1"))
        try contract.correct(1, to: "450000.00")
        #expect(try contract.shares(1) == ["capital fund 600000.00", "clawback fund -150000.00"])
        #expect(try contract.account(2).contains("Clawback"))
        let adjusted = try #require(try contract.pipeline.postedReceipt(of: "s1"))
        for text in [receipt.text, adjusted.text] {
            #expect(try contract.pipeline.replay(text, name: "receipt").isSame)
        }
        // 550,000 were repaid less the clawback, so that more is owed than before.
        #expect(try contract.shares(2) == ["capital fund 500000.00"])
    }

    @Test func `what goes back and no class has received, the party bears`() throws {
        let contract = try contract([("2020-01-01", "1300000.00")])
        #expect(try contract.shares(1) == ["capital fund 1000000.00", "residual provider 300000.00"])
        try contract.correct(1, to: "0.00")
        #expect(
            try contract.shares(1) == [
                "capital fund 1000000.00", "residual provider 300000.00", "clawback fund -1000000.00",
                "kept -300000.00",
            ])
    }

    @Test func `a settlement that was taken back is shared out anew`() throws {
        let contract = try contract([("2021-01-01", "600000.00")])
        _ = try contract.shares(1)
        _ = try contract.pipeline.reverse("s1", recording: corrected)
        #expect(try contract.shares(1) == ["capital fund 600000.00"])
        #expect(try !contract.account(1).contains("Clawback"))
    }

    private static let withFee = """
        [[waterfall]]
        party = "vehicle"

        [[waterfall.class]]
        id = "senior"
        investors = { fund = "1" }

        [[waterfall.drawdown]]
        class = "senior"
        day = 2020-01-01
        amount = "500.00"
        clause = "3"

        [[waterfall.tier]]
        kind = "fee"
        party = "provider"
        share = "0.10"
        clause = "7"

        [[waterfall.tier]]
        kind = "capital"
        class = "senior"
        clause = "8.1"
        """

    /// Of 100.00 and 50.00 the fee is 15.00, also where the 100.00 were taken back after the 50.00 and came again.
    @Test func `the fee of what is taken back goes back, also where something came in between`() throws {
        let contract = try contract([("2021-01-01", "100.00"), ("2021-06-01", "50.00")], terms: Self.withFee)
        #expect(try contract.shares(1) == ["fee provider 10.00", "capital fund 90.00"])
        #expect(try contract.shares(2) == ["fee provider 5.00", "capital fund 45.00"])
        _ = try contract.pipeline.reverse("s1", recording: corrected)
        #expect(try contract.shares(1) == ["fee provider 10.00", "capital fund 90.00"])
        let account = try contract.account(1)
        #expect(account.contains("-10 SEK") && account.contains("-90 SEK"), "\(account)")
        // 500.00 less 90.00 and 45.00.
        #expect(account.contains("365 SEK") && !account.contains("Kept"), "\(account)")
    }

    @Test func `a lower sum takes back its part of the fee`() throws {
        let contract = try contract([("2021-01-01", "100.05")], terms: Self.withFee)
        #expect(try contract.shares(1) == ["fee provider 10.00", "capital fund 90.05"])
        try contract.correct(1, to: "80.00")
        #expect(
            try contract.shares(1) == [
                "fee provider 10.00", "capital fund 90.05", "fee provider -2.00", "clawback fund -18.05",
            ])
    }

    /// A tenth of 100.00 is 10.00, also where the 100.00 were taken back and came again.
    @Test func `the fee of what was taken back and posted anew is taken once`() throws {
        let contract = try contract([("2021-01-01", "100.00")], terms: Self.withFee)
        #expect(try contract.shares(1) == ["fee provider 10.00", "capital fund 90.00"])
        _ = try contract.pipeline.reverse("s1", recording: corrected)
        #expect(try contract.shares(1) == ["fee provider 10.00", "capital fund 90.00"])
        let account = try contract.account(1)
        #expect(!account.contains("Kept") && !account.contains("Clawback"))
        #expect(account.contains("410 SEK"), "\(account)")
    }

    @Test func `junior capital goes back first, and evidence says what was drawn`() throws {
        let terms = """
            [[waterfall]]
            party = "vehicle"

            [[waterfall.class]]
            id = "senior"
            investors = { fund = "1" }
            drawn = "drawn"

            [[waterfall.class]]
            id = "second"
            title = "Junior capital"
            investors = { junior = "1" }

            [[waterfall.drawdown]]
            class = "second"
            day = 2020-01-01
            amount = "100.00"
            clause = "3"

            [[waterfall.tier]]
            kind = "fee"
            party = "provider"
            share = "0.01"
            clause = "7"

            [[waterfall.tier]]
            kind = "irr_hurdle"
            class = "senior"
            rate = "0.10"
            clause = "8.1"

            [[waterfall.tier]]
            kind = "moic_cap"
            class = "second"
            multiple = "1.5"
            clause = "8.2"

            [[waterfall.guarantee]]
            class = "second"
            party = "payer"
            share = "1"
            most = "20.00"
            day = 2022-01-01
            clause = "9"
            """
        // 200.00 of which 100.00 grew for 365 days: 210.00.
        let contract = try contract(
            [("2022-01-01", "300.00")], terms: terms,
            drawn: [("2021-01-01", "100.00"), ("2022-01-01", "100.00"), ("2022-01-02", "7.00")])
        #expect(
            try contract.shares(1) == [
                "fee provider 3.00", "irr_hurdle fund 210.00", "moic_cap junior 87.00",
            ])
        let account = try contract.account(1)
        #expect(account.contains("Guarantee") && account.contains("13 SEK"))
        try contract.correct(1, to: "200.00")
        #expect(
            try contract.shares(1).suffix(3) == [
                "fee provider -1.00", "clawback junior -87.00", "clawback fund -12.00",
            ])
    }

    @Test func `a contract without a waterfall has an account that says so`() throws {
        let pipeline = try pipeline(Repository.rebootWest)
        let account = try pipeline.report("investor", on: pipeline.settle(), as: .txt)
        #expect(account.contains("The contract declares no [[waterfall]]"))
    }

    @Test func `an account tells all rates of return, and that none is the answer`() throws {
        let terms = Self.terms.replacing(
            "[[waterfall.tier]]\nkind = \"capital\"",
            with: """
                [[waterfall.drawdown]]
                class = "loan"
                day = 2021-12-31
                amount = "1320000.00"
                clause = "3"

                [[waterfall.tier]]
                kind = "residual"
                class = "loan"
                clause = "8.0"

                [[waterfall.tier]]
                kind = "capital"
                """)
        // -1,000,000, 2,300,000 and -1,320,000 after 365 days each: 10 % and 20 %.
        let contract = try contract([("2020-12-31", "2300000.00"), ("2021-12-31", "0.00")], terms: terms)
        #expect(try contract.account(1).contains("130.00 %"))
        _ = try contract.shares(1)
        let account = try contract.account(2)
        #expect(account.contains("10.00 %, 20.00 %"))
        #expect(account.contains("several rates of return: none of them is the answer"))
    }
}
