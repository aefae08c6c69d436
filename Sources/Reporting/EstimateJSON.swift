import OutcomesModel

/// An estimate as machines read it. Statistics are texts of twelve significant digits: what comes after those
/// may differ between machines.
struct EstimateJSON: Encodable {
    private let evaluation, indicator, window, method, statistic, clause, estimand: String
    private let difference: String?
    private let improved: Bool?
    private let saving: String?
    private let reductionPercent: String?
    private let reached: Bool?
    private let decision: Decided?
    private let treatment: Arm
    private let comparison: Arm?
    private let precision: Sure?
    private let unsure: String?
    private let rates: Rates?
    private let attrition: Lost?
    private let withoutOnePerson: [String]?
    private let smallestDetectable: String?
    private let balance: [Balanced]?
    private let overlap: Overlap?
    private let notes: [String: String]?
    private let warnings: [String]?
    private let evidence: String

    private struct Arm: Encodable {
        let title, mean: String
        let counted: Int
        let excluded: [String: Int]

        init(_ arm: Estimate.Arm) {
            title = arm.title
            mean = arm.mean.description
            counted = arm.counted
            excluded = arm.excluded.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }
        }
    }
    private struct Sure: Encodable {
        let standardError, method, lower, upper, level: String
        let degreesOfFreedom, p, generator: String?
        let seed: UInt64?
        let replicates: Int?
    }
    /// What the contract's decision held against its threshold; exact, as it was compared.
    private struct Decided: Encodable {
        let of, reading, figure, at: String
        let unrounded, unit, rounding, roundedTo: String?
        let leavesOutZero: Bool?
        let reached: Bool

        init(_ decided: DecidedFigure) {
            of = decided.rule.figure.rawValue
            reading = decided.rule.reading.rawValue
            figure = decided.figure.plain
            at = decided.rule.at.description
            unrounded = decided.unrounded?.plain
            unit = decided.currency?.code ?? decided.unit
            rounding = decided.rule.rounding?.mode.rawValue
            roundedTo = decided.rule.rounding?.unit.plain
            leavesOutZero = decided.leavesOutZero
            reached = decided.isReached
        }
    }
    private struct Rate: Encodable {
        let reached, people: Int
        let interval: [String]

        init(_ rate: EstimateQuality.Rates.Rate) {
            reached = rate.reached
            people = rate.people
            interval = rate.range.texts
        }
    }
    private struct Rates: Encodable {
        let treatment: Rate
        let comparison: Rate?
        let difference: [String]?
        let relativeReduction: String?
        let relativeReductionInterval: [String]?
    }
    private struct Lost: Encodable {
        let treatment, comparison: String
        let worstAndBest, lee: [String]?
    }
    private struct Balanced: Encodable { let column, before, after: String }
    private struct Overlap: Encodable { let treatmentOutside, comparisonOutside, unmatched: Int }

    init(_ estimate: Estimate, in contract: Contract) {
        let plan = contract.evaluation(estimate.evaluation)
        evaluation = estimate.evaluation.rawValue
        indicator = estimate.indicator.rawValue
        window = estimate.window.rawValue
        method = estimate.method.word
        statistic = plan?.statistic.rawValue ?? ""
        clause = plan?.clause.description ?? ""
        estimand = EstimateWords(estimate, in: contract).estimand
        difference = estimate.difference?.description
        improved = estimate.improved
        saving = estimate.saving?.plain
        reductionPercent = estimate.reductionPercent?.plain
        reached = estimate.reached
        decision = estimate.decided.map(Decided.init)
        treatment = Arm(estimate.treatment)
        comparison = estimate.comparison.map { Arm($0) }
        precision = estimate.precision.map { known in
            Sure(
                standardError: known.standardError.significant, method: known.method,
                lower: known.lower.significant, upper: known.upper.significant,
                level: known.level.description, degreesOfFreedom: known.degreesOfFreedom?.significant,
                p: known.p?.significant, generator: known.draws?.generator, seed: known.draws?.seed,
                replicates: known.draws?.replicates)
        }
        unsure = estimate.unsure
        let quality = estimate.quality
        rates = quality.rates.map { known in
            Rates(
                treatment: Rate(known.treatment), comparison: known.comparison.map { Rate($0) },
                difference: known.difference?.texts, relativeReduction: known.relativeReduction?.significant,
                relativeReductionInterval: known.relativeReductionRange?.texts)
        }
        attrition = quality.attrition.map { known in
            Lost(
                treatment: known.treatment.significant, comparison: known.comparison.significant,
                worstAndBest: known.worstAndBest?.texts, lee: known.lee?.texts)
        }
        withoutOnePerson = quality.withoutOnePerson?.texts
        smallestDetectable = quality.smallestDetectable?.significant
        balance =
            quality.balance.isEmpty
            ? nil
            : quality.balance.map {
                Balanced(column: $0.column, before: $0.before.significant, after: $0.after.significant)
            }
        overlap = quality.overlap.map {
            Overlap(
                treatmentOutside: $0.treatmentOutside, comparisonOutside: $0.comparisonOutside,
                unmatched: $0.unmatched)
        }
        notes =
            quality.notes.isEmpty
            ? nil : quality.notes.reduce(into: [:]) { $0[$1.name] = $1.figure.significant }
        let words = EstimateWords(estimate, in: contract).warnings
        warnings = words.isEmpty ? nil : words
        evidence = estimate.evidence
    }
}

extension EstimateQuality.Range {
    fileprivate var texts: [String] { [lower.significant, upper.significant] }
}

extension Double {
    var significant: String { Decimal(significant: self)?.description ?? "\(self)" }
}
