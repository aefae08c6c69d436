import OutcomesModel
import Testing

@Suite struct MoneyTests {
    static let read: [(text: String, currency: String, minorUnits: Int64, printed: String)] = [
        ("10000000.00", "SEK", 1_000_000_000, "10000000.00 SEK"), ("18.5", "SEK", 1850, "18.50 SEK"),
        ("-0.01", "SEK", -1, "-0.01 SEK"), ("1.000", "SEK", 100, "1.00 SEK"), ("500", "JPY", 500, "500 JPY"),
        ("1.5", "KWD", 1500, "1.500 KWD"), ("0.0001", "CLF", 1, "0.0001 CLF"),
        ("92233720368547758.07", "SEK", .max, "92233720368547758.07 SEK"),
        ("-92233720368547758.08", "SEK", .min, "-92233720368547758.08 SEK"),
    ]

    @Test(arguments: read)
    func `a sum is a whole number of minor units`(
        text: String, currency: String, minorUnits: Int64, printed: String
    ) throws {
        let money = try Money(text, Currency(code: currency))
        #expect(money.minorUnits == minorUnits)
        #expect("\(money)" == printed)
        #expect(try Money(money.majorUnits, money.currency) == money)
    }

    static let refused: [(text: String, currency: String, error: ArithmeticError)] = [
        ("1.005", "SEK", .tooManyDecimals(text: "1.005", allowed: 2)),
        ("0.5", "JPY", .tooManyDecimals(text: "0.5", allowed: 0)),
        ("1,50", "SEK", .notANumber(text: "1,50")),
        ("100 SEK", "SEK", .notANumber(text: "100 SEK")),
        (
            "92233720368547758.08", "SEK",
            .overflow(operation: "read as", left: "92233720368547758.08", right: "64 bits")
        ),
        (
            "92233720368547759", "SEK",
            .overflow(operation: "read as", left: "92233720368547759", right: "64 bits")
        ),
    ]

    @Test(arguments: refused)
    func `what is no whole number of minor units is refused`(
        text: String, currency: String, error: ArithmeticError
    ) {
        #expect(throws: error) { try Money(text, Currency(code: currency)) }
    }

    @Test func `sums of one currency are added and subtracted exactly`() throws {
        let (a, b) = (Money(minorUnits: 10, currency: sek), Money(minorUnits: 20, currency: sek))
        #expect(try a.adding(b).minorUnits == 30)
        #expect(try a.subtracting(b).minorUnits == -10)
        #expect(try Money(minorUnits: .max, currency: sek).adding(.zero(sek)).minorUnits == .max)
        #expect(
            try Money(minorUnits: .min, currency: sek).subtracting(Money(minorUnits: .min, currency: sek))
                == .zero(sek))
    }

    static let overflows: [(left: Int64, operation: String, right: Int64)] = [
        (.max, "+", 1), (.min, "+", -1), (.min, "-", 1), (0, "-", .min), (.max, "+", .max),
    ]

    @Test(arguments: overflows)
    func `a sum past 64 bits is an error with both sums`(left: Int64, operation: String, right: Int64) {
        let (a, b) = (Money(minorUnits: left, currency: sek), Money(minorUnits: right, currency: sek))
        #expect(throws: ArithmeticError.overflow(operation: operation, left: "\(a)", right: "\(b)")) {
            try operation == "+" ? a.adding(b) : a.subtracting(b)
        }
    }

    @Test func `two currencies are never mixed, not even for nothing`() {
        let (a, b) = (Money(minorUnits: 100, currency: sek), Money.zero(usd))
        #expect(throws: ArithmeticError.currencies(operation: "+", left: "1.00 SEK", right: "0.00 USD")) {
            try a.adding(b)
        }
        #expect(throws: ArithmeticError.currencies(operation: "-", left: "1.00 SEK", right: "0.00 USD")) {
            try a.subtracting(b)
        }
        #expect(Money.zero(sek) != Money.zero(usd))
    }
}
