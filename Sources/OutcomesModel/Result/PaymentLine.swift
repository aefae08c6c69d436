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

    public init(
        payment: PaymentID, amount: Amount, outcome: OutcomeID? = nil, quantity: Int64? = nil,
        unitPrice: Money? = nil, cause: SourceLocation
    ) {
        self.payment = payment
        self.amount = amount
        self.outcome = outcome
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.cause = cause
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

    public init(
        number: Int, payment: PaymentID, from: PartyID, to: PartyID, title: String, outcome: OutcomeID?,
        quantity: Int64?, unitPrice: Money?, requested: Amount, reductions: [Reduction], paid: Money,
        residue: Amount, clause: Clause, cause: SourceLocation
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
