package import OutcomesModel

/// The terms by which what comes in is shared between the classes of capital and the other parties.
///
/// To have one is the proof that its classes, tiers, shares and rates fit together.
package struct Waterfall: Hashable, Sendable {
    package let currency: Currency
    package let classes: [InvestmentClass]
    package let tiers: [Tier]
    package let guarantees: [Guarantee]
    /// The most that the outcome payers pay in all; what is claimed above it is not paid in.
    package let cap: Money?

    package typealias Guarantee = CapitalGuarantee

    /// - Throws: a case of `ReturnsError` that names the class, tier or share that does not fit.
    package init(
        currency: Currency, classes: [InvestmentClass], tiers: [Tier], guarantees: [Guarantee] = [],
        cap: Money? = nil
    ) throws(ReturnsError) {
        self.currency = currency
        self.classes = classes
        self.tiers = tiers
        self.guarantees = guarantees
        self.cap = cap
        try checkClasses()
        try checkTiers()
        try checkGuarantees()
        if let cap {
            try check(cap.currency)
            guard cap.minorUnits >= 0 else { throw .negativeCap(cap) }
        }
    }

    /// Makes the waterfall that a contract declares.
    ///
    /// - Throws: a case of `ReturnsError` that names the class, tier or share that does not fit.
    package init(_ terms: WaterfallTerms, currency: Currency) throws(ReturnsError) {
        try self.init(
            currency: currency, classes: terms.classes, tiers: terms.tiers.map(\.tier),
            guarantees: terms.guarantees)
        for id in terms.drawdowns.map(\.investors) + terms.clawback { try check(id) }
    }

    private func checkClasses() throws(ReturnsError) {
        guard !classes.isEmpty else { throw .noClasses }
        var ids: Set<ClassID> = []
        for one in classes {
            guard ids.insert(one.id).inserted else { throw .duplicateClass(one.id) }
            guard !one.investors.isEmpty else { throw .noInvestors(one.id) }
            var parties: Set<PartyID> = []
            for investor in one.investors {
                guard parties.insert(investor.party).inserted else {
                    throw .duplicateInvestor(one.id, investor.party)
                }
                guard investor.share.signum > 0 else {
                    throw .investorShare(one.id, investor.party, investor.share)
                }
            }
        }
    }

    private func checkTiers() throws(ReturnsError) {
        guard !tiers.isEmpty else { throw .noTiers }
        for tier in tiers {
            guard !tier.portions.isEmpty else { throw .emptySplit }
            for portion in tier.portions {
                if case .investors(let id) = portion.recipient { try check(id) }
                guard portion.share.signum > 0 else { throw .share(.split, portion.share) }
            }
            switch tier {
            case .fee(_, let share), .catchUp(_, let share):
                guard share.signum > 0, share < .one else { throw .share(tier.kind, share) }
            case .multiple(let id, let multiple):
                guard multiple.signum > 0 else { throw .multiple(id, multiple) }
            case .hurdle(let id, let rate):
                guard rate.compounding == .annual else { throw .simpleHurdle(id) }
            case .capital, .preferredReturn, .split, .residual: break
            }
        }
    }

    private func checkGuarantees() throws(ReturnsError) {
        for guarantee in guarantees {
            try check(guarantee.investors)
            guard guarantee.share.signum > 0, guarantee.share <= .one else {
                throw .guarantee(guarantee.investors, share: guarantee.share)
            }
            guard let limit = guarantee.limit else { continue }
            try check(limit.currency)
            guard limit.minorUnits >= 0 else { throw .guaranteeLimit(guarantee.investors, limit) }
        }
    }

    func check(_ id: ClassID) throws(ReturnsError) {
        guard classes.contains(where: { $0.id == id }) else {
            throw .unknownClass(id, known: classes.map(\.id))
        }
    }

    func check(_ came: Currency) throws(ReturnsError) {
        guard came == currency else { throw .currency(expected: currency, came: came) }
    }
}
