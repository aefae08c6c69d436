import Glibc

extension TestPlan {
    /// Returns the probability that what the plan demands comes out of two rates this far apart.
    ///
    /// - Parameters: rates in [0, 1].
    /// - Returns: in [0, 1].
    /// - Source: the arcsine transformation h = 2 asin √p₁ − 2 asin √p₂, Cohen (1988), chapter 6, with the
    ///   normal distribution; in clusters with Student's t, see `Clustering`.
    package func powerOfProportions(
        _ first: Double, _ second: Double, _ arms: Arms, in clusters: Clustering? = nil
    ) throws(StatisticsError) -> Double {
        try check(arms, clusters)
        return try power(of: arcsineDistance(first, second), arms, clusters)
    }

    /// Returns the size of the first arm that gives this power, not rounded.
    ///
    /// - Parameters:
    ///   - rates: in [0, 1], not equal, and their distance within reach of what is demanded; for a one-sided test the
    ///     first is the greater.
    ///   - ratio: second arm / first arm, more than 0; nil for one sample.
    package func sizeForProportions(
        _ first: Double, _ second: Double, power target: Double, ratio: Double? = 1,
        in clusters: Clustering? = nil
    ) throws(StatisticsError) -> Double {
        try requireReachable(target)
        let distance = try arcsineDistance(first, second)
        try requireWithinReach(distance)
        return try leastSize(reaching: target, from: clusters.map { 2 * $0.size } ?? 1, ratio) {
            arms throws(StatisticsError) in try power(of: distance, arms, clusters)
        }
    }

    /// Returns the rate above the second arm's that is the first to be told apart from it.
    ///
    /// - Throws: `undefined` where even a rate of 1 is not told apart.
    package func smallestRateAbove(
        _ second: Double, _ arms: Arms, power target: Double, in clusters: Clustering? = nil
    ) throws(StatisticsError) -> Double {
        try requireReachable(target)
        try check(arms, clusters)
        let furthest = try arcsineDistance(1, second)
        guard try power(of: furthest, arms, clusters) >= target else {
            throw .undefined(
                what: "the smallest detectable rate", because: "even a rate of 1 is not told apart")
        }
        let distance = try leastReaching(target, from: 0, to: furthest, "the distance between the rates") {
            distance throws(StatisticsError) in try power(of: distance, arms, clusters)
        }
        let sine = sin(min(asin(second.squareRoot()) + distance / 2, Double.pi / 2))
        return sine * sine
    }

    private func check(_ arms: Arms, _ clusters: Clustering?) throws(StatisticsError) {
        try arms.check(atLeast: 1)
        try clusters?.check(arms)
    }

    private func power(
        of distance: Double, _ arms: Arms, _ clusters: Clustering?
    ) throws(StatisticsError) -> Double {
        try power(distance, arms, clusters, otherwise: .normal)
    }
}

/// Returns Cohen's h of two rates.
package func arcsineDistance(_ first: Double, _ second: Double) throws(StatisticsError) -> Double {
    for rate in [first, second] where !(rate >= 0 && rate <= 1) {
        throw .outOfRange(what: "the rate", came: rate, allowed: "from 0 to 1")
    }
    return 2 * (asin(first.squareRoot()) - asin(second.squareRoot()))
}
