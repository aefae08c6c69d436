import OutcomesModel
import PackReader
import Testing

/// The good contract with more tables below it, and what is said of them: messages without their places.
@Suite struct TariffMistakeTests {
    private func said(_ tables: String) throws -> [String] {
        let disk = try Disk()
        var files = GoodPack.files
        files["contract.toml"] = GoodPack.contract + "\n" + tables
        try disk.write("pack", files)
        return disk.faults("pack").map {
            String($0.split(separator: "\n")[0].split(separator: ": ", maxSplits: 1)[1])
        }
    }

    private static let head = "[[tariff]]\nid = \"jobs\"\npayment = \"reward\"\nclause = \"4\"\n"

    static let good: [String] = [
        "kind = \"unit_price\"\nindicator = \"job\"\nprice = \"12.123456\"\nmost = 100",
        "kind = \"step\"\noutcome = \"job\"\ntiers = [{ up_to = 10, price = 5, most = 9 }, { price = 4 }]",
        "kind = \"threshold\"\nreached = \"at_most\"\nrows = [{ at = 20, amount = 1, clause = \"5\" }, { at = 10, amount = 2 }]",
        "kind = \"band\"\ninterpolates = true\nrows = [{ at = 0, amount = 1 }, { at = 10, amount = 2 }]",
        "kind = \"band\"\nof = \"1000\"\nrows = [{ at = 0, rate = \"0.02\" }]",
        "kind = \"savings_share\"\nevaluation = \"cost\"\nreads = \"saving\"\nshare = \"0.95\"",
        "kind = \"savings_share\"\ntiers = [{ up_to = 10, share = 1 }, { share = \"0.5\" }]",
        "kind = \"activity_guarantee\"\nof = \"share\"\nshare = \"0.4\"",
        "kind = \"guarantee\"\nof = 100\npayments = [\"reward\"]",
        "kind = \"bonus\"\namount = 100",
        "kind = \"staged\"\nprice = 100\nstages = [{ outcome = \"job\", share = \"0.4\" }, { outcome = \"long_job\", share = \"0.6\" }]",
        "kind = \"standing_charge\"\nprice = 100\nevery = \"month\"\ncounts = \"by_day\"",
        "kind = \"referral_shortfall\"\nindicator = \"job\"\nprice = 100\nexpected = 20",
        "kind = \"termination\"\nof = 100\nrows = [{ share = 1 }, { from = 2018-01-01, share = 0 }]",
        "kind = \"unit_price\"\nterm = \"share\"\nprice = 1\nrounds = { mode = \"half_up\", unit = \"0.1\" }",
    ]

    @Test(arguments: good)
    func `a tariff of each kind can be read`(tariff: String) throws {
        #expect(try said(Self.head + tariff) == [])
    }

    @Test func `limits, splits, indexes, rates, amendments and an early end can be read`() throws {
        let disk = try Disk()
        var files = GoodPack.files
        let tables = """

            [[condition]]
            id = "better"
            evaluation = "cost"
            reads = "improved"
            clause = "6"

            [[tariff]]
            id = "days"
            kind = "unit_price"
            split = "both"
            indicator = "job"
            price = "15.12"
            index = "prices"
            when = ["better"]
            clause = "4"

            [[amendment]]
            tariff = "days"
            from = 2018-01-01
            price = "15.50"
            clause = "A1"

            [[amendment]]
            outcome = "job"
            from = 2018-01-01
            price = "2600.00"
            clause = "A2"

            [[tariff]]
            id = "all"
            kind = "netting"
            tariffs = ["days"]
            clause = "4.2"

            [[index]]
            id = "prices"
            indicator = "job"
            base = "316.43"
            most = "1.10"
            clause = "9"

            [[limit]]
            id = "person"
            kind = "per_person"
            amount = "11700"
            clause = "7.1"

            [[limit]]
            id = "north"
            kind = "share"
            attribute = "site"
            value = "north"
            share = "0.40"
            outcomes = ["job"]
            clause = "7.2"

            [pricing]
            order = ["per_person"]

            [[exchange_rate]]
            currency = "DKK"
            rate = "1.5"
            clause = "8"

            [[exchange_rate]]
            currency = "DKK"
            rate = "1.6"
            from = 2018-01-01
            clause = "8"

            [[payment]]
            id = "danish"
            from = "town"
            to = "fund"
            currency = "DKK"
            rounding = { mode = "down", unit = "1.00" }
            clause = "6.3"

            [[split]]
            id = "both"
            shares = { reward = "0.4", danish = "0.6" }
            clause = "6.4"

            [termination]
            day = 2018-05-31
            clause = "12"
            """
        files["contract.toml"] = GoodPack.contract + tables
        try disk.write("pack", files)
        let contract = try #require(try disk.read("pack").contract)
        let days = try #require(contract.tariff("days"))
        #expect(days.versions.map(\.from) == [nil, Day(iso: "2018-01-01")])
        #expect(days.version(on: Day(iso: "2017-12-31")!).clause.number == "4")
        #expect(days.version(on: Day(iso: "2018-01-01")!).clause.number == "A1")
        #expect(days.figure == .indicator("job", group: nil, reads: .sum) && days.conditions == ["better"])
        #expect(contract.tariff("all")?.figure == .tariffs(["days"]))
        #expect(contract.condition("better")?.at == .one)
        let job = try #require(contract.outcome("job"))
        #expect("\(job.price(on: Day(iso: "2017-12-31")!).price)" == "2500.50 SEK")
        #expect("\(job.price(on: Day(iso: "2018-01-01")!).price)" == "2600.00 SEK")
        #expect(contract.limits.map(\.kind) == [.perPerson, .share])
        #expect(contract.limitOrder == [.perPerson, .metric, .share])
        #expect(contract.paymentTerms.exchangeRates[0].versions.count == 2)
        #expect(contract.payment("danish")?.foreign?.mode == .down)
        #expect(contract.split("both")?.parts.map(\.payment) == ["reward", "danish"])
        #expect(contract.termination?.day == Day(iso: "2018-05-31"))
    }

    static let bad: [(String, [String])] = [
        (head + "kind = \"unit\"", ["`kind` of [[tariff]] cannot be \"unit\""]),
        (
            head + "kind = \"unit_price\"\nprice = 1\nindicator = \"job\"\noutcome = \"job\"",
            ["[[tariff]] is decided by two figures"]
        ),
        (head + "kind = \"unit_price\"\nprice = -1", ["`price` of [[tariff]] is out of range"]),
        (
            head + "kind = \"unit_price\"\ncost = 1",
            [
                "[[tariff]] lacks `price`", "`cost` is not known in [[tariff]]",
            ]
        ),
        (head + "kind = \"unit_price\"\nprice = 1\nevaluation = \"cost\"", ["[[tariff]] lacks `reads`"]),
        (
            head + "kind = \"unit_price\"\nprice = 1\nreads = \"saving\"",
            [
                "`reads` means nothing without `indicator` or `evaluation`",
                "`reads` is not known in [[tariff]]",
            ]
        ),
        (
            head + "kind = \"bonus\"\namount = 1\nindicator = \"job\"",
            ["`indicator` is not known in [[tariff]]"]
        ),
        (
            head + "kind = \"step\"\ntiers = [{ price = 1 }, { price = 2 }]",
            ["[[tariff]]: row 2 is never reached: the row before it has no end"]
        ),
        (
            head + "kind = \"threshold\"\nrows = [{ at = 10, amount = 1 }, { at = 9, amount = 2 }]",
            ["[[tariff]]: row 2 has 9, which does not come after 10"]
        ),
        (
            head + "kind = \"threshold\"\nrows = [{ at = 10, amount = -1 }]",
            ["`amount` of a row of `rows` is out of range"]
        ),
        (
            head + "kind = \"savings_share\"\nshare = \"1.5\"",
            ["[[tariff]]: the share is 1.5, and must be 0 to 1"]
        ),
        (
            head + "kind = \"savings_share\"\nshare = 1\ntiers = [{ share = 1 }]",
            ["[[tariff]] has both `share` and `tiers`"]
        ),
        (
            head + "kind = \"activity_guarantee\"\nof = \"loan\"\nshare = 1",
            ["`of` of [[tariff]] names the term loan, which is not declared"]
        ),
        (
            head + "kind = \"staged\"\nprice = 1\nstages = [{ outcome = \"job\", share = \"0.5\" }]",
            ["[[tariff]]: the shares add up to 0.5, and must add up to 1"]
        ),
        (head + "kind = \"netting\"", ["[[tariff]] of the kind netting does not say what is netted"]),
        (
            head + "kind = \"netting\"\ntariffs = [\"jobs\"]",
            ["`tariffs` of [[tariff]] names jobs, which does not stand above it"]
        ),
        (
            "[[amendment]]\nfrom = 2018-01-01\nprice = 1\nclause = \"A\"",
            ["[[amendment]] does not say what it amends"]
        ),
        (
            """
            [[amendment]]
            outcome = "job"
            from = 2018-01-01
            price = 1
            clause = "A"
            [[amendment]]
            outcome = "job"
            from = 2018-01-01
            price = 1
            clause = "B"
            """, ["the amendments of job are not in order"]
        ),
        (
            "[[limit]]\nid = \"n\"\nkind = \"share\"\nattribute = \"site\"\nvalue = \"east\"\nshare = 1\nclause = \"7\"",
            ["`value` of [[limit]] cannot be \"east\""]
        ),
        ("[pricing]\norder = [\"caps\"]", ["`order` of [pricing] cannot be \"caps\""]),
        (
            "[[split]]\nid = \"s\"\nshares = { reward = \"0.9\" }\nclause = \"2\"",
            ["[[split]]: the shares add up to 0.9, and must add up to 1"]
        ),
        ("[[split]]\nid = \"s\"\nclause = \"2\"", ["[[split]] does not say by what it shares"]),
        (
            "[[split]]\nid = \"s\"\nweights = { prize = 1 }\nclause = \"2\"",
            ["`weights` of [[split]] names the payment prize, which is not declared"]
        ),
        (
            "[[index]]\nid = \"i\"\nindicator = \"cost\"\nbase = 1\nclause = \"9\"",
            ["[[index]] follows cost, which is not about the contract"]
        ),
        (
            "[[exchange_rate]]\ncurrency = \"SEK\"\nrate = 1\nclause = \"8\"",
            ["[[exchange_rate]] is for SEK, the contract's own currency"]
        ),
        (
            "[[exchange_rate]]\ncurrency = \"DKK\"\nrate = 0\nclause = \"8\"",
            ["`rate` of [[exchange_rate]] is out of range"]
        ),
        (
            "[[payment]]\nid = \"p\"\nfrom = \"town\"\nto = \"fund\"\ncurrency = \"DKK\"\nclause = \"2\"",
            ["the payment p is made in DKK, for which there is no rate"]
        ),
        (
            "[[condition]]\nid = \"c\"\nat = 1\nclause = \"6\"",
            ["[[condition]] does not say which figure decides it"]
        ),
    ]

    @Test(arguments: bad)
    func `terms of payment that cannot be are told`(tables: String, messages: [String]) throws {
        #expect(Set(try said(tables)) == Set(messages))
    }

    @Test(arguments: [
        ("kind = \"savings_share\"\nshare = \"1.5\"", "6:9"),
        ("kind = \"savings_share\"\ntiers = [{ up_to = 9, share = 1 }, { share = \"-0.5\" }]", "6:46"),
        ("kind = \"guarantee\"\nof = 100\nshare = 2", "7:9"),
        ("kind = \"termination\"\nof = 100\nrows = [{ share = \"1.01\" }]", "7:19"),
    ])
    func `a share that is out of range is shown where it stands`(tariff: String, place: String) throws {
        let disk = try Disk()
        var files = GoodPack.files
        let before = GoodPack.contract.split(separator: "\n", omittingEmptySubsequences: false).count
        files["contract.toml"] = GoodPack.contract + "\n" + Self.head + tariff
        try disk.write("pack", files)
        let said = try #require(disk.faults("pack").first { $0.contains("must be 0 to 1") })
        let parts = place.split(separator: ":").compactMap { Int($0) }
        #expect(said.hasPrefix("pack/contract.toml:\(before + parts[0]):\(parts[1]):"), "\(said)")
    }
}
