/// Student's t distribution.
package struct StudentT: Sendable {
    package let degreesOfFreedom: Double

    /// - Parameter degreesOfFreedom: more than 0, at most 10^10; need not be whole.
    package init(degreesOfFreedom: Double) throws(StatisticsError) {
        guard degreesOfFreedom > 0, degreesOfFreedom <= largestParameter else {
            throw .outOfRange(
                what: "the degrees of freedom", came: degreesOfFreedom, allowed: "more than 0, at most 10^10")
        }
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// Returns P(T ≤ t).
    package func cdf(_ t: Double) -> Double { upperTail(-t) }

    /// Returns P(T > t).
    ///
    /// - Source: DLMF 8.17.1 with x = ν / (ν + t²); Abramowitz and Stegun 26.7.1.
    package func upperTail(_ t: Double) -> Double {
        precondition(!t.isNaN, "a distribution was asked for what is not a number")
        let square = t * t
        guard square.isFinite else { return t > 0 ? 0 : 1 }
        let whole = degreesOfFreedom + square
        let tail =
            incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / whole, square / whole).lower / 2
        return t >= 0 ? tail : 1 - tail
    }

    /// Returns the t with P(T ≤ t) = `probability`, in (0, 1).
    package func quantile(_ probability: Double) throws(StatisticsError) -> Double {
        try requireOpenUnit(probability, "the probability")
        return probability <= 0.5 ? -(try upperQuantile(probability)) : try upperQuantile(1 - probability)
    }

    /// Returns the t with P(T > t) = `tail`, in (0, 1).
    package func upperQuantile(_ tail: Double) throws(StatisticsError) -> Double {
        try requireOpenUnit(tail, "the probability")
        if tail > 0.5 { return -(try upperQuantile(1 - tail)) }
        return tail == 0.5 ? 0 : try fallingQuantile(tail, upperTail)
    }
}
