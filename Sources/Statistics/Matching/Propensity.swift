/// Each row's probability of being treated, from a logistic regression on what was known before.
package struct Propensity: Sendable {
    package let treated: [Bool]
    /// In (0, 1).
    package let scores: [Double]
    /// ln(score / (1 − score)).
    package let logits: [Double]
    package let fit: LogisticFit

    /// - Throws: whatever `LogisticFit` throws; `undefined` where a score is so close to 0 or 1 that no
    ///   weight follows from it.
    /// - Source: Rosenbaum and Rubin (1983).
    package init(treated: [Bool], on design: Design) throws(StatisticsError) {
        fit = try LogisticFit(treated.map { $0 ? 1 : 0 }, on: design)
        self.treated = treated
        scores = fit.probabilities
        logits = fit.logOdds
        if let row = scores.firstIndex(where: { $0 <= 0 || $0 >= 1 }) {
            throw .undefined(what: "the weight of row \(row), counted from 0", because: "its score is 0 or 1")
        }
    }

    /// Returns a caliper as a share of the standard deviation of the log odds over all rows.
    ///
    /// - Parameter share: usually 0.2.
    /// - Source: Rosenbaum and Rubin (1985); the share of Austin (2011). Some programs pool the two arms'
    ///   variances instead, which gives less.
    package func logitCaliper(_ share: Double = 0.2) throws(StatisticsError) -> Double {
        try requirePositive(share, "the share of the standard deviation")
        return share * (try Sample(logits, named: "the log odds").standardDeviation)
    }

    /// Returns how far the arms' scores overlap.
    package var overlap: Overlap {
        get throws(StatisticsError) { try Overlap(scores, treated: treated) }
    }
}

/// Who has no counterpart in the other arm.
package struct Overlap: Hashable, Sendable {
    /// The greater of the two least scores to the lesser of the two greatest.
    package let lower: Double
    package let upper: Double
    /// Treated rows outside, of all treated.
    package let treatedOutside: Proportion
    package let controlsOutside: Proportion

    /// - Throws: `tooFew` where an arm is empty.
    /// - Source: the minima and maxima of Dehejia and Wahba (1999).
    package init(_ scores: [Double], treated: [Bool]) throws(StatisticsError) {
        try requireLength(treated.count, scores.count, "the arm")
        try requireFinite(scores, "the score")
        let arms = [true, false].map { arm in scores.indices.filter { treated[$0] == arm }.map { scores[$0] }
        }
        guard let low1 = arms[0].min(), let high1 = arms[0].max() else {
            throw .tooFew(what: "treated rows", came: 0, needed: 1)
        }
        guard let low0 = arms[1].min(), let high0 = arms[1].max() else {
            throw .tooFew(what: "controls", came: 0, needed: 1)
        }
        let (lower, upper) = (max(low1, low0), min(high1, high0))
        func outside(_ arm: [Double]) throws(StatisticsError) -> Proportion {
            try Proportion(arm.count { $0 < lower || $0 > upper }, of: arm.count)
        }
        self.lower = lower
        self.upper = upper
        treatedOutside = try outside(arms[0])
        controlsOutside = try outside(arms[1])
    }
}
