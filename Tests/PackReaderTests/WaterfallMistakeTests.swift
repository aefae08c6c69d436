import OutcomesModel
import PackReader
import Testing

/// The good contract with a waterfall below it, and what is said where one thing of it is changed.
@Suite struct WaterfallMistakeTests {
    private static let waterfall = """

        [[indicator]]
        id = "drawn"
        subject = "contract"
        unit = "SEK"
        decimals = 2
        better = "neither"
        every = "event"

        [[waterfall]]
        party = "fund"
        day_count = "30E/360"
        clawback = ["junior", "senior"]

        [[waterfall.class]]
        id = "senior"
        title = "Senior loan"
        investors = { town = "5", fund = "3" }
        drawn = "drawn"

        [[waterfall.class]]
        id = "junior"
        investors = { fund = "1" }

        [[waterfall.drawdown]]
        class = "junior"
        day = 2016-09-01
        amount = "2500000.00"
        clause = "3.1"

        [[waterfall.tier]]
        kind = "fee"
        party = "town"
        share = "0.01"
        clause = "8.0"

        [[waterfall.tier]]
        kind = "capital"
        title = "Repayment"
        class = "senior"
        clause = "8.1"

        [[waterfall.tier]]
        kind = "pref"
        class = "senior"
        rate = "0.05"
        compounding = "annual"
        clause = "8.2"

        [[waterfall.tier]]
        kind = "irr_hurdle"
        class = "junior"
        rate = "0.07"
        clause = "8.3"

        [[waterfall.tier]]
        kind = "moic_cap"
        class = "junior"
        multiple = "1.2"
        clause = "8.4"

        [[waterfall.tier]]
        kind = "catchup"
        party = "town"
        share = "0.2"
        clause = "8.5"

        [[waterfall.tier]]
        kind = "split"
        shares = [{ class = "junior", share = "80" }, { party = "town", share = "19" }]
        clause = "8.6"

        [[waterfall.tier]]
        kind = "residual"
        party = "town"
        clause = "8.7"

        [[waterfall.guarantee]]
        class = "senior"
        party = "town"
        share = "0.75"
        most = "1000000.00"
        day = 2021-03-31
        clause = "9"

        """

    @Test func `a waterfall with a tier of each kind can be read`() throws {
        let disk = try Disk()
        var files = GoodPack.files
        files["contract.toml"] = GoodPack.contract + "\n" + Self.waterfall
        try disk.write("pack", files)
        let terms = try #require(try disk.read("pack").contract?.waterfall(of: "fund"))
        #expect(terms.classes.map(\.title) == ["Senior loan", "junior"])
        #expect(terms.classes[0].investors.map(\.party) == ["town", "fund"])
        #expect(terms.classes.map(\.drawn) == ["drawn", nil])
        #expect(terms.drawdowns.map(\.amount.majorUnits) == ["2500000.00"])
        #expect(
            terms.tiers.map(\.tier.kind) == [
                .fee, .capital, .preferredReturn, .hurdle, .multiple, .catchUp, .split, .residual,
            ])
        #expect(terms.tiers.map(\.title).prefix(2) == ["Fee", "Repayment"])
        let rate = InterestRate(yearly: try Decimal("0.05").ratio, .annual, .thirtyE360)
        #expect(try terms.tiers[2].tier == .preferredReturn("senior", #require(rate)))
        #expect(terms.guarantees.map(\.limit?.majorUnits) == ["1000000.00"])
        #expect(terms.clawback == ["junior", "senior"])
    }

    static let mistakes: [(text: String, change: String, said: String)] = [
        (
            "party = \"fund\"\nday_count", "party = \"town\"\nday_count",
            "[[waterfall]] shares out what town receives, to whom no payment goes"
        ),
        (
            "\"30E/360\"", "\"30/365\"",
            "`day_count` of [[waterfall]] cannot be \"30/365\""
        ),
        (
            "[\"junior\", \"senior\"]", "[\"junor\"]",
            "`clawback` of [[waterfall]] names the class of capital junor, which is not declared"
        ),
        (
            "every = \"event\"\n\n[[waterfall]]", "every = \"month\"\n\n[[waterfall]]",
            "`drawn` names drawn, which does not say what was drawn"
        ),
        (
            "{ town = \"5\", fund = \"3\" }", "{ town = \"0\", fund = \"3\" }",
            "the share of 'town' in class 'senior' is not positive"
        ),
        (
            "class = \"junior\"\nday", "class = \"senior\"\nday", "what senior has drawn is said twice"
        ),
        (
            "rate = \"0.05\"", "rate = \"50\"", "`rate` of [[waterfall.tier]] is out of range"
        ),
        ("compounding = \"annual\"\n", "", "[[waterfall.tier]] lacks `compounding`"),
        (
            "kind = \"residual\"\nparty = \"town\"", "kind = \"residual\"",
            "[[waterfall.tier]] does not say whom it pays"
        ),
        (
            "{ party = \"town\", share = \"19\" }",
            "{ party = \"town\", class = \"junior\", share = \"19\" }",
            "a row of `shares` does not say whom it pays"
        ),
        ("share = \"0.2\"", "share = \"1\"", "the share of a catchup tier is out of range"),
        ("share = \"0.75\"", "share = \"75\"", "the guaranteed share of class 'senior' is out of range"),
        ("clause = \"8.4\"", "", "[[waterfall.tier]] says neither its `clause` nor its `source`"),
        (
            "[[waterfall.guarantee]]", "[[waterfall.garantee]]", "`garantee` is not known in [[waterfall]]"
        ),
    ]

    @Test(arguments: mistakes)
    func `a mistake in a waterfall is told at its place`(text: String, change: String, said: String) throws {
        try #require(Self.waterfall.ranges(of: text).count == 1, "\(text) must stand once")
        #expect(try self.said(Self.waterfall.replacing(text, with: change)) == [said])
    }

    @Test func `a second waterfall of a party is refused`() throws {
        let second = """
            [[waterfall]]
            party = "fund"

            [[waterfall.class]]
            id = "third"
            investors = { fund = "1" }

            [[waterfall.tier]]
            kind = "capital"
            class = "third"
            clause = "1"
            """
        #expect(try said(Self.waterfall + second) == ["fund has two waterfalls"])
    }

    private func said(_ tables: String) throws -> [String] {
        let disk = try Disk()
        var files = GoodPack.files
        files["contract.toml"] = GoodPack.contract + "\n" + tables
        try disk.write("pack", files)
        return disk.faults("pack").map {
            String($0.split(separator: "\n")[0].split(separator: ": ", maxSplits: 1)[1])
        }
    }
}
