package import OutcomesModel

/// Days that come again: every three months from the first of February.
package struct Cycle: Hashable, Sendable {
    package let anchor: Day
    package let every: Int
    package let unit: Unit
    package let stub: Stub
    /// From the last day of a month to the last day of each month: the 28th of February, the 31st of March.
    package let keepsEndOfMonth: Bool

    package enum Unit: String, CaseIterable, Sendable { case day, week, month, year }

    /// What becomes of a last stretch that is shorter than the others.
    package enum Stub: String, CaseIterable, Sendable {
        /// It is a stretch of its own.
        case short
        /// It is added to the one before.
        case long
    }

    /// - Throws: `ReturnsError.schedule` where `every` is not positive.
    package init(
        from anchor: Day, every: Int, _ unit: Unit, stub: Stub = .short, keepsEndOfMonth: Bool = false
    ) throws(ReturnsError) {
        guard every > 0 else { throw .schedule(field: "cycle", expected: "1 or more", came: "\(every)") }
        self.anchor = anchor
        self.every = every
        self.unit = unit
        self.stub = stub
        self.keepsEndOfMonth = keepsEndOfMonth
    }

    /// Returns the day that comes `count` cycles after the anchor, counted from the anchor itself, so that a
    /// 31st comes back after a shorter month.
    package func day(after count: Int) -> Day {
        let day =
            switch unit {
            case .day: anchor.adding(days: count * every)
            case .week: anchor.adding(days: 7 * count * every)
            case .month: anchor.adding(months: count * every)
            case .year: anchor.adding(months: 12 * count * every)
            }
        guard keepsEndOfMonth, anchor.isLastOfMonth, unit == .month || unit == .year else { return day }
        return day.adding(days: 1 - day.parts.day).adding(months: 1).adding(days: -1)
    }

    /// Returns the days from the anchor on that are before `end`, without the last where a stub is long.
    package func days(before end: Day) -> [Day] {
        var days: [Day] = []
        var next = anchor
        while next < end {
            days.append(next)
            next = day(after: days.count)
        }
        if next != end, stub == .long, days.count > 1 { days.removeLast() }
        return days
    }
}

/// What becomes of a day that falls on a weekend; bank holidays are not known here.
package struct BusinessDays: Hashable, Sendable {
    package let roll: Roll
    /// Whether interest runs until the day that is moved to, or until the day that was planned.
    package let interestFollows: Bool

    package enum Roll: String, CaseIterable, Sendable {
        case none, following, preceding
        case modifiedFollowing = "modified_following"
        case modifiedPreceding = "modified_preceding"
    }

    package static let none = BusinessDays(.none, interestFollows: false)

    package init(_ roll: Roll, interestFollows: Bool) {
        self.roll = roll
        self.interestFollows = interestFollows
    }

    /// Returns the business day that a planned day moves to.
    ///
    /// - Source: ISDA 2006, 4.12; the modified ones turn round rather than leave the month.
    package func moved(_ day: Day) -> Day {
        switch roll {
        case .none: return day
        case .following: return step(day, 1)
        case .preceding: return step(day, -1)
        case .modifiedFollowing:
            let later = step(day, 1)
            return later.monthIndex == day.monthIndex ? later : step(day, -1)
        case .modifiedPreceding:
            let earlier = step(day, -1)
            return earlier.monthIndex == day.monthIndex ? earlier : step(day, 1)
        }
    }

    private func step(_ day: Day, _ days: Int) -> Day {
        var day = day
        // Day 0, 1970-01-01, was a Thursday: two days later the week's number is 0 for a Saturday, 1 for a
        // Sunday.
        while (Int(day.number) % 7 + 12) % 7 < 2 { day = day.adding(days: days) }
        return day
    }
}
