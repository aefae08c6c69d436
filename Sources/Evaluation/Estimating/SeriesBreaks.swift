import OutcomesModel
import Statistics

extension EstimationTask {
    /// Compares a series with where it would have gone, had its window's first day changed nothing.
    func interrupt(_ plan: SeriesBreak) throws(EvaluationError) -> FoundEffect {
        guard let months = indicator.every.months else {
            preconditionFailure("evaluation \(self.plan.id) has a series that is not regular")
        }
        let before = try steps(over: window(plan.before), months)
        let after = try steps(over: window, months)
        let unit = Decimal(units: 1, decimals: indicator.decimals).ratio
        let last = after.count - 1
        let found = try required { () throws(StatisticsError) in
            let series = try InterruptedSeries(
                (before + after).map { $0.approximate * unit.approximate }, start: before.count,
                lags: plan.lags,
                level: level)
            let effect: Coefficient =
                switch plan.reading {
                case .levelChange: series.levelChange
                case .slopeChange: series.slopeChange
                case .finalDistance: try series.effect(after: last, level: level)
                case .meanDistance:
                    try series.fit.combination(
                        named: "mean effect", ["after": 1, "time after": Double(last) / 2],
                        series.covariance, level: level)
                }
            return (series: series, effect: effect)
        }
        let effect = try plan.rounding.apply(toStatistic: found.effect.estimate)
        do throws(ArithmeticError) {
            func mean(_ steps: [Ratio]) throws(ArithmeticError) -> Ratio {
                var sum = Ratio.zero
                for step in steps { sum = try sum.adding(step) }
                return try sum.divided(by: Ratio(steps.count)).multiplied(by: unit)
            }
            let title = contract.group(self.plan.treatment)?.title ?? self.plan.treatment.rawValue
            let arm = Estimate.Arm(
                title: "\(title), steps since", counted: after.count, excluded: [:], mean: try mean(after))
            var quality = EstimateQuality()
            quality.notes = [
                .init("mean before", try mean(before).approximate),
                .init("change per step before", found.series.slope.estimate),
                .init("level change", found.series.levelChange.estimate),
                .init("slope change", found.series.slopeChange.estimate),
            ]
            return FoundEffect(
                treatment: arm,
                comparison: Estimate.Arm(
                    title: "\(title), had the line before gone on", counted: before.count, excluded: [:],
                    mean: try arm.mean.subtracting(effect)),
                difference: effect,
                precision: .success(
                    precision(found.effect, "Newey and West, \(plan.lags) lags, factor N/(N-K)")),
                quality: quality, people: [],
                // Of a series about a contract or a group, steps × distance is what was saved.
                isSavingOfPeople: indicator.subject != .participant && plan.reading == .meanDistance)
        } catch {
            throw .arithmetic(error)
        }
    }

    /// Returns a figure for each step of the window, in units of the last decimal: that of the contract or the
    /// group, or the mean over the people of the treatment group.
    private func steps(over window: Window, _ months: Int) throws(EvaluationError) -> [Ratio] {
        var sums: [Int: (sum: Int128, count: Int)] = [:]
        func add(_ series: Series, _ period: Period) {
            for value in series.values {
                let passed = value.day.monthIndex - period.first.monthIndex
                let whole = period.first.adding(months: passed) > value.day ? passed - 1 : passed
                let known = sums[whole / months] ?? (0, 0)
                sums[whole / months] = (known.sum + Int128(value.units), known.count + 1)
            }
        }
        switch indicator.subject {
        case .participant:
            for (_, participant) in evaluator.people(of: plan.treatment) {
                let series = try series(of: participant, over: window)
                if series.excluded == nil {
                    add(series, window.period(entry: participant.entry, starts: contract.starts))
                }
            }
        case .group, .contract:
            let period = window.period(entry: contract.starts, starts: contract.starts)
            let subject: SubjectID = indicator.subject == .group ? .group(plan.treatment) : .contract
            add(try reader.series(of: subject, in: period, exit: nil), period)
        }
        let count = (sums.keys.max() ?? -1) + 1
        var steps: [Ratio] = []
        for step in 0..<count {
            guard let known = sums[step] else {
                throw .statistics("step \(step + 1) of the series has no value")
            }
            do throws(ArithmeticError) {
                steps.append(try Ratio(known.sum, over: Int128(known.count)))
            } catch {
                throw .arithmetic(error)
            }
        }
        return steps
    }
}
