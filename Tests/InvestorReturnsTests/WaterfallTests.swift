import InvestorReturns
import OutcomesModel
import Testing

@Suite struct WaterfallTests {
    @Test func `a provider catches up to a fifth of the profit, and then shares four to one`() throws {
        // By closed form: 8 % a year on 1,000,000 over three years of 365 days is 259,712.00 exactly.
        let waterfall = try Waterfall(
            currency: sek, classes: [held("a", ["fund": "1"])],
            tiers: [
                .capital("a"), .preferredReturn("a", rate("0.08", .annual)),
                .catchUp("provider", share: ratio("0.2")),
                .split([
                    .init(.investors("a"), share: Ratio(80)), .init(.party("provider"), share: Ratio(20)),
                ]),
            ])
        let result = try waterfall.distribute(
            [drawn("2020-06-30", "1000000"), paid("2023-06-30", "1500000")], until: day("2023-06-30"))
        #expect(
            text(result) == [
                "2023-06-30 capital fund 1000000.00", "2023-06-30 pref fund 259712.00",
                "2023-06-30 catchup provider 64928.00", "2023-06-30 split fund 140288.00",
                "2023-06-30 split provider 35072.00",
            ])
        #expect(try result.classes[0].multiple == ratio("1.4"))
    }

    @Test func `a line explains itself by what was owed and how that grew`() throws {
        let waterfall = try Waterfall(
            currency: sek, classes: [held("a", ["fund": "1"])],
            tiers: [.preferredReturn("a", rate("0.05", .simple)), .capital("a")])
        let result = try waterfall.distribute(
            [drawn("2021-01-01", "1000"), drawn("2021-07-01", "500"), paid("2022-01-01", "62.30")],
            until: day("2022-01-01"))
        let line = try #require(result.distributions[0].lines.first)
        #expect(line.tier == 1 && line.kind == .preferredReturn && line.investors == "a")
        // 1,000 for 181 days and 1,500 for 184: 24.79452… and 37.80821… are 62.60273….
        #expect(line.accruals.map(\.days) == [181, 184])
        #expect(line.accruals.map(\.base) == [FixedPoint(100_000), FixedPoint(150_000)])
        let owed = try #require(line.owed)
        #expect(owed.before == FixedPoint(ratio("457000/73")))
        #expect(owed.before == line.accruals[0].interest + line.accruals[1].interest)
        #expect(owed.paid == money("62.30"))
        #expect(owed.after == owed.before - FixedPoint(6_230))
        #expect(result.classes[0].preferredReturnOwed == owed.after)
        // The next line tells only what came after, from the 30 öre that were left.
        let later = try waterfall.distribute(
            [
                drawn("2021-01-01", "1000"), drawn("2021-07-01", "500"), paid("2022-01-01", "62.30"),
                paid("2022-01-11", "1000"),
            ], until: day("2022-01-11"))
        let next = try #require(later.distributions[1].lines.first)
        #expect(next.accruals.map(\.days) == [10])
        #expect(next.owed?.before == owed.after + next.accruals[0].interest)
    }

    @Test func `senior capital comes before junior, and each keeps what the other has not`() throws {
        let waterfall = try Waterfall(
            currency: sek,
            classes: [held("senior", ["bank": "1"]), held("junior", ["trust": "1", "angel": "2"])],
            tiers: [.capital("senior"), .capital("junior"), .residual(.party("town"))])
        let result = try waterfall.distribute(
            [
                drawn("2020-01-01", "100", "senior"), drawn("2020-01-01", "50", "junior"),
                paid("2021-01-01", "120"),
                paid("2022-01-01", "40"),
            ], until: day("2022-12-31"))
        #expect(
            text(result) == [
                "2021-01-01 capital bank 100.00", "2021-01-01 capital angel 13.33",
                "2021-01-01 capital trust 6.67",
                "2022-01-01 capital angel 20.00", "2022-01-01 capital trust 10.00",
                "2022-01-01 residual town 10.00",
            ])
    }

    @Test func `a hurdle pays until the flows have its rate of return`() throws {
        let waterfall = try Waterfall(
            currency: sek, classes: [held("a", ["fund": "1"])],
            tiers: [
                .hurdle("a", rate("0.06", .annual)),
                .split([.init(.investors("a"), share: .one), .init(.party("town"), share: .one)]),
            ])
        let draws = [
            drawn("2016-08-01", "2500000"), drawn("2017-02-01", "2500000"), drawn("2017-08-01", "2500000"),
        ]
        let events =
            draws + [
                paid("2018-11-01", "3000000"), paid("2019-11-01", "4000000"), paid("2020-03-01", "2500000"),
            ]
        let result = try waterfall.distribute(events, until: day("2020-03-01"))
        // The same sum as capital and a compounding preferred return come to, but for half an öre.
        let hurdle = result.distributions.flatMap(\.lines).filter { $0.kind == .hurdle }
        #expect(hurdle.map(\.amount.minorUnits).reduce(0, +) == 865_800_192)
        let flows =
            result.flows.filter { flow in flow.kind == .drawdown }.map { CashFlow($0.day, $0.amount) }
            + zip(result.distributions, hurdle).map { CashFlow($0.day, $1.amount) }
        let rate = try #require(try RateOfReturn(dated: flows).rate)
        #expect(abs(rate - 0.06) < 1e-9)
        #expect(result.classes[0].capitalOutstanding == money("0"))
        // What the split pays counts towards the hurdle of a later drawdown.
        let later = try waterfall.distribute(
            events + [drawn("2020-03-02", "100000"), paid("2020-03-03", "100000")], until: day("2020-03-03"))
        #expect(later.distributions[3].lines.allSatisfy { $0.kind == .split })
    }

    @Test func `a class is paid to a multiple of its capital and no further`() throws {
        let waterfall = try Waterfall(
            currency: sek, classes: [held("a", ["fund": "1"])],
            tiers: [
                .fee("agent", share: ratio("0.01")), .multiple("a", ratio("1.2")), .residual(.party("town")),
            ])
        let result = try waterfall.distribute(
            [drawn("2020-01-01", "1000"), paid("2021-01-01", "1100"), paid("2022-01-01", "200.50")],
            until: day("2022-01-01"))
        #expect(
            text(result) == [
                "2021-01-01 fee agent 11.00", "2021-01-01 moic_cap fund 1089.00", "2022-01-01 fee agent 2.00",
                "2022-01-01 moic_cap fund 111.00", "2022-01-01 residual town 87.50",
            ])
        #expect(try result.classes[0].multiple == ratio("1.2"))
    }

    @Test func `what is clawed back is owed again, and may be claimed again below the cap`() throws {
        let waterfall = try Waterfall(
            currency: sek, classes: [held("a", ["one": "1", "two": "1"])],
            tiers: [.capital("a"), .residual(.party("town"))], cap: money("120"))
        let result = try waterfall.distribute(
            [
                drawn("2020-01-01", "100"), paid("2021-01-01", "110"), clawed("2021-06-01", "30.01"),
                paid("2022-01-01", "70"),
            ], until: day("2022-01-01"))
        #expect(
            text(result) == [
                "2021-01-01 capital one 50.00", "2021-01-01 capital two 50.00",
                "2021-01-01 residual town 10.00",
                "2021-06-01 clawback one -15.01", "2021-06-01 clawback two -15.00",
                "2022-01-01 capital one 15.01", "2022-01-01 capital two 15.00",
                "2022-01-01 residual town 10.00",
            ])
        #expect(result.distributions.map(\.paidIn) == [money("110"), money("-30.01"), money("40.01")])
        #expect(result.distributions[2].claimed == money("70"))
        #expect(
            told { () throws(ReturnsError) in
                try waterfall.distribute(
                    [drawn("2020-01-01", "100"), paid("2021-01-01", "60"), clawed("2021-01-01", "1")],
                    until: day("2021-01-01"))
            } == .clawbackAboveReceived("a", day("2021-01-01"), asked: money("1"), received: money("0")))
    }

    @Test func `a guarantor makes good what is short on the day, up to its limit`() throws {
        for (limit, expected) in [(nil, "750.00"), (money("500"), "500.00"), (money("0"), nil)] {
            let waterfall = try Waterfall(
                currency: sek, classes: [held("a", ["fund": "1"])], tiers: [.capital("a")],
                guarantees: [
                    .init(
                        of: "a", by: "foundation", share: ratio("0.75"), limit: limit, on: day("2022-12-31"))
                ])
            let events = [drawn("2020-01-01", "1600"), paid("2022-12-31", "450")]
            let result = try waterfall.distribute(events, until: day("2023-06-30"))
            let called = result.distributions[1]
            #expect(called.cause == .guarantee(by: "foundation") && called.claimed == money("750"))
            #expect(called.lines.map(\.amount) == (expected.map { [money($0)] } ?? []))
            #expect(result.classes[0].received == money("450"))
            // It is not called before its day, nor where the class has what was promised.
            #expect(try waterfall.distribute(events, until: day("2022-12-30")).distributions.isEmpty)
            let enough = [drawn("2020-01-01", "1600"), paid("2021-12-31", "1200")]
            #expect(try waterfall.distribute(enough, until: day("2023-06-30")).distributions.count == 1)
        }
    }

    @Test func `a second guarantor pays what the first has not`() throws {
        let last = day("2022-12-31")
        let waterfall = try Waterfall(
            currency: sek, classes: [held("a", ["fund": "1"])], tiers: [.capital("a")],
            guarantees: [
                .init(of: "a", by: "second", share: ratio("0.9"), on: last),
                .init(of: "a", by: "first", share: ratio("0.5"), on: last),
            ])
        let result = try waterfall.distribute(
            [drawn("2020-01-01", "1000"), paid("2021-01-01", "100")], until: last)
        #expect(result.distributions.map(\.paidIn) == [money("100"), money("400"), money("400")])
        #expect(result.distributions.last?.cause == .guarantee(by: "second"))
    }

    @Test func `what no tier takes is told as undistributed`() throws {
        let waterfall = try Waterfall(
            currency: sek, classes: [held("a", ["fund": "1"])], tiers: [.capital("a")])
        let result = try waterfall.distribute(
            [drawn("2020-01-01", "100"), paid("2021-01-01", "110")], until: day("2021-01-01"))
        #expect(result.distributions[0].undistributed == money("10"))
    }

    @Test func `a summary tells what each investor drew, got and earned`() throws {
        let waterfall = try Waterfall(
            currency: sek, classes: [held("a", ["one": "3", "two": "1"])],
            tiers: [.capital("a"), .residual(.party("town"))])
        let result = try waterfall.distribute(
            [drawn("2021-01-01", "400"), paid("2022-01-01", "300")], until: day("2022-01-01"))
        let summaries = try result.summaries()
        #expect(summaries.map(\.party) == ["one", "two", nil])
        #expect(summaries.map(\.drawn) == [money("300"), money("100"), money("400")])
        #expect(summaries.map(\.received) == [money("225"), money("75"), money("300")])
        for summary in summaries {
            #expect(summary.multiple == ratio("0.75"))
            #expect(abs(try #require(summary.rateOfReturn.rate) + 0.25) < 1e-12)
        }
        let unpaid = try waterfall.distribute([], until: day("2022-01-01")).summaries()
        #expect(unpaid.map(\.multiple) == [nil] && unpaid[0].rateOfReturn.status == .noFlows)
    }

    static let refused: [(ReturnsError, classes: [InvestmentClass], tiers: [Tier])] = [
        (.noClasses, [], [.residual(.party("town"))]),
        (.noTiers, [held("a", ["fund": "1"])], []),
        (.duplicateClass("a"), [held("a", ["fund": "1"]), held("a", ["bank": "1"])], [.capital("a")]),
        (.noInvestors("a"), [held("a", [:])], [.capital("a")]),
        (.investorShare("a", "fund", .zero), [held("a", ["fund": "0"])], [.capital("a")]),
        (
            .duplicateInvestor("a", "fund"),
            [
                InvestmentClass(
                    id: "a",
                    investors: [.init(party: "fund", share: .one), .init(party: "fund", share: .one)])
            ], [.capital("a")]
        ),
        (.unknownClass("b", known: ["a"]), [held("a", ["fund": "1"])], [.capital("b")]),
        (.emptySplit, [held("a", ["fund": "1"])], [.split([])]),
        (.share(.split, .zero), [held("a", ["fund": "1"])], [.split([.init(.party("town"), share: .zero)])]),
        (.share(.catchUp, .one), [held("a", ["fund": "1"])], [.catchUp("town", share: .one)]),
        (.share(.fee, ratio("-0.1")), [held("a", ["fund": "1"])], [.fee("town", share: ratio("-0.1"))]),
        (.multiple("a", .zero), [held("a", ["fund": "1"])], [.multiple("a", .zero)]),
        (.simpleHurdle("a"), [held("a", ["fund": "1"])], [.hurdle("a", rate("0.05", .simple))]),
    ]

    @Test(arguments: refused)
    func `terms that do not fit are refused`(
        error: ReturnsError, classes: [InvestmentClass], tiers: [Tier]
    ) {
        #expect(
            told { () throws(ReturnsError) in try Waterfall(currency: sek, classes: classes, tiers: tiers) }
                == error)
        #expect(error.diagnostics.count == 1 && error.diagnostics[0].expected != nil)
    }

    @Test func `caps, guarantees and events that cannot be are refused`() throws {
        func made(
            _ guarantees: [Waterfall.Guarantee] = [], cap: Money? = nil
        ) throws(ReturnsError) -> Waterfall {
            try Waterfall(
                currency: sek, classes: [held("a", ["fund": "1"])], tiers: [.capital("a")],
                guarantees: guarantees, cap: cap)
        }
        func promise(_ share: String, _ limit: Money? = nil) -> [Waterfall.Guarantee] {
            [.init(of: "a", by: "trust", share: ratio(share), limit: limit, on: day("2020-01-01"))]
        }
        #expect(told { () throws(ReturnsError) in try made(cap: money("-1")) } == .negativeCap(money("-1")))
        #expect(
            told { () throws(ReturnsError) in try made(cap: Money.zero(usd)) }
                == .currency(expected: sek, came: usd))
        #expect(told { () throws(ReturnsError) in try made(promise("0")) } == .guarantee("a", share: .zero))
        #expect(
            told { () throws(ReturnsError) in try made(promise("1.01")) }
                == .guarantee("a", share: ratio("1.01")))
        #expect(
            told { () throws(ReturnsError) in try made(promise("1", money("-1"))) }
                == .guaranteeLimit("a", money("-1")))
        let waterfall = try made(promise("1", money("1")), cap: money("0"))
        let first = day("2020-01-01")
        for (event, error) in [
            (
                WaterfallEvent(first, .receipt, money("-1")),
                ReturnsError.eventAmount(event: "receipt", first, money("-1"))
            ),
            (WaterfallEvent(first, .receipt, .zero(usd)), .currency(expected: sek, came: usd)),
            (WaterfallEvent(first, .drawdown("b"), money("1")), .unknownClass("b", known: ["a"])),
        ] {
            #expect(
                told { () throws(ReturnsError) in try waterfall.distribute([event], until: first) } == error)
        }
        let most = Money(minorUnits: .max, currency: sek)
        let twice = [
            WaterfallEvent(first, .drawdown("a"), most), WaterfallEvent(first, .drawdown("a"), most),
        ]
        guard
            case .arithmetic? = told({ () throws(ReturnsError) in
                try waterfall.distribute(twice, until: first)
            })
        else {
            Issue.record("two sums of 64 bits were added")
            return
        }
    }
}

private func text(_ result: WaterfallResult) -> [String] {
    result.distributions.flatMap { distribution in
        distribution.lines.map {
            "\(distribution.day) \($0.kind.rawValue) \($0.party) \($0.amount.majorUnits)"
        }
    }
}

/// A class whose investors are in the order of their ids.
private func held(_ id: ClassID, _ shares: [String: String]) -> InvestmentClass {
    InvestmentClass(
        id: id,
        investors: shares.sorted { $0.key < $1.key }.map {
            .init(party: PartyID($0.key), share: ratio($0.value))
        })
}

private func rate(_ text: String, _ compounding: Compounding) -> InterestRate {
    try! InterestRate(ratio(text), compounding, .actual365Fixed)
}

private func drawn(_ on: String, _ sum: String, _ id: ClassID = "a") -> WaterfallEvent {
    WaterfallEvent(day(on), .drawdown(id), money(sum))
}

private func paid(_ on: String, _ sum: String) -> WaterfallEvent {
    WaterfallEvent(day(on), .receipt, money(sum))
}

private func clawed(_ on: String, _ sum: String) -> WaterfallEvent {
    WaterfallEvent(day(on), .clawback("a"), money(sum))
}
