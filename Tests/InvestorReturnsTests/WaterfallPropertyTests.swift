import InvestorReturns
import OutcomesModel
import Testing

/// What holds for every waterfall, over random ones.
@Suite struct WaterfallPropertyTests {
    @Test(arguments: 0..<100)
    func `the parts add up to what was paid in, and no tier gives more than it owes`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let waterfall = try randomWaterfall(&random)
        let events = randomEvents(&random, waterfall)
        let result = try waterfall.distribute(events, until: last)
        for distribution in result.distributions {
            let sum = distribution.lines.map(\.amount.minorUnits).reduce(0, +)
            #expect(sum + distribution.undistributed.minorUnits == distribution.paidIn.minorUnits)
            #expect(distribution.paidIn.minorUnits <= distribution.claimed.minorUnits)
            #expect(distribution.undistributed.minorUnits >= 0)
            for line in distribution.lines {
                let isBack = line.kind == .clawback
                #expect(isBack ? line.amount.minorUnits < 0 : line.amount.minorUnits > 0)
                guard let owed = line.owed else { continue }
                // Half a minor unit is what rounding may give beyond what is owed.
                #expect(FixedPoint(owed.paid.minorUnits) - owed.before <= FixedPoint(ratio("0.5")))
                let paid = distribution.lines.filter { $0.tier == line.tier }.map(\.amount.minorUnits).reduce(
                    0, +)
                #expect(paid == owed.paid.minorUnits && owed.after == owed.before - FixedPoint(paid))
            }
            let tiers = distribution.lines.compactMap(\.tier)
            #expect(tiers == tiers.sorted())
        }
        let paidIn = result.distributions.filter { if case .guarantee = $0.cause { false } else { true } }
            .map(\.paidIn.minorUnits).reduce(0, +)
        if let cap = waterfall.cap { #expect(paidIn <= cap.minorUnits) }
        for balance in result.classes {
            #expect(balance.capitalOutstanding.minorUnits >= 0)
            #expect(
                balance.capitalOutstanding.minorUnits <= balance.drawn.minorUnits
                    + balance.received.minorUnits + clawed(events))
        }
    }

    @Test(arguments: 0..<40)
    func `the order of the events decides nothing, nor what comes after the day`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) + 1_000)
        let waterfall = try randomWaterfall(&random)
        let events = randomEvents(&random, waterfall)
        let result = try waterfall.distribute(events, until: last)
        #expect(try waterfall.distribute(events.shuffled(using: &random), until: last) == result)
        let earlier = day("2023-05-05")
        let known = try waterfall.distribute(events, until: earlier)
        #expect(try waterfall.distribute(events.filter { $0.day <= earlier }, until: earlier) == known)
        #expect(Array(result.distributions.prefix(known.distributions.count)) == known.distributions)
    }

    private let last = day("2028-12-31")

    private func clawed(_ events: [WaterfallEvent]) -> Int64 {
        events.reduce(0) { if case .clawback = $1.kind { $0 + $1.amount.minorUnits } else { $0 } }
    }

    private func randomWaterfall(_ random: inout SplitMix64) throws -> Waterfall {
        let ids: [ClassID] = ["senior", "junior"]
        let classes = ids.map { id in
            InvestmentClass(
                id: id,
                investors: (0..<Int.random(in: 1...3, using: &random)).map {
                    .init(party: PartyID("\(id)\($0)"), share: Ratio(Int.random(in: 1...7, using: &random)))
                })
        }
        var tiers: [Tier] = []
        for id in ids {
            let rate = try InterestRate(
                Ratio(Int128.random(in: 0...1_500, using: &random), over: 10_000),
                Bool.random(using: &random) ? .simple : .annual,
                DayCount.allCases.randomElement(using: &random)!)
            tiers.append(.preferredReturn(id, rate))
            tiers.append(
                [
                    .capital(id), .multiple(id, ratio("1.35")),
                    .hurdle(id, try InterestRate(ratio("0.07"), .annual, .actual365Fixed)),
                ].randomElement(using: &random)!)
        }
        tiers.append(.fee("agent", share: ratio("0.015")))
        tiers.append(.catchUp("provider", share: ratio("0.17")))
        tiers.shuffle(using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: tiers.append(.residual(.investors("junior")))
        case 1:
            tiers.append(
                .split([
                    .init(.investors("senior"), share: Ratio(3)), .init(.party("provider"), share: Ratio(2)),
                    .init(.investors("junior"), share: Ratio(2)),
                ]))
        default: break
        }
        return try Waterfall(
            currency: sek, classes: classes, tiers: tiers,
            guarantees: [
                .init(
                    of: "senior", by: "trust", share: ratio("0.8"), limit: money("70000"),
                    on: day("2025-06-30"))
            ], cap: Bool.random(using: &random) ? money("900000") : nil)
    }

    private func randomEvents(_ random: inout SplitMix64, _ waterfall: Waterfall) -> [WaterfallEvent] {
        var events: [WaterfallEvent] = []
        func sum(_ most: Int64) -> Money {
            Money(minorUnits: .random(in: 0...most, using: &random), currency: sek)
        }
        // Days of few different dates, so that several events share one.
        func some() -> Day { day("2020-01-15").adding(days: 97 * Int.random(in: 0...30, using: &random)) }
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let id = waterfall.classes.randomElement(using: &random)!.id
            events.append(WaterfallEvent(some(), .drawdown(id), sum(40_000_000)))
        }
        for _ in 0..<Int.random(in: 0...7, using: &random) {
            events.append(WaterfallEvent(some(), .receipt, sum(30_000_000)))
        }
        // A clawback of what the class has for sure: the first receipt may be little, and then none is made.
        if let senior = try? waterfall.distribute(events, until: day("2022-01-01")).classes[0].received {
            let back = Money(minorUnits: senior.minorUnits / 3, currency: sek)
            events.append(WaterfallEvent(day("2022-01-01"), .clawback("senior"), back))
        }
        return events
    }
}
