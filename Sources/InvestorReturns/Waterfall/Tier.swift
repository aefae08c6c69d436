import OutcomesModel

extension Tier {
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
