/// One exact value that the parties agreed, with its clause; an amendment adds a version with a date.
public struct Term: Hashable, Sendable {
    public let id: TermID
    public let unit: String?
    /// Sorted by `from`; the first has none.
    public let versions: [Version]

    public init(id: TermID, unit: String?, versions: [Version]) {
        precondition(versions.first?.from == nil, "the first version of a term has no date")
        self.id = id
        self.unit = unit
        self.versions = versions
    }

    public struct Version: Hashable, Sendable {
        /// The first day on which it holds; none for the original.
        public let from: Day?
        public let value: Decimal
        public let clause: Clause

        public init(from: Day?, value: Decimal, clause: Clause) {
            self.from = from
            self.value = value
            self.clause = clause
        }
    }

    /// The currency of the unit, if the term is money.
    public var currency: Currency? { unit.flatMap { try? Currency(code: $0) } }

    public func version(on day: Day) -> Version {
        versions.last { $0.from.map { $0 <= day } ?? true } ?? versions[0]
    }
}
