/// A cumulative probability and its complement, each with its own relative precision.
struct Tails {
    let lower: Double
    let upper: Double

    static let below = Tails(lower: 0, upper: 1)
    static let above = Tails(lower: 1, upper: 0)
}

/// Parameters above this are refused: the fractions below would take too long.
let largestParameter = 1e10

/// Returns the regularised incomplete beta function I_x(a, b), where y is 1 − x.
///
/// Takes y beside x because whoever has a small y seldom has it from x.
///
/// - Source: DiDonato and Morris (1992), "Algorithm 708", section 4: the even part of DLMF 8.17.22. Its terms
///   hold the distance a − (a + b) x, so that nothing is lost where x or y is close to 1.
func incompleteBeta(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Tails {
    if x <= 0 { return .below }
    if y <= 0 { return .above }
    let front = a * b / (a + b) * binomialTerm(a, b, x, y)
    let distance = x < y ? a - (a + b) * x : (a + b) * y - b
    if distance >= 0 {
        let lower = min(front * betaFraction(a, b, x, y, distance), 1)
        return Tails(lower: lower, upper: 1 - lower)
    }
    let upper = min(front * betaFraction(b, a, y, x, -distance), 1)
    return Tails(lower: 1 - upper, upper: upper)
}

private func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double, _ distance: Double) -> Double {
    continuedFraction { step in
        let m = Double(step)
        let odd = a + 2 * m
        let last = (a + m) / (odd + 1) * (distance + 1 + m * (1 + y))
        if step == 0 { return (1, last) }
        let reach = m * (b - m) * x / (odd - 1)
        let numerator = (a + m - 1) / (odd - 1) * (a + b + m - 1) * reach * x
        return (numerator, m + reach + last)
    }
}

/// Returns the regularised incomplete gamma functions P(a, x) and Q(a, x).
///
/// - Source: DLMF 8.7.1 (series) and 8.9.2 (fraction).
func incompleteGamma(_ a: Double, _ x: Double) -> Tails {
    if x <= 0 { return .below }
    if x.isInfinite { return .above }
    let front = poissonTerm(a, x)
    if x < a + 1 {
        var term = 1.0
        var sum = 1.0
        var divisor = a + 1
        while term > sum * 1e-17 {
            term *= x / divisor
            sum += term
            divisor += 1
        }
        let lower = min(front * sum, 1)
        return Tails(lower: lower, upper: 1 - lower)
    }
    let fraction = continuedFraction { step in
        let m = Double(step)
        return (step == 0 ? 1 : -m * (m - a), x + 2 * m + 1 - a)
    }
    let upper = min(front * a * fraction, 1)
    return Tails(lower: 1 - upper, upper: upper)
}

/// Returns a₀ / (b₀ + a₁ / (b₁ + …)) for the pairs (a, b) that `terms` gives.
///
/// - Source: Lentz's method as changed by Thompson and Barnett (1986).
private func continuedFraction(_ terms: (Int) -> (a: Double, b: Double)) -> Double {
    let tiny = 1e-300
    var value = tiny
    var c = tiny
    var d = 0.0
    for step in 0..<10_000_000 {
        let (a, b) = terms(step)
        d = b + a * d
        if d == 0 { d = tiny }
        d = 1 / d
        c = b + a / c
        if c == 0 { c = tiny }
        value *= c * d
        if (c * d - 1).magnitude < 3e-16 { return value }
    }
    preconditionFailure("a continued fraction did not end, for parameters that were let in")
}
