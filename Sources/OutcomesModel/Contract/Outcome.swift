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
    /// How often it is to have been achieved by when; nothing is paid by it.
    public let plan: OutcomePlan?

    public init(
        id: OutcomeID, title: String, indicator: IndicatorID, subject: SubjectKind, price: Money,
        payment: PaymentID, limitPerParticipant: Int, clause: Clause, after: OutcomeID? = nil,
        index: PriceIndexID? = nil, amendments: [PriceAmendment] = [], plan: OutcomePlan? = nil
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
        self.plan = plan
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

/// How many claims of an outcome there are to be by some days, counted from the start of the contract.
public struct OutcomePlan: Hashable, Sendable {
    /// In the order of their days; none has fewer claims than the one before it.
    public let points: [Point]

    /// - Throws: where there is no point, a day does not come after the one before, or a count falls.
    public init(points: [Point]) throws(MechanismFault) {
        guard !points.isEmpty else { throw .noRows }
        for (place, pair) in zip(points, points.dropFirst()).enumerated() {
            guard pair.0.by < pair.1.by else {
                throw .unsorted(row: place + 2, came: "\(pair.1.by)", after: "\(pair.0.by)")
            }
            guard pair.0.claims <= pair.1.claims else {
                throw .unsorted(row: place + 2, came: "\(pair.1.claims)", after: "\(pair.0.claims)")
            }
        }
        self.points = points
    }

    public struct Point: Hashable, Sendable {
        /// The last day on which they may be achieved.
        public let by: Day
        public let claims: Int
        /// Where the point has one of its own.
        public let clause: Clause?

        public init(by: Day, claims: Int, clause: Clause? = nil) {
            self.by = by
            self.claims = claims
            self.clause = clause
        }
    }
}
