/// An organisation in the contract.
public struct Party: Hashable, Sendable {
    public let id: PartyID
    public let name: String
    public let sector: Sector
    public let roles: [Role]
    /// The public Ed25519 key that its approvals are signed with, in Base64; none where its name alone will do.
    public let key: String?

    public init(id: PartyID, name: String, sector: Sector, roles: [Role], key: String? = nil) {
        self.id = id
        self.name = name
        self.sector = sector
        self.roles = roles
        self.key = key
    }

    public enum Sector: String, CaseIterable, Sendable {
        case `public`, `private`, nonprofit, academic
    }

    public enum Role: String, CaseIterable, Sendable {
        case outcomePayer = "outcome_payer"
        case commissioner
        case outcomesFund = "outcomes_fund"
        case investor, guarantor, provider, intermediary, evaluator, verifier
    }
}
