import OutcomesModel
import Statistics

// The change of the treated less the change of the others.
extension EstimationTask {
    func compareChanges(_ changes: DifferenceOfChanges) throws(EvaluationError) -> FoundEffect {
        if changes.design == .fixedEffects { return try fixedEffects(changes) }
        let before = window(changes.before)
        var cells = (
            treatedBefore: try figures(of: plan.treatment, over: before),
            treatedAfter: try figures(of: plan.treatment, over: window),
            othersBefore: try figures(of: changes.group, over: before),
            othersAfter: try figures(of: changes.group, over: window)
        )
        if changes.design == .panel {
            keepBoth(&cells.treatedBefore, &cells.treatedAfter)
            keepBoth(&cells.othersBefore, &cells.othersAfter)
        }
        let arm = try arm(cells.treatedAfter)
        let means = (
            try self.arm(cells.treatedBefore).mean, try self.arm(cells.othersBefore).mean,
            try self.arm(cells.othersAfter).mean
        )
        let all = [cells.treatedBefore, cells.treatedAfter, cells.othersBefore, cells.othersAfter]
        let covariates = try columns(changes, all)
        let fitted = precisely { () throws(StatisticsError) in
            try differenceInDifferences(
                all.flatMap(\.doubles), treated: flags(all) { $0 < 2 }, after: flags(all) { $0 % 2 == 1 },
                covariates: covariates, standardErrors: try errors(changes, rows: all.flatMap(\.rows)),
                level: level)
        }
        let effect: Ratio
        if let rounding = changes.rounding, !covariates.isEmpty {
            let estimate = try required { () throws(StatisticsError) in try fitted.value() }
            effect = try rounding.apply(toStatistic: estimate.effect.estimate)
        } else {
            effect = try less(try less(arm.mean, means.0), try less(means.2, means.1))
        }
        var quality = EstimateQuality()
        quality.notes = [
            .init("treatment before", means.0.approximate), .init("treatment after", arm.mean.approximate),
            .init("comparison before", means.1.approximate), .init("comparison after", means.2.approximate),
        ]
        noteClusters(changes, all.flatMap(\.rows), &quality)
        let precision = fitted.map { self.precision($0.effect, words(changes)) }
        if let known = try? precision.get() {
            quality.smallestDetectable = smallestDetectable(
                known.standardError, cells.treatedAfter.count, cells.othersAfter.count)
        }
        return FoundEffect(
            treatment: arm,
            comparison: counterfactual(
                arm, try less(arm.mean, effect), "the change of \(cells.othersAfter.title)", cells.othersAfter
            ),
            difference: effect, precision: precision, quality: quality, people: all)
    }

    /// Every value of every person, each person and each calendar period with a level of its own.
    private func fixedEffects(_ changes: DifferenceOfChanges) throws(EvaluationError) -> FoundEffect {
        guard let months = indicator.every.months, let rounding = changes.rounding else {
            preconditionFailure("evaluation \(plan.id) has fixed effects that were not checked")
        }
        let unit = Decimal(units: 1, decimals: indicator.decimals).ratio.approximate
        var (outcome, units, periods) = ([Double](), [Int](), [Int]())
        var exposed: [Bool] = []
        // The treated over their days under the contract, for the means that are shown.
        var arms = (
            PersonFigures(
                group: plan.treatment, title: contract.group(plan.treatment)?.title ?? plan.treatment.rawValue
            ),
            PersonFigures(
                group: changes.group, title: contract.group(changes.group)?.title ?? changes.group.rawValue)
        )
        for (row, participant) in evaluator.people(of: plan.treatment, changes.group) {
            let isTreated = participant.group == plan.treatment
            let early = try series(of: participant, over: window(changes.before))
            let late = try series(of: participant, over: window)
            guard early.excluded == nil, late.excluded == nil else {
                let reason = early.excluded ?? late.excluded ?? .notMeasured
                if isTreated { arms.0.exclude(reason) } else { arms.1.exclude(reason) }
                continue
            }
            for (series, isLate) in [(early, false), (late, true)] {
                for value in series.values {
                    outcome.append(Double(value.units) * unit)
                    units.append(row)
                    periods.append(value.day.monthIndex / months)
                    exposed.append(isTreated && isLate)
                }
            }
            let figure = try late.folded(.mean, indicator)
            if isTreated { arms.0.add(figure, of: row) } else { arms.1.add(figure, of: row) }
        }
        let arm = try arm(arms.0)
        _ = try self.arm(arms.1)
        let found = try required { () throws(StatisticsError) in
            try panelEffect(
                outcome, units: units, periods: periods, exposed: exposed,
                standardErrors: try errors(changes, rows: units), level: level)
        }
        let effect = try rounding.apply(toStatistic: found.estimate)
        var quality = EstimateQuality()
        quality.notes = [.init("values", Double(outcome.count))]
        noteClusters(changes, units, &quality)
        return FoundEffect(
            treatment: arm,
            comparison: counterfactual(
                arm, try less(arm.mean, effect), "the change of \(arms.1.title)", arms.1),
            difference: effect, precision: .success(precision(found, words(changes))), quality: quality,
            people: [arms.0, arms.1])
    }

    private func keepBoth(_ before: inout PersonFigures, _ after: inout PersonFigures) {
        let both = Set(before.rows).intersection(after.rows)
        func kept(_ people: PersonFigures, _ other: PersonFigures) -> PersonFigures {
            var kept = PersonFigures(group: people.group, title: people.title)
            kept.excluded = people.excluded
            for (row, figure) in zip(people.rows, people.figures) where both.contains(row) {
                kept.add(figure, of: row)
            }
            // Who is not missing here is missing there.
            let lost = people.count - kept.count
            for (reason, count) in other.excluded where lost > 0 {
                kept.excluded[reason, default: 0] += count
            }
            return kept
        }
        (before, after) = (kept(before, after), kept(after, before))
    }

    private func flags(_ cells: [PersonFigures], _ isTrue: (Int) -> Bool) -> [Bool] {
        cells.enumerated().flatMap { place, cell in cell.rows.map { _ in isTrue(place) } }
    }

    /// Returns the covariates of each row; a person whose covariate is not known is an error here, since the
    /// four cells would no longer be of the same people.
    private func columns(
        _ changes: DifferenceOfChanges, _ cells: [PersonFigures]
    ) throws(EvaluationError) -> [Design.Column] {
        guard !changes.covariates.isEmpty else { return [] }
        let table = covariates(changes.covariates, of: plan.treatment, and: changes.group)
        let places = Dictionary(uniqueKeysWithValues: zip(table.rows, table.rows.indices))
        let rows = cells.flatMap(\.rows)
        guard rows.allSatisfy({ places[$0] != nil }) else {
            throw .statistics("a covariate of somebody is not known before the entry")
        }
        return table.columns.map { column in
            Design.Column(column.name, rows.map { column.values[places[$0] ?? 0] })
        }
    }

    private func errors(
        _ changes: DifferenceOfChanges, rows: [Int]
    ) throws(StatisticsError) -> StandardErrors {
        switch changes.errors {
        case .hc0: .hc0
        case .hc1: .hc1
        case .hc2: .hc2
        case .hc3: .hc3
        case .clusters(.person, let adjustment): .clustered(by: rows, adjustment.factor)
        case .clusters(.attribute(let id), let adjustment):
            .clustered(by: try clusters(of: rows, id), adjustment.factor)
        }
    }

    private func words(_ changes: DifferenceOfChanges) -> String {
        switch changes.errors {
        case .hc0: "HC0"
        case .hc1: "HC1"
        case .hc2: "HC2"
        case .hc3: "HC3"
        case .clusters(.person, let adjustment): "clusters of person, factor \(adjustment.formula)"
        case .clusters(.attribute(let id), let adjustment): "clusters of \(id), factor \(adjustment.formula)"
        }
    }

    private func noteClusters(
        _ changes: DifferenceOfChanges, _ rows: [Int], _ quality: inout EstimateQuality
    ) {
        guard case .clusters(.attribute(let id), _) = changes.errors else { return }
        if let count = clusterCount(of: rows, id), count < 20 {
            quality.warnings.append(.fewClusters(count))
        }
    }
}
