package import OutcomesModel

/// All claims of a settlement: none twice, and none above what the contract allows per participant.
package struct ClaimBook: Sendable {
    package private(set) var claims: [Claim] = []
    private var claimed: [Key: Int64] = [:]
    /// How many there are in all: as long as that fits, so does the sum of any of them.
    private var all: Int64 = 0
    private var totals: [OutcomeID: Int64] = [:]
    private let contract: Contract
    /// What other settlements have paid for, by the settlement that did.
    private let paid: [Key: SettlementID]

    private struct Key: Hashable {
        let subject: SubjectID
        let outcome: OutcomeID
        let window: WindowID
    }

    /// - Parameter posted: the settlements that were posted, other than the one that the book is for.
    package init(contract: Contract, posted: [PostedSettlement] = []) {
        self.contract = contract
        var paid: [Key: SettlementID] = [:]
        for settlement in posted {
            for claim in settlement.claims {
                paid[Key(subject: claim.subject, outcome: claim.outcome, window: claim.window)] =
                    settlement.settlement
            }
        }
        self.paid = paid
    }

    /// Adds a claim.
    ///
    /// - Throws: `alreadyPaid` where another settlement has paid the subject for the outcome in the window,
    ///   `quantity` for less than one, `limit` where the subject would have claimed the outcome
    ///   more often in the window than the contract allows, `count` where all claims are past
    ///   64 bits, `subject` where the outcome is not of that kind of subject. The book is then as before.
    package mutating func add(_ claim: Claim) throws(SettlementError) {
        guard let outcome = contract.outcome(claim.outcome) else {
            throw .unknownOutcome(claim.outcome, known: contract.outcomes.map(\.id))
        }
        guard claim.subject.kind == outcome.subject else {
            throw .subject(outcome: outcome.id, expected: outcome.subject, came: claim.subject.kind)
        }
        guard claim.quantity > 0 else { throw .quantity(outcome: outcome.id, came: claim.quantity) }
        let key = Key(subject: claim.subject, outcome: claim.outcome, window: claim.window)
        if let settlement = paid[key] {
            throw .alreadyPaid(outcome: outcome.id, window: claim.window, by: settlement)
        }
        let before = claimed[key] ?? 0
        // A count of the whole contract is not one person's, so that no limit per participant fits it.
        let limit = outcome.subject == .participant ? Int64(outcome.limitPerParticipant) : Int64.max
        guard claim.quantity <= limit - before else {
            throw .limit(outcome: outcome.id, limit: limit, claimed: before, more: claim.quantity)
        }
        guard claim.quantity <= Int64.max - all else {
            throw .count(outcome: outcome.id, claimed: all, more: claim.quantity)
        }
        all += claim.quantity
        claimed[key] = before + claim.quantity
        totals[outcome.id, default: 0] += claim.quantity
        claims.append(claim)
    }

    /// Adds the claims of another book of the same contract, made by participants who have none in this one, and
    /// make none later: how often each has claimed is not taken over.
    ///
    /// - Throws: `count` where all claims are past 64 bits. The book is then as before.
    package mutating func append(_ other: ClaimBook) throws(SettlementError) {
        guard other.all <= Int64.max - all else {
            throw .count(
                outcome: other.claims.first?.outcome ?? OutcomeID(""), claimed: all, more: other.all)
        }
        all += other.all
        for (outcome, quantity) in other.totals { totals[outcome, default: 0] += quantity }
        claims += other.claims
    }

    /// Takes back the claims after the first `count`, as when the rule that made them fails.
    package mutating func keepFirst(_ count: Int) {
        for claim in claims[count...] {
            all -= claim.quantity
            claimed[Key(subject: claim.subject, outcome: claim.outcome, window: claim.window), default: 0] -=
                claim.quantity
            totals[claim.outcome, default: 0] -= claim.quantity
        }
        claims.removeSubrange(count...)
    }

    /// Returns how often an outcome is claimed, over all subjects.
    package func quantity(of outcome: OutcomeID) -> Int64 { totals[outcome] ?? 0 }

    /// Returns how often one subject has claimed an outcome so far.
    package func quantity(of outcome: OutcomeID, by subject: SubjectID) -> Int64 {
        claims.reduce(0) { $1.outcome == outcome && $1.subject == subject ? $0 + $1.quantity : $0 }
    }
}
