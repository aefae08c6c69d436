import OutcomesModel
import Testing

@Suite struct RatioTests {
    static let forms: [(numerator: Int128, denominator: Int128, is: (Int128, Int128))] = [
        (6, 8, (3, 4)), (-6, 8, (-3, 4)), (6, -8, (-3, 4)), (-6, -8, (3, 4)),
        (0, -5, (0, 1)), (7, 7, (1, 1)), (.max, .max, (1, 1)), (.min, .min, (1, 1)),
        (.max, 1, (.max, 1)), (.max, -1, (-.max, 1)), (.min, 2, (.min / 2, 1)), (2, .min, (-1, 1 << 126)),
    ]

    @Test(arguments: forms)
    func `a ratio is in lowest terms, with its sign above`(
        numerator: Int128, denominator: Int128, is expected: (Int128, Int128)
    ) throws {
        let ratio = try Ratio(numerator, over: denominator)
        #expect(ratio.numerator == expected.0)
        #expect(ratio.denominator == expected.1)
    }

    @Test func `equal ratios are one value, whatever they were made of`() throws {
        let same = try [Ratio(1, over: 2), Ratio(-50, over: -100), Decimal("0.500").ratio]
        #expect(Set(same).count == 1)
        #expect(try Set(same + [Ratio(1, over: 3)]).count == 2)
    }

    static let notRatios: [(numerator: Int128, denominator: Int128, error: ArithmeticError)] = [
        (1, 0, .divisionByZero(dividend: "1")),
        (0, 0, .divisionByZero(dividend: "0")),
        (.min, 1, .overflow(operation: "/", left: "\(Int128.min)", right: "1")),
        (.min, -1, .overflow(operation: "/", left: "\(Int128.min)", right: "-1")),
        (1, .min, .overflow(operation: "/", left: "1", right: "\(Int128.min)")),
    ]

    @Test(arguments: notRatios)
    func `a ratio has a denominator, and a sign that can be turned`(
        numerator: Int128, denominator: Int128, error: ArithmeticError
    ) {
        #expect(throws: error) { try Ratio(numerator, over: denominator) }
    }

    @Test func `the one whole number whose sign cannot be turned is no ratio`() async {
        await #expect(processExitsWith: .failure) { _ = Ratio(Int128.min) }
    }

    static let operations: [(left: String, operation: String, right: String, gives: String)] = [
        ("1/3", "+", "1/6", "1/2"), ("1/3", "+", "-1/3", "0"), ("0.1", "+", "0.2", "0.3"),
        ("1/3", "-", "1/2", "-1/6"), ("5", "-", "5", "0"),
        ("2/3", "*", "3/4", "1/2"), ("-2/3", "*", "3", "-2"), ("0", "*", "max", "0"),
        ("2/3", "/", "4/3", "1/2"), ("1", "/", "-3", "-1/3"), ("0", "/", "7", "0"),
        // The operands barely fit, and so does what they give.
        ("max", "-", "max", "0"), ("max", "+", "-1", "\(Int128.max - 1)"),
        ("max/3", "*", "3/max", "1"), ("max", "/", "max", "1"), ("1/max", "/", "1/max", "1"),
        ("1/max", "+", "1/max", "2/max"),
    ]

    @Test(arguments: operations)
    func `arithmetic is exact`(left: String, operation: String, right: String, gives: String) throws {
        #expect(try calculate(left, operation, right) == ratio(gives))
    }

    static let overflows: [(left: String, operation: String, right: String)] = [
        ("max", "+", "1"), ("-max", "+", "-1"), ("-max", "-", "1"), ("max", "-", "-1"), ("max", "+", "max"),
        ("max", "*", "2"), ("-max", "*", "max"), ("1/max", "*", "1/2"), ("max", "/", "1/2"),
        ("1/max", "/", "2"), ("1/max", "+", "1/2"), ("1/max", "-", "1/2"), ("max/2", "+", "1/3"),
        // 2^126 doubled is 2^127, one more than fits; its negative would fit in the integer, but not here.
        ("85070591730234615865843651857942052864", "*", "2"),
        ("-85070591730234615865843651857942052864", "*", "2"),
        ("-85070591730234615865843651857942052864", "+", "-85070591730234615865843651857942052864"),
    ]

    @Test(arguments: overflows)
    func `what does not fit is an error with its operands`(left: String, operation: String, right: String)
        throws
    {
        let error = try ArithmeticError.overflow(
            operation: operation == "/" ? "*" : operation, left: "\(ratio(left))",
            right: operation == "/" ? "\(calculate("1", "/", right))" : "\(ratio(right))")
        #expect(throws: error) { try calculate(left, operation, right) }
    }

    @Test func `nothing is divided by zero`() throws {
        #expect(throws: ArithmeticError.divisionByZero(dividend: "2.5")) {
            try calculate("2.5", "/", "0")
        }
    }

    @Test func `a comparison never overflows`() throws {
        let ascending = try [
            "-max", "-max/2", "-3/2", "-1", "-2/3", "-1/\(Int128.max - 1)", "-1/max", "0", "1/max",
            "1/\(Int128.max - 1)", "1/3", "1/2", "\(Int128.max - 2)/\(Int128.max - 1)",
            "\(Int128.max - 1)/max", "1", "max/\(Int128.max - 1)", "\(Int128.max - 1)/\(Int128.max - 2)", "2",
            "max/3", "max/2", "\(Int128.max - 1)", "max",
        ].map(ratio)
        for (index, left) in ascending.enumerated() {
            for (other, right) in ascending.enumerated() {
                #expect((left < right) == (index < other), "\(left) < \(right)")
                #expect((left == right) == (index == other), "\(left) == \(right)")
            }
        }
    }

    static let printed: [(ratio: String, text: String)] = [
        ("0", "0"), ("-7", "-7"), ("37/2", "18.5"), ("-1/2", "-0.5"), ("1/3", "1/3"), ("-22/7", "-22/7"),
        ("1/1000000000000000000", "0.000000000000000001"),
        ("1/10000000000000000000", "1/10000000000000000000"),
        ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9223372036854775808"),
        ("max", "170141183460469231731687303715884105727"),
        ("-max", "-170141183460469231731687303715884105727"),
        ("200000000000000000001/2", "200000000000000000001/2"),
    ]

    @Test(arguments: printed)
    func `a ratio prints as a decimal where it is one, and exactly in any case`(
        ratio value: String, text: String
    )
        throws
    {
        #expect("\(try ratio(value))" == text)
    }

    @Test func `sign, size and wholeness are told`() throws {
        let half = try ratio("-1/2")
        #expect(half.signum == -1 && !half.isZero && !half.isWhole)
        #expect(try half.magnitude == ratio("1/2") && half.negated() == ratio("1/2"))
        #expect(Ratio.zero.signum == 0 && Ratio.zero.isZero && Ratio.zero.isWhole)
        #expect(Ratio.one.signum == 1 && Ratio.one.magnitude == Ratio.one)
        #expect(try ratio("-max").negated() == ratio("max") && ratio("-max").magnitude == ratio("max"))
    }

    @Test func `ratios obey the laws of a field`() throws {
        var random = SplitMix64(seed: 1)
        func next() throws -> Ratio {
            try Ratio(
                Int128.random(in: -1_000_000_000...1_000_000_000, using: &random),
                over: Int128.random(in: 1...1_000_000, using: &random))
        }
        for _ in 0..<2_000 {
            let (a, b, c) = (try next(), try next(), try next())
            #expect(try a.adding(b) == b.adding(a))
            #expect(try a.adding(b).adding(c) == a.adding(b.adding(c)))
            #expect(try a.multiplied(by: b) == b.multiplied(by: a))
            #expect(try a.multiplied(by: b).multiplied(by: c) == a.multiplied(by: b.multiplied(by: c)))
            #expect(
                try a.multiplied(by: b.adding(c)) == a.multiplied(by: b).adding(a.multiplied(by: c)))
            #expect(try a.adding(.zero) == a && a.multiplied(by: .one) == a)
            #expect(try a.adding(a.negated()) == .zero && a.subtracting(b) == a.adding(b.negated()))
            #expect(try b.isZero || a.multiplied(by: b).divided(by: b) == a)
            #expect(try (a < b) == (a.subtracting(b).signum < 0))
        }
    }

    @Test func `ratios of any size are ordered as their continued fractions are`() throws {
        var random = SplitMix64(seed: 2)
        for _ in 0..<5_000 {
            // Half of the pairs are so near that only the last digits of their products differ.
            let left = try Ratio(
                .random(in: -.max ... .max, using: &random), over: .random(in: 1 ... .max, using: &random))
            let near = try Ratio(left.numerator / 2, over: max(1, left.denominator / 2))
            let far = try Ratio(
                .random(in: -.max ... .max, using: &random), over: .random(in: 1 ... .max, using: &random))
            for right in [near, far] {
                #expect((left < right) == precedes(left, right), "\(left) < \(right)")
                #expect((right < left) == precedes(right, left), "\(right) < \(left)")
            }
        }
    }

    private func calculate(_ left: String, _ operation: String, _ right: String) throws -> Ratio {
        let (left, right) = (try ratio(left), try ratio(right))
        return switch operation {
        case "+": try left.adding(right)
        case "-": try left.subtracting(right)
        case "*": try left.multiplied(by: right)
        default: try left.divided(by: right)
        }
    }

    /// Compares whole parts, and then what is left upside down; no product is ever made.
    private func precedes(_ left: Ratio, _ right: Ratio) -> Bool {
        var (a, b, c, d) = (left.numerator, left.denominator, right.numerator, right.denominator)
        while true {
            let (first, second) = (floored(a, b), floored(c, d))
            guard first.quotient == second.quotient else { return first.quotient < second.quotient }
            if second.remainder == 0 { return false }
            if first.remainder == 0 { return true }
            (a, b, c, d) = (d, second.remainder, b, first.remainder)
        }
    }

    private func floored(_ a: Int128, _ b: Int128) -> (quotient: Int128, remainder: Int128) {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        return remainder < 0 ? (quotient - 1, remainder + b) : (quotient, remainder)
    }
}
