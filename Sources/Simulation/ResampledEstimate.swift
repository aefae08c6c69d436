package import OutcomesModel
import Statistics

/// An estimate of an evaluation whose people are drawn again and again, with replacement, each group from itself.
package struct ResampledEstimate: Sendable {
    private let treatment: [Double]
    /// Empty where people are compared with themselves, and `treatment` holds their changes.
    private let comparison: [Double]
    private let reading: FigureSource.Reading
    private let better: Indicator.Direction

    /// Nil of fewer than two people in a group.
    package init?(
        treatment: [Double], comparison: [Double]?, reading: FigureSource.Reading,
        better: Indicator.Direction
    ) {
        guard treatment.count > 1, comparison.map({ $0.count > 1 }) ?? true else { return nil }
        self.treatment = treatment
        self.comparison = comparison ?? []
        self.reading = reading
        self.better = better
    }

    func drawn(_ generator: inout SplitMix64) -> Double {
        level(
            treatment: mean(of: treatment, &generator),
            comparison: comparison.isEmpty ? 0 : mean(of: comparison, &generator))
    }

    /// Returns a quantile of the normal distribution around the estimate, with its standard error.
    func level(at probability: Double) throws(StatisticsError) -> Double {
        let first = try Sample(treatment)
        let second = comparison.isEmpty ? nil : try Sample(comparison)
        let error =
            (first.variance / Double(first.count) + (second.map { $0.variance / Double($0.count) } ?? 0))
            .squareRoot()
        let scale = reading == .saving ? Double(treatment.count) : 1
        let estimate = level(treatment: first.mean, comparison: second?.mean ?? 0)
        guard reading != .improved, reading != .reached else { return estimate }
        return estimate + (try Normal.quantile(probability)) * error * scale
    }

    private func mean(of figures: [Double], _ generator: inout SplitMix64) -> Double {
        var sum = 0.0
        for _ in figures { sum += figures[generator.index(below: figures.count)] }
        return sum / Double(figures.count)
    }

    private func level(treatment mean: Double, comparison other: Double) -> Double {
        let difference = mean - other
        switch reading {
        case .difference: return difference
        case .saving: return -difference * Double(treatment.count)
        case .reductionPercent: return -difference / other * 100
        // Whether a decision would be reached is not drawn; its improvement is.
        case .improved, .reached:
            switch better {
            case .higher: return difference > 0 ? 1 : 0
            case .lower: return difference < 0 ? 1 : 0
            case .neither: return 0
            }
        }
    }
}
