/// A whole number of units of `10^-decimals`: how an exact value is typed, stored and printed.
public struct Decimal: Hashable, Sendable {
    /// The value in units of the last decimal: 18.5 with one decimal is 185.
    public let units: Int64
    /// How many decimals a unit stands for, 0 to 18.
    public let decimals: Int

    public static let mostDecimals = 18

    public init(units: Int64, decimals: Int) {
        precondition((0...Decimal.mostDecimals).contains(decimals), "decimals out of range: \(decimals)")
        self.units = units
        self.decimals = decimals
    }

    /// Reads `[+-]digits[.digits]` and nothing else: no exponent, no group marks, no spaces.
    ///
    /// - Throws: `notANumber`, `tooManyDecimals` past 18, or `overflow` past 64 bits.
    public init(_ text: some StringProtocol) throws(ArithmeticError) {
        var units: Int64 = 0
        var decimals = 0
        var digits = 0
        var seenPoint = false
        let bytes = text.utf8
        let negative = bytes.first == UInt8(ascii: "-")
        let signed = negative || bytes.first == UInt8(ascii: "+")
        for byte in bytes.dropFirst(signed ? 1 : 0) {
            if byte == UInt8(ascii: "."), !seenPoint, digits > 0 {
                seenPoint = true
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
                throw .notANumber(text: String(text))
            }
            let digit = Int64(byte - UInt8(ascii: "0"))
            let (tens, tensOverflow) = units.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflow) =
                negative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            guard !tensOverflow, !sumOverflow else {
                throw .overflow(operation: "read as", left: String(text.prefix(40)), right: "64 bits")
            }
            units = sum
            digits += 1
            if seenPoint { decimals += 1 }
        }
        guard digits > 0, !seenPoint || decimals > 0 else { throw .notANumber(text: String(text)) }
        guard decimals <= Decimal.mostDecimals else {
            throw .tooManyDecimals(text: String(text), allowed: Decimal.mostDecimals)
        }
        self.init(units: units, decimals: decimals)
    }

    /// Takes a binary float for what its author typed, if its shortest form has at most 15 digits.
    ///
    /// - Throws: `inexactFloat` where it has more, as `0.1 + 0.2` has; `notANumber`, `tooManyDecimals`
    ///   past 18, or `overflow` past 64 bits.
    public init(typed value: Double) throws(ArithmeticError) {
        guard value.isFinite else { throw .notANumber(text: "\(value)") }
        let shortest = "\(value)"
        let parts = shortest.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].filter(\.isNumber).drop { $0 == "0" }
        let significant = mantissa.reversed().drop { $0 == "0" }.count
        guard significant <= 15 else { throw .inexactFloat(digits: shortest) }
        let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        let plain = try Decimal(parts[0])
        self = try plain.shifted(by: exponent, text: shortest)
    }

    /// Rounds a statistic for the eye, ties to even; nil where it is not finite or past 64 bits.
    package init?(rounding value: Double, decimals: Int) {
        var scaled = value
        for _ in 0..<decimals { scaled *= 10 }
        guard let units = Int64(exactly: scaled.rounded(.toNearestOrEven)) else { return nil }
        self.init(units: units, decimals: decimals)
    }

    /// Takes the first twelve significant digits of a statistic, of which later ones may differ between machines;
    /// fewer where it is smaller than a millionth. Nil where it is not finite or past 64 bits.
    package init?(significant value: Double) {
        guard value.isFinite else { return nil }
        var (size, places) = (value.magnitude, 11)
        while size >= 10, places > 0 { (size, places) = (size / 10, places - 1) }
        while size < 1, size > 0, places < Self.mostDecimals { (size, places) = (size * 10, places + 1) }
        guard let rounded = Decimal(rounding: value, decimals: places),
            let fewest = Decimal(exactly: rounded.ratio)
        else { return nil }
        self = fewest
    }

    /// Returns the decimal of the same value as `ratio`, in the fewest decimals, where there is one.
    public init?(exactly ratio: Ratio) {
        var scale: Int128 = 1
        for decimals in 0...Decimal.mostDecimals {
            if scale % ratio.denominator == 0 {
                let (units, overflow) = ratio.numerator
                    .multipliedReportingOverflow(by: scale / ratio.denominator)
                guard !overflow, let fitting = Int64(exactly: units) else { return nil }
                self.init(units: fitting, decimals: decimals)
                return
            }
            scale *= 10
        }
        return nil
    }

    public var ratio: Ratio {
        // Safe because a denominator of at most 10^18 is neither zero nor near the limit.
        try! Ratio(Int128(units), over: powerOfTen(decimals))
    }

    /// Returns the same value in units of `decimals`.
    ///
    /// - Throws: `tooManyDecimals` if digits would be lost, `overflow` past 64 bits.
    public func rescaled(to target: Int) throws(ArithmeticError) -> Decimal {
        if target >= decimals {
            let (scaled, overflow) = Int128(units).multipliedReportingOverflow(
                by: powerOfTen(target - decimals))
            guard !overflow, let fitting = Int64(exactly: scaled) else {
                throw .overflow(operation: "read as", left: description, right: "64 bits")
            }
            return Decimal(units: fitting, decimals: target)
        }
        let (quotient, remainder) = Int128(units).quotientAndRemainder(
            dividingBy: powerOfTen(decimals - target))
        guard remainder == 0 else { throw .tooManyDecimals(text: description, allowed: target) }
        return Decimal(units: Int64(quotient), decimals: target)
    }

    private func shifted(by exponent: Int, text: String) throws(ArithmeticError) -> Decimal {
        // A mantissa is 1 to 9 and a fraction: 10^19 is past 64 bits, and 10^-19 past eighteen decimals.
        let factor = Ratio(powerOfTen(min(abs(exponent), Decimal.mostDecimals + 1)))
        let value = exponent < 0 ? try ratio.divided(by: factor) : try ratio.multiplied(by: factor)
        guard let decimal = Decimal(exactly: value) else {
            if exponent < 0 { throw .tooManyDecimals(text: text, allowed: Decimal.mostDecimals) }
            throw .overflow(operation: "read as", left: text, right: "64 bits")
        }
        return decimal
    }
}

extension Decimal: CustomStringConvertible {
    public var description: String {
        let digits = String(units.magnitude)
        let sign = units < 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}

/// Returns `10^exponent`, for exponents of 0 to 38.
package func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
}
