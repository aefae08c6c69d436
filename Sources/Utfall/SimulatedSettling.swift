import Evaluation
import OutcomesModel
import PluginHost
import Settlement
import Simulation

/// Settles levels that were drawn, by the pack's own rules: evidence and estimates are made of the levels, and the rest
/// is as in any settlement.
///
/// Each settling has a Lua state of its own, so that a rule cannot carry anything from one draw to the next.
struct SimulatedSettling: Sendable {
    private let pipeline: Pipeline
    private let plan: SettlementPlan
    private let quantities: [DrawnQuantity]
    private let sources: PackSources
    private let places: [PartyID: Int]
    /// What evaluations come to that no quantity gives: why there is none.
    private let evaluations: [EvaluationID: EvaluationResult]
    /// Those whose evidence is drawn, in a fixed order; none where only figures are.
    private let people: ParticipantTable

    private var contract: Contract { pipeline.pack.contract }

    init(_ pipeline: Pipeline, plan: SettlementPlan, quantities: [DrawnQuantity]) {
        self.pipeline = pipeline
        self.plan = plan
        self.quantities = quantities
        sources = PackSources(of: pipeline.pack.pack)
        let contract = pipeline.pack.contract
        places = Dictionary(uniqueKeysWithValues: contract.parties.enumerated().map { ($1.id, $0) })
        people = Self.people(quantities, contract)
        let none = RunEvidence(contract: contract, participants: [], columns: [], asOf: plan.due)
        evaluations = pipeline.evaluate(plan, none, contract)
    }

    /// Returns what the levels come to.
    ///
    /// - Parameter draw: which draw it is, for messages; none in the sweep.
    func payoff(_ levels: Levels, draw: Int?) throws -> Payoff {
        do {
            return try payoff(levels)
        } catch let error as any Diagnosable {
            let shown = zip(quantities, levels.units).map { "\($0.id) \($0.shown($1))" }
            throw SimulationError.settlingFails(
                error.diagnostics, draw: draw, levels: shown.joined(separator: ", "))
        }
    }

    private func payoff(_ levels: Levels) throws -> Payoff {
        let evidence = RunEvidence(
            contract: contract, participants: people, columns: columns(levels), asOf: plan.due)
        var estimates = people.isEmpty ? evaluations : pipeline.evaluate(plan, evidence, contract)
        for (id, figures) in try given(levels) { estimates[id] = figures }
        let run = PackRun(
            pack: pipeline.pack.pack, contract: contract, evidence: evidence, settlement: plan,
            evaluations: estimates, engine: pipeline.host.engine, sources: sources)
        let decided = try run.applyRules()
        let lines = try PaymentLines(contract: contract, alreadyPaid: [], dueOn: plan.due)
            .make(of: decided.requests)
        return try payoff(of: lines, try run.distribute(lines), held: decided.held.count)
    }

    private func payoff(
        of lines: [PaymentLine], _ distributions: [Distribution], held: Int
    ) throws -> Payoff {
        var sums = [Money](repeating: .zero(contract.currency), count: places.count)
        var isInvolved = [Bool](repeating: false, count: places.count)
        var isCapped = isInvolved
        func move(_ amount: Money, from payer: PartyID, to payee: PartyID) throws {
            guard let from = places[payer], let to = places[payee], from != to, amount.minorUnits != 0 else {
                return
            }
            sums[from] = try sums[from].subtracting(amount)
            sums[to] = try sums[to].adding(amount)
            isInvolved[from] = true
            isInvolved[to] = true
        }
        for line in lines { try move(line.paid, from: line.from, to: line.to) }
        for distribution in distributions {
            for share in distribution.shares {
                guard let step = share.step else { continue }
                try move(share.amount, from: distribution.party, to: step.party)
            }
        }
        for cap in contract.caps {
            let covered = lines.filter { cap.covers($0.payment) }
            let paid = try covered.reduce(Money.zero(contract.currency)) { try $0.adding($1.paid) }
            guard paid.minorUnits >= cap.amount.minorUnits else { continue }
            for line in covered where line.paid.minorUnits > 0 {
                for party in [line.from, line.to] { places[party].map { isCapped[$0] = true } }
            }
        }
        return Payoff(
            payments: sums.map(\.minorUnits), isInvolved: isInvolved, isCapped: isCapped, held: held)
    }

    // MARK: What rules read

    private func given(_ levels: Levels) throws -> [EvaluationID: EvaluationResult] {
        var found: [EvaluationID: [FigureSource.Reading: Ratio]] = [:]
        for (place, quantity) in quantities.enumerated() {
            guard case .evaluation(let id, let reading) = quantity.target else { continue }
            found[id, default: [:]][reading] = quantity.figure(levels.units[place]).ratio
        }
        return try found.reduce(into: [:]) { results, entry in
            let (id, figures) = entry
            let currency = contract.evaluation(id).flatMap { contract.indicator($0.indicator) }?.currency
            results[id] = .given(
                GivenEstimate(
                    saving: try figures[.saving].map {
                        try Amount(majorUnits: $0, currency: currency ?? contract.currency)
                    },
                    improved: figures[.improved].map { !$0.isZero }, difference: figures[.difference],
                    reductionPercent: figures[.reductionPercent],
                    reached: figures[.reached].map { !$0.isZero }))
        }
    }

    private func columns(_ levels: Levels) -> [MeasurementColumns] {
        var rows: [IndicatorID: [(subject: SubjectID, value: Int64)]] = [:]
        for (place, quantity) in quantities.enumerated() {
            let level = levels.units[place]
            switch quantity.target {
            case .evaluation: continue
            case .series(let id, let group):
                rows[id, default: []].append((group.map { .group($0) } ?? .contract, level))
            case .people(let id, let group, let size):
                let figures = levels.people[place] ?? []
                rows[id, default: []] += zip(pseudonyms(group, size), figures).map { ($0, $1) }
            case .count(let id, let group, let size, let having, let lacking):
                for (number, person) in pseudonyms(group, size).enumerated() {
                    guard let value = number < level ? having : lacking else { continue }
                    rows[id, default: []].append((person, value))
                }
            }
        }
        return contract.indicators.compactMap { indicator in
            guard let rows = rows[indicator.id] else { return nil }
            let due = dueDays(indicator)
            return MeasurementColumns(
                indicator: indicator.id,
                rows: rows.sorted { $0.subject < $1.subject }.flatMap { row in
                    due.map { (row.subject, $0, MeasuredValue.number(row.value), VerificationState.verified) }
                })
        }
    }

    /// The first day of the settlement's window, and of each slot in it where a value is due regularly.
    private func dueDays(_ indicator: Indicator) -> [Day] {
        guard let window = contract.window(plan.window) else { return [] }
        let period = window.period(entry: contract.starts, starts: contract.starts)
        guard let months = indicator.every.months else { return [period.first] }
        var days: [Day] = []
        var day = period.first
        while day <= period.last {
            days.append(day)
            day = period.first.adding(months: days.count * months)
        }
        return days
    }

    private func pseudonyms(_ group: GroupID?, _ size: Int) -> [SubjectID] {
        (1...size).map { .participant(Self.pseudonym($0, of: group)) }
    }

    private static func pseudonym(_ number: Int, of group: GroupID?) -> String {
        let digits = String(number)
        return "\(group?.rawValue ?? "person")-" + String(repeating: "0", count: 7 - digits.count) + digits
    }

    /// Everybody of whom a quantity draws anything, and the others of the groups that are compared with them.
    private static func people(_ quantities: [DrawnQuantity], _ contract: Contract) -> ParticipantTable {
        var sizes: [GroupID?: Int] = [:]
        for quantity in quantities {
            switch quantity.target {
            case .evaluation, .series: continue
            case .people(_, let group, let size), .count(_, let group, let size, _, _):
                sizes[group] = max(sizes[group] ?? 0, size)
            }
        }
        let people = sizes.flatMap { group, size in
            (1...size).map { number in
                Participant(
                    pseudonym: pseudonym(number, of: group), group: group, entry: contract.starts, exit: nil,
                    attributes: [:], line: 0)
            }
        }
        return ParticipantTable(people.sorted { $0.pseudonym < $1.pseudonym })
    }
}
