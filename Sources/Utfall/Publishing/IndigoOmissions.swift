public import OutcomesModel

/// Terms of a contract that an INDIGO project has no place for.
public struct IndigoOmission: Hashable, Sendable {
    /// What it is, as `contract.toml` writes it, such as "`after` of [[outcome]]".
    public let term: String
    /// The ids of those that have it, in the order of the contract; none of what the contract has once.
    public let ids: [String]
    /// What is lost with it, such as "what must be achieved before it is paid".
    public let what: String
    /// Where the first of them stands; nil where that is not known.
    public let place: SourceLocation?
}

extension ContractPack {
    /// What `indigoProject` leaves out of the contract, since the standard has no place for it: no sum that is paid can
    /// be worked out from the project alone.
    ///
    /// What stands in a project in words, such as the steps of a tariff, is not among it.
    public var leftOutOfIndigo: [IndigoOmission] { IndigoOmissions(contract).all }
}

/// Gathers what a contract says and no project.
private struct IndigoOmissions {
    private(set) var all: [IndigoOmission] = []
    private let contract: Contract
    private let written: MetricsOfContract

    init(_ contract: Contract) {
        self.contract = contract
        written = MetricsOfContract(contract)
        addContract()
        addOutcomes()
        addMeasured()
        addTariffs()
        addSums()
        addTimes()
        all.append(
            IndigoOmission(
                term: "rules.lua", ids: [], what: "when a claim is made, and when a sum is due", place: nil))
    }

    /// Adds those of `things` that are there, as one.
    private mutating func add<Thing>(
        _ term: String, _ what: String, _ things: [Thing], _ id: (Thing) -> String,
        _ clause: (Thing) -> Clause?
    ) {
        guard !things.isEmpty else { return }
        all.append(
            IndigoOmission(
                term: term, ids: things.map(id), what: what,
                place: things.lazy.compactMap(clause).first?.place))
    }

    private mutating func addContract() {
        func once(_ key: String, _ what: String) -> IndigoOmission {
            IndigoOmission(term: "`\(key)` of [contract]", ids: [], what: what, place: nil)
        }
        all.append(once("rounding", "how sums are rounded"))
        if contract.payableStates != [.verified] || contract.verifiesClaims {
            all.append(once("payable_states", "what must be verified before it is paid"))
        }
        if !contract.approvers.isEmpty { all.append(once("approved_by", "who must approve a settlement")) }
    }

    private mutating func addOutcomes() {
        func add(_ key: String, _ what: String, _ has: (Outcome) -> Bool) {
            self.add("`\(key)` of [[outcome]]", what, contract.outcomes.filter(has), \.id.rawValue, \.clause)
        }
        add("subject", "whether a person achieves it, or all together") { _ in true }
        add("limit", "how often it is paid for one person") { $0.subject == .participant }
        add("after", "what must be achieved before it is paid") { $0.after != nil }
        add("index", "what its price follows") { $0.index != nil }
        add("plan", "how many there are to be by when") { $0.plan != nil }
    }

    private mutating func addMeasured() {
        add(
            "[[evaluation]]", "its groups, its method and its level",
            contract.evaluations, \.id.rawValue, \.clause)
        add(
            "[[condition]]", "when it holds",
            contract.paymentTerms.conditions.filter { MetricsOfContract.metric(of: $0.figure) == nil },
            \.id.rawValue, \.clause)
        add("[terms]", "agreed values", contract.terms, \.id.rawValue) { $0.versions[0].clause }
    }

    private mutating func addTariffs() {
        func add(_ term: String, _ what: String, _ has: (Tariff) -> Bool) {
            self.add(term, what, contract.tariffs.filter(has), \.id.rawValue) { $0.versions[0].clause }
        }
        let isThere = { (tariff: Tariff) in tariff.figure.flatMap(MetricsOfContract.metric) != nil }
        add("[[tariff]]", "what is paid by it") { !isThere($0) }
        add("[[tariff]]", "its figures: its kind alone is there") { isThere($0) && !$0.hasWords }
        add("`conditions` of [[tariff]]", "what must hold for it to be paid") { !$0.conditions.isEmpty }
        add("`index` of [[tariff]]", "what its prices follow") { $0.index != nil }
        add("`split` of [[tariff]]", "who pays which part of it") { $0.split != nil }
        add("`rounds` of [[tariff]]", "how its figure is rounded") { $0.rounding != nil }
        let terms = contract.paymentTerms
        self.add("[[split]]", "who pays which part", terms.splits, \.id.rawValue, \.clause)
        self.add("[[index]]", "what prices follow", terms.indexes, \.id.rawValue, \.clause)
        self.add(
            "[[exchange_rate]]", "what a sum is in another currency", terms.exchangeRates, \.currency.code
        ) {
            $0.versions[0].clause
        }
    }

    private mutating func addSums() {
        add(
            "[[limit]]", "what is not paid beyond it",
            contract.limits.filter { !written.limits.contains($0.id) }, \.id.rawValue, \.clause)
        let caps = contract.capsOfProject
        add(
            "[[cap]]", "what is not paid beyond it", contract.caps.filter { !caps.contains($0.id) },
            \.id.rawValue, \.clause)
        add(
            "[[waterfall]]", "who receives what of the payments: the sum of the drawdowns alone is there",
            contract.waterfalls, \.party.rawValue
        ) { $0.tiers.first?.clause }
    }

    private mutating func addTimes() {
        let days = contract.windows.filter { $0.fixedPeriod(starts: contract.starts) == nil }
        add("[[window]]", "its months from each person's entry", days, \.id.rawValue) { _ in nil }
        add("`due` of [[settlement]]", "the day on which it is made", contract.settlements, \.id.rawValue) {
            _ in
            nil
        }
    }
}

extension Tariff {
    /// Whether the words that stand for it in a project say its figures.
    fileprivate var hasWords: Bool {
        versions.allSatisfy { version in
            switch version.mechanism {
            case .unitPrice, .threshold, .band, .savingsShare, .bonus, .referralShortfall: true
            case .step(let step): step.tiers.allSatisfy { $0.most == nil }
            case .activityGuarantee, .guarantee, .netting, .staged, .standingCharge, .termination: false
            }
        }
    }
}
