/// What prices follow: a published index, from a base, within bounds.
public struct PriceIndex: Hashable, Sendable {
    public let id: PriceIndexID
    public let title: String
    /// An indicator about the contract, whose values are the index.
    public let indicator: IndicatorID
    public let base: Ratio
    /// The least and the most that a price is multiplied by.
    public let least: Ratio?
    public let most: Ratio?
    /// How an indexed price is rounded.
    public let rounding: Rounding
    public let clause: Clause

    /// - Throws: where the base or a bound is not more than 0, or the least is more than the most.
    public init(
        id: PriceIndexID, title: String, indicator: IndicatorID, base: Ratio, least: Ratio?, most: Ratio?,
        rounding: Rounding, clause: Clause
    ) throws(MechanismFault) {
        for (what, bound) in [("the base", base as Ratio?), ("the least", least), ("the most", most)] {
            if let bound, bound.signum <= 0 { throw .negative(what, row: nil, came: "\(bound)") }
        }
        if let least, let most, most < least {
            throw .unsorted(row: 1, came: "at most \(most)", after: "at least \(least)")
        }
        self.id = id
        self.title = title
        self.indicator = indicator
        self.base = base
        self.least = least
        self.most = most
        self.rounding = rounding
        self.clause = clause
    }
}

/// What one unit of another currency is worth in the contract's, as declared; an amendment adds a version.
public struct ExchangeRate: Hashable, Sendable {
    public let currency: Currency
    /// In the order of their dates; only the first may have none.
    public let versions: [Version]

    public init(currency: Currency, versions: [Version]) {
        self.currency = currency
        self.versions = versions
    }

    public struct Version: Hashable, Sendable {
        public let from: Day?
        /// Units of the contract's currency for one unit of the other.
        public let rate: Ratio
        public let clause: Clause

        public init(from: Day?, rate: Ratio, clause: Clause) {
            precondition(rate.signum > 0, "an exchange rate must be positive, and was \(rate)")
            self.from = from
            self.rate = rate
            self.clause = clause
        }
    }

    /// Returns the version of a day; none before the first.
    public func version(on day: Day) -> Version? {
        versions.last { $0.from.map { $0 <= day } ?? true }
    }
}
