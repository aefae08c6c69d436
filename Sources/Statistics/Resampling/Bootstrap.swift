/// A statistic, and what it became when the rows were drawn again and again.
package struct Bootstrap: Hashable, Sendable {
    /// The statistic of the rows as they are.
    package let estimate: Double
    /// In the order in which they were drawn.
    package let replicates: [Double]
    package let seed: UInt64
    private let ascending: [Double]

    /// Draws each sample's rows with replacement, from one generator: replicate after replicate, sample
    /// after sample, row after row.
    ///
    /// - Parameters:
    ///   - sizes: how many rows each sample has; one sample, or one for each arm.
    ///   - replicates: how many times, at least 2, usually 9,999.
    ///   - statistic: takes, for each sample, the indexes of the drawn rows.
    /// - Throws: what the statistic throws, `overflow` where it is not finite, `tooFew`.
    /// - Source: Efron (1979); Davison and Hinkley (1997), 2.3.
    package init(
        sizes: [Int], replicates count: Int = 9_999, seed: UInt64,
        statistic: (_ samples: [[Int]]) throws(StatisticsError) -> Double
    ) throws(StatisticsError) {
        try requireCount(sizes.count, atLeast: 1, "samples")
        for size in sizes { try requireCount(size, atLeast: 1, "rows of a sample") }
        try requireCount(count, atLeast: 2, "replicates")
        estimate = try finite(try statistic(sizes.map { Array(0..<$0) }), "the statistic")
        var generator = SplitMix64(seed: seed)
        var values: [Double] = []
        values.reserveCapacity(count)
        for _ in 0..<count {
            let drawn = sizes.map { size in (0..<size).map { _ in generator.index(below: size) } }
            values.append(try finite(try statistic(drawn), "the statistic of a replicate"))
        }
        replicates = values
        ascending = values.sorted()
        self.seed = seed
    }

    package var mean: Double {
        get throws(StatisticsError) { try Sample(replicates, named: "the replicates").mean }
    }

    /// The standard deviation of the replicates, with B − 1.
    package var standardError: Double {
        get throws(StatisticsError) { try Sample(replicates, named: "the replicates").standardDeviation }
    }

    /// The mean of the replicates less the estimate.
    package var bias: Double {
        get throws(StatisticsError) { try finite(try mean - estimate, "the bias") }
    }

    /// Returns the replicates' quantiles (definition 7 of Hyndman and Fan).
    ///
    /// - Source: Efron (1979).
    package func percentileInterval(level: Double = 0.95) throws(StatisticsError) -> Interval {
        try requireOpenUnit(level, "the confidence level")
        let tail = (1 - level) / 2
        return Interval(
            lower: try quantile(ofSorted: ascending, tail),
            upper: try quantile(ofSorted: ascending, 1 - tail),
            level: level)
    }

    /// Returns the percentile interval turned around the estimate.
    ///
    /// - Source: Davison and Hinkley (1997), 5.2.1.
    package func basicInterval(level: Double = 0.95) throws(StatisticsError) -> Interval {
        let turned = try percentileInterval(level: level)
        return Interval(
            lower: try finite(2 * estimate - turned.upper, "the interval's lower bound"),
            upper: try finite(2 * estimate - turned.lower, "the interval's upper bound"), level: level)
    }
}
