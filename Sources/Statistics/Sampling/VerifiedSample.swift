/// What a sample of claims was found to be.
package struct VerifiedSample: Hashable, Sendable {
    package let claims: Int
    package let sampled: Int
    package let invalid: Int
    private let found: Proportion

    /// - Throws: `tooFew` for an empty sample, `outOfRange` for more invalid than sampled, or more sampled
    ///   than claimed.
    package init(claims: Int, sampled: Int, invalid: Int) throws(StatisticsError) {
        guard claims >= sampled, claims <= Int(largestParameter) else {
            throw .outOfRange(
                what: "the number of claims", came: Double(claims), allowed: "from \(sampled) to 10^10")
        }
        found = try Proportion(invalid, of: sampled)
        self.claims = claims
        self.sampled = sampled
        self.invalid = invalid
    }

    /// Invalid / sampled, in [0, 1].
    package var failureRate: Double { found.rate }

    /// Returns the rate that the true one exceeds with a probability of at most 1 − `confidence`.
    ///
    /// - Source: Clopper and Pearson (1934), one-sided; for a sample from many more claims.
    package func failureRateBound(confidence: Double) throws(StatisticsError) -> Double {
        try upperBound(found, level: confidence)
    }

    /// Returns the greatest number of invalid claims among all that the sample does not refute.
    ///
    /// Knows that the sample was drawn without replacement: where everything was checked, it is what was
    /// found.
    ///
    /// - Source: the hypergeometric bound of Buonaccorsi (1987), one-sided.
    package func failureCountBound(confidence: Double) throws(StatisticsError) -> Int {
        try requireOpenUnit(confidence, "the confidence")
        func isPossible(_ marked: Int) -> Bool {
            Hypergeometric(population: claims, marked: marked, drawn: sampled).cdf(invalid) > 1 - confidence
        }
        var (possible, refuted) = (invalid, claims - (sampled - invalid) + 1)
        while possible + 1 < refuted {
            let middle = possible + (refuted - possible) / 2
            if isPossible(middle) { possible = middle } else { refuted = middle }
        }
        return possible
    }

    /// The claims that count when the sample stands for all, whole ones: claims · valid / sampled, down.
    ///
    /// - Source: the ratio estimate of Cochran (1977), 2.11, in whole numbers.
    package var extrapolatedClaims: Int {
        let product = UInt(claims).multipliedFullWidth(by: UInt(sampled - invalid))
        return Int(UInt(sampled).dividingFullWidth(product).quotient)
    }

    /// Returns the claims that count when as many fail as the bound of the rate allows, whole ones, down.
    package func extrapolatedClaims(atBoundOf confidence: Double) throws(StatisticsError) -> Int {
        Int(Double(claims) * (1 - (try failureRateBound(confidence: confidence))))
    }

    /// Returns how many of all claims fail, by Clopper and Pearson's two-sided interval of the rate.
    package func failures(level: Double = 0.95) throws(StatisticsError) -> Interval {
        let rate = try clopperPearson(found, level: level)
        return Interval(lower: rate.lower * Double(claims), upper: rate.upper * Double(claims), level: level)
    }
}
