import OutcomesModel
import Settlement
import Testing

@Suite struct StatementTests {
    private func statement(_ lines: [PaymentLine]) throws -> Statement {
        try Statement(
            contract: sampleContract(), plan: plan, asOf: BatchID(4), packVersion: "1.0.0", packHash: "abc",
            estimates: [], claims: [], held: [], lines: lines, distributions: [], posted: nil)
    }

    @Test func `the total is what all lines pay, and the journal books them`() throws {
        let statement = try statement([line(1, money("60")), line(2, money("0")), line(3, money("40.50"))])
        #expect(statement.total == money("100.50"))
        #expect(statement.journal.map(\.line) == [1, 3])
        #expect(statement.postedLines.map(\.number) == [1, 2, 3])
        #expect(statement.postedLines.map(\.paid) == [money("60"), money("0"), money("40.50")])
        #expect(statement.postedLines.allSatisfy { $0.payment == "share" && $0.outcome == nil })
    }

    @Test func `a settlement of nothing comes to nothing`() throws {
        let statement = try statement([])
        #expect(statement.total == .zero(sek))
        #expect(statement.journal.isEmpty && statement.postedLines.isEmpty)
    }

    static let refused: [(second: Money, error: ArithmeticError)] = [
        (money("1", usd), .currencies(operation: "+", left: "92233720368547758.07 SEK", right: "1.00 USD")),
        (money("0.01"), .overflow(operation: "+", left: "92233720368547758.07 SEK", right: "0.01 SEK")),
    ]

    @Test(arguments: refused)
    func `a total that mixes currencies or does not fit is refused`(second: Money, error: ArithmeticError) {
        #expect(throws: SettlementError.arithmetic(payment: "share", error)) {
            try statement([line(1, money("92233720368547758.07")), line(2, second)])
        }
    }
}
