import OutcomesModel
import Simulation

/// The sentences of a simulation.
struct SimulationWords {
    let run: SimulationRun

    private var contract: Contract { run.contract }

    func name(_ party: PartyID) -> String { contract.party(party)?.name ?? party.rawValue }

    func quantity(_ id: QuantityID) -> DrawnQuantity {
        // Safe because what was found is about the quantities that were drawn.
        run.sampler.quantities.first { $0.id == id }!
    }

    func heading(of curve: PayoffCurve) -> String {
        let title = run.sampler.quantities[curve.quantity].title
        return "By \(title)" + (curve.turned.map { ", where \(turned($0))" } ?? "")
    }

    /// `better school results: no`.
    func turned(_ turned: Turned) -> String {
        let quantity = run.sampler.quantities[turned.quantity]
        return "\(quantity.title): \(quantity.shown(turned.level))"
    }

    func sum(of stake: Stake) -> String {
        let sign = stake.kind == .cost ? "-" : ""
        switch stake.sum {
        case .fixed(let money): return sign + money.grouped()
        case .each(let money, let id): return "\(sign)\(money.grouped()) for each \(quantity(id).unit)"
        }
    }

    /// `normal, mean 5,000,000, deviation 4,900,000; 0.3 with the saving`.
    func distribution(of drawn: DrawnQuantity) -> String {
        drawn.distribution.words
            + (drawn.correlation.map {
                "; correlated by \($0.coefficient) with \(quantity($0.with).title)"
            } ?? "")
    }

    // MARK: Incentives

    func incentives(of result: SimulationResult) -> [Block] {
        var blocks = result.incentives.compactMap(block)
        for isElsewhere in [true, false] {
            if let note = note(on: result, elsewhere: isElsewhere) { blocks.append(note) }
        }
        if result.drawsWithHeld > 0 {
            blocks.append(
                .callout(
                    Callout(
                        .warning,
                        "In \(result.drawsWithHeld.grouped) draws the rule of somebody failed, who was left out."
                    )))
        }
        if !result.curves.isEmpty, !result.incentives.contains(where: { $0.incentive.isWarning }) {
            blocks.append(
                .callout(
                    Callout(
                        .good,
                        "No cliff, no flat stretch, and nobody of those looked at who is better off when outcomes are worse."
                    )))
        }
        if let unknown = unknownBenefits { blocks.append(.footnote(unknown)) }
        blocks.append(
            .footnote(
                "Looked for with all other quantities at their middle, and with each yes or no turned round. A cliff: one "
                    + "unit moves at least 5 % of what a party's payments vary by, and five times what a unit moves on "
                    + "average. A flat stretch: at least 5 % of the levels. What rises and falls again between two levels "
                    + "of a curve can be missed."))
        return blocks
    }

    private var unknownBenefits: String? {
        let payers = contract.parties.filter { party in
            contract.payments.contains { $0.from == party.id } && !run.stakes.hasBenefit(party.id)
        }
        guard !payers.isEmpty else { return nil }
        return
            "No [[stake]] says what outcomes are worth to \(listed(payers.map(\.name))): only payments are shown "
            + "there, and whether worse outcomes would be welcome is not judged."
    }

    private func block(_ found: FoundIncentive) -> Block? {
        let place = found.turned.map { "Where \(turned($0)). " } ?? ""
        switch found.incentive {
        case .cliff(let cliff): return .callout(Callout(.warning, place + words(cliff)))
        case .falls(let fall):
            return .callout(
                Callout(
                    .warning,
                    place
                        + "\(name(fall.party)) gains when outcomes fall: it has \(sum(fall.loss)) less where "
                        + "\(change(quantity(fall.quantity), fall.worse, fall.better)), which is better."))
        case .flat(let party, let id, let stretches):
            let quantity = quantity(id)
            let places = stretches.map {
                "from \(quantity.figure($0.worse).grouped) to \(quantity.figure($0.better).grouped)"
            }
            return .callout(
                Callout(
                    .warning,
                    place + "More outcome earns \(name(party)) nothing as \(quantity.title) goes "
                        + "\(listed(places)) \(quantity.unit)."))
        case .noEffect: return nil
        }
    }

    /// Says which quantities change nothing with all else at its middle.
    private func note(on result: SimulationResult, elsewhere: Bool) -> Block? {
        let titles = result.incentives.compactMap { found -> String? in
            guard case .noEffect(let id, elsewhere) = found.incentive else { return nil }
            return quantity(id).title
        }
        guard !titles.isEmpty else { return nil }
        return .callout(
            Callout(
                .note,
                "No payment of this settlement hangs on \(listed(titles))"
                    + (elsewhere ? " while all else is at its middle; in other draws some do." : ".")))
    }

    private func sum(_ minorUnits: Int64) -> String {
        Money(minorUnits: minorUnits, currency: contract.currency).grouped()
    }

    /// `the reduction goes from 9.99 to 10.00 percent`.
    private func change(_ quantity: DrawnQuantity, _ worse: Int64, _ better: Int64) -> String {
        let last = quantity.figure(better).grouped
        return "\(quantity.title) goes from \(quantity.figure(worse).grouped) to \(last) \(quantity.unit)"
    }

    private func words(_ cliff: Incentive.Cliff) -> String {
        let moves = cliff.changes.map { change -> String in
            let isPayer = contract.payments.contains { $0.from == change.party }
            let isMore = isPayer == (change.sum < 0)
            return "\(name(change.party)) \(isPayer ? "pays" : "receives") "
                + "\(sum(change.sum < 0 ? -change.sum : change.sum)) \(isMore ? "more" : "less")"
        }
        return "A cliff: as \(change(quantity(cliff.quantity), cliff.worse, cliff.better)), \(listed(moves))."
    }

    private func listed(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension DrawnDistribution {
    /// `normal, mean 5,000,000, deviation 4,900,000`.
    fileprivate var words: String {
        switch self {
        case .fixed(let value): "fixed at \(value.grouped)"
        case .normal(let mean, let deviation):
            "normal, mean \(mean.grouped), deviation \(deviation.grouped)"
        case .logNormal(let mean, let deviation):
            "lognormal, mean \(mean.grouped), deviation \(deviation.grouped)"
        case .uniform(let from, let to): "uniform, \(from.grouped) to \(to.grouped)"
        case .triangular(let from, let mode, let to):
            "triangular, \(from.grouped) to \(to.grouped), mode \(mode.grouped)"
        case .beta(let a, let b, let from, let to):
            "beta, a \(a.grouped), b \(b.grouped), \(from.grouped) to \(to.grouped)"
        case .binomial(let trials, let probability):
            "binomial, \(trials.grouped) trials, probability \(probability)"
        case .poisson(let mean): "poisson, mean \(mean.grouped)"
        case .discrete(let values, let weights):
            "discrete: " + zip(values, weights).map { "\($0.grouped) (\($1))" }.joined(separator: ", ")
        case .empirical: "people of the evidence, drawn again"
        }
    }
}
