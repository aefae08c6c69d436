package import OutcomesModel

/// A contract before it is signed: drawn outcomes, settled by its own rules.
package struct SimulationRun: Sendable {
    package let contract: Contract
    package let plan: SettlementPlan
    package let terms: SimulationTerms
    package let sampler: Sampler
    package let stakes: Stakes
    package let central: Levels
    package let draws: Int
    package let seed: UInt64

    package static let mostDraws = 10_000_000

    /// - Throws: `tooFewDraws`, `nothingToDraw`, and what the sampler throws.
    package init(
        _ contract: Contract, plan: SettlementPlan, terms: SimulationTerms,
        evidence: [QuantityID: ResampledEstimate], draws: Int, seed: UInt64
    ) throws(SimulationError) {
        guard (1...Self.mostDraws).contains(draws) else { throw .tooFewDraws(draws) }
        guard !terms.quantities.isEmpty else { throw .nothingToDraw(file: terms.file) }
        self.contract = contract
        self.plan = plan
        self.terms = terms
        self.draws = draws
        self.seed = seed
        sampler = try Sampler(terms.quantities, evidence: evidence)
        central = try sampler.central()
        stakes = Stakes(
            terms.stakes + contract.drawnCapital, parties: contract.parties.map(\.id),
            quantities: terms.quantities)
    }

    /// Draws, settles and sums up.
    ///
    /// - Parameters:
    ///   - settle: gives what levels come to, by the pack's rules.
    ///   - all: gives all draws, in their order.
    package func run(
        settle: @escaping (Levels) throws -> Payoff, all: () throws -> [SimulatedDraw]
    ) throws -> SimulationResult {
        // The sweep is first: what is wrong with the rules shows at once.
        let (curves, incentives) = try sweep(settle)
        let drawn = try all()
        let net = try drawn.map { try stakes.net($0.payoff, at: $0.levels) }
        return SimulationResult(
            run: self, parties: results(drawn, net), curves: curves,
            bands: curves.map { $0.turned == nil ? bands(along: $0, drawn, net) : [] },
            incentives: incentives,
            levels: sampler.quantities.indices.map { place in Spread(drawn.map { $0.levels[place] }) },
            drawsWithHeld: drawn.count { $0.payoff.held > 0 }, cut: cut(drawn))
    }

    private func cut(_ drawn: [SimulatedDraw]) -> [SimulationResult.Cut] {
        sampler.quantities.indices.compactMap { place in
            let count = drawn.reduce(0) { $0 + $1.cut[place] }
            guard count > 0 else { return nil }
            let quantity = sampler.quantities[place]
            var figures = drawn.count
            if case .people(_, _, let size) = quantity.target { figures *= size }
            return SimulationResult.Cut(quantity: quantity.id, count: count, figures: figures)
        }
    }

    private func sweep(
        _ settle: @escaping (Levels) throws -> Payoff
    ) throws -> ([PayoffCurve], [FoundIncentive]) {
        var curves: [PayoffCurve] = []
        var found: [FoundIncentive] = []
        for (place, quantity) in sampler.quantities.enumerated() {
            guard let range = try range(of: place) else { continue }
            var known: Set<Incentive> = []
            for turned in [nil] + turns(but: place) {
                var sweep = Sweep(
                    place: place, quantity: quantity, central: central, turned: turned, stakes: stakes,
                    settle: settle)
                let grid = try sweep.curve(over: range)
                guard grid.hasEffect else {
                    guard turned == nil else { continue }
                    let elsewhere = try hasEffect(place, over: range, settle)
                    found.append(
                        FoundIncentive(
                            incentive: .noEffect(quantity.id, elsewhere: elsewhere), turned: nil))
                    continue
                }
                var search = IncentiveSearch(contract, grid, sweep)
                let incentives = try search.found()
                found += incentives.filter { !known.contains($0) }
                    .map { FoundIncentive(incentive: $0, turned: turned) }
                known.formUnion(incentives)
                let curve = try search.sweep.curve(over: range, with: Set(incentives.flatMap(\.edges)))
                // A turned curve that is as the one before shows nothing.
                if !curves.contains(where: { $0.quantity == place && $0.payoffs == curve.payoffs }) {
                    curves.append(curve)
                }
            }
        }
        return (curves, found)
    }

    /// Returns each quantity of yes and no as it is not in the middle.
    private func turns(but place: Int) -> [Turned?] {
        sampler.quantities.indices.compactMap { other in
            guard other != place, sampler.quantities[other].isYesOrNo else { return nil }
            return Turned(quantity: other, level: 1 - central.units[other])
        }
    }

    /// Whether in any of the first draws it matters at which end a quantity is.
    private func hasEffect(
        _ place: Int, over range: ClosedRange<Int64>, _ settle: (Levels) throws -> Payoff
    ) throws -> Bool {
        try (0..<min(draws, 50)).contains { draw in
            let levels = try sampler.levels(seed: seed, draw: draw)
            return try settle(levels.setting(place, to: range.lowerBound))
                != settle(levels.setting(place, to: range.upperBound))
        }
    }

    /// Returns the levels that a quantity is swept over: those declared, or all but one in a thousand at each end.
    private func range(of place: Int) throws(SimulationError) -> ClosedRange<Int64>? {
        let quantity = sampler.quantities[place]
        if quantity.isYesOrNo { return 0...1 }
        if case .fixed = quantity.distribution, quantity.levels == nil { return nil }
        let range: ClosedRange<Int64>
        if let levels = quantity.levels {
            range = levels
        } else {
            let low = try sampler.level(at: 0.001, of: place)
            range = low...max(low, try sampler.level(at: 0.999, of: place))
        }
        guard range.lowerBound < range.upperBound else { return nil }
        guard !range.upperBound.subtractingReportingOverflow(range.lowerBound).overflow else {
            throw .tooLarge(quantity.id, clause: quantity.clause)
        }
        return range
    }

    private func results(_ drawn: [SimulatedDraw], _ net: [[Int64]]) -> [PartyResult] {
        contract.parties.indices.compactMap { place in
            let sums = net.map { $0[place] }
            // Who neither pays, receives nor has a stake has nothing to be shown.
            guard sums.contains(where: { $0 != 0 }) || drawn.contains(where: { $0.payoff.isInvolved[place] })
            else { return nil }
            func share(_ isCounted: (Int) -> Bool) -> Ratio {
                let count = drawn.indices.count(where: isCounted)
                return (try? Ratio(Int128(count), over: Int128(drawn.count))) ?? .zero
            }
            return PartyResult(
                party: contract.parties[place].id, spread: Spread(sums),
                histogram: Histogram(sums), loses: share { sums[$0] < 0 },
                isUntouched: share { !drawn[$0].payoff.isInvolved[place] },
                isCapped: share { drawn[$0].payoff.isCapped[place] })
        }
    }

    /// Cuts a curve into at most twenty parts of about equal width.
    private func bands(
        along curve: PayoffCurve, _ drawn: [SimulatedDraw], _ net: [[Int64]]
    ) -> [PayoffBand] {
        let stride = max(1, (curve.levels.count - 1 + 19) / 20)
        var edges = Swift.stride(from: 0, to: curve.levels.count - 1, by: stride).map { curve.levels[$0] }
        edges.append(curve.levels[curve.levels.count - 1])
        let isAscending = edges[0] <= edges[edges.count - 1]
        let bounds = isAscending ? edges : edges.reversed()
        var members = [[Int]](repeating: [], count: bounds.count - 1)
        for (place, draw) in drawn.enumerated() {
            let level = draw.levels[curve.quantity]
            guard level >= bounds[0], level <= bounds[bounds.count - 1] else { continue }
            let above = bounds.partitioningIndex { $0 > level }
            members[min(above, bounds.count - 1) - 1].append(place)
        }
        let bands = members.indices.map { band in
            PayoffBand(
                worse: isAscending ? bounds[band] : bounds[band + 1],
                better: isAscending ? bounds[band + 1] : bounds[band],
                spreads: members[band].isEmpty
                    ? nil
                    : contract.parties.indices.map { party in Spread(members[band].map { net[$0][party] }) })
        }
        return isAscending ? bands : bands.reversed()
    }
}

/// What a simulation has shown.
package struct SimulationResult: Sendable {
    package let run: SimulationRun
    /// Of parties that pay, receive or have a stake.
    package let parties: [PartyResult]
    /// Of quantities on which something hangs.
    package let curves: [PayoffCurve]
    /// The draws along each curve; none along one with a yes or no turned round.
    package let bands: [[PayoffBand]]
    package let incentives: [FoundIncentive]
    /// Of each quantity, in its units.
    package let levels: [Spread]
    /// Draws in which the rule of somebody failed, who was left out.
    package let drawsWithHeld: Int
    /// Quantities of which figures were drawn beyond what can be.
    package let cut: [Cut]

    package struct Cut: Hashable, Sendable {
        package let quantity: QuantityID
        /// So many, of so many that were drawn.
        package let count, figures: Int

        package init(quantity: QuantityID, count: Int, figures: Int) {
            self.quantity = quantity
            self.count = count
            self.figures = figures
        }
    }
}

extension Contract {
    /// What investors put in by the terms of the waterfalls, all drawdowns of a class together.
    fileprivate var drawnCapital: [Stake] {
        waterfalls.flatMap { terms in
            terms.classes.flatMap { capital -> [Stake] in
                let drawdowns = terms.drawdowns.filter { $0.investors == capital.id }
                guard let first = drawdowns.first else { return [] }
                return capital.investors.compactMap { investor in
                    guard let sum = share(of: investor, in: capital, drawdowns) else { return nil }
                    return Stake(
                        party: investor.party, title: "\(capital.title), drawn", kind: .cost,
                        sum: .fixed(sum), clause: first.clause ?? terms.tiers[0].clause)
                }
            }
        }
    }

    private func share(
        of investor: InvestmentClass.Investor, in capital: InvestmentClass, _ drawdowns: [Drawdown]
    ) -> Money? {
        let units = drawdowns.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
        guard let whole = try? capital.investors.reduce(Ratio.zero, { try $0.adding($1.share) }),
            let sum = try? investor.share.divided(by: whole).multiplied(by: Ratio(units)),
            let fitting = Int64(exactly: sum.rounded(.halfEven))
        else { return nil }
        return Money(minorUnits: fitting, currency: currency)
    }
}

extension Incentive {
    /// Levels on both sides of what was found.
    fileprivate var edges: [Int64] {
        switch self {
        case .cliff(let cliff): [cliff.worse, cliff.better]
        case .falls(let fall): [fall.worse, fall.better]
        case .flat(_, _, let stretches): stretches.flatMap { [$0.worse, $0.better] }
        case .noEffect: []
        }
    }
}
