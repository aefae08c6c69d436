public import OutcomesModel

/// What is known of claims before any is made: what was paid, and what verifiers said.
package struct KnownClaims: Sendable {
    /// The other settlements of the contract that stand posted.
    package var others: [PostingHistory]
    /// What other contracts have paid, by person and outcome.
    private var elsewhere: [PersonOutcome: [PaidPeriod]] = [:]
    private var decisions: [DecidedClaim: ClaimDecision] = [:]

    private struct PersonOutcome: Hashable {
        let subject: SubjectID
        let outcome: OutcomeID
    }

    private struct DecidedClaim: Hashable {
        let subject: SubjectID
        let outcome: OutcomeID
        let window: WindowID
    }

    /// What another contract has paid a person for.
    package struct PaidPeriod: Hashable, Sendable {
        package let period: Period
        package let contract: PackID
        package let settlement: SettlementID

        package init(period: Period, contract: PackID, settlement: SettlementID) {
            self.period = period
            self.contract = contract
            self.settlement = settlement
        }
    }

    package init(others: [PostingHistory] = [], decisions: [ClaimDecision] = []) {
        self.others = others
        for decision in decisions {
            let key = DecidedClaim(
                subject: decision.subject, outcome: decision.outcome, window: decision.window)
            self.decisions[key] = decision
        }
    }

    package mutating func add(_ paid: PaidPeriod, of outcome: OutcomeID, to subject: SubjectID) {
        elsewhere[PersonOutcome(subject: subject, outcome: outcome), default: []].append(paid)
    }

    func reasonToWithhold(_ claim: Claim, _ contract: Contract) -> WithheldClaim.Reason? {
        if !decisions.isEmpty || contract.verifiesClaims {
            let key = DecidedClaim(subject: claim.subject, outcome: claim.outcome, window: claim.window)
            switch decisions[key]?.state {
            case .rejected: return .rejected(decisions[key]!.recording)
            case .disputed: return .disputed(decisions[key]!.recording)
            case .reported, nil: if contract.verifiesClaims { return .notVerified }
            case .verified: break
            }
        }
        guard !elsewhere.isEmpty, let period = claim.period,
            let paid = elsewhere[PersonOutcome(subject: claim.subject, outcome: claim.outcome)]?
                .first(where: { $0.period.overlaps(period) })
        else { return nil }
        return .paidElsewhere(by: paid.contract, settlement: paid.settlement, period: paid.period)
    }
}

/// A claim that a rule made and that is not paid.
public struct WithheldClaim: Hashable, Sendable {
    public let claim: Claim
    public let reason: Reason

    public enum Reason: Hashable, Sendable {
        /// Another settlement of the contract has paid it.
        case paidBefore(by: SettlementID)
        /// Another contract has paid the same person for the same outcome in a time that overlaps.
        case paidElsewhere(by: PackID, settlement: SettlementID, period: Period)
        case rejected(Recording)
        case disputed(Recording)
        /// The contract pays verified claims alone, and nobody has verified this one.
        case notVerified
    }

    public init(claim: Claim, reason: Reason) {
        self.claim = claim
        self.reason = reason
    }
}

extension WithheldClaim.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .paidBefore(let settlement): "settlement '\(settlement)' has paid it"
        case .paidElsewhere(let contract, let settlement, let period):
            "contract \(contract) has paid it in settlement '\(settlement)', for \(period)"
        case .rejected(let recording): "rejected by \(recording.by) at \(recording.at): \(recording.reason)"
        case .disputed(let recording): "disputed by \(recording.by) at \(recording.at): \(recording.reason)"
        case .notVerified: "nobody has verified it"
        }
    }
}
