import OutcomesModel
import Testing

@Suite struct JournalTests {
    @Test func `an entry that balances is made, with its postings in their order`() throws {
        let postings = [
            posting("payer", -400, sek), posting("provider", 300, sek), posting("fund", 100, sek),
        ]
        let entry = try JournalEntry(line: 3, postings: postings)
        #expect(entry.line == 3)
        #expect(entry.postings == postings)
    }

    @Test func `an entry balances in each currency for itself`() throws {
        let both = [
            posting("payer", -1, sek), posting("payer", -2, usd), posting("fund", 1, sek),
            posting("fund", 2, usd),
        ]
        #expect(try JournalEntry(line: 1, postings: both).postings.count == 4)
        #expect(throws: JournalError.unbalanced(line: 1, off: Money(minorUnits: -1, currency: sek))) {
            try JournalEntry(line: 1, postings: [posting("payer", -1, sek), posting("fund", 1, usd)])
        }
    }

    @Test func `an unbalanced entry names the currency and the amount it is off by`() {
        let error = #expect(throws: JournalError.self) {
            try JournalEntry(line: 7, postings: [posting("payer", -400, sek), posting("fund", 399, sek)])
        }
        #expect(error == .unbalanced(line: 7, off: Money(minorUnits: -1, currency: sek)))
        #expect(error?.description == "the entry of line 7 is off by -0.01 SEK")
    }

    @Test func `postings past 64 bits are an error and no balance`() {
        // Wrapped around, these would add up to nothing.
        let wrapping = [posting("a", .max, sek), posting("b", .max, sek), posting("c", 2, sek)]
        let error = #expect(throws: JournalError.self) { try JournalEntry(line: 1, postings: wrapping) }
        #expect(
            error
                == .arithmetic(
                    line: 1,
                    .overflow(
                        operation: "+", left: "92233720368547758.07 SEK", right: "92233720368547758.07 SEK")))
    }

    @Test func `an account is one of a party, contract and purpose`() {
        let accounts = [account("b", "x"), account("a", "y"), account("a", "x")]
        #expect(accounts.sorted().map(\.description) == ["test/a/x", "test/a/y", "test/b/x"])
        #expect(Set(accounts + [account("a", "x")]).count == 3)
    }

    private func account(_ party: PartyID, _ purpose: PaymentID) -> Account {
        Account(contract: "test", party: party, purpose: purpose)
    }

    private func posting(_ party: PartyID, _ minorUnits: Int64, _ currency: Currency) -> Posting {
        Posting(
            account: account(party, "pay"), amount: Money(minorUnits: minorUnits, currency: currency))
    }
}
