extension TestPlan {
    /// Returns the probability that a t test sees an effect of this size.
    ///
    /// - Parameter effect: the difference in standard deviations (of the differences, for pairs).
    /// - Returns: in [0, 1].
    /// - Source: the noncentral t distribution, Cohen (1988), chapter 2; both tails where the test is
    ///   two-sided.
    package func powerOfMeans(effect: Double, _ arms: Arms) throws(StatisticsError) -> Double {
        try requireFinite([effect], "the effect")
        try arms.check(atLeast: 2)
        return try power(effect, arms)
    }

    /// Returns the size of the first arm that gives this power, not rounded; plan with the next whole number.
    ///
    /// - Parameters:
    ///   - effect: in standard deviations, not 0; for a one-sided test, more than 0.
    ///   - ratio: second arm / first arm, more than 0; nil for one sample or pairs.
    /// - Returns: at least what gives each arm two people.
    /// - Throws: `outOfRange` for a power outside (alpha, 1), or an effect too small for 10⁹ people.
    package func sizeForMeans(
        effect: Double, power target: Double, ratio: Double?
    ) throws(StatisticsError) -> Double {
        try requireReachable(target)
        try requirePositive(sides == .two ? effect.magnitude : effect, "the effect")
        if let ratio { try requirePositive(ratio, "the ratio of the arms") }
        let least = 2 / min(1, ratio ?? 1)
        let limit = 1e9 / max(1, ratio ?? 1)
        return try leastReaching(target, from: least, to: limit, "the size of the first arm") {
            size throws(StatisticsError) in
            try power(effect, ratio.map { .two(size, size * $0) } ?? .one(size))
        }
    }

    /// Returns the smallest effect, in standard deviations, that these arms show with this power.
    ///
    /// - Throws: `outOfRange` for a power outside (alpha, 1) or an arm of fewer than two.
    package func smallestEffectOnMeans(_ arms: Arms, power target: Double) throws(StatisticsError) -> Double {
        try requireReachable(target)
        try arms.check(atLeast: 2)
        return try leastReaching(target, from: 0, to: 1e6, "the effect") { effect throws(StatisticsError) in
            try power(effect, arms)
        }
    }

    private func power(_ effect: Double, _ arms: Arms) throws(StatisticsError) -> Double {
        let degrees =
            switch arms {
            case .two(let first, let second): first + second - 2
            case .one(let size): size - 1
            }
        let critical = try StudentT(degreesOfFreedom: degrees).upperQuantile(tail)
        // The power rises with the noncentrality, and is 1 long before this limit.
        let signed = sides == .two ? effect.magnitude : effect
        let noncentrality = max(-10_000, min(10_000, signed * arms.scale))
        let t = try NoncentralT(degreesOfFreedom: degrees, noncentrality: noncentrality)
        let seen = t.upperTail(critical)
        return sides == .two ? min(1, seen + t.cdf(-critical)) : seen
    }
}
