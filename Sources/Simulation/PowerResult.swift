package import OutcomesModel
import Statistics

/// What an evaluation can see, with so many people who differ so much.
package struct PowerResult: Sendable {
    package let plan: EvaluationPlan
    package let assumed: PowerPlan?
    package let indicator: Indicator
    package let treatment: Int
    /// None where people are compared with themselves.
    package let comparison: Int?
    package let spread: Spread
    /// How much clusters multiply the variance of a mean; 1 without them.
    package let designEffect: Double
    package let significance, power: Decimal
    package let isOneSided: Bool
    /// The smallest effect that is seen with this power, in the indicator's unit; none where no effect is.
    package let smallestEffect: Double?
    package let target: Target?

    package enum Spread: Sendable {
        /// The standard deviation of a person's figure, or change.
        case declared(Double)
        /// Of so many people in the evidence.
        case estimated(Double, people: Int)
        /// The share of people without the programme, of an indicator of yes and no.
        case rate(Double)
    }

    package struct Target: Sendable {
        package let effect: Double
        package let power: Double
        /// The power that was planned.
        package let planned: Double
        /// People that the treatment group needs, the other group growing with it; none where none suffice.
        package let treatmentNeeded: Int?
        package let comparisonNeeded: Int?

        fileprivate init(_ effect: Double, _ question: PowerQuestion) throws(StatisticsError) {
            self.effect = effect
            power = try question.power(for: effect)
            planned = question.power
            treatmentNeeded = try question.sizeNeeded(for: effect)
            let size = treatmentNeeded.map(Double.init)
            comparisonNeeded = size.flatMap { size in
                question.ratio.map { Int((size * $0).rounded(.up)) }
            }
        }
    }

    /// - Parameter people: the standard deviation in the evidence, and of how many, where there is evidence.
    package init(
        _ plan: EvaluationPlan, _ assumed: PowerPlan?, _ contract: Contract,
        estimated: (deviation: Double, people: Int)?
    ) throws(SimulationError) {
        guard let indicator = contract.indicator(plan.indicator) else {
            preconditionFailure("evaluation \(plan.id) has an indicator that was not checked")
        }
        let clause = assumed?.clause ?? plan.clause
        self.plan = plan
        self.assumed = assumed
        self.indicator = indicator
        significance = assumed?.significance ?? Decimal(units: 5, decimals: 2)
        power = assumed?.power ?? Decimal(units: 80, decimals: 2)
        isOneSided = assumed?.isOneSided ?? false
        func size(_ declared: Int?, _ group: GroupID) throws(SimulationError) -> Int {
            guard let size = declared ?? contract.group(group)?.size else {
                throw .sizeUnknown(plan.id, group: group, clause: clause)
            }
            return size
        }
        let treated = try size(assumed?.treatment, plan.treatment)
        let people: Arms
        switch plan.method {
        case .interruptedSeries, .pooled, .combined:
            throw .noPowerOf(plan.id, method: plan.method.word, clause: clause)
        case .none, .beforeAndAfter:
            people = .one(Double(treated))
            comparison = nil
        case .comparisonGroup, .matched, .weighted, .randomised, .differenceInDifferences:
            guard let group = plan.method.comparison else {
                preconditionFailure("evaluation \(plan.id) compares with no group")
            }
            let compared = try size(assumed?.comparison, group)
            people = .two(Double(treated), Double(compared))
            comparison = compared
        }
        treatment = treated
        if let rate = assumed?.rate {
            spread = .rate(rate.approximate)
        } else if let deviation = assumed?.deviation {
            spread = .declared(deviation.approximate)
        } else if let estimated {
            spread = .estimated(estimated.deviation, people: estimated.people)
        } else {
            throw .spreadUnknown(plan.id, clause: clause)
        }
        do throws(StatisticsError) {
            if let size = assumed?.clusterSize, let correlation = assumed?.clusterCorrelation {
                designEffect = try Statistics.designEffect(
                    clusterSize: size.approximate, correlation: correlation.approximate)
            } else {
                designEffect = 1
            }
            let question = try PowerQuestion(
                test: TestPlan(alpha: significance.approximate, sides: isOneSided ? .one : .two),
                people: people, designEffect: designEffect, spread: spread, better: indicator.better,
                power: power.approximate)
            smallestEffect = try question.smallestEffect()
            if let target = assumed?.target {
                self.target = try Target(target.approximate, question)
            } else {
                target = nil
            }
        } catch {
            throw .powerFails(plan.id, error, clause: clause)
        }
    }
}

/// The formulas of power for means and for rates, behind one set of questions.
private struct PowerQuestion {
    let test: TestPlan
    let people: Arms
    let designEffect: Double
    let spread: PowerResult.Spread
    let better: Indicator.Direction
    let power: Double

    private var deviation: Double {
        switch spread {
        case .declared(let deviation), .estimated(let deviation, _): deviation
        case .rate: 1
        }
    }

    /// The second group beside the first; none where people are compared with themselves.
    var ratio: Double? {
        switch people {
        case .two(let first, let second): second / first
        case .one: nil
        }
    }

    func smallestEffect() throws(StatisticsError) -> Double? {
        let effective = try people.effective(designEffect)
        guard case .rate(let rate) = spread else {
            return try test.smallestEffectOnMeans(effective, power: power) * deviation
        }
        // A rate that falls is the rate of those without that rises.
        let base = better == .lower ? 1 - rate : rate
        do throws(StatisticsError) {
            return try test.smallestRateAbove(base, effective, power: power) - base
        } catch {
            guard case .undefined = error else { throw error }
            return nil
        }
    }

    func power(for effect: Double) throws(StatisticsError) -> Double {
        let effective = try people.effective(designEffect)
        guard case .rate = spread else {
            return try test.powerOfMeans(effect: effect / deviation, effective)
        }
        let (treated, base) = rates(effect)
        return try test.powerOfProportions(treated, base, effective)
    }

    func sizeNeeded(for effect: Double) throws(StatisticsError) -> Int? {
        do throws(StatisticsError) {
            let size: Double
            if case .rate = spread {
                let (treated, base) = rates(effect)
                size = try test.sizeForProportions(treated, base, power: power, ratio: ratio ?? 1)
            } else {
                size = try test.sizeForMeans(effect: effect / deviation, power: power, ratio: ratio)
            }
            return Int((size * designEffect).rounded(.up))
        } catch {
            guard case .outOfRange = error else { throw error }
            return nil
        }
    }

    /// The better rate first, as a test of one side needs it.
    private func rates(_ effect: Double) -> (treated: Double, base: Double) {
        guard case .rate(let rate) = spread else { return (0, 0) }
        let base = better == .lower ? 1 - rate : rate
        return (min(1, base + effect), base)
    }
}

extension PowerResult {
    /// Returns the standard deviation of people's figures within their groups, and how many people that is.
    ///
    /// - Returns: nil of fewer than two people in a group, or of people who do not differ.
    package static func spread(
        of treatment: [Double], _ comparison: [Double]?
    ) throws -> (deviation: Double, people: Int)? {
        let groups = [treatment] + (comparison.map { [$0] } ?? [])
        guard groups.allSatisfy({ $0.count > 1 }) else { return nil }
        let samples = try groups.map { try Sample($0) }
        let degrees = samples.reduce(0) { $0 + $1.count - 1 }
        let squares = samples.reduce(0.0) { $0 + $1.variance * Double($1.count - 1) }
        let deviation = (squares / Double(degrees)).squareRoot()
        return deviation > 0 ? (deviation, samples.reduce(0) { $0 + $1.count }) : nil
    }
}

extension PowerResult.Target {
    /// Whether the design sees it as surely as it was planned to.
    package var isSeen: Bool { power >= planned }
}
