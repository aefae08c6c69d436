/// What a planned test tolerates.
package struct TestPlan: Hashable, Sendable {
    package enum Sides: String, Hashable, Sendable, CaseIterable {
        /// An effect of either sign counts; both tails add to the power.
        case two
        /// Only an effect of the expected sign.
        case one
    }

    /// The probability of a false alarm, in (0, 1), usually 0.05.
    package let alpha: Double
    package let sides: Sides

    package init(alpha: Double = 0.05, sides: Sides = .two) throws(StatisticsError) {
        try requireOpenUnit(alpha, "the significance level")
        self.alpha = alpha
        self.sides = sides
    }

    var tail: Double { sides == .two ? alpha / 2 : alpha }

    func requireReachable(_ power: Double) throws(StatisticsError) {
        guard power > alpha, power < 1 else {
            throw .outOfRange(
                what: "the power", came: power, allowed: "more than the significance level and less than 1")
        }
    }
}

/// How many people there are; fractions stand for effective sizes under clustering.
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
