/// An exact rational number over 128 bits, always in lowest terms with a positive denominator.
public struct Ratio: Hashable, Sendable {
    public let numerator: Int128
    public let denominator: Int128

    public static let zero = Ratio(0)
    public static let one = Ratio(1)

    /// Takes a whole number of at most 127 bits and a sign: without `Int128.min`, every sign can be turned.
    public init(_ whole: some BinaryInteger) {
        numerator = Int128(whole)
        denominator = 1
        precondition(numerator != .min, "a whole number whose sign cannot be turned: \(whole)")
    }

    /// Makes `numerator / denominator` in lowest terms.
    ///
    /// - Throws: `divisionByZero`, or `overflow` for the one value whose sign cannot be turned.
    public init(_ numerator: Int128, over denominator: Int128) throws(ArithmeticError) {
        guard denominator != 0 else { throw .divisionByZero(dividend: "\(numerator)") }
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let top = numerator.magnitude / divisor
        let bottom = denominator.magnitude / divisor
        let negative = (numerator < 0) != (denominator < 0) && numerator != 0
        guard bottom <= Int128.max.magnitude, top <= Int128.max.magnitude else {
            throw .overflow(operation: "/", left: "\(numerator)", right: "\(denominator)")
        }
        self.numerator = negative ? -Int128(top) : Int128(top)
        self.denominator = Int128(bottom)
    }

    /// Trusts that the two are in lowest terms and the denominator is positive, as they come from a `Ratio`.
    package init(reduced numerator: Int128, _ denominator: Int128) {
        assert(denominator > 0, "a ratio has a positive denominator, and was given \(denominator)")
        self.numerator = numerator
        self.denominator = denominator
    }

    public var isZero: Bool { numerator == 0 }
    public var isWhole: Bool { denominator == 1 }
    public var signum: Int { Int(numerator.signum()) }
    public var magnitude: Ratio { numerator < 0 ? Ratio(reduced: -numerator, denominator) : self }

    public func adding(_ other: Ratio) throws(ArithmeticError) -> Ratio {
        try combined(other, "+") { $0.addingReportingOverflow($1) }
    }

    public func subtracting(_ other: Ratio) throws(ArithmeticError) -> Ratio {
        try combined(other, "-") { $0.subtractingReportingOverflow($1) }
    }

    /// Cross-reduces before it multiplies, so that only a result that is itself too large overflows.
    public func multiplied(by other: Ratio) throws(ArithmeticError) -> Ratio {
        let across = greatestCommonDivisor(numerator.magnitude, other.denominator.magnitude)
        let down = greatestCommonDivisor(other.numerator.magnitude, denominator.magnitude)
        let (top, topOverflow) = (numerator / Int128(across))
            .multipliedReportingOverflow(by: other.numerator / Int128(down))
        let (bottom, bottomOverflow) = (denominator / Int128(down))
            .multipliedReportingOverflow(by: other.denominator / Int128(across))
        guard !topOverflow, !bottomOverflow, top != .min else {
            throw .overflow(operation: "*", left: description, right: other.description)
        }
        return Ratio(reduced: top, bottom)
    }

    public func divided(by other: Ratio) throws(ArithmeticError) -> Ratio {
        guard !other.isZero else { throw .divisionByZero(dividend: description) }
        let sign: Int128 = other.numerator < 0 ? -1 : 1
        return try multiplied(by: Ratio(reduced: sign * other.denominator, sign * other.numerator))
    }

    public func negated() -> Ratio { Ratio(reduced: -numerator, denominator) }

    private func combined(
        _ other: Ratio, _ operation: String, _ apply: (Int128, Int128) -> (Int128, Bool)
    ) throws(ArithmeticError) -> Ratio {
        let shared = Int128(greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude))
        let (left, leftOverflow) = numerator.multipliedReportingOverflow(by: other.denominator / shared)
        let (right, rightOverflow) = other.numerator.multipliedReportingOverflow(by: denominator / shared)
        let (bottom, bottomOverflow) = denominator.multipliedReportingOverflow(
            by: other.denominator / shared)
        let (top, topOverflow) = apply(left, right)
        guard !leftOverflow, !rightOverflow, !bottomOverflow, !topOverflow,
            let result = try? Ratio(top, over: bottom)
        else { throw .overflow(operation: operation, left: description, right: other.description) }
        return result
    }
}

extension Ratio: Comparable {
    /// Compares by full-width products, so that a comparison never overflows.
    public static func < (left: Ratio, right: Ratio) -> Bool {
        guard left.denominator != right.denominator else { return left.numerator < right.numerator }
        let first = left.numerator.multipliedFullWidth(by: right.denominator)
        let second = right.numerator.multipliedFullWidth(by: left.denominator)
        return (first.high, first.low) < (second.high, second.low)
    }
}

extension Ratio: CustomStringConvertible {
    /// The exact decimal form where there is one of 64 bits and at most 18 decimals, otherwise `1/3`.
    public var description: String {
        if isWhole { return "\(numerator)" }
        return Decimal(exactly: self)?.description ?? "\(numerator)/\(denominator)"
    }
}

/// Returns the greatest common divisor of two magnitudes, by Euclid's algorithm; never 0.
func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
}
