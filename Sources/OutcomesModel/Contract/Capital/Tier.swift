/// One step of a waterfall: who is paid next, and until when. The order of the tiers is the rank of the
/// classes.
public enum Tier: Hashable, Sendable {
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

    public enum Recipient: Hashable, Sendable {
        case party(PartyID)
        case investors(ClassID)
    }

    public struct Portion: Hashable, Sendable {
        public let recipient: Recipient
        public let share: Ratio

        public init(_ recipient: Recipient, share: Ratio) {
            self.recipient = recipient
            self.share = share
        }
    }

    /// How reports and terms call what a line is paid for; the last two are no tiers.
    public enum Kind: String, CaseIterable, Sendable {
        case fee, capital
        case preferredReturn = "pref"
        case hurdle = "irr_hurdle"
        case multiple = "moic_cap"
        case catchUp = "catchup"
        case split, residual, guarantee, clawback

        /// What people call it.
        public var title: String {
            switch self {
            case .fee: "Fee"
            case .capital: "Return of capital"
            case .preferredReturn: "Preferred return"
            case .hurdle: "Up to the hurdle rate"
            case .multiple: "Up to the money multiple"
            case .catchUp: "Catch-up"
            case .split: "Split"
            case .residual: "What is left"
            case .guarantee: "Guarantee"
            case .clawback: "Clawback"
            }
        }
    }

    public var kind: Kind {
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
}
