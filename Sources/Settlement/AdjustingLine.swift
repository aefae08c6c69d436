public import OutcomesModel

/// The difference between what was posted and what is due by what is known now.
public struct AdjustingLine: Hashable, Sendable {
    /// From 1.
    public let number: Int
    public let payment: PaymentID
    public let outcome: OutcomeID?
    public let title: String
    public let clause: Clause
    /// Who pays where the difference is positive; where it is negative, the money goes back.
    public let from: PartyID
    public let to: PartyID
    public let posted: Money
    public let now: Money
    public let difference: Money

    /// Returns a line for each payment and outcome of which another sum is due than was posted.
    ///
    /// - Throws: `unknownPayment` for a payment that the contract no longer has, `arithmetic` past 64 bits.
    static func lines(
        from history: PostingHistory, to lines: [PaymentLine], _ contract: Contract
    ) throws(SettlementError) -> [AdjustingLine] {
        try AdjustingLine.lines(
            try sums { () throws(ArithmeticError) in try history.paid() }, try sums(of: lines), contract,
            contract)
    }

    /// Returns a line for each payment and outcome of which two statements pay different sums.
    package static func lines(
        from first: Statement, to second: Statement
    ) throws(SettlementError) -> [AdjustingLine] {
        try lines(
            try sums(of: first.lines), try sums(of: second.lines), second.contract, first.contract)
    }

    private static func sums(
        of lines: [PaymentLine]
    ) throws(SettlementError) -> [(key: LineKey, sum: Money)] {
        try sums { () throws(ArithmeticError) in
            try LineKey.sums(of: lines.map { (LineKey($0.payment, $0.outcome), $0.paid) })
        }
    }

    private static func lines(
        _ posted: [(key: LineKey, sum: Money)], _ now: [(key: LineKey, sum: Money)],
        _ contract: Contract, _ earlier: Contract
    ) throws(SettlementError) -> [AdjustingLine] {
        let before = Dictionary(uniqueKeysWithValues: posted.map { ($0.key, $0.sum) })
        let after = Dictionary(uniqueKeysWithValues: now.map { ($0.key, $0.sum) })
        var adjusting: [AdjustingLine] = []
        for key in now.map(\.key) + posted.map(\.key).filter({ after[$0] == nil }) {
            guard let payment = contract.payment(key.payment) ?? earlier.payment(key.payment) else {
                throw .unknownPayment(key.payment, known: contract.payments.map(\.id))
            }
            let zero = Money.zero((after[key] ?? before[key])!.currency)
            let (old, new) = (before[key] ?? zero, after[key] ?? zero)
            let difference: Money
            do { difference = try new.subtracting(old) } catch {
                throw .arithmetic(payment: payment.id, error)
            }
            guard difference.minorUnits != 0 else { continue }
            let outcome = key.outcome.flatMap { contract.outcome($0) ?? earlier.outcome($0) }
            adjusting.append(
                AdjustingLine(
                    number: adjusting.count + 1, payment: key.payment, outcome: key.outcome,
                    title: outcome?.title ?? payment.title, clause: outcome?.clause ?? payment.clause,
                    from: payment.from, to: payment.to, posted: old, now: new, difference: difference))
        }
        return adjusting
    }

    private static func sums(
        _ body: () throws(ArithmeticError) -> [(key: LineKey, sum: Money)]
    ) throws(SettlementError) -> [(key: LineKey, sum: Money)] {
        do { return try body() } catch { throw .arithmetic(payment: "", error) }
    }
}
