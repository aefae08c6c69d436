import Crypto
package import OutcomesModel

/// What each person of a group came to in a window, exactly, and who was left out.
struct PersonFigures {
    let group: GroupID
    let title: String
    /// Rows of the participants, by pseudonym.
    var rows: [Int] = []
    var figures: [Ratio] = []
    var excluded: [Missing: Int] = [:]

    var count: Int { rows.count }
    var doubles: [Double] { figures.map(\.approximate) }
    var lost: Int { excluded.values.reduce(0, +) }

    mutating func add(_ figure: Ratio, of row: Int) {
        rows.append(row)
        figures.append(figure)
    }

    mutating func exclude(_ reason: Missing) { excluded[reason, default: 0] += 1 }

    /// - Throws: `overflow` where the sum does not fit.
    func mean() throws(ArithmeticError) -> Ratio {
        var sum = Ratio.zero
        for figure in figures { sum = try sum.adding(figure) }
        return try sum.divided(by: Ratio(figures.count))
    }
}

extension EstimationTask {
    /// Gathers what each person of a group comes to in the own window.
    func figures(
        of group: GroupID, over window: Window, prices: GroupComparison.PriceLevel? = nil
    ) throws(EvaluationError) -> PersonFigures {
        var gathered = PersonFigures(group: group, title: contract.group(group)?.title ?? group.rawValue)
        for (row, participant) in evaluator.people(of: group) {
            let series = try series(of: participant, over: window)
            if let reason = series.excluded {
                gathered.exclude(reason)
            } else if series.values.isEmpty, !plan.statistic.isOfNothing(indicator),
                indicator.policy(for: .notMeasured) == .exclude
            {
                // What is not due regularly leaves no gap.
                gathered.exclude(.notMeasured)
            } else {
                let own = try prices.map { (level) throws(EvaluationError) in try at(level, series) }
                gathered.add(try (own ?? series).folded(plan.statistic.fold, indicator), of: row)
            }
        }
        return gathered
    }

    func series(of participant: Participant, over window: Window) throws(EvaluationError) -> Series {
        // Who enters after the day of the settlement has no figure yet.
        guard participant.entry <= reader.asOf else {
            return Series(values: [], excluded: .notYet, through: reader.asOf)
        }
        let period = window.period(entry: participant.entry, starts: contract.starts)
        return try reader.series(of: .participant(participant.pseudonym), in: period, exit: participant.exit)
    }

    /// Returns an arm, which must have somebody in it.
    func arm(_ people: PersonFigures, titled title: String? = nil) throws(EvaluationError) -> Estimate.Arm {
        guard people.count > 0 else {
            throw .emptyGroup(evaluation: plan.id, group: people.group, excluded: people.lost)
        }
        do throws(ArithmeticError) {
            return Estimate.Arm(
                title: title ?? people.title, counted: people.count, excluded: people.excluded,
                mean: try people.mean())
        } catch {
            throw .arithmetic(error)
        }
    }

    func window(_ id: WindowID) -> Window {
        guard let window = contract.window(id) else {
            preconditionFailure("evaluation \(plan.id) has a window that was not checked")
        }
        return window
    }

    /// Returns the values at the prices of one day, each rounded to the indicator's decimals by the contract's
    /// mode.
    private func at(_ level: GroupComparison.PriceLevel, _ series: Series) throws(EvaluationError) -> Series {
        let now = try price(level.index, on: level.day)
        var values: [(day: Day, units: Int64)] = []
        for value in series.values {
            let then = try price(level.index, on: value.day)
            do throws(ArithmeticError) {
                let moved = try Ratio(value.units).multiplied(by: now).divided(by: then)
                let whole = moved.rounded(contract.rounding.mode)
                guard let units = Int64(exactly: whole) else {
                    throw .overflow(operation: "rounded to", left: "\(moved)", right: "64 bits")
                }
                values.append((value.day, units))
            } catch {
                throw .arithmetic(error)
            }
        }
        return Series(values: values, excluded: nil, through: series.through)
    }

    /// Returns the last value of an index about a day up to `day`, also one from before the contract.
    private func price(_ id: PriceIndexID, on day: Day) throws(EvaluationError) -> Ratio {
        guard let index = contract.paymentTerms.indexes.first(where: { $0.id == id }),
            let units = evaluator.readers[index.indicator]?.last(of: .contract, upTo: day), units > 0,
            let decimals = contract.indicator(index.indicator)?.decimals
        else { throw .noPrice(index: id, on: day) }
        return Decimal(units: units, decimals: decimals).ratio
    }

    /// Returns the SHA-256 of each person's figure, in the order of the arms and of the pseudonyms.
    func evidenceHash(of arms: [PersonFigures]) -> String {
        var hash = SHA256()
        for arm in arms {
            hash.update(data: Array("\(arm.group)\t\(arm.title)\t\(arm.count)\n".utf8))
            for (row, figure) in zip(arm.rows, arm.figures) {
                let pseudonym = evaluator.participants.pseudonyms[row]
                hash.update(data: Array("\(pseudonym)\t\(figure)\n".utf8))
            }
        }
        return hexadecimal(hash.finalize())
    }
}

extension Evaluator {
    /// The people of some groups with their rows, by pseudonym.
    func people(of groups: GroupID...) -> some Sequence<(row: Int, participant: Participant)> {
        rows.lazy.filter { participants.group($0).map(groups.contains) == true }
            .map { (row: $0, participant: participants[$0]) }
    }
}

extension Evaluator {
    /// Returns what an evaluation averages over people, person by person, as binary floats: for what is drawn or
    /// planned, and never for what is paid. Where people are compared with themselves, their changes.
    ///
    /// - Returns: nil where the method averages over nobody, or the evidence does not suffice.
    package func figures(
        _ plan: EvaluationPlan, over window: Window
    ) -> (treatment: [Double], comparison: [Double]?)? {
        guard let indicator = contract.indicator(plan.indicator), let reader = readers[plan.indicator] else {
            return nil
        }
        let task = EstimationTask(
            evaluator: self, plan: plan, indicator: indicator, reader: reader, window: window)
        do throws(EvaluationError) {
            switch plan.method {
            case .interruptedSeries, .pooled, .combined: return nil
            case .beforeAndAfter:
                let found = try task.beforeAndAfter().people.map(\.doubles)
                return (zip(found[0], found[1]).map { $0 - $1 }, nil)
            case .none, .comparisonGroup, .matched, .weighted, .randomised, .differenceInDifferences:
                return (
                    try task.figures(of: plan.treatment, over: window).doubles,
                    try plan.method.comparison.map { (group) throws(EvaluationError) in
                        try task.figures(of: group, over: window).doubles
                    }
                )
            }
        } catch {
            return nil
        }
    }
}

extension EvaluationPlan.Statistic {
    /// Whether no value at all is a figure, as no event is a sum of 0.
    fileprivate func isOfNothing(_ indicator: Indicator) -> Bool { self == .sum && indicator.every == .event }

    var fold: Fold {
        switch self {
        case .sum: .sum
        case .mean: .mean
        case .last: .last
        }
    }
}
