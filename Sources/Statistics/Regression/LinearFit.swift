/// A least squares fit, from which standard errors of any convention can be had.
package struct LinearFit: Sendable {
    package let names: [String]
    package let coefficients: [Double]
    /// Outcome minus fit, in the outcome's unit.
    package let residuals: [Double]
    package let observations: Int
    /// Coefficients, and one for each absorbed group.
    package let parameters: Int
    /// The number of groups whose own levels were taken out.
    package let absorbed: Int

    /// Both scaled by the square roots of the weights.
    let orthogonal: Orthogonal
    let scaledResiduals: [Double]
    let inverseTriangle: Matrix

    /// Fits the outcome by (weighted) least squares.
    ///
    /// - Parameters:
    ///   - weights: more than 0, or nil for 1 each; only their proportions count for the coefficients.
    ///   - groups: where given, each group has a level of its own (fixed effects), which is taken out by
    ///     subtracting group means; the design must then have no intercept.
    /// - Throws: `tooFew` without a residual degree of freedom, `collinear`, `noVariance` where the columns
    ///   leave nothing of the outcome to explain, `lengths`, `notFinite`, `notPositive`.
    /// - Source: for absorbing, Frisch and Waugh (1933), Lovell (1963).
    package init(
        _ outcome: [Double], on design: Design, weights: [Double]? = nil, absorbing groups: [Int]? = nil
    ) throws(StatisticsError) {
        try requireLength(outcome.count, design.rows, "the outcome")
        try requireFinite(outcome, "the outcome")
        if let weights {
            try requireLength(weights.count, design.rows, "the weights")
            try requirePositive(weights, "the weight")
        }
        let roots = weights?.map { $0.squareRoot() }
        func scaled(_ values: [Double]) -> [Double] {
            roots.map { zip(values, $0).map { $0 * $1 } } ?? values
        }

        var outcome = outcome
        var columns = design.columns.map(\.values)
        let sizes = columns.map { norm(scaled($0)) }
        let sizeOfOutcome = norm(scaled(outcome))
        var absorbed = 0
        if let groups {
            try requireLength(groups.count, design.rows, "the groups to absorb")
            let labels = Labels(groups)
            absorbed = labels.count
            outcome = labels.centred(outcome, weights)
            columns = columns.map { labels.centred($0, weights) }
        }
        self.absorbed = absorbed
        parameters = columns.count + absorbed
        try requireCount(design.rows, atLeast: parameters + 1, "rows for \(parameters) coefficients")

        orthogonal = try Orthogonal(columns.map(scaled), sizes: sizes, names: design.names)
        let (parts, rest) = orthogonal.split(scaled(outcome))
        guard norm(rest).isFinite else { throw .overflow(what: "the outcome") }
        guard norm(rest) > 1e-13 * sizeOfOutcome else {
            throw .noVariance(what: "the outcome around its fit")
        }
        let inverse = orthogonal.triangle.upperTriangularInverse
        inverseTriangle = inverse
        coefficients = parts.indices.map { row in
            (row..<parts.count).reduce(0) { $0 + inverse[row, $1] * parts[$1] }
        }
        try requireFinite(coefficients, "the coefficient")
        scaledResiduals = rest
        residuals = roots.map { zip(rest, $0).map { $0 / $1 } } ?? rest
        names = design.names
        observations = design.rows
    }

    /// Rows less parameters.
    package var residualDegreesOfFreedom: Double { Double(observations - parameters) }

    /// The residual variance s², weighted.
    package var residualVariance: Double { dot(scaledResiduals, scaledResiduals) / residualDegreesOfFreedom }

    package func place(of name: String) throws(StatisticsError) -> Int {
        guard let place = names.firstIndex(of: name) else {
            throw .undefined(what: "the coefficient of \(name)", because: "the regression has no such column")
        }
        return place
    }
}

/// Groups, numbered from 0 in the order in which they first come.
struct Labels {
    let codes: [Int]
    let count: Int

    init<Label: Hashable>(_ labels: [Label]) {
        var known: [Label: Int] = [:]
        codes = labels.map { label in
            if let code = known[label] { return code }
            known[label] = known.count
            return known.count - 1
        }
        count = known.count
    }

    /// Returns the values less their group's (weighted) mean.
    func centred(_ values: [Double], _ weights: [Double]?) -> [Double] {
        var sums = Array(repeating: 0.0, count: count)
        var whole = sums
        for (row, code) in codes.enumerated() {
            let weight = weights?[row] ?? 1
            sums[code] += weight * values[row]
            whole[code] += weight
        }
        return zip(values, codes).map { value, code in value - sums[code] / whole[code] }
    }
}
