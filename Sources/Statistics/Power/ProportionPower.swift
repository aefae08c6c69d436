import Glibc

extension TestPlan {
    /// Returns the probability that two rates this far apart are told apart.
    ///
    /// - Parameters: rates in [0, 1].
    /// - Returns: in [0, 1].
    /// - Source: the arcsine transformation h = 2 asin √p₁ − 2 asin √p₂, Cohen (1988), chapter 6, with the
    ///   normal distribution.
    package func powerOfProportions(
        _ first: Double, _ second: Double, _ arms: Arms
    ) throws(StatisticsError) -> Double {
        try arms.check(atLeast: 1)
        return try power(arcsineDistance(first, second), arms)
    }

    /// Returns the size of the first arm that gives this power, not rounded.
    ///
    /// - Parameters:
    ///   - rates: in [0, 1], not equal; for a one-sided test the first is the greater.
    ///   - ratio: second arm / first arm, more than 0.
    package func sizeForProportions(
        _ first: Double, _ second: Double, power target: Double, ratio: Double = 1
    ) throws(StatisticsError) -> Double {
        try requireReachable(target)
        let distance = try arcsineDistance(first, second)
        try requirePositive(sides == .two ? distance.magnitude : distance, "the distance between the rates")
        try requirePositive(ratio, "the ratio of the arms")
        let limit = 1e9 / max(1, ratio)
        return try leastReaching(target, from: 1 / min(1, ratio), to: limit, "the size of the first arm") {
            size throws(StatisticsError) in
            try power(distance, .two(size, size * ratio))
        }
    }

    /// Returns the rate above the second arm's that is the first to be told apart from it.
    ///
    /// - Throws: `undefined` where even a rate of 1 is not told apart.
    package func smallestRateAbove(
        _ second: Double, _ arms: Arms, power target: Double
    ) throws(StatisticsError) -> Double {
        try requireReachable(target)
        try arms.check(atLeast: 1)
        let furthest = try arcsineDistance(1, second)
        guard try power(furthest, arms) >= target else {
            throw .undefined(
                what: "the smallest detectable rate", because: "even a rate of 1 is not told apart")
        }
        let distance = try leastReaching(target, from: 0, to: furthest, "the distance between the rates") {
            distance throws(StatisticsError) in try power(distance, arms)
        }
        let sine = sin(min(asin(second.squareRoot()) + distance / 2, Double.pi / 2))
        return sine * sine
    }

    private func power(_ distance: Double, _ arms: Arms) throws(StatisticsError) -> Double {
        let critical = try Normal.upperQuantile(tail)
        let shift = (sides == .two ? distance.magnitude : distance) * arms.scale
        let seen = Normal.upperTail(critical - shift)
        return sides == .two ? min(1, seen + Normal.upperTail(critical + shift)) : seen
    }
}

/// Returns Cohen's h of two rates.
package func arcsineDistance(_ first: Double, _ second: Double) throws(StatisticsError) -> Double {
    for rate in [first, second] where !(rate >= 0 && rate <= 1) {
        throw .outOfRange(what: "the rate", came: rate, allowed: "from 0 to 1")
    }
    return 2 * (asin(first.squareRoot()) - asin(second.squareRoot()))
}
