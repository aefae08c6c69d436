package import OutcomesModel

/// What an estimate says and does not say, in sentences for people who decide.
package struct EstimateWords {
    private let estimate: Estimate
    private let contract: Contract

    package init(_ estimate: Estimate, in contract: Contract) {
        self.estimate = estimate
        self.contract = contract
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
        return arms.map(people).joined(separator: ", against ") + "."
    }

    /// What the figure is, how sure it is, and what can and what cannot be concluded.
    package var conclusion: String {
        var sentences: [String] = []
        if let difference = estimate.difference {
            sentences.append("\(compared(difference)).")
            if let precision = estimate.precision { sentences += concluded(precision) }
        } else if let precision = estimate.precision {
            sentences.append(
                "The mean lies between \(figures.of(precision.lower)) and \(figures.of(precision.upper)) "
                    + "(\(told(precision))); it is compared with nothing, so that it is no effect.")
        }
        if let why = estimate.unsure { sentences.append("How sure this is cannot be told: \(why).") }
        if let smallest = estimate.quality.smallestDetectable {
            sentences.append(
                "So many people show a difference of \(figures.of(smallest)) or more in four of five cases, and smaller ones less often."
            )
        }
        if let reached = estimate.reached {
            sentences.append("The contract's own test of it is \(reached ? "met" : "not met").")
        }
        return sentences.joined(separator: " ")
    }

    /// Why it may say less than it seems to; empty where there is nothing to say.
    package var warnings: [String] {
        QualityWords(estimate.quality, indicator: indicator, contract: contract).warnings
    }

    // MARK: Sentences

    private func compared(_ difference: Ratio) -> String {
        guard difference.signum != 0 else { return "There is no difference" }
        let size = figures.withUnit(figures.of(difference.magnitude))
        let more = difference.signum > 0 ? "more" : "less"
        let way =
            switch estimate.improved {
            case true?: ", the better way"
            case false? where indicator?.better != .neither: ", the worse way"
            default: ""
            }
        return "The difference is \(size) \(more) \(against)\(way)"
    }

    private var against: String {
        switch estimate.method {
        case .beforeAndAfter: "than before"
        case .comparisonGroup, .matched, .weighted, .randomised: "than the comparison"
        case .differenceInDifferences: "than if it had changed as the comparison did"
        case .interruptedSeries: "than where it was going"
        case .none, .pooled, .combined: "than without the contract"
        }
    }

    private func concluded(_ precision: Precision) -> [String] {
        let range = "between \(figures.more(precision.lower)) and \(figures.more(precision.upper)) (\(told(precision)))"
        guard !precision.excludesZero else {
            return ["It lies \(range), which leaves out zero: chance alone seldom makes such a difference."]
        }
        return [
            "It lies \(range). Zero is within, so that this evidence does not tell whether there was an effect: "
                + "it may have been none, or any in that range."
        ]
    }

    private func told(_ precision: Precision) -> String {
        var parts = ["\(figures.percent(precision.level)) interval", precision.method]
        parts.append("standard error \(figures.of(precision.standardError))")
        if let draws = precision.draws {
            parts.append("\(draws.replicates.grouped) draws of \(draws.generator), seed \(draws.seed)")
        }
        return parts.joined(separator: "; ")
    }

    private func people(_ arm: Estimate.Arm) -> String {
        let left = arm.excluded.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) left out as \($0.key)" }
        let word: (one: String, many: String) =
            if case .interruptedSeries = estimate.method { ("step", "steps") } else { ("person", "people") }
        return (arm.counted == 1 ? "1 \(word.one)" : "\(arm.counted.grouped) \(word.many)")
            + (left.isEmpty ? "" : " (\(left.joined(separator: ", ")))")
    }

    private var figures: StatisticFigures { StatisticFigures(indicator: indicator, contract: contract) }
}
