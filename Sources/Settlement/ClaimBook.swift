package import OutcomesModel

/// All claims of a settlement: none twice, none above what the contract allows per participant, and none that
/// was paid before or that a verifier does not stand by.
package struct ClaimBook: Sendable {
    package private(set) var claims: [Claim] = []
    /// Claims that a rule made and that are not paid, with the reason.
    package private(set) var withheld: [WithheldClaim] = []
    private var claimed: [Key: Int64] = [:]
    /// How many there are in all: as long as that fits, so does the sum of any of them.
    private var all: Int64 = 0
    private var totals: [OutcomeID: Int64] = [:]
    private let contract: Contract
    /// What other settlements have paid for and no claim has met yet.
    private var paid: [Key: Paid] = [:]
    private let known: KnownClaims

    private struct Key: Hashable {
        let subject: SubjectID
        let outcome: OutcomeID
        let window: WindowID
    }

    private struct Paid {
        var quantity: Int64
        let settlement: SettlementID
    }

    package init(contract: Contract, known: KnownClaims = KnownClaims()) {
        self.contract = contract
        self.known = known
        for history in known.others {
            for claim in history.claims {
                paid[
                    Key(subject: claim.subject, outcome: claim.outcome, window: claim.window),
                    default: Paid(quantity: 0, settlement: history.settlement)
                ].quantity += claim.quantity
            }
        }
    }

    /// Adds a claim, or withholds it where it may not be paid.
    ///
    /// A claim says how often something was achieved in the window: what another settlement has paid of that is
    /// taken off.
    ///
    /// - Throws: `quantity` for less than one, `limit` where the subject would have claimed the outcome more often
    ///   in the window than the contract allows, `count` where all claims are past 64 bits, `subject` where the
    ///   outcome is not of that kind of subject. The book is then as before.
    package mutating func add(_ claim: Claim) throws(SettlementError) {
        guard let outcome = contract.outcome(claim.outcome) else {
            throw .unknownOutcome(claim.outcome, known: contract.outcomes.map(\.id))
        }
        guard claim.subject.kind == outcome.subject else {
            throw .subject(outcome: outcome.id, expected: outcome.subject, came: claim.subject.kind)
        }
        guard claim.quantity > 0 else { throw .quantity(outcome: outcome.id, came: claim.quantity) }
        let key = Key(subject: claim.subject, outcome: claim.outcome, window: claim.window)
        let before = claimed[key] ?? 0
        // A count of the whole contract is not one person's, so that no limit per participant fits it.
        let limit = outcome.subject == .participant ? Int64(outcome.limitPerParticipant) : Int64.max
        guard claim.quantity <= limit - before else {
            throw .limit(outcome: outcome.id, limit: limit, claimed: before, more: claim.quantity)
        }
        guard claim.quantity <= Int64.max - all else {
            throw .count(outcome: outcome.id, claimed: all, more: claim.quantity)
        }
        claimed[key] = before + claim.quantity
        if let reason = known.reasonToWithhold(claim, contract) {
            return withheld.append(WithheldClaim(claim: claim, reason: reason))
        }
        guard let earlier = paid[key], earlier.quantity > 0 else { return enter(claim) }
        let taken = min(earlier.quantity, claim.quantity)
        paid[key]?.quantity -= taken
        withheld.append(
            WithheldClaim(claim: claim.with(quantity: taken), reason: .paidBefore(by: earlier.settlement)))
        if taken < claim.quantity { enter(claim.with(quantity: claim.quantity - taken)) }
    }

    /// Enters claims as another book of the contract holds them, without looking at them again.
    package mutating func enter(_ claims: [Claim]) {
        for claim in claims { enter(claim) }
    }

    private mutating func enter(_ claim: Claim) {
        all += claim.quantity
        totals[claim.outcome, default: 0] += claim.quantity
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
        withheld += other.withheld
    }

    /// Takes back what one subject claimed last, as when the rule that did fails.
    package mutating func takeBack(by subject: SubjectID) {
        while let claim = claims.last, claim.subject == subject {
            all -= claim.quantity
            totals[claim.outcome, default: 0] -= claim.quantity
            forget(claims.removeLast())
        }
        while let last = withheld.last, last.claim.subject == subject {
            withheld.removeLast()
            forget(last.claim)
            guard case .paidBefore = last.reason else { continue }
            let claim = last.claim
            paid[Key(subject: claim.subject, outcome: claim.outcome, window: claim.window)]?.quantity +=
                claim.quantity
        }
    }

    private mutating func forget(_ claim: Claim) {
        claimed[Key(subject: claim.subject, outcome: claim.outcome, window: claim.window), default: 0] -=
            claim.quantity
    }

    /// Returns how often an outcome is claimed, over all subjects.
    package func quantity(of outcome: OutcomeID) -> Int64 { totals[outcome] ?? 0 }

    /// Returns how often one subject has claimed an outcome so far.
    package func quantity(of outcome: OutcomeID, by subject: SubjectID) -> Int64 {
        claims.reduce(0) { $1.outcome == outcome && $1.subject == subject ? $0 + $1.quantity : $0 }
    }
}

extension Claim {
    fileprivate func with(quantity: Int64) -> Claim {
        Claim(
            subject: subject, outcome: outcome, window: window, period: period, quantity: quantity,
            cause: cause)
    }
}
