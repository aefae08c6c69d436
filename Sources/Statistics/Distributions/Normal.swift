import Glibc

/// The standard normal distribution.
package enum Normal {
    /// Returns P(Z ≤ x), with full relative precision in both tails.
    package static func cdf(_ x: Double) -> Double { upperTail(-x) }

    /// Returns P(Z > x).
    ///
    /// - Source: ½ erfc(x / √2), DLMF 7.18.
    package static func upperTail(_ x: Double) -> Double {
        precondition(!x.isNaN, "a distribution was asked for what is not a number")
        return 0.5 * erfc(x / 2.0.squareRoot())
    }

    package static func density(_ x: Double) -> Double {
        exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    }

    /// Returns the x with P(Z ≤ x) = `probability`, in (0, 1).
    package static func quantile(_ probability: Double) throws(StatisticsError) -> Double {
        try requireOpenUnit(probability, "the probability")
        if probability <= 0.5 { return -(try upperQuantile(probability)) }
        return try upperQuantile(1 - probability)
    }

    /// Returns the x with P(Z > x) = `tail`, in (0, 1).
    ///
    /// Newton's method on the logarithm of the tail, which is concave: from the bound ½ e^(−x²/2), which lies
    /// beyond, it comes back without overshooting.
    ///
    /// - Parameter tail: at least 10⁻³⁰⁰.
    package static func upperQuantile(_ tail: Double) throws(StatisticsError) -> Double {
        guard tail >= 1e-300, tail < 1 else {
            throw .outOfRange(what: "the probability", came: tail, allowed: "from 10^-300 to less than 1")
        }
        if tail > 0.5 { return -(try upperQuantile(1 - tail)) }
        if tail == 0.5 { return 0 }
        var x = (-2 * log(2 * tail)).squareRoot()
        for _ in 0..<100 {
            let here = upperTail(x)
            let step = log(here / tail) * here / density(x)
            x += step
            if step.magnitude <= 4e-16 * x { break }
        }
        return x
    }
}
