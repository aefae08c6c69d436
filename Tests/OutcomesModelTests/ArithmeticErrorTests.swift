import OutcomesModel
import Testing

@Suite struct ArithmeticErrorTests {
    static let told: [(error: ArithmeticError, text: String)] = [
        (.overflow(operation: "*", left: "3", right: "4"), "3 * 4 does not fit"),
        (
            .overflow(operation: "read as", left: "1e+22", right: "64 bits"),
            "1e+22 read as 64 bits does not fit"
        ),
        (.divisionByZero(dividend: "2.5"), "2.5 cannot be divided by zero"),
        (
            .currencies(operation: "+", left: "1.00 SEK", right: "0.00 USD"),
            "1.00 SEK + 0.00 USD mixes two currencies"
        ),
        (
            .notANumber(text: "1,5"),
            "'1,5' is not a number; digits and at most one point were expected, as in 18.5"
        ),
        (.tooManyDecimals(text: "1.005", allowed: 2), "1.005 has more than 2 decimals"),
        (
            .inexactFloat(digits: "0.30000000000000004"),
            "0.30000000000000004 is a binary float with more than 15 digits, so it is not what somebody typed"
        ),
        (.unknownCurrency(text: "kr"), "'kr' is not a currency of ISO 4217, such as SEK"),
    ]

    @Test(arguments: told)
    func `an error tells its operands`(error: ArithmeticError, text: String) {
        #expect("\(error)" == text)
    }

    @Test func `an error never repeats a text without end`() {
        let long = String(repeating: "x", count: 100_000)
        for error in [
            ArithmeticError.notANumber(text: long), .unknownCurrency(text: long),
            .tooManyDecimals(text: long, allowed: 2),
        ] {
            #expect(error.description.count < 200)
        }
    }
}
