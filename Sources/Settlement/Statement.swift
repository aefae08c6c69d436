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
    /// Claims that are not paid, with the reason.
    public let withheld: [WithheldClaim]
    /// Participants whose rule failed.
    public let held: [HeldClaim]
    /// All that is due by what is known, also what was posted before.
    public let lines: [PaymentLine]
    public let total: Money
    public let distributions: [Distribution]
    /// What was posted of this settlement before, in that order.
    public let posted: [PostedSettlement]
    /// The differences to what was posted; none where nothing stands posted.
    public let adjustments: [AdjustingLine]
    /// What is to be paid now: the total, or the sum of the adjustments where it stands posted. Negative where
    /// more was posted than is due.
    public let due: Money
    public let journal: [JournalEntry]
    /// How many postings of the contract its caps and claims know of.
    package let knownPostings: Int

    /// - Parameter posted: of this settlement.
    package init(
        contract: Contract, plan: SettlementPlan, asOf: BatchID, packVersion: String, packHash: String,
        estimates: [Estimate], claims: [Claim], withheld: [WithheldClaim] = [], held: [HeldClaim],
        lines: [PaymentLine], distributions: [Distribution], knownPostings: Int = 0,
        posted: PostingHistory? = nil
    ) throws(SettlementError) {
        self.contract = contract
        self.plan = plan
        self.asOf = asOf
        self.packVersion = packVersion
        self.packHash = packHash
        self.estimates = estimates
        self.claims = claims
        self.withheld = withheld
        self.held = held
        self.lines = lines
        self.distributions = distributions
        self.knownPostings = knownPostings
        self.posted = posted?.postings ?? []
        total = try Statement.sum(of: lines.map { ($0.payment, $0.paid) }, contract)
        if let posted, posted.stands {
            adjustments = try AdjustingLine.lines(from: posted, to: lines, contract)
            due = try Statement.sum(of: adjustments.map { ($0.payment, $0.difference) }, contract)
            journal = try JournalEntry.entries(for: adjustments, contract: contract.id)
        } else {
            adjustments = []
            due = total
            journal = try JournalEntry.entries(for: lines, contract: contract.id)
        }
    }

    private static func sum(
        of amounts: [(PaymentID, Money)], _ contract: Contract
    ) throws(SettlementError) -> Money {
        var sum = Money.zero(contract.currency)
        for (payment, amount) in amounts {
            do { sum = try sum.adding(amount) } catch { throw .arithmetic(payment: payment, error) }
        }
        return sum
    }

    /// True where it was posted and not taken back.
    public var standsPosted: Bool { posted.last.map { $0.kind != .reversal } ?? false }

    /// True where evidence or rules have changed since it was posted, so that another sum is due.
    public var differsFromPosted: Bool { !adjustments.isEmpty }

    /// What posting it would be.
    package var kind: PostedSettlement.Kind { standsPosted ? .adjustment : .settlement }

    package var revision: Int { (posted.last?.revision ?? 0) + 1 }

    /// What a later settlement must know of the lines.
    package var postedLines: [PostedLine] {
        guard !standsPosted else {
            return adjustments.map {
                PostedLine(
                    number: $0.number, payment: $0.payment, outcome: $0.outcome, paid: $0.difference)
            }
        }
        return lines.map {
            PostedLine(number: $0.number, payment: $0.payment, outcome: $0.outcome, paid: $0.paid)
        }
    }
}
