package import OutcomesModel

extension DayCount {
    /// Returns the years from `first` to `last`; the negative where `last` is earlier.
    ///
    /// - Parameter termination: the day on which the contract ends; only 30E/360 ISDA asks for it.
    package func years(from first: Day, to last: Day, termination: Day? = nil) -> Ratio {
        guard first <= last else { return years(from: last, to: first, termination: termination).negated() }
        switch self {
        case .actual365Fixed: return DayCount.ratio(last.days(since: first), over: 365)
        case .actual360: return DayCount.ratio(last.days(since: first), over: 360)
        case .actualActualISDA: return DayCount.actualActual(first, last)
        case .thirty360, .thirtyE360, .thirtyE360ISDA, .thirty360US:
            let (one, two) = thirties(first, last, termination)
            let (from, to) = (first.parts, last.parts)
            return DayCount.ratio(
                360 * (to.year - from.year) + 30 * (to.month - from.month) + two - one, over: 360)
        }
    }

    /// Returns the two days of the month, D1 and D2 of the definitions, as months of 30 days have them.
    private func thirties(_ first: Day, _ last: Day, _ termination: Day?) -> (one: Int, two: Int) {
        var one = first.parts.day
        var two = last.parts.day
        switch self {
        case .thirtyE360:
            (one, two) = (min(one, 30), min(two, 30))
        case .thirtyE360ISDA:
            if first.isLastOfMonth { one = 30 }
            if last.isLastOfMonth, two == 31 || last != termination { two = 30 }
        case .thirty360US:
            if first.isLastOfFebruary {
                if last.isLastOfFebruary { two = 30 }
                one = 30
            }
            fallthrough
        default:
            one = min(one, 30)
            if two == 31, one == 30 { two = 30 }
        }
        return (one, two)
    }

    private static func actualActual(_ first: Day, _ last: Day) -> Ratio {
        var leap = 0
        var from = first
        while from < last {
            let year = from.parts.year
            let to = min(last, Day.first(ofYear: year + 1))
            if Day.isLeapYear(year) { leap += to.days(since: from) }
            from = to
        }
        let common = last.days(since: first) - leap
        return ratio(common * 366 + leap * 365, over: 365 * 366)
    }

    private static func ratio(_ top: Int, over bottom: Int128) -> Ratio {
        // Days of 9,999 years over a constant: neither zero nor near the limit.
        try! Ratio(Int128(top), over: bottom)
    }
}

extension Day {
    var isLastOfMonth: Bool { adding(days: 1).parts.day == 1 }

    fileprivate var isLastOfFebruary: Bool { parts.month == 2 && isLastOfMonth }

    fileprivate static func isLeapYear(_ year: Int) -> Bool { Day(year: year, month: 2, day: 29) != nil }

    /// Counts from a first of January that exists, so that year 10,000 has one too.
    fileprivate static func first(ofYear year: Int) -> Day {
        Day(number: 0).adding(months: (year - 1970) * 12)
    }
}
