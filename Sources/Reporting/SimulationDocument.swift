package import Simulation
import OutcomesModel

extension Document {
    /// Lays out what a simulation has shown: what each party gains or loses, by level, and where incentives are not
    /// aligned.
    ///
    /// - Parameter isForPeople: a few levels of each curve; otherwise all of them.
    package static func simulation(
        _ result: SimulationResult, isForPeople: Bool
    ) throws(ReportingError) -> Document {
        try SimulationLayout(result: result, isForPeople: isForPeople).document()
    }
}

private struct SimulationLayout {
    let result: SimulationResult
    let isForPeople: Bool

    private var run: SimulationRun { result.run }
    private var contract: Contract { run.contract }
    private var quantities: [DrawnQuantity] { run.sampler.quantities }

    func document() throws(ReportingError) -> Document {
        var document = Document(title: contract.title, subtitle: "Before it is signed: simulated outcomes")
        document.blocks.append(
            .facts([
                Fact("Settlement", .text(run.plan.title)), Fact("Draws", .count(run.draws)),
                Fact("Seed", .text(String(run.seed))), Fact("Assumed in", .text(run.terms.file)),
            ]))
        document.blocks += [.heading("Incentives", .section)] + incentives()
        document.blocks.append(.heading("What each party gains or loses", .section))
        document.blocks += try parties()
        for (curve, bands) in zip(result.curves, result.bands) {
            let quantity = quantities[curve.quantity]
            document.blocks.append(.heading("By \(quantity.title)", .section))
            document.blocks += try self.curve(curve, quantity)
            document.blocks += try self.bands(bands, quantity)
        }
        document.blocks.append(.heading("What was assumed", .section))
        document.blocks += try assumptions()
        return document
    }

    // MARK: Words

    private func name(_ party: PartyID) -> String { contract.party(party)?.name ?? party.rawValue }

    private func sum(_ minorUnits: Int64) -> String {
        Money(minorUnits: minorUnits, currency: contract.currency).grouped()
    }

    private func cell(_ minorUnits: Int64) -> Cell {
        .money(Money(minorUnits: minorUnits, currency: contract.currency))
    }

    private func level(_ units: Int64, _ quantity: DrawnQuantity) -> Cell {
        quantity.isYesOrNo ? .text(quantity.shown(units)) : .number(quantity.figure(units))
    }

    private func shown(_ units: Int64, _ quantity: DrawnQuantity) -> String {
        quantity.isYesOrNo ? quantity.shown(units) : "\(quantity.figure(units).grouped) \(quantity.unit)"
    }

    /// `from 9.99 to 10 percent`.
    private func stretch(_ worse: Int64, _ better: Int64, _ quantity: DrawnQuantity) -> String {
        "\(quantity.figure(worse).grouped) and \(shown(better, quantity))"
    }

    private func percent(_ share: Ratio) -> Cell {
        let percent = try? share.multiplied(by: Ratio(100)).rounded(.halfEven, decimals: 1)
        return .text(percent.map { "\($0) %" } ?? "")
    }

    // MARK: Incentives

    private func incentives() -> [Block] {
        var blocks: [Block] = []
        for incentive in result.incentives {
            switch incentive {
            case .cliff(let cliff): blocks.append(.callout(Callout(.warning, words(cliff))))
            case .falls(let fall):
                let quantity = quantity(fall.quantity)
                blocks.append(
                    .callout(
                        Callout(
                            .warning,
                            "\(name(fall.party)) is better off when outcomes are worse: it loses "
                                + "\(sum(fall.loss)) as \(quantity.title) gets better, between "
                                + "\(stretch(fall.worse, fall.better, quantity)).")))
            case .flat(let party, let id, let stretches):
                let quantity = quantity(id)
                let places = stretches.map {
                    "\(quantity.figure($0.worse).grouped) to \(quantity.figure($0.better).grouped)"
                }
                blocks.append(
                    .callout(
                        Callout(
                            .warning,
                            "More outcome earns \(name(party)) nothing where \(quantity.title) is "
                                + "\(listed(places)) \(quantity.unit).")))
            case .noEffect(let id):
                blocks.append(
                    .callout(
                        Callout(
                            .note,
                            "\(quantity(id).title) changes nothing in this settlement, with all else at "
                                + "its middle.")))
            }
        }
        if result.drawsWithHeld > 0 {
            blocks.append(
                .callout(
                    Callout(
                        .warning,
                        "In \(result.drawsWithHeld.grouped) draws the rule of somebody failed, who was left out.")))
        }
        if !result.curves.isEmpty, blocks.allSatisfy({ $0.isNote }) {
            blocks.append(
                .callout(
                    Callout(
                        .good,
                        "No cliff, no flat stretch, and no party of those looked at that is better off when outcomes are worse."
                    )))
        }
        let unknown = contract.parties.filter { party in
            contract.payments.contains { $0.from == party.id } && !run.stakes.hasBenefit(party.id)
        }
        if !unknown.isEmpty {
            blocks.append(
                .footnote(
                    "What outcomes are worth to \(listed(unknown.map(\.name))) is not declared, so that only "
                        + "payments are shown of it, and whether it should want outcomes is not judged."))
        }
        blocks.append(
            .footnote(
                "Looked for with all other quantities at their middle. A cliff: one unit moves at least 5 % of what a "
                    + "party's payments vary by, and five times the average unit. A flat stretch: at least 5 % of the "
                    + "levels. What rises and falls again between two levels of a curve can be missed."))
        return blocks
    }

    private func quantity(_ id: QuantityID) -> DrawnQuantity {
        guard let found = quantities.first(where: { $0.id == id }) else {
            preconditionFailure("an incentive of a quantity that was not drawn: \(id)")
        }
        return found
    }

    private func words(_ cliff: Incentive.Cliff) -> String {
        let quantity = quantity(cliff.quantity)
        let moves = cliff.changes.map { change -> String in
            let isPayer = contract.payments.contains { $0.from == change.party }
            let verb = isPayer ? "pays" : "receives"
            let isMore = isPayer == (change.sum < 0)
            let amount = Money(minorUnits: change.sum < 0 ? -change.sum : change.sum, currency: contract.currency)
            return "\(name(change.party)) \(verb) \(amount.grouped()) \(isMore ? "more" : "less")"
        }
        return "A cliff of \(quantity.title) between \(stretch(cliff.worse, cliff.better, quantity)): "
            + listed(moves) + "."
    }

    private func listed(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    // MARK: Tables

    private func parties() throws(ReportingError) -> [Block] {
        let sums = try Table(
            caption: "Over all draws",
            columns: [
                Column("Party"), Column("Mean", .end), Column("Deviation", .end), Column("5 %", .end),
                Column("Median", .end), Column("95 %", .end),
            ],
            rows: result.parties.map { party in
                [
                    .text(name(party.party)), cell(party.spread.mean), cell(party.spread.deviation),
                    cell(party.spread.quantile5), cell(party.spread.median), cell(party.spread.quantile95),
                ]
            })
        let chances = try Table(
            caption: "How often",
            columns: [
                Column("Party"), Column("Loses", .end), Column("Pays and gets nothing", .end),
                Column("Cap used up", .end),
            ],
            rows: result.parties.map { party in
                [
                    .text(name(party.party)), percent(party.loses), percent(party.isUntouched),
                    percent(party.isCapped),
                ]
            })
        var blocks: [Block] = [.table(sums), .table(chances)]
        if !run.stakes.stakes.isEmpty {
            blocks.append(
                .table(
                    try Table(
                        caption: "Counted beside the payments",
                        columns: [
                            Column("Party"), Column("For"), Column("Sum", .end), Column("By"),
                        ],
                        rows: run.stakes.stakes.map { stake in
                            [
                                .text(name(stake.party)), .text(stake.title), .text(words(stake)),
                                .text(stake.clause.number.map { "clause \($0)" } ?? stake.clause.source ?? ""),
                            ]
                        })))
        }
        return blocks
    }

    private func words(_ stake: Stake) -> String {
        let sign = stake.kind == .cost ? "-" : ""
        switch stake.sum {
        case .fixed(let money): return sign + money.grouped()
        case .each(let money, let id):
            let quantity = quantity(id)
            return "\(sign)\(money.grouped()) for each \(quantity.unit) of \(quantity.title)"
        }
    }

    private func curve(_ curve: PayoffCurve, _ quantity: DrawnQuantity) throws(ReportingError) -> [Block] {
        let shown = result.parties.map(\.party)
        let places = shown.compactMap { id in contract.parties.firstIndex { $0.id == id } }
        let rows = isForPeople ? chosen(of: curve) : Array(curve.levels.indices)
        return [
            .table(
                try Table(
                    caption: "Exactly, with all else at its middle",
                    columns: [Column(column(quantity), .end)] + shown.map { Column(name($0), .end) },
                    rows: rows.map { row in
                        [level(curve.levels[row], quantity)] + places.map { cell(curve.net[row][$0]) }
                    }))
        ]
    }

    private func column(_ quantity: DrawnQuantity) -> String {
        quantity.isYesOrNo ? quantity.title : "\(quantity.title), \(quantity.unit)"
    }

    /// The ends, about ten levels between them, and of a step both sides.
    private func chosen(of curve: PayoffCurve) -> [Int] {
        let last = curve.levels.count - 1
        let stride = max(1, last / 10)
        var chosen = Set(Swift.stride(from: 0, through: last, by: stride))
        chosen.insert(last)
        return chosen.sorted()
    }

    private func bands(_ bands: [PayoffBand], _ quantity: DrawnQuantity) throws(ReportingError) -> [Block] {
        guard !quantity.isYesOrNo, result.parties.count > 0 else { return [] }
        var blocks: [Block] = []
        for party in result.parties {
            guard let place = contract.parties.firstIndex(where: { $0.id == party.party }) else { continue }
            let rows = bands.compactMap { band -> [Cell]? in
                guard let spread = band.spreads?[place] else { return nil }
                return [
                    level(band.worse, quantity), level(band.better, quantity), .count(spread.count),
                    cell(spread.quantile5), cell(spread.median), cell(spread.quantile95),
                ]
            }
            guard !rows.isEmpty else { continue }
            blocks.append(
                .table(
                    try Table(
                        caption: "\(name(party.party)), as drawn",
                        columns: [
                            Column("From, \(quantity.unit)", .end), Column("To", .end), Column("Draws", .end),
                            Column("5 %", .end), Column("Median", .end), Column("95 %", .end),
                        ], rows: rows)))
        }
        return blocks
    }

    private func assumptions() throws(ReportingError) -> [Block] {
        let table = try Table(
            columns: [
                Column("Quantity"), Column("Distribution"), Column("Middle", .end), Column("Drawn, 5 to 95 %"),
                Column("By"),
            ],
            rows: quantities.indices.map { place in
                let quantity = quantities[place]
                let drawn = result.levels[place]
                return [
                    .text(quantity.title), .text(quantity.distribution.words),
                    .text(shown(run.central.units[place], quantity)),
                    .text("\(shown(drawn.quantile5, quantity)) to \(shown(drawn.quantile95, quantity))"),
                    .text(quantity.clause.number.map { "clause \($0)" } ?? quantity.clause.source ?? ""),
                ]
            })
        return [
            .table(table),
            .footnote(
                "Each draw is settled by the pack's own rules, with a Lua state of its own. A draw hangs on the seed and "
                    + "its number alone. Nothing here is evidence."),
        ]
    }
}

extension Block {
    fileprivate var isNote: Bool {
        if case .callout(let callout) = self { callout.kind == .note } else { true }
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
