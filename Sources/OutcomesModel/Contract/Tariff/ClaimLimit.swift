/// A bound on what claims of outcomes are paid, over all settlements.
public struct ClaimLimit: Hashable, Sendable {
    public let id: LimitID
    public let title: String
    public let bound: Bound
    /// The outcomes that count against it; empty for all of them.
    public let outcomes: [OutcomeID]
    public let clause: Clause

    public init(id: LimitID, title: String, bound: Bound, outcomes: [OutcomeID], clause: Clause) {
        self.id = id
        self.title = title
        self.bound = bound
        self.outcomes = outcomes
        self.clause = clause
    }

    public enum Bound: Hashable, Sendable {
        /// The most for the outcomes together.
        case metric(Money)
        /// The most for one participant.
        case perPerson(Money)
        /// The largest part of the paid claims that participants of one value of an attribute may have.
        case share(ShareLimit)
    }

    /// What `kind` of a `[[limit]]` says; they are applied in this order, unless `[pricing]` says another.
    public enum Kind: String, CaseIterable, Sendable {
        case metric
        case perPerson = "per_person"
        case share
    }

    public var kind: Kind {
        switch bound {
        case .metric: .metric
        case .perPerson: .perPerson
        case .share: .share
        }
    }

    public func covers(_ outcome: OutcomeID) -> Bool { outcomes.isEmpty || outcomes.contains(outcome) }
}

/// At most this share of the paid claims from one group of people.
public struct ShareLimit: Hashable, Sendable {
    public let attribute: AttributeID
    /// The value that is limited; each of them where none is named.
    public let value: String?
    public let most: Ratio

    /// - Throws: where the share is not 0 to 1.
    public init(attribute: AttributeID, value: String?, most: Ratio) throws(MechanismFault) {
        try checkShare(most)
        self.attribute = attribute
        self.value = value
        self.most = most
    }
}

/// How one amount is shared over several payments, by weights.
public struct PaymentSplit: Hashable, Sendable {
    public let id: SplitID
    public let title: String
    public let parts: [Part]
    public let clause: Clause

    /// - Throws: where a weight is below zero, a payment comes twice, or there is nothing to share by.
    public init(id: SplitID, title: String, parts: [Part], clause: Clause) throws(MechanismFault) {
        guard parts.contains(where: { $0.weight.signum > 0 }) else { throw .noRows }
        var seen: Set<PaymentID> = []
        for (place, part) in parts.enumerated() {
            guard part.weight.signum >= 0 else {
                throw .negative("the weight", row: place + 1, came: "\(part.weight)")
            }
            guard seen.insert(part.payment).inserted else {
                throw .repeated(row: place + 1, came: part.payment.rawValue)
            }
        }
        self.id = id
        self.title = title
        self.parts = parts
        self.clause = clause
    }

    public struct Part: Hashable, Sendable {
        public let payment: PaymentID
        public let weight: Ratio

        public init(payment: PaymentID, weight: Ratio) {
            self.payment = payment
            self.weight = weight
        }
    }
}
