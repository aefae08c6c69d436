import Evaluation
import LuaHost
import OutcomesModel
import Reporting
import Settlement

/// What is claimed of each outcome until now, in this settlement and in those posted before, day by day.
///
/// Where the outcome's indicator is of events, a claim stands on the days of the events that it counts, the first ones
/// first; otherwise, and with what no event is behind, on the day that decides on its price.
struct ProgressClaims {
    /// In the order of the contract; each has at least one claim or a plan.
    let outcomes: [OutcomeClaims]
    /// The days at which running figures stand; empty where nothing is claimed.
    let days: [Day]

    struct OutcomeClaims {
        let outcome: Outcome
        let counts: [RunningFigures.Event]
        /// At the price of each, before limits, in minor units.
        let values: [RunningFigures.Event]
        /// How many there are, or why that is not shown.
        let count: Cell
        var isShown: Bool { if case .missing = count { false } else { true } }
        var value: Int128 { values.reduce(0) { $0 + $1.amount } }
    }

    /// The indicators whose values are shown as claims.
    var indicators: Set<IndicatorID> {
        Set(outcomes.filter { !$0.counts.isEmpty }.map(\.outcome.indicator))
    }

    func isShown(_ id: OutcomeID) -> Bool { outcomes.first { $0.outcome.id == id }?.isShown ?? true }

    init(of run: PackRun, _ matter: ReportMatter) throws {
        let contract = run.contract
        var finder = ClaimDays(run)
        var counts = contract.outcomes.map { _ in [RunningFigures.Event]() }
        var values = counts
        var all: [Claim] = []
        var pricing = ClaimPricing(contract: contract, people: run.evidence.participants) {
            (index, day) throws(TariffProblem) in try run.value(of: index, on: day)
        }
        let settled =
            run.posted.map { ($0.claims, contract.settlement($0.settlement)?.due ?? run.settlement.due) }
            + [(matter.statement.claims, run.settlement.due)]
        for (claims, due) in settled {
            all += claims
            for priced in try pricing.price(claims, dueOn: due).explained {
                guard let place = contract.outcomes.firstIndex(where: { $0.id == priced.claim.outcome })
                else {
                    continue
                }
                let person = finder.person(of: priced.claim.subject)
                for (day, units) in finder.days(of: priced, contract.outcomes[place]) {
                    counts[place].append(.init(day: day, amount: Int128(units), person: person))
                    let value = Int128(units) * Int128(priced.unitPrice.minorUnits)
                    values[place].append(.init(day: day, amount: value, person: person))
                }
            }
        }
        let selection = Selection(matter: .claims(all, nil), dimensions: [.outcome])
        let table = try run.cross(selection, over: run.window)
        let grid = try ProgressGrid(ShownTable(table, selection, .count, run).value(), run)
        outcomes = contract.outcomes.indices.compactMap { place in
            let outcome = contract.outcomes[place]
            guard !counts[place].isEmpty || outcome.plan != nil else { return nil }
            return OutcomeClaims(
                outcome: outcome, counts: counts[place], values: values[place], count: grid.cells[place][0])
        }
        let known = counts.joined().map(\.day)
        guard let first = known.min(), let last = known.max() else {
            days = []
            return
        }
        days = run.steps(
            from: min(first, contract.starts), to: max(last, min(run.lastKnownDay ?? last, contract.ends)))
    }
}

/// Finds who made a claim, and on which days what it counts was achieved.
private struct ClaimDays {
    private let run: PackRun
    private var people: ParticipantFinder
    /// Whom the table of participants does not know.
    private var strangers: [String: Int] = [:]

    init(_ run: PackRun) {
        self.run = run
        people = ParticipantFinder(run.evidence.participants)
    }

    mutating func person(of subject: SubjectID) -> Int? {
        guard case .participant(let pseudonym) = subject else { return nil }
        if let row = people.row(of: subject) { return row }
        return strangers[pseudonym]
            ?? {
                let number = -1 - strangers.count
                strangers[pseudonym] = number
                return number
            }()
    }

    mutating func days(of priced: PricedClaim, _ outcome: Outcome) -> [(day: Day, units: Int64)] {
        let claim = priced.claim
        let contract = run.contract
        guard let indicator = contract.indicator(outcome.indicator), indicator.every.months == nil,
            indicator.decimals == 0, let reader = run.evidence.readers[indicator.id]
        else { return [(priced.day, claim.quantity)] }
        let row = people.row(of: claim.subject)
        let entry = row.map { Day(number: run.evidence.participants.entries[$0]) } ?? contract.starts
        let window = contract.window(claim.window) ?? run.window
        let period = claim.period ?? window.period(entry: entry, starts: contract.starts)
        let exit = row.flatMap { run.evidence.participants.exit($0) }
        var left = claim.quantity
        var found: [(day: Day, units: Int64)] = []
        for (day, units) in (try? reader.series(of: claim.subject, in: period, exit: exit))?.values ?? []
        where units > 0 && left > 0 {
            found.append((day, min(units, left)))
            left -= min(units, left)
        }
        return left > 0 ? found + [(priced.day, left)] : found
    }
}
