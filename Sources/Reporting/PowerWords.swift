import OutcomesModel
import Simulation

/// The sentences about what an evaluation can see, and its figures to four digits: they are estimates.
struct PowerWords: WrittenInLanguage {
    let result: PowerResult
    let language: Language

    // MARK: Sentences

    var verdict: Callout {
        guard let target = result.target else {
            return Callout(
                .note,
                result.smallestEffect.map {
                    word(
                        "No target is declared. The design sees an effect of \(figure($0)) or more.",
                        sv: "Inget mål är angivet. Upplägget kan påvisa en effekt på \(figure($0)) eller mer."
                    )
                }
                    ?? word(
                        "No target is declared, and no effect is large enough to be seen.",
                        sv: "Inget mål är angivet, och ingen effekt är stor nog att påvisas."))
        }
        let effect = figure(target.effect)
        guard !target.isSeen else {
            return Callout(
                .good,
                word(
                    "This design can see its target: an effect of \(effect) is seen with a probability of "
                        + "\(percent(target.power)).",
                    sv: "Upplägget kan påvisa sitt mål: en effekt på \(effect) påvisas med sannolikheten "
                        + "\(percent(target.power))."))
        }
        return Callout(
            .warning,
            word(
                "This design cannot see its target: an effect of \(effect) would be missed with a probability "
                    + "of \(percent(1 - target.power)).",
                sv:
                    "Upplägget kan inte påvisa sitt mål: en effekt på \(effect) skulle missas med sannolikheten "
                    + "\(percent(1 - target.power)).") + " " + remedy(target))
    }

    private func remedy(_ target: PowerResult.Target) -> String {
        if target.treatmentNeeded == nil {
            guard case .decision(let rule, _, let least) = result.test, target.effect <= least else {
                return word("No number of people is enough.", sv: "Inget antal personer räcker.")
            }
            return word(
                "No number of people is enough: the decision asks for \(asked(rule, least)), which is not below the target.",
                sv:
                    "Inget antal personer räcker: beslutet kräver \(asked(rule, least)), som inte ligger under målet."
            )
        }
        guard let smallest = result.smallestEffect.map(figure) else {
            return word("It would need \(needed(target)).", sv: "Det skulle behövas \(needed(target)).")
        }
        return word(
            "It would need \(needed(target)), or an effect of \(smallest).",
            sv: "Det skulle behövas \(needed(target)), eller en effekt på \(smallest).")
    }

    func needed(_ target: PowerResult.Target) -> String {
        guard let treatment = target.treatmentNeeded else {
            return word("no number is enough", sv: "inget antal räcker")
        }
        return target.comparisonNeeded.map {
            word(
                "\(count(treatment)) people against \(count($0))",
                sv: "\(count(treatment)) personer mot \(count($0))")
        } ?? word("\(count(treatment)) people", sv: "\(count(treatment)) personer")
    }

    /// What the plan overlooks.
    var warnings: [Callout] {
        var warnings: [Callout] = []
        if let clusters = result.clusters, clusters.count < 20 {
            // Cameron and Miller (2015) call fewer than 20 to 50 few.
            warnings.append(
                Callout(
                    .warning,
                    word(
                        "\(shown(clusters.count)) clusters are few: the true power is lower than the one shown.",
                        sv:
                            "\(shown(clusters.count)) kluster är få: den verkliga styrkan är lägre än den som visas."
                    )
                ))
        }
        if let clusters = result.clusters, !clusters.areKnownToEvaluation {
            warnings.append(
                Callout(
                    .warning,
                    word(
                        "The evaluation itself does not count clusters: its interval will be narrower than it should, "
                            + "and it will more often see what is not there. `precision = \"clusters\"` counts them.",
                        sv:
                            "Utvärderingen själv räknar inte med kluster: dess intervall blir smalare än det borde, "
                            + "och den ser oftare det som inte finns. `precision = \"clusters\"` räknar med dem."
                    )))
        }
        if case .withoutMean = result.test {
            warnings.append(
                Callout(
                    .warning,
                    word(
                        "The decision is in percent of the mean without the programme, which nothing says: only the test "
                            + "is counted, and the decision may be reached less often. Give `comparison_mean` or evidence.",
                        sv:
                            "Beslutet är i procent av medelvärdet utan insatsen, som inte framgår: bara testet räknas, "
                            + "och beslutet kan uppfyllas mer sällan. Ange `comparison_mean` eller underlag.")
                ))
        }
        return warnings
    }

    // MARK: Facts

    var spread: String {
        switch result.spread {
        case .declared(let deviation):
            word(
                "standard deviation \(figure(deviation)), declared",
                sv: "standardavvikelse \(figure(deviation)), angiven")
        case .estimated(let deviation, let people):
            word(
                "standard deviation \(figure(deviation)), of \(count(people)) people in the evidence",
                sv: "standardavvikelse \(figure(deviation)), för \(count(people)) personer i underlaget")
        case .rate(let rate):
            word(
                "\(percent(rate)) have it without the programme",
                sv: "\(percent(rate)) har det utan insatsen")
        }
    }

    func clusters(_ clusters: PowerResult.Clusters) -> String {
        let (size, correlation) = (
            language.figures(clusters.size.grouped), language.figures("\(clusters.correlation)")
        )
        return word(
            "\(shown(clusters.count)), of \(size) people each, with a correlation of \(correlation) within them: "
                + "a design effect of \(shown(clusters.designEffect))",
            sv:
                "\(shown(clusters.count)), med \(size) personer i varje och korrelationen \(correlation) inom dem: "
                + "designeffekten är \(shown(clusters.designEffect))")
    }

    var test: String {
        switch result.test {
        case .difference(let significance, let isOneSided), .withoutMean(_, let significance, let isOneSided):
            let sides = isOneSided ? word("one-sided", sv: "ensidigt") : word("two-sided", sv: "tvåsidigt")
            let level = percent(significance.approximate)
            return word("\(sides), at \(level)", sv: "\(sides), på nivån \(level)") + reference
        case .decision(let rule, let level, let least):
            return word("the contract's decision: ", sv: "avtalets beslut: ")
                + decision(rule, percent(level.approximate), asked(rule, least)) + reference
        }
    }

    /// What the decision asks for, as the contract has it: rounding moves from which effect on it counts.
    private func asked(_ rule: DecisionRule, _ least: Double) -> String {
        let rounded = rule.rounding == nil ? "" : word(" when rounded", sv: " efter avrundning")
        switch rule.figure {
        case .improvement: return figure(rule.at.approximate) + rounded
        case .improvementPercent:
            return language.figures(rule.at.grouped) + " %" + rounded
                + word(", from \(figure(least)) on", sv: ", från \(figure(least))")
        }
    }

    private func decision(_ rule: DecisionRule, _ level: String, _ least: String) -> String {
        switch rule.reading {
        case .point:
            word(
                "an improvement of at least \(least), however unsure it is",
                sv: "en förbättring på minst \(least), hur osäker den än är")
        case .lowerBound:
            word(
                "the lower bound of the \(level) interval at least \(least)",
                sv: "den nedre gränsen för intervallet på \(level) minst \(least)")
        case .significant:
            word(
                "an improvement of at least \(least), with the \(level) interval above zero",
                sv: "en förbättring på minst \(least), med intervallet på \(level) över noll")
        }
    }

    /// What errors are told with.
    private var reference: String {
        guard let degrees = result.degreesOfFreedom else { return "" }
        let freedom = shown(degrees)
        return word(
            "; Student's t, \(freedom) degrees of freedom", sv: "; Students t, \(freedom) frihetsgrader")
    }

    // MARK: Figures

    func count(_ value: Int) -> String { language.figures(value.grouped) }

    /// A figure of the indicator: rates in percentage points, all else in its unit.
    func figure(_ value: Double) -> String {
        if case .rate = result.spread {
            return word("\(shown(value * 100)) percentage points", sv: "\(shown(value * 100)) procentenheter")
        }
        return "\(shown(value)) \(result.indicator.unit)"
    }

    /// To four significant digits, and whole from a thousand on.
    func shown(_ value: Double) -> String {
        let decimals =
            value.magnitude >= 1_000 ? 0 : value.magnitude >= 100 ? 1 : value.magnitude >= 10 ? 2 : 3
        let scale = [1.0, 10, 100, 1_000][decimals]
        guard let units = Int64(exactly: (value * scale).rounded()) else { return "\(value)" }
        let text = Decimal(units: units, decimals: decimals).grouped
        guard text.contains(".") else { return language.figures(text) }
        let end = text.lastIndex { $0 != "0" } ?? text.startIndex
        return language.figures(String(text[...end].last == "." ? text[..<end] : text[...end]))
    }

    func percent(_ share: Double) -> String {
        guard let units = Int64(exactly: (share * 1_000).rounded()) else { return "" }
        let text = Decimal(units: units, decimals: 1).description
        return language.figures(text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
    }
}
