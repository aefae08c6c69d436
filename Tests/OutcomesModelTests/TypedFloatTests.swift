import OutcomesModel
import Testing

/// Binary floats stand for what was typed where their shortest form has at most fifteen digits.
@Suite struct TypedFloatTests {
    static let typed: [(value: Double, text: String)] = [
        (0, "0"), (-0.0, "0"), (0.1, "0.1"), (18.5, "18.5"), (-0.05, "-0.05"), (100, "100"), (1e3, "1000"),
        (1e-7, "0.0000001"), (-1e-7, "-0.0000001"), (1e-18, "0.000000000000000001"),
        (1e15, "1000000000000000"), (1e16, "10000000000000000"), (1e18, "1000000000000000000"),
        (9e18, "9000000000000000000"), (-9.2e18, "-9200000000000000000"),
        (123456789012345, "123456789012345"),
        (1.23456789012345e17, "123456789012345000"), (0.000123456789012345, "0.000123456789012345"),
        (0.1 + 0.1, "0.2"), (0.5 + 0.25, "0.75"),
    ]

    @Test(arguments: typed)
    func `a float is what its author typed`(value: Double, text: String) throws {
        #expect(try Decimal(typed: value).ratio == Decimal(text).ratio)
    }

    static let calculated: [(value: Double, digits: String)] = [
        (0.1 + 0.2, "0.30000000000000004"), (0.1 * 3, "0.30000000000000004"), (1.0 / 3, "0.3333333333333333"),
        (.pi, "3.141592653589793"), (1_234_567_890_123_456, "1234567890123456.0"),
        (9_007_199_254_740_992, "9007199254740992.0"), (1 - .ulpOfOne, "0.9999999999999998"),
        (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
        (.leastNormalMagnitude, "2.2250738585072014e-308"), (-1.1 * 1.1, "-1.2100000000000002"),
    ]

    @Test(arguments: calculated)
    func `a float that was calculated is refused with its digits`(value: Double, digits: String) {
        #expect(throws: ArithmeticError.inexactFloat(digits: digits)) { try Decimal(typed: value) }
    }

    @Test(arguments: [
        (1e19, "1e+19"), (-1e19, "-1e+19"), (1e22, "1e+22"), (1e36, "1e+36"), (1e37, "1e+37"),
        (1e300, "1e+300"),
    ])
    func `a float past 64 bits is refused as too large`(value: Double, text: String) {
        #expect(throws: ArithmeticError.overflow(operation: "read as", left: text, right: "64 bits")) {
            try Decimal(typed: value)
        }
    }

    static let tooFine: [(value: Double, text: String)] = [
        (1e-19, "1e-19"), (-1e-19, "-1e-19"), (1.5e-18, "1.5e-18"), (1e-37, "1e-37"), (1e-300, "1e-300"),
        (1.23456789012345e-5, "1.23456789012345e-05"),
        (1.23456789012345e-30, "1.23456789012345e-30"), (.leastNonzeroMagnitude, "5e-324"),
        (Double(bitPattern: 2), "1e-323"),
    ]

    @Test(arguments: tooFine)
    func `a float past eighteen decimals is refused as too fine, also where it is subnormal`(
        value: Double, text: String
    ) {
        #expect(throws: ArithmeticError.tooManyDecimals(text: text, allowed: 18)) {
            try Decimal(typed: value)
        }
    }

    @Test(arguments: [(Double.nan, "nan"), (-.nan, "-nan"), (.infinity, "inf"), (-.infinity, "-inf")])
    func `what is no number is refused`(value: Double, text: String) {
        #expect(throws: ArithmeticError.notANumber(text: text)) { try Decimal(typed: value) }
    }

    @Test func `every decimal of fifteen digits survives its float`() throws {
        var random = SplitMix64(seed: 4)
        for index in 0..<5_000 {
            let decimal = Decimal(
                units: .random(in: -999_999_999_999_999...999_999_999_999_999, using: &random),
                decimals: index % 16)
            let float = try #require(Double(decimal.description))
            #expect(try Decimal(typed: float).ratio == decimal.ratio, "\(decimal)")
        }
    }
}
