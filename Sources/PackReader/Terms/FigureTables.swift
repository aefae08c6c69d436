import OutcomesModel

/// What tariffs and conditions are decided by: figures, their rounding, and conditions.
extension ContractReader {
    /// Reads the one key that says what a tariff or a condition is decided by; none where there is none.
    ///
    /// - Parameter mayBeTariffs: whether other tariffs may decide.
    func readFigure(_ table: TableReader, mayBeTariffs: Bool) -> FigureSource? {
        var found: [FigureSource] = []
        let isIndicator = table.has("indicator")
        if let id = names.reference(
            "indicator", to: .indicator, in: table, as: IndicatorID.self, required: false)
        {
            let group = names.reference("group", to: .group, in: table, as: GroupID.self, required: false)
            let reading = table.choice("reads", FigureSource.ValueReading.self, required: false)
            found.append(.indicator(id.value, group: group?.value, reads: reading ?? .sum))
        }
        if let id = names.reference("outcome", to: .outcome, in: table, as: OutcomeID.self, required: false) {
            found.append(.outcome(id.value))
        }
        let isEvaluation = !isIndicator && table.has("evaluation")
        if let id = names.reference(
            "evaluation", to: .evaluation, in: table, as: EvaluationID.self, required: false),
            let reading = table.choice("reads", FigureSource.Reading.self)
        {
            found.append(.evaluation(id.value, reading))
        }
        if let id = names.reference("term", to: .term, in: table, as: TermID.self, required: false) {
            found.append(.term(id.value))
        }
        if mayBeTariffs, let tariffs = references("tariffs", to: .tariff, in: table, as: TariffID.self) {
            found.append(.tariffs(tariffs))
        }
        if let payments = references("payments", to: .payment, in: table, as: PaymentID.self) {
            found.append(.payments(payments))
        }
        // A key that belongs to another one is not known without it.
        if !isIndicator, table.has("group") {
            faults.add(.terms(.keyWithout("group", "indicator")), at: table.place)
        }
        if !isEvaluation, !isIndicator, table.has("reads") {
            faults.add(.terms(.keyWithout("reads", "indicator` or `evaluation")), at: table.place)
        }
        if found.count > 1 { faults.add(.terms(.twoFigures(table: table.name)), at: table.place) }
        return found.first
    }

    private func references<ID: Identifier>(
        _ key: String, to kind: DeclaredKind, in table: TableReader, as type: ID.Type
    ) -> [ID]? {
        guard let texts = table.strings(key, required: false, expected: "ids of \(kind.noun)s") else {
            return nil
        }
        for text in texts { names.refer(text, key, to: kind, in: table) }
        return texts.map { ID($0.value) }
    }

    /// Reads `rounds`, how a figure is rounded before it is compared or priced.
    func readFigureRounding(_ parent: TableReader) -> FigureRounding? {
        guard
            let table = parent.table(
                "rounds", name: "`rounds`", required: false,
                expected: "{ mode = \"half_up\", unit = \"0.1\" }")
        else { return nil }
        let mode = table.choice("mode", RoundingMode.self)
        let unit = table.exact("unit")
        table.finish()
        guard let mode, let unit else { return nil }
        guard unit.value.units > 0 else {
            table.note(.outOfRange(expected: "more than 0", came: "\(unit.value)"), "unit", at: unit.place)
            return nil
        }
        return FigureRounding(mode: mode, unit: unit.value.ratio)
    }

    func parseCondition(
        _ table: TableReader, _ clause: Clause?, evaluations: [EvaluationPlan], indicators: [Indicator]
    ) -> Condition? {
        let id = names.id(.condition, of: table, as: ConditionID.self)
        let title = table.words("title", required: false)
        let figure = readFigure(table, mayBeTariffs: false)
        let rounding = readFigureRounding(table)
        let reached = table.choice("reached", Reached.self, required: false) ?? .atLeast
        var isTruth = false
        if case .evaluation(_, let reading)? = figure { isTruth = reading.isTruth }
        let at = table.exact("at", required: !isTruth)
        if case .evaluation(let id, .reductionPercent)? = figure, let at, at.value.ratio > Ratio(100),
            let evaluated = evaluations.first(where: { $0.id == id })?.indicator,
            // What may fall below 0 may fall by more than all of it.
            let least = indicators.first(where: { $0.id == evaluated })?.minimum, least.units >= 0
        {
            doubts.add(.reductionOfMoreThanAll(table: table.name, at: at.value), at: at.place)
        }
        if figure == nil { faults.add(.terms(.noFigure(table: table.name)), at: table.place) }
        guard let id, let figure, let clause, at != nil || isTruth else { return nil }
        return Condition(
            id: id.value, title: title?.value ?? id.value.rawValue, figure: figure, rounding: rounding,
            reached: reached, at: at?.value.ratio ?? .one, clause: clause)
    }
}
