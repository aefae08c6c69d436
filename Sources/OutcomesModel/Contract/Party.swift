/// An organisation in the contract.
public struct Party: Hashable, Sendable {
    public let id: PartyID
    public let name: String
    public let sector: Sector
    public let roles: [Role]

    public init(id: PartyID, name: String, sector: Sector, roles: [Role]) {
        self.id = id
        self.name = name
        self.sector = sector
        self.roles = roles
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
