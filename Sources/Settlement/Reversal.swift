package import OutcomesModel

/// What takes back all that was posted of a settlement: each journal entry the other way round.
package struct Reversal: Sendable {
    package let lines: [PostedLine]
    package let journal: [JournalEntry]

    package init(of history: PostingHistory, contract: PackID) throws(SettlementError) {
        var lines: [PostedLine] = []
        var journal: [JournalEntry] = []
        for posting in history.postings {
            for line in posting.lines {
                let number = lines.count + 1
                lines.append(
                    PostedLine(
                        number: number, payment: line.payment, outcome: line.outcome,
                        paid: try Reversal.negated(line.paid, line.payment)))
                for entry in posting.journal where entry.line == line.number {
                    var postings: [Posting] = []
                    for side in entry.postings {
                        postings.append(
                            Posting(
                                account: side.account, amount: try Reversal.negated(side.amount, line.payment)
                            ))
                    }
                    do throws(JournalError) {
                        journal.append(try JournalEntry(line: number, postings: postings))
                    } catch { throw .journal(error) }
                }
            }
        }
        self.lines = lines
        self.journal = journal
    }

    private static func negated(_ money: Money, _ payment: PaymentID) throws(SettlementError) -> Money {
        do { return try Money.zero(money.currency).subtracting(money) } catch {
            throw .arithmetic(payment: payment, error)
        }
    }
}
