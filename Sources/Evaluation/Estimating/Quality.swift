import OutcomesModel
import Statistics

// What else must be known before a difference is believed.
extension EstimationTask {
    func quality(_ treated: PersonFigures, _ others: PersonFigures) -> EstimateQuality {
        var quality = EstimateQuality()
        quality.rates = rates(treated, others)
        quality.attrition = attrition(treated, others)
        quality.withoutOnePerson = withoutOne(treated.doubles, others.doubles)
        quality.smallestDetectable = smallestDetectable(treated.doubles, others.doubles)
        return quality
    }

    func rates(_ treated: PersonFigures, _ others: PersonFigures?) -> EstimateQuality.Rates? {
        let all = treated.figures + (others?.figures ?? [])
        guard !all.isEmpty, all.allSatisfy({ $0 == .zero || $0 == .one }) else { return nil }
        func share(_ people: PersonFigures) throws(StatisticsError) -> Proportion {
            try Proportion(people.figures.count { $0 == .one }, of: people.count)
        }
        func rate(_ share: Proportion) throws(StatisticsError) -> EstimateQuality.Rates.Rate {
            let interval = try wilson(share, level: level)
            return .init(
                reached: share.successes, people: share.trials,
                range: .init(lower: interval.lower, upper: interval.upper))
        }
        return try? precisely { () throws(StatisticsError) in
            let first = try share(treated)
            guard let others else {
                return EstimateQuality.Rates(
                    treatment: try rate(first), comparison: nil, difference: nil, relativeReduction: nil,
                    relativeReductionRange: nil)
            }
            let second = try share(others)
            let between = try newcombe(first, second, level: level)
            let ratio = try? precisely { () throws(StatisticsError) in
                try riskRatio(first, second, level: level)
            }.get()
            return EstimateQuality.Rates(
                treatment: try rate(first), comparison: try rate(second),
                difference: .init(lower: between.lower, upper: between.upper),
                relativeReduction: ratio?.reduction,
                relativeReductionRange: ratio.map {
                    .init(lower: $0.reductionInterval.lower, upper: $0.reductionInterval.upper)
                })
        }.get()
    }

    /// Returns who was lost, where anybody was.
    private func attrition(
        _ treated: PersonFigures, _ others: PersonFigures
    ) -> EstimateQuality.Attrition? {
        guard treated.lost + others.lost > 0 else { return nil }
        func share(_ people: PersonFigures) -> Double {
            Double(people.lost) / Double(people.lost + people.count)
        }
        func all(_ people: PersonFigures) -> [Double?] {
            people.doubles + Array(repeating: nil, count: people.lost)
        }
        let (first, second) = (all(treated), all(others))
        var range: EstimateQuality.Range?
        // The bounds of a value are not those of a sum of several.
        if plan.statistic != .sum, let least = indicator.minimum, let most = indicator.maximum {
            range = bounds { () throws(StatisticsError) in
                try worstCaseBounds(
                    treated: first, controls: second, range: least.ratio.approximate...most.ratio.approximate)
            }
        }
        return .init(
            treatment: share(treated), comparison: share(others), worstAndBest: range,
            lee: bounds { () throws(StatisticsError) in try leeBounds(treated: first, controls: second) })
    }

    private func bounds(
        _ body: () throws(StatisticsError) -> EffectBounds
    ) -> EstimateQuality.Range? {
        (try? precisely(body).get()).map { .init(lower: $0.lower, upper: $0.upper) }
    }

    /// Returns the least and the greatest difference of means without one person of either arm.
    func withoutOne(_ first: [Double], _ second: [Double]) -> EstimateQuality.Range? {
        guard first.count > 1, second.count > 1 else { return nil }
        let (sums, counts) = ((total(first), total(second)), (Double(first.count), Double(second.count)))
        let (mean, other) = (sums.0 / counts.0, sums.1 / counts.1)
        func without(_ value: Double, _ sum: Double, _ count: Double) -> Double {
            (sum - value) / (count - 1)
        }
        // A mean moves most without its least or its greatest.
        let moved =
            [first.min(), first.max()].compactMap { $0 }.map { without($0, sums.0, counts.0) - other }
            + [second.min(), second.max()].compactMap { $0 }.map { mean - without($0, sums.1, counts.1) }
        guard let least = moved.min(), let most = moved.max() else { return nil }
        return .init(lower: least, upper: most)
    }

    /// Returns the least and the greatest mean without one person.
    func withoutOne(_ values: [Double]) -> EstimateQuality.Range? {
        guard values.count > 1, let least = values.min(), let most = values.max() else { return nil }
        let (sum, rest) = (total(values), Double(values.count - 1))
        return .init(lower: (sum - most) / rest, upper: (sum - least) / rest)
    }

    private func total(_ values: [Double]) -> Double { values.reduce(0, +) }

    // MARK: The smallest effect that would be seen

    /// The power with which an effect must be seen to be called detectable.
    static let power = 0.8

    private func smallest(_ spread: Double, _ arms: Arms) -> Double? {
        try? precisely { () throws(StatisticsError) in
            spread * (try TestPlan(alpha: 1 - level).smallestEffectOnMeans(arms, power: Self.power))
        }.get()
    }

    /// - Returns: in the indicator's unit, from the spread of both arms pooled.
    func smallestDetectable(_ first: [Double], _ second: [Double]) -> Double? {
        guard first.count > 1, second.count > 1,
            let a = try? precisely({ () throws(StatisticsError) in try Sample(first) }).get(),
            let b = try? precisely({ () throws(StatisticsError) in try Sample(second) }).get()
        else { return nil }
        let squares = a.variance * Double(a.count - 1) + b.variance * Double(b.count - 1)
        let spread = (squares / Double(a.count + b.count - 2)).squareRoot()
        return smallest(spread, .two(Double(first.count), Double(second.count)))
    }

    /// - Parameter changes: of each person, later less earlier.
    func smallestDetectable(_ changes: [Double]) -> Double? {
        guard changes.count > 1,
            let sample = try? precisely({ () throws(StatisticsError) in try Sample(changes) }).get()
        else { return nil }
        return smallest(sample.standardDeviation, .one(Double(changes.count)))
    }

    /// From the standard error of whatever method, as if it came from two arms of equal spread.
    func smallestDetectable(_ standardError: Double, _ first: Int, _ second: Int) -> Double? {
        guard first > 1, second > 1 else { return nil }
        let spread = standardError / (1 / Double(first) + 1 / Double(second)).squareRoot()
        return smallest(spread, .two(Double(first), Double(second)))
    }
}
