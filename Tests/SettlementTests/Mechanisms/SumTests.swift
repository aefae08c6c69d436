import OutcomesModel
import Settlement
import Testing

@Suite struct SumTests {
    /// The Refugee bond's floor is 80 % of 9,825,000; Rikers' guarantee 6,000,000 of the 7,200,000 drawn.
    @Test(arguments: [
        ("9825000", "0.80", "0", "7860000.00 SEK"), ("9825000", "0.80", "7859999.99", "0.01 SEK"),
        ("9825000", "0.80", "7860000", "0.00 SEK"), ("9825000", "0.80", "9825000", "0.00 SEK"),
        ("7200000", "1", "4800000", "2400000.00 SEK"),
    ])
    func `a guarantee makes up for what is lacking`(
        base: String, share: String, received: String, due: String
    ) throws {
        let guarantee = try Guarantee(of: .sum(amount(base)), share: exact(share))
        let breakdown = try guarantee.breakdown(
            of: amount(base), received: amount(received), "Guarantee", clause: clause("7"))
        #expect(try sum(breakdown) == due)
    }

    @Test func `a share of a loan is due on activity`() throws {
        let share = try ShareOfSum(of: .term("drawn_loan"), share: exact("0.40"))
        let breakdown = try share.breakdown(of: amount("10000000"), "Activity", clause: clause("6.2"))
        #expect(try sum(breakdown) == "4000000.00 SEK")
        #expect(parts(breakdown) == ["Activity, 0.4 of 10000000.00 SEK = 4000000.00 SEK"])
    }

    @Test(arguments: [
        ("", "0.00 SEK"), ("2016-07-31", "500.00 SEK"), ("2017-12-31", "500.00 SEK"),
        ("2018-01-01", "250.00 SEK"), ("2019-06-30", "0.00 SEK"),
    ])
    func `an early end is worth the share of its day`(ended: String, due: String) throws {
        let payment = try TerminationPayment(
            of: .sum(amount("1000")),
            rows: [
                .init(from: nil, share: exact("0.5")), .init(from: day("2018-01-01"), share: exact("0.25")),
                .init(from: day("2019-01-01"), share: .zero),
            ])
        let breakdown = try payment.breakdown(
            of: amount("1000"), endedOn: Day(iso: ended), "Compensation", clause: clause("12.3"))
        #expect(try sum(breakdown) == due)
    }

    @Test(
        arguments: [
            (["2000000", "0", "0"], "2000000.00 SEK"), (["2000000", "-1000000"], "1000000.00 SEK"),
            (["2000000", "-2000000"], "0.00 SEK"), (["2000000", "-2500000"], "0.00 SEK"),
            (["-1"], "0.00 SEK"), ([], "0.00 SEK"),
        ] as [([String], String)])
    func `what is bad is set against what is good, and less than nothing is nothing`(
        sums: [String], due: String
    ) throws {
        let netted = sums.map { NettedSum(label: "Metric", amount: amount($0), clause: clause("5.1")) }
        #expect(try sum(net(netted, in: sek, "Success", clause: clause("5"))) == due)
    }

    /// What one tariff comes to, with its figure, its cap and its conditions.
    private func priced(_ figure: Figure, most: String? = nil, conditions: [Requirement] = []) throws
        -> Breakdown
    {
        let version = Tariff.Version(
            from: nil, mechanism: .unitPrice(try UnitPrice(price: amount("12.18"))),
            most: most.map { amount($0) },
            clause: clause("2"))
        let tariff = Tariff(
            id: "visits", title: "Visits", payment: nil, figure: nil, rounding: nil, conditions: [],
            index: nil, versions: [version])
        var matter = TariffMatter(figure: figure, days: (day("2020-01-01"), day("2020-12-31")), currency: sek)
        matter.conditions = conditions
        return try tariff.breakdown(of: matter, by: version)
    }

    /// The Kenyan bond's numbers and caps.
    @Test(arguments: [
        ("270756", "5176445", "3297808.08 SEK"), ("114897", "1644283", "1399445.46 SEK"),
        ("424995", "5176445", "5176439.10 SEK"), ("424996", "5176445", "5176445.00 SEK"),
        ("100", "1218", "1218.00 SEK"),
        ("101", "1218", "1218.00 SEK"),
    ])
    func `a cap takes off what is above it`(quantity: String, most: String, due: String) throws {
        let breakdown = try priced(.number(exact(quantity)), most: most)
        #expect(try sum(breakdown) == due)
        #expect(
            breakdown.parts.count
                == (try exact(quantity).multiplied(by: exact("12.18")) > exact(most) ? 2 : 1))
    }

    @Test func `a condition that does not hold leaves nothing, and says so`() throws {
        let conditions = [("age", true), ("school", false)].map { id, isMet in
            Requirement(
                .condition(ConditionID(id)), of: "visits", title: "Better \(id) results",
                figure: .truth(isMet), .atLeast, .truth(true), isMet: isMet, clause: clause("6.5"))
        }
        let breakdown = try priced(.number(Ratio(10)), conditions: conditions)
        #expect(breakdown.requirements == conditions)
        #expect(try sum(breakdown) == "0.00 SEK")
        #expect(parts(breakdown).last == "Better school results is not met = -121.80 SEK")
        #expect(breakdown.parts.last?.clause.number == "6.5")
    }

    @Test func `a figure of the wrong kind is refused`() throws {
        #expect(throws: TariffProblem.wrongFigure(expected: .number, came: .money)) {
            try priced(.money(amount("1")))
        }
        #expect(throws: TariffProblem.wrongFigure(expected: .number, came: .none)) { try priced(.none) }
        #expect(throws: TariffProblem.negativeFigure(Ratio(-1))) { try priced(.number(Ratio(-1))) }
    }

    // MARK: Splits and currencies

    @Test(arguments: [
        (["0.5", "0.5"], "4697253.54", ["2348626.77 SEK", "2348626.77 SEK"]),
        (["0.5", "0.5"], "0.01", ["0.01 SEK", "0.00 SEK"]),
        (["0.5", "0.5"], "0.005", ["0.00 SEK", "0.00 SEK"]),
        (["6500000", "3200000", "2800000"], "100", ["52.00 SEK", "25.60 SEK", "22.40 SEK"]),
        (["1", "1", "1"], "100", ["33.34 SEK", "33.33 SEK", "33.33 SEK"]),
        (["1", "0"], "10", ["10.00 SEK", "0.00 SEK"]),
    ])
    func `the payments of a split add up to what was rounded once`(
        weights: [String], whole: String, shares: [String]
    ) throws {
        let split = try PaymentSplit(
            id: "funders", title: "Funders",
            parts: weights.enumerated().map { .init(payment: PaymentID("p\($0)"), weight: exact($1)) },
            clause: clause("2"))
        var breakdown = Breakdown(sek)
        try breakdown.add(.init(PartLabel("Claims"), amount: amount(whole), clause: clause("2")))
        let rounding = Rounding(mode: .halfEven, unit: money("0.01"))
        let made = try split.share(breakdown, rounding: rounding)
        #expect(made.map { "\($0.paid)" } == shares)
        let exactSum = try made.reduce(Amount.zero(sek)) { try $0.adding($1.breakdown.amount) }
        #expect(exactSum == amount(whole))
    }

    @Test func `a split by nothing, or by one payment twice, is refused`() {
        for (parts, fault) in [
            ([], MechanismFault.noRows), ([("a", "0")], .noRows),
            ([("a", "1"), ("a", "1")], .repeated(row: 2, came: "a")),
            ([("a", "1"), ("b", "-1")], .negative("the weight", row: 2, came: "-1")),
        ] as [([(String, String)], MechanismFault)] {
            #expect(throws: fault) {
                try PaymentSplit(
                    id: "s", title: "S",
                    parts: parts.map { .init(payment: PaymentID($0.0), weight: exact($0.1)) },
                    clause: clause("2"))
            }
        }
    }

    private func foreign(_ rates: [(String?, String)], unit: String = "1.00") throws -> PaymentLine {
        let dkk = try Currency(code: "DKK")
        var terms = PaymentTerms()
        terms.exchangeRates = [
            ExchangeRate(
                currency: dkk,
                versions: rates.map { .init(from: $0.0.map(day), rate: exact($0.1), clause: clause("8")) })
        ]
        let sample = sampleContract(unit: "0.01")
        let payment = Payment(
            id: "foreign", title: "Novo", from: "town", to: "fund", clause: clause("2"),
            foreign: Rounding(mode: .halfEven, unit: money(unit, dkk)))
        let contract = Contract(
            id: sample.id, title: sample.title, currency: sek, rounding: sample.rounding,
            starts: sample.starts, ends: sample.ends, source: nil, payableStates: [.verified],
            parties: sample.parties, indicators: [], attributes: [], groups: [], windows: sample.windows,
            outcomes: [], terms: [], evaluations: [], payments: [payment], settlements: [plan], caps: [],
            paymentTerms: terms)
        let lines = PaymentLines(contract: contract, alreadyPaid: [], dueOn: plan.due)
        return try lines.make(of: [request("foreign", "3200000.01")])[0]
    }

    /// 20,000,000 Danish crowns stand for 3,200,000 dollars in the Refugee bond; `plan` is due on 1971-01-01.
    @Test(
        arguments: [
            ([(nil, "0.16")], "20000000.00 DKK", "0.0625 DKK"),
            ([(nil, "0.16"), ("1971-01-01", "0.20")], "16000000.00 DKK", "0.05 DKK"),
            ([(nil, "0.16"), ("1971-01-02", "0.20")], "20000000.00 DKK", "0.0625 DKK"),
        ] as [([(String?, String)], String, String)])
    func `a payer in another currency pays at the declared rate of the day, rounded once`(
        rates: [(String?, String)], paid: String, residue: String
    ) throws {
        let line = try foreign(rates)
        #expect(line.paid == money("3200000.01"))
        #expect("\(try #require(line.converted).paid)" == paid)
        #expect("\(try #require(line.converted).residue)" == residue)
    }

    @Test func `no rate is guessed`() throws {
        let dkk = try Currency(code: "DKK")
        let error = SettlementError.noRate(payment: "foreign", dkk, on: plan.due)
        #expect(throws: error) { try foreign([("1971-01-02", "0.20")]) }
        #expect(
            "\(error)"
                == "payment 'foreign' is made in DKK, for which no [[exchange_rate]] holds on 1971-01-01")
    }
}
