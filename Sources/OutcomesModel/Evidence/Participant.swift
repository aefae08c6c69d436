/// A person in the contract, known by a pseudonym, as of a batch.
public struct Participant: Hashable, Sendable {
    public let pseudonym: String
    public let group: GroupID?
    /// The first day in the programme, or in the time that a comparison is followed.
    public let entry: Day
    /// The last day, where the person has left.
    public let exit: Day?
    /// Declared categorical attributes; one that is not known is absent.
    public let attributes: [AttributeID: String]
    public let line: Int

    public init(
        pseudonym: String, group: GroupID?, entry: Day, exit: Day?, attributes: [AttributeID: String],
        line: Int
    ) {
        self.pseudonym = pseudonym
        self.group = group
        self.entry = entry
        self.exit = exit
        self.attributes = attributes
        self.line = line
    }
}
