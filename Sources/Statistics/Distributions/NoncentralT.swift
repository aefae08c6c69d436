import Glibc

/// The noncentral t distribution, in which power is calculated.
package struct NoncentralT: Sendable {
    package let degreesOfFreedom: Double
    package let noncentrality: Double

    /// - Parameters:
    ///   - degreesOfFreedom: at least 0.1, at most 10^10.
    ///   - noncentrality: in [−10,000, 10,000].
    package init(degreesOfFreedom: Double, noncentrality: Double) throws(StatisticsError) {
        guard degreesOfFreedom >= 0.1, degreesOfFreedom <= largestParameter else {
            throw .outOfRange(
                what: "the degrees of freedom", came: degreesOfFreedom, allowed: "from 0.1 to 10^10")
        }
        guard noncentrality.magnitude <= 10_000 else {
            throw .outOfRange(what: "the noncentrality", came: noncentrality, allowed: "from -10000 to 10000")
        }
        self.degreesOfFreedom = degreesOfFreedom
        self.noncentrality = noncentrality
    }

    /// Returns P(T ≤ t).
    package func cdf(_ t: Double) -> Double {
        integral { scale in Normal.cdf(t * scale - noncentrality) }
    }

    /// Returns P(T > t), with its own relative precision.
    package func upperTail(_ t: Double) -> Double {
        integral { scale in Normal.upperTail(t * scale - noncentrality) }
    }

    /// Returns P(T > t and Z ≥ `least`), Z being the normal variable that T is made of: an estimate in standard errors
    /// that are known in advance, where T is the same estimate in those that are found.
    package func upperTail(_ t: Double, estimateAtLeast least: Double) -> Double {
        // The greater of the two has a corner, which the rule rounds off with the square of its width.
        integral(finer: 16) { scale in Normal.upperTail(max(t * scale, least) - noncentrality) }
    }

    /// Returns the mean of `inner(s)`, where s² is a chi-square over its degrees of freedom ν.
    ///
    /// With s = e^u the density ∝ exp(ν (u − e^(2u) / 2)) is smooth and falls off on both sides, so that
    /// the trapezoidal rule converges exponentially; all terms have one sign, so that nothing cancels.
    ///
    /// - Source: the definition, Johnson, Kotz and Balakrishnan (1995), 31.1; for the rule, Trefethen and
    ///   Weideman (2014), "The exponentially convergent trapezoidal rule".
    private func integral(finer: Double = 1, _ inner: (Double) -> Double) -> Double {
        let spread = 1 / (2 * degreesOfFreedom).squareRoot()
        // As fine as the density asks for, and the inner function, which turns within 1 / noncentrality.
        let width = min(0.08, spread / 3, 0.5 / (1 + noncentrality.magnitude)) / finer
        let half = degreesOfFreedom / 2
        // The density at u = 0 is 2 (ν/2)^(ν/2) e^(−ν/2) / Γ(ν/2), here without large numbers.
        let peak = 2 * half * exp(-stirlingError(half)) / (2 * Double.pi * half).squareRoot()
        var sum = inner(1)
        for direction in [-width, width] {
            var step = 1.0
            while true {
                let u = step * direction
                let density = exp(degreesOfFreedom * exponent(u))
                sum += density * inner(exp(u))
                // The inner function is at most 1, so that what lies farther out does not count.
                if density <= sum * 1e-18 || density == 0 { break }
                step += 1
            }
        }
        return min(max(peak * width * sum, 0), 1)
    }

    /// Returns u − e^(2u)/2 + ½, which is −u² near 0 and would cancel there.
    private func exponent(_ u: Double) -> Double {
        guard u.magnitude < 1e-3 else { return u - expm1(2 * u) / 2 }
        let last = 2.0 / 15 + u * 2 / 45
        let second = 1.0 / 3 + u * last
        return -u * u * (1 + u * (2.0 / 3 + u * second))
    }
}
