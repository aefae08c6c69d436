import OutcomesModel
import Simulation

/// The sentences of a simulation.
struct SimulationWords: WrittenInLanguage {
    let run: SimulationRun
    let language: Language

    private var contract: Contract { run.contract }

    func name(_ party: PartyID) -> String { contract.party(party)?.name ?? party.rawValue }

    func quantity(_ id: QuantityID) -> DrawnQuantity {
        // Safe because what was found is about the quantities that were drawn.
        run.sampler.quantities.first { $0.id == id }!
    }

    func heading(of curve: PayoffCurve) -> String {
        let title = run.sampler.quantities[curve.quantity].title
        return word("By \(title)", sv: "Efter \(title)")
            + (curve.turned.map { word(", where \(turned($0))", sv: ", där \(turned($0))") } ?? "")
    }

    /// `better school results: no`.
    func turned(_ turned: Turned) -> String {
        let quantity = run.sampler.quantities[turned.quantity]
        return "\(quantity.title): \(yesOrNo(turned.level))"
    }

    func yesOrNo(_ level: Int64) -> String {
        level == 0 ? word("no", sv: "nej") : word("yes", sv: "ja")
    }

    func sum(of stake: Stake) -> String {
        func signed(_ money: Money) -> String {
            language.figures((stake.kind == .cost ? "-" : "") + money.grouped())
        }
        switch stake.sum {
        case .fixed(let money): return signed(money)
        case .each(let money, let id):
            let quantity = quantity(id)
            guard quantity.isOfPeople else {
                return word(
                    "\(signed(money)) for each \(quantity.unit)", sv: "\(signed(money)) per \(quantity.unit)")
            }
            return word("\(signed(money)) for each person", sv: "\(signed(money)) per person")
        }
    }

    /// `normal, mean 5,000,000, deviation 4,900,000; correlated by 0.3 with the saving`.
    func distribution(of drawn: DrawnQuantity) -> String {
        drawn.distribution.words(in: language)
            + (drawn.correlation.map {
                let (coefficient, other) = (
                    language.figures("\($0.coefficient)"), quantity($0.with).title
                )
                return word(
                    "; correlated by \(coefficient) with \(other)",
                    sv: "; korrelation \(coefficient) med \(other)")
            } ?? "")
    }

    /// Says how often a quantity was drawn beyond what can be, where it was.
    func cut(_ cut: SimulationResult.Cut) -> String {
        let quantity = quantity(cut.quantity)
        let share = language.figures(cut.count.grouped)
        let whole = language.figures(cut.figures.grouped)
        let bounds = [quantity.least, quantity.most].map { $0.map { figure($0, of: quantity) } }
        let range: String
        switch (bounds[0], bounds[1]) {
        case (let least?, let most?): range = word("\(least) to \(most)", sv: "\(least) till \(most)")
        case (let least?, nil): range = word("\(least) or more", sv: "\(least) eller mer")
        case (nil, let most?): range = word("\(most) or less", sv: "\(most) eller mindre")
        case (nil, nil): range = ""
        }
        let what = quantity.isOfEachPerson ? word("figures", sv: "värden") : word("draws", sv: "dragningar")
        return word(
            "\(share) of \(whole) \(what) of \(quantity.title) lay beyond what can be, \(range) \(quantity.unit), and "
                + "were taken as the nearest that can be: the distribution does not fit its quantity.",
            sv:
                "\(share) av \(whole) \(what) av \(quantity.title) låg utanför det möjliga, \(range) \(quantity.unit), "
                + "och togs som det närmaste möjliga: fördelningen passar inte sin storhet.")
    }

    // MARK: Incentives

    func incentives(of result: SimulationResult) -> [Block] {
        var blocks = result.incentives.compactMap(block)
        for isElsewhere in [true, false] {
            if let note = note(on: result, elsewhere: isElsewhere) { blocks.append(note) }
        }
        if result.drawsWithHeld > 0 {
            let count = language.figures(result.drawsWithHeld.grouped)
            blocks.append(
                .callout(
                    Callout(
                        .warning,
                        word(
                            "In \(count) draws the rule of somebody failed, who was left out.",
                            sv: "I \(count) dragningar gick regeln fel för någon, som då inte räknades med."))
                ))
        }
        if !result.curves.isEmpty, !result.incentives.contains(where: { $0.incentive.isWarning }) {
            blocks.append(
                .callout(
                    Callout(
                        .good,
                        word(
                            "No cliff, no flat stretch, and nobody of those looked at who is better off when outcomes are worse.",
                            sv:
                                "Inga tröskeleffekter, inga platta sträckor, och ingen av de granskade parterna tjänar på sämre utfall."
                        ))))
        }
        if let unknown = unknownBenefits { blocks.append(.footnote(unknown)) }
        blocks.append(
            .footnote(
                word(
                    "Looked for with all other quantities at their middle, and with each yes or no turned round. A cliff: one "
                        + "unit moves at least 5 % of what a party's payments vary by, and five times what a unit moves on "
                        + "average; where three or more units in a row move about as much, it is a ramp. A flat stretch: at "
                        + "least 5 % of the levels. What rises and falls again between two levels of a curve can be missed.",
                    sv:
                        "Sökt med alla andra storheter i mitten, och med varje ja eller nej omvänt. En tröskeleffekt: ett "
                        + "enda steg flyttar minst 5 % av det som partens betalningar varierar med, och fem gånger vad ett "
                        + "steg flyttar i genomsnitt; där minst tre steg i rad flyttar ungefär lika mycket är det en ramp. "
                        + "En platt sträcka: minst 5 % av nivåerna. Det som stiger och faller igen mellan två nivåer på en "
                        + "kurva kan ha missats.")))
        return blocks
    }

    private var unknownBenefits: String? {
        let payers = contract.parties.filter { party in
            contract.payments.contains { $0.from == party.id } && !run.stakes.hasBenefit(party.id)
        }
        guard !payers.isEmpty else { return nil }
        let names = listed(payers.map(\.name))
        return word(
            "No [[stake]] says what outcomes are worth to \(names): only payments are shown "
                + "there, and whether worse outcomes would be welcome is not judged.",
            sv: "Ingen [[stake]] säger vad utfallen är värda för \(names): där visas bara betalningar, "
                + "och om sämre utfall skulle vara välkomna bedöms inte.")
    }

    private func block(_ found: FoundIncentive) -> Block? {
        let place = found.turned.map { word("Where \(turned($0)). ", sv: "Där \(turned($0)). ") } ?? ""
        guard let sentence = sentence(found.incentive) else { return nil }
        return .callout(Callout(.warning, place + sentence))
    }

    private func sentence(_ incentive: Incentive) -> String? {
        switch incentive {
        case .cliff(let cliff): return words(cliff)
        case .falls(let fall):
            let (party, loss) = (name(fall.party), sum(fall.loss))
            let change = change(quantity(fall.quantity), fall.worse, fall.better)
            return word(
                "\(party) gains when outcomes fall: it has \(loss) less where \(change), which is better.",
                sv: "\(party) tjänar på sämre utfall: \(loss) mindre när \(change), fast det är bättre.")
        case .flat(let party, let id, let stretches):
            let quantity = quantity(id)
            let places = listed(
                stretches.map {
                    let (worse, better) = (figure($0.worse, of: quantity), figure($0.better, of: quantity))
                    return word("from \(worse) to \(better)", sv: "från \(worse) till \(better)")
                })
            return word(
                "More outcome earns \(name(party)) nothing as \(quantity.title) goes \(places) \(quantity.unit).",
                sv:
                    "Bättre utfall ger \(name(party)) inget mer när \(quantity.title) går \(places) \(quantity.unit)."
            )
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
        let names = listed(titles)
        return .callout(
            Callout(
                .note,
                elsewhere
                    ? word(
                        "No payment of this settlement hangs on \(names) while all else is at its middle; in other draws some do.",
                        sv:
                            "Ingen betalning i avräkningen beror på \(names) medan allt annat är i mitten; i andra dragningar gör några det."
                    )
                    : word(
                        "No payment of this settlement hangs on \(names).",
                        sv: "Ingen betalning i avräkningen beror på \(names).")))
    }

    private func sum(_ minorUnits: Int64) -> String {
        language.figures(Money(minorUnits: minorUnits, currency: contract.currency).grouped())
    }

    private func figure(_ level: Int64, of quantity: DrawnQuantity) -> String {
        language.figures(quantity.figure(level).grouped)
    }

    /// `the reduction goes from 9.99 to 10.00 percent`.
    private func change(_ quantity: DrawnQuantity, _ worse: Int64, _ better: Int64) -> String {
        let (first, last) = (figure(worse, of: quantity), figure(better, of: quantity))
        return word(
            "\(quantity.title) goes from \(first) to \(last) \(quantity.unit)",
            sv: "\(quantity.title) går från \(first) till \(last) \(quantity.unit)")
    }

    private func words(_ cliff: Incentive.Cliff) -> String {
        let moves = listed(
            cliff.changes.map { change in
                let isPayer = contract.payments.contains { $0.from == change.party }
                let isMore = isPayer == (change.sum < 0)
                let size = sum(change.sum < 0 ? -change.sum : change.sum)
                let verb = isPayer ? word("pays", sv: "betalar") : word("receives", sv: "får")
                let more = isMore ? word("more", sv: "mer") : word("less", sv: "mindre")
                return "\(name(change.party)) \(verb) \(size) \(more)"
            })
        let place = change(quantity(cliff.quantity), cliff.worse, cliff.better)
        return word("A cliff: as \(place), \(moves).", sv: "En tröskeleffekt när \(place): \(moves).")
    }

    private func listed(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + word(" and ", sv: " och ") + last
    }
}

extension Clause {
    /// The clause, or else the source.
    func shown(in language: Language) -> String {
        number == nil
            ? source ?? language.word("the contract", sv: "avtalet") : words(in: language)
    }
}

extension DrawnQuantity {
    /// Whether its levels are numbers of people.
    fileprivate var isOfPeople: Bool { if case .count = target { true } else { false } }

    /// Whether each person has a figure of it.
    fileprivate var isOfEachPerson: Bool { if case .people = target { true } else { false } }
}

extension DrawnDistribution {
    /// `normal, mean 5,000,000, deviation 4,900,000`.
    fileprivate func words(in language: Language) -> String {
        func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }
        func shown(_ value: Decimal) -> String { language.figures(value.grouped) }
        switch self {
        case .fixed(let value): return word("fixed at \(shown(value))", sv: "fast, \(shown(value))")
        case .normal(let mean, let deviation):
            return word(
                "normal, mean \(shown(mean)), deviation \(shown(deviation))",
                sv: "normal, medelvärde \(shown(mean)), standardavvikelse \(shown(deviation))")
        case .logNormal(let mean, let deviation):
            return word(
                "lognormal, mean \(shown(mean)), deviation \(shown(deviation))",
                sv: "lognormal, medelvärde \(shown(mean)), standardavvikelse \(shown(deviation))")
        case .uniform(let from, let to):
            return word(
                "uniform, \(shown(from)) to \(shown(to))", sv: "likformig, \(shown(from)) till \(shown(to))")
        case .triangular(let from, let mode, let to):
            return word(
                "triangular, \(shown(from)) to \(shown(to)), mode \(shown(mode))",
                sv: "triangulär, \(shown(from)) till \(shown(to)), typvärde \(shown(mode))")
        case .beta(let a, let b, let from, let to):
            return word(
                "beta, a \(shown(a)), b \(shown(b)), \(shown(from)) to \(shown(to))",
                sv: "beta, a \(shown(a)), b \(shown(b)), \(shown(from)) till \(shown(to))")
        case .binomial(let trials, let probability):
            let count = language.figures(trials.grouped)
            return word(
                "binomial, \(count) trials, probability \(shown(probability))",
                sv: "binomial, \(count) försök, sannolikhet \(shown(probability))")
        case .poisson(let mean):
            return word("poisson, mean \(shown(mean))", sv: "poisson, medelvärde \(shown(mean))")
        case .discrete(let values, let weights):
            let listed = zip(values, weights).map { "\(shown($0)) (\(shown($1)))" }
                .joined(separator: language.word(", ", sv: "; "))
            return word("discrete: \(listed)", sv: "diskret: \(listed)")
        case .empirical:
            return word("people of the evidence, drawn again", sv: "personer i underlaget, dragna på nytt")
        }
    }
}
