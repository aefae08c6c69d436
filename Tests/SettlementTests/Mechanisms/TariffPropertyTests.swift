import OutcomesModel
import Settlement
import Testing

/// Tariffs and figures made up from a seed, the same on every machine.
@Suite struct TariffPropertyTests {
    private static let kinds = Mechanism.Kind.allCases

    private func decimal(_ range: ClosedRange<Int64>, _ random: inout SplitMix64) -> Ratio {
        Decimal(units: .random(in: range, using: &random), decimals: .random(in: 0...6, using: &random)).ratio
    }

    private func amount(_ random: inout SplitMix64) -> Amount {
        Amount(minorUnits: decimal(0...1_000_000_00, &random), currency: sek)
    }

    private func share(_ random: inout SplitMix64) throws -> Ratio {
        try Ratio(Int128.random(in: 0...1_000, using: &random), over: 1_000)
    }

    /// Returns figures that go up.
    private func steps(_ random: inout SplitMix64) -> [Ratio] {
        Set((0..<Int.random(in: 1...6, using: &random)).map { _ in decimal(1...100_000, &random) }).sorted()
    }

    private func mechanism(_ kind: Mechanism.Kind, _ random: inout SplitMix64) throws -> Mechanism {
        let base = BaseSum.sum(amount(&random))
        switch kind {
        case .unitPrice: return .unitPrice(try UnitPrice(price: amount(&random)))
        case .step:
            let tiers = steps(&random).map {
                StepTariff.Tier(
                    upTo: $0, price: amount(&random),
                    most: Bool.random(using: &random) ? amount(&random) : nil)
            }
            return .step(try StepTariff(tiers: tiers + [.init(upTo: nil, price: amount(&random), most: nil)]))
        case .threshold:
            return .threshold(
                try ThresholdTable(
                    reached: .atLeast,
                    rows: steps(&random).map { .init(at: $0, amount: amount(&random), clause: nil) }))
        case .band:
            let isRate = Bool.random(using: &random)
            let points = try steps(&random).map {
                Band.Point(
                    at: $0, value: isRate ? try share(&random) : decimal(0...1_000_000, &random), clause: nil)
            }
            return .band(
                try Band(
                    points: points, interpolates: Bool.random(using: &random),
                    worth: isRate ? .rates(of: base) : .sums(sek)))
        case .savingsShare:
            let tiers = try steps(&random).map {
                SavingsShare.Tier(upTo: Amount(minorUnits: $0, currency: sek), share: try share(&random))
            }
            return .savingsShare(try SavingsShare(tiers: tiers))
        case .activityGuarantee: return .activityGuarantee(try ShareOfSum(of: base, share: share(&random)))
        case .guarantee: return .guarantee(try Guarantee(of: base, share: share(&random)))
        case .bonus: return .bonus(amount(&random))
        case .netting: return .netting
        case .staged:
            let first = try share(&random)
            return .staged(
                try StagedPayment(
                    price: amount(&random),
                    stages: [
                        .init(outcome: "entry", share: first),
                        .init(outcome: "lasting", share: try Ratio.one.subtracting(first)),
                    ]))
        case .standingCharge:
            return .standingCharge(
                try StandingCharge(
                    price: amount(&random), every: .allCases.randomElement(using: &random) ?? .month,
                    counting: .allCases.randomElement(using: &random) ?? .begun))
        case .referralShortfall:
            return .referralShortfall(
                try ReferralShortfall(price: amount(&random), expected: decimal(0...1_000, &random)))
        case .termination:
            return .termination(
                try TerminationPayment(of: base, rows: [.init(from: nil, share: share(&random))]))
        }
    }

    private func matter(_ kind: Mechanism.Kind, _ random: inout SplitMix64) -> TariffMatter {
        let first = Day(number: .random(in: 0...10_000, using: &random))
        let isMoney = kind == .savingsShare || kind == .guarantee
        var matter = TariffMatter(
            figure: isMoney
                ? .money(Amount(minorUnits: decimal(-100_000...1_000_000, &random), currency: sek))
                : .number(decimal(0...100_000, &random)),
            days: (first, first.adding(days: .random(in: -1...2_000, using: &random))), currency: sek)
        matter.netted = (0..<3).map { _ in
            NettedSum(
                label: "Metric", amount: Amount(minorUnits: decimal(-1_000...1_000, &random), currency: sek),
                clause: clause("5"))
        }
        matter.counts = [
            "entry": .random(in: 0...900, using: &random), "lasting": .random(in: 0...900, using: &random),
        ]
        matter.endedOn = Bool.random(using: &random) ? first : nil
        return matter
    }

    private func priced(
        _ kind: Mechanism.Kind, _ mechanism: Mechanism, _ matter: TariffMatter, most: Amount?
    ) throws -> Breakdown {
        let version = Tariff.Version(from: nil, mechanism: mechanism, most: most, clause: clause("4"))
        let tariff = Tariff(
            id: "tariff", title: "Tariff", payment: nil, figure: nil, rounding: nil, conditions: [],
            index: nil,
            versions: [version])
        return try tariff.breakdown(of: matter, by: version)
    }

    @Test(arguments: Mechanism.Kind.allCases, [1, 2, 3, 4] as [UInt64])
    func `parts add up, nothing is below zero, and no cap is passed`(
        kind: Mechanism.Kind, seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let mechanism = try mechanism(kind, &random)
            let matter = matter(kind, &random)
            let free = try priced(kind, mechanism, matter, most: nil)
            #expect(try sum(free) == "\(free.amount)")
            #expect(free.amount.minorUnits.signum >= 0)
            let most = amount(&random)
            let capped = try priced(kind, mechanism, matter, most: most)
            #expect(try sum(capped) == "\(capped.amount)")
            #expect(capped.amount.minorUnits == min(free.amount.minorUnits, most.minorUnits))
            // What is split adds up to it as well.
            let split = try PaymentSplit(
                id: "s", title: "S",
                parts: [("a", 3), ("b", 1), ("c", 7)].map {
                    .init(payment: PaymentID($0.0), weight: Ratio($0.1))
                },
                clause: clause("2"))
            let rounding = Rounding(mode: .halfEven, unit: money("1"))
            let shares = try split.share(capped, rounding: rounding)
            let paid = try shares.reduce(Money.zero(sek)) { try $0.adding($1.paid) }
            #expect(paid == (try rounding.apply(to: capped.amount).paid))
        }
    }

    /// More is worth no less, where a figure counts what is good.
    @Test(arguments: [.unitPrice, .step, .savingsShare] as [Mechanism.Kind], [1, 2, 3] as [UInt64])
    func `a greater figure is never worth less`(kind: Mechanism.Kind, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<30 {
            let mechanism = try mechanism(kind, &random)
            var matter = matter(kind, &random)
            var before = Ratio.zero
            for figure in steps(&random) {
                matter.figure =
                    kind == .savingsShare
                    ? .money(Amount(minorUnits: figure, currency: sek)) : .number(figure)
                let worth = try priced(kind, mechanism, matter, most: nil).amount.minorUnits
                #expect(worth >= before)
                before = worth
            }
        }
    }

    @Test(arguments: [.unitPrice, .step, .staged] as [Mechanism.Kind])
    func `what does not fit is an error of the tariff, with both operands`(kind: Mechanism.Kind) throws {
        let huge = Amount(minorUnits: Ratio(Int128.max), currency: sek)
        let mechanism: Mechanism =
            switch kind {
            case .step: .step(try StepTariff(tiers: [.init(upTo: nil, price: huge, most: nil)]))
            case .staged:
                .staged(try StagedPayment(price: huge, stages: [.init(outcome: "entry", share: .one)]))
            default: .unitPrice(try UnitPrice(price: huge))
            }
        var matter = TariffMatter(
            figure: .number(Ratio(3)), days: (Day(number: 0), Day(number: 1)), currency: sek)
        matter.counts = ["entry": 3]
        #expect(
            throws: TariffProblem.arithmetic(
                .overflow(operation: "*", left: "\(Int128.max)", right: "3"))
        ) { try priced(kind, mechanism, matter, most: nil) }
    }
}
