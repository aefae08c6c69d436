import OutcomesModel
import PackReader
import PluginHost

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
        /// The last day that is seen of each window that is the same for all.
        let lastSeen: [Day]
        /// Where more hangs on it than what is seen.
        let due: Day?
        /// Versions that hold on it.
        let terms: [Term.Version]
        let drawn: [Drawdown]
        let guarantees: [CapitalGuarantee]
    }

    init(_ pack: Pack, _ contract: Contract) {
        let use = TermUse(pack)
        self.init(contract, readsWindow: pack.readsSettlementWindow, names: use.names)
    }

    /// - Parameters:
    ///   - readsWindow: whether anything is read over a settlement's own window.
    ///   - names: whether a text stands in the Lua that comes to sums.
    init(_ contract: Contract, readsWindow: Bool, names: (String) -> Bool) {
        let named = contract.windows.filter { window in
            !contract.evaluations.isEmpty || names(".\(window.id)") || names("\"\(window.id)\"")
        }
        func windows(of plan: SettlementPlan) -> [Window] {
            named + (readsWindow ? contract.windows.filter { $0.id == plan.window } : [])
        }
        let read = Set(contract.settlements.flatMap(windows).map(\.id))
        let used = contract.windows.filter { read.contains($0.id) }
        self.windows = Dictionary(uniqueKeysWithValues: used.map { ($0.id, $0.span) })
        let fromStart = used.contains { if case .fromStart = $0.span { true } else { false } }
        let ofPeople = used.contains(where: \.isOfEachPerson)
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
            let seen = windows(of: plan)
            let waterfalls = sharesOut ? contract.waterfalls : []
            return DueDay(
                lastSeen: seen.filter { !$0.isOfEachPerson }.map {
                    min($0.period(entry: contract.starts, starts: contract.starts).last, plan.due)
                },
                due: seen.contains(where: \.isOfEachPerson) || sharesOut && accrues || names(".due")
                    ? plan.due : nil,
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

extension Window {
    fileprivate var isOfEachPerson: Bool { if case .fromEntry = span { true } else { false } }
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
