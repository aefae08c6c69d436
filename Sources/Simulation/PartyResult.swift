package import OutcomesModel

/// What a party gains or loses over all draws.
package struct PartyResult: Sendable {
    package let party: PartyID
    package let spread: Spread
    package let histogram: Histogram
    /// Shares of the draws: in which it is worse off than with nothing, in which it neither pays nor receives, and in
    /// which a cap on its payments is used up.
    package let loses, isUntouched, isCapped: Ratio
}

/// How sums are spread, in minor units; quantiles are sums that were drawn, the least with at least that share below.
package struct Spread: Hashable, Sendable {
    package let count: Int
    /// Exact, and here rounded to the minor unit.
    package let mean: Int64
    /// With n - 1, to the minor unit; 0 of one draw.
    package let deviation: Int64
    package let least, quantile5, quantile25, median, quantile75, quantile95, most: Int64

    /// - Parameter sums: at least one.
    init(_ sums: [Int64]) {
        let ascending = sums.sorted()
        func quantile(_ percent: Int) -> Int64 {
            ascending[max(0, (ascending.count * percent + 99) / 100 - 1)]
        }
        count = sums.count
        let whole = sums.reduce(Int128(0)) { $0 + Int128($1) }
        let mean = (try? Ratio(whole, over: Int128(sums.count)).rounded(.halfEven)) ?? 0
        self.mean = Int64(mean)
        // From the rounded mean, with what the rounding adds taken off again: no sum of squares is lost.
        var squares = 0.0
        var rest = 0.0
        for sum in ascending {
            let distance = Double(Int128(sum) - mean)
            squares += distance * distance
            rest += distance
        }
        let variance =
            sums.count > 1 ? (squares - rest * rest / Double(sums.count)) / Double(sums.count - 1) : 0
        deviation = Int64(max(0, variance).squareRoot().rounded(.toNearestOrEven))
        least = ascending[0]
        quantile5 = quantile(5)
        quantile25 = quantile(25)
        median = quantile(50)
        quantile75 = quantile(75)
        quantile95 = quantile(95)
        most = ascending[ascending.count - 1]
    }
}

/// What parties gain or lose in the draws whose level lies in a part of a curve.
package struct PayoffBand: Sendable {
    /// From the worse level to the better, the last one not part of it but in the last band.
    package let worse, better: Int64
    /// By party; none where no draw lies here.
    package let spreads: [Spread]?
}

/// How many sums lie from one edge to the next, the last edge included; edges are round and ascend.
package struct Histogram: Hashable, Sendable {
    package let edges: [Int64]
    package let counts: [Int]

    /// Bins of one width, which is 1, 2 or 5 times a power of ten minor units, and of which there are at most 21.
    ///
    /// - Parameter sums: at least one; those that are all the same make one bin without width.
    init(_ sums: [Int64]) {
        let (least, most) = (sums.min() ?? 0, sums.max() ?? 0)
        edges = least == most ? [least, most] : Self.edges(least, most)
        var counts = [Int](repeating: 0, count: max(1, edges.count - 1))
        for sum in sums {
            let above = edges.partitioningIndex { $0 > sum }
            counts[min(max(above - 1, 0), counts.count - 1)] += 1
        }
        self.counts = counts
    }

    private static func edges(_ least: Int64, _ most: Int64) -> [Int64] {
        // Wider than 64 bits, so that neither the range nor the edge behind it overflows.
        let (low, high) = (Int128(least), Int128(most))
        var (width, step) = (Int128(1), 0)
        while (high - low) / width >= 20 {
            width *= step % 3 == 1 ? 5 : 2
            if step % 3 == 1 { width /= 2 }
            step += 1
        }
        let first = (low >= 0 ? low / width : (low - width + 1) / width) * width
        var edges = [first]
        repeat { edges.append(edges[edges.count - 1] + width) } while edges[edges.count - 1] < high
        return edges.map { Int64(clamping: $0) }
    }
}

extension Array {
    /// Returns the first place at which a condition holds that then holds for all after it.
    func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
