public import OutcomesModel

/// What a settlement came to, with all that explains it. A draft until it is posted.
public struct Statement: Sendable {
    public let contract: Contract
    public let plan: SettlementPlan
    /// The last batch of evidence that it knows.
    public let asOf: BatchID
    public let packVersion: String
    /// The content hash of the pack whose rules made it.
    public let packHash: String
    public let estimates: [Estimate]
    public let claims: [Claim]
    public let held: [HeldClaim]
    public let lines: [PaymentLine]
    public let total: Money
    public let distributions: [Distribution]
    public let journal: [JournalEntry]
    /// How many other settlements of the contract its caps and claims know of.
    package let knownSettlements: Int
    /// What was posted of this settlement before, if anything.
    public let posted: PostedSettlement?

    package init(
        contract: Contract, plan: SettlementPlan, asOf: BatchID, packVersion: String, packHash: String,
        estimates: [Estimate], claims: [Claim], held: [HeldClaim], lines: [PaymentLine],
        distributions: [Distribution], knownSettlements: Int = 0, posted: PostedSettlement?
    ) throws(SettlementError) {
        var total = Money.zero(contract.currency)
        for line in lines {
            do { total = try total.adding(line.paid) } catch {
                throw .arithmetic(payment: line.payment, error)
            }
        }
        self.contract = contract
        self.plan = plan
        self.asOf = asOf
        self.packVersion = packVersion
        self.packHash = packHash
        self.estimates = estimates
        self.claims = claims
        self.held = held
        self.lines = lines
        self.total = total
        self.distributions = distributions
        self.knownSettlements = knownSettlements
        self.posted = posted
        journal = try JournalEntry.entries(for: lines, contract: contract.id)
    }

    /// True where evidence or rules have changed since it was posted, so that the lines are not those any more.
    public var differsFromPosted: Bool { posted.map { $0.lines != postedLines } ?? false }

    /// What a later settlement must know of the lines.
    package var postedLines: [PostedLine] {
        lines.map { PostedLine(number: $0.number, payment: $0.payment, outcome: $0.outcome, paid: $0.paid) }
    }
}

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

        public init(title: String, amount: Money) {
            self.title = title
            self.amount = amount
        }
    }
}
