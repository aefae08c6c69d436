/// A line of a rate card: what is achieved, and what one claim of it is worth.
public struct Outcome: Hashable, Sendable {
    public let id: OutcomeID
    public let title: String
    /// The indicator whose values count what was achieved.
    public let indicator: IndicatorID
    /// `contract` where the evidence is a count and not a person.
    public let subject: SubjectKind
    public let price: Money
    public let payment: PaymentID
    /// How many claims one participant may make in a window.
    public let limitPerParticipant: Int
    public let clause: Clause

    public init(
        id: OutcomeID, title: String, indicator: IndicatorID, subject: SubjectKind, price: Money,
        payment: PaymentID, limitPerParticipant: Int, clause: Clause
    ) {
        self.id = id
        self.title = title
        self.indicator = indicator
        self.subject = subject
        self.price = price
        self.payment = payment
        self.limitPerParticipant = limitPerParticipant
        self.clause = clause
    }
}
