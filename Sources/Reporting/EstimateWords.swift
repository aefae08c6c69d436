package import OutcomesModel

/// What an estimate says and does not say, in sentences for people who decide.
package struct EstimateWords {
    private let estimate: Estimate
    private let contract: Contract
    private let language: Language

    package init(_ estimate: Estimate, in contract: Contract, _ language: Language = .en) {
        self.estimate = estimate
        self.contract = contract
        self.language = language
    }

    private func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }

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
        case .sum?: statistic = "the sum"
        case .last?: statistic = "the last value"
        case .mean?, nil: statistic = "the mean"
        }
        let indicator = indicator?.title ?? estimate.indicator.rawValue
        let window = contract.window(estimate.window)?.title ?? estimate.window.rawValue
        let of: String
        if case .interruptedSeries(let plan) = estimate.method {
            of = "\(plan.reading.rawValue.replacing("_", with: " ")) of \(indicator) in \(window)"
        } else {
            of = "mean over people of \(statistic) of \(indicator) in \(window)"
        }
        guard let comparison = estimate.comparison else { return "\(of): \(estimate.treatment.title)" }
        return "\(of): \(estimate.treatment.title), less \(comparison.title)"
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
                    "The mean lies between \(figure(precision.lower)) and \(figure(precision.upper)) "
                        + "(\(told(precision))); it is compared with nothing, so that it is no effect.",
                    sv: "Medelvärdet ligger mellan \(figure(precision.lower)) och \(figure(precision.upper)) "
                        + "(\(told(precision))); det jämförs inte med något, och är därför ingen effekt."))
        }
        if let why = estimate.unsure { sentences.append(
                word(
                    "How sure this is cannot be told: \(why).",
                    sv: "Hur säkert detta är går inte att säga: \(why).")) }
        if let smallest = estimate.quality.smallestDetectable {
            sentences.append(
                word(
                    "So many people show a difference of \(figure(smallest)) or more in four of five cases, and smaller ones less often.",
                    sv: "Så många personer visar en skillnad på \(figure(smallest)) eller mer i fyra fall av fem, och mindre skillnader mer sällan."
                ))
        }
        if let reached = estimate.reached {
            sentences.append(
                word(
                    "The contract's own test of it is \(reached ? "met" : "not met").",
                    sv: "Avtalets eget test av den är \(reached ? "uppfyllt" : "inte uppfyllt")."))
        }
        return sentences.joined(separator: " ")
    }

    /// Why it may say less than it seems to; empty where there is nothing to say.
    package var warnings: [String] { estimate.quality.warnings.map(words) }

    // MARK: Sentences

    private func compared(_ difference: Ratio) -> String {
        guard difference.signum != 0 else { return word("There is no difference", sv: "Det finns ingen skillnad") }
        let size = withUnit(figure(difference.magnitude))
        let more =
            difference.signum > 0 ? word("more", sv: "mer") : word("less", sv: "mindre")
        let way =
            switch estimate.improved {
            case true?: word(", the better way", sv: ", åt det bättre hållet")
            case false? where indicator?.better != .neither:
                word(", the worse way", sv: ", åt det sämre hållet")
            default: ""
            }
        return word(
            "The difference is \(size) \(more) \(against)\(way)",
            sv: "Skillnaden är \(size) \(more) \(against)\(way)")
    }

    private var against: String {
        switch estimate.method {
        case .beforeAndAfter: word("than before", sv: "än före")
        case .comparisonGroup, .matched, .weighted, .randomised: word("than the comparison", sv: "än i jämförelsen")
        case .differenceInDifferences: word("than if it had changed as the comparison did", sv: "än om det hade ändrats som i jämförelsen")
        case .interruptedSeries: word("than where it was going", sv: "än vart det var på väg")
        case .none, .pooled, .combined: word("than without the contract", sv: "än utan avtalet")
        }
    }

    private func concluded(_ precision: Precision) -> [String] {
        let range = word(
            "between \(more(precision.lower)) and \(more(precision.upper)) (\(told(precision)))",
            sv: "mellan \(more(precision.lower)) och \(more(precision.upper)) (\(told(precision)))")
        guard !precision.excludesZero else {
            return [
                word(
                    "It lies \(range), which leaves out zero: chance alone seldom makes such a difference.",
                    sv: "Den ligger \(range), där noll inte ingår: slumpen ensam gör sällan en sådan skillnad.")
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
        var parts = [word("\(percent(precision.level)) interval", sv: "intervall på \(percent(precision.level))"), precision.method]
        parts.append(word("standard error", sv: "medelfel") + " \(figure(precision.standardError))")
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

    private func words(_ warning: EstimateQuality.Warning) -> String {
        switch warning {
        case .onlyBeforeAndAfter:
            word(
                "Before and after is the only method: what would have happened anyway is not told apart from the effect.",
                sv: "Före och efter är den enda metoden: vad som hade hänt ändå skiljs inte från effekten.")
        case .poorOverlap(let outside, let all):
            word(
                "\(outside) of \(all) treated people have no counterpart in the comparison: nothing is known of the effect on them.",
                sv: "\(outside) av \(all) i insatsgruppen har ingen motsvarighet i jämförelsen: om effekten på dem vet man inget.")
        case .unbalanced(let column, let difference):
            word(
                "The groups still differ in \(column), by \(rounded(difference, 2)) standard deviations.",
                sv: "Grupperna skiljer sig ännu i \(column), med \(rounded(difference, 2)) standardavvikelser.")
        case .cannotSeeTarget(let target, let smallest):
            word(
                "The target of \(figure(target.ratio)) is smaller than \(figure(smallest)), the least that so many people show in four of five cases.",
                sv: "Målet \(figure(target.ratio)) är mindre än \(figure(smallest)), det minsta som så många personer visar i fyra fall av fem.")
        case .unequalAttrition(let treatment, let comparison):
            word(
                "\(percent(treatment)) of the treatment group and \(percent(comparison)) of the comparison are left out: those who are left may no longer be alike.",
                sv: "\(percent(treatment)) av insatsgruppen och \(percent(comparison)) av jämförelsen är bortfall: de som är kvar liknar kanske inte längre varandra.")
        case .signDependsOnOnePerson:
            word(
                "Without a single person, the difference would have the other sign.",
                sv: "Utan en enda av personerna skulle skillnaden ha motsatt tecken.")
        case .matchedAfterOutcomes: word(
                "The pairs were formed when outcomes were already recorded.",
                sv: "Paren bildades när utfallen redan var registrerade.")
        case .fewClusters(let count):
            word(
                "\(count) clusters are few: the true interval is wider than the one shown.",
                sv: "\(count) kluster är få: det sanna intervallet är bredare än det som visas.")
        }
    }

    // MARK: Figures

    private func percent(_ share: Decimal) -> String {
        language.figures(((try? share.ratio.multiplied(by: Ratio(100))) ?? share.ratio).grouped) + " %"
    }

    private func percent(_ share: Double) -> String { rounded(share * 100, 1) + " %" }

    private func more(_ value: Double) -> String {
        value == 0
            ? word("none", sv: "ingen")
            : figure(value.magnitude) + (value > 0 ? word(" more", sv: " mer") : word(" less", sv: " mindre"))
    }

    /// Shows an exact figure in the indicator's unit, rounded for the eye.
    private func figure(_ value: Ratio) -> String {
        if let currency = indicator?.currency,
            let amount = try? Amount(majorUnits: value, currency: currency)
        {
            return language.figures(
                (try? contract.rounding.apply(to: amount)).map { $0.paid.grouped() } ?? amount.grouped())
        }
        return language.figures(
            (try? value.rounded(.halfEven, decimals: decimals).grouped) ?? value.grouped)
    }

    private func figure(_ value: Double) -> String {
        guard let decimal = Decimal(rounding: value, decimals: decimals) else { return "\(value)" }
        return figure(decimal.ratio)
    }

    /// Two decimals more than the values have; of money, what the contract pays in.
    private var decimals: Int { min(Decimal.mostDecimals, (indicator?.decimals ?? 0) + 2) }

    private func withUnit(_ figure: String) -> String {
        guard let unit = indicator?.unit, indicator?.currency == nil else { return figure }
        return "\(figure) \(unit)"
    }

    private func rounded(_ value: Double, _ decimals: Int) -> String {
        Decimal(rounding: value, decimals: decimals).map { language.figures($0.grouped) } ?? "\(value)"
    }
}
