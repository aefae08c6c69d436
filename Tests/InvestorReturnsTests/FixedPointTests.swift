import InvestorReturns
import OutcomesModel
import Testing

@Suite struct FixedPointTests {
    @Test func `a year's interest in days adds up to the year's, for every divisor of a day count`() throws {
        for days in [360, 365, 366] {
            for rate in ["0.05", "0.0725", "0.000000000000000001"] {
                let daily = FixedPoint(ratio(rate)).multiplied(by: try Ratio(1, over: Int128(days)))
                var sum = FixedPoint.zero
                for _ in 0..<days { sum = sum + daily }
                #expect(sum == FixedPoint(ratio(rate)))
            }
        }
    }

    @Test func `rounding is that of the exact value`() throws {
        let rows: [(value: String, mode: RoundingMode, expected: String)] = [
            ("0.125", .halfEven, "0.12"), ("0.135", .halfEven, "0.14"), ("-0.125", .halfUp, "-0.13"),
            ("1/3", .up, "0.34"), ("1/3", .down, "0.33"), ("-1/3", .floor, "-0.34"),
        ]
        for row in rows {
            #expect(
                try FixedPoint(ratio(row.value)).rounded(row.mode, decimals: 2).description == row.expected)
        }
        #expect(throws: ArithmeticError.self) { try (FixedPoint(Int64.max) + .one).rounded(.halfEven) }
        #expect("\(FixedPoint(ratio("-1/3")))" == "-0.333333")
    }

    @Test func `product and quotient undo each other within a step`() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<200 {
            let a = FixedPoint(Int64.random(in: 1...(1 << 50), using: &random)).divided(by: Ratio(997))
            let b = FixedPoint(Int64.random(in: 1...1_000_000, using: &random)).divided(by: Ratio(991))
            let back = (a * b).divided(by: b)
            #expect(off(back, a) < FixedPoint(ratio("0.000000000000000001")))
        }
    }

    /// Computed with 120 digits by Python's decimal.
    static let powers: [(base: String, top: Int128, bottom: Int128, expected: String)] = [
        ("1.06", 457, 365, "1.075683061442895219980569709929304982400"),
        ("1.08", 1095, 365, "1.259712"),
        ("1.05", 1277, 365, "1.186133359174104926691649026079331559946"),
        ("0.5", 1, 3, "0.793700525984099737375852819636154130196"),
        ("11", 10007, 365, "35585933037553225359438554983.457927990710762023855512977333514261913"),
        ("1.000001", 1, 365, "1.000000002739724661288205419647178776743"),
        ("1.0725", -731, 366, "0.869537769758127088593558807020622796757"),
        ("0.001", 7, 9, "0.004641588833612778892410076350919446577"),
    ]

    @Test(arguments: powers)
    func `a power is right to its last step`(base: String, top: Int128, bottom: Int128, expected: String)
        throws
    {
        let power = FixedPoint.power(ratio(base), try Ratio(top, over: bottom))
        // The expected figures have 39 decimals; 10^-55 of a power of 29 digits is more than the last of
        // them.
        let relative = power.divided(by: Ratio(powerOfTen(38))).divided(by: Ratio(powerOfTen(17)))
        let bound = wide("0.000000000000000000000000000000000000001") + relative
        #expect(off(power, wide(expected)) <= bound, "\(power)")
    }

    @Test func `a root that is a decimal is met exactly`() throws {
        let half = try Ratio(1, over: 2)
        #expect(FixedPoint.power(ratio("1.21"), half) == FixedPoint(ratio("1.1")))
        #expect(FixedPoint.power(ratio("0.0625"), try Ratio(-3, over: 4)) == FixedPoint(8))
        #expect(FixedPoint.power(ratio("1.05"), .zero) == .one)
    }

    @Test func `powers of one base multiply, and grow with the exponent`() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<100 {
            let base = try Ratio.one.adding(Ratio(Int128.random(in: 1...900, using: &random), over: 10_000))
            let first = try Ratio(Int128.random(in: 1...4_000, using: &random), over: 365)
            let second = try Ratio(Int128.random(in: 1...4_000, using: &random), over: 365)
            let both = FixedPoint.power(base, try first.adding(second))
            let product = FixedPoint.power(base, first) * FixedPoint.power(base, second)
            #expect(off(both, product) <= wide("0.00000000000000000000000000000000001"))
            #expect(both > FixedPoint.power(base, first))
        }
    }

    private func off(_ a: FixedPoint, _ b: FixedPoint) -> FixedPoint { max(a - b, b - a) }

    /// Reads more decimals than 64 bits hold.
    private func wide(_ text: String) -> FixedPoint {
        let parts = text.split(separator: ".")
        var value = FixedPoint.zero
        for digit in parts[0] {
            value = value.multiplied(by: Ratio(10)) + FixedPoint(digit.wholeNumberValue!)
        }
        var place = FixedPoint.one
        for digit in parts.count > 1 ? parts[1] : "" {
            place = place.divided(by: Ratio(10))
            value = value + place.multiplied(by: Ratio(digit.wholeNumberValue!))
        }
        return value
    }
}
