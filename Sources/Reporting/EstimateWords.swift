package import OutcomesModel

/// What an estimate says and does not say, in sentences for people who decide.
package struct EstimateWords: WrittenInLanguage {
    private let estimate: Estimate
    private let contract: Contract
    package let language: Language

    package init(_ estimate: Estimate, in contract: Contract, _ language: Language = .en) {
        self.estimate = estimate
        self.contract = contract
        self.language = language
    }

    private var indicator: Indicator? { contract.indicator(estimate.indicator) }

    /// The indicator's title; where several evaluations are of it, with the evaluation's own id.
    package var name: String {
        let title = indicator?.title ?? estimate.indicator.rawValue
        let same = contract.evaluations.count { $0.indicator == estimate.indicator }
        return title + (same > 1 ? " (\(estimate.evaluation))" : "")
    }

    package var title: String {
        "\(name), \(contract.window(estimate.window)?.title ?? estimate.window.rawValue)"
    }

    /// What is estimated, of whom, in which figure.
    package var estimand: String {
        let statistic: String
        switch contract.evaluation(estimate.evaluation)?.statistic {
        case .sum?: statistic = word("the sum", sv: "summan")
        case .last?: statistic = word("the last value", sv: "det sista värdet")
        case .mean?, nil: statistic = word("the mean", sv: "medelvärdet")
        }
        let indicator = indicator?.title ?? estimate.indicator.rawValue
        let window = contract.window(estimate.window)?.title ?? estimate.window.rawValue
        let of: String
        if case .interruptedSeries(let plan) = estimate.method {
            let reading = plan.reading.rawValue.replacing("_", with: " ")
            of = word(
                "\(reading) of \(indicator) in \(window)", sv: "\(reading) för \(indicator) i \(window)")
        } else {
            of = word(
                "mean over people of \(statistic) of \(indicator) in \(window)",
                sv: "medel över personer av \(statistic) av \(indicator) i \(window)")
        }
        guard let comparison = estimate.comparison else { return "\(of): \(estimate.treatment.title)" }
        return word(
            "\(of): \(estimate.treatment.title), less \(comparison.title)",
            sv: "\(of): \(estimate.treatment.title), minus \(comparison.title)")
    }

    /// Which method made it.
    package var method: String {
        word(
            "method \(estimate.method.word)", sv: "metod: \(estimate.method.words(in: language))")
    }

    /// How many people the figure is of, and who was left out.
    package var people: String {
        // Before and after are the same people.
        let arms =
            estimate.method == .beforeAndAfter
            ? [estimate.treatment] : [estimate.treatment, estimate.comparison].compactMap { $0 }
        return arms.map(people).joined(separator: word(", against ", sv: ", mot ")) + "."
    }

    /// What the figure is, how sure it is, and what can and what cannot be concluded.
    package var conclusion: String {
        var sentences: [String] = []
        if let difference = estimate.difference {
            sentences.append("\(compared(difference)).")
            if let precision = estimate.precision { sentences += concluded(precision) }
        } else if let precision = estimate.precision {
            sentences.append(
                word(
                    "The mean lies between \(figures.of(precision.lower)) and \(figures.of(precision.upper)) "
                        + "(\(told(precision))); it is compared with nothing, so that it is no effect.",
                    sv:
                        "Medelvärdet ligger mellan \(figures.of(precision.lower)) och \(figures.of(precision.upper)) "
                        + "(\(told(precision))); det jämförs inte med något, och är därför ingen effekt."))
        }
        if let why = estimate.unsure {
            sentences.append(
                word(
                    "How sure this is cannot be told: \(why).",
                    sv:
                        "Hur säkert detta är går inte att säga: \(Phrases.faults.words(why, in: language))."))
        }
        if let smallest = estimate.quality.smallestDetectable {
            sentences.append(
                word(
                    "So many people show a difference of \(figures.of(smallest)) or more in four of five cases, and smaller ones less often.",
                    sv:
                        "Så många personer visar en skillnad på \(figures.of(smallest)) eller mer i fyra fall av fem, och mindre skillnader mer sällan."
                ))
        }
        if let decided = estimate.decided {
            sentences.append(DecidedWords(decided, in: language).sentence)
        }
        return sentences.joined(separator: " ")
    }

    /// Why it may say less than it seems to; empty where there is nothing to say.
    package var warnings: [String] {
        QualityWords(estimate.quality, indicator: indicator, contract: contract, language).warnings
    }

    // MARK: Sentences

    private func compared(_ difference: Ratio) -> String {
        guard difference.signum != 0 else {
            return word("There is no difference", sv: "Det finns ingen skillnad")
        }
        let size = figures.withUnit(figures.of(difference.magnitude))
        let more =
            difference.signum > 0 ? word("more", sv: "mer") : word("less", sv: "mindre")
        let way =
            switch estimate.improved {
            case true?: word(", the better way", sv: ", åt det bättre hållet")
            case false?: word(", the worse way", sv: ", åt det sämre hållet")
            case nil: ""
            }
        return word(
            "The difference is \(size) \(more) \(against)\(way)",
            sv: "Skillnaden är \(size) \(more) \(against)\(way)")
    }

    private var against: String {
        switch estimate.method {
        case .beforeAndAfter: word("than before", sv: "än före")
        case .comparisonGroup, .matched, .weighted, .randomised:
            word("than the comparison", sv: "än i jämförelsen")
        case .differenceInDifferences:
            word(
                "than if it had changed as the comparison did", sv: "än om det hade ändrats som i jämförelsen"
            )
        case .interruptedSeries: word("than where it was going", sv: "än vart det var på väg")
        case .none, .pooled, .combined: word("than without the contract", sv: "än utan avtalet")
        }
    }

    private func concluded(_ precision: Precision) -> [String] {
        let range = word(
            "between \(figures.more(precision.lower)) and \(figures.more(precision.upper)) (\(told(precision)))",
            sv:
                "mellan \(figures.more(precision.lower)) och \(figures.more(precision.upper)) (\(told(precision)))"
        )
        guard !precision.excludesZero else {
            return [
                word(
                    "It lies \(range), which leaves out zero: chance alone seldom makes such a difference.",
                    sv:
                        "Den ligger \(range), där noll inte ingår: slumpen ensam gör sällan en sådan skillnad."
                )
            ]
        }
        return [
            word(
                "It lies \(range). Zero is within, so that this evidence does not tell whether there was an effect: "
                    + "it may have been none, or any in that range.",
                sv: "Den ligger \(range). Noll ingår, så underlaget visar inte om det fanns någon effekt: "
                    + "den kan ha varit ingen, eller vilken som helst däremellan.")
        ]
    }

    private func told(_ precision: Precision) -> String {
        var parts = [
            word(
                "\(figures.percent(precision.level)) interval",
                sv: "intervall på \(figures.percent(precision.level))"),
            Phrases.precision.words(precision.method, in: language),
        ]
        parts.append(word("standard error", sv: "medelfel") + " \(figures.of(precision.standardError))")
        if let draws = precision.draws {
            let count = language.figures(draws.replicates.grouped)
            parts.append(
                word(
                    "\(count) draws of \(draws.generator), seed \(draws.seed)",
                    sv: "\(count) dragningar med \(draws.generator), frö \(draws.seed)"))
        }
        return parts.joined(separator: "; ")
    }

    private func people(_ arm: Estimate.Arm) -> String {
        let left = arm.excluded.sorted { $0.key.rawValue < $1.key.rawValue }
            .map {
                word(
                    "\($0.value) left out as \($0.key)",
                    sv: "bortfall \($0.value): \($0.key.words(in: language))")
            }
        let noun: (one: String, many: String) =
            if case .interruptedSeries = estimate.method {
                (word("step", sv: "steg"), word("steps", sv: "steg"))
            } else {
                (word("person", sv: "person"), word("people", sv: "personer"))
            }
        return (arm.counted == 1 ? "1 \(noun.one)" : "\(language.figures(arm.counted.grouped)) \(noun.many)")
            + (left.isEmpty ? "" : " (\(left.joined(separator: ", ")))")
    }

    private var figures: StatisticFigures {
        StatisticFigures(indicator: indicator, contract: contract, language: language)
    }
}
