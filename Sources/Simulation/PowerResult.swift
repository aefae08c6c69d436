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
    package let clusters: Clusters?
    /// Those of Student's t that errors are told with; none where they are told with the normal distribution, or where
    /// no error is asked for.
    package let degreesOfFreedom: Double?
    package let power: Decimal
    package let test: Test
    /// The smallest effect that is seen with this power, in the indicator's unit; none where no effect is.
    package let smallestEffect: Double?
    /// The probability that the decision is reached though there is no effect; none where there is no decision.
    package let reachedWithoutEffect: Double?
    package let target: Target?

    package enum Spread: Sendable {
        /// The standard deviation of a person's figure, or change.
        case declared(Double)
        /// Of so many people in the evidence.
        case estimated(Double, people: Int)
        /// The share of people without the programme, of an indicator of yes and no.
        case rate(Double)
    }

    package struct Clusters: Sendable {
        package let size, correlation: Decimal
        /// Of all groups together; not whole where the sizes do not divide the people.
        package let count: Double
        /// How much they multiply the variance of a mean.
        package let designEffect: Double
        /// Whether the evaluation's own errors are robust to clusters; if not, they come out too small.
        package let areKnownToEvaluation: Bool
    }

    /// What must come out for an effect to count as seen.
    package enum Test: Sendable {
        /// That it is told apart from none.
        case difference(significance: Decimal, isOneSided: Bool)
        /// What the contract's `decision` asks, by an interval of this level where it asks for one; `least` is the effect
        /// from which on it counts, in the indicator's unit.
        case decision(DecisionRule, level: Decimal, least: Double)
        /// The decision is in percent of a mean that nothing says: only this test is counted.
        case withoutMean(DecisionRule, significance: Decimal, isOneSided: Bool)
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

    /// What people in the evidence are like, within their groups.
    package struct Evidence: Sendable {
        package let deviation: Double
        package let people: Int
        /// None where people are compared with themselves.
        package let comparisonMean: Double?

        package init(deviation: Double, people: Int, comparisonMean: Double?) {
            self.deviation = deviation
            self.people = people
            self.comparisonMean = comparisonMean
        }
    }

    /// - Parameter evidence: what people are like, where there is evidence.
    package init(
        _ plan: EvaluationPlan, _ assumed: PowerPlan?, _ contract: Contract, evidence: Evidence?
    ) throws(SimulationError) {
        guard let indicator = contract.indicator(plan.indicator) else {
            preconditionFailure("evaluation \(plan.id) has an indicator that was not checked")
        }
        let clause = assumed?.clause ?? plan.clause
        self.plan = plan
        self.assumed = assumed
        self.indicator = indicator
        power = assumed?.power ?? Decimal(units: 80, decimals: 2)
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
        } else if let evidence {
            spread = .estimated(evidence.deviation, people: evidence.people)
        } else {
            throw .spreadUnknown(plan.id, clause: clause)
        }
        test = Test(
            plan, assumed, comparisonMean: assumed?.mean(of: spread) ?? evidence?.comparisonMean)
        do throws(StatisticsError) {
            var clustering: Clustering?
            if let size = assumed?.clusterSize, let correlation = assumed?.clusterCorrelation {
                let known = try Clustering(
                    size: size.approximate, correlation: correlation.approximate)
                clusters = Clusters(
                    size: size, correlation: correlation, count: known.count(people),
                    designEffect: known.designEffect, areKnownToEvaluation: plan.method.knowsClusters)
                clustering = known
            } else {
                clusters = nil
            }
            let question = PowerQuestion(
                test: test, people: people, clusters: clustering, spread: spread, better: indicator.better,
                power: power.approximate)
            degreesOfFreedom = question.degreesOfFreedom
            smallestEffect = try question.smallestEffect()
            reachedWithoutEffect = test.isDecision ? try question.power(for: 0) : nil
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

extension PowerResult.Test {
    fileprivate init(_ plan: EvaluationPlan, _ assumed: PowerPlan?, comparisonMean: Double?) {
        let significance = assumed?.significance ?? Decimal(units: 5, decimals: 2)
        let isOneSided = assumed?.isOneSided ?? false
        guard let rule = plan.decision else {
            self = .difference(significance: significance, isOneSided: isOneSided)
            return
        }
        switch rule.figure {
        case .improvement: self = .decision(rule, level: plan.level, least: rule.leastFigure)
        case .improvementPercent:
            // As the evaluator has it: of a mean of nothing or less there is no percentage.
            guard let mean = comparisonMean, mean > 0 else {
                self = .withoutMean(rule, significance: significance, isOneSided: isOneSided)
                return
            }
            self = .decision(rule, level: plan.level, least: rule.leastFigure / 100 * mean)
        }
    }

    package var isDecision: Bool { if case .decision = self { true } else { false } }
}

extension DecisionRule {
    /// The least figure that is rounded to `at` or more, to a binary float.
    fileprivate var leastFigure: Double {
        let at = at.ratio.approximate
        guard let rounding else { return at }
        let unit = rounding.unit.approximate
        // What is rounded is a multiple of the unit.
        let multiple = (at / unit - 1e-9).rounded(.up) * unit
        switch rounding.mode {
        case .halfEven, .halfUp, .halfDown: return multiple - unit / 2
        case .up: return multiple > 0 ? multiple - unit : multiple
        case .down: return multiple > 0 ? multiple : multiple - unit
        case .ceiling: return multiple - unit
        case .floor: return multiple
        }
    }
}

extension PowerPlan {
    /// The mean without the programme, where it is assumed.
    fileprivate func mean(of spread: PowerResult.Spread) -> Double? {
        if case .rate(let rate) = spread { return rate }
        return comparisonMean?.approximate
    }
}

extension EvaluationMethod {
    /// Whether its standard errors are robust to people who depend on each other.
    fileprivate var knowsClusters: Bool {
        switch self {
        case .comparisonGroup(let plan):
            if case .clusters = plan.precision { true } else { false }
        case .randomised(let plan):
            if case .clusters = plan.precision { true } else { false }
        case .differenceInDifferences(let plan):
            if case .clusters(.attribute, _) = plan.errors { true } else { false }
        case .none, .beforeAndAfter, .matched, .weighted, .interruptedSeries, .pooled, .combined: false
        }
    }
}

extension PowerResult {
    /// Returns the standard deviation of people's figures within their groups, how many people that is, and the mean of
    /// those who are compared with.
    ///
    /// - Returns: nil of fewer than two people in a group, or of people who do not differ.
    package static func evidence(of treatment: [Double], _ comparison: [Double]?) throws -> Evidence? {
        let groups = [treatment] + (comparison.map { [$0] } ?? [])
        guard groups.allSatisfy({ $0.count > 1 }) else { return nil }
        let samples = try groups.map { try Sample($0) }
        let degrees = samples.reduce(0) { $0 + $1.count - 1 }
        let squares = samples.reduce(0.0) { $0 + $1.variance * Double($1.count - 1) }
        let deviation = (squares / Double(degrees)).squareRoot()
        guard deviation > 0 else { return nil }
        return Evidence(
            deviation: deviation, people: samples.reduce(0) { $0 + $1.count },
            comparisonMean: samples.count > 1 ? samples[1].mean : nil)
    }
}

extension PowerResult.Target {
    /// Whether the design sees it as surely as it was planned to.
    package var isSeen: Bool { power >= planned }
}
