/// How a party shares out what it receives among those who put capital in, as the contract declares it.
///
/// That classes, tiers and shares fit together is checked when it is read, by what calculates it.
public struct WaterfallTerms: Hashable, Sendable {
    /// Who receives and shares out.
    public let party: PartyID
    public let classes: [InvestmentClass]
    /// What the terms say was drawn; evidence says it of a class that has an indicator for it.
    public let drawdowns: [Drawdown]
    public let tiers: [TierTerms]
    public let guarantees: [CapitalGuarantee]
    /// From whom money that goes back to the payers is taken, the first first.
    public let clawback: [ClassID]

    public init(
        party: PartyID, classes: [InvestmentClass], drawdowns: [Drawdown], tiers: [TierTerms],
        guarantees: [CapitalGuarantee], clawback: [ClassID]
    ) {
        self.party = party
        self.classes = classes
        self.drawdowns = drawdowns
        self.tiers = tiers
        self.guarantees = guarantees
        self.clawback = clawback
    }

    public func investmentClass(_ id: ClassID) -> InvestmentClass? { classes.first { $0.id == id } }
}

/// What the investors of a class pay in on a day.
public struct Drawdown: Hashable, Sendable {
    public let investors: ClassID
    public let day: Day
    public let amount: Money
    /// None of what evidence says.
    public let clause: Clause?

    public init(investors: ClassID, day: Day, amount: Money, clause: Clause?) {
        self.investors = investors
        self.day = day
        self.amount = amount
        self.clause = clause
    }
}

/// A step of a waterfall with its name and its clause.
public struct TierTerms: Hashable, Sendable {
    public let tier: Tier
    public let title: String
    public let clause: Clause

    public init(tier: Tier, title: String?, clause: Clause) {
        self.tier = tier
        self.title = title ?? tier.kind.title
        self.clause = clause
    }
}

/// A promise to make good, on one day, what a class has not got back until then.
public struct CapitalGuarantee: Hashable, Sendable {
    public let investors: ClassID
    public let guarantor: PartyID
    /// The share of what the class has drawn that it shall have received, in (0, 1].
    public let share: Ratio
    /// The most that the guarantor pays.
    public let limit: Money?
    public let day: Day
    public let clause: Clause?

    public init(
        of investors: ClassID, by guarantor: PartyID, share: Ratio, limit: Money? = nil, on day: Day,
        clause: Clause? = nil
    ) {
        self.investors = investors
        self.guarantor = guarantor
        self.share = share
        self.limit = limit
        self.day = day
        self.clause = clause
    }
}
