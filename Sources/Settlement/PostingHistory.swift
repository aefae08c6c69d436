package import OutcomesModel

/// What was posted of one settlement, all of its postings together.
package struct PostingHistory: Sendable {
    /// In the order in which they were posted; at least one.
    package let postings: [PostedSettlement]

    /// Gathers the postings of a contract by settlement, in the order of the first of each.
    package static func histories(of posted: [PostedSettlement]) -> [PostingHistory] {
        var order: [SettlementID] = []
        var postings: [SettlementID: [PostedSettlement]] = [:]
        for posting in posted {
            if postings[posting.settlement] == nil { order.append(posting.settlement) }
            postings[posting.settlement, default: []].append(posting)
        }
        return order.map { PostingHistory(postings: postings[$0] ?? []) }
    }

    private var last: PostedSettlement { postings[postings.count - 1] }

    package var settlement: SettlementID { last.settlement }

    /// False where all of it was taken back.
    package var stands: Bool { last.kind != .reversal }

    /// What it has paid for; nothing where it was taken back.
    package var claims: [Claim] { stands ? last.claims : [] }

    /// The content hash of the pack that its adjustments are made with.
    package var packHash: String { last.packHash }

    /// All lines of all postings, also those that were taken back.
    package var lines: [PostedLine] { postings.flatMap(\.lines) }

    /// Returns what was paid in sum, by payment and outcome, in the order in which they came.
    package func paid() throws(ArithmeticError) -> [(key: LineKey, sum: Money)] {
        try LineKey.sums(of: lines.map { (LineKey($0.payment, $0.outcome), $0.paid) })
    }
}

/// What lines are compared by when a settlement is made again.
package struct LineKey: Hashable, Sendable {
    package let payment: PaymentID
    package let outcome: OutcomeID?

    init(_ payment: PaymentID, _ outcome: OutcomeID?) {
        self.payment = payment
        self.outcome = outcome
    }

    /// Returns the sum of each key, in the order in which the keys come first.
    static func sums(of amounts: [(LineKey, Money)]) throws(ArithmeticError) -> [(key: LineKey, sum: Money)] {
        var sums: [(key: LineKey, sum: Money)] = []
        var places: [LineKey: Int] = [:]
        for (key, amount) in amounts {
            if let place = places[key] {
                sums[place].sum = try sums[place].sum.adding(amount)
            } else {
                places[key] = sums.count
                sums.append((key, amount))
            }
        }
        return sums
    }
}
