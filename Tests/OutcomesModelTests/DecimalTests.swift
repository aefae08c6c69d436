import OutcomesModel
import Testing

@Suite struct DecimalTests {
    static let texts: [(text: String, units: Int64, decimals: Int)] = [
        ("0", 0, 0), ("18", 18, 0), ("18.5", 185, 1), ("18.50", 1850, 2), ("+5", 5, 0), ("-0.05", -5, 2),
        ("-0", 0, 0), ("007", 7, 0), ("0.000000000000000001", 1, 18),
        ("9223372036854775807", .max, 0), ("-9223372036854775808", .min, 0),
        ("-9.223372036854775808", .min, 18), ("0000000000000000000000001", 1, 0),
    ]

    @Test(arguments: texts)
    func `a text is read as it was typed`(text: String, units: Int64, decimals: Int) throws {
        let decimal = try Decimal(text)
        #expect(decimal.units == units)
        #expect(decimal.decimals == decimals)
        #expect(try Decimal("x\(text)".dropFirst()) == decimal)
    }

    static let notNumbers = [
        "", "-", "+", ".", "5.", ".5", "-.5", "1.2.3", "1,5", "1 000", " 1", "1 ", "1e3", "--1", "+-1",
        "0x1F",
        "NaN", "inf", "１", "½", "1\u{0}", "1_000", "−1",
    ]

    @Test(arguments: notNumbers)
    func `what is no plain number is refused as it came`(text: String) {
        #expect(throws: ArithmeticError.notANumber(text: text)) { try Decimal(text) }
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "922337203685477580.80", "1.0000000000000000000",
    ])
    func `what needs more than 64 bits is refused`(text: String) {
        #expect(throws: ArithmeticError.overflow(operation: "read as", left: text, right: "64 bits")) {
            try Decimal(text)
        }
    }

    @Test(arguments: ["0.0000000000000000001", "-0.0000000000000000000"])
    func `what has more than eighteen decimals is refused`(text: String) {
        #expect(throws: ArithmeticError.tooManyDecimals(text: text, allowed: 18)) { try Decimal(text) }
    }

    @Test func `no unit has fewer than none or more than eighteen decimals`() async {
        await #expect(processExitsWith: .failure) { _ = Decimal(units: 1, decimals: -1) }
        await #expect(processExitsWith: .failure) { _ = Decimal(units: 1, decimals: 19) }
        #expect(Decimal(units: 1, decimals: 18).ratio.denominator == 1_000_000_000_000_000_000)
    }

    static let printed: [(units: Int64, decimals: Int, text: String)] = [
        (0, 0, "0"), (0, 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (-5, 0, "-5"), (185, 1, "18.5"),
        (.min, 0, "-9223372036854775808"), (.min, 18, "-9.223372036854775808"),
        (.min, 2, "-92233720368547758.08"), (.max, 18, "9.223372036854775807"),
        (1, 18, "0.000000000000000001"),
    ]

    @Test(arguments: printed)
    func `a decimal prints all its decimals`(units: Int64, decimals: Int, text: String) {
        #expect("\(Decimal(units: units, decimals: decimals))" == text)
    }

    @Test func `what is printed is read back as the same`() throws {
        var random = SplitMix64(seed: 3)
        for index in 0..<10_000 {
            let decimal = Decimal(
                units: .random(in: .min ... .max, using: &random) >> (index % 64), decimals: index % 19)
            #expect(try Decimal(decimal.description) == decimal)
        }
    }

    static let ratios: [(ratio: String, text: String?)] = [
        ("0", "0"), ("1/2", "0.5"), ("-3/8", "-0.375"), ("100", "100"),
        ("1/1000000000000000000", "0.000000000000000001"),
        ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
        ("1/3", nil), ("1/7", nil), ("1/2000000000000000000", nil), ("9223372036854775808", nil),
        ("9223372036854775807/2", nil), ("max", nil), ("1/max", nil),
    ]

    @Test(arguments: ratios)
    func `a ratio is a decimal in the fewest decimals, or none`(ratio value: String, text: String?) throws {
        #expect(Decimal(exactly: try ratio(value))?.description == text)
    }

    static let rescaled: [(from: String, decimals: Int, to: String)] = [
        ("18.5", 1, "18.5"), ("18.5", 3, "18.500"), ("18.500", 1, "18.5"), ("-2.00", 0, "-2"),
        ("0", 18, "0.000000000000000000"),
        ("9", 18, "9.000000000000000000"),
    ]

    @Test(arguments: rescaled)
    func `a decimal takes another number of decimals with the same value`(
        from: String, decimals: Int, to: String
    ) throws {
        #expect(try Decimal(from).rescaled(to: decimals) == Decimal(to))
    }

    @Test func `no digit is lost by taking fewer decimals`() {
        #expect(throws: ArithmeticError.tooManyDecimals(text: "18.55", allowed: 1)) {
            try Decimal("18.55").rescaled(to: 1)
        }
        #expect(throws: ArithmeticError.overflow(operation: "read as", left: "10", right: "64 bits")) {
            try Decimal("10").rescaled(to: 18)
        }
    }
}
