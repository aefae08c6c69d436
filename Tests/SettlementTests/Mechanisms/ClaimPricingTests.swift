import OutcomesModel
import Settlement
import Testing

@Suite struct ClaimPricingTests {
    /// Claims of participants `p0` to `p9`, who are of the north up to `p5`, and entered on days 0 to 9.
    private let people = ParticipantTable(
        (0..<10).map { number in
            Participant(
                pseudonym: "p\(number)", group: nil, entry: Day(number: Int32(number)), exit: nil,
                attributes: ["site": number < 6 ? "north" : "south"], line: number + 2)
        })

    private func contract(
        _ outcomes: [Outcome], limits: [ClaimLimit] = [], order: [ClaimLimit.Kind] = ClaimLimit.Kind.allCases,
        index: PriceIndex? = nil, window: Window.Span = .fromEntry(months: 1, skipping: 0),
        ended: Day? = nil
    ) -> Contract {
        let sample = sampleContract(unit: "0.01")
        var terms = PaymentTerms()
        terms.limits = limits
        terms.limitOrder = order
        terms.indexes = index.map { [$0] } ?? []
        terms.termination = ended.map { Termination(day: $0, clause: clause("12")) }
        return Contract(
            id: sample.id, title: sample.title, currency: sek, rounding: sample.rounding,
            starts: sample.starts, ends: sample.ends, source: nil, payableStates: [.verified],
            parties: sample.parties, indicators: [],
            attributes: [Attribute(id: "site", title: "Site", values: ["north", "south"])], groups: [],
            windows: [Window(id: "year", title: "Year", span: window)], outcomes: outcomes, terms: [],
            evaluations: [], payments: sample.payments, settlements: [plan], caps: [], paymentTerms: terms)
    }

    private func card(
        _ id: OutcomeID, _ price: String, after: OutcomeID? = nil, index: PriceIndexID? = nil,
        amended: [(Int32, String)] = []
    ) -> Outcome {
        Outcome(
            id: id, title: "\(id)", indicator: "indicator", subject: .participant, price: money(price),
            payment: "activity", limitPerParticipant: 9, clause: clause("3.\(id)"), after: after,
            index: index,
            amendments: amended.map {
                .init(from: Day(number: $0.0), price: money($0.1), clause: clause("A"))
            })
    }

    private func claim(_ person: Int, _ outcome: OutcomeID, _ quantity: Int64 = 1) -> Claim {
        Claim(
            subject: .participant("p\(person)"), outcome: outcome, window: "year", quantity: quantity,
            cause: cause)
    }

    private func pricing(_ contract: Contract) -> ClaimPricing {
        ClaimPricing(contract: contract, people: people) { (index, day) throws(TariffProblem) in
            guard day.number > 0 else { throw .noIndexValue(index.id, on: day) }
            return Ratio(110)
        }
    }

    private func priced(_ contract: Contract, _ claims: [Claim]) throws -> PricedClaims {
        var pricing = pricing(contract)
        return try pricing.price(claims, dueOn: plan.due)
    }

    private func paid(_ priced: PricedClaims) -> [String] {
        priced.explained.map { "\($0.claim.subject) \($0.claim.outcome) \($0.paid.majorUnits)" }
    }

    /// The card of the DWP's Innovation Fund, 3SC Capitalise (INDIGO-POJ-0139), which pays at most 11,700 a person.
    private let innovation = [
        ("attitude", "700"), ("behaviour", "1300"), ("attendance", "1400"), ("entry_level", "900"),
        ("basic_skills", "900"), ("level_1", "1100"), ("level_2", "3300"), ("level_3", "5100"),
        ("job_13_weeks", "3500"), ("job_26_weeks", "2000"),
    ]

    @Test(arguments: [
        (["behaviour", "attendance", "level_1", "level_2", "level_3"], "12200.00 SEK", "11700.00 SEK"),
        (["attitude", "level_1", "job_13_weeks"], "5300.00 SEK", "5300.00 SEK"),
        (["level_1", "level_2", "level_3", "entry_level", "behaviour"], "11700.00 SEK", "11700.00 SEK"),
    ])
    func `a person is paid for no more than the cap per person`(
        achieved: [String], gross: String, worth: String
    ) throws {
        let limit = ClaimLimit(
            id: "person", title: "At most per person", bound: .perPerson(money("11700")), outcomes: [],
            clause: clause("7"))
        let contract = contract(innovation.map { card(OutcomeID($0.0), $0.1) }, limits: [limit])
        let claims = achieved.map { claim(0, OutcomeID($0)) } + [claim(1, "attitude")]
        let breakdown = try priced(contract, claims).breakdown()
        #expect(try sum(breakdown) == "\(try amount("700").adding(amount(String(worth.dropLast(4)))))")
        let quantities = breakdown.parts.filter { $0.quantity != nil }
        let whole = try quantities.reduce(amount("-700")) { try $0.adding($1.amount) }
        #expect("\(whole)" == gross)
    }

    @Test func `a cap is reached exactly, and cuts the last claims`() throws {
        let outcomes = [card("job", "100"), card("home", "50")]
        for (most, expected) in [
            ("300.00", ["p0 job 100.00", "p0 home 50.00", "p1 job 100.00", "p2 home 50.00"]),
            ("299.99", ["p0 job 100.00", "p0 home 50.00", "p1 job 100.00", "p2 home 49.99"]),
            ("150", ["p0 job 100.00", "p0 home 50.00", "p1 job 0.00", "p2 home 0.00"]),
            ("0", ["p0 job 0.00", "p0 home 0.00", "p1 job 0.00", "p2 home 0.00"]),
        ] {
            let limit = ClaimLimit(
                id: "all", title: "At most", bound: .metric(money(most)), outcomes: [], clause: clause("7"))
            let priced = try priced(
                contract(outcomes, limits: [limit]),
                [claim(2, "home"), claim(1, "job"), claim(0, "home"), claim(0, "job")])
            #expect(paid(priced) == expected)
        }
    }

    @Test func `a limit covers the outcomes that it names`() throws {
        let limit = ClaimLimit(
            id: "homes", title: "Homes", bound: .metric(money("60")), outcomes: ["home"], clause: clause("7"))
        let priced = try priced(
            contract([card("job", "100"), card("home", "50")], limits: [limit]),
            [claim(0, "job"), claim(0, "home"), claim(1, "home"), claim(1, "job")])
        #expect(try sum(priced.breakdown(of: "home")) == "60.00 SEK")
        #expect(
            parts(try priced.breakdown(of: "home")) == ["home = 100.00 SEK", "home: Homes = -40.00 SEK"])
        #expect(try sum(priced.breakdown(of: "job")) == "200.00 SEK")
        #expect(try sum(priced.breakdown()) == "260.00 SEK")
    }

    /// Six of the north and as many of the south as are given claim once each.
    @Test(arguments: [
        ("0.40", 4, 2), ("0.50", 4, 4), ("0.60", 4, 6), ("0.599", 4, 5), ("0.40", 0, 0), ("0", 4, 0),
        ("1", 0, 6), ("0.40", 3, 2), ("0.25", 3, 1), ("0.24", 3, 0),
    ])
    func `one group has at most its share of what is paid, and the most that fits`(
        most: String, south: Int, north: Int
    ) throws {
        let limit = ClaimLimit(
            id: "north", title: "From the north",
            bound: .share(try ShareLimit(attribute: "site", value: "north", most: exact(most))), outcomes: [],
            clause: clause("7"))
        let claims = (0..<6).map { claim($0, "job") } + (6..<6 + south).map { claim($0, "job") }
        let priced = try priced(contract([card("job", "100")], limits: [limit]), claims)
        let paidNorth = priced.explained.filter {
            $0.paid.minorUnits > 0 && $0.claim.subject < .participant("p6")
        }
        #expect(paidNorth.count == north)
        #expect(try priced.breakdown().amount == Amount(money("\((north + south) * 100)")))
    }

    @Test func `where no group is named each has its share, also over settlements`() throws {
        let limit = ClaimLimit(
            id: "sites", title: "Sites",
            bound: .share(try ShareLimit(attribute: "site", value: nil, most: exact("0.5"))), outcomes: [],
            clause: clause("7"))
        var pricing = pricing(contract([card("job", "100")], limits: [limit]))
        // Two of the north and two of the south are paid of six and two.
        let first = try pricing.price((0..<8).map { claim($0, "job") }, dueOn: plan.due)
        #expect(try sum(first.breakdown()) == "400.00 SEK")
        // Then two more of the south leave room for two more of the north, of whom one comes.
        let second = try pricing.price(
            [claim(8, "job"), claim(9, "job"), claim(5, "job")], dueOn: plan.due)
        #expect(paid(second) == ["p5 job 100.00", "p8 job 100.00", "p9 job 0.00"])
    }

    @Test func `a milestone is paid after the one before it, whenever that was achieved`() throws {
        let outcomes = [
            card("start", "10"), card("half", "20", after: "start"), card("all", "30", after: "half"),
        ]
        var pricing = pricing(contract(outcomes))
        let first = try pricing.price(
            [claim(0, "all"), claim(0, "half"), claim(1, "start"), claim(1, "half"), claim(2, "all")],
            dueOn: plan.due)
        #expect(
            paid(first) == [
                "p0 half 0.00", "p0 all 0.00", "p1 start 10.00", "p1 half 20.00", "p2 all 0.00",
            ])
        #expect(
            parts(try first.breakdown(of: "half")) == [
                "half = 40.00 SEK", "half: not before start = -20.00 SEK",
            ])
        let second = try pricing.price([claim(1, "all"), claim(2, "half")], dueOn: plan.due)
        #expect(paid(second) == ["p1 all 30.00", "p2 half 0.00"])
    }

    @Test func `claims of an old period keep the old price`() throws {
        // Windows of a month from days 0 to 9 end on days 30 to 39.
        let outcomes = [card("job", "100", amended: [(32, "150"), (35, "200")])]
        let claims = [0, 1, 2, 4, 5, 9].map { claim($0, "job") }
        let priced = try priced(contract(outcomes), claims)
        #expect(
            paid(priced) == [
                "p0 job 100.00", "p1 job 100.00", "p2 job 150.00", "p4 job 150.00", "p5 job 200.00",
                "p9 job 200.00",
            ])
        let breakdown = try priced.breakdown()
        #expect(breakdown.parts.map(\.clause.number) == ["3.job", "A", "A"])
        #expect(try sum(breakdown) == "900.00 SEK")
    }

    @Test func `the day of a claim is no later than the settlement or the end of the contract`() throws {
        let outcomes = [card("job", "100", amended: [(300, "150")])]
        let whole = Window.Span.fromStart(months: 12, skipping: 0)
        for (ended, worth) in [(nil, "150.00 SEK"), (299, "100.00 SEK"), (300, "150.00 SEK")]
            as [(Int32?, String)]
        {
            let contract = contract(outcomes, window: whole, ended: ended.map { Day(number: $0) })
            #expect(try sum(priced(contract, [claim(0, "job")]).breakdown()) == worth)
        }
        var pricing = pricing(contract(outcomes, window: whole))
        let early = try pricing.price([claim(0, "job")], dueOn: Day(number: 299))
        #expect(try sum(early.breakdown()) == "100.00 SEK")
    }

    @Test func `a price follows its index on the day of the claim, and none is guessed`() throws {
        let index = try PriceIndex(
            id: "wages", title: "Wages", indicator: "wages", base: Ratio(100), least: nil, most: nil,
            rounding: Rounding(mode: .halfEven, unit: money("0.01")), clause: clause("9"))
        let contract = contract([card("job", "100", index: "wages")], index: index)
        #expect(try sum(priced(contract, [claim(0, "job")]).breakdown()) == "110.00 SEK")
        var pricing = pricing(contract)
        let error = SettlementError.price(outcome: "job", .noIndexValue("wages", on: Day(number: 0)))
        #expect(throws: error) { try pricing.price([claim(0, "job")], dueOn: Day(number: 0)) }
    }

    @Test func `the order of limits is a term`() throws {
        let limits = [
            ClaimLimit(
                id: "person", title: "Person", bound: .perPerson(money("60")), outcomes: [],
                clause: clause("7")),
            ClaimLimit(
                id: "metric", title: "Metric", bound: .metric(money("150")), outcomes: ["job"],
                clause: clause("8")),
        ]
        let claims = [claim(0, "job"), claim(1, "job"), claim(2, "job")]
        for (order, worth) in [
            ([.metric, .perPerson, .share], "110.00 SEK"), ([.perPerson, .metric, .share], "150.00 SEK"),
        ] as [([ClaimLimit.Kind], String)] {
            let contract = contract([card("job", "100")], limits: limits, order: order)
            #expect(try sum(priced(contract, claims).breakdown()) == worth)
        }
    }

    @Test func `what cannot be priced is refused`() throws {
        let contract = contract([card("job", "100")])
        #expect(throws: SettlementError.unknownOutcome("jobs", known: ["job"])) {
            try priced(contract, [claim(0, "jobs")])
        }
        #expect(throws: SettlementError.quantity(outcome: "job", came: 0)) {
            try priced(contract, [claim(0, "job", 0)])
        }
        #expect(throws: SettlementError.self) { try priced(contract, [claim(0, "job", .max)]) }
        #expect(try sum(priced(contract, []).breakdown()) == "0.00 SEK")
    }

    /// A contract with every kind of limit, and claims that meet all of them.
    private func everything(_ random: inout SplitMix64) throws -> (Contract, [Claim]) {
        let outcomes = (0..<5).map { number in
            card(
                OutcomeID("o\(number)"), "\(Int.random(in: 0...300, using: &random)).\(number)",
                after: number > 2 ? OutcomeID("o\(number - 2)") : nil,
                amended: number == 1 ? [(Int32.random(in: 20...40, using: &random), "77.77")] : [])
        }
        let limits = [
            ClaimLimit(
                id: "person", title: "Person",
                bound: .perPerson(money("\(Int.random(in: 0...900, using: &random))")), outcomes: [],
                clause: clause("7")),
            ClaimLimit(
                id: "metric", title: "Metric",
                bound: .metric(money("\(Int.random(in: 0...2_000, using: &random))")),
                outcomes: ["o0", "o3"],
                clause: clause("8")),
            ClaimLimit(
                id: "share", title: "Share",
                bound: .share(
                    try ShareLimit(
                        attribute: "site", value: Bool.random(using: &random) ? "north" : nil,
                        most: Ratio(Int128.random(in: 0...10, using: &random), over: 10))),
                outcomes: [], clause: clause("9")),
        ]
        let claims = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            claim(
                .random(in: 0..<10, using: &random), OutcomeID("o\(Int.random(in: 0..<5, using: &random))"),
                .random(in: 1...3, using: &random))
        }
        let order = ClaimLimit.Kind.allCases.shuffled(using: &random)
        return (contract(outcomes, limits: limits, order: order), claims)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `parts add up, no limit is passed, and the order of claims does not matter`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let (contract, claims) = try everything(&random)
        let priced = try priced(contract, claims)
        let whole = try priced.breakdown()
        let addedUp = try sum(whole)
        #expect(addedUp == "\(whole.amount)")
        var perPerson: [SubjectID: Int64] = [:]
        var total: Int64 = 0
        for each in priced.explained {
            let gross = each.unitPrice.minorUnits * each.claim.quantity
            #expect(gross == each.cuts.reduce(each.paid.minorUnits) { $0 + $1.amount.minorUnits })
            #expect(each.paid.minorUnits >= 0)
            perPerson[each.claim.subject, default: 0] += each.paid.minorUnits
            total += each.paid.minorUnits
        }
        #expect(whole.amount == Amount(Money(minorUnits: total, currency: sek)))
        if case .perPerson(let most) = contract.limits[0].bound {
            #expect(perPerson.values.allSatisfy { $0 <= most.minorUnits })
        }
        if case .metric(let most) = contract.limits[1].bound {
            let metric = try priced.breakdown(of: "o0").amount.adding(priced.breakdown(of: "o3").amount)
            let isAbove = try Amount(most).isLess(than: metric)
            #expect(!isAbove)
        }
        let shuffled = try self.priced(contract, claims.shuffled(using: &random))
        #expect(paid(shuffled) == paid(priced))
        #expect(try shuffled.breakdown() == whole)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a share limit pays as many claims as any choice of them could`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let most = try Ratio(Int128.random(in: 0...10, using: &random), over: 10)
        let limit = ClaimLimit(
            id: "share", title: "Share",
            bound: .share(try ShareLimit(attribute: "site", value: nil, most: most)),
            outcomes: [], clause: clause("9"))
        let claims = (0..<10).compactMap { Bool.random(using: &random) ? claim($0, "job") : nil }
        let north = claims.count { $0.subject < .participant("p6") }
        var best = 0
        for kept in 0...north {
            for others in 0...(claims.count - north) {
                let bound = try most.multiplied(by: Ratio(kept + others))
                if Ratio(max(kept, others)) <= bound { best = max(best, kept + others) }
            }
        }
        let priced = try priced(contract([card("job", "1")], limits: [limit]), claims)
        #expect(priced.explained.count { $0.paid.minorUnits > 0 } == best)
    }
}
