package import OutcomesModel

/// What happens to a waterfall on a day.
package struct WaterfallEvent: Hashable, Sendable {
    package let day: Day
    package let kind: Kind
    /// Not negative: which way it goes is said by the kind.
    package let amount: Money
    /// Where it was agreed which of a day's events comes first: those of a lower turn do. Capital has turn 0.
    package let turn: Int

    package enum Kind: Hashable, Sendable {
        /// The investors of a class pay in.
        case drawdown(ClassID)
        /// The investors of a class pay back what they had received; it is owed to them as capital again.
        case clawback(ClassID)
        /// A tier's party gives back its fee of a receipt that goes back; the tier by its place from 0.
        case feeReturned(tier: Int, of: Money)
        /// The outcome payers owe a sum, and pay what the cap allows of it.
        case receipt
    }

    package init(_ day: Day, _ kind: Kind, _ amount: Money, turn: Int = 0) {
        self.day = day
        self.kind = kind
        self.amount = amount
        self.turn = turn
    }

    var name: String {
        switch kind {
        case .drawdown: "drawdown"
        case .clawback: "clawback"
        case .feeReturned: "fee given back"
        case .receipt: "receipt"
        }
    }

    /// Orders events by day and turn; in one turn capital comes in before money goes out. The order in which they
    /// were given decides nothing.
    static func precedes(_ left: WaterfallEvent, _ right: WaterfallEvent) -> Bool {
        (left.day, left.turn, left.rank, left.key, left.amount.minorUnits)
            < (right.day, right.turn, right.rank, right.key, right.amount.minorUnits)
    }

    private var rank: Int {
        switch kind {
        case .drawdown: 0
        case .feeReturned: 1
        case .clawback: 2
        case .receipt: 3
        }
    }

    private var key: ClassID {
        switch kind {
        case .drawdown(let id), .clawback(let id): id
        case .receipt, .feeReturned: ""
        }
    }
}
