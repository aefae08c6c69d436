package import OutcomesModel

extension JournalEntry {
    /// Books payment lines: what the payer's account gives, the payee's gains. Lines of nothing are not booked.
    package static func entries(
        for lines: [PaymentLine], contract: PackID
    ) throws(SettlementError) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        for line in lines where line.paid.minorUnits != 0 {
            let payer = Account(contract: contract, party: line.from, purpose: line.payment)
            let payee = Account(contract: contract, party: line.to, purpose: line.payment)
            do throws(JournalError) {
                let given = try negated(line)
                let postings = [
                    Posting(account: payer, amount: given), Posting(account: payee, amount: line.paid),
                ]
                entries.append(try JournalEntry(line: line.number, postings: postings))
            } catch {
                throw .journal(error)
            }
        }
        return entries
    }

    private static func negated(_ line: PaymentLine) throws(JournalError) -> Money {
        do {
            return try Money.zero(line.paid.currency).subtracting(line.paid)
        } catch {
            throw .arithmetic(line: line.number, error)
        }
    }
}
