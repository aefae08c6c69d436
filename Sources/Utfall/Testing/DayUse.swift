import OutcomesModel
import PackReader

/// What of a contract's days comes to a sum: where this is the same of two contracts that differ in a day alone, none
/// of them pays otherwise.
struct DayUse: Equatable {
    private let windows: [WindowID: Window.Span]
    /// What else is counted from, or up to, a day.
    private let starts, ends: Day?
    private let settlements: [DueDay]
    private let terms: [Term]
    private let outcomes: [Outcome]
    private let tariffs: [Tariff]
    private let exchangeRates: [ExchangeRate]
    private let evaluations: [EvaluationPlan]
    private let termination: Termination?
    private let entries: [Day?]
    private let capital: [Day]

    /// How far a settlement sees.
    private struct DueDay: Equatable {
        /// The last day of its window that is seen; nil of a window that each person has of their own.
        let lastSeen: Day?
        /// Where more hangs on it than what is seen.
        let due: Day?
        /// Versions that hold on it.
        let terms: [Term.Version]
        let drawn: [Drawdown]
        let guarantees: [CapitalGuarantee]
    }

    /// - Parameter names: whether a text stands in the Lua that comes to sums.
    init(_ contract: Contract, names: (String) -> Bool) {
        let used = contract.windows.filter { window in
            contract.settlements.contains { $0.window == window.id } || !contract.evaluations.isEmpty
                || names(window.id.rawValue)
        }
        windows = Dictionary(uniqueKeysWithValues: used.map { ($0.id, $0.span) })
        let fromStart = used.contains { if case .fromStart = $0.span { true } else { false } }
        let ofPeople = used.contains { if case .fromEntry = $0.span { true } else { false } }
        // What is not about people is counted from the contract's first day where they have windows of their own.
        let isCounted =
            ofPeople
            && (!contract.tariffs.isEmpty || contract.indicators.contains { $0.subject != .participant })
        starts =
            fromStart || isCounted || !contract.paymentTerms.indexes.isEmpty || names(".starts")
            ? contract.starts : nil
        ends = ofPeople && !contract.tariffs.isEmpty || names(".ends") ? contract.ends : nil
        let accrues = contract.waterfalls.contains { $0.tiers.contains(where: \.tier.accrues) }
        let sharesOut = names("waterfall")
        settlements = contract.settlements.map { plan in
            let window = contract.window(plan.window)
            var last: Day?
            if let window, case .fromEntry = window.span {
            } else {
                last = window?.period(entry: contract.starts, starts: contract.starts).last
            }
            let waterfalls = sharesOut ? contract.waterfalls : []
            return DueDay(
                lastSeen: last.map { min($0, plan.due) },
                due: last == nil || sharesOut && accrues || names(".due") ? plan.due : nil,
                terms: contract.terms.map { $0.version(on: plan.due) },
                drawn: waterfalls.flatMap(\.drawdowns).filter { $0.day <= plan.due }.map(\.withoutDay),
                guarantees: waterfalls.flatMap(\.guarantees).filter { $0.day <= plan.due })
        }
        terms = contract.terms
        outcomes = contract.outcomes
        tariffs = contract.tariffs
        exchangeRates = contract.paymentTerms.exchangeRates
        evaluations = contract.evaluations
        termination = contract.termination
        entries = ofPeople ? contract.evidenceForms.map(\.constants.entry) : []
        capital = sharesOut && accrues ? contract.waterfalls.flatMap(\.drawdowns).map(\.day) : []
    }
}

extension Tier {
    /// Whether it grows with time.
    fileprivate var accrues: Bool {
        switch self {
        case .preferredReturn, .hurdle: true
        case .fee, .capital, .multiple, .catchUp, .split, .residual: false
        }
    }
}

extension Drawdown {
    fileprivate var withoutDay: Drawdown {
        Drawdown(investors: investors, day: Day(number: 0), amount: amount, clause: clause)
    }
}
