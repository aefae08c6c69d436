/// What a planned study must show, and what error it tolerates.
package struct TestPlan: Hashable, Sendable {
    package enum Sides: String, Hashable, Sendable, CaseIterable {
        /// An effect of either sign counts; both tails add to the power.
        case two
        /// Only an effect of the expected sign.
        case one
    }

    /// What must come out. Effects are in standard deviations of a mean, or arcsine distances of a rate.
    package enum Demand: Hashable, Sendable {
        /// A test that tells the effect from none.
        case difference(Sides)
        /// An estimate of at least this, however unsure it is.
        case estimate(atLeast: Double)
        /// An interval of level 1 − alpha whose lower end is at least this.
        case lowerBound(atLeast: Double)
        /// An estimate of at least this, with such an interval above zero.
        case significant(atLeast: Double)
    }

    /// The probability of a false alarm, in (0, 1), usually 0.05; 1 less the level of a two-sided interval.
    package let alpha: Double
    package let demand: Demand

    package init(alpha: Double = 0.05, sides: Sides = .two) throws(StatisticsError) {
        try self.init(alpha: alpha, demand: .difference(sides))
    }

    package init(alpha: Double, demand: Demand) throws(StatisticsError) {
        try requireOpenUnit(alpha, "the significance level")
        self.alpha = alpha
        self.demand = demand
    }

    /// Returns the probability that the demand is met.
    ///
    /// - Parameters:
    ///   - effect: the true one; of either sign only where the demand is a test with two sides.
    ///   - scale: 1 over the standard error of the estimate, in the unit of the effect.
    ///   - reference: what the estimate over its standard error is compared with.
    /// - Source: the noncentral t distribution, Cohen (1988), chapter 2. A lower bound of at least `a` is a one-sided
    ///   test against `a`; an estimate of at least `a` is normal around the effect, since its standard error is known
    ///   in advance.
    package func power(
        _ effect: Double, _ scale: Double, _ reference: Reference
    ) throws(StatisticsError) -> Double {
        // The power rises with the noncentrality, and is 1 long before this limit.
        func scaled(_ distance: Double) -> Double { max(-10_000, min(10_000, distance * scale)) }
        switch demand {
        case .difference(.two):
            let critical = try reference.upperQuantile(alpha / 2)
            let distance = scaled(effect.magnitude)
            return min(
                1,
                try reference.upperTail(critical, noncentrality: distance)
                    + reference.upperTail(critical, noncentrality: -distance))
        case .difference(.one):
            return try reference.upperTail(
                try reference.upperQuantile(alpha), noncentrality: scaled(effect))
        case .estimate(let least): return Normal.upperTail(scaled(least - effect))
        case .lowerBound(let least):
            return try reference.upperTail(
                try reference.upperQuantile(alpha / 2), noncentrality: scaled(effect - least))
        case .significant(let least):
            return try reference.upperTail(
                try reference.upperQuantile(alpha / 2), noncentrality: scaled(effect),
                estimateAtLeast: scaled(least))
        }
    }

    /// Returns the same for arms of people, who depend on each other in clusters.
    ///
    /// - Parameter reference: what the estimate is compared with where there are no clusters.
    func power(
        _ effect: Double, _ arms: Arms, _ clusters: Clustering?, otherwise reference: Reference
    ) throws(StatisticsError) -> Double {
        guard let clusters else { return try power(effect, arms.scale, reference) }
        return try power(
            effect, arms.scale / clusters.designEffect.squareRoot(),
            .studentT(degreesOfFreedom: clusters.degreesOfFreedom(arms)))
    }

    /// Returns the least size of the first arm with which the power reaches `target`, not rounded.
    ///
    /// - Parameters:
    ///   - least: of the smaller arm.
    ///   - ratio: second arm / first arm, more than 0; nil for one sample or pairs.
    func leastSize(
        reaching target: Double, from least: Double, _ ratio: Double?,
        _ power: (Arms) throws(StatisticsError) -> Double
    ) throws(StatisticsError) -> Double {
        if let ratio { try requirePositive(ratio, "the ratio of the arms") }
        return try leastReaching(
            target, from: least / min(1, ratio ?? 1), to: 1e9 / max(1, ratio ?? 1),
            "the size of the first arm"
        ) { size throws(StatisticsError) in
            try power(ratio.map { .two(size, size * $0) } ?? .one(size))
        }
    }

    /// Requires an effect that enough people would show: one that is itself no more than the least that is demanded is
    /// missed as often as not, however many there are.
    func requireWithinReach(_ effect: Double) throws(StatisticsError) {
        let least: Double =
            switch demand {
            case .difference: 0
            case .estimate(let least), .lowerBound(let least): least
            case .significant(let least): max(0, least)
            }
        let size = demand == .difference(.two) ? effect.magnitude : effect
        guard size > least, size.isFinite else {
            throw .outOfRange(what: "the effect", came: effect, allowed: "more than \(least), and finite")
        }
    }

    func requireReachable(_ power: Double) throws(StatisticsError) {
        var floor = 0.0
        if case .difference = demand { floor = alpha }
        guard power > floor, power < 1 else {
            throw .outOfRange(
                what: "the power", came: power, allowed: "more than the significance level and less than 1")
        }
    }
}

extension Reference {
    fileprivate func upperQuantile(_ tail: Double) throws(StatisticsError) -> Double {
        switch self {
        case .studentT(let degrees): try StudentT(degreesOfFreedom: degrees).upperQuantile(tail)
        case .normal: try Normal.upperQuantile(tail)
        }
    }

    /// Returns the probability that the statistic is above `critical`, and the estimate, in standard errors that are
    /// known in advance, at least `least`.
    fileprivate func upperTail(
        _ critical: Double, noncentrality: Double, estimateAtLeast least: Double? = nil
    ) throws(StatisticsError) -> Double {
        switch self {
        case .studentT(let degrees):
            let t = try NoncentralT(degreesOfFreedom: degrees, noncentrality: noncentrality)
            return least.map { t.upperTail(critical, estimateAtLeast: $0) } ?? t.upperTail(critical)
        case .normal: return Normal.upperTail(max(critical, least ?? critical) - noncentrality)
        }
    }
}

/// How many people there are.
package enum Arms: Hashable, Sendable {
    case two(Double, Double)
    /// One sample, or pairs.
    case one(Double)

    /// What an effect in standard deviations is multiplied by to become the test's noncentrality.
    var scale: Double {
        switch self {
        case .two(let first, let second): (first / (first + second) * second).squareRoot()
        case .one(let size): size.squareRoot()
        }
    }

    package var people: Double {
        switch self {
        case .two(let first, let second): first + second
        case .one(let size): size
        }
    }

    func check(atLeast least: Double) throws(StatisticsError) {
        let sizes =
            switch self {
            case .two(let first, let second): [first, second]
            case .one(let size): [size]
            }
        for size in sizes where !(size >= least && size <= largestParameter / 4) {
            throw .outOfRange(what: "the size of an arm", came: size, allowed: "from \(least) to 2.5 * 10^9")
        }
    }
}

/// Returns the least x from `low` on at which the rising power reaches `target`.
func leastReaching(
    _ target: Double, from low: Double, to limit: Double, _ what: String,
    _ power: (Double) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Double {
    if try power(low) >= target { return low }
    var high = max(low * 2, 1e-3)
    while try power(min(high, limit)) < target {
        guard high < limit else { throw .outOfRange(what: what, came: high, allowed: "at most \(limit)") }
        high *= 2
    }
    return try root(between: low, and: min(high, limit)) { x throws(StatisticsError) in try power(x) - target
    }
}
