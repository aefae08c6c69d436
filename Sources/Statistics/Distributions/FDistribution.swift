/// Fisher's F distribution.
package struct FDistribution: Sendable {
    package let numerator: Double
    package let denominator: Double

    /// - Parameters: degrees of freedom, each more than 0, at most 10^10.
    package init(numerator: Double, denominator: Double) throws(StatisticsError) {
        for degrees in [numerator, denominator] where !(degrees > 0 && degrees <= largestParameter) {
            throw .outOfRange(
                what: "the degrees of freedom", came: degrees, allowed: "more than 0, at most 10^10")
        }
        self.numerator = numerator
        self.denominator = denominator
    }

    package func cdf(_ x: Double) -> Double { tails(x).lower }

    package func upperTail(_ x: Double) -> Double { tails(x).upper }

    /// Returns the x with P(X ≤ x) = `probability`, in (0, 1).
    package func quantile(_ probability: Double) throws(StatisticsError) -> Double {
        try requireOpenUnit(probability, "the probability")
        if probability > 0.5 { return try fallingQuantile(1 - probability, upperTail) }
        return try fallingQuantile(-probability) { x in -cdf(x) }
    }

    /// - Source: Abramowitz and Stegun 26.6.2.
    private func tails(_ x: Double) -> Tails {
        precondition(!x.isNaN, "a distribution was asked for what is not a number")
        if x <= 0 { return .below }
        let scaled = numerator * x
        let whole = scaled + denominator
        guard whole.isFinite else { return .above }
        return incompleteBeta(numerator / 2, denominator / 2, scaled / whole, denominator / whole)
    }
}
