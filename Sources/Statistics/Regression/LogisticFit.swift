import Glibc

/// A logistic regression by maximum likelihood.
package struct LogisticFit: Sendable {
    package let names: [String]
    /// On the scale of log odds.
    package let coefficients: [Double]
    /// Each row's probability of yes, in (0, 1).
    package let probabilities: [Double]
    /// Each row's log odds.
    package let logOdds: [Double]
    /// The inverse of the information.
    package let covariance: Matrix
    package let logLikelihood: Double
    package let iterations: Int

    /// Fits a yes or no outcome.
    ///
    /// - Parameter outcome: 1 for yes, 0 for no.
    /// - Throws: `notBinary`; `noVariance` where all are yes or all are no; `collinear`; `separated` where a
    ///   combination of the columns tells yes from no, wholly or but for ties, so that no likeliest
    ///   coefficients exist; `noConvergence`.
    /// - Source: Newton's method, McCullagh and Nelder (1989), 4.4; separation as defined by Albert and
    ///   Anderson (1984).
    package init(_ outcome: [Double], on design: Design) throws(StatisticsError) {
        try requireLength(outcome.count, design.rows, "the outcome")
        for (row, value) in outcome.enumerated() where value != 0 && value != 1 {
            throw .notBinary(what: "the outcome", row: row)
        }
        guard let first = outcome.first, outcome.contains(where: { $0 != first }) else {
            throw .noVariance(what: "the outcome")
        }
        try requireCount(design.rows, atLeast: design.columns.count + 1, "rows")
        let columns = design.columns.map(\.values)
        let sizes = columns.map(norm)
        _ = try Orthogonal(columns, sizes: sizes, names: design.names)

        var coefficients = columns.map { _ in 0.0 }
        var logOdds = design.predictor(coefficients)
        var likelihood = logistic(likelihoodOf: outcome, logOdds)
        for iteration in 1...100 {
            let inverse = try Self.inverseTriangle(columns, logOdds, design)
            let misses = zip(outcome, logOdds).map { $0 - logistic($1) }
            let slope = columns.map { dot($0, misses) }
            var step = (inverse * inverse.transposed).applied(to: slope)
            var change = design.predictor(step)
            let greatest = change.reduce(0) { max($0, $1.magnitude) }
            guard greatest.isFinite else {
                throw .noConvergence(what: "the logistic regression", steps: iteration)
            }
            if greatest > 0.1,
                separates(change, outcome, tolerance: (iteration < 15 ? 1e-9 : 1e-6) * greatest)
            {
                throw .separated(column: Self.heaviest(step, sizes, design))
            }
            // Newton's step may go too far while the fit is poor; half of it goes the same way.
            for _ in 0..<30 {
                let next = logistic(likelihoodOf: outcome, zip(logOdds, change).map { $0 + $1 })
                if greatest < 1e-3 || next >= likelihood { break }
                step = step.map { $0 / 2 }
                change = change.map { $0 / 2 }
            }
            coefficients = zip(coefficients, step).map { $0 + $1 }
            logOdds = design.predictor(coefficients)
            likelihood = logistic(likelihoodOf: outcome, logOdds)
            guard greatest < 1e-8 else { continue }
            let final = try Self.inverseTriangle(columns, logOdds, design)
            names = design.names
            self.coefficients = coefficients
            self.logOdds = logOdds
            probabilities = logOdds.map { logistic($0) }
            covariance = final * final.transposed
            logLikelihood = likelihood
            iterations = iteration
            return
        }
        throw .noConvergence(what: "the logistic regression", steps: 100)
    }

    /// Returns the inverse of R, where RᵀR is the information at these log odds.
    private static func inverseTriangle(
        _ columns: [[Double]], _ logOdds: [Double], _ design: Design
    ) throws(StatisticsError) -> Matrix {
        let roots = logOdds.map { (logistic($0) * logistic(-$0)).squareRoot() }
        let weighted = columns.map { zip($0, roots).map { $0 * $1 } }
        do {
            let orthogonal = try Orthogonal(weighted, sizes: weighted.map(norm), names: design.names)
            return orthogonal.triangle.upperTriangularInverse
        } catch .collinear(let column) {
            // The columns themselves are independent, so it is the weights that have vanished.
            throw .separated(column: column)
        }
    }

    /// The column that moves the log odds most, other than the intercept.
    private static func heaviest(_ step: [Double], _ sizes: [Double], _ design: Design) -> String {
        let moves = zip(step, sizes).map { ($0 * $1).magnitude }
        let places = design.names.indices.filter { design.names[$0] != Design.interceptName }
        return places.max { moves[$0] < moves[$1] }.map { design.names[$0] } ?? Design.interceptName
    }

    /// Returns a coefficient with its standard error from the information, and its z.
    package func coefficient(_ name: String, level: Double = 0.95) throws(StatisticsError) -> Coefficient {
        guard let place = names.firstIndex(of: name) else {
            throw .undefined(what: "the coefficient of \(name)", because: "the regression has no such column")
        }
        return try Coefficient(
            name, estimate: coefficients[place], variance: covariance[place, place], reference: .normal,
            level: level)
    }
}

/// Returns 1 / (1 + e^(−x)), without loss for very negative x.
func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let odds = exp(x)
    return odds / (1 + odds)
}

private func logistic(likelihoodOf outcome: [Double], _ logOdds: [Double]) -> Double {
    compensatedSum(
        zip(outcome, logOdds).lazy.map { yes, odds in
            let agreement = yes == 1 ? odds : -odds
            return agreement > 0 ? -log1p(exp(-agreement)) : agreement - log1p(exp(agreement))
        })
}

/// Whether the change goes the right way in every row, or at least not the wrong way.
private func separates(_ change: [Double], _ outcome: [Double], tolerance: Double) -> Bool {
    zip(change, outcome).allSatisfy { change, yes in (yes == 1 ? change : -change) >= -tolerance }
}
