import OutcomesModel
import Settlement
import Testing

@Suite struct JournalTests {
    @Test func `the payer's account gives what the payee's gains`() throws {
        let entries = try JournalEntry.entries(for: lines("60", "0", "40.50"), contract: "test.settlement")
        func account(_ party: PartyID) -> Account {
            Account(contract: "test.settlement", party: party, purpose: "share")
        }
        #expect(entries.map(\.line) == [1, 3])
        #expect(
            entries.map(\.postings) == [
                [
                    Posting(account: account("town"), amount: money("-60")),
                    Posting(account: account("fund"), amount: money("60")),
                ],
                [
                    Posting(account: account("town"), amount: money("-40.50")),
                    Posting(account: account("fund"), amount: money("40.50")),
                ],
            ])
    }

    @Test func `the greatest sum is booked, and what has no counterpart is an error`() throws {
        let most = try lines("92233720368547758.07")
        #expect(
            try JournalEntry.entries(for: most, contract: "x")[0].postings.map(\.amount.minorUnits) == [
                -.max, .max,
            ])
        let zero = "0.00 SEK"
        #expect(
            throws: SettlementError.journal(
                .arithmetic(
                    line: 1, .overflow(operation: "-", left: zero, right: "-92233720368547758.08 SEK")))
        ) {
            try JournalEntry.entries(for: [line(1, money("-92233720368547758.08"))], contract: "x")
        }
    }

    private func lines(_ sums: String...) throws -> [PaymentLine] {
        sums.enumerated().map { line($0 + 1, money($1)) }
    }
}

/// A line that pays a sum of savings.
func line(_ number: Int, _ paid: Money) -> PaymentLine {
    PaymentLine(
        number: number, payment: "share", from: "town", to: "fund", title: "Savings share", outcome: nil,
        quantity: nil, unitPrice: nil, requested: Amount(paid), reductions: [], paid: paid,
        residue: .zero(paid.currency), clause: clause("6.3"), cause: cause)
}
