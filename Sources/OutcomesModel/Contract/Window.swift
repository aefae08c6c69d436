/// The time over which an outcome counts: months from a person's entry, from the start, or fixed days.
public struct Window: Hashable, Sendable {
    public let id: WindowID
    public let title: String
    public let span: Span

    public init(id: WindowID, title: String, span: Span) {
        self.id = id
        self.title = title
        self.span = span
    }

    public enum Span: Hashable, Sendable {
        /// `months` from each participant's own entry, after the first `skipping` of them.
        case fromEntry(months: Int, skipping: Int)
        /// `months` from the start of the contract.
        case fromStart(months: Int, skipping: Int)
        case fixed(Period)
    }

    /// Returns the days of the window for somebody who entered on `entry`, in a contract from `starts`.
    public func period(entry: Day, starts: Day) -> Period {
        switch span {
        case .fromEntry(let months, let skipping):
            Period(from: entry, skipping: skipping, months: months)
        case .fromStart(let months, let skipping):
            Period(from: starts, skipping: skipping, months: months)
        case .fixed(let period): period
        }
    }
}
