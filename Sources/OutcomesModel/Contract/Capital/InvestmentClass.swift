/// The id of one class of capital: senior, junior, or whatever the contract calls it.
public struct ClassID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Capital of one rank, and who holds which share of it.
public struct InvestmentClass: Hashable, Sendable {
    public let id: ClassID
    public let title: String
    /// In the order that breaks ties between remainders.
    public let investors: [Investor]
    /// An indicator about the contract, whose values are the sums that were drawn; none where the terms say them.
    public let drawn: IndicatorID?

    public init(id: ClassID, title: String? = nil, investors: [Investor], drawn: IndicatorID? = nil) {
        self.id = id
        self.title = title ?? id.rawValue
        self.investors = investors
        self.drawn = drawn
    }

    public struct Investor: Hashable, Sendable {
        public let party: PartyID
        /// Beside the shares of the others: 5, 3 and 3 are fine.
        public let share: Ratio

        public init(party: PartyID, share: Ratio) {
            self.party = party
            self.share = share
        }
    }
}
