/// Returns e to the power `exponent`, by sums and products alone: the same on every machine, which a system's
/// own mathematical library is not; off by at most about two units in the last place.
///
/// - Source: e^x = 2^k·e^y with y in [-ln 2/2, ln 2/2]; Cody and Waite (1980) for ln 2 in two parts.
func exponential(_ exponent: Double) -> Double {
    guard exponent > -745 else { return 0 }
    guard exponent < 709.5 else { return .infinity }
    let (twos, rest) = reduced(exponent)
    let factor = 1 + taylor(rest)
    // In two steps, since a power of two below 2^-1022 is no normal number.
    let half = twos / 2
    return factor * Double(sign: .plus, exponent: half, significand: 1)
        * Double(sign: .plus, exponent: twos - half, significand: 1)
}

/// Returns `e^exponent - 1`, also near 0 to the last places.
func exponentialLessOne(_ exponent: Double) -> Double {
    abs(exponent) < 0.34 ? taylor(exponent) : exponential(exponent) - 1
}

private func reduced(_ exponent: Double) -> (twos: Int, rest: Double) {
    // Towards zero from half away: the nearest, without a library's rounding.
    let twos = Int(exponent * 1.4426950408889634 + (exponent < 0 ? -0.5 : 0.5))
    // The first part of ln 2 has 32 bits, so that its product with a whole number of 11 bits is exact.
    let rest = (exponent - Double(twos) * 0x1.62e42feep-1) - Double(twos) * 0x1.a39ef35793c76p-33
    return (twos, rest)
}

/// Sums x + x²/2! + … + x^18/18!, for |x| of at most 0.35.
private func taylor(_ x: Double) -> Double {
    var sum = 0.0
    for index in stride(from: 18.0, through: 1, by: -1) { sum = (sum + 1) * x / index }
    return sum
}
