package import OutcomesModel

/// What one posting paid a party, or what the settlement at hand pays it now; below zero it goes back.
package struct PartyReceipt: Hashable, Sendable {
    package let settlement: SettlementID
    package let day: Day
    package let amount: Money
    /// True of the settlement at hand, since it was last taken back.
    package let isOwn: Bool

    /// Returns all receipts of a party in the order in which they were posted, what is due now as the last.
    ///
    /// A receipt counts on the day on which its settlement is due, whenever it is posted; and never before one that
    /// was posted earlier, which it would change. Those of the settlement at hand add up to what `lines` pay.
    ///
    /// What was taken back before anything else came in never came in: no fee is taken of it, and none twice of what
    /// is posted anew. Where something came in between, of which shares were made that stand, it goes back as one
    /// receipt below zero.
    ///
    /// - Parameter postings: of the contract, in their order.
    /// - Throws: `unknownPayment` for a payment that the contract no longer has, `arithmetic` past 64 bits.
    package static func all(
        of party: PartyID, _ contract: Contract, _ plan: SettlementPlan, _ lines: [PaymentLine],
        after postings: [PostedSettlement]
    ) throws(SettlementError) -> [PartyReceipt] {
        var receipts: [PartyReceipt] = []
        var last: Day?
        // Where the receipts of each settlement are that were not taken back.
        var standing: [SettlementID: [Int]] = [:]
        func add(_ settlement: SettlementID, due: Day, _ amount: Money, isOwn: Bool) {
            guard amount.minorUnits != 0 else { return }
            let day = max(due, last ?? due)
            standing[settlement, default: []].append(receipts.count)
            receipts.append(
                PartyReceipt(settlement: settlement, day: day, amount: amount, isOwn: isOwn))
            last = day
        }
        for posting in postings {
            var sum = Money.zero(contract.currency)
            for line in posting.lines {
                guard let payment = contract.payment(line.payment) else {
                    throw .unknownPayment(line.payment, known: contract.payments.map(\.id))
                }
                if payment.to == party { sum = try sum.adding(line.paid, of: line.payment) }
            }
            let isOwn = posting.settlement == plan.id
            let due = contract.settlement(posting.settlement)?.due ?? last ?? contract.starts
            guard posting.kind == .reversal else {
                add(posting.settlement, due: due, sum, isOwn: isOwn)
                continue
            }
            let places = standing[posting.settlement] ?? []
            if let first = places.first, places == Array(first..<receipts.count) {
                receipts.removeLast(places.count)
                last = receipts.last?.day
            } else {
                if isOwn { receipts = receipts.map(\.ofEarlier) }
                add(posting.settlement, due: due, sum, isOwn: false)
            }
            standing[posting.settlement] = nil
        }
        var now = Money.zero(contract.currency)
        for line in lines where line.to == party { now = try now.adding(line.paid, of: line.payment) }
        for receipt in receipts where receipt.isOwn {
            do { now = try now.subtracting(receipt.amount) } catch {
                throw .arithmetic(payment: lines.first?.payment ?? "", error)
            }
        }
        add(plan.id, due: plan.due, now, isOwn: true)
        return receipts
    }

    private var ofEarlier: PartyReceipt {
        PartyReceipt(settlement: settlement, day: day, amount: amount, isOwn: false)
    }
}

extension Money {
    fileprivate func adding(_ other: Money, of payment: PaymentID) throws(SettlementError) -> Money {
        do { return try adding(other) } catch { throw .arithmetic(payment: payment, error) }
    }
}
