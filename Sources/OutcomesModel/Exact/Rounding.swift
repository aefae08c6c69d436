/// How an exact number becomes a whole number of units: a term of every contract.
public enum RoundingMode: String, CaseIterable, Sendable {
    case halfEven = "half_even"
    case halfUp = "half_up"
    case halfDown = "half_down"
    case down
    case up
    case ceiling
    case floor
}

extension Ratio {
    /// Returns the whole number that `mode` gives for this value.
    ///
    /// `halfUp` and `halfDown` send a tie away from and towards zero, `down` and `up` send every
    /// fraction towards and away from zero, as in the decimal arithmetic of ISO/IEC 60559.
    public func rounded(_ mode: RoundingMode) -> Int128 {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        guard remainder != 0 else { return quotient }
        let awayFromZero = quotient + (numerator < 0 ? -1 : 1)
        // Compares the remainder with what is left to the next whole number, which cannot overflow.
        let size = remainder.magnitude
        let rest = denominator.magnitude - size
        switch mode {
        case .down: return quotient
        case .up: return awayFromZero
        case .floor: return numerator < 0 ? awayFromZero : quotient
        case .ceiling: return numerator < 0 ? quotient : awayFromZero
        case .halfUp: return size >= rest ? awayFromZero : quotient
        case .halfDown: return size > rest ? awayFromZero : quotient
        case .halfEven:
            if size == rest { return quotient % 2 == 0 ? quotient : awayFromZero }
            return size > rest ? awayFromZero : quotient
        }
    }

    /// Returns the decimal of `decimals` places that `mode` gives for this value.
    ///
    /// - Throws: `overflow` where the result does not fit in 64 bits.
    public func rounded(_ mode: RoundingMode, decimals: Int) throws(ArithmeticError) -> Decimal {
        let scaled = try multiplied(by: Ratio(powerOfTen(decimals))).rounded(mode)
        guard let units = Int64(exactly: scaled) else {
            throw .overflow(operation: "rounded to", left: description, right: "64 bits")
        }
        return Decimal(units: units, decimals: decimals)
    }
}

/// The contract's rounding: once, where a payment line is made, to a multiple of `unit`.
public struct Rounding: Hashable, Sendable {
    public let mode: RoundingMode
    /// The smallest sum that is paid, at least one minor unit.
    public let unit: Money

    public init(mode: RoundingMode, unit: Money) {
        precondition(unit.minorUnits > 0, "a rounding unit must be positive, and was \(unit)")
        self.mode = mode
        self.unit = unit
    }

    /// Splits an exact amount into what is paid and what rounding left over; the two add up to it.
    ///
    /// - Throws: `currencies` where the amount is in another currency, `overflow` past 64 bits.
    public func apply(to amount: Amount) throws(ArithmeticError) -> (paid: Money, residue: Amount) {
        guard amount.currency == unit.currency else {
            throw .currencies(operation: "rounded to", left: amount.description, right: unit.description)
        }
        let steps = try amount.minorUnits.divided(by: Ratio(unit.minorUnits)).rounded(mode)
        let (minor, overflow) = steps.multipliedReportingOverflow(by: Int128(unit.minorUnits))
        guard !overflow, let fitting = Int64(exactly: minor) else {
            throw .overflow(operation: "rounded to", left: amount.description, right: unit.description)
        }
        let paid = Money(minorUnits: fitting, currency: unit.currency)
        return (paid, try amount.subtracting(Amount(paid)))
    }
}
