package import OutcomesModel

/// What one subject's values in a period came to, under the contract's policies for what is missing.
package struct Series: Sendable {
    /// In order of day, in units of the indicator's last decimal.
    package let values: [(day: Day, units: Int64)]
    /// Set where the contract leaves the subject out, with the first reason.
    package let excluded: Missing?
    /// The last day on which the last value holds: of the period, and not after the exit or what is known.
    package let through: Day
}

/// Why a figure cannot be had.
package enum EvaluationError: Error, Equatable, Sendable {
    /// A value is missing and the contract says that there is then no figure.
    case missing(indicator: IndicatorID, subject: SubjectID, reason: Missing, on: Day)
    /// A gap is to be filled from values that are not there either.
    case nothingToFillWith(indicator: IndicatorID, policy: MissingPolicy, on: Day)
    case noValue(indicator: IndicatorID)
    /// Nobody is left in a group.
    case emptyGroup(evaluation: EvaluationID, group: GroupID, excluded: Int)
    case arithmetic(ArithmeticError)
    /// The method itself, and not only its precision, has no figure.
    case statistics(String)
    /// No value of the index, up to a day, by which a historical figure could be moved.
    case noPrice(index: PriceIndexID, on: Day)
    /// The contract wants pairs that were recorded, and none are.
    case notFrozen(evaluation: EvaluationID)
    /// The pairs were formed by other terms than those of the pack at hand.
    case matchingChanged(evaluation: EvaluationID, frozen: String)
    /// An evaluation that this one is made of has no estimate, or none with a difference.
    case partWithoutFigure(evaluation: EvaluationID, part: EvaluationID)
}

extension EvaluationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let indicator, let subject, let reason, let day):
            "\(indicator) of \(subject) is missing (\(reason)) for \(day), and the contract states no figure without it"
        case .nothingToFillWith(let indicator, let policy, let day):
            "\(indicator) is missing for \(day), and there is no value for the policy '\(policy.rawValue)'"
        case .noValue(let indicator): "there is no value of \(indicator) in the period"
        case .emptyGroup(_, let group, let excluded):
            excluded == 0
                ? "no participant of '\(group)' is in the evidence"
                : "nobody is left in '\(group)': all \(excluded) are excluded"
        case .arithmetic(let error): "\(error)"
        case .statistics(let why): why
        case .noPrice(let index, let day): "index '\(index)' has no value for \(day) or before"
        case .notFrozen:
            "the contract wants pairs that are recorded before outcomes are read, and none are"
        case .matchingChanged(_, let frozen):
            "its pairs were recorded by other terms (\(frozen)), and the contract holds by those"
        case .partWithoutFigure(_, let part): "evaluation '\(part)', which it is made of, gives no difference"
        }
    }
}

/// Reads one indicator's columns as the contract means them.
package struct SeriesReader: Sendable {
    let indicator: Indicator
    let columns: MeasurementColumns
    private let payableStates: Set<VerificationState>
    /// The codes of `payableStates`, a bit each.
    let payableCodes: UInt8
    /// Values about later days do not count, and are not yet due.
    let asOf: Day

    package init(
        indicator: Indicator, columns: MeasurementColumns, payableStates: Set<VerificationState>, asOf: Day
    ) {
        self.indicator = indicator
        self.columns = columns
        self.payableStates = payableStates
        payableCodes = payableStates.reduce(0) { $0 | 1 << $1.code }
        self.asOf = asOf
    }

    /// Returns a subject's values in the period, with gaps found and treated.
    ///
    /// Where a value is due regularly, each slot of months from the first day of the period must have
    /// one; a slot that begins after `exit` is not due. A value that may not pay counts as missing.
    ///
    /// - Parameter awaitsAll: whether a slot that is not yet at its end is a gap.
    /// - Throws: `missing` and `nothingToFillWith`, by the contract's policies.
    package func series(
        of subject: SubjectID, in period: Period, exit: Day?, awaitsAll: Bool = true
    ) throws(EvaluationError) -> Series {
        let rows = columns.rows(of: subject)
        var values: [(day: Day, units: Int64)] = []
        var gaps: [(day: Day, reason: Missing)] = []
        for row in rows where period.contains(columns.day(row)) && columns.day(row) <= asOf {
            let day = columns.day(row)
            switch usable(row) {
            case .number(let units): values.append((day, units))
            case .missing(let reason): gaps.append((day, reason))
            }
        }
        addUnfilledSlots(to: &gaps, values: values, period: period, exit: exit, awaitsAll: awaitsAll)
        let through = min(period.last, asOf, exit ?? period.last)
        return try treat(gaps, values, rows, subject, period, through: through)
    }

    /// Returns why values in the period are missing, one for each, before any policy fills it or leaves the subject out.
    package func missing(of subject: SubjectID, in period: Period, exit: Day?) -> [Missing] {
        var values: [(day: Day, units: Int64)] = []
        var gaps: [(day: Day, reason: Missing)] = []
        for row in columns.rows(of: subject)
        where period.contains(columns.day(row)) && columns.day(row) <= asOf {
            switch usable(row) {
            case .number(let units): values.append((columns.day(row), units))
            case .missing(let reason): gaps.append((columns.day(row), reason))
            }
        }
        addUnfilledSlots(to: &gaps, values: values, period: period, exit: exit, awaitsAll: true)
        return gaps.map(\.reason)
    }

    /// Returns what was measured about one day; missing where nothing was, or what was may not pay. No policy
    /// fills it.
    package func value(of subject: SubjectID, on day: Day) -> MeasuredValue {
        guard day <= asOf else { return .missing(.notYet) }
        let rows = columns.rows(of: subject)
        var (low, high) = (rows.lowerBound, rows.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if columns.day(middle) < day { low = middle + 1 } else { high = middle }
        }
        return low < rows.upperBound && columns.day(low) == day ? usable(low) : .missing(.notMeasured)
    }

    /// Returns the last value about a day up to this one, of any that may pay; no policy fills it.
    package func last(of subject: SubjectID, upTo day: Day) -> Int64? {
        for row in columns.rows(of: subject).reversed() where columns.day(row) <= min(day, asOf) {
            if case .number(let units) = usable(row) { return units }
        }
        return nil
    }

    /// Whether anything was recorded about a day after this one, whatever it is.
    package func hasValue(of subject: SubjectID, after day: Day) -> Bool {
        columns.rows(of: subject).contains { columns.day($0) > day }
    }

    private func usable(_ row: Int) -> MeasuredValue {
        let state = columns.state(row)
        if payableStates.contains(state) { return columns.value(row) }
        return switch state {
        case .disputed: .missing(.disputed)
        case .rejected: .missing(.other("rejected"))
        case .reported, .verified: .missing(.other("not_verified"))
        }
    }

    private func addUnfilledSlots(
        to gaps: inout [(day: Day, reason: Missing)], values: [(day: Day, units: Int64)], period: Period,
        exit: Day?, awaitsAll: Bool
    ) {
        guard let months = indicator.every.months else { return }
        let known = (values.map(\.day) + gaps.map(\.day)).sorted()
        var next = 0
        var step = 0
        while true {
            let start = period.first.adding(months: step)
            guard start <= period.last, exit.map({ start <= $0 }) ?? true else { break }
            let end = min(period.first.adding(months: step + months).adding(days: -1), period.last)
            while next < known.count, known[next] < start { next += 1 }
            if next == known.count || known[next] > end, awaitsAll || end <= asOf {
                gaps.append((start, end > asOf ? .notYet : .notMeasured))
            }
            step += months
        }
        gaps.sort { $0.day < $1.day }
    }

    private func treat(
        _ gaps: [(day: Day, reason: Missing)], _ found: [(day: Day, units: Int64)], _ rows: Range<Int>,
        _ subject: SubjectID, _ period: Period, through: Day
    ) throws(EvaluationError) -> Series {
        var values = found
        for gap in gaps {
            let policy = indicator.policy(for: gap.reason)
            switch policy {
            case .exclude: return Series(values: [], excluded: gap.reason, through: through)
            case .fail:
                throw .missing(
                    indicator: indicator.id, subject: subject, reason: gap.reason, on: gap.day)
            case .baseline, .carry:
                // A slot that has a value is not filled a second time.
                if values.contains(where: { isSameSlot($0.day, gap.day, period) }) { continue }
                let fillers = rows.filter { columns.day($0) <= asOf }.compactMap { row in
                    if case .number(let units) = usable(row) {
                        (day: columns.day(row), units: units)
                    } else {
                        nil
                    }
                }
                let filler = policy == .baseline ? fillers.first : fillers.last { $0.day < gap.day }
                guard let filler else {
                    throw .nothingToFillWith(indicator: indicator.id, policy: policy, on: gap.day)
                }
                values.append((gap.day, filler.units))
            }
        }
        values.sort { $0.day < $1.day }
        return Series(values: values, excluded: nil, through: through)
    }

    /// True where a regular indicator is due once for both days.
    private func isSameSlot(_ first: Day, _ second: Day, _ period: Period) -> Bool {
        guard let months = indicator.every.months else { return first == second }
        func slot(_ day: Day) -> Int {
            let passed = day.monthIndex - period.first.monthIndex
            return (period.first.adding(months: passed) > day ? passed - 1 : passed) / months
        }
        return slot(first) == slot(second)
    }
}
