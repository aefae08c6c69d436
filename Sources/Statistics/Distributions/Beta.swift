/// The beta distribution.
package struct Beta: Sendable {
    package let a: Double
    package let b: Double

    /// - Parameters: shapes, each more than 0, at most 10^10.
    package init(_ a: Double, _ b: Double) throws(StatisticsError) {
        for shape in [a, b] where !(shape > 0 && shape <= largestParameter) {
            throw .outOfRange(what: "the beta's shape", came: shape, allowed: "more than 0, at most 10^10")
        }
        self.a = a
        self.b = b
    }

    package func cdf(_ x: Double) -> Double { incompleteBeta(a, b, x, 1 - x).lower }

    package func upperTail(_ x: Double) -> Double { incompleteBeta(a, b, x, 1 - x).upper }

    /// Returns the x with P(X ≤ x) = `probability`, in (0, 1).
    package func quantile(_ probability: Double) throws(StatisticsError) -> Double {
        try requireOpenUnit(probability, "the probability")
        return try root(between: 0, and: 1) { x throws(StatisticsError) in cdf(x) - probability }
    }

    /// Returns the x with P(X > x) = `tail`, in (0, 1), with the tail's own precision.
    package func upperQuantile(_ tail: Double) throws(StatisticsError) -> Double {
        try requireOpenUnit(tail, "the probability")
        return try root(between: 0, and: 1) { x throws(StatisticsError) in upperTail(x) - tail }
    }
}
