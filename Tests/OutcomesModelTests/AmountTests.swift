import OutcomesModel
import Testing

@Suite struct AmountTests {
    @Test func `an amount stays exact until it is paid`() throws {
        let third = try Amount(Money("100.00", sek)).divided(by: Ratio(3))
        #expect(try third.minorUnits == ratio("10000/3"))
        #expect(try third.adding(third).adding(third) == Amount(Money("100.00", sek)))
        #expect(try third.multiplied(by: Ratio(3)).subtracting(Amount(Money("100", sek))).isZero)
        #expect(try third.divided(by: third.negated()) == Ratio(-1))
    }

    @Test func `major units count in the currency's own minor unit`() throws {
        #expect(try Amount(majorUnits: ratio("18.5"), currency: sek).minorUnits == Ratio(1850))
        #expect(try Amount(majorUnits: ratio("1/3"), currency: sek).minorUnits == ratio("100/3"))
        #expect(
            try Amount(majorUnits: ratio("18.5"), currency: Currency(code: "JPY")).minorUnits == ratio("18.5")
        )
        #expect(try Amount(majorUnits: ratio("1"), currency: Currency(code: "KWD")).minorUnits == Ratio(1000))
    }

    static let printed: [(minorUnits: String, currency: String, text: String)] = [
        ("400000000", "SEK", "4000000.00 SEK"), ("0", "SEK", "0.00 SEK"), ("-1", "SEK", "-0.01 SEK"),
        ("1/2", "SEK", "0.005 SEK"), ("100/3", "SEK", "1/3 SEK"), ("3", "JPY", "3 JPY"),
        ("3/2", "JPY", "1.5 JPY"), ("5", "KWD", "0.005 KWD"),
        ("max", "SEK", "170141183460469231731687303715884105727/100 SEK"),
        ("1/max", "SEK", "1/170141183460469231731687303715884105727 minor units SEK"),
    ]

    @Test(arguments: printed)
    func `an amount prints in major units, and exactly`(minorUnits: String, currency: String, text: String)
        throws
    {
        #expect(try "\(Amount(minorUnits: ratio(minorUnits), currency: Currency(code: currency)))" == text)
    }

    @Test func `two currencies are never mixed`() throws {
        let (a, b) = (Amount(Money(minorUnits: 100, currency: sek)), Amount.zero(usd))
        func error(_ operation: String) -> ArithmeticError {
            .currencies(operation: operation, left: "1.00 SEK", right: "0.00 USD")
        }
        #expect(throws: error("+")) { try a.adding(b) }
        #expect(throws: error("-")) { try a.subtracting(b) }
        #expect(throws: error("/")) { try a.divided(by: b) }
        #expect(throws: error("<")) { try a.isLess(than: b) }
    }

    @Test func `amounts of one currency are compared exactly`() throws {
        let less = Amount(minorUnits: try ratio("333333333333333333/1000000000000000000"), currency: sek)
        let more = Amount(minorUnits: try ratio("1/3"), currency: sek)
        #expect(try less.isLess(than: more))
        #expect(try !more.isLess(than: less))
        #expect(try !more.isLess(than: more))
    }

    @Test func `what does not fit is an error with its operands`() throws {
        let most = Amount(minorUnits: try ratio("max"), currency: sek)
        #expect(
            throws: ArithmeticError.overflow(operation: "*", left: "\(Int128.max)", right: "2")
        ) { try most.multiplied(by: Ratio(2)) }
        #expect(throws: ArithmeticError.divisionByZero(dividend: most.description)) {
            try most.divided(by: .zero)
        }
        #expect(throws: ArithmeticError.overflow(operation: "*", left: "\(Int128.max)", right: "100")) {
            try Amount(majorUnits: ratio("max"), currency: sek)
        }
    }
}
