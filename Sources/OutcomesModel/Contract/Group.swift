/// Participants who are looked at together.
public struct Group: Hashable, Sendable {
    public let id: GroupID
    public let title: String
    public let role: Role
    public let evidence: Evidence
    /// How many people the contract says are in it.
    public let size: Int?

    public init(id: GroupID, title: String, role: Role, evidence: Evidence, size: Int?) {
        self.id = id
        self.title = title
        self.role = role
        self.evidence = evidence
        self.size = size
    }

    public enum Role: String, CaseIterable, Sendable {
        case treatment, comparison
    }

    public enum Evidence: String, CaseIterable, Sendable {
        case live, historical
    }
}
