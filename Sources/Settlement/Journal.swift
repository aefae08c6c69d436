package import OutcomesModel

/// What the journal books of a line.
private struct Booking {
    let line: Int
    let payment: PaymentID
    let from, to: PartyID
    let amount: Money
}

extension JournalEntry {
    /// Books payment lines: what the payer's account gives, the payee's gains. Lines of nothing are not booked.
    package static func entries(
        for lines: [PaymentLine], contract: PackID
    ) throws(SettlementError) -> [JournalEntry] {
        try entries(
            for: lines.map {
                Booking(line: $0.number, payment: $0.payment, from: $0.from, to: $0.to, amount: $0.paid)
            }, contract)
    }

    /// Books differences: where one is negative, the payee gives back.
    package static func entries(
        for lines: [AdjustingLine], contract: PackID
    ) throws(SettlementError) -> [JournalEntry] {
        try entries(
            for: lines.map {
                Booking(
                    line: $0.number, payment: $0.payment, from: $0.from, to: $0.to, amount: $0.difference)
            }, contract)
    }

    private static func entries(
        for bookings: [Booking], _ contract: PackID
    ) throws(SettlementError) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        for booking in bookings where booking.amount.minorUnits != 0 {
            let payer = Account(contract: contract, party: booking.from, purpose: booking.payment)
            let payee = Account(contract: contract, party: booking.to, purpose: booking.payment)
            do throws(JournalError) {
                let postings = [
                    Posting(account: payer, amount: try negated(booking)),
                    Posting(account: payee, amount: booking.amount),
                ]
                entries.append(try JournalEntry(line: booking.line, postings: postings))
            } catch {
                throw .journal(error)
            }
        }
        return entries
    }

    private static func negated(_ booking: Booking) throws(JournalError) -> Money {
        do {
            return try Money.zero(booking.amount.currency).subtracting(booking.amount)
        } catch {
            throw .arithmetic(line: booking.line, error)
        }
    }
}
