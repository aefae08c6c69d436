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
                "The mean lies between \(figure(precision.lower)) and \(figure(precision.upper)) "
                    + "(\(told(precision))); it is compared with nothing, so that it is no effect.")
        }
        if let why = estimate.unsure { sentences.append("How sure this is cannot be told: \(why).") }
        if let smallest = estimate.quality.smallestDetectable {
            sentences.append(
                "So many people show a difference of \(figure(smallest)) or more in four of five cases, and smaller ones less often."
            )
        }
        if let reached = estimate.reached {
            sentences.append("The contract's own test of it is \(reached ? "met" : "not met").")
        }
        return sentences.joined(separator: " ")
    }

    /// Why it may say less than it seems to; empty where there is nothing to say.
    package var warnings: [String] { estimate.quality.warnings.map(words) }

    // MARK: Sentences

    private func compared(_ difference: Ratio) -> String {
        guard difference.signum != 0 else { return "There is no difference" }
        let size = withUnit(figure(difference.magnitude))
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
        let range = "between \(more(precision.lower)) and \(more(precision.upper)) (\(told(precision)))"
        guard !precision.excludesZero else {
            return ["It lies \(range), which leaves out zero: chance alone seldom makes such a difference."]
        }
        return [
            "It lies \(range). Zero is within, so that this evidence does not tell whether there was an effect: "
                + "it may have been none, or any in that range."
        ]
    }

    private func told(_ precision: Precision) -> String {
        var parts = ["\(percent(precision.level)) interval", precision.method]
        parts.append("standard error \(figure(precision.standardError))")
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

    private func words(_ warning: EstimateQuality.Warning) -> String {
        switch warning {
        case .onlyBeforeAndAfter:
            "Before and after is the only method: what would have happened anyway is not told apart from the effect."
        case .poorOverlap(let outside, let all):
            "\(outside) of \(all) treated people have no counterpart in the comparison: nothing is known of the effect on them."
        case .unbalanced(let column, let difference):
            "The groups still differ in \(column), by \(rounded(difference, 2)) standard deviations."
        case .cannotSeeTarget(let target, let smallest):
            "The target of \(figure(target.ratio)) is smaller than \(figure(smallest)), the least that so many people show in four of five cases."
        case .unequalAttrition(let treatment, let comparison):
            "\(percent(treatment)) of the treatment group and \(percent(comparison)) of the comparison are left out: those who are left may no longer be alike."
        case .signDependsOnOnePerson:
            "Without a single person, the difference would have the other sign."
        case .matchedAfterOutcomes: "The pairs were formed when outcomes were already recorded."
        case .fewClusters(let count):
            "\(count) clusters are few: the true interval is wider than the one shown."
        }
    }

    // MARK: Figures

    private func percent(_ share: Decimal) -> String {
        ((try? share.ratio.multiplied(by: Ratio(100))) ?? share.ratio).grouped + " %"
    }

    private func percent(_ share: Double) -> String { rounded(share * 100, 1) + " %" }

    private func more(_ value: Double) -> String {
        value == 0 ? "none" : figure(value.magnitude) + (value > 0 ? " more" : " less")
    }

    /// Shows an exact figure in the indicator's unit, rounded for the eye.
    private func figure(_ value: Ratio) -> String {
        if let currency = indicator?.currency,
            let amount = try? Amount(majorUnits: value, currency: currency)
        {
            return ((try? contract.rounding.apply(to: amount)).map { $0.paid.grouped() } ?? amount.grouped())
        }
        return (try? value.rounded(.halfEven, decimals: decimals).grouped) ?? value.grouped
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
        Decimal(rounding: value, decimals: decimals)?.grouped ?? "\(value)"
    }
}
