package import OutcomesModel

/// Estimates effects as the contract's `[[evaluation]]` tables say, exactly.
package struct Evaluator: Sendable {
    private let contract: Contract
    private let participants: ParticipantTable
    private let readers: [IndicatorID: SeriesReader]

    package init(contract: Contract, participants: ParticipantTable, readers: [IndicatorID: SeriesReader]) {
        self.contract = contract
        self.participants = participants
        self.readers = readers
    }

    /// Returns the estimate of one plan over one window.
    ///
    /// - Throws: `missing` where the contract's policy for a gap is `fail`, `emptyGroup` where nobody is left.
    package func estimate(_ plan: EvaluationPlan, over window: Window) throws(EvaluationError) -> Estimate {
        guard let indicator = contract.indicator(plan.indicator), let reader = readers[plan.indicator] else {
            preconditionFailure("evaluation \(plan.id) has an indicator that was not checked")
        }
        let arms: (treatment: Estimate.Arm, comparison: Estimate.Arm)
        switch plan.method {
        case .comparisonGroup(let comparison):
            arms = (
                try groupArm(plan, plan.treatment, indicator, reader, window),
                try groupArm(plan, comparison, indicator, reader, window)
            )
        case .beforeAndAfter: arms = try beforeAndAfter(plan, indicator, reader, window)
        }
        do throws(ArithmeticError) {
            let difference = try arms.treatment.mean.subtracting(arms.comparison.mean)
            let improved =
                switch indicator.better {
                case .higher: difference.signum > 0
                case .lower: difference.signum < 0
                case .neither: false
                }
            let saving = try indicator.currency.map { (currency) throws(ArithmeticError) in
                let perPerson = try Amount(majorUnits: difference.negated(), currency: currency)
                return try perPerson.multiplied(by: Ratio(arms.treatment.counted))
            }
            return Estimate(
                evaluation: plan.id, indicator: indicator.id, window: window.id, method: plan.method,
                treatment: arms.treatment, comparison: arms.comparison, difference: difference,
                improved: improved, saving: saving)
        } catch {
            throw .arithmetic(error)
        }
    }

    /// Averages over the people of a group what each one's values in the own window come to.
    private func groupArm(
        _ plan: EvaluationPlan, _ group: GroupID, _ indicator: Indicator, _ reader: SeriesReader,
        _ window: Window
    ) throws(EvaluationError) -> Estimate.Arm {
        var figures: [Ratio] = []
        var excluded: [Missing: Int] = [:]
        for participant in participants where participant.group == group {
            let series = try series(of: participant, reader, window)
            if let reason = series.excluded {
                excluded[reason, default: 0] += 1
            } else {
                figures.append(try series.folded(plan.statistic.fold, indicator))
            }
        }
        let title = contract.group(group)?.title ?? group.rawValue
        return try arm(plan, group, title, figures, excluded)
    }

    /// Sets each person's first value in the window beside the statistic of the later ones.
    private func beforeAndAfter(
        _ plan: EvaluationPlan, _ indicator: Indicator, _ reader: SeriesReader, _ window: Window
    ) throws(EvaluationError) -> (treatment: Estimate.Arm, comparison: Estimate.Arm) {
        var before: [Ratio] = []
        var after: [Ratio] = []
        var excluded: [Missing: Int] = [:]
        for participant in participants where participant.group == plan.treatment {
            let series = try series(of: participant, reader, window)
            guard series.excluded == nil, series.values.count > 1 else {
                excluded[series.excluded ?? .notMeasured, default: 0] += 1
                continue
            }
            before.append(try series.folded(.first, indicator))
            let later = Series(
                values: Array(series.values.dropFirst()), excluded: nil, through: series.through)
            after.append(try later.folded(plan.statistic.fold, indicator))
        }
        let title = contract.group(plan.treatment)?.title ?? plan.treatment.rawValue
        return (
            try arm(plan, plan.treatment, "\(title), after", after, excluded),
            try arm(plan, plan.treatment, "\(title), before", before, excluded)
        )
    }

    private func series(
        of participant: Participant, _ reader: SeriesReader, _ window: Window
    ) throws(EvaluationError) -> Series {
        // Who enters after the day of the settlement has no figure yet.
        guard participant.entry <= reader.asOf else {
            return Series(values: [], excluded: .notYet, through: reader.asOf)
        }
        let period = window.period(entry: participant.entry, starts: contract.starts)
        return try reader.series(of: .participant(participant.pseudonym), in: period, exit: participant.exit)
    }

    private func arm(
        _ plan: EvaluationPlan, _ group: GroupID, _ title: String, _ figures: [Ratio],
        _ excluded: [Missing: Int]
    ) throws(EvaluationError) -> Estimate.Arm {
        guard !figures.isEmpty else {
            let count = excluded.values.reduce(0, +)
            throw .emptyGroup(evaluation: plan.id, group: group, excluded: count)
        }
        do throws(ArithmeticError) {
            var sum = Ratio.zero
            for figure in figures { sum = try sum.adding(figure) }
            let mean = try sum.divided(by: Ratio(figures.count))
            return Estimate.Arm(title: title, counted: figures.count, excluded: excluded, mean: mean)
        } catch {
            throw .arithmetic(error)
        }
    }
}

extension EvaluationPlan.Statistic {
    fileprivate var fold: Fold {
        switch self {
        case .sum: .sum
        case .mean: .mean
        case .last: .last
        }
    }
}
