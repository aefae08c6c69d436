package import OutcomesModel

/// One step of a waterfall: who is paid next, and until when. The order of the tiers is the rank of the
/// classes.
package enum Tier: Hashable, Sendable {
    /// Gives a party a share of each receipt.
    case fee(PartyID, share: Ratio)
    /// Repays what a class has drawn.
    case capital(ClassID)
    /// Pays the return that accrues on the capital of a class.
    case preferredReturn(ClassID, InterestRate)
    /// Pays a class until its flows have this internal rate of return: what is drawn grows, what is paid, by
    /// any tier, falls. Repays capital that is outstanding first.
    case hurdle(ClassID, InterestRate)
    /// Pays a class until it has received this multiple of what it drew. Repays capital that is outstanding
    /// first.
    case multiple(ClassID, Ratio)
    /// Pays a party until it has this share of the preferred return that was paid and of the catch-up
    /// together.
    case catchUp(PartyID, share: Ratio)
    /// Splits all that is left by shares.
    case split([Portion])
    /// Gives all that is left.
    case residual(Recipient)

    package enum Recipient: Hashable, Sendable {
        case party(PartyID)
        case investors(ClassID)
    }

    package struct Portion: Hashable, Sendable {
        package let recipient: Recipient
        package let share: Ratio

        package init(_ recipient: Recipient, share: Ratio) {
            self.recipient = recipient
            self.share = share
        }
    }

    /// How reports and terms call what a line is paid for.
    package enum Kind: String, CaseIterable, Sendable {
        case fee, capital
        case preferredReturn = "pref"
        case hurdle = "irr_hurdle"
        case multiple = "moic_cap"
        case catchUp = "catchup"
        case split, residual, guarantee, clawback
    }

    package var kind: Kind {
        switch self {
        case .fee: .fee
        case .capital: .capital
        case .preferredReturn: .preferredReturn
        case .hurdle: .hurdle
        case .multiple: .multiple
        case .catchUp: .catchUp
        case .split: .split
        case .residual: .residual
        }
    }

    /// Whom the tier may pay, with their shares where it splits.
    var portions: [Portion] {
        switch self {
        case .fee(let party, _), .catchUp(let party, _): [Portion(.party(party), share: .one)]
        case .capital(let id), .preferredReturn(let id, _), .hurdle(let id, _), .multiple(let id, _):
            [Portion(.investors(id), share: .one)]
        case .split(let portions): portions
        case .residual(let recipient): [Portion(recipient, share: .one)]
        }
    }

    /// The rate at which what the tier owes grows.
    var rate: InterestRate? {
        switch self {
        case .preferredReturn(_, let rate), .hurdle(_, let rate): rate
        default: nil
        }
    }
}
