/// The chi-square distribution.
package struct ChiSquare: Sendable {
    package let degreesOfFreedom: Double

    /// - Parameter degreesOfFreedom: more than 0, at most 10^10.
    package init(degreesOfFreedom: Double) throws(StatisticsError) {
        guard degreesOfFreedom > 0, degreesOfFreedom <= largestParameter else {
            throw .outOfRange(
                what: "the degrees of freedom", came: degreesOfFreedom, allowed: "more than 0, at most 10^10")
        }
        self.degreesOfFreedom = degreesOfFreedom
    }

    package func cdf(_ x: Double) -> Double { tails(x).lower }

    package func upperTail(_ x: Double) -> Double { tails(x).upper }

    /// Returns the x with P(X ≤ x) = `probability`, in (0, 1).
    package func quantile(_ probability: Double) throws(StatisticsError) -> Double {
        try requireOpenUnit(probability, "the probability")
        if probability > 0.5 { return try fallingQuantile(1 - probability, upperTail) }
        return try fallingQuantile(-probability) { x in -cdf(x) }
    }

    /// - Source: DLMF 8.2.4; Abramowitz and Stegun 26.4.19.
    private func tails(_ x: Double) -> Tails {
        precondition(!x.isNaN, "a distribution was asked for what is not a number")
        return incompleteGamma(degreesOfFreedom / 2, x / 2)
    }
}
