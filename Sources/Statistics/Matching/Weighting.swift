/// Whom a weighted comparison speaks of.
package enum WeightingTarget: String, Hashable, Sendable, CaseIterable {
    /// Everybody: 1 / score for the treated, 1 / (1 − score) for the others.
    case everybody
    /// As before, times the share of the row's own arm, so that the mean weight is about 1.
    case everybodyStabilised
    /// The treated: 1 for them, score / (1 − score) for the others.
    case treated
}

extension Propensity {
    /// Returns each row's weight, more than 0.
    ///
    /// - Source: Horvitz and Thompson (1952); stabilised as in Hernán and Robins (2020), 12.3; for the
    ///   treated, Hirano, Imbens and Ridder (2003).
    package func weights(for target: WeightingTarget) -> [Double] {
        let share = Double(treated.count { $0 }) / Double(treated.count)
        return zip(treated, scores).map { treated, score in
            switch target {
            case .everybody: treated ? 1 / score : 1 / (1 - score)
            case .everybodyStabilised: treated ? share / score : (1 - share) / (1 - score)
            case .treated: treated ? 1 : score / (1 - score)
            }
        }
    }
}

/// A weighted difference of means between the arms.
package struct WeightedDifference: Sendable {
    package let effect: Coefficient
    package let sumOfWeights: Double
    package let meanWeight: Double
    package let greatestWeight: Double
    /// (Σ w)² / Σ w² in each arm: how many unweighted rows would be as precise.
    package let effectiveTreated: Double
    package let effectiveControls: Double

    /// Returns the weighted mean of the treated minus that of the others.
    ///
    /// The standard error is White's HC0 on the weighted regression, in which the weights count as known;
    /// for weights of a propensity score that is too wide rather than too narrow.
    ///
    /// - Source: Hernán and Robins (2020), 12.2; effective sizes of Kish (1965).
    package init(
        _ outcome: [Double], treated: [Bool], weights: [Double], standardErrors: StandardErrors = .hc0,
        reference: ReferenceKind = .normal, level: Double = 0.95
    ) throws(StatisticsError) {
        let design = try Design([.init("treated", treated)], rows: outcome.count)
        let fit = try LinearFit(outcome, on: design, weights: weights)
        effect = try fit.coefficient(
            "treated", fit.covariance(standardErrors), reference: reference, level: level)
        sumOfWeights = compensatedSum(weights)
        meanWeight = sumOfWeights / Double(weights.count)
        greatestWeight = weights.reduce(0, max)
        func effective(_ arm: Bool) -> Double {
            let own = zip(weights, treated).filter { $1 == arm }.map(\.0)
            let sum = compensatedSum(own)
            return sum * sum / compensatedSum(own.map { $0 * $0 })
        }
        effectiveTreated = effective(true)
        effectiveControls = effective(false)
    }
}

/// Returns the mean difference within matched sets, with the standard error of a paired test.
///
/// - Parameters:
///   - outcome: each unit's figure, by id.
/// - Throws: `tooFew` for fewer than two matches, `undefined` for a unit without an outcome.
/// - Source: Ho, Imai, King and Stuart (2007); several controls count with their mean.
package func matchedDifference<ID>(
    _ matching: Matching<ID>, outcome: [ID: Double], level: Double = 0.95
) throws(StatisticsError) -> MeanDifference {
    func figure(_ id: ID) throws(StatisticsError) -> Double {
        guard let figure = outcome[id] else {
            throw .undefined(what: "the difference within matches", because: "a unit has no outcome")
        }
        return figure
    }
    var treated: [Double] = []
    var controls: [Double] = []
    for match in matching.matches {
        treated.append(try figure(match.treated))
        var own: [Double] = []
        for id in match.controls { own.append(try figure(id)) }
        controls.append(compensatedSum(own) / Double(own.count))
    }
    return try paired(treated, controls, level: level)
}
