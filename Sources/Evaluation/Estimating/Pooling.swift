import OutcomesModel
import Statistics

// Estimates that are made of others.
extension EstimationTask {
    private struct Part {
        let estimate: Estimate
        let difference: Ratio
    }

    private func part(
        _ id: EvaluationID, _ earlier: [EvaluationID: Estimate]
    ) throws(EvaluationError) -> Part {
        guard let estimate = earlier[id], let difference = estimate.difference else {
            throw .partWithoutFigure(evaluation: plan.id, part: id)
        }
        return Part(estimate: estimate, difference: difference)
    }

    /// Takes several cohorts' estimates as one.
    func pool(
        _ pool: CohortPool, _ earlier: [EvaluationID: Estimate]
    ) throws(EvaluationError) -> FoundEffect {
        var parts: [Part] = []
        for id in pool.evaluations { parts.append(try part(id, earlier)) }
        let people = parts.reduce(0) { $0 + $1.estimate.treatment.counted }
        let weighted: Ratio
        let treated: Ratio
        do throws(ArithmeticError) {
            func mean(_ figure: (Part) -> Ratio) throws(ArithmeticError) -> Ratio {
                var sum = Ratio.zero
                for part in parts {
                    sum = try sum.adding(figure(part).multiplied(by: Ratio(part.estimate.treatment.counted)))
                }
                return try sum.divided(by: Ratio(people))
            }
            weighted = try mean(\.difference)
            treated = try mean(\.estimate.treatment.mean)
        } catch {
            throw .arithmetic(error)
        }
        let cohorts = precisely { () throws(StatisticsError) in
            var cohorts: [(people: Int, effect: CohortEffect)] = []
            for part in parts {
                guard let precision = part.estimate.precision else {
                    throw .undefined(
                        what: "the pooled precision",
                        because: "that of '\(part.estimate.evaluation)' is not known")
                }
                let variance = precision.standardError * precision.standardError
                cohorts.append(
                    (
                        part.estimate.treatment.counted,
                        try CohortEffect(part.difference.approximate, variance: variance)
                    ))
            }
            return cohorts
        }
        var quality = EstimateQuality()
        let pooled = precisely { () throws(StatisticsError) in
            try Statistics.pool(
                try cohorts.value().map(\.effect), pool.weights == .fixed ? .fixed : .dersimonianLaird,
                level: level)
        }
        if let found = try? pooled.get() {
            quality.notes = [
                .init("Q", found.heterogeneity.q), .init("p of Q", found.heterogeneity.p),
                .init("I squared", found.heterogeneity.iSquared), .init("tau squared", found.tauSquared),
            ]
        }
        let difference: Ratio
        let precision: Result<Precision, PrecisionFault>
        if let rounding = pool.rounding, pool.weights != .size {
            let found = try required { () throws(StatisticsError) in try pooled.value() }
            difference = try rounding.apply(toStatistic: found.estimate.estimate)
            precision = .success(
                self.precision(
                    found.estimate, pool.weights == .fixed ? "inverse variance" : "DerSimonian and Laird"))
        } else {
            difference = weighted
            precision = precisely { () throws(StatisticsError) in
                self.precision(try pooledBySize(try cohorts.value(), level: level), "weighted by people")
            }
        }
        var excluded: [Missing: Int] = [:]
        for part in parts { excluded.merge(part.estimate.treatment.excluded, uniquingKeysWith: +) }
        return try whole(parts, people, treated, excluded, difference, precision, quality)
    }

    /// Adds estimates of the same effect, each times its weight.
    func combine(
        _ plan: CombinedEvaluations, _ earlier: [EvaluationID: Estimate]
    ) throws(EvaluationError) -> FoundEffect {
        var parts: [Part] = []
        for part in plan.parts { parts.append(try self.part(part.evaluation, earlier)) }
        var difference = Ratio.zero
        do throws(ArithmeticError) {
            for (part, term) in zip(parts, plan.parts) {
                difference = try difference.adding(part.difference.multiplied(by: term.weight.ratio))
            }
        } catch {
            throw .arithmetic(error)
        }
        let precision = precisely { () throws(StatisticsError) in
            var known: [(weight: Double, estimate: Double, standardError: Double)] = []
            for (part, term) in zip(parts, plan.parts) {
                guard let precision = part.estimate.precision else {
                    throw .undefined(
                        what: "the combined precision",
                        because: "that of '\(part.estimate.evaluation)' is not known")
                }
                known.append(
                    (term.weight.ratio.approximate, part.difference.approximate, precision.standardError))
            }
            let dependence = plan.correlation.map { Dependence.correlation($0.ratio.approximate) } ?? .worst
            let words = plan.correlation.map { "correlation \($0)" } ?? "wholly dependent, the widest"
            return self.precision(
                try combined(known, dependence, level: level), "a sum of estimates, \(words)")
        }
        let first = parts[0].estimate.treatment
        // They are of the same people, who are counted once.
        return try whole(
            parts, first.counted, first.mean, first.excluded, difference, precision, EstimateQuality())
    }

    private func whole(
        _ parts: [Part], _ people: Int, _ mean: Ratio, _ excluded: [Missing: Int], _ difference: Ratio,
        _ precision: Result<Precision, PrecisionFault>, _ quality: EstimateQuality
    ) throws(EvaluationError) -> FoundEffect {
        let names = parts.map(\.estimate.evaluation.rawValue).joined(separator: ", ")
        let title = contract.group(plan.treatment)?.title ?? plan.treatment.rawValue
        return FoundEffect(
            treatment: .init(title: title, counted: people, excluded: excluded, mean: mean),
            comparison: .init(
                title: "what it would have been, by \(names)",
                counted: parts.reduce(0) { $0 + ($1.estimate.comparison?.counted ?? 0) }, excluded: [:],
                mean: try less(mean, difference)),
            difference: difference, precision: precision, quality: quality)
    }
}

extension Result where Failure == PrecisionFault {
    /// Gives a fault of an earlier step again as a statistic's own.
    func value() throws(StatisticsError) -> Success {
        switch self {
        case .success(let value): return value
        case .failure(let fault): throw .undefined(what: "the figure", because: fault.reason)
        }
    }
}
