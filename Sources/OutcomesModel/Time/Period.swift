/// Whole days from a first to a last one, both included.
public struct Period: Hashable, Sendable {
    public let first: Day
    public let last: Day

    /// Makes the period, if it has at least one day.
    public init?(first: Day, last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// Makes the period of whole months that starts on `first`: 24 months from 2016-08-01 end on 2018-07-31.
    public init(from first: Day, months: Int) {
        precondition(months > 0, "a period has at least one month, and was given \(months)")
        self.first = first
        last = first.adding(months: months).adding(days: -1)
    }

    /// Makes the `months` that follow the first `skipping` months from `anchor`.
    ///
    /// Both ends are counted from the anchor, so that what one window skips is just what another holds, also
    /// from the 31st of a month.
    public init(from anchor: Day, skipping: Int, months: Int) {
        precondition(months > 0, "a period has at least one month, and was given \(months)")
        first = anchor.adding(months: skipping)
        last = anchor.adding(months: skipping + months).adding(days: -1)
    }

    public var days: Int { last.days(since: first) + 1 }

    public func contains(_ day: Day) -> Bool { first <= day && day <= last }

    public func overlaps(_ other: Period) -> Bool { first <= other.last && other.first <= last }
}

extension Period: CustomStringConvertible {
    public var description: String { "\(first) to \(last)" }
}
