package import OutcomesModel

/// What the values of a series become; exact throughout.
package enum Fold: String, CaseIterable, Sendable {
    case first, last, sum, mean, count, minimum, maximum
}

extension Series {
    /// Returns the figure in the indicator's unit.
    ///
    /// - Throws: `noValue` for an empty series; but its `count` is 0, and so is the `sum` of an indicator
    ///   of events.
    package func folded(_ fold: Fold, _ indicator: Indicator) throws(EvaluationError) -> Ratio {
        if fold == .count { return Ratio(values.count) }
        guard let first = values.first, let last = values.last else {
            guard fold == .sum, indicator.every == .event else { throw .noValue(indicator: indicator.id) }
            return .zero
        }
        let units: Ratio
        do {
            switch fold {
            case .first: units = Ratio(first.units)
            case .last: units = Ratio(last.units)
            case .minimum: units = Ratio(values.map(\.units).min() ?? first.units)
            case .maximum: units = Ratio(values.map(\.units).max() ?? first.units)
            // 2^63 values of 64 bits fit in 128 bits, so this sum cannot overflow.
            case .sum, .count: units = Ratio(values.reduce(Int128(0)) { $0 + Int128($1.units) })
            case .mean:
                let sum = values.reduce(Int128(0)) { $0 + Int128($1.units) }
                units = try Ratio(sum, over: Int128(values.count))
            }
            return try units.multiplied(by: Decimal(units: 1, decimals: indicator.decimals).ratio)
        } catch {
            throw .arithmetic(error)
        }
    }
}
