package import OutcomesModel
package import Simulation

extension Document {
    /// Lays out what a simulation has shown: what each party gains or loses, by level, and where incentives are not
    /// aligned.
    ///
    /// - Parameter reader: people get pictures and a few levels of each curve, programs all of them.
    package static func simulation(
        _ result: SimulationResult, for reader: DocumentReader, in language: Language = .en
    ) throws(ReportingError) -> Document {
        try SimulationLayout(result: result, reader: reader, language: language).document()
    }
}

private struct SimulationLayout: WrittenInLanguage {
    let result: SimulationResult
    let reader: DocumentReader
    let language: Language
    private let words: SimulationWords
    /// Those of what is shown: whole units where sums are rounded to whole units.
    private let decimals: Int

    init(result: SimulationResult, reader: DocumentReader, language: Language) {
        self.result = result
        self.reader = reader
        self.language = language
        words = SimulationWords(run: result.run, language: language)
        let contract = result.run.contract
        let major = Int64(powerOfTen(contract.currency.minorDigits))
        let isWhole = contract.rounding.unit.minorUnits % major == 0
        decimals = isWhole && reader != .programs ? 0 : contract.currency.minorDigits
    }

    private var run: SimulationRun { result.run }
    private var contract: Contract { run.contract }
    private var quantities: [DrawnQuantity] { run.sampler.quantities }

    func document() throws(ReportingError) -> Document {
        var document = Document(
            title: contract.title,
            subtitle: word(
                "Before it is signed: simulated outcomes", sv: "Före undertecknandet: simulerade utfall"),
            language: language)
        document.blocks.append(
            .facts([
                Fact(word("Settlement", sv: "Avräkning"), .text(run.plan.title)),
                Fact(word("Draws", sv: "Dragningar"), .count(run.draws)),
                Fact(word("Seed", sv: "Frö"), .text(String(run.seed))),
                Fact(word("Assumed in", sv: "Antaganden i"), .text(run.terms.name)),
            ]))
        document.blocks.append(.heading(word("Incentives", sv: "Incitament"), .section))
        document.blocks += words.incentives(of: result)
        if reader == .programs { document.blocks.append(.table(try incentives())) }
        document.blocks.append(
            .heading(
                word("What each party gains or loses", sv: "Vad varje part vinner eller förlorar"), .section))
        document.blocks += try parties()
        for (curve, bands) in zip(result.curves, result.bands) {
            document.blocks.append(.heading(words.heading(of: curve), .section))
            document.blocks += try blocks(of: curve)
            document.blocks += try blocks(of: bands, quantities[curve.quantity])
        }
        document.blocks.append(.heading(word("What was assumed", sv: "Vad som antogs"), .section))
        document.blocks += try assumptions()
        return document
    }

    // MARK: Cells

    private func cell(_ minorUnits: Int64) -> Cell {
        guard reader != .programs else {
            return .money(Money(minorUnits: minorUnits, currency: contract.currency))
        }
        let digits = contract.currency.minorDigits
        let exact = Decimal(units: minorUnits, decimals: digits)
        guard decimals < digits else { return .number(exact) }
        return (try? exact.ratio.rounded(.halfEven, decimals: decimals)).map { .number($0) } ?? .number(exact)
    }

    private func level(_ units: Int64, _ quantity: DrawnQuantity) -> Cell {
        quantity.isYesOrNo ? .text(words.yesOrNo(units)) : .number(quantity.figure(units))
    }

    /// A share of the draws, in percent.
    private func percent(_ share: Ratio) -> Cell {
        guard reader != .programs else { return .ratio(share) }
        return (try? share.multiplied(by: Ratio(100)).rounded(.halfEven, decimals: 1)).map { .number($0) }
            ?? .ratio(share)
    }

    private func source(_ clause: Clause) -> Cell { .text(clause.shown(in: language)) }

    private func place(of party: PartyID) -> Int {
        // Safe because results are made of the contract's own parties.
        contract.parties.firstIndex { $0.id == party }!
    }

    // MARK: Parties

    private func parties() throws(ReportingError) -> [Block] {
        let code = contract.currency.code
        let sums = try Table(
            caption: word("Over all draws, \(code)", sv: "Över alla dragningar, \(code)"),
            columns: [
                Column(word("Party", sv: "Part")), Column(word("Mean", sv: "Medelvärde"), .end),
                Column(word("Deviation", sv: "Spridning"), .end), Column("5 %", .end),
                Column(word("Median", sv: "Median"), .end), Column("95 %", .end),
            ],
            rows: result.parties.map { party in
                let spread = party.spread
                let figures = [
                    spread.mean, spread.deviation, spread.quantile5, spread.median, spread.quantile95,
                ]
                return [.text(words.name(party.party))] + figures.map(cell)
            })
        let chance =
            reader != .programs
            ? word("How often, percent of the draws", sv: "Hur ofta, i procent av dragningarna")
            : word("How often, share of the draws", sv: "Hur ofta, som andel av dragningarna")
        let chances = try Table(
            caption: chance,
            columns: [
                Column(word("Party", sv: "Part")), Column(word("Loses", sv: "Förlorar"), .end),
                Column(word("Pays and gets nothing", sv: "Varken betalar eller får"), .end),
                Column(word("Cap used up", sv: "Når taket"), .end),
            ],
            rows: result.parties.map { party in
                [
                    .text(words.name(party.party)), percent(party.loses), percent(party.isUntouched),
                    percent(party.isCapped),
                ]
            })
        var blocks: [Block] = [.table(sums), .table(chances)]
        if reader == .page {
            for party in result.parties { if let chart = try histogram(of: party) { blocks.append(chart) } }
        }
        guard !run.stakes.stakes.isEmpty else { return blocks }
        let stakes = try Table(
            caption: word("Counted beside the payments", sv: "Räknas med utöver betalningarna"),
            columns: [
                Column(word("Party", sv: "Part")), Column(word("For", sv: "Avser")),
                Column(word("Sum", sv: "Belopp"), .end), Column(word("By", sv: "Enligt")),
            ],
            rows: run.stakes.stakes.map { stake in
                [
                    .text(words.name(stake.party)), .text(stake.title), sum(of: stake),
                    source(stake.clause),
                ]
            })
        return blocks + [.table(stakes)]
    }

    private func sum(of stake: Stake) -> Cell {
        guard reader == .programs, case .fixed(let money) = stake.sum else {
            return .text(words.sum(of: stake))
        }
        return cell(stake.kind == .cost ? -money.minorUnits : money.minorUnits)
    }

    private func histogram(of party: PartyResult) throws(ReportingError) -> Block? {
        guard party.histogram.edges.count > 2 else { return nil }
        return .chart(
            try Chart(
                .histogram,
                title: word(
                    "\(words.name(party.party)): how often which sum",
                    sv: "\(words.name(party.party)): hur ofta vilket belopp"),
                across: contract.currency.code, up: word("Draws", sv: "Dragningar"),
                places: party.histogram.edges.map(cell),
                series: [
                    Chart.Series(
                        word("Draws", sv: "Dragningar"), party.histogram.counts.map { .count($0) })
                ]))
    }

    private func incentives() throws(ReportingError) -> Table {
        try Table(
            caption: word(
                "Incentives that are not aligned, \(contract.currency.code)",
                sv: "Incitament som inte drar åt samma håll, \(contract.currency.code)"),
            columns: [
                Column(word("Kind", sv: "Slag")), Column(word("Quantity", sv: "Storhet")),
                Column(word("Party", sv: "Part")), Column(word("Where", sv: "Där")),
                Column(word("Worse", sv: "Sämre"), .end), Column(word("Better", sv: "Bättre"), .end),
                Column(word("Receives more", sv: "Får mer"), .end),
            ],
            rows: result.incentives.flatMap { found -> [[Cell]] in
                let place: Cell = found.turned.map { .text(words.turned($0)) } ?? .empty
                func row(
                    _ kind: String, _ id: QuantityID, _ party: PartyID?, _ worse: Int64?, _ better: Int64?,
                    _ sum: Int64?
                ) -> [Cell] {
                    let quantity = words.quantity(id)
                    return [
                        .text(kind), .text(id.rawValue), party.map { .text($0.rawValue) } ?? .empty, place,
                        worse.map { level($0, quantity) } ?? .empty,
                        better.map { level($0, quantity) } ?? .empty, sum.map(cell) ?? .empty,
                    ]
                }
                switch found.incentive {
                case .cliff(let cliff):
                    return cliff.changes.map {
                        row(
                            word("cliff", sv: "tröskeleffekt"), cliff.quantity, $0.party, cliff.worse,
                            cliff.better, $0.sum)
                    }
                case .falls(let fall):
                    return [
                        row(
                            word("falls", sv: "faller"), fall.quantity, fall.party, fall.worse, fall.better,
                            -fall.loss)
                    ]
                case .flat(let party, let id, let stretches):
                    return stretches.map { row(word("flat", sv: "platt"), id, party, $0.worse, $0.better, 0) }
                case .noEffect(let id, _):
                    return [row(word("no effect", sv: "utan verkan"), id, nil, nil, nil, nil)]
                }
            })
    }

    // MARK: Curves

    private func blocks(of curve: PayoffCurve) throws(ReportingError) -> [Block] {
        let quantity = quantities[curve.quantity]
        let places = result.parties.map { place(of: $0.party) }
        let rows = curve.levels.indices.filter {
            reader == .programs || curve.telling.contains(curve.levels[$0])
        }
        let table = Block.table(
            try Table(
                caption: word(
                    "Exactly, with all else at its middle, \(contract.currency.code)",
                    sv: "Exakt, med allt annat i mitten, \(contract.currency.code)"),
                columns: [Column(quantity.isYesOrNo ? quantity.title : quantity.unit, .end)]
                    + result.parties.map { Column(words.name($0.party), .end) },
                rows: rows.map { row in
                    [level(curve.levels[row], quantity)] + places.map { cell(curve.net[row][$0]) }
                }))
        guard reader == .page, !quantity.isYesOrNo else { return [table] }
        let ascending =
            curve.levels[0] < curve.levels[curve.levels.count - 1]
            ? Array(curve.levels.indices) : curve.levels.indices.reversed()
        let chart = Block.chart(
            try Chart(
                .payoff,
                title: word(
                    "What each party gains or loses, exactly",
                    sv: "Vad varje part vinner eller förlorar, exakt"),
                across: "\(quantity.title), \(quantity.unit)"
                    + (quantity.better == .lower ? word(": lower is better", sv: ": lägre är bättre") : ""),
                up: contract.currency.code, places: ascending.map { level(curve.levels[$0], quantity) },
                // More lines than these cannot be told apart.
                series: result.parties.prefix(6).map { party in
                    let place = place(of: party.party)
                    return Chart.Series(words.name(party.party), ascending.map { cell(curve.net[$0][place]) })
                }))
        return [chart, table]
    }

    /// Where only one thing varies, what is drawn at a level is what the exact curve says.
    private func blocks(of bands: [PayoffBand], _ quantity: DrawnQuantity) throws(ReportingError) -> [Block] {
        let varying = quantities.filter { if case .fixed = $0.distribution { false } else { true } }
        let filled = bands.filter { $0.spreads != nil }
        guard !quantity.isYesOrNo, varying.count > 1, filled.count > 1 else { return [] }
        var blocks: [Block] = []
        for party in result.parties {
            let place = place(of: party.party)
            let spreads = filled.compactMap { $0.spreads?[place] }
            blocks.append(
                reader == .page
                    ? try chart(party, filled, spreads, quantity)
                    : try table(party, filled, spreads, quantity))
        }
        return blocks
    }

    private func table(
        _ party: PartyResult, _ bands: [PayoffBand], _ spreads: [Spread], _ quantity: DrawnQuantity
    ) throws(ReportingError) -> Block {
        .table(
            try Table(
                caption: word(
                    "\(words.name(party.party)), as drawn, \(contract.currency.code)",
                    sv: "\(words.name(party.party)), enligt dragningarna, \(contract.currency.code)"),
                columns: [
                    Column(word("From, \(quantity.unit)", sv: "Från, \(quantity.unit)"), .end),
                    Column(word("To", sv: "Till"), .end), Column(word("Draws", sv: "Dragningar"), .end),
                    Column("5 %", .end), Column(word("Median", sv: "Median"), .end), Column("95 %", .end),
                ],
                rows: zip(bands, spreads).map { band, spread in
                    [
                        level(band.worse, quantity), level(band.better, quantity), .count(spread.count),
                        cell(spread.quantile5), cell(spread.median), cell(spread.quantile95),
                    ]
                }))
    }

    private func chart(
        _ party: PartyResult, _ bands: [PayoffBand], _ spreads: [Spread], _ quantity: DrawnQuantity
    ) throws(ReportingError) -> Block {
        let ascending = zip(bands, spreads).sorted { $0.0.worse < $1.0.worse }
        let found = ascending.map(\.1)
        return .chart(
            try Chart(
                .line,
                title: word(
                    "\(words.name(party.party)), as drawn",
                    sv: "\(words.name(party.party)), enligt dragningarna"),
                across: "\(quantity.title), \(quantity.unit)", up: contract.currency.code,
                places: ascending.map { level($0.0.worse / 2 + $0.0.better / 2, quantity) },
                series: [
                    Chart.Series(
                        word("Median", sv: "Median"), found.map { cell($0.median) },
                        bands: [
                            Chart.Band(
                                word("5 to 95 %", sv: "5 till 95 %"), lower: found.map { cell($0.quantile5) },
                                upper: found.map { cell($0.quantile95) }),
                            Chart.Band(
                                word("25 to 75 %", sv: "25 till 75 %"),
                                lower: found.map { cell($0.quantile25) },
                                upper: found.map { cell($0.quantile75) }),
                        ])
                ]))
    }

    // MARK: Assumptions

    private func assumptions() throws(ReportingError) -> [Block] {
        let table = try Table(
            columns: [
                Column(word("Quantity", sv: "Storhet")), Column(word("Distribution", sv: "Fördelning")),
                Column(word("Middle", sv: "Mitten"), .end), Column("5 %", .end), Column("95 %", .end),
                Column(word("By", sv: "Enligt")),
            ],
            rows: quantities.indices.map { place in
                let quantity = quantities[place]
                let drawn = result.levels[place]
                return [
                    .text("\(quantity.title), \(quantity.unit)"), .text(words.distribution(of: quantity)),
                    level(run.central.units[place], quantity), level(drawn.quantile5, quantity),
                    level(drawn.quantile95, quantity), source(quantity.clause),
                ]
            })
        return [.table(table)] + result.cut.map { .callout(Callout(.warning, words.cut($0))) } + [
            .footnote(
                word(
                    "Each draw is settled by the pack's own rules, with a Lua state of its own. A draw hangs on the seed and "
                        + "its number alone. Nothing here is evidence.",
                    sv:
                        "Varje dragning avräknas med paketets egna regler, i ett eget Lua-tillstånd. En dragning beror bara "
                        + "på fröet och sitt nummer. Inget här är underlag."))
        ]
    }
}
