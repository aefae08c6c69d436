extension TestPlan {
    /// Returns the probability that what the plan demands comes out at an effect of this size.
    ///
    /// - Parameter effect: the difference in standard deviations (of the differences, for pairs).
    /// - Returns: in [0, 1].
    /// - Source: the noncentral t distribution, Cohen (1988), chapter 2; both tails where the test is
    ///   two-sided. In clusters, see `Clustering`.
    package func powerOfMeans(
        effect: Double, _ arms: Arms, in clusters: Clustering? = nil
    ) throws(StatisticsError) -> Double {
        try requireFinite([effect], "the effect")
        try check(arms, clusters)
        return try power(of: effect, arms, clusters)
    }

    /// Returns the size of the first arm that gives this power, not rounded; plan with the next whole number.
    ///
    /// - Parameters:
    ///   - effect: in standard deviations, within reach of what is demanded: not 0, or more than 0, or more than the
    ///     least that counts.
    ///   - ratio: second arm / first arm, more than 0; nil for one sample or pairs.
    /// - Returns: at least what gives each arm two people, or two clusters.
    /// - Throws: `outOfRange` for a power outside (alpha, 1), or an effect too small for 10⁹ people.
    package func sizeForMeans(
        effect: Double, power target: Double, ratio: Double?, in clusters: Clustering? = nil
    ) throws(StatisticsError) -> Double {
        try requireReachable(target)
        try requireWithinReach(effect)
        return try leastSize(reaching: target, from: 2 * (clusters?.size ?? 1), ratio) {
            arms throws(StatisticsError) in try power(of: effect, arms, clusters)
        }
    }

    /// Returns the smallest effect, in standard deviations, that these arms show with this power.
    ///
    /// - Throws: `outOfRange` for a power outside (alpha, 1), or an arm of fewer than two people or clusters.
    package func smallestEffectOnMeans(
        _ arms: Arms, power target: Double, in clusters: Clustering? = nil
    ) throws(StatisticsError) -> Double {
        try requireReachable(target)
        try check(arms, clusters)
        return try leastReaching(target, from: 0, to: 1e6, "the effect") { effect throws(StatisticsError) in
            try power(of: effect, arms, clusters)
        }
    }

    private func check(_ arms: Arms, _ clusters: Clustering?) throws(StatisticsError) {
        try arms.check(atLeast: 2)
        try clusters?.check(arms)
    }

    private func power(
        of effect: Double, _ arms: Arms, _ clusters: Clustering?
    ) throws(StatisticsError) -> Double {
        try power(effect, arms, clusters, otherwise: .studentT(degreesOfFreedom: arms.degreesOfFreedom))
    }
}

extension Arms {
    /// Those of a t test with one variance for all arms.
    package var degreesOfFreedom: Double {
        switch self {
        case .two(let first, let second): first + second - 2
        case .one(let size): size - 1
        }
    }
}
