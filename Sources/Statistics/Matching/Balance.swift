/// What a difference of means between the arms is divided by.
package enum BalanceScale: String, Hashable, Sendable, CaseIterable {
    /// The standard deviation of the treated before; √(p (1 − p)) for a column of 0 and 1, as MatchIt has it.
    case treated
    /// √((s₁² + s₀²) / 2) of the arms before, also for a column of 0 and 1.
    case bothArms
}

/// How alike the arms are in one column, before and after matching or weighting.
package struct Balance: Hashable, Sendable {
    package struct Side: Hashable, Sendable {
        package let treatedMean: Double
        package let controlMean: Double
        /// (Treated mean − control mean) / the scale before.
        package let standardisedDifference: Double
        /// Treated variance / control variance; nil where the controls do not vary.
        package let varianceRatio: Double?
    }

    package let column: String
    package let scale: BalanceScale
    package let before: Side
    package let after: Side?
}

/// Returns the balance of each column.
///
/// - Parameters:
///   - weights: after weighting, more than 0; after matching, how many times a row is in the matched set,
///     0 for none; nil where there is no after yet.
/// - Throws: `noVariance` for a column that does not vary in what it is scaled by.
/// - Source: Rosenbaum and Rubin (1985); Austin (2009). The scale stays that of before, so that a
///   smaller spread does not pass for less balance. Weighted variances are those of R's `cov.wt`.
package func balance(
    _ columns: [Design.Column], treated: [Bool], weights: [Double]? = nil, scale: BalanceScale
) throws(StatisticsError) -> [Balance] {
    let arms = [true, false].map { arm in treated.indices.filter { treated[$0] == arm } }
    if let weights {
        try requireLength(weights.count, treated.count, "the weights")
        try requireFinite(weights, "the weight")
        if let row = weights.firstIndex(where: { $0 < 0 }) {
            throw .notPositive(what: "the weight", row: row)
        }
    }
    var table: [Balance] = []
    for column in columns {
        try requireLength(column.values.count, treated.count, column.name)
        try requireFinite(column.values, column.name)
        let samples = (
            try Sample(column.values.picked(arms[0]), named: "\(column.name) of the treated"),
            try Sample(column.values.picked(arms[1]), named: "\(column.name) of the controls")
        )
        let size = divisor(column, samples.0, samples.1, scale)
        guard size > 0 else { throw .noVariance(what: column.name) }
        var after: Balance.Side?
        if let weights {
            let sides = (
                try Moments(column.values.picked(arms[0]), weights.picked(arms[0]), column.name),
                try Moments(column.values.picked(arms[1]), weights.picked(arms[1]), column.name)
            )
            after = side(sides.0, sides.1, size)
        }
        let before = side(Moments(samples.0), Moments(samples.1), size)
        table.append(Balance(column: column.name, scale: scale, before: before, after: after))
    }
    return table
}

private struct Moments {
    let mean: Double
    let variance: Double

    init(_ sample: Sample) {
        mean = sample.mean
        variance = sample.variance
    }

    /// Weighted, the variance unbiased for weights that say how reliable a row is.
    init(_ values: [Double], _ weights: [Double], _ name: String) throws(StatisticsError) {
        let total = compensatedSum(weights)
        guard total > 0 else {
            throw .undefined(what: "the balance of \(name)", because: "an arm has no weight")
        }
        let mean = weightedMean(values, weights)
        let shares = weights.map { $0 / total }
        let squares = compensatedSum(zip(values, shares).map { ($0 - mean) * ($0 - mean) * $1 })
        let free = 1 - compensatedSum(shares.map { $0 * $0 })
        self.mean = mean
        variance = free > 1e-12 ? squares / free : 0
    }
}

private func side(_ treated: Moments, _ controls: Moments, _ size: Double) -> Balance.Side {
    Balance.Side(
        treatedMean: treated.mean, controlMean: controls.mean,
        standardisedDifference: (treated.mean - controls.mean) / size,
        varianceRatio: controls.variance > 0 ? treated.variance / controls.variance : nil)
}

private func divisor(
    _ column: Design.Column, _ treated: Sample, _ controls: Sample, _ scale: BalanceScale
) -> Double {
    switch scale {
    case .bothArms:
        return (treated.variance / 2 + controls.variance / 2).squareRoot()
    case .treated:
        let binary = column.values.allSatisfy { $0 == 0 || $0 == 1 }
        return binary ? (treated.mean * (1 - treated.mean)).squareRoot() : treated.standardDeviation
    }
}
