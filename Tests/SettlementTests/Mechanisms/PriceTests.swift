import OutcomesModel
import Settlement
import Testing

@Suite struct PriceTests {
    // MARK: Unit price

    /// Denver's days are inferred from what was paid: Urban Institute, Final Outcome Payments, July 2021.
    @Test(arguments: [
        ("258858", "15.12", "3913932.96 SEK"), ("41070", "15.12", "620978.40 SEK"),
        ("0", "15.12", "0.00 SEK"),
        ("31.9", "160000", "5104000.00 SEK"), ("3", "0.0005", "0.0015 SEK"),
    ])
    func `units are worth their price, exactly`(quantity: String, price: String, worth: String) throws {
        let tariff = try UnitPrice(price: amount(price))
        let breakdown = try tariff.breakdown(for: Quantity(exact(quantity)), "Days", clause: clause("4.1"))
        #expect(try sum(breakdown) == worth)
        #expect(breakdown.parts.map(\.quantity) == [exact(quantity)])
        #expect(breakdown.parts.map(\.clause.number) == ["4.1"])
    }

    @Test func `a number below zero is refused`() {
        #expect(throws: TariffProblem.negativeFigure(Ratio(-1))) { try Quantity(Ratio(-1)) }
        #expect("\(TariffProblem.negativeFigure(Ratio(-1)))" == "its figure is -1, and cannot be less than 0")
    }

    @Test func `what does not fit is an error with its operands and never wraps`() throws {
        let huge = try UnitPrice(price: Amount(minorUnits: Ratio(Int128.max), currency: sek))
        #expect(throws: ArithmeticError.self) {
            try huge.breakdown(for: Quantity(Ratio(2)), "Days", clause: clause("4"))
        }
    }

    @Test func `prices, shares and tiers that cannot be are refused`() {
        let faults: [(MechanismFault, () throws(MechanismFault) -> Void)] = [
            (
                .negative("the price", row: nil, came: "-0.01 SEK"),
                { () throws(MechanismFault) in _ = try UnitPrice(price: amount("-0.01")) }
            ),
            (.noRows, { () throws(MechanismFault) in _ = try StepTariff(tiers: []) }),
            (
                .afterOpenRow(row: 2),
                { () throws(MechanismFault) in
                    _ = try StepTariff(tiers: [
                        .init(upTo: nil, price: amount("1"), most: nil),
                        .init(upTo: Ratio(5), price: amount("1"), most: nil),
                    ])
                }
            ),
            (
                .unsorted(row: 1, came: "0", after: "0"),
                { () throws(MechanismFault) in
                    _ = try StepTariff(tiers: [.init(upTo: .zero, price: amount("1"), most: nil)])
                }
            ),
            (
                .unsorted(row: 2, came: "5", after: "5"),
                { () throws(MechanismFault) in
                    _ = try StepTariff(tiers: [
                        .init(upTo: Ratio(5), price: amount("1"), most: nil),
                        .init(upTo: Ratio(5), price: amount("1"), most: nil),
                    ])
                }
            ),
            (
                .notAShare(row: 1, came: "1.01"),
                { () throws(MechanismFault) in
                    _ = try SavingsShare(tiers: [.init(upTo: nil, share: exact("1.01"))])
                }
            ),
            (
                .sharesDoNotAddUp(came: "0.9"),
                { () throws(MechanismFault) in
                    _ = try StagedPayment(
                        price: amount("1"),
                        stages: [
                            .init(outcome: "a", share: exact("0.4")),
                            .init(outcome: "b", share: exact("0.5")),
                        ])
                }
            ),
            (
                .repeated(row: 2, came: "a"),
                { () throws(MechanismFault) in
                    _ = try StagedPayment(
                        price: amount("1"),
                        stages: [
                            .init(outcome: "a", share: exact("0.4")),
                            .init(outcome: "a", share: exact("0.6")),
                        ])
                }
            ),
        ]
        for (fault, make) in faults { #expect(throws: fault) { try make() } }
    }

    // MARK: Step tariff

    static let steps: [(String, String)] = [
        ("0", "0.00 SEK"), ("1", "900.00 SEK"), ("99.5", "89550.00 SEK"), ("100", "90000.00 SEK"),
        ("101", "90700.00 SEK"), ("185", "149500.00 SEK"),
        // The second tier is capped at 60,000.00: 85.71… of its units reach it.
        ("186", "150000.00 SEK"), ("200", "150000.00 SEK"), ("201", "150500.00 SEK"),
        ("300", "200000.00 SEK"),
    ]

    @Test(arguments: steps)
    func `each tier's units have its price, up to the tier's cap`(quantity: String, worth: String) throws {
        let tariff = try StepTariff(tiers: [
            .init(upTo: Ratio(100), price: amount("900"), most: nil),
            .init(upTo: Ratio(200), price: amount("700"), most: amount("60000")),
            .init(upTo: nil, price: amount("500"), most: nil),
        ])
        let breakdown = try tariff.breakdown(for: Quantity(exact(quantity)), "Places", clause: clause("4.2"))
        #expect(try sum(breakdown) == worth)
    }

    @Test func `units above the last tier's end are worth nothing`() throws {
        let tariff = try StepTariff(tiers: [.init(upTo: Ratio(10), price: amount("5"), most: nil)])
        for (quantity, worth) in [("9", "45.00 SEK"), ("10", "50.00 SEK"), ("1000", "50.00 SEK")] {
            let breakdown = try tariff.breakdown(for: Quantity(exact(quantity)), "P", clause: clause("4"))
            #expect(try sum(breakdown) == worth)
        }
    }

    // MARK: Savings

    /// Utah's first cohort, and Koto's benefit per head times its participants; Norrköping's formula with the
    /// school's results: 60 % of the first 10 million, and all of the next 2.
    @Test(arguments: [
        (["": "0.95"], "281000", "266950.00 SEK"), (["": "0.5"], "7038120", "3519060.00 SEK"),
        (["": "0.95"], "0", "0.00 SEK"), (["": "0.95"], "-5000", "0.00 SEK"),
        (["": "0.95"], "0.01", "0.0095 SEK"),
        (["10000000": "0.60", "12000000": "1"], "2500000", "1500000.00 SEK"),
        (["10000000": "0.60", "12000000": "1"], "10000000", "6000000.00 SEK"),
        (["10000000": "0.60", "12000000": "1"], "11000000", "7000000.00 SEK"),
        (["10000000": "0.60", "12000000": "1"], "12000000", "8000000.00 SEK"),
        (["10000000": "0.60", "12000000": "1"], "15000000", "8000000.00 SEK"),
    ])
    func `each part of a saving has the share of its tier, and a loss is worth nothing`(
        tiers: [String: String], saving: String, worth: String
    ) throws {
        let tiers = tiers.sorted { $0.key < $1.key }.map {
            SavingsShare.Tier(upTo: $0.key.isEmpty ? nil : amount($0.key), share: exact($0.value))
        }
        let breakdown = try SavingsShare(tiers: tiers)
            .breakdown(for: amount(saving), "Savings", clause: clause("3"))
        #expect(try sum(breakdown) == worth)
    }

    // MARK: Stages, referrals, standing charges

    @Test func `each stage pays its share for as many claims as its outcome has`() throws {
        let tariff = try StagedPayment(
            price: amount("5000"),
            stages: [
                .init(outcome: "entry", share: exact("0.4")),
                .init(outcome: "sustained", share: exact("0.6")),
            ])
        for (counts, worth) in [
            ([:] as [OutcomeID: Int64], "0.00 SEK"), (["entry": 3], "6000.00 SEK"),
            (["entry": 3, "sustained": 2], "12000.00 SEK"), (["other": 9], "0.00 SEK"),
        ] {
            #expect(try sum(tariff.breakdown(for: counts, "Job", clause: clause("4.3"))) == worth)
        }
    }

    @Test(arguments: [
        ("0", "42000.00 SEK"), ("119", "350.00 SEK"), ("120", "0.00 SEK"), ("121", "0.00 SEK"),
    ])
    func `each referral that is lacking has its price`(referrals: String, worth: String) throws {
        let tariff = try ReferralShortfall(price: amount("350"), expected: Ratio(120))
        let breakdown = try tariff.breakdown(
            for: Quantity(exact(referrals)), "Referrals", clause: clause("3.6"))
        #expect(try sum(breakdown) == worth)
    }

    static let charges: [(StandingCharge.Interval, StandingCharge.Counting, String, String, String)] = [
        (.month, .begun, "2016-08-01", "2016-08-31", "1"), (.month, .begun, "2016-08-01", "2016-09-01", "2"),
        (.month, .whole, "2016-08-01", "2016-08-30", "0"), (.month, .whole, "2016-08-01", "2016-08-31", "1"),
        (.month, .whole, "2016-08-01", "2016-09-29", "1"),
        (.month, .byDay, "2016-08-01", "2016-09-15", "1.5"),
        (.month, .byDay, "2016-01-31", "2016-02-28", "1"),
        (.quarter, .begun, "2016-08-01", "2017-07-31", "4"),
        (.quarter, .begun, "2016-08-01", "2017-08-01", "5"), (.year, .whole, "2016-08-01", "2018-07-31", "2"),
        (.year, .byDay, "2017-01-01", "2017-03-14", "0.2"), (.month, .begun, "2016-08-02", "2016-08-01", "0"),
    ]

    @Test(arguments: charges)
    func `intervals that the end cuts count as the terms say`(
        every: StandingCharge.Interval, counting: StandingCharge.Counting, first: String, last: String,
        count: String
    ) throws {
        let charge = try StandingCharge(price: amount("100"), every: every, counting: counting)
        #expect(try charge.intervals(from: day(first), to: day(last)) == exact(count))
        let breakdown = try charge.breakdown(
            from: day(first), to: day(last), "Team", clause: clause("3.4"))
        #expect(breakdown.amount == (try amount("100").multiplied(by: exact(count))))
    }

    // MARK: Indexation

    /// Consumer prices of Sweden; the figures are worked out by hand.
    @Test(
        arguments: [
            ("15.12", "316.43", "325.33", nil, nil, "15.55 SEK"),
            ("10000", "313.35", "409.10", nil, nil, "13055.69 SEK"),
            ("10000", "313.35", "409.10", "1.10", nil, "11000.00 SEK"),
            ("10000", "313.35", "300.00", nil, "1", "10000.00 SEK"),
            ("10000", "100", "110", "1.10", "0.9", "11000.00 SEK"),
        ] as [(String, String, String, String?, String?, String)])
    func `a price follows its index within its bounds, and is rounded once`(
        price: String, base: String, now: String, most: String?, least: String?, indexed: String
    ) throws {
        let index = try PriceIndex(
            id: "prices", title: "Prices", indicator: "prices", base: exact(base), least: least.map(exact),
            most: most.map(exact), rounding: Rounding(mode: .halfEven, unit: money("0.01")),
            clause: clause("9"))
        #expect("\(try index.price(amount(price), at: exact(now)))" == indexed)
    }
}
