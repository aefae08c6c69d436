import OutcomesModel
import Testing

@Suite struct CurrencyTests {
    static let known: [(code: String, minorDigits: Int)] = [
        ("SEK", 2), ("EUR", 2), ("GBP", 2), ("USD", 2), ("XCG", 2), ("JPY", 0), ("ISK", 0), ("KWD", 3),
        ("TND", 3), ("CLF", 4), ("UYW", 4),
    ]

    @Test(arguments: known)
    func `a currency has the minor unit of ISO 4217`(code: String, minorDigits: Int) throws {
        let currency = try Currency(code: code)
        #expect(currency.minorDigits == minorDigits)
        #expect("\(currency)" == code)
        #expect(Currency.isKnown(code))
    }

    @Test(arguments: ["XAU", "XXX", "XDR", "XTS", "sek", "Sek", "SEKK", "SE", "", " SEK", "points", "kr"])
    func `what has no minor unit there is no currency`(code: String) {
        #expect(throws: ArithmeticError.unknownCurrency(text: code)) { try Currency(code: code) }
        #expect(!Currency.isKnown(code))
    }

    struct Vector: Decodable {
        let code: String
        let digits: Int?
    }

    @Test(.enabled(if: Vectors.areThere))
    func `the shared list of currencies is met`() throws {
        let cases: [Vector] = try Vectors.cases("currency_minor_units.json")
        #expect(cases.count >= 178)
        for vector in cases {
            #expect((try? Currency(code: vector.code))?.minorDigits == vector.digits, "\(vector.code)")
        }
    }
}
