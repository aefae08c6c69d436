/// The terms of one social outcomes contract, checked: every id that is named in it is declared in it.
public struct Contract: Sendable {
    public let id: PackID
    public let title: String
    public let currency: Currency
    public let rounding: Rounding
    public let starts: Day
    public let ends: Day
    /// Where the published facts come from.
    public let source: String?
    /// The states that may pay, `verified` alone unless the contract says otherwise.
    public let payableStates: Set<VerificationState>
    /// True where a claim is paid only once a verifier has verified it.
    public let verifiesClaims: Bool
    /// Parties with one of these roles must have approved a settlement before it can be posted.
    public let approvers: [Party.Role]
    /// Parties with one of these roles must have signed a version of the pack before it can post.
    public let packSigners: [Party.Role]
    /// The fewest people whose figures a report may show together; 1 shows all.
    public let smallestCell: Int
    public let parties: [Party]
    public let indicators: [Indicator]
    public let attributes: [Attribute]
    public let groups: [Group]
    public let windows: [Window]
    public let outcomes: [Outcome]
    public let terms: [Term]
    public let evaluations: [EvaluationPlan]
    public let payments: [Payment]
    public let settlements: [SettlementPlan]
    public let caps: [Cap]
    /// How files are written that do not have the standard header.
    public let evidenceForms: [EvidenceForm]
    /// Tariffs, limits, splits, indexes and exchange rates.
    public let paymentTerms: PaymentTerms

    public init(
        id: PackID, title: String, currency: Currency, rounding: Rounding, starts: Day, ends: Day,
        source: String?, payableStates: Set<VerificationState>, parties: [Party], indicators: [Indicator],
        attributes: [Attribute], groups: [Group], windows: [Window], outcomes: [Outcome], terms: [Term],
        evaluations: [EvaluationPlan], payments: [Payment], settlements: [SettlementPlan], caps: [Cap],
        evidenceForms: [EvidenceForm] = [], paymentTerms: PaymentTerms = PaymentTerms(),
        verifiesClaims: Bool = false, approvers: [Party.Role] = [], packSigners: [Party.Role] = [],
        smallestCell: Int = Contract.usualSmallestCell
    ) {
        self.id = id
        self.title = title
        self.currency = currency
        self.rounding = rounding
        self.starts = starts
        self.ends = ends
        self.source = source
        self.payableStates = payableStates
        self.smallestCell = smallestCell
        self.parties = parties
        self.indicators = indicators
        self.attributes = attributes
        self.groups = groups
        self.windows = windows
        self.outcomes = outcomes
        self.terms = terms
        self.evaluations = evaluations
        self.payments = payments
        self.settlements = settlements
        self.caps = caps
        self.evidenceForms = evidenceForms
        self.paymentTerms = paymentTerms
        self.verifiesClaims = verifiesClaims
        self.approvers = approvers
        self.packSigners = packSigners
    }

    public static let usualSmallestCell = 5

    public func party(_ id: PartyID) -> Party? { parties.first { $0.id == id } }
    public func indicator(_ id: IndicatorID) -> Indicator? { indicators.first { $0.id == id } }
    public func attribute(_ id: AttributeID) -> Attribute? { attributes.first { $0.id == id } }
    public func group(_ id: GroupID) -> Group? { groups.first { $0.id == id } }
    public func window(_ id: WindowID) -> Window? { windows.first { $0.id == id } }
    public func outcome(_ id: OutcomeID) -> Outcome? { outcomes.first { $0.id == id } }
    public func term(_ id: TermID) -> Term? { terms.first { $0.id == id } }
    public func evaluation(_ id: EvaluationID) -> EvaluationPlan? { evaluations.first { $0.id == id } }
    public func payment(_ id: PaymentID) -> Payment? { payments.first { $0.id == id } }
    public func settlement(_ id: SettlementID) -> SettlementPlan? { settlements.first { $0.id == id } }

    /// Returns the same contract with some terms, caps and limits set to other values, as a pack's tests do.
    public func replacing(
        terms replaced: [Term], caps replacedCaps: [Cap] = [], limits replacedLimits: [ClaimLimit] = []
    ) -> Contract {
        let byID = Dictionary(uniqueKeysWithValues: replaced.map { ($0.id, $0) })
        let capsByID = Dictionary(uniqueKeysWithValues: replacedCaps.map { ($0.id, $0) })
        let limitsByID = Dictionary(uniqueKeysWithValues: replacedLimits.map { ($0.id, $0) })
        var paymentTerms = paymentTerms
        paymentTerms.limits = limits.map { limitsByID[$0.id] ?? $0 }
        return Contract(
            id: id, title: title, currency: currency, rounding: rounding, starts: starts, ends: ends,
            source: source, payableStates: payableStates, parties: parties, indicators: indicators,
            attributes: attributes, groups: groups, windows: windows, outcomes: outcomes,
            terms: terms.map { byID[$0.id] ?? $0 }, evaluations: evaluations, payments: payments,
            settlements: settlements, caps: caps.map { capsByID[$0.id] ?? $0 }, evidenceForms: evidenceForms,
            paymentTerms: paymentTerms,
            verifiesClaims: verifiesClaims, approvers: approvers, packSigners: packSigners,
            smallestCell: smallestCell)
    }
}
