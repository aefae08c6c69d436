import Indigo
import OutcomesModel

/// The outcome metrics of a contract: its outcomes, its evaluations, and whatever else it measures.
struct MetricsOfContract {
    private(set) var metrics: [IndigoProject.Metric] = []
    /// The limits that stand in a metric as the most that it is paid.
    private(set) var limits: Set<LimitID> = []
    private let contract: Contract

    init(_ contract: Contract) {
        self.contract = contract
        for outcome in contract.outcomes { add(outcome) }
        for evaluation in contract.evaluations { add(evaluation) }
        let outcomes = Set(contract.outcomes.map(\.indicator)),
            evaluated = Set(contract.evaluations.map(\.indicator))
        for indicator in contract.indicators
        where !outcomes.contains(indicator.id) && !evaluated.contains(indicator.id) {
            change(indicator.id.rawValue) { $0.definition = Self.definition(indicator) }
        }
        for condition in contract.paymentTerms.conditions { add(condition) }
        for tariff in contract.tariffs { add(tariff) }
    }

    /// Changes the metric of an id, which is made where there is none.
    private mutating func change(_ id: String, _ change: (inout IndigoProject.Metric) -> Void) {
        let index = metrics.firstIndex { $0.id == id } ?? metrics.count
        if index == metrics.count { metrics.append(IndigoProject.Metric(id: id)) }
        change(&metrics[index])
    }

    private static func definition(_ indicator: Indicator) -> String {
        // A skeleton has this unit where the project says none.
        indicator.unit == IndigoSkeleton.plainUnit
            ? indicator.title : "\(indicator.title) (\(indicator.unit))"
    }

    private mutating func add(_ outcome: Outcome) {
        var most: Decimal?
        for limit in contract.limits where most == nil {
            guard case .metric(let sum) = limit.bound, limit.outcomes == [outcome.id] else { continue }
            most = try? Decimal(sum.majorUnits)
            if most != nil { limits.insert(limit.id) }
        }
        let later = outcome.amendments.map { "from \($0.from): \($0.price)" }
        // Stages are claimed as outcomes of no price, and priced by a tariff.
        let price = outcome.price.minorUnits > 0 ? try? Decimal(outcome.price.majorUnits) : nil
        change(outcome.id.rawValue) { metric in
            metric.definition = outcome.title
            metric.price = price
            metric.most = most
            if !later.isEmpty { metric.pricing = later.joined(separator: "; ") }
        }
    }

    private mutating func add(_ evaluation: EvaluationPlan) {
        let indicator = contract.indicator(evaluation.indicator)
        var targets = evaluation.target.map { ["an effect of \($0)"] } ?? []
        if let decision = evaluation.decision {
            targets.append(
                "\(decision.figure.rawValue) of at least \(decision.at), by the \(decision.reading.rawValue)")
        }
        let words = targets.map { $0.replacing("_", with: " ") }
        change(evaluation.id.rawValue) { metric in
            metric.definition = indicator.map(Self.definition)
            if !words.isEmpty { metric.target = words.joined(separator: "; ") }
        }
    }

    private mutating func add(_ condition: Condition) {
        guard let metric = Self.metric(of: condition.figure) else { return }
        let words = "\(condition.title): \(Self.words(condition.reached)) \(condition.at)"
        change(metric) { $0.target = [$0.target, words].compactMap(\.self).joined(separator: "; ") }
    }

    private mutating func add(_ tariff: Tariff) {
        guard let figure = tariff.figure, let id = Self.metric(of: figure) else { return }
        if case .unitPrice(let unit) = tariff.versions[0].mechanism, tariff.versions.count == 1,
            let price = Self.decimal(unit.price), metrics.first(where: { $0.id == id })?.price == nil
        {
            change(id) { $0.price = price }
            return
        }
        let words = tariff.versions.map { version in
            (version.from.map { "from \($0): " } ?? "") + Self.words(version.mechanism)
        }
        let pricing = "\(tariff.title): \(words.joined(separator: "; "))"
        change(id) { $0.pricing = [$0.pricing, pricing].compactMap(\.self).joined(separator: ". ") }
    }

    /// The metrics that a payment is for: outcomes, and what tariffs price by the unit.
    func paid(by payment: PaymentID) -> [String] {
        let outcomes = contract.outcomes.filter { $0.payment == payment }.map(\.id.rawValue)
        let priced = contract.tariffs.filter { $0.payment == payment && $0.kind == .unitPrice }
            .compactMap { $0.figure.flatMap(Self.metric) }
        return outcomes
            + priced.filter { id in
                !outcomes.contains(id) && metrics.contains { $0.id == id && $0.price != nil }
            }
    }

    /// The id of the metric that a figure is of; nil where it is of none.
    static func metric(of figure: FigureSource) -> String? {
        switch figure {
        case .indicator(let id, _, _): id.rawValue
        case .outcome(let id): id.rawValue
        case .evaluation(let id, _): id.rawValue
        case .term, .tariffs, .payments: nil
        }
    }

    // MARK: Words

    private static func decimal(_ amount: Amount) -> Decimal? {
        if amount.minorUnits.isWhole, let units = Int64(exactly: amount.minorUnits.numerator) {
            return Decimal(units: units, decimals: amount.currency.minorDigits)
        }
        return (try? amount.minorUnits.divided(by: Ratio(powerOfTen(amount.currency.minorDigits))))
            .flatMap { Decimal(exactly: $0) }
    }

    private static func words(_ reached: Reached) -> String {
        reached.rawValue.replacing("_", with: " ")
    }

    private static func words(_ mechanism: Mechanism) -> String {
        switch mechanism {
        case .unitPrice(let unit): "\(unit.price) a unit"
        case .step(let step):
            step.tiers.map { "\($0.price) a unit" + ($0.upTo.map { " up to \($0)" } ?? " above") }
                .joined(separator: "; ")
        case .threshold(let table):
            table.rows.map { "\(words(table.reached)) \($0.at): \($0.amount)" }.joined(separator: "; ")
        case .band(let band): band.points.map { "at \($0.at): \(worth($0, band))" }.joined(separator: "; ")
        case .savingsShare(let savings):
            savings.tiers.map { "\($0.share) of the saving" + ($0.upTo.map { " up to \($0)" } ?? "") }
                .joined(separator: "; ")
        case .bonus(let amount): "\(amount) where its conditions hold"
        case .referralShortfall(let shortfall):
            "\(shortfall.price) for each that \(shortfall.expected) exceeds it by"
        case .activityGuarantee, .guarantee, .netting, .staged, .standingCharge, .termination:
            mechanism.kind.rawValue.replacing("_", with: " ")
        }
    }

    private static func worth(_ point: Band.Point, _ band: Band) -> String {
        switch band.worth {
        case .sums(let currency): "\(Amount(minorUnits: point.value, currency: currency))"
        case .rates: "a rate of \(point.value)"
        }
    }
}
