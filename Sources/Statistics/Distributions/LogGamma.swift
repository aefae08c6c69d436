import Glibc

/// Returns ln Γ(z) for z > 0.
func logGamma(_ z: Double) -> Double { lgamma(z).0 }

/// Returns ln Γ(z + 1) less Stirling's approximation (z + ½) ln z − z + ½ ln 2π, for z > 0.
///
/// Products of gamma functions in which large logarithms would cancel are written with it, so that they
/// keep their relative precision for a million trials.
///
/// - Source: Loader (2000), "Fast and accurate computation of binomial probabilities"; the series is
///   DLMF 5.11.1.
func stirlingError(_ z: Double) -> Double {
    guard z >= 16 else {
        let approximation = (z + 0.5) * log(z) - z + 0.5 * log(2 * Double.pi)
        return logGamma(z + 1) - approximation
    }
    let square = z * z
    let tail = 1.0 / 1188 - 691.0 / 360_360 / square
    let fourth = 1.0 / 1680 - tail / square
    let third = 1.0 / 1260 - fourth / square
    let second = 1.0 / 360 - third / square
    return (1.0 / 12 - second / square) / z
}

/// Returns x ln(x / mean) + mean − x, for x > 0 and mean > 0, without cancellation where they are close.
///
/// - Parameter difference: x − mean, which the caller may know better than the two tell.
/// - Source: Loader (2000), "Fast and accurate computation of binomial probabilities".
func deviance(_ x: Double, mean: Double, difference: Double) -> Double {
    let ratio = difference / (x + mean)
    guard ratio.magnitude < 0.1 else { return x * log(x / mean) - difference }
    // ln(x / mean) is 2 artanh(ratio), and its first term meets −difference.
    var sum = difference * ratio
    var power = 2 * x * ratio
    var odd = 3.0
    while true {
        power *= ratio * ratio
        let next = sum + power / odd
        if next == sum { return next }
        sum = next
        odd += 2
    }
}

/// Returns Γ(a+b+1) / (Γ(a+1) Γ(b+1)) · x^a · y^b, where x + y = 1 and a, b > 0.
func binomialTerm(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    // The same distance on both sides, and the smaller of x and y has more of its digits.
    let difference = x < y ? a - n * x : n * y - b
    let corrections = stirlingError(n) - stirlingError(a) - stirlingError(b)
    let below = deviance(a, mean: n * x, difference: difference)
    let above = deviance(b, mean: n * y, difference: -difference)
    return exp(corrections - below - above) * (n / (2 * Double.pi * a * b)).squareRoot()
}

/// Returns x^a e^(−x) / Γ(a+1), for a > 0 and x > 0.
func poissonTerm(_ a: Double, _ x: Double) -> Double {
    exp(-stirlingError(a) - deviance(a, mean: x, difference: a - x)) / (2 * Double.pi * a).squareRoot()
}
