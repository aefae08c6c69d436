/// Where a term comes from: a clause of the contract, or a published source, and its place in the pack.
public struct Clause: Hashable, Sendable {
    /// As the contract numbers it, such as `6.2`.
    public let number: String?
    /// A published source, for what has no clause.
    public let source: String?
    /// The line of `contract.toml` that says so.
    public let place: SourceLocation

    public init(number: String?, source: String?, place: SourceLocation) {
        self.number = number
        self.source = source
        self.place = place
    }
}

extension Clause: CustomStringConvertible {
    public var description: String { number.map { "clause \($0)" } ?? source ?? "\(place)" }
}
