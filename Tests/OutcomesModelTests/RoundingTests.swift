import OutcomesModel
import Testing

@Suite struct RoundingTests {
    /// Each value in whole numbers, in the order of `RoundingMode.allCases`.
    static let wholes: [(value: String, expected: [Int128])] = [
        // half_even, half_up, half_down, down, up, ceiling, floor
        ("2.5", [2, 3, 2, 2, 3, 3, 2]),
        ("3.5", [4, 4, 3, 3, 4, 4, 3]),
        ("0.5", [0, 1, 0, 0, 1, 1, 0]),
        ("-0.5", [0, -1, 0, 0, -1, 0, -1]),
        ("-1.5", [-2, -2, -1, -1, -2, -1, -2]),
        ("-2.5", [-2, -3, -2, -2, -3, -2, -3]),
        ("2.4999999999999999", [2, 2, 2, 2, 3, 3, 2]),
        ("2.5000000000000001", [3, 3, 3, 2, 3, 3, 2]),
        ("1/3", [0, 0, 0, 0, 1, 1, 0]),
        ("-2/3", [-1, -1, -1, 0, -1, 0, -1]),
        ("7", [7, 7, 7, 7, 7, 7, 7]),
        ("-7", [-7, -7, -7, -7, -7, -7, -7]),
        ("0", [0, 0, 0, 0, 0, 0, 0]),
        ("max", Array(repeating: .max, count: 7)),
        ("-max", Array(repeating: -.max, count: 7)),
        // (2^127 - 1) / 2 is 2^126 - 1/2: a tie whose double is the greatest number there is.
        ("max/2", [1 << 126, 1 << 126, 1 << 126 - 1, 1 << 126 - 1, 1 << 126, 1 << 126, 1 << 126 - 1]),
        ("1/max", [0, 0, 0, 0, 1, 1, 0]),
        ("\(Int128.max - 1)/max", [1, 1, 1, 0, 1, 1, 0]),
    ]

    @Test(arguments: wholes)
    func `each mode gives its whole number`(value: String, expected: [Int128]) throws {
        let value = try ratio(value)
        #expect(RoundingMode.allCases.map { value.rounded($0) } == expected)
    }

    static let decimals: [(value: String, decimals: Int, expected: [String])] = [
        ("2.675", 2, ["2.68", "2.68", "2.67", "2.67", "2.68", "2.68", "2.67"]),
        ("1.005", 2, ["1.00", "1.01", "1.00", "1.00", "1.01", "1.01", "1.00"]),
        ("-0.125", 2, ["-0.12", "-0.13", "-0.12", "-0.12", "-0.13", "-0.12", "-0.13"]),
        (
            "620978.3999999999", 2,
            [
                "620978.40", "620978.40", "620978.40", "620978.39", "620978.40", "620978.40", "620978.39",
            ]
        ),
        ("99.995", 2, ["100.00", "100.00", "99.99", "99.99", "100.00", "100.00", "99.99"]),
        ("10", 2, Array(repeating: "10.00", count: 7)),
    ]

    @Test(arguments: decimals)
    func `each mode gives its decimal`(value: String, decimals: Int, expected: [String]) throws {
        let value = try ratio(value)
        #expect(
            try RoundingMode.allCases.map { try value.rounded($0, decimals: decimals).description }
                == expected)
    }

    struct Vector: Decodable {
        let value: String
        let digits: Int
        let expected: [String: String]
    }

    @Test(.enabled(if: Vectors.areThere))
    func `the shared vectors are met in every mode`() throws {
        let cases: [Vector] = try Vectors.cases("rounding.json")
        #expect(cases.count >= 18)
        for vector in cases {
            #expect(vector.expected.count == RoundingMode.allCases.count)
            for (mode, expected) in vector.expected {
                let mode = try #require(RoundingMode(rawValue: mode))
                let rounded = try Decimal(vector.value).ratio.rounded(mode, decimals: vector.digits)
                #expect(try rounded == Decimal(expected), "\(vector.value) \(mode)")
            }
        }
    }

    @Test func `a result past 64 bits is an error`() throws {
        let value = try ratio("18446744073709551615/2")
        #expect(try value.rounded(.down, decimals: 0).units == .max)
        #expect(
            throws: ArithmeticError.overflow(operation: "rounded to", left: "\(value)", right: "64 bits")
        ) { try value.rounded(.up, decimals: 0) }
        #expect(throws: ArithmeticError.self) { try value.rounded(.down, decimals: 1) }
    }

    @Test func `what is paid is a multiple of the unit, and the residue says what is left`() throws {
        let amount = Amount(minorUnits: try ratio("12345/2"), currency: sek)
        let toCrowns = Rounding(mode: .halfEven, unit: try Money("1.00", sek))
        #expect(try toCrowns.apply(to: amount).paid == Money("62.00", sek))
        #expect(try toCrowns.apply(to: amount).residue.minorUnits == ratio("-27.5"))
        let toHundreds = Rounding(mode: .floor, unit: try Money("100", sek))
        #expect(try toHundreds.apply(to: amount).paid == .zero(sek))
        #expect(try toHundreds.apply(to: amount).residue == amount)
    }

    @Test func `what is paid and the residue add up, in all modes`() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<1_000 {
            let amount = Amount(
                minorUnits: try Ratio(
                    .random(in: -1_000_000_000_000...1_000_000_000_000, using: &random),
                    over: .random(in: 1...1_000, using: &random)), currency: sek)
            let unit = Money(
                minorUnits: [1, 5, 100, 2_500].randomElement(using: &random) ?? 1, currency: sek)
            let size = Ratio(unit.minorUnits)
            for mode in RoundingMode.allCases {
                let (paid, residue) = try Rounding(mode: mode, unit: unit).apply(to: amount)
                #expect(try Amount(paid).adding(residue) == amount)
                #expect(paid.minorUnits % unit.minorUnits == 0)
                #expect(residue.minorUnits.magnitude < size)
                switch mode {
                case .halfEven, .halfUp, .halfDown:
                    #expect(try residue.minorUnits.magnitude.multiplied(by: Ratio(2)) <= size)
                case .floor: #expect(residue.minorUnits.signum >= 0)
                case .ceiling: #expect(residue.minorUnits.signum <= 0)
                case .down: #expect(residue.minorUnits.signum * amount.minorUnits.signum >= 0)
                case .up: #expect(residue.minorUnits.signum * amount.minorUnits.signum <= 0)
                }
            }
        }
    }

    @Test func `an amount of another currency is not rounded`() throws {
        let rounding = Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: sek))
        #expect(
            throws: ArithmeticError.currencies(operation: "rounded to", left: "0.00 USD", right: "0.01 SEK")
        ) { try rounding.apply(to: .zero(usd)) }
    }

    @Test func `an amount past 64 bits cannot be paid`() throws {
        let rounding = Rounding(mode: .up, unit: Money(minorUnits: 100, currency: sek))
        let most = Amount(Money(minorUnits: .max, currency: sek))
        #expect(
            throws: ArithmeticError.overflow(operation: "rounded to", left: "\(most)", right: "1.00 SEK")
        ) { try rounding.apply(to: most) }
        #expect(
            try Rounding(mode: .down, unit: rounding.unit).apply(to: most).residue.minorUnits == Ratio(7))
    }

    @Test func `a rounding unit is at least one minor unit`() async {
        await #expect(processExitsWith: .failure) {
            _ = Rounding(mode: .down, unit: .zero(try! Currency(code: "SEK")))
        }
        #expect(Rounding(mode: .down, unit: Money(minorUnits: 1, currency: sek)).unit.minorUnits == 1)
    }
}
