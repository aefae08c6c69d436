/// A kind of payment: who pays whom, and for what clause.
public struct Payment: Hashable, Sendable {
    public let id: PaymentID
    public let title: String
    public let from: PartyID
    public let to: PartyID
    public let clause: Clause
    /// How it is rounded in the currency in which it is made, where that is not the contract's.
    public let foreign: Rounding?
    /// True of what is paid because outcomes lack, such as a guarantee: it may fall as they rise.
    public let compensates: Bool

    public init(
        id: PaymentID, title: String, from: PartyID, to: PartyID, clause: Clause, foreign: Rounding? = nil,
        compensates: Bool = false
    ) {
        self.id = id
        self.title = title
        self.from = from
        self.to = to
        self.clause = clause
        self.foreign = foreign
        self.compensates = compensates
    }
}

/// The most that is ever paid, over all settlements: in the whole contract, or for some payments.
public struct Cap: Hashable, Sendable {
    public let id: CapID
    public let amount: Money
    /// The payments that count against it; empty for all of them.
    public let payments: [PaymentID]
    public let clause: Clause

    public init(id: CapID, amount: Money, payments: [PaymentID], clause: Clause) {
        self.id = id
        self.amount = amount
        self.payments = payments
        self.clause = clause
    }

    public func covers(_ payment: PaymentID) -> Bool { payments.isEmpty || payments.contains(payment) }
}

/// A settlement that the contract foresees.
public struct SettlementPlan: Hashable, Sendable {
    public let id: SettlementID
    public let title: String
    public let window: WindowID
    /// The day on which it is made: terms hold as of it, and later evidence does not count.
    public let due: Day
    /// False where it only shows what would have been paid, and can never be posted.
    public let pays: Bool

    public init(id: SettlementID, title: String, window: WindowID, due: Day, pays: Bool) {
        self.id = id
        self.title = title
        self.window = window
        self.due = due
        self.pays = pays
    }
}
