package import OutcomesModel

/// All claims of a settlement: none twice, none above what the contract allows per participant, and none that
/// was paid before or that a verifier does not stand by.
package struct ClaimBook: Sendable {
    package private(set) var claims: [Claim] = []
    /// Claims that a rule made and that are not paid, with the reason.
    package private(set) var withheld: [WithheldClaim] = []
    /// Whose claims are at hand: participants claim one after the other, in ascending order.
    private var atHand: SubjectID?
    private var claimedAtHand: [(outcome: OutcomeID, window: WindowID, quantity: Int64)] = []
    /// What groups and the contract have claimed.
    private var claimed: [Key: Int64] = [:]
    /// How many there are in all: as long as that fits, so does the sum of any of them.
    private var all: Int64 = 0
    /// By the place of the outcome in the contract.
    private var totals: [Int64]
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
        totals = contract.outcomes.map { _ in 0 }
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
    /// Participants must claim one after the other, in ascending order: whoever claims after another has claimed
    /// all that the book will ever know of the one before.
    ///
    /// - Throws: `quantity` for less than one, `limit` where the subject would have claimed the outcome more often
    ///   in the window than the contract allows, `count` where all claims are past 64 bits, `subject` where the
    ///   outcome is not of that kind of subject. The book is then as before.
    package mutating func add(_ claim: Claim) throws(SettlementError) {
        guard let place = contract.outcomes.firstIndex(where: { $0.id == claim.outcome }) else {
            throw .unknownOutcome(claim.outcome, known: contract.outcomes.map(\.id))
        }
        let outcome = contract.outcomes[place]
        guard claim.subject.kind == outcome.subject else {
            throw .subject(outcome: outcome.id, expected: outcome.subject, came: claim.subject.kind)
        }
        guard claim.quantity > 0 else { throw .quantity(outcome: outcome.id, came: claim.quantity) }
        let before = quantity(claimedIn: claim.window, of: claim.outcome, by: claim.subject)
        // A count of the whole contract is not one person's, so that no limit per participant fits it.
        let limit = outcome.subject == .participant ? Int64(outcome.limitPerParticipant) : Int64.max
        guard claim.quantity <= limit - before else {
            throw .limit(outcome: outcome.id, limit: limit, claimed: before, more: claim.quantity)
        }
        guard claim.quantity <= Int64.max - all else {
            throw .count(outcome: outcome.id, claimed: all, more: claim.quantity)
        }
        count(claim)
        if let reason = known.reasonToWithhold(claim, contract) {
            return withheld.append(WithheldClaim(claim: claim, reason: reason))
        }
        let key = Key(subject: claim.subject, outcome: claim.outcome, window: claim.window)
        guard !paid.isEmpty, let earlier = paid[key], earlier.quantity > 0 else { return enter(claim, place) }
        let taken = min(earlier.quantity, claim.quantity)
        paid[key]?.quantity -= taken
        withheld.append(
            WithheldClaim(claim: claim.with(quantity: taken), reason: .paidBefore(by: earlier.settlement)))
        if taken < claim.quantity { enter(claim.with(quantity: claim.quantity - taken), place) }
    }

    /// Enters claims as another book of the contract holds them, without looking at them again.
    package mutating func enter(_ claims: [Claim]) {
        for claim in claims {
            guard let place = contract.outcomes.firstIndex(where: { $0.id == claim.outcome }) else {
                preconditionFailure("a book of the same contract has a claim of '\(claim.outcome)'")
            }
            enter(claim, place)
        }
    }

    private mutating func enter(_ claim: Claim, _ outcome: Int) {
        all += claim.quantity
        totals[outcome] += claim.quantity
        claims.append(claim)
    }

    private mutating func count(_ claim: Claim) {
        guard claim.subject.kind == .participant else {
            let key = Key(subject: claim.subject, outcome: claim.outcome, window: claim.window)
            claimed[key, default: 0] += claim.quantity
            return
        }
        if claim.subject != atHand {
            precondition(
                atHand.map { $0 < claim.subject } ?? true, "participants must claim in ascending order")
            atHand = claim.subject
            claimedAtHand.removeAll(keepingCapacity: true)
        }
        let place = claimedAtHand.firstIndex { $0.outcome == claim.outcome && $0.window == claim.window }
        if let place {
            claimedAtHand[place].quantity += claim.quantity
        } else {
            claimedAtHand.append((claim.outcome, claim.window, claim.quantity))
        }
    }

    private func quantity(
        claimedIn window: WindowID, of outcome: OutcomeID, by subject: SubjectID
    ) -> Int64 {
        guard subject.kind == .participant else {
            return claimed[Key(subject: subject, outcome: outcome, window: window)] ?? 0
        }
        guard subject == atHand else { return 0 }
        return claimedAtHand.first { $0.outcome == outcome && $0.window == window }?.quantity ?? 0
    }

    /// Adds the claims of another book of the same contract, made by participants who come after all of this one.
    ///
    /// - Throws: `count` where all claims are past 64 bits. The book is then as before.
    package mutating func append(_ other: ClaimBook) throws(SettlementError) {
        guard other.all <= Int64.max - all else {
            throw .count(
                outcome: other.claims.first?.outcome ?? OutcomeID(""), claimed: all, more: other.all)
        }
        all += other.all
        for (place, quantity) in other.totals.enumerated() { totals[place] += quantity }
        if let first = other.claims.first?.subject, let atHand {
            precondition(atHand < first, "participants must claim in ascending order")
        }
        atHand = other.atHand ?? atHand
        claimedAtHand = other.claimedAtHand
        claims += other.claims
        withheld += other.withheld
    }

    /// Takes back what a participant claimed last, as when the rule that did fails.
    package mutating func takeBack(by subject: SubjectID) {
        guard subject == atHand else { return }
        claimedAtHand.removeAll()
        while let claim = claims.last, claim.subject == subject {
            all -= claim.quantity
            if let place = contract.outcomes.firstIndex(where: { $0.id == claim.outcome }) {
                totals[place] -= claim.quantity
            }
            claims.removeLast()
        }
        while let last = withheld.last, last.claim.subject == subject {
            withheld.removeLast()
            guard case .paidBefore = last.reason else { continue }
            let claim = last.claim
            paid[Key(subject: claim.subject, outcome: claim.outcome, window: claim.window)]?.quantity +=
                claim.quantity
        }
    }

    /// Returns how often an outcome is claimed, over all subjects.
    package func quantity(of outcome: OutcomeID) -> Int64 {
        contract.outcomes.firstIndex { $0.id == outcome }.map { totals[$0] } ?? 0
    }

    /// Returns how often the participant at hand has claimed an outcome so far, whether it is paid or withheld.
    package func quantity(of outcome: OutcomeID, by subject: SubjectID) -> Int64 {
        contract.windows.reduce(0) { $0 + quantity(claimedIn: $1.id, of: outcome, by: subject) }
    }
}

extension Claim {
    fileprivate func with(quantity: Int64) -> Claim {
        Claim(
            subject: subject, outcome: outcome, window: window, period: period, quantity: quantity,
            cause: cause)
    }
}
