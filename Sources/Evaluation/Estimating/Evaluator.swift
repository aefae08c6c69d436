package import OutcomesModel

/// Estimates effects as the contract's `[[evaluation]]` tables say: exact differences, and how sure they are.
package struct Evaluator: Sendable {
    let contract: Contract
    let participants: ParticipantTable
    let readers: [IndicatorID: SeriesReader]
    /// Pairs that were recorded before.
    let frozen: [FrozenMatching]
    /// The participants' rows by pseudonym, so that sums run in one order whatever the rows came in.
    let rows: [Int]

    package init(
        contract: Contract, participants: ParticipantTable, readers: [IndicatorID: SeriesReader],
        frozen: [FrozenMatching] = []
    ) {
        self.contract = contract
        self.participants = participants
        self.readers = readers
        self.frozen = frozen
        let names = participants.pseudonyms
        // They come from the store in this order.
        let isInOrder = zip(names, names.dropFirst()).allSatisfy { $0 < $1 }
        rows = isInOrder ? Array(names.indices) : names.indices.sorted { names[$0] < names[$1] }
    }

    /// Returns the estimate of one plan over one window.
    ///
    /// - Parameter earlier: estimates that were made before this one, which pooled and combined ones are of.
    /// - Throws: `missing` where the contract's policy for a gap is `fail`, `emptyGroup` where nobody is left,
    ///   `statistics` where the method's own figure, and not only its precision, cannot be had.
    package func estimate(
        _ plan: EvaluationPlan, over window: Window, earlier: [EvaluationID: Estimate] = [:]
    ) throws(EvaluationError) -> Estimate {
        guard let indicator = contract.indicator(plan.indicator), let reader = readers[plan.indicator] else {
            preconditionFailure("evaluation \(plan.id) has an indicator that was not checked")
        }
        let task = EstimationTask(
            evaluator: self, plan: plan, indicator: indicator, reader: reader, window: window)
        let found: FoundEffect
        switch plan.method {
        case .none: found = try task.reached()
        case .beforeAndAfter: found = try task.beforeAndAfter()
        case .comparisonGroup(let comparison): found = try task.compare(comparison)
        case .matched(let comparison): found = try task.match(comparison)
        case .weighted(let comparison): found = try task.weigh(comparison)
        case .randomised(let comparison): found = try task.compareArms(comparison)
        case .differenceInDifferences(let changes): found = try task.compareChanges(changes)
        case .interruptedSeries(let series): found = try task.interrupt(series)
        case .pooled(let pool): found = try task.pool(pool, earlier)
        case .combined(let parts): found = try task.combine(parts, earlier)
        }
        do throws(ArithmeticError) { return try task.estimate(of: found) } catch { throw .arithmetic(error) }
    }
}

/// One plan over one window, and what it reads.
struct EstimationTask {
    let evaluator: Evaluator
    let plan: EvaluationPlan
    let indicator: Indicator
    let reader: SeriesReader
    let window: Window

    var contract: Contract { evaluator.contract }
    var level: Double { plan.level.ratio.approximate }
}

/// What a method found, before the contract's own questions are put to it.
struct FoundEffect {
    var treatment: Estimate.Arm
    var comparison: Estimate.Arm?
    /// Treatment less comparison, exact, or rounded as the contract says.
    var difference: Ratio?
    var precision: Result<Precision, PrecisionFault>
    var quality = EstimateQuality()
    /// Whose figures it is of, for the hash.
    var people: [PersonFigures] = []
    /// Nil where people × means is no saving.
    var isSavingOfPeople = true
}

/// Why a precision cannot be told; the figure itself stands.
struct PrecisionFault: Error {
    let reason: String
}

extension EstimationTask {
    func estimate(of found: FoundEffect) throws(ArithmeticError) -> Estimate {
        let improvement = found.difference.map { self.improvement($0) }
        var saving: Amount?
        if let difference = found.difference, let currency = indicator.currency, found.isSavingOfPeople {
            let perPerson = try Amount(majorUnits: difference.negated(), currency: currency)
            saving = try perPerson.multiplied(by: Ratio(found.treatment.counted))
        }
        let precision = try? found.precision.get()
        var unsure: String?
        if case .failure(let fault) = found.precision { unsure = fault.reason }
        var quality = found.quality
        quality.warnings += warnings(found, precision)
        return Estimate(
            evaluation: plan.id, indicator: indicator.id, window: window.id, method: plan.method,
            treatment: found.treatment, comparison: found.comparison, difference: found.difference,
            improved: indicator.better == .neither ? nil : improvement.map { $0.signum > 0 }, saving: saving,
            precision: precision, unsure: unsure, quality: quality,
            decided: try decided(improvement, found, precision),
            evidence: evidenceHash(of: found.people))
    }

    /// Returns a difference counted so that more is better.
    func improvement(_ difference: Ratio) -> Ratio {
        indicator.better == .lower ? difference.negated() : difference
    }

    /// Holds the figure that the contract names against the contract's level of it.
    ///
    /// - Returns: nil where there is no rule, or its figure cannot be had.
    private func decided(
        _ improvement: Ratio?, _ found: FoundEffect, _ precision: Precision?
    ) throws(ArithmeticError) -> DecidedFigure? {
        guard let rule = plan.decision, let improvement else { return nil }
        var scale = Ratio.one
        if rule.figure == .improvementPercent {
            guard let base = found.comparison?.mean, base.signum > 0 else { return nil }
            scale = try Ratio(100).divided(by: base)
        }
        if rule.reading == .lowerBound {
            guard let bound = bound(precision), let rounding = rule.rounding,
                let nearest = Ratio(nearest: bound * scale.approximate)
            else { return nil }
            return DecidedFigure(try rounding.apply(to: nearest), of: indicator, by: rule)
        }
        var leavesOutZero: Bool?
        if rule.reading == .significant {
            guard let bound = bound(precision) else { return nil }
            leavesOutZero = bound > 0
        }
        let exact = try improvement.multiplied(by: scale)
        let figure = try rule.rounding?.apply(to: exact) ?? exact
        return DecidedFigure(
            figure, unrounded: exact, leavesOutZero: leavesOutZero, of: indicator, by: rule)
    }

    /// Returns the end of the interval that promises least, counted so that more is better.
    private func bound(_ precision: Precision?) -> Double? {
        precision.map { indicator.better == .lower ? -$0.upper : $0.lower }
    }

    private func warnings(_ found: FoundEffect, _ precision: Precision?) -> [EstimateQuality.Warning] {
        var warnings: [EstimateQuality.Warning] = []
        let sees = contract.evaluations.filter { $0.indicator == indicator.id }
        if plan.method == .beforeAndAfter, sees.allSatisfy({ $0.method == .beforeAndAfter }) {
            warnings.append(.onlyBeforeAndAfter)
        }
        if let target = plan.target, let smallest = found.quality.smallestDetectable,
            target.ratio.approximate < smallest
        {
            warnings.append(.cannotSeeTarget(target: target, smallest: smallest))
        }
        if let lost = found.quality.attrition, (lost.treatment - lost.comparison).magnitude > 0.05 {
            warnings.append(.unequalAttrition(treatment: lost.treatment, comparison: lost.comparison))
        }
        if let range = found.quality.withoutOnePerson, let difference = found.difference,
            difference.signum > 0 ? range.lower <= 0 : range.upper >= 0, difference.signum != 0
        {
            warnings.append(.signDependsOnOnePerson)
        }
        return warnings
    }
}
