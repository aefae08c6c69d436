/// What a rule asked to be paid, exact and not yet rounded or capped.
public struct PaymentRequest: Hashable, Sendable {
    public let payment: PaymentID
    public let amount: Amount
    /// The outcome and the number of claims, where the payment is for some.
    public let outcome: OutcomeID?
    public let quantity: Int64?
    public let unitPrice: Money?
    /// The line of the rule that asked.
    public let cause: SourceLocation
    /// What the amount is made of, where the rule knows: the parts add up to it.
    public let parts: [Breakdown.Part]
    /// What the amount depended on, where the rule knows.
    public let requirements: [Requirement]
    /// What it is rounded to as a part of a split, whose parts add up to a whole that was rounded once.
    public let share: Money?

    public init(
        payment: PaymentID, amount: Amount, outcome: OutcomeID? = nil, quantity: Int64? = nil,
        unitPrice: Money? = nil, cause: SourceLocation, parts: [Breakdown.Part] = [],
        requirements: [Requirement] = [], share: Money? = nil
    ) {
        self.payment = payment
        self.amount = amount
        self.outcome = outcome
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.cause = cause
        self.parts = parts
        self.requirements = requirements
        self.share = share
    }
}

/// One payment that is due: `requested` = `paid` + `residue` + what the caps took off.
public struct PaymentLine: Hashable, Sendable {
    /// From 1, in the order in which the rules asked.
    public let number: Int
    public let payment: PaymentID
    public let from: PartyID
    public let to: PartyID
    public let title: String
    public let outcome: OutcomeID?
    public let quantity: Int64?
    public let unitPrice: Money?
    public let requested: Amount
    public let reductions: [Reduction]
    public let paid: Money
    /// What rounding left over, less than one rounding unit.
    public let residue: Amount
    public let clause: Clause
    public let cause: SourceLocation
    /// What was requested is made of, where the rule knows: the parts add up to it.
    public let parts: [Breakdown.Part]
    /// What that depended on, where the rule knows: rows and conditions, with the figures held against them.
    public let requirements: [Requirement]
    /// What is paid in another currency, where the payment is made in one.
    public let converted: Conversion?

    public init(
        number: Int, payment: PaymentID, from: PartyID, to: PartyID, title: String, outcome: OutcomeID?,
        quantity: Int64?, unitPrice: Money?, requested: Amount, reductions: [Reduction], paid: Money,
        residue: Amount, clause: Clause, cause: SourceLocation, parts: [Breakdown.Part] = [],
        requirements: [Requirement] = [], converted: Conversion? = nil
    ) {
        self.number = number
        self.payment = payment
        self.from = from
        self.to = to
        self.title = title
        self.outcome = outcome
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.requested = requested
        self.reductions = reductions
        self.paid = paid
        self.residue = residue
        self.clause = clause
        self.cause = cause
        self.parts = parts
        self.requirements = requirements
        self.converted = converted
    }

    /// A line's sum in another currency, at the declared rate.
    public struct Conversion: Hashable, Sendable {
        public let paid: Money
        /// What rounding left over, in that currency.
        public let residue: Amount
        /// Units of the contract's currency for one unit of the other.
        public let rate: Ratio
        public let clause: Clause

        public init(paid: Money, residue: Amount, rate: Ratio, clause: Clause) {
            self.paid = paid
            self.residue = residue
            self.rate = rate
            self.clause = clause
        }
    }

    /// What a cap took off the line.
    public struct Reduction: Hashable, Sendable {
        public let cap: CapID
        public let amount: Amount
        public let clause: Clause

        public init(cap: CapID, amount: Amount, clause: Clause) {
            self.cap = cap
            self.amount = amount
            self.clause = clause
        }
    }
}
