package import OutcomesModel

extension FixedPoint {
    /// Returns `base` to the power `exponent`, such as `(1 + r)^(days/365)`.
    ///
    /// The whole part of the exponent is multiplied out exactly. The fraction goes through a logarithm and an
    /// exponential series in steps of 2^-208, whose relative error is below 10^-55; then the product is
    /// rounded to a step once. A power that is a whole number of steps is therefore met exactly, also where
    /// it is a root: 1.21 to the power 1/2 is 1.1.
    ///
    /// - Parameter base: more than 0.
    package static func power(_ base: Ratio, _ exponent: Ratio) -> FixedPoint {
        precondition(base.signum > 0, "a power of \(base) was asked for, and only those above 0 exist")
        let whole = Int(exponent.rounded(.floor))
        let rest = Series.logarithm(base).scaled(
            by: exponent.numerator - Int128(whole) * exponent.denominator, over: exponent.denominator)
        let fraction = rest.isZero ? (mantissa: Series.scale, twos: 0) : Series.exponential(rest)
        let (top, bottom) =
            whole < 0 ? (base.denominator, base.numerator) : (base.numerator, base.denominator)
        let dividend = WideInteger.power(top, abs(whole)) * fraction.mantissa * stepsPerOne
        let divisor = WideInteger.power(bottom, abs(whole)) * Series.scale
        return FixedPoint(
            steps: dividend.shiftedLeft(max(0, fraction.twos))
                .divided(by: divisor.shiftedLeft(max(0, -fraction.twos)), rounding: .halfEven))
    }
}

/// Logarithm and exponential in steps of 2^-208, which is 2.4 · 10^-63: powers of two make products cheap.
enum Series {
    static let bits = 208
    static let scale = WideInteger.one.shiftedLeft(bits)

    /// Returns the natural logarithm of a positive ratio, off by less than 10^-58 for each of its twos.
    ///
    /// - Source: ln x = k·ln 2 + 2·artanh((y - 1)/(y + 1)) with x = 2^k·y and y in [2/3, 4/3).
    static func logarithm(_ ratio: Ratio) -> WideInteger {
        var top = WideInteger(ratio.numerator)
        var bottom = WideInteger(ratio.denominator)
        var twos: Int128 = 0
        while top * WideInteger(3) >= bottom * WideInteger(4) {
            bottom = bottom + bottom
            twos += 1
        }
        while top * WideInteger(3) < bottom * WideInteger(2) {
            top = top + top
            twos -= 1
        }
        return WideInteger(twos) * logarithmOfTwo + twiceArtanh(top - bottom, over: top + bottom)
    }

    /// Returns e to the power `value` as `mantissa · 2^twos`, the mantissa off by less than 10^-58 of itself.
    ///
    /// - Source: e^x = 2^k·e^y with y in [-ln 2/2, ln 2/2], and Taylor's series for e^y.
    static func exponential(_ value: WideInteger) -> (mantissa: WideInteger, twos: Int) {
        let twos = value.divided(by: logarithmOfTwo, rounding: .halfEven)
        let rest = value - twos * logarithmOfTwo
        var sum = scale
        var term = scale
        var index: Int128 = 1
        while !term.isZero {
            term = (term * rest).shiftedRight(bits).divided(by: WideInteger(index), rounding: .down)
            sum = sum + term
            index += 1
        }
        // A ratio has 127 bits on each side, and the fraction of an exponent is less than 1.
        guard let shift = twos.narrow else { preconditionFailure("an exponent of \(twos.limbs.count) limbs") }
        return (sum, Int(shift))
    }

    private static let logarithmOfTwo = twiceArtanh(.one, over: WideInteger(3))

    /// Sums 2·(z + z³/3 + z⁵/5 + …) for z = `top / bottom` of at most a third.
    private static func twiceArtanh(_ top: WideInteger, over bottom: WideInteger) -> WideInteger {
        let z = (scale * top).divided(by: bottom, rounding: .halfEven)
        let square = (z * z).shiftedRight(bits)
        var power = z
        var sum = z
        var index: Int128 = 1
        while !power.isZero {
            power = (power * square).shiftedRight(bits)
            index += 2
            sum = sum + power.divided(by: WideInteger(index), rounding: .down)
        }
        return sum + sum
    }
}

extension WideInteger {
    fileprivate func scaled(by top: Int128, over bottom: Int128) -> WideInteger {
        (self * WideInteger(top)).divided(by: WideInteger(bottom), rounding: .halfEven)
    }
}
