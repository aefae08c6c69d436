import Indigo
import MeasurementStore
import OutcomesModel

extension ContractPack {
    /// Returns the contract as an INDIGO project (4.1.0), the data standard by which the field publishes projects.
    ///
    /// What the contract does not say is left out; what it says and a project has no place for is in `leftOutOfIndigo`.
    ///
    /// - Parameter store: where it was posted; what was posted stands in it as actual payments.
    /// - Returns: JSON with sorted keys.
    /// - Throws: where the store cannot be read, or what was posted does not add up to a sum.
    public func indigoProject(postedIn store: EvidenceStore? = nil) throws -> String {
        var project = IndigoProject(contract)
        if let store { try project.add(try store.store.posted(of: id), of: contract) }
        return project.json.written
    }
}

extension IndigoProject {
    init(_ contract: Contract) {
        self.init()
        id = contract.id.rawValue
        name = contract.title
        starts = contract.starts
        ends = contract.ends
        endedEarly = contract.termination?.day
        source = contract.source
        currency = contract.currency.code
        people = contract.peopleInTreatment
        most = contract.capOfAll?.amount.decimal
        let drawn = contract.waterfalls.flatMap(\.drawdowns).map(\.amount)
        invested = drawn.isEmpty ? nil : (try? drawn.total(contract.currency))?.decimal
        organisations = contract.parties.map { party in
            var organisation = Organisation(id: party.id.rawValue, name: party.name)
            organisation.sector = party.sector
            organisation.roles = party.roles
            organisation.most = contract.capOfAll(from: party.id)?.amount.decimal
            return organisation
        }
        let measured = MetricsOfContract(contract)
        metrics = measured.metrics
        plans = contract.settlements.filter(\.pays).map { settlement in
            let period = contract.window(settlement.window).flatMap {
                $0.fixedPeriod(starts: contract.starts)
            }
            return Plan(id: settlement.id.rawValue, starts: period?.first, ends: period?.last)
        }
        payments = contract.payments.flatMap { payment in
            let paid = measured.paid(by: payment.id)
            return (paid.isEmpty ? [nil] : paid.map { $0 }).map { metric in
                var planned = Payment(payer: payment.from.rawValue, recipient: payment.to.rawValue)
                planned.metric = metric
                planned.title = payment.title
                return planned
            }
        }
    }

    /// Adds what was posted, line by line; what was taken back later is a line below zero.
    fileprivate mutating func add(_ posted: [PostedSettlement], of contract: Contract) throws {
        let lines = posted.flatMap { posting in posting.lines.map { (posting.settlement, $0) } }
        guard !lines.isEmpty else { return }
        paid = try lines.map(\.1.paid).total(contract.currency).decimal
        for (settlement, line) in lines {
            // A payment of an earlier version of the contract may be gone: nobody else knows whose it was.
            guard let payment = contract.payment(line.payment) else { continue }
            var actual = Payment(payer: payment.from.rawValue, recipient: payment.to.rawValue)
            actual.plan = settlement.rawValue
            actual.metric = line.outcome?.rawValue
            actual.amount = line.paid.decimal
            actual.title = payment.title
            payments.append(actual)
        }
    }
}

extension Contract {
    /// How many people it is for, where it says so of each group.
    fileprivate var peopleInTreatment: Int? {
        let sizes = groups.filter { $0.role == .treatment }.map(\.size)
        let known = sizes.compactMap(\.self)
        return known.isEmpty || known.count < sizes.count ? nil : known.reduce(0, +)
    }

    /// The least cap on all payments.
    fileprivate var capOfAll: Cap? {
        caps.filter(\.payments.isEmpty).min { $0.amount.minorUnits < $1.amount.minorUnits }
    }

    /// The caps that stand in a project.
    var capsOfProject: Set<CapID> {
        Set(([capOfAll] + parties.map { capOfAll(from: $0.id) }).compactMap { $0?.id })
    }

    /// The cap on all payments of a party and on no other's.
    fileprivate func capOfAll(from party: PartyID) -> Cap? {
        let own = Set(payments.filter { $0.from == party }.map(\.id))
        guard !own.isEmpty else { return nil }
        return caps.first { cap in
            let capped = cap.payments.isEmpty ? Set(payments.map(\.id)) : Set(cap.payments)
            return capped == own
        }
    }
}

extension Window {
    /// Its days, where they are the same for everybody.
    func fixedPeriod(starts: Day) -> Period? {
        if case .fromEntry = span { return nil }
        return period(entry: starts, starts: starts)
    }
}

extension Money {
    fileprivate var decimal: Decimal { Decimal(units: minorUnits, decimals: currency.minorDigits) }
}

extension [Money] {
    fileprivate func total(_ currency: Currency) throws(ArithmeticError) -> Money {
        var total = Money.zero(currency)
        for sum in self { total = try total.adding(sum) }
        return total
    }
}
