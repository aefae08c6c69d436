package import OutcomesModel
import Statistics

extension MatchedComparison {
    /// All on which pairs depend, in words; it changes whenever a term of the matching does.
    package func terms(treatment: GroupID) -> String {
        let names = covariates.map(\.name).joined(separator: ",")
        return "\(treatment) to \(group) by \(names), \(order.rawValue), \(controls) each, "
            + "\(replacement ? "with" : "without") replacement, caliper \(caliper?.description ?? "none")"
    }
}

/// Pairs as they would be recorded, and how alike they make the groups.
package struct FormedMatching: Sendable {
    package let sets: [MatchedSet]
    package let terms: String
    package let knewOutcomes: Bool
    /// Balance, overlap and warnings; nothing of it is of an outcome.
    package let quality: EstimateQuality
}

extension Evaluator {
    /// Forms the pairs of a matched evaluation, without reading what an outcome is; only whether there is one.
    ///
    /// - Parameter frozen: pairs that were recorded, which are told instead of those that would be formed.
    /// - Throws: `statistics` where no score can be had, such as for covariates that tell the groups apart.
    package func form(
        _ plan: EvaluationPlan, as frozen: FrozenMatching? = nil
    ) throws(EvaluationError) -> FormedMatching {
        guard case .matched(let comparison) = plan.method, let indicator = contract.indicator(plan.indicator),
            let reader = readers[plan.indicator], let window = contract.windows.first
        else { preconditionFailure("evaluation \(plan.id) matches nobody") }
        let task = EstimationTask(
            evaluator: self, plan: plan, indicator: indicator, reader: reader, window: window)
        let scored = try task.scored(comparison)
        let sets: [MatchedSet]
        if let frozen {
            sets = frozen.sets
        } else {
            sets = try task.sets(scored, comparison).sorted { $0.treated < $1.treated }
        }
        var quality = EstimateQuality()
        task.describe(&quality, scored, sets)
        let knew = people(of: plan.treatment, comparison.group).contains { _, participant in
            reader.hasValue(of: .participant(participant.pseudonym), after: participant.entry)
        }
        return FormedMatching(
            sets: sets, terms: comparison.terms(treatment: plan.treatment), knewOutcomes: knew,
            quality: quality)
    }
}

/// People with their scores.
struct ScoredPeople {
    let table: CovariateTable
    let propensity: Propensity
}

extension EstimationTask {
    func scored(_ comparison: MatchedComparison) throws(EvaluationError) -> ScoredPeople {
        try scored(comparison.covariates, comparison.group)
    }

    func scored(_ covariates: [Covariate], _ group: GroupID) throws(EvaluationError) -> ScoredPeople {
        let table = self.covariates(covariates, of: plan.treatment, and: group)
        for (arm, isTreated) in [(plan.treatment, true), (group, false)]
        where !table.treated.contains(isTreated) {
            let lost = isTreated ? table.excluded.treatment : table.excluded.comparison
            throw .emptyGroup(evaluation: plan.id, group: arm, excluded: lost.values.reduce(0, +))
        }
        return try required { () throws(StatisticsError) in
            ScoredPeople(
                table: table, propensity: try Propensity(treated: table.treated, on: try table.design()))
        }
    }

    func sets(
        _ scored: ScoredPeople, _ comparison: MatchedComparison
    ) throws(EvaluationError) -> [MatchedSet] {
        let names = scored.table.rows.map { evaluator.participants.pseudonyms[$0] }
        return try required { () throws(StatisticsError) in
            let caliper = try comparison.caliper.map { (share) throws(StatisticsError) in
                try scored.propensity.logitCaliper(share.ratio.approximate)
            }
            // With a caliper, distances are of log odds, on whose scale it is; and otherwise of scores.
            let scores = caliper == nil ? scored.propensity.scores : scored.propensity.logits
            func side(_ isTreated: Bool) -> [(id: String, score: Double)] {
                scores.indices.filter { scored.table.treated[$0] == isTreated }.map {
                    (names[$0], scores[$0])
                }
            }
            let rule = try MatchingRule(
                order: comparison.order.statistic, replacement: comparison.replacement,
                controlsPerTreated: comparison.controls, caliper: caliper)
            let matching = try matchNearest(treated: side(true), controls: side(false), rule)
            return matching.matches.map { MatchedSet(treated: $0.treated, controls: $0.controls) }
                + matching.unmatched.map { MatchedSet(treated: $0, controls: []) }
        }
    }

    func match(_ comparison: MatchedComparison) throws(EvaluationError) -> FoundEffect {
        let scored = try scored(comparison)
        var warnings: [EstimateQuality.Warning] = []
        let sets: [MatchedSet]
        let recorded = evaluator.frozen.filter { $0.evaluation == plan.id }
        let terms = comparison.terms(treatment: plan.treatment)
        if let frozen = recorded.last(where: { $0.terms == terms }) {
            sets = frozen.sets
            if frozen.knewOutcomes { warnings.append(.matchedAfterOutcomes) }
        } else if let other = recorded.last {
            throw .matchingChanged(evaluation: plan.id, frozen: other.terms)
        } else if comparison.mustBeFrozen {
            throw .notFrozen(evaluation: plan.id)
        } else {
            sets = try self.sets(scored, comparison)
        }
        let figures = (
            try figures(of: plan.treatment, over: window), try figures(of: comparison.group, over: window)
        )
        var matched = try pairs(sets, figures.0, figures.1)
        for (reason, count) in scored.table.excluded.treatment {
            matched.treated.excluded[reason, default: 0] += count
        }
        let means = try arm(matched.controls, titled: "\(matched.controls.title), matched")
        let arms = (
            try arm(matched.treated, titled: "\(matched.treated.title), matched"),
            Estimate.Arm(
                title: means.title, counted: matched.used, excluded: means.excluded, mean: means.mean)
        )
        var quality = EstimateQuality()
        quality.rates = rates(matched.treated, matched.controls)
        let changes = zip(matched.treated.doubles, matched.controls.doubles).map { $0 - $1 }
        quality.withoutOnePerson = withoutOne(changes)
        quality.smallestDetectable = smallestDetectable(changes)
        let precision = precisely { () throws(StatisticsError) in
            self.precision(
                try paired(matched.treated.doubles, matched.controls.doubles, level: level),
                "Student's t, paired by matched set")
        }
        describe(&quality, scored, sets)
        quality.warnings += warnings
        return FoundEffect(
            treatment: arms.0, comparison: arms.1, difference: try difference(arms.0, arms.1),
            precision: precision, quality: quality, people: [matched.treated, matched.controls])
    }

    /// Returns one figure of the treated and one of the controls for each set: those of several count with their
    /// mean, and who lacks a figure is left out. `used` is how many people the controls are.
    private func pairs(
        _ sets: [MatchedSet], _ treated: PersonFigures, _ others: PersonFigures
    ) throws(EvaluationError) -> (treated: PersonFigures, controls: PersonFigures, used: Int) {
        let people = evaluator.participants
        func byName(_ arm: PersonFigures) -> [String: (row: Int, figure: Ratio)] {
            Dictionary(
                uniqueKeysWithValues: zip(arm.rows, arm.figures).map { (people.pseudonyms[$0], ($0, $1)) })
        }
        let (first, second) = (byName(treated), byName(others))
        var found = (
            treated: PersonFigures(group: treated.group, title: treated.title),
            controls: PersonFigures(group: others.group, title: others.title), used: 0
        )
        var used: Set<Int> = []
        found.treated.excluded = treated.excluded
        found.controls.excluded = others.excluded
        for set in sets.sorted(by: { $0.treated < $1.treated }) {
            guard let own = first[set.treated] else { continue }
            let controls = set.controls.compactMap { second[$0] }
            guard let any = controls.first else {
                found.treated.exclude(.other(set.controls.isEmpty ? "not_matched" : "match_not_measured"))
                continue
            }
            do throws(ArithmeticError) {
                var sum = Ratio.zero
                for control in controls { sum = try sum.adding(control.figure) }
                used.formUnion(controls.map(\.row))
                found.controls.add(try sum.divided(by: Ratio(controls.count)), of: any.row)
                found.treated.add(own.figure, of: own.row)
            } catch {
                throw .arithmetic(error)
            }
        }
        found.used = used.count
        return found
    }

    /// Adds how alike the pairs are.
    fileprivate func describe(
        _ quality: inout EstimateQuality, _ scored: ScoredPeople, _ sets: [MatchedSet]
    ) {
        var weights: [String: Double] = [:]
        for set in sets where !set.controls.isEmpty {
            weights[set.treated] = 1
            for control in set.controls { weights[control, default: 0] += 1 / Double(set.controls.count) }
        }
        let names = scored.table.rows.map { evaluator.participants.pseudonyms[$0] }
        describe(
            &quality, scored, weights: names.map { weights[$0] ?? 0 },
            unmatched: sets.count { $0.controls.isEmpty })
    }

    /// Adds how alike the groups are, and who has no counterpart.
    func describe(
        _ quality: inout EstimateQuality, _ scored: ScoredPeople, weights: [Double], unmatched: Int
    ) {
        let columns = [Design.Column("score", scored.propensity.scores)] + scored.table.columns
        for column in columns {
            guard
                let row = try? precisely({ () throws(StatisticsError) in
                    try Statistics.balance(
                        [column], treated: scored.table.treated, weights: weights, scale: .treated)
                }).get().first, let after = row.after
            else { continue }
            let alike = EstimateQuality.Balance(
                column: column.name, before: row.before.standardisedDifference,
                after: after.standardisedDifference)
            quality.balance.append(alike)
            // The limit of Austin (2009).
            if column.name != "score", alike.after.magnitude > 0.1 {
                quality.warnings.append(.unbalanced(column: column.name, difference: alike.after))
            }
        }
        guard
            let overlap = try? precisely({ () throws(StatisticsError) in try scored.propensity.overlap })
                .get()
        else { return }
        quality.overlap = .init(
            treatmentOutside: overlap.treatedOutside.successes,
            comparisonOutside: overlap.controlsOutside.successes, unmatched: unmatched)
        let (outside, all) = (
            max(overlap.treatedOutside.successes, unmatched), overlap.treatedOutside.trials
        )
        if outside * 10 > all { quality.warnings.append(.poorOverlap(outside: outside, of: all)) }
    }
}

extension MatchedComparison.Order {
    var statistic: MatchingRule.Order {
        switch self {
        case .descendingScore: .descendingScore
        case .ascendingScore: .ascendingScore
        case .ascendingID: .ascendingID
        }
    }
}
