package import OutcomesModel

/// Makes payment lines of what the rules asked for, in their order: capped, then rounded once.
package struct PaymentLines: Sendable {
    private let contract: Contract
    /// What earlier settlements of the contract have paid; it counts against the caps.
    private let alreadyPaid: [PostedLine]
    /// The day on which exchange rates are looked up.
    private let due: Day

    package init(contract: Contract, alreadyPaid: [PostedLine], dueOn due: Day) {
        self.contract = contract
        self.alreadyPaid = alreadyPaid
        self.due = due
    }

    /// Returns a line for each request.
    ///
    /// - Throws: `unknownPayment`, `negative` for a payment below zero, `arithmetic` where the sums mix
    ///   currencies or do not fit.
    package func make(of requests: [PaymentRequest]) throws(SettlementError) -> [PaymentLine] {
        var lines: [PaymentLine] = []
        for request in requests {
            guard let payment = contract.payment(request.payment) else {
                throw .unknownPayment(request.payment, known: contract.payments.map(\.id))
            }
            guard request.amount.minorUnits.signum >= 0 else {
                throw .negative(payment: payment.id, amount: request.amount)
            }
            guard payment.foreign.map({ contract.hasRate(for: $0.unit.currency, on: due) }) ?? true else {
                throw .noRate(payment: payment.id, payment.foreign!.unit.currency, on: due)
            }
            do {
                lines.append(try line(request, payment, after: lines))
            } catch {
                throw .arithmetic(payment: payment.id, error)
            }
        }
        return lines
    }

    private func line(
        _ request: PaymentRequest, _ payment: Payment, after lines: [PaymentLine]
    ) throws(ArithmeticError) -> PaymentLine {
        var exact = request.amount
        var reductions: [PaymentLine.Reduction] = []
        var rooms: [Money] = []
        for cap in contract.caps where cap.covers(payment.id) {
            let room = try room(under: cap, after: lines)
            rooms.append(room)
            guard try Amount(room).isLess(than: exact) else { continue }
            let excess = try exact.subtracting(Amount(room))
            reductions.append(PaymentLine.Reduction(cap: cap.id, amount: excess, clause: cap.clause))
            exact = Amount(room)
        }
        let share = request.share.flatMap { share in
            reductions.isEmpty && !rooms.contains { $0.minorUnits < share.minorUnits } ? share : nil
        }
        let (paid, residue) = try round(exact, as: share, within: rooms)
        let outcome = request.outcome.flatMap { contract.outcome($0) }
        return PaymentLine(
            number: lines.count + 1, payment: payment.id, from: payment.from, to: payment.to,
            title: outcome?.title ?? payment.title, outcome: request.outcome, quantity: request.quantity,
            unitPrice: request.unitPrice, requested: request.amount, reductions: reductions, paid: paid,
            residue: residue, clause: outcome?.clause ?? payment.clause, cause: request.cause,
            parts: request.parts, requirements: request.requirements,
            converted: try contract.conversion(of: paid, by: payment, on: due))
    }

    /// Rounds by the contract's mode, and down where that would be more than a cap leaves over; a share of what was
    /// rounded as a whole, which no cap has cut, is what it is.
    private func round(
        _ exact: Amount, as share: Money?, within rooms: [Money]
    ) throws(ArithmeticError) -> (paid: Money, residue: Amount) {
        if let share { return (share, try exact.subtracting(Amount(share))) }
        let rounded = try contract.rounding.apply(to: exact)
        guard rooms.contains(where: { $0.minorUnits < rounded.paid.minorUnits }) else { return rounded }
        return try Rounding(mode: .floor, unit: contract.rounding.unit).apply(to: exact)
    }

    /// Returns what may still be paid under a cap, at least zero.
    private func room(under cap: Cap, after lines: [PaymentLine]) throws(ArithmeticError) -> Money {
        var room = cap.amount
        for line in alreadyPaid where cap.covers(line.payment) { room = try room.subtracting(line.paid) }
        for line in lines where cap.covers(line.payment) { room = try room.subtracting(line.paid) }
        return room.minorUnits < 0 ? .zero(cap.amount.currency) : room
    }
}
