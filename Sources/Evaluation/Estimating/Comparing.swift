import OutcomesModel
import Statistics

// The treatment group beside nothing, beside itself before, and beside another group.
extension EstimationTask {
    /// What the group reached, and no effect.
    func reached() throws(EvaluationError) -> FoundEffect {
        let people = try figures(of: plan.treatment, over: window)
        let arm = try arm(people)
        var quality = EstimateQuality()
        quality.rates = rates(people, nil)
        return FoundEffect(
            treatment: arm, comparison: nil, difference: nil,
            precision: precisely { () throws(StatisticsError) in
                precision(
                    try oneSample(try Sample(people.doubles, named: "the treatment"), level: level),
                    "Student's t, one sample")
            }, quality: quality, people: [people])
    }

    /// Sets each person's first value in the window beside the statistic of the later ones.
    func beforeAndAfter() throws(EvaluationError) -> FoundEffect {
        var before = PersonFigures(
            group: plan.treatment, title: contract.group(plan.treatment)?.title ?? plan.treatment.rawValue)
        var after = before
        for (row, participant) in evaluator.people(of: plan.treatment) {
            let series = try series(of: participant, over: window)
            guard series.excluded == nil, series.values.count > 1 else {
                before.exclude(series.excluded ?? .notMeasured)
                after.exclude(series.excluded ?? .notMeasured)
                continue
            }
            before.add(try series.folded(.first, indicator), of: row)
            let later = Series(
                values: Array(series.values.dropFirst()), excluded: nil, through: series.through)
            after.add(try later.folded(plan.statistic.fold, indicator), of: row)
        }
        let arms = (
            try arm(after, titled: "\(after.title), after"),
            try arm(before, titled: "\(before.title), before")
        )
        var quality = EstimateQuality()
        let changes = zip(after.doubles, before.doubles).map { $0 - $1 }
        quality.smallestDetectable = smallestDetectable(changes)
        quality.withoutOnePerson = withoutOne(changes)
        return FoundEffect(
            treatment: arms.0, comparison: arms.1, difference: try difference(arms.0, arms.1),
            precision: precisely { () throws(StatisticsError) in
                precision(
                    try paired(after.doubles, before.doubles, level: level), "Student's t, paired by person")
            }, quality: quality, people: [after, before])
    }

    func compare(_ comparison: GroupComparison) throws(EvaluationError) -> FoundEffect {
        try compare(
            try figures(of: plan.treatment, over: window),
            try figures(
                of: comparison.group, over: comparison.window.map { self.window($0) } ?? window,
                prices: comparison.prices), comparison.precision)
    }

    func compareArms(_ comparison: RandomisedComparison) throws(EvaluationError) -> FoundEffect {
        let treated = try figures(of: plan.treatment, over: window)
        let others = try figures(of: comparison.group, over: window)
        let found = try compare(treated, others, comparison.precision)
        guard case .treated(let attribute, let value) = comparison.analysis else { return found }
        return try ofThoseTreated(found, treated, others, attribute, value)
    }

    private func compare(
        _ treated: PersonFigures, _ others: PersonFigures, _ way: PrecisionPlan
    ) throws(EvaluationError) -> FoundEffect {
        let arms = (try arm(treated), try arm(others))
        var found = FoundEffect(
            treatment: arms.0, comparison: arms.1, difference: try difference(arms.0, arms.1),
            precision: precision(of: treated, less: others, way),
            quality: quality(treated, others), people: [treated, others])
        if case .clusters(let attribute, _) = way {
            // Cameron and Miller (2015) call fewer than 20 to 50 few.
            if let count = clusterCount(of: treated.rows + others.rows, attribute), count < 20 {
                found.quality.warnings.append(.fewClusters(count))
            }
            if let known = try? found.precision.get() {
                found.quality.smallestDetectable = smallestDetectable(
                    known.standardError, treated.count, others.count)
            }
        }
        return found
    }

    /// Divides the effect by how much more of the treatment arm took it up.
    ///
    /// The standard error is that of the difference in means of `figure − effect · taken up`, over the same
    /// divisor: two-stage least squares with each arm's own variance (Angrist, Imbens and Rubin, 1996).
    private func ofThoseTreated(
        _ found: FoundEffect, _ treated: PersonFigures, _ others: PersonFigures, _ attribute: AttributeID,
        _ value: String
    ) throws(EvaluationError) -> FoundEffect {
        let column = evaluator.participants.attribute(attribute)
        func taken(_ people: PersonFigures) -> [Bool] { people.rows.map { column?[$0] == value } }
        let (first, second) = (taken(treated), taken(others))
        var result = found
        do throws(ArithmeticError) {
            let share = try Ratio(first.count { $0 }).divided(by: Ratio(first.count))
                .subtracting(Ratio(second.count { $0 }).divided(by: Ratio(second.count)))
            guard let wanted = found.difference, share.signum != 0 else {
                throw .divisionByZero(dividend: "the effect on those treated")
            }
            let effect = try wanted.divided(by: share)
            result.difference = effect
            result.comparison = counterfactual(
                found.treatment, try found.treatment.mean.subtracting(effect), others.title, others)
            result.precision = precisely { () throws(StatisticsError) in
                func rest(_ people: PersonFigures, _ taken: [Bool]) -> [Double] {
                    zip(people.doubles, taken).map { $0 - ($1 ? effect.approximate : 0) }
                }
                let difference = try welch(
                    try Sample(rest(treated, first), named: "the treatment"),
                    try Sample(rest(others, second), named: "the comparison"), level: level)
                let error = difference.standardError / share.approximate.magnitude
                let half = try Reference.normal.quantile(level: level) * error
                return Precision(
                    standardError: error, method: "two-stage least squares, each arm's own variance",
                    degreesOfFreedom: nil, lower: effect.approximate - half, upper: effect.approximate + half,
                    level: plan.level,
                    p: try Reference.normal.twoSidedP(effect.approximate / error))
            }
            result.quality.notes.append(.init("more of the treatment arm took it up", share.approximate))
            result.quality.withoutOnePerson = nil
            if let known = try? result.precision.get() {
                result.quality.smallestDetectable = smallestDetectable(
                    known.standardError, treated.count, others.count)
            }
        } catch {
            throw .arithmetic(error)
        }
        return result
    }

    func difference(_ first: Estimate.Arm, _ second: Estimate.Arm) throws(EvaluationError) -> Ratio {
        do throws(ArithmeticError) { return try first.mean.subtracting(second.mean) } catch {
            throw .arithmetic(error)
        }
    }

    /// Returns what would have been, as an arm.
    func counterfactual(
        _ treatment: Estimate.Arm, _ mean: Ratio, _ title: String, _ others: PersonFigures
    ) -> Estimate.Arm {
        Estimate.Arm(
            title: "\(treatment.title), by \(title)", counted: others.count, excluded: others.excluded,
            mean: mean)
    }
}
