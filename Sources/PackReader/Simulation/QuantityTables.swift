import OutcomesModel

/// `[[quantity]]`: what varies, as what rules read it, and how it is distributed.
extension SimulationReader {
    func parseQuantity(_ table: TableReader, above: [DrawnQuantity]) -> DrawnQuantity? {
        let id = table.string("id")
        let title = table.words("title", required: false)
        let figure = parseFigure(table)
        let drawn = parseDistribution(table, ofPeople: figure?.peopleCounted)
        let clause = table.clause(required: true)
        let levels = figure.flatMap { parseLevels(table, $0) }
        let step = parseStep(table, figure)
        let correlation = parseCorrelation(table, id: id?.value ?? "", above: above)
        if let id, !DeclaredNames.isWellFormed(id.value) {
            table.note(
                .malformed(
                    expected: "lower-case letters, digits and _, a letter first", came: id.value.shortened),
                "id", at: id.place)
        }
        guard let id, let figure, let drawn, let clause else { return nil }
        if drawn == .empirical, !figure.mayBeEmpirical || correlation != nil {
            faults.add(.simulation(.empiricalOfWhat(id: id.value)), at: table.place)
        }
        return DrawnQuantity(
            id: QuantityID(id.value), title: title?.value ?? figure.title, unit: figure.unit,
            decimals: figure.decimals, better: figure.better, target: figure.target, distribution: drawn,
            levels: levels, least: figure.least, most: figure.most, step: step ?? 1, correlation: correlation,
            clause: clause)
    }

    /// Reads what drawn levels are multiples of.
    private func parseStep(_ table: TableReader, _ figure: Figure?) -> Int64? {
        let holder = "the levels of this quantity"
        guard let step = units("step", decimals: figure?.decimals ?? 9, holder, table, required: false) else {
            return nil
        }
        guard step > 0 else {
            table.note(.outOfRange(expected: "more than 0", came: "\(step)"), "step", at: table.place)
            return nil
        }
        return step
    }

    /// What a quantity is before it is said how it is distributed.
    private struct Figure {
        let title, unit: String
        let decimals: Int
        let better: Indicator.Direction
        let target: DrawnQuantity.Target
        var mayBeEmpirical = false
        var least: Int64?
        var most: Int64?

        /// How many people there are, of whom the quantity says how many have a value.
        var peopleCounted: Int? {
            if case .count(_, _, let size, _, _) = target { size } else { nil }
        }
    }

    private func parseFigure(_ table: TableReader) -> Figure? {
        guard table.has("evaluation") != table.has("indicator") else {
            for key in ["evaluation", "reads", "indicator"] { _ = table.value(key, "", required: false) }
            faults.add(.simulation(.targetOfWhat), at: table.place)
            return nil
        }
        return table.has("evaluation") ? parseEvaluationFigure(table) : parseIndicatorFigure(table)
    }

    private func parseEvaluationFigure(_ table: TableReader) -> Figure? {
        let evaluation = declared("evaluation", contract.evaluations, in: table)
        let reading = table.choice("reads", FigureSource.Reading.self)
        let decimals = table.integer("decimals", in: 0...9, required: false)?.value
        guard let evaluation, let reading, let indicator = contract.indicator(evaluation.indicator) else {
            return nil
        }
        let target = DrawnQuantity.Target.evaluation(evaluation.id, reading)
        if reading == .saving, indicator.currency == nil {
            table.note(
                .malformed(
                    expected: "difference, reduction_percent or improved: \(indicator.id) is no money",
                    came: reading.rawValue), "reads", at: table.place)
        }
        switch reading {
        case .difference:
            return Figure(
                title: word("\(indicator.title), difference", sv: "\(indicator.title), skillnad"),
                unit: indicator.unit,
                decimals: decimals ?? indicator.decimals, better: indicator.better, target: target,
                mayBeEmpirical: true)
        case .saving:
            return Figure(
                title: word("\(indicator.title), saved", sv: "\(indicator.title), sparat"),
                unit: indicator.unit,
                decimals: decimals ?? indicator.decimals, better: .higher, target: target,
                mayBeEmpirical: true)
        case .reductionPercent:
            return Figure(
                title: word("\(indicator.title), reduced by", sv: "\(indicator.title), minskat med"),
                unit: word("percent", sv: "procent"), decimals: decimals ?? 2,
                better: indicator.better == .higher ? .lower : .higher, target: target,
                mayBeEmpirical: evaluation.method != .beforeAndAfter)
        case .improved:
            return Figure(
                title: word("\(indicator.title), better", sv: "\(indicator.title), bättre"),
                unit: word("yes or no", sv: "ja eller nej"), decimals: 0, better: .higher, target: target,
                mayBeEmpirical: true, least: 0, most: 1)
        case .reached:
            return Figure(
                title: word("\(indicator.title), reached", sv: "\(indicator.title), uppfyllt"),
                unit: word("yes or no", sv: "ja eller nej"), decimals: 0, better: .higher, target: target,
                least: 0, most: 1)
        }
    }

    private func parseIndicatorFigure(_ table: TableReader) -> Figure? {
        let indicator = declared("indicator", contract.indicators, in: table)
        let group = declared("group", contract.groups, in: table, required: false)
        let people = table.integer("people", in: 1...1_000_000, required: false)
        guard let indicator else { return nil }
        let holder = "the indicator \(indicator.id)"
        let having = units("value", decimals: indicator.decimals, holder, table, required: false)
        let lacking = units("otherwise", decimals: indicator.decimals, holder, table, required: false)
        let least = indicator.minimum.flatMap { try? $0.rescaled(to: indicator.decimals).units }
        let most = indicator.maximum.flatMap { try? $0.rescaled(to: indicator.decimals).units }
        // What happens to a comparison group is nobody's outcome.
        let better = group?.role == .comparison ? .neither : indicator.better
        func figure(_ target: DrawnQuantity.Target) -> Figure {
            Figure(
                title: indicator.title, unit: indicator.unit, decimals: indicator.decimals,
                better: better, target: target, least: least, most: most)
        }
        switch indicator.subject {
        case .contract: return figure(.series(indicator.id, group: nil))
        case .group:
            guard let group else {
                table.note(
                    .missing(expected: "the group whose \(indicator.id) it is"), "group", at: table.place)
                return nil
            }
            return figure(.series(indicator.id, group: group.id))
        case .participant:
            guard let size = people?.value ?? group?.size else {
                faults.add(.simulation(.peopleUnknown(indicator: indicator.id.rawValue)), at: table.place)
                return nil
            }
            guard let having else { return figure(.people(indicator.id, group: group?.id, size: size)) }
            return Figure(
                title: indicator.title, unit: word("people", sv: "personer"), decimals: 0, better: better,
                target: .count(
                    indicator.id, group: group?.id, size: size, having: having, lacking: lacking),
                least: 0, most: Int64(size))
        }
    }

    private func parseLevels(_ parent: TableReader, _ figure: Figure) -> ClosedRange<Int64>? {
        guard
            let table = parent.table(
                "levels", name: "`levels`", required: false, expected: "{ from = \"0\", to = \"20\" }")
        else { return nil }
        let from = units("from", decimals: figure.decimals, "the quantity", table)
        let to = units("to", decimals: figure.decimals, "the quantity", table)
        table.finish()
        guard let from, let to else { return nil }
        guard from < to else {
            func shown(_ units: Int64) -> String { "\(Decimal(units: units, decimals: figure.decimals))" }
            faults.add(.simulation(.levelsReversed(from: shown(from), to: shown(to))), at: table.place)
            return nil
        }
        return from...to
    }

    private func parseCorrelation(
        _ parent: TableReader, id: String, above: [DrawnQuantity]
    ) -> DrawnQuantity.Correlation? {
        guard
            let table = parent.table(
                "correlation", name: "`correlation`", required: false,
                expected: "{ with = \"saving\", coefficient = \"0.3\" }")
        else { return nil }
        let with = table.string("with")
        let coefficient = table.exact("coefficient")
        table.finish()
        guard let with, let coefficient else { return nil }
        guard let other = above.first(where: { $0.id.rawValue == with.value }) else {
            faults.add(
                .simulation(.correlatedWithLater(id: id, with: with.value.shortened)), at: with.place)
            return nil
        }
        guard coefficient.value.ratio > Ratio(-1), coefficient.value.ratio < .one else {
            table.note(
                .outOfRange(expected: "more than -1 and less than 1", came: "\(coefficient.value)"),
                "coefficient", at: coefficient.place)
            return nil
        }
        return DrawnQuantity.Correlation(with: other.id, coefficient: coefficient.value)
    }
}
