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
    /// Another outcome that the participant must have achieved before this one is paid.
    public let after: OutcomeID?
    /// What the price follows.
    public let index: PriceIndexID?
    /// Later prices, in the order of their days.
    public let amendments: [PriceAmendment]

    public init(
        id: OutcomeID, title: String, indicator: IndicatorID, subject: SubjectKind, price: Money,
        payment: PaymentID, limitPerParticipant: Int, clause: Clause, after: OutcomeID? = nil,
        index: PriceIndexID? = nil, amendments: [PriceAmendment] = []
    ) {
        self.id = id
        self.title = title
        self.indicator = indicator
        self.subject = subject
        self.price = price
        self.payment = payment
        self.limitPerParticipant = limitPerParticipant
        self.clause = clause
        self.after = after
        self.index = index
        self.amendments = amendments
    }

    /// A price that replaces the one before it, from a day on.
    public struct PriceAmendment: Hashable, Sendable {
        public let from: Day
        public let price: Money
        public let clause: Clause

        public init(from: Day, price: Money, clause: Clause) {
            self.from = from
            self.price = price
            self.clause = clause
        }
    }

    /// Returns the price of a day, and the clause that says it.
    public func price(on day: Day) -> (price: Money, clause: Clause) {
        guard let amended = amendments.last(where: { $0.from <= day }) else { return (price, clause) }
        return (amended.price, amended.clause)
    }
}
