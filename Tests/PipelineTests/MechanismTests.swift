import Testing
import Utfall

/// Contracts as they were made, in terms and library packs alone: nothing here is decided by Lua of their own.
///
/// Figures are of the INDIGO dataset (May 2025) and the evaluations that it names; what is derived or quoted from
/// memory is said where it stands.
@Suite struct MechanismTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let uses: [String]
        let rules: String
        let terms: String
        /// Lua tests of the pack.
        let tests: [String]
        var testDescription: String { name }
    }

    private static let head = """
        [contract]
        title = "A contract"
        currency = "USD"
        rounding = { mode = "half_even", unit = "0.01" }
        starts = 2016-01-01
        ends = 2020-12-31

        [[party]]
        id = "city"
        name = "The city"
        sector = "public"
        roles = ["outcome_payer"]

        [[party]]
        id = "other"
        name = "Another payer"
        sector = "nonprofit"
        roles = ["outcome_payer", "guarantor"]

        [[party]]
        id = "fund"
        name = "The fund"
        sector = "private"
        roles = ["investor", "provider"]

        [[group]]
        id = "people"
        role = "treatment"

        [[group]]
        id = "reference"
        role = "comparison"

        [[window]]
        id = "whole"
        starts = 2016-01-01
        ends = 2020-12-31

        [[settlement]]
        id = "final"
        window = "whole"
        due = 2020-12-31

        [[payment]]
        id = "success"
        from = "city"
        to = "fund"
        clause = "1"

        [[payment]]
        id = "second"
        from = "other"
        to = "fund"
        clause = "2"

        """

    /// An indicator that is counted for the contract.
    private static func count(_ ids: String..., decimals: Int = 0) -> String {
        ids.map {
            """
            [[indicator]]
            id = "\($0)"
            subject = "contract"
            unit = "units"
            decimals = \(decimals)
            better = "higher"
            every = "event"

            """
        }.joined()
    }

    private static func evaluated(_ id: String, unit: String = "points") -> String {
        """
        [[indicator]]
        id = "\(id)"
        unit = "\(unit)"
        decimals = 2
        better = "lower"
        every = "event"

        [[evaluation]]
        id = "\(id)"
        method = "comparison_group"
        treatment = "people"
        comparison = "reference"
        statistic = "sum"
        clause = "5"

        """
    }

    private static func measured(_ values: (String, String, String)...) -> String {
        "{ "
            + values.map {
                "{ subject = 'contract', indicator = '\($0.0)', day = '\($0.1)', value = '\($0.2)', state = 'verified' }"
            }.joined(separator: ", ") + " }"
    }

    static let cases: [Case] = [
        Case(
            name: "Denver: days housed, and percent of fewer jail days", uses: ["std.unit_price"],
            rules: "return require 'std.unit_price'.rules()",
            terms: count("days_housed") + evaluated("jail_days") + """
                [[tariff]]
                id = "housing"
                kind = "unit_price"
                payment = "success"
                indicator = "days_housed"
                price = "15.12"
                clause = "4.1"

                [[tariff]]
                id = "jail"
                kind = "unit_price"
                payment = "second"
                evaluation = "jail_days"
                reads = "reduction_percent"
                price = "160000"
                clause = "4.2"
                """,
            tests: [
                """
                measurements = \(measured(("days_housed", "2019-01-01", "258858"), ("days_housed", "2020-12-31", "41070"))),
                estimates = { jail_days = { reduction_percent = "31.9" } },
                expect = { total = "9638911.36", lines = { success = "4534911.36", second = "5104000.00" } },
                """
            ]),
        Case(
            name: "Denver, had the price been amended: each day keeps the price of its time",
            uses: ["std.unit_price"],
            rules: "return require 'std.unit_price'.rules()",
            terms: count("days_housed") + """
                [[tariff]]
                id = "housing"
                kind = "unit_price"
                payment = "success"
                indicator = "days_housed"
                price = "15.12"
                clause = "4.1"

                [[amendment]]
                tariff = "housing"
                from = 2018-01-01
                price = "15.50"
                clause = "A2"
                """,
            tests: [
                """
                measurements = \(measured(("days_housed", "2017-12-31", "100"), ("days_housed", "2018-01-01", "10"))),
                expect = { total = "1667.00" },
                """
            ]),
        Case(
            name: "Rikers: thresholds and a guarantee", uses: ["std.threshold_table", "std.guarantee"],
            rules: """
                local threshold, guarantee = require 'std.threshold_table', require 'std.guarantee'
                return { settle = function(s) threshold.settle(s) guarantee.settle(s) end }
                """,
            terms: evaluated("days") + """
                [[tariff]]
                id = "reduction"
                kind = "threshold"
                payment = "success"
                evaluation = "days"
                reads = "reduction_percent"
                rows = [
                  { at = "8.5", amount = "4800000" }, { at = "10", amount = "9600000" },
                  { at = "11", amount = "10080000" }, { at = "20", amount = "11712000" },
                ]
                clause = "5"

                [[tariff]]
                id = "guarantee"
                kind = "guarantee"
                payment = "second"
                payments = ["success"]
                of = "7200000"
                most = "6000000"
                clause = "7"
                """,
            tests: [
                ("0", "0", "6000000.00"), ("8.499", "0", "6000000.00"), ("8.5", "4800000", "2400000.00"),
                ("10", "9600000", "0.00"), ("30", "11712000", "0.00"),
            ].map { reduction, success, second in
                """
                estimates = { days = { reduction_percent = "\(reduction)" } },
                expect = { lines = { success = "\(success)", second = "\(second)" } },
                """
            }),
        Case(
            name: "Peterborough: a cohort's threshold and the pooled one, compared as published",
            uses: ["std.threshold_table"], rules: "return require 'std.threshold_table'.rules()",
            terms: evaluated("cohort") + evaluated("pooled") + """
                [[tariff]]
                id = "cohort"
                kind = "threshold"
                payment = "success"
                evaluation = "cohort"
                reads = "reduction_percent"
                rounds = { mode = "half_up", unit = "0.1" }
                rows = [{ at = "10", amount = "100" }]
                clause = "5"

                [[tariff]]
                id = "pooled"
                kind = "threshold"
                payment = "second"
                evaluation = "pooled"
                reads = "reduction_percent"
                rows = [{ at = "7.5", amount = "10" }]
                clause = "5"
                """,
            tests: [("8.387", "9.0", "10"), ("9.95", "7.4999", "100"), ("9.9499", "7.5", "10")].map {
                """
                estimates = { cohort = { reduction_percent = "\($0)" }, pooled = { reduction_percent = "\($1)" } },
                expect = { total = "\($2)" },
                """
            }),
        Case(
            name: "Utah: 95 percent of what special education cost less", uses: ["std.savings_share"],
            rules: "return require 'std.savings_share'.rules()",
            terms: evaluated("costs", unit: "USD") + """
                [[tariff]]
                id = "savings"
                kind = "savings_share"
                payment = "success"
                evaluation = "costs"
                reads = "saving"
                share = "0.95"
                clause = "3"
                """,
            tests: [("281000", "266950"), ("0", "0"), ("-1", "0")].map {
                "estimates = { costs = { saving = \"\($0)\" } }, expect = { total = \"\($1)\" },"
            }),
        Case(
            name: "Koto: half of a randomised difference", uses: ["std.savings_share"],
            rules: "return require 'std.savings_share'.rules()",
            terms: evaluated("benefit", unit: "USD") + """
                [[tariff]]
                id = "benefit"
                kind = "savings_share"
                payment = "success"
                evaluation = "benefit"
                reads = "saving"
                share = "0.5"
                clause = "3"
                """,
            // 2,636 people, each of whom cost 2,670 less.
            tests: ["estimates = { benefit = { saving = \"7038120\" } }, expect = { total = \"3519060\" },"]),
        Case(
            name: "Fair Chance Fund, Ambition: a rate card of counts under the contract's cap",
            uses: ["std.rate_card"], rules: "return require 'std.rate_card'.rules()",
            // Three of its lines; the cap is made up, since why less was paid than earned is not published.
            terms: count("assessed", "moved_in", "sustained")
                + [
                    ("assessed", "500"), ("moved_in", "500"), ("sustained", "1500"),
                ].map {
                    "[[outcome]]\nid = \"\($0)\"\nprice = \"\($1)\"\npayment = \"success\"\nclause = \"3\"\n\n"
                }
                .joined() + """
                    [[cap]]
                    id = "contract"
                    amount = "879999.99"
                    clause = "8"
                    """,
            tests: [
                """
                measurements = \(measured(("assessed", "2017-01-01", "406"), ("moved_in", "2017-01-01", "370"), ("sustained", "2017-01-01", "328"))),
                expect = { total = "879999.99",
                  lines = { assessed = "203000.00", moved_in = "185000.00", sustained = "491999.99" } },
                """,
                """
                measurements = \(measured(("assessed", "2017-01-01", "406"), ("moved_in", "2017-01-01", "370"))),
                expect = { total = "388000.00" },
                """,
            ]),
        Case(
            name: "Refugee bond: payers pro rata, one of them in Danish crowns", uses: ["std.unit_price"],
            rules: "return require 'std.unit_price'.rules()",
            terms: count("businesses") + """
                [[payment]]
                id = "danish"
                from = "other"
                to = "fund"
                currency = "DKK"
                clause = "2.2"

                [[exchange_rate]]
                currency = "DKK"
                rate = "0.16"
                clause = "2.4"

                [[split]]
                id = "payers"
                weights = { success = 6500000, danish = 3200000, second = 2800000 }
                clause = "2"

                [[tariff]]
                id = "income"
                kind = "unit_price"
                split = "payers"
                indicator = "businesses"
                price = "100.01"
                clause = "3"
                """,
            tests: [
                """
                measurements = \(measured(("businesses", "2019-01-01", "1"))),
                expect = { total = "100.01", lines = { success = "52.01", danish = "25.60", second = "22.40" } },
                """
            ]),
        Case(
            name: "Kenya: unit prices with metric caps, half and half",
            uses: ["std.unit_price"], rules: "return require 'std.unit_price'.rules()",
            terms: count("planning", "tests") + """
                [[tariff]]
                id = "planning"
                kind = "unit_price"
                split = "funders"
                indicator = "planning"
                price = "12.18"
                most = "5176445"
                clause = "4.1"

                [[tariff]]
                id = "tests"
                kind = "unit_price"
                split = "funders"
                indicator = "tests"
                price = "12.18"
                most = "1644283"
                clause = "4.2"

                [[split]]
                id = "funders"
                shares = { success = "0.5", second = "0.5" }
                clause = "2"
                """,
            tests: [
                """
                measurements = \(measured(("planning", "2019-01-01", "270756"), ("tests", "2019-01-01", "114897"))),
                expect = { total = "4697253.54", lines = { success = "2348626.77", second = "2348626.77" } },
                """,
                """
                measurements = \(measured(("planning", "2019-01-01", "0"), ("tests", "2019-01-01", "134999"))),
                expect = { total = "1644283.00", lines = { success = "822141.50", second = "822141.50" } },
                """,
            ]),
        Case(
            name: "South Carolina: partial and full thresholds, netted", uses: ["std.netting"],
            rules: "return require 'std.netting'.rules()",
            // The sums are made up: the contract's thresholds are published, and what they pay is not.
            terms: evaluated("preterm") + evaluated("injury") + """
                [[tariff]]
                id = "preterm"
                kind = "threshold"
                evaluation = "preterm"
                reads = "reduction_percent"
                rows = [{ at = "13.5", amount = "2000000" }, { at = "15", amount = "2500000" }]
                clause = "5.1"

                [[tariff]]
                id = "injury"
                kind = "threshold"
                evaluation = "injury"
                reads = "reduction_percent"
                rows = [
                  { at = "-100", amount = "-2000000" }, { at = "0", amount = "0" },
                  { at = "23.4", amount = "2000000" }, { at = "26", amount = "2500000" },
                ]
                clause = "5.2"

                [[tariff]]
                id = "success"
                kind = "netting"
                payment = "success"
                tariffs = ["preterm", "injury"]
                clause = "5"

                [[cap]]
                id = "contract"
                amount = "4000000"
                clause = "8"
                """,
            tests: [
                ("13.5", "-1", "0"), ("15", "-1", "500000"), ("13.49", "-1", "0"), ("15", "0", "2500000"),
                ("15", "26", "4000000"),
            ].map {
                """
                estimates = { preterm = { reduction_percent = "\($0)" }, injury = { reduction_percent = "\($1)" } },
                expect = { total = "\($2)" },
                """
            }),
        Case(
            name: "Refugee bond: a floor of 80 percent", uses: ["std.guarantee"],
            rules: """
                local soc = require 'soc'
                local guarantee = require 'std.guarantee'
                return { settle = function(s) s:pay('success', s.terms.repaid) guarantee.settle(s) end }
                """,
            terms: """
                [terms]
                invested = { value = "9825000", unit = "USD", clause = "3" }
                repaid = { value = "0", unit = "USD", clause = "3" }

                [[tariff]]
                id = "floor"
                kind = "guarantee"
                payment = "second"
                payments = ["success"]
                of = "invested"
                share = "0.80"
                clause = "7"
                """,
            tests: [("0", "7860000"), ("7859999", "1"), ("7860000", "0"), ("9000000", "0")].map {
                "terms = { repaid = \"\($0)\" }, expect = { lines = { second = \"\($1)\" } },"
            }),
        Case(
            name: "Norrköping in terms: activity, savings by tier, and a return on better results",
            uses: ["std.activity_guarantee", "std.savings_share"],
            rules: """
                local activity, savings = require 'std.activity_guarantee', require 'std.savings_share'
                return { settle = function(s) activity.settle(s) savings.settle(s) end }
                """,
            terms: evaluated("costs", unit: "USD") + evaluated("school") + """
                [terms]
                drawn_loan = { value = "10000000", unit = "USD", clause = "4.1" }

                [[condition]]
                id = "school"
                evaluation = "school"
                reads = "improved"
                clause = "6.5"

                [[tariff]]
                id = "activity"
                kind = "activity_guarantee"
                payment = "second"
                of = "drawn_loan"
                share = "0.40"
                clause = "6.2"

                [[tariff]]
                id = "savings"
                kind = "savings_share"
                payment = "success"
                evaluation = "costs"
                reads = "saving"
                tiers = [{ up_to = "10000000", share = "0.60" }]
                clause = "6.3"

                [[tariff]]
                id = "return"
                kind = "savings_share"
                payment = "success"
                evaluation = "costs"
                reads = "saving"
                tiers = [{ up_to = "10000000", share = 0 }, { up_to = "12000000", share = 1 }]
                when = ["school"]
                clause = "6.5"
                """,
            tests: [
                ("0", "true", "4000000"), ("2500000", "true", "5500000"), ("5000000", "false", "7000000"),
                ("10000000", "true", "10000000"), ("11000000", "true", "11000000"),
                ("11000000", "false", "10000000"), ("12000000", "true", "12000000"),
                ("15000000", "true", "12000000"),
            ].map {
                """
                estimates = { costs = { saving = "\($0)" }, school = { improved = \($1) } },
                expect = { total = "\($2)" },
                """
            }),
        Case(
            name: "days of single people, and a price in stages", uses: ["std.staged", "std.unit_price"],
            rules: """
                local staged, unit_price = require 'std.staged', require 'std.unit_price'
                return {
                  participant = staged.participant,
                  settle = function(s) staged.settle(s) unit_price.settle(s) end,
                }
                """,
            terms: ["days", "begun", "lasting"].map {
                "[[indicator]]\nid = \"\($0)\"\nunit = \"units\"\ndecimals = 0\nbetter = \"higher\"\nevery = \"event\"\n\n"
            }.joined()
                + ["begun", "lasting"].map {
                    "[[outcome]]\nid = \"\($0)\"\nprice = 0\npayment = \"success\"\nclause = \"3\"\n\n"
                }.joined() + """
                    [[tariff]]
                    id = "job"
                    kind = "staged"
                    payment = "success"
                    price = "5000"
                    stages = [{ outcome = "begun", share = "0.4" }, { outcome = "lasting", share = "0.6" }]
                    clause = "3"

                    [[tariff]]
                    id = "days"
                    kind = "unit_price"
                    payment = "second"
                    indicator = "days"
                    price = "2.50"
                    most = "60"
                    clause = "4"

                    [[amendment]]
                    tariff = "days"
                    from = 2017-01-01
                    price = "3.00"
                    most = "50"
                    clause = "A"
                    """,
            // Who is in the comparison group is not paid for.
            tests: [("8", "44.00"), ("10", "50.00"), ("11", "50.00")].map { days, second in
                """
                participants = {
                  { subject = 'p1', group = 'people', entry = '2016-01-01' },
                  { subject = 'p2', group = 'people', entry = '2016-01-01' },
                  { subject = 'r1', group = 'reference', entry = '2016-01-01' },
                },
                measurements = {
                  { subject = 'p1', indicator = 'begun', day = '2016-02-01', value = '1', state = 'verified' },
                  { subject = 'p1', indicator = 'lasting', day = '2016-08-01', value = '1', state = 'verified' },
                  { subject = 'p1', indicator = 'days', day = '2016-12-31', value = '8', state = 'verified' },
                  { subject = 'p2', indicator = 'begun', day = '2016-02-01', value = '1', state = 'verified' },
                  { subject = 'p2', indicator = 'days', day = '2017-01-01', value = '\(days)', state = 'verified' },
                  { subject = 'r1', indicator = 'days', day = '2017-01-01', value = '99', state = 'verified' },
                },
                expect = { lines = { success = "7000.00", second = "\(second)" } },
                """
            }),
        Case(
            name: "a rate card with limits, a milestone and two funders", uses: ["std.split"],
            rules: "return require 'std.split'.rules 'funders'",
            terms: """
                [[indicator]]
                id = "started"
                unit = "starts"
                decimals = 0
                better = "higher"
                every = "event"

                [[indicator]]
                id = "job"
                unit = "jobs"
                decimals = 0
                better = "higher"
                every = "event"

                [[attribute]]
                id = "site"
                values = ["north", "south"]

                [[outcome]]
                id = "begins"
                indicator = "started"
                price = "900"
                payment = "success"
                clause = "3.1"

                [[outcome]]
                id = "job"
                price = "11000"
                payment = "success"
                after = "begins"
                clause = "3.2"

                [[limit]]
                id = "person"
                kind = "per_person"
                amount = "11700"
                clause = "7.1"

                [[split]]
                id = "funders"
                weights = { success = 2, second = 1 }
                clause = "2"
                """,
            // p1 has both and the cap, p2 a job without an entry, p3 an entry.
            tests: [
                """
                participants = {
                  { subject = 'p1', group = 'people', entry = '2016-01-01', site = 'north' },
                  { subject = 'p2', group = 'people', entry = '2016-01-01', site = 'south' },
                  { subject = 'p3', group = 'people', entry = '2016-01-01', site = 'south' },
                },
                measurements = {
                  { subject = 'p1', indicator = 'started', day = '2016-02-01', value = '1', state = 'verified' },
                  { subject = 'p1', indicator = 'job', day = '2016-03-01', value = '1', state = 'verified' },
                  { subject = 'p2', indicator = 'job', day = '2016-03-01', value = '1', state = 'verified' },
                  { subject = 'p3', indicator = 'started', day = '2016-03-01', value = '1', state = 'verified' },
                },
                expect = { total = "12600.00", lines = { success = "8400.00", second = "4200.00" } },
                """
            ]),
        Case(
            name: "a team: a standing charge, too few referrals, an index, and an early end",
            uses: [
                "std.standing_charge", "std.referral_shortfall", "std.termination", "std.bonus", "std.band",
                "std.step_tariff",
            ],
            rules: """
                local charge, shortfall = require 'std.standing_charge', require 'std.referral_shortfall'
                local termination, bonus = require 'std.termination', require 'std.bonus'
                local band, step = require 'std.band', require 'std.step_tariff'
                return {
                  settle = function(s)
                    for _, part in ipairs { charge, shortfall, termination, bonus, band, step } do part.settle(s) end
                  end,
                }
                """,
            terms: count("referrals", "prices", decimals: 2) + """
                [termination]
                day = 2016-06-15
                clause = "12"

                [[index]]
                id = "prices"
                indicator = "prices"
                base = "316.43"
                clause = "9"

                [[condition]]
                id = "many"
                indicator = "referrals"
                at = 100
                clause = "8"

                [[tariff]]
                id = "team"
                kind = "standing_charge"
                payment = "success"
                price = "15.12"
                every = "month"
                counts = "begun"
                index = "prices"
                clause = "3"

                [[tariff]]
                id = "referrals"
                kind = "referral_shortfall"
                payment = "success"
                indicator = "referrals"
                expected = 100
                price = 10
                clause = "4"

                [[tariff]]
                id = "end"
                kind = "termination"
                payment = "success"
                of = 1000
                rows = [{ share = "0.5" }, { from = 2016-06-15, share = "0.25" }]
                clause = "12.3"

                [[tariff]]
                id = "bonus"
                kind = "bonus"
                payment = "second"
                amount = 500
                when = ["many"]
                clause = "8"

                [[tariff]]
                id = "band"
                kind = "band"
                payment = "second"
                indicator = "referrals"
                interpolates = true
                rows = [{ at = 90, amount = 0 }, { at = 110, amount = 200 }]
                clause = "8.2"

                [[tariff]]
                id = "step"
                kind = "step"
                payment = "second"
                indicator = "referrals"
                tiers = [{ up_to = 50, price = 0 }, { price = 1 }]
                clause = "8.3"
                """,
            // Six months at 15.55; what is reported after the end does not count.
            tests: [("99", "103.30", "250", "90.00", "49.00"), ("100", "93.30", "250", "100.00", "50.00")].map
            {
                """
                measurements = \(measured(("prices", "2016-01-01", "325.33"), ("prices", "2016-07-01", "400.00"), ("referrals", "2016-06-15", $0), ("referrals", "2016-06-16", "50"))),
                expect = { lines = {
                  success = soc.money "\($1)" + soc.money "\($2)",
                  second = soc.money "\($3)" + soc.money "\($4)" + soc.money "\($0 == "100" ? "500" : "0")" } },
                """
            }),
    ]

    @Test(arguments: cases)
    func `a contract of terms and libraries alone pays what it paid`(_ given: Case) throws {
        let folder = try TemporaryFolder()
        let uses = given.uses.map { "\"\($0) ^1.0\"" }.joined(separator: ", ")
        try folder.write(
            "plugin.toml",
            "id = \"test.mechanism\"\nversion = \"1.0.0\"\napi = \"1\"\nkind = \"contract\"\nuses = [\(uses)]\n"
        )
        try folder.write("contract.toml", Self.head + given.terms + "\n")
        try folder.write("rules.lua", given.rules)
        let tests = given.tests.enumerated().map { "{ name = \"\($0 + 1)\",\n\($1)\n}," }.joined(
            separator: "\n")
        try folder.make("tests")
        try folder.write("tests/cases.lua", "local soc = require 'soc'\nreturn {\n\(tests)\n}\n")
        let pack = try ContractPack(folder: folder.path, libraryFolders: [Repository.libraries])
        let outcomes = try pack.test().outcomes
        #expect(outcomes.count == given.tests.count)
        for outcome in outcomes { #expect(outcome.failures.isEmpty, "\(outcome.name): \(outcome.failures)") }
    }
}
