/// Groups from the worst off to the best off, with how many are in each and what they have.
package struct SocialGroups: Sendable {
    package let sizes: [Double]
    /// A rate or a mean for each group.
    package let levels: [Double]
    /// Of all people.
    package let mean: Double

    /// - Parameters: in the order from the worst off; sizes more than 0.
    /// - Throws: `tooFew` for fewer than two groups.
    package init(sizes: [Double], levels: [Double]) throws(StatisticsError) {
        try requireCount(sizes.count, atLeast: 2, "groups")
        try requireLength(levels.count, sizes.count, "the groups' levels")
        try requirePositive(sizes, "the group's size")
        try requireFinite(levels, "the group's level")
        self.sizes = sizes
        self.levels = levels
        mean = try finite(weightedMean(levels, sizes), "the groups' mean")
    }

    /// The share of people who are worse off than the middle of each group, in (0, 1).
    ///
    /// - Source: ridits, Bross (1958).
    package var ridits: [Double] {
        let total = compensatedSum(sizes)
        var below = 0.0
        return sizes.map { size in
            defer { below += size }
            return (below + size / 2) / total
        }
    }

    /// The worst off group's level less the best off group's.
    package var absoluteGap: Double { levels[0] - levels[levels.count - 1] }

    /// The worst off group's level over the best off group's.
    ///
    /// - Throws: `undefined` where the best off have 0.
    package var relativeGap: Double {
        get throws(StatisticsError) {
            guard levels[levels.count - 1] != 0 else {
                throw .undefined(what: "the relative gap", because: "the best off group has 0")
            }
            return try finite(levels[0] / levels[levels.count - 1], "the relative gap")
        }
    }

    /// Negative where the worse off have more of it, in [−1, 1] for what cannot be negative.
    ///
    /// - Throws: `undefined` where the mean is not more than 0.
    /// - Source: 2 / μ · Σ share · level · ridit − 1, Kakwani, Wagstaff and van Doorslaer (1997); the same
    ///   as O'Donnell and others (2008), 8.
    package var concentrationIndex: Double {
        get throws(StatisticsError) {
            guard mean > 0 else {
                throw .undefined(what: "the concentration index", because: "the mean is not more than 0")
            }
            // Around ½ and the mean, so that an even spread gives exactly 0.
            let products = zip(zip(sizes, levels), ridits).map { $0.0 * ($0.1 - mean) * ($1 - 0.5) }
            return try finite(
                2 * compensatedSum(products) / compensatedSum(sizes) / mean, "the concentration index")
        }
    }
}

/// The distance between two groups' rates, with intervals.
package struct RateGap: Hashable, Sendable {
    /// First rate minus second rate, with Newcombe's interval.
    package let absolute: Double
    package let absoluteInterval: Interval
    /// First rate over second rate; nil where an arm has no success.
    package let relative: RiskRatio?
}

/// Returns the absolute and the relative gap between two groups' rates.
package func rateGap(
    _ first: Proportion, _ second: Proportion, level: Double = 0.95
) throws(StatisticsError) -> RateGap {
    let defined = first.successes > 0 && second.successes > 0
    let certain = first.successes == first.trials && second.successes == second.trials
    return RateGap(
        absolute: first.rate - second.rate, absoluteInterval: try newcombe(first, second, level: level),
        relative: defined && !certain ? try riskRatio(first, second, level: level) : nil)
}
