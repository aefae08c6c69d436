import OutcomesModel

/// The table that says how an effect is estimated.
extension ContractReader {
    private enum Word: String, CaseIterable {
        case none
        case beforeAndAfter = "before_and_after"
        case comparisonGroup = "comparison_group"
        case matched
        case weighted
        case randomised
        case differenceInDifferences = "difference_in_differences"
        case interruptedSeries = "interrupted_series"
        case pooled
        case combined

        var comparesGroups: Bool {
            switch self {
            case .comparisonGroup, .matched, .weighted, .randomised, .differenceInDifferences: true
            case .none, .beforeAndAfter, .interruptedSeries, .pooled, .combined: false
            }
        }

        /// Whether each person's values become one figure.
        var foldsPeople: Bool {
            switch self {
            case .interruptedSeries, .pooled, .combined: false
            default: true
            }
        }
    }

    func parseEvaluation(
        _ table: TableReader, _ clause: Clause?, groups: [Group], indicators: [Indicator],
        attributes: [Attribute]
    ) -> EvaluationPlan? {
        let id = names.id(.evaluation, of: table, as: EvaluationID.self)
        let indicator = names.referenceOrOwn(
            "indicator", to: .indicator, in: table, own: id?.value.rawValue, as: IndicatorID.self)
        let word = table.choice("method", Word.self)
        let treatment = readGroup("treatment", .treatment, table, groups, required: true)
        let comparison = readGroup(
            "comparison", .comparison, table, groups, required: word?.comparesGroups == true)
        let statistic = table.choice(
            "statistic", EvaluationPlan.Statistic.self, required: word?.foldsPeople ?? true)
        let level = readLevel(table)
        let target = table.exact("target", required: false)
        let decision = readDecision(table)
        if let word, !word.comparesGroups, let comparison {
            faults.add(.terms(.comparisonWithoutUse(method: word.rawValue)), at: comparison.place)
        }
        guard let word else { return nil }
        let known = indicators.first { $0.id == indicator }
        checkKind(of: known, word, table)
        let method = readMethod(word, comparison?.value, known, attributes, indicators, table)
        guard let id, let indicator, let treatment, let clause, let method else { return nil }
        guard let statistic = statistic ?? (word.foldsPeople ? nil : .mean) else { return nil }
        return EvaluationPlan(
            id: id.value, indicator: indicator, method: method, treatment: treatment.value,
            statistic: statistic, level: level, decision: decision, target: target?.value, clause: clause)
    }

    /// Notes an evaluation that is made of one that does not stand above it.
    func checkOrder(of evaluations: [EvaluationPlan]) {
        for (place, evaluation) in evaluations.enumerated() {
            let parts: (key: String, ids: [EvaluationID]) =
                switch evaluation.method {
                case .pooled(let pool): ("evaluations", pool.evaluations)
                case .combined(let combined): ("parts", combined.parts.map(\.evaluation))
                default: ("", [])
                }
            for id in parts.ids where evaluations[place...].contains(where: { $0.id == id }) {
                faults.add(
                    .terms(.notAbove(key: parts.key, table: "[[evaluation]]", id: id.rawValue)),
                    at: names.place(of: parts.key, in: evaluation.clause.place, naming: id.rawValue))
            }
        }
    }

    private func checkKind(of indicator: Indicator?, _ word: Word, _ table: TableReader) {
        guard let indicator else { return }
        if word.foldsPeople, indicator.subject != .participant {
            faults.add(
                .terms(.evaluationOf(indicator: indicator.id.rawValue, subject: indicator.subject)),
                at: table.place)
        }
        if word == .interruptedSeries, indicator.every.months == nil {
            faults.add(
                .terms(.irregular(indicator: indicator.id.rawValue, method: word.rawValue)), at: table.place)
        }
    }

    private func readMethod(
        _ word: Word, _ group: GroupID?, _ indicator: Indicator?, _ attributes: [Attribute],
        _ indicators: [Indicator], _ table: TableReader
    ) -> EvaluationMethod? {
        switch word {
        case .none: return EvaluationMethod.none
        case .beforeAndAfter: return .beforeAndAfter
        case .comparisonGroup:
            let window = names.reference(
                "comparison_window", to: .window, in: table, as: WindowID.self, required: false)
            let prices = readPrices(table)
            let precision = readPrecision(table)
            return group.map {
                .comparisonGroup(
                    GroupComparison(group: $0, window: window?.value, prices: prices, precision: precision))
            }
        case .matched: return readMatching(group, attributes, indicators, table)
        case .weighted:
            let covariates = readCovariates(table, attributes, indicators, required: true)
            let target = table.choice("effect_on", WeightedComparison.Target.self)
            let rounding = readRounding(word, table, required: true)
            guard let group, let covariates, let target, let rounding else { return nil }
            return .weighted(
                WeightedComparison(group: group, covariates: covariates, target: target, rounding: rounding))
        case .randomised:
            let analysis = readAnalysis(table)
            let precision = readPrecision(table)
            guard let group, let analysis else { return nil }
            return .randomised(RandomisedComparison(group: group, analysis: analysis, precision: precision))
        case .differenceInDifferences: return readChanges(group, indicator, attributes, indicators, table)
        case .interruptedSeries:
            let before = names.reference("before", to: .window, in: table, as: WindowID.self)
            let reading = table.choice("reads", SeriesBreak.Reading.self)
            let lags = table.integer("lags", in: 0...1000)
            let rounding = readRounding(word, table, required: true)
            guard let before, let reading, let lags, let rounding else { return nil }
            return .interruptedSeries(
                SeriesBreak(before: before.value, reading: reading, lags: lags.value, rounding: rounding))
        case .pooled:
            let parts = readEvaluations(table)
            let weights = table.choice("weights", CohortPool.Weights.self)
            let rounding = readRounding(word, table, required: weights.map { $0 != .size } ?? false)
            guard let parts, let weights, rounding != nil || weights == .size else { return nil }
            return .pooled(CohortPool(evaluations: parts, weights: weights, rounding: rounding))
        case .combined: return readParts(table)
        }
    }

    /// Reads a reference to a group, which must have the role.
    private func readGroup(
        _ key: String, _ role: Group.Role, _ table: TableReader, _ groups: [Group], required: Bool
    ) -> Found<GroupID>? {
        let found = names.reference(key, to: .group, in: table, as: GroupID.self, required: required)
        if let found, let group = groups.first(where: { $0.id == found.value }), group.role != role {
            faults.add(
                .terms(.wrongRole(key: key, group: group.id.rawValue, expected: role)), at: found.place)
        }
        return found
    }

    private func readRounding(_ word: Word, _ table: TableReader, required: Bool) -> FigureRounding? {
        let rounding = readFigureRounding(table)
        if required, !table.has("rounds") {
            faults.add(.terms(.needsRounding(method: word.rawValue)), at: table.place)
        }
        return rounding
    }

    // MARK: What all methods may say

    private func readLevel(_ table: TableReader) -> Decimal {
        let usual = Decimal(units: 95, decimals: 2)
        guard let level = table.exact("level", required: false) else { return usual }
        let half = Decimal(units: 5, decimals: 1)
        guard level.value.ratio >= half.ratio, level.value.ratio < .one else {
            table.note(
                .outOfRange(expected: "from 0.5 to below 1, such as \"0.95\"", came: "\(level.value)"),
                "level", at: level.place)
            return usual
        }
        return level.value
    }

    private func readDecision(_ parent: TableReader) -> DecisionRule? {
        guard
            let table = parent.table(
                "decision", name: "`decision`", required: false,
                expected: "{ figure = \"improvement_percent\", reading = \"point\", at = \"10\" }")
        else { return nil }
        let figure = table.choice("figure", DecisionRule.Figure.self)
        let reading = table.choice("reading", DecisionRule.Reading.self)
        let at = table.exact("at")
        let rounding = readFigureRounding(table)
        table.finish()
        if reading == .lowerBound, !table.has("rounds") {
            faults.add(.terms(.needsRounding(method: "lower_bound")), at: table.place)
            return nil
        }
        guard let figure, let reading, let at else { return nil }
        return DecisionRule(figure: figure, reading: reading, at: at.value, rounding: rounding)
    }

    // MARK: What single methods say

    private enum PrecisionWord: String, CaseIterable {
        case welch, pooled, newcombe, bootstrap, clusters
    }

    private func readPrecision(_ table: TableReader) -> PrecisionPlan {
        switch table.choice("precision", PrecisionWord.self, required: false) ?? .welch {
        case .welch: return .welch
        case .pooled: return .pooled
        case .newcombe: return .newcombe
        case .bootstrap:
            let replicates = table.integer("replicates", in: 2...1_000_000)
            let seed = table.integer("seed", in: 0...Int.max)
            return .bootstrap(replicates: replicates?.value ?? 9_999, seed: UInt64(seed?.value ?? 0))
        case .clusters:
            let attribute = names.reference("clusters", to: .attribute, in: table, as: AttributeID.self)
            let factor = table.choice("factor", ClusterAdjustment.self)
            guard let attribute, let factor else { return .welch }
            return .clusters(attribute.value, factor)
        }
    }

    private func readPrices(_ table: TableReader) -> GroupComparison.PriceLevel? {
        let index = names.reference(
            "price_index", to: .index, in: table, as: PriceIndexID.self, required: false)
        guard let index else {
            if table.has("prices_of") {
                _ = table.value("prices_of", "", required: false)
                faults.add(.terms(.keyWithout("prices_of", "price_index")), at: table.place)
            }
            return nil
        }
        return table.day("prices_of").map { .init(index: index.value, day: $0.value) }
    }

    private func readCovariates(
        _ table: TableReader, _ attributes: [Attribute], _ indicators: [Indicator], required: Bool
    ) -> [Covariate]? {
        let expected = "ids of attributes and indicators"
        guard let texts = table.strings("covariates", required: required, expected: expected) else {
            return required ? nil : []
        }
        return texts.map { text in
            if attributes.contains(where: { $0.id.rawValue == text.value }) {
                return .attribute(AttributeID(text.value))
            }
            names.refer(text, "covariates", to: .indicator, in: table)
            return .indicator(IndicatorID(text.value))
        }
    }

    private func readMatching(
        _ group: GroupID?, _ attributes: [Attribute], _ indicators: [Indicator], _ table: TableReader
    ) -> EvaluationMethod? {
        let covariates = readCovariates(table, attributes, indicators, required: true)
        let order = table.choice("order", MatchedComparison.Order.self)
        let replacement = table.boolean("replacement")
        let controls = table.integer("controls", in: 1...1000, required: false)
        let caliper = table.exact("caliper", required: false)
        if let caliper, caliper.value.units <= 0 {
            table.note(
                .outOfRange(expected: "more than 0", came: "\(caliper.value)"), "caliper", at: caliper.place)
        }
        let frozen = table.boolean("frozen", required: false)
        guard let group, let covariates, let order, let replacement else { return nil }
        return .matched(
            MatchedComparison(
                group: group, covariates: covariates, order: order, replacement: replacement,
                controls: controls?.value ?? 1, caliper: caliper?.value, mustBeFrozen: frozen ?? false))
    }

    private enum AnalysisWord: String, CaseIterable {
        case intentionToTreat = "intention_to_treat"
        case treated
    }

    private func readAnalysis(_ table: TableReader) -> RandomisedComparison.Analysis? {
        switch table.choice("analysis", AnalysisWord.self) {
        case nil: return nil
        case .intentionToTreat: return .intentionToTreat
        case .treated:
            let attribute = names.reference("received", to: .attribute, in: table, as: AttributeID.self)
            let value = table.string("received_value")
            guard let attribute, let value else { return nil }
            return .treated(attribute.value, value: value.value)
        }
    }

    private enum ErrorWord: String, CaseIterable {
        case hc0, hc1, hc2, hc3, clusters
    }

    private func readChanges(
        _ group: GroupID?, _ indicator: Indicator?, _ attributes: [Attribute], _ indicators: [Indicator],
        _ table: TableReader
    ) -> EvaluationMethod? {
        let before = names.reference("before", to: .window, in: table, as: WindowID.self)
        let design = table.choice("design", DifferenceOfChanges.Design.self)
        let covariates = readCovariates(table, attributes, indicators, required: false) ?? []
        let needs = design == .fixedEffects || !covariates.isEmpty
        let rounding = readRounding(.differenceInDifferences, table, required: needs)
        if design == .fixedEffects, let indicator, indicator.every.months == nil {
            faults.add(
                .terms(.irregular(indicator: indicator.id.rawValue, method: "fixed_effects")), at: table.place
            )
        }
        var errors: DifferenceOfChanges.Errors?
        switch table.choice("precision", ErrorWord.self) {
        case nil: break
        case .hc0: errors = .hc0
        case .hc1: errors = .hc1
        case .hc2: errors = .hc2
        case .hc3: errors = .hc3
        case .clusters:
            let attribute = names.reference(
                "clusters", to: .attribute, in: table, as: AttributeID.self, required: false)
            let factor = table.choice("factor", ClusterAdjustment.self)
            errors = factor.map { .clusters(attribute.map { .attribute($0.value) } ?? .person, $0) }
        }
        guard let group, let before, let design, let errors, !needs || rounding != nil else { return nil }
        return .differenceInDifferences(
            DifferenceOfChanges(
                group: group, before: before.value, design: design, covariates: covariates, errors: errors,
                rounding: rounding))
    }

    private func readEvaluations(_ table: TableReader) -> [EvaluationID]? {
        guard let texts = table.strings("evaluations", expected: "ids of evaluations") else { return nil }
        for text in texts { names.refer(text, "evaluations", to: .evaluation, in: table) }
        return texts.map { EvaluationID($0.value) }
    }

    private func readParts(_ table: TableReader) -> EvaluationMethod? {
        let rows = table.tables("parts").map { row in
            let id = names.reference("evaluation", to: .evaluation, in: row, as: EvaluationID.self)
            let weight = row.exact("weight")
            row.finish()
            return (id, weight)
        }
        if rows.isEmpty, table.lacksElements("parts") {
            table.note(
                .missing(expected: "[{ evaluation = \"…\", weight = \"0.8\" }, …]"), "parts", at: table.place)
        }
        let correlation = table.exact("correlation", required: false)
        if let correlation, correlation.value.ratio.magnitude > .one {
            table.note(
                .outOfRange(expected: "from -1 to 1", came: "\(correlation.value)"), "correlation",
                at: correlation.place)
        }
        let parts = rows.compactMap { id, weight in
            id.flatMap { id in weight.map { CombinedEvaluations.Part(evaluation: id.value, weight: $0.value) }
            }
        }
        guard !rows.isEmpty, parts.count == rows.count else { return nil }
        return .combined(CombinedEvaluations(parts: parts, correlation: correlation?.value))
    }
}
