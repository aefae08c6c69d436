/// What is assumed about the outcomes of a contract before it is signed; none of it is a term of the contract.
public struct SimulationTerms: Sendable {
    /// Its name in the pack's folder, such as `simulation.toml`.
    public let name: String
    /// As the reader found it, such as `my-pack/simulation.toml`.
    public let file: String
    /// What is settled unless another settlement is asked for.
    public let settlement: SettlementID?
    public let quantities: [DrawnQuantity]
    public let stakes: [Stake]
    public let powerPlans: [PowerPlan]

    public init(
        name: String, file: String, settlement: SettlementID?, quantities: [DrawnQuantity], stakes: [Stake],
        powerPlans: [PowerPlan]
    ) {
        self.name = name
        self.file = file
        self.settlement = settlement
        self.quantities = quantities
        self.stakes = stakes
        self.powerPlans = powerPlans
    }

    public func quantity(_ id: QuantityID) -> DrawnQuantity? { quantities.first { $0.id == id } }
}

/// What a party puts in or gains beside the payments, so that what it wins or loses can be told.
public struct Stake: Hashable, Sendable {
    public let party: PartyID
    public let title: String
    public let kind: Kind
    public let sum: Sum
    public let clause: Clause

    public init(party: PartyID, title: String, kind: Kind, sum: Sum, clause: Clause) {
        self.party = party
        self.title = title
        self.kind = kind
        self.sum = sum
        self.clause = clause
    }

    public enum Kind: String, CaseIterable, Sendable {
        /// What it puts in, such as a loan or the costs of the work.
        case cost
        /// What outcomes are worth to it, such as costs that it saves.
        case benefit
    }

    public enum Sum: Hashable, Sendable {
        case fixed(Money)
        /// So much for each whole unit of a quantity.
        case each(Money, of: QuantityID)
    }
}
