package import OutcomesModel
package import Simulation

extension Document {
    /// Lays out what each evaluation can see with its people.
    package static func power(
        _ results: [PowerResult], _ contract: Contract, for reader: DocumentReader,
        in language: Language = .en
    ) throws(ReportingError) -> Document {
        var document = Document(
            title: contract.title,
            subtitle: language.word(
                "Before it is signed: what the evaluations can see",
                sv: "Före undertecknandet: vad utvärderingarna kan påvisa"),
            language: language)
        for result in results {
            document.blocks += PowerLayout(
                result: result, contract: contract, words: PowerWords(result: result, language: language)
            ).blocks()
        }
        if reader == .programs {
            document.blocks.append(.table(try PowerTable(language: language).of(results)))
        }
        document.blocks.append(
            .footnote(
                language.word(
                    "Means: the noncentral t distribution, with one spread for all groups. Rates: the arcsine transformation, "
                        + "with the normal distribution. Cohen (1988), chapters 2 and 6. Clusters: the design effect of Kish "
                        + "(1965), and Student's t with one degree of freedom less than there are clusters, as the evaluator "
                        + "has it. People whose figure will be missing must be added.",
                    sv:
                        "Medelvärden: den icke-centrala t-fördelningen, med samma spridning i alla grupper. Andelar: "
                        + "arcsinustransformationen, med normalfördelningen. Cohen (1988), kapitel 2 och 6. Kluster: Kishs "
                        + "designeffekt (1965), och Students t med en frihetsgrad färre än antalet kluster, som när "
                        + "utvärderingen görs. Personer vars mätvärde kommer att saknas måste läggas till."
                )))
        return document
    }
}

private struct PowerLayout: WrittenInLanguage {
    let result: PowerResult
    let contract: Contract
    let words: PowerWords

    var language: Language { words.language }

    func blocks() -> [Block] {
        [.heading(heading, .section), .callout(words.verdict)] + words.warnings.map { .callout($0) }
            + [.facts(assumed + found)]
    }

    /// To a tenth, and without one where it is whole.
    private func percent(_ share: Double) -> Cell {
        Int64(exactly: (share * 1_000).rounded())
            .flatMap { Decimal(exactly: Decimal(units: $0, decimals: 1).ratio) }.map { .percent($0) }
            ?? .empty
    }

    private var heading: String {
        let title = result.indicator.title
        return result.plan.id.rawValue == result.indicator.id.rawValue
            ? title : "\(title) (\(result.plan.id))"
    }

    private var assumed: [Fact] {
        let groups = [result.plan.treatment] + (result.plan.method.comparison.map { [$0] } ?? [])
        let people = zip(groups, [result.treatment, result.comparison ?? 0]).map { group, size in
            "\(words.count(size)) \(contract.group(group)?.title ?? group.rawValue)"
        }
        var facts = [
            Fact(word("People", sv: "Personer"), .text(people.joined(separator: ", "))),
            Fact(
                word("How much people differ", sv: "Hur mycket personer skiljer sig"), .text(words.spread)),
        ]
        if let clusters = result.clusters {
            facts.append(Fact(word("Clusters", sv: "Kluster"), .text(words.clusters(clusters))))
        }
        facts.append(Fact(word("Test", sv: "Test"), .text(words.test)))
        return facts
    }

    private var found: [Fact] {
        let power = words.percent(result.power.approximate)
        var facts = [
            Fact(
                word("Smallest detectable effect", sv: "Minsta effekt som kan påvisas"),
                .text(
                    (result.smallestEffect.map(words.figure) ?? word("none", sv: "ingen"))
                        + word(", with a power of \(power)", sv: ", med styrkan \(power)")))
        ]
        if let target = result.target {
            facts += [
                Fact(word("Target", sv: "Mål"), .text(words.figure(target.effect))),
                Fact(word("Power at the target", sv: "Styrka vid målet"), percent(target.power)),
                Fact(
                    word("People needed for the target", sv: "Personer som behövs för målet"),
                    .text(words.needed(target))),
            ]
        }
        if let chance = result.reachedWithoutEffect {
            facts.append(
                Fact(
                    word("Reached without any effect", sv: "Uppfylls utan någon effekt"),
                    .text(
                        word(
                            "with a probability of \(words.percent(chance))",
                            sv: "med sannolikheten \(words.percent(chance))"))))
        }
        if let assumed = result.assumed {
            facts.append(Fact(word("By", sv: "Enligt"), .text(assumed.clause.shown(in: language))))
        }
        return facts
    }
}

/// The same figures for programs: a row for each plan.
private struct PowerTable {
    let language: Language

    func of(_ results: [PowerResult]) throws(ReportingError) -> Table {
        try Table(
            caption: language.word("Power", sv: "Styrka"), columns: titles.map { Column($0) },
            rows: results.map(row))
    }

    private var titles: [String] {
        let pairs: KeyValuePairs = [
            "Evaluation": "Utvärdering", "Treatment": "Insatsgrupp", "Comparison": "Jämförelsegrupp",
            "Deviation": "Standardavvikelse", "Rate": "Andel", "Design effect": "Designeffekt",
            "Clusters": "Kluster", "Degrees of freedom": "Frihetsgrader", "Decision": "Beslut",
            "Counts from": "Räknas från", "Significance": "Signifikans", "Sides": "Sidor",
            "Power planned": "Planerad styrka", "Smallest effect": "Minsta effekt", "Target": "Mål",
            "Power at target": "Styrka vid målet", "Treatment needed": "Insatsgrupp som behövs",
            "Comparison needed": "Jämförelsegrupp som behövs",
            "Reached without effect": "Uppfylls utan effekt",
        ]
        return pairs.map { language.word($0, sv: $1) }
    }

    private func row(_ result: PowerResult) -> [Cell] {
        var deviation: Double?
        var rate: Double?
        switch result.spread {
        case .declared(let value), .estimated(let value, _): deviation = value
        case .rate(let value): rate = value
        }
        let target = result.target
        return [
            .text(result.plan.id.rawValue), .count(result.treatment), count(result.comparison),
            number(deviation), number(rate), number(result.clusters?.designEffect ?? 1),
            number(result.clusters?.count), number(result.degreesOfFreedom),
        ] + test(result.test) + [
            .number(result.power), number(result.smallestEffect),
            number(target?.effect), number(target?.power), count(target?.treatmentNeeded),
            count(target?.comparisonNeeded), number(result.reachedWithoutEffect),
        ]
    }

    /// The decision, from which effect on it counts, the significance and its sides.
    private func test(_ test: PowerResult.Test) -> [Cell] {
        switch test {
        case .difference(let significance, let isOneSided), .withoutMean(_, let significance, let isOneSided):
            [.empty, .empty, .number(significance), .count(isOneSided ? 1 : 2)]
        case .decision(let rule, let level, let least):
            [
                .text(rule.reading.rawValue), number(least),
                rule.reading == .point ? .empty : number((1 - level.approximate) / 2),
                rule.reading == .point ? .empty : .count(1),
            ]
        }
    }

    private func count(_ value: Int?) -> Cell { value.map { .count($0) } ?? .empty }

    /// To six decimals: what is beyond is not the same on every machine.
    private func number(_ value: Double?) -> Cell {
        guard let value, let units = Int64(exactly: (value * 1e6).rounded()) else { return .empty }
        return .number(Decimal(units: units, decimals: 6))
    }
}
