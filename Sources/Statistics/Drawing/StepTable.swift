import Glibc

/// The distribution function of a discrete distribution, laid out once and searched for each draw.
struct StepTable: Sendable {
    private let values: [Double]
    /// P(X ≤ value), ascending, the last 1.
    private let cumulative: [Double]

    private static let mostTrials = 1_000_000

    /// - Throws: `outOfRange` for a weight below 0 or values that do not ascend, `tooFew` without a weight.
    init(_ values: [ProbabilityDistribution.Weighted]) throws(StatisticsError) {
        for (earlier, later) in zip(values, values.dropFirst()) where earlier.value >= later.value {
            throw .outOfRange(
                what: "a value", came: later.value, allowed: "more than the one before it, \(earlier.value)")
        }
        for one in values where !(one.weight >= 0 && one.weight.isFinite) {
            throw .outOfRange(what: "a weight", came: one.weight, allowed: "0 or more, and finite")
        }
        try self.init(values: values.map(\.value), weights: values.map(\.weight))
    }

    init(binomial trials: Int, _ probability: Double) throws(StatisticsError) {
        guard (1...Self.mostTrials).contains(trials) else {
            throw .outOfRange(
                what: "the trials", came: Double(trials), allowed: "from 1 to \(Self.mostTrials)")
        }
        guard probability >= 0, probability <= 1 else {
            throw .outOfRange(what: "the probability", came: probability, allowed: "from 0 to 1")
        }
        let odds = probability / (1 - probability)
        let mode = min(trials, Int(Double(trials + 1) * probability))
        try self.init(from: mode, to: trials) { k in odds * Double(trials - k + 1) / Double(k) }
    }

    init(poisson mean: Double) throws(StatisticsError) {
        guard mean > 0, mean <= Double(Self.mostTrials) else {
            throw .outOfRange(
                what: "the mean", came: mean, allowed: "more than 0, at most \(Self.mostTrials)")
        }
        // Beyond forty standard deviations there is nothing that a double could hold.
        let most = Int(mean + 40 * mean.squareRoot() + 40)
        try self.init(from: Int(mean), to: most) { k in mean / Double(k) }
    }

    /// Weighs counts from the likeliest outwards, so that nothing runs over or under before it is of no weight.
    ///
    /// - Parameter ratio: P(k) / P(k − 1).
    private init(from mode: Int, to most: Int, ratio: (Int) -> Double) throws(StatisticsError) {
        var weights = [Double](repeating: 0, count: most + 1)
        weights[mode] = 1
        var count = mode
        while count < most {
            let next = weights[count] * ratio(count + 1)
            guard next > 0 else { break }
            weights[count + 1] = next
            count += 1
        }
        count = mode
        while count > 0 {
            let next = weights[count] / ratio(count)
            guard next > 0 else { break }
            weights[count - 1] = next
            count -= 1
        }
        try self.init(values: (0...most).map(Double.init), weights: weights)
    }

    private init(values: [Double], weights: [Double]) throws(StatisticsError) {
        let whole = compensatedSum(weights)
        guard whole > 0, whole.isFinite else {
            throw .tooFew(what: "values with a weight", came: 0, needed: 1)
        }
        var kept: [Double] = []
        var cumulative: [Double] = []
        var sum = 0.0
        for (value, weight) in zip(values, weights) where weight > 0 {
            sum += weight
            kept.append(value)
            cumulative.append(sum / whole)
        }
        cumulative[cumulative.count - 1] = 1
        self.values = kept
        self.cumulative = cumulative
    }

    func value(at probability: Double) -> Double {
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] < probability { low = middle + 1 } else { high = middle }
        }
        return values[low]
    }
}
