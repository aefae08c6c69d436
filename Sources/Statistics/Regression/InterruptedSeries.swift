/// What changed in a series when something began.
package struct InterruptedSeries: Sendable {
    /// The level at time 0, had nothing begun.
    package let baseline: Coefficient
    /// Change per step before.
    package let slope: Coefficient
    /// The jump at the first step under the contract.
    package let levelChange: Coefficient
    /// How much more (or less) the series changes per step than before.
    package let slopeChange: Coefficient
    package let covariance: CoefficientCovariance
    package let fit: LinearFit

    /// Fits a line before and a line after.
    ///
    /// - Parameters:
    ///   - values: one per step of equal length, in the order of time.
    ///   - start: the first step under the contract, from 2 to count − 2.
    ///   - lags: how many steps apart two residuals may still depend on each other; 0 gives White's errors.
    /// - Throws: `outOfRange` for a start that leaves fewer than two steps on a side, and whatever the
    ///   regression throws.
    /// - Source: segmented regression, Wagner, Soumerai, Zhang and Ross-Degnan (2002); standard errors of
    ///   Newey and West (1987).
    package init(
        _ values: [Double], start: Int, lags: Int, factor: NeweyWestFactor = .parameters,
        reference: ReferenceKind = .studentT, level: Double = 0.95
    ) throws(StatisticsError) {
        try requireCount(values.count, atLeast: 5, "steps")
        guard start >= 2, start <= values.count - 2 else {
            throw .outOfRange(
                what: "the first step under the contract", came: Double(start),
                allowed: "from 2 to \(values.count - 2)")
        }
        let time = values.indices.map(Double.init)
        let design = try Design(
            [
                .init("time", time), .init("after", values.indices.map { $0 >= start }),
                .init("time after", time.map { max(0, $0 - Double(start)) }),
            ], rows: values.count)
        let fit = try LinearFit(values, on: design)
        let covariance = try fit.covariance(.neweyWest(lags: lags, factor))
        func coefficient(_ name: String) throws(StatisticsError) -> Coefficient {
            try fit.coefficient(name, covariance, reference: reference, level: level)
        }
        baseline = try coefficient(Design.interceptName)
        slope = try coefficient("time")
        levelChange = try coefficient("after")
        slopeChange = try coefficient("time after")
        self.fit = fit
        self.covariance = covariance
    }

    /// Returns the distance from where the line before would have led, some steps after the first.
    ///
    /// - Parameter steps: 0 for the first step under the contract.
    package func effect(
        after steps: Int, reference: ReferenceKind = .studentT, level: Double = 0.95
    ) throws(StatisticsError) -> Coefficient {
        try fit.combination(
            named: "effect after \(steps) steps", ["after": 1, "time after": Double(steps)], covariance,
            reference: reference, level: level)
    }
}
