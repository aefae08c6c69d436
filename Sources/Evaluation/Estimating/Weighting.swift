import OutcomesModel
import Statistics

extension EstimationTask {
    /// Weights both groups by how likely each person was to be treated.
    func weigh(_ comparison: WeightedComparison) throws(EvaluationError) -> FoundEffect {
        let scored = try scored(comparison.covariates, comparison.group)
        let all = (
            treated: try figures(of: plan.treatment, over: window),
            others: try figures(of: comparison.group, over: window)
        )
        let weights = scored.propensity.weights(for: comparison.target == .treated ? .treated : .everybody)
        let weight = Dictionary(uniqueKeysWithValues: zip(scored.table.rows, weights))
        // Who has a figure and no score is left out, and was counted with the covariates.
        func kept(_ people: PersonFigures, _ lost: [Missing: Int]) -> PersonFigures {
            var kept = PersonFigures(group: people.group, title: people.title)
            kept.excluded = people.excluded.merging(lost, uniquingKeysWith: +)
            for (row, figure) in zip(people.rows, people.figures) where weight[row] != nil {
                kept.add(figure, of: row)
            }
            return kept
        }
        let treated = kept(all.treated, scored.table.excluded.treatment)
        let others = kept(all.others, scored.table.excluded.comparison)
        let arm = try arm(treated)
        _ = try self.arm(others)
        let found = try required { () throws(StatisticsError) in
            try WeightedDifference(
                treated.doubles + others.doubles,
                treated: treated.rows.map { _ in true } + others.rows.map { _ in false },
                weights: (treated.rows + others.rows).map { weight[$0] ?? 0 }, level: level)
        }
        let effect = try comparison.rounding.apply(toStatistic: found.effect.estimate)
        var quality = EstimateQuality()
        quality.rates = rates(treated, others)
        quality.smallestDetectable = smallestDetectable(
            found.effect.standardError, treated.count, others.count)
        quality.notes = [
            .init("greatest weight", found.greatestWeight),
            .init("effective people, treatment", found.effectiveTreated),
            .init("effective people, comparison", found.effectiveControls),
        ]
        describe(&quality, scored, weights: weights, unmatched: 0)
        return FoundEffect(
            treatment: arm,
            comparison: counterfactual(arm, try less(arm.mean, effect), "\(others.title), weighted", others),
            difference: effect,
            precision: .success(precision(found.effect, "HC0 on the weighted regression")),
            quality: quality, people: [treated, others])
    }

    func less(_ first: Ratio, _ second: Ratio) throws(EvaluationError) -> Ratio {
        do throws(ArithmeticError) { return try first.subtracting(second) } catch { throw .arithmetic(error) }
    }
}
