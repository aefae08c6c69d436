import OutcomesModel
import Statistics

/// The formulas of power for means and for rates, behind one set of questions. Effects are in the indicator's unit,
/// counted the better way.
struct PowerQuestion {
    let test: PowerResult.Test
    let people: Arms
    let clusters: Clustering?
    let spread: PowerResult.Spread
    let better: Indicator.Direction
    let power: Double

    /// The second group beside the first; none where people are compared with themselves.
    var ratio: Double? {
        switch people {
        case .two(let first, let second): second / first
        case .one: nil
        }
    }

    var degreesOfFreedom: Double? {
        if case .decision(let rule, _, _) = test, rule.reading == .point { return nil }
        if let clusters { return clusters.degreesOfFreedom(people) }
        return isRate ? nil : people.degreesOfFreedom
    }

    func smallestEffect() throws(StatisticsError) -> Double? {
        let plan = try testPlan()
        guard isRate else {
            return try plan.smallestEffectOnMeans(people, power: power, in: clusters) * deviation
        }
        do throws(StatisticsError) {
            return try plan.smallestRateAbove(base, people, power: power, in: clusters) - base
        } catch {
            guard case .undefined = error else { throw error }
            return nil
        }
    }

    func power(for effect: Double) throws(StatisticsError) -> Double {
        let plan = try testPlan()
        guard isRate else {
            return try plan.powerOfMeans(effect: effect / deviation, people, in: clusters)
        }
        return try plan.powerOfProportions(rate(with: effect), base, people, in: clusters)
    }

    func sizeNeeded(for effect: Double) throws(StatisticsError) -> Int? {
        do throws(StatisticsError) {
            let plan = try testPlan()
            let size =
                isRate
                ? try plan.sizeForProportions(
                    rate(with: effect), base, power: power, ratio: ratio, in: clusters)
                : try plan.sizeForMeans(
                    effect: effect / deviation, power: power, ratio: ratio, in: clusters)
            return Int(size.rounded(.up))
        } catch {
            guard case .outOfRange = error else { throw error }
            return nil
        }
    }

    // MARK: Units

    private func testPlan() throws(StatisticsError) -> TestPlan {
        switch test {
        case .difference(let significance, let isOneSided), .withoutMean(_, let significance, let isOneSided):
            return try TestPlan(alpha: significance.approximate, sides: isOneSided ? .one : .two)
        case .decision(let rule, let level, let least):
            let distance = isRate ? try self.distance(to: least) : least / deviation
            let demand: TestPlan.Demand =
                switch rule.reading {
                case .point: .estimate(atLeast: distance)
                case .lowerBound: .lowerBound(atLeast: distance)
                case .significant: .significant(atLeast: distance)
                }
            return try TestPlan(alpha: 1 - level.approximate, demand: demand)
        }
    }

    private var isRate: Bool { if case .rate = spread { true } else { false } }

    private var deviation: Double {
        switch spread {
        case .declared(let deviation), .estimated(let deviation, _): deviation
        case .rate: 1
        }
    }

    /// The rate of those without: a rate that falls is the rate of those without that rises.
    private var base: Double {
        guard case .rate(let rate) = spread else { return 0 }
        return better == .lower ? 1 - rate : rate
    }

    private func rate(with effect: Double) -> Double { min(1, base + effect) }

    /// Returns the arcsine distance to a rate; to one beyond 1, which none can reach, further than any.
    private func distance(to effect: Double) throws(StatisticsError) -> Double {
        base + effect > 1 ? 2 * Double.pi : try arcsineDistance(max(0, base + effect), base)
    }
}
