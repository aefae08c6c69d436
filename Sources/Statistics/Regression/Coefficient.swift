/// A coefficient, or a combination of them, with what is known of its precision.
package struct Coefficient: Hashable, Sendable {
    package let name: String
    package let estimate: Double
    package let standardError: Double
    /// Estimate / standard error: t or z, as `reference` says.
    package let statistic: Double
    package let reference: Reference
    /// Two-sided, in [0, 1].
    package let p: Double
    package let interval: Interval

    /// - Throws: `noVariance` for a standard error of 0, `undefined` for a negative variance.
    init(
        _ name: String, estimate: Double, variance: Double, reference: Reference, level: Double
    ) throws(StatisticsError) {
        _ = try finite(variance, "the variance of \(name)")
        guard variance >= 0 else {
            throw .undefined(what: "the standard error of \(name)", because: "its variance came out negative")
        }
        guard variance > 0 else { throw .noVariance(what: "the coefficient of \(name)") }
        self.name = name
        self.estimate = try finite(estimate, "the coefficient of \(name)")
        self.reference = reference
        standardError = variance.squareRoot()
        statistic = try finite(estimate / standardError, "the test statistic of \(name)")
        p = try reference.twoSidedP(statistic)
        interval = try Interval(
            around: estimate, standardError, quantile: reference.quantile(level: level), level: level)
    }
}

/// Whether test statistics are compared with Student's t or with the normal distribution.
package enum ReferenceKind: String, Hashable, Sendable {
    case studentT, normal
}

extension LinearFit {
    /// Returns one coefficient by its name.
    ///
    /// - Parameters:
    ///   - level: confidence of the interval, in (0, 1).
    ///   - reference: t with the covariance's degrees of freedom, or the normal distribution.
    package func coefficient(
        _ name: String, _ covariance: CoefficientCovariance, reference: ReferenceKind = .studentT,
        level: Double = 0.95
    ) throws(StatisticsError) -> Coefficient {
        try combination(named: name, [name: 1], covariance, reference: reference, level: level)
    }

    /// Returns all coefficients, in the order of the design.
    package func coefficients(
        _ covariance: CoefficientCovariance, reference: ReferenceKind = .studentT, level: Double = 0.95
    ) throws(StatisticsError) -> [Coefficient] {
        var all: [Coefficient] = []
        for name in names {
            all.append(try coefficient(name, covariance, reference: reference, level: level))
        }
        return all
    }

    /// Returns Σ weight · coefficient, such as a level change and three months of a slope change.
    package func combination(
        named name: String, _ weights: [String: Double], _ covariance: CoefficientCovariance,
        reference: ReferenceKind = .studentT, level: Double = 0.95
    ) throws(StatisticsError) -> Coefficient {
        var row = Array(repeating: 0.0, count: coefficients.count)
        for (column, weight) in weights { row[try place(of: column)] = weight }
        let kind: Reference =
            reference == .normal ? .normal : .studentT(degreesOfFreedom: covariance.degreesOfFreedom)
        return try Coefficient(
            name, estimate: dot(row, coefficients), variance: covariance.matrix.form(row), reference: kind,
            level: level)
    }
}
