public import OutcomesModel

/// How a party shares out what it received; the shares add up to it.
public struct Distribution: Hashable, Sendable {
    public let party: PartyID
    public let received: Money
    public let shares: [Share]

    public init(party: PartyID, received: Money, shares: [Share]) {
        self.party = party
        self.received = received
        self.shares = shares
    }

    public struct Share: Hashable, Sendable {
        /// Who or what gets it, such as a class of investors.
        public let title: String
        public let amount: Money
        /// Who gets it; none of what is kept, or goes to a class of investors.
        public let party: PartyID?
        /// What explains it, where a waterfall made it.
        public let step: WaterfallStep?

        public init(title: String, amount: Money, party: PartyID? = nil, step: WaterfallStep? = nil) {
            self.title = title
            self.amount = amount
            self.party = step?.party ?? party
            self.step = step
        }
    }
}

/// The line of a waterfall that a share is: for what it is paid, and what was owed.
public struct WaterfallStep: Hashable, Sendable {
    /// The day on which the receipt counts.
    public let day: Day
    public let kind: Tier.Kind
    /// From 1; none of what goes back.
    public let tier: Int?
    /// What the contract calls the tier.
    public let title: String
    public let party: PartyID
    /// The class as whose investor the party is paid.
    public let investors: ClassID?
    /// What the tier owed to all its parties before and after; none where it gives what is left.
    public let owed: Owed?
    /// How what is owed has grown since the tier last paid.
    public let accruals: [Accrual]
    public let clause: Clause?

    public init(
        day: Day, kind: Tier.Kind, tier: Int?, title: String, party: PartyID, investors: ClassID?,
        owed: Owed?,
        accruals: [Accrual], clause: Clause?
    ) {
        self.day = day
        self.kind = kind
        self.tier = tier
        self.title = title
        self.party = party
        self.investors = investors
        self.owed = owed
        self.accruals = accruals
        self.clause = clause
    }

    /// Balances are never rounded while they accrue; these are, to the minor unit, to be shown.
    public struct Owed: Hashable, Sendable {
        public let before, after: Money

        public init(before: Money, after: Money) {
            self.before = before
            self.after = after
        }
    }

    /// One stretch of days; the sums are rounded to be shown.
    public struct Accrual: Hashable, Sendable {
        public let first, last: Day
        public let rate: InterestRate
        public let base, interest: Money

        public init(first: Day, last: Day, rate: InterestRate, base: Money, interest: Money) {
            self.first = first
            self.last = last
            self.rate = rate
            self.base = base
            self.interest = interest
        }
    }
}
