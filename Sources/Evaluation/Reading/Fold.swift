package import OutcomesModel

/// What the values of a series become; exact throughout.
package enum Fold: Hashable, Sendable {
    case first, last, sum, mean, count, min, max
    /// The value below which so many percent of the values lie, 0 to 100.
    case percentile(Ratio)
    /// The days on which the value that was known last is at or above a level in the indicator's unit.
    case daysAtOrAbove(Ratio)

    package static let median = percentile(Ratio(50))

    /// False for what counts something, whatever the unit of the values.
    package var isInUnit: Bool {
        switch self {
        case .first, .last, .sum, .mean, .min, .max, .percentile: true
        case .count, .daysAtOrAbove: false
        }
    }
}

extension Series {
    /// Returns the figure in the indicator's unit, or a number of values or days.
    ///
    /// - Throws: `noValue` for an empty series; but its `count` is 0, and so are the `sum` and the days of an
    ///   indicator of events.
    package func folded(_ fold: Fold, _ indicator: Indicator) throws(EvaluationError) -> Ratio {
        if fold == .count { return Ratio(values.count) }
        guard let first = values.first, let last = values.last else {
            guard fold.isZeroWithoutEvents, indicator.every == .event else {
                throw .noValue(indicator: indicator.id)
            }
            return .zero
        }
        let units: Ratio
        do {
            switch fold {
            case .first: units = Ratio(first.units)
            case .last: units = Ratio(last.units)
            case .min: units = Ratio(values.map(\.units).min() ?? first.units)
            case .max: units = Ratio(values.map(\.units).max() ?? first.units)
            // 2^63 values of 64 bits fit in 128 bits, so this sum cannot overflow.
            case .sum, .count: units = Ratio(values.reduce(Int128(0)) { $0 + Int128($1.units) })
            case .mean:
                let sum = values.reduce(Int128(0)) { $0 + Int128($1.units) }
                units = try Ratio(sum, over: Int128(values.count))
            case .percentile(let percent): units = try percentile(percent, of: values.map(\.units).sorted())
            case .daysAtOrAbove(let level):
                return Ratio(days(atOrAbove: try Fold.leastUnits(atOrAbove: level, indicator)))
            }
            return try units.multiplied(by: Decimal(units: 1, decimals: indicator.decimals).ratio)
        } catch {
            throw .arithmetic(error)
        }
    }

    /// Counts the days at or above a level. Each value holds until the day before the next one, the last one
    /// until `through`; before the first value nothing is known.
    private func days(atOrAbove least: Int128) -> Int {
        var days = 0
        for (place, value) in values.enumerated() where Int128(value.units) >= least {
            let next = place + 1 < values.count ? values[place + 1].day : through.adding(days: 1)
            days += max(0, min(next, through.adding(days: 1)).days(since: value.day))
        }
        return days
    }
}

extension Fold {
    /// Whether nothing that happened is a figure of 0.
    var isZeroWithoutEvents: Bool {
        switch self {
        case .sum, .daysAtOrAbove: true
        case .first, .last, .mean, .count, .min, .max, .percentile: false
        }
    }

    /// Returns the least whole number of an indicator's units that is not below a level.
    static func leastUnits(
        atOrAbove level: Ratio, _ indicator: Indicator
    ) throws(ArithmeticError) -> Int128 {
        let units = try level.multiplied(by: Ratio(powerOfTen(indicator.decimals)))
        let (whole, rest) = units.numerator.quotientAndRemainder(dividingBy: units.denominator)
        return rest > 0 ? whole + 1 : whole
    }
}

/// Returns the value below which `percent` percent of the sorted values lie, at least one of them.
///
/// Between two values it lies in proportion, as an exact ratio; the percentile 50 is the median.
/// - Source: definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American
///   Statistician 50 (1996): the place is (n − 1) p / 100 behind the least value.
func percentile(_ percent: Ratio, of sorted: some RandomAccessCollection<Int64>) throws(ArithmeticError)
    -> Ratio
{
    precondition(!sorted.isEmpty, "a percentile is one of values, and there are none")
    precondition(percent >= .zero && percent <= Ratio(100), "a percentile is 0 to 100, and was \(percent)")
    let place = try Ratio(sorted.count - 1).multiplied(by: percent).divided(by: Ratio(100))
    let below = sorted.index(sorted.startIndex, offsetBy: Int(place.numerator / place.denominator))
    let part = try Ratio(place.numerator % place.denominator, over: place.denominator)
    guard !part.isZero else { return Ratio(sorted[below]) }
    let step = Int128(sorted[sorted.index(after: below)]) - Int128(sorted[below])
    return try Ratio(sorted[below]).adding(Ratio(step).multiplied(by: part))
}
