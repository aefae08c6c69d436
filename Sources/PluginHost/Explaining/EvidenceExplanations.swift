import Evaluation
import OutcomesModel
import Reporting
import Settlement

// What estimates and folds are of: people, values, and where they were read.
extension ExplanationBuilder {
    func label(_ fold: NotedFold) -> String {
        let indicator = contract.indicators[fold.indicator]
        let windows = fold.windows.map { place in
            let window = contract.windows[place]
            return window.title.isEmpty ? window.id.rawValue : window.title
        }
        return fold.day == nil
            ? "\(indicator.id): \(reading(fold.name)), \(windows.joined(separator: word(" and ", sv: " och ")))"
            : "\(indicator.id): \(reading(fold.name))"
    }

    func fold(_ figure: NotedFigure, _ fold: NotedFold) throws(SettlementError) -> Explanation {
        let indicator = contract.indicators[fold.indicator]
        var spans: [EvidenceRead.Span] = []
        var (count, filled) = (0, 0)
        let (entry, exit) = days(of: fold.subject)
        let periods =
            fold.day.map { [Period(first: $0, last: $0)].compactMap { $0 } }
            ?? fold.windows.map { contract.windows[$0].period(entry: entry, starts: contract.starts) }
        for period in periods {
            spans.append(EvidenceRead.Span(subject: fold.subject, period: period))
            let series = try? run.evidence.readers[indicator.id]?.series(
                of: fold.subject, in: period, exit: exit)
            count += series?.values.count ?? 0
            filled += series.map { self.filled($0, of: fold.subject, indicator) } ?? 0
        }
        return try Explanation(
            label(fold), figure.value, notes: [values(count, of: indicator, filled: filled)],
            step: step(figure.place),
            evidence: EvidenceRead(indicator: indicator.id, values: count, spans: spans))
    }

    /// Returns how many values of a series were not measured, and stand there by the contract's policy.
    private func filled(_ series: Series, of subject: SubjectID, _ indicator: Indicator) -> Int {
        guard indicator.missing.values.contains(where: { $0 == .carry || $0 == .baseline }),
            let reader = run.evidence.readers[indicator.id]
        else { return 0 }
        return series.values.count { value in
            guard case .number = reader.value(of: subject, on: value.day) else { return true }
            return false
        }
    }

    func values(_ count: Int, of indicator: Indicator, filled: Int = 0) -> String {
        let title = indicator.title.isEmpty ? indicator.id.rawValue : indicator.title
        let (all, some) = (
            run.language.figures(count.grouped), run.language.figures(filled.grouped)
        )
        let policy =
            filled == 0
            ? ""
            : word(
                ", of which \(some) filled in by the contract's policy",
                sv: ", varav \(some) enligt avtalets regler för saknade värden")
        return word(
            "\(all) \(count == 1 ? "value" : "values") of \(title)",
            sv: "\(all) \(count == 1 ? "värde" : "värden") av \(title)") + policy
    }

    /// Returns how a figure is read from evidence: `days at or above 90`, `treatment mean`.
    func reading(_ name: String) -> String {
        let words = name.replacing("_", with: " ")
        let known = Self.readings.first { words == $0.0 || words.hasPrefix("\($0.0) ") }
        guard let (english, swedish) = known else { return words }
        return word(words, sv: swedish + words.dropFirst(english.count))
    }

    /// The longer ones first where one begins another.
    private static let readings = [
        ("days at or above", "dagar på minst"), ("first", "första"), ("last", "sista"), ("sum", "summa"),
        ("mean", "medel"), ("median", "median"), ("min", "minsta"), ("max", "största"), ("count", "antal"),
        ("percentile", "percentil"), ("change", "förändring"), ("on", "den"), ("saving", "besparing"),
        ("difference", "skillnad"), ("improved", "förbättrat"), ("reached", "nått"),
        ("treatment mean", "insatsgruppens medel"), ("comparison mean", "jämförelsegruppens medel"),
        ("reduction percent", "minskning i procent"),
    ]

    private func days(of subject: SubjectID) -> (entry: Day, exit: Day?) {
        var finder = ParticipantFinder(run.evidence.participants)
        guard let row = finder.row(of: subject) else { return (contract.starts, nil) }
        let people = run.evidence.participants
        return (Day(number: people.entries[row]), people.exit(row))
    }

    // MARK: Estimates

    func estimate(
        _ figure: NotedFigure, _ id: EvaluationID, _ field: String
    ) throws(SettlementError) -> Explanation {
        let label = "\(id): \(reading(field))"
        guard case .estimate(let estimate)? = run.evaluations[id], let plan = contract.evaluation(id) else {
            return try Explanation(
                label, figure.value, notes: [word("given by a test", sv: "givet av ett test")],
                step: step(figure.place))
        }
        // What statistics made, or other estimates, is told with what it rests on, and not taken apart.
        let isPlain =
            switch estimate.method {
            case .none, .beforeAndAfter, .comparisonGroup: true
            case .randomised(let comparison): comparison.analysis == .intentionToTreat
            case .matched, .weighted, .differenceInDifferences, .interruptedSeries, .pooled, .combined: false
            }
        var parts: [Explanation] = []
        var rule = Explanation.Rule.computed
        switch (field, estimate.comparison) {
        case ("saving", let comparison?):
            let people = try Explanation(
                word("people of \(estimate.treatment.title)", sv: "personer i \(estimate.treatment.title)"),
                .number(Ratio(estimate.treatment.counted)))
            let less = try difference(
                word("less per person", sv: "mindre per person"), estimate, plan, comparison,
                estimate.treatment, isPlain)
            parts = [people, less]
            rule = .product
        case ("difference", let comparison?), ("improved", let comparison?), ("reached", let comparison?):
            parts = [
                try difference(
                    word("the difference", sv: "skillnaden"), estimate, plan, estimate.treatment, comparison,
                    isPlain)
            ]
            if field == "difference" { rule = .sum }
        case ("treatment_mean", _):
            parts = [try mean(estimate.treatment, estimate, plan)]
            rule = .sum
        case ("comparison_mean", let comparison?) where isPlain:
            parts = [try mean(comparison, estimate, plan)]
            rule = .sum
        case ("reduction_percent", let comparison?) where isPlain:
            parts = [try mean(comparison, estimate, plan), try mean(estimate.treatment, estimate, plan)]
        default:
            return try Explanation(
                label, figure.value, notes: statistics(estimate), clause: plan.clause,
                step: step(figure.place))
        }
        // A difference is a number also where the indicator is money, which the rule then has in its unit.
        if rule == .sum, parts[0].value != figure.value { rule = .computed }
        let indicator = contract.indicator(plan.indicator)
        return try Explanation(
            label, figure.value, by: rule, of: parts,
            notes: improvement(field, estimate, indicator) + statistics(estimate),
            clause: plan.clause, step: step(figure.place))
    }

    /// How the figure was made, and how sure it is.
    private func statistics(_ estimate: Estimate) -> [String] {
        let words = EstimateWords(estimate, in: contract, run.language)
        return [words.method, words.conclusion].filter { !$0.isEmpty }
    }

    private func improvement(_ field: String, _ estimate: Estimate, _ indicator: Indicator?) -> [String] {
        guard field == "improved", let better = indicator?.better else { return [] }
        let swedish =
            switch better {
            case .higher: "högre är bättre"
            case .lower: "lägre är bättre"
            case .neither: "varken högre eller lägre är bättre"
            }
        return [word("better is \(better.rawValue)", sv: swedish)]
    }

    private func difference(
        _ label: String, _ estimate: Estimate, _ plan: EvaluationPlan, _ first: Estimate.Arm,
        _ second: Estimate.Arm, _ isPlain: Bool
    ) throws(SettlementError) -> Explanation {
        guard isPlain else {
            let value = value((try? first.mean.subtracting(second.mean)) ?? .zero, estimate)
            return try Explanation(label, value, notes: statistics(estimate), clause: plan.clause)
        }
        let (a, b) = (try mean(first, estimate, plan), try mean(second, estimate, plan))
        guard let value = a.value.less(b.value) else {
            throw .unaccounted(label: label, value: "\(a.value)", parts: "\(b.value)")
        }
        return try Explanation(label, value, by: .difference, of: [a, b])
    }

    /// A mean is what all people come to, over how many they are.
    private func mean(
        _ arm: Estimate.Arm, _ estimate: Estimate, _ plan: EvaluationPlan
    ) throws(SettlementError) -> Explanation {
        let people = Ratio(arm.counted)
        let (mean, whole) = (value(arm.mean, estimate), try? arm.mean.multiplied(by: people))
        let excluded = arm.excluded.sorted { $0.key.rawValue < $1.key.rawValue }
            .map {
                word(
                    "\($0.value) left out: \($0.key.rawValue.replacing("_", with: " "))",
                    sv: "bortfall \($0.value): \($0.key.words(in: run.language))")
            }
        let label = word("mean of \(arm.title)", sv: "medel av \(arm.title)")
        guard let whole else { return try Explanation(label, mean, notes: excluded) }
        let read = read(arm, estimate, plan)
        let indicator = contract.indicator(plan.indicator)
        let sum = try Explanation(
            word("sum over all of them", sv: "summan över alla"), value(whole, estimate),
            notes: indicator.map { [values(read.values, of: $0)] } ?? [], evidence: read)
        return try Explanation(
            label, mean, by: .quotient,
            of: [
                sum,
                try Explanation(
                    word("people counted", sv: "personer som räknas"), .number(people), notes: excluded),
            ])
    }

    private func value(_ number: Ratio, _ estimate: Estimate) -> Explanation.Value {
        guard let currency = contract.indicator(estimate.indicator)?.currency,
            let amount = try? Amount(majorUnits: number, currency: currency)
        else { return .number(number) }
        return .money(amount)
    }

    /// Returns which values an arm was made of: the same people and days as the evaluation goes through.
    private func read(
        _ arm: Estimate.Arm, _ estimate: Estimate, _ plan: EvaluationPlan
    ) -> EvidenceRead {
        let isComparison = arm == estimate.comparison
        let group = isComparison ? plan.method.comparison ?? plan.treatment : plan.treatment
        let isBefore = plan.method == .beforeAndAfter ? isComparison : nil
        var seen = estimate.window
        if case .comparisonGroup(let comparison) = plan.method, isComparison, let own = comparison.window {
            seen = own
        }
        guard let reader = run.evidence.readers[plan.indicator], let window = contract.window(seen)
        else { return EvidenceRead(indicator: plan.indicator, values: 0, spans: []) }
        var count = 0
        var spans: [EvidenceRead.Span] = []
        for person in run.evidence.participants where person.group == group {
            guard person.entry <= run.settlement.due else { continue }
            let subject = SubjectID.participant(person.pseudonym)
            let period = window.period(entry: person.entry, starts: contract.starts)
            guard let series = try? reader.series(of: subject, in: period, exit: person.exit),
                series.excluded == nil, isBefore == nil || series.values.count > 1
            else { continue }
            count += isBefore.map { $0 ? 1 : series.values.count - 1 } ?? series.values.count
            spans.append(EvidenceRead.Span(subject: subject, period: period))
        }
        return EvidenceRead(indicator: plan.indicator, values: count, spans: spans)
    }
}

extension DecisionRule.Figure {
    fileprivate var swedish: String {
        switch self {
        case .improvement: "förbättringen"
        case .improvementPercent: "förbättringen i procent"
        }
    }
}

extension DecisionRule.Reading {
    fileprivate var swedish: String {
        switch self {
        case .point: "punktskattning"
        case .lowerBound: "intervallets nedre gräns"
        case .significant: "punktskattning med ett intervall över noll"
        }
    }
}
