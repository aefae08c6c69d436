import Indigo
import OutcomesModel
import PackReader

/// The skeleton of a contract, made of what an INDIGO project says; what it does not say is a finding.
///
/// A gap never becomes an amount: an outcome without a price that can be taken as it is has only its indicator.
struct IndigoSkeleton {
    private(set) var findings: [IndigoFinding]
    let project: IndigoProject
    let folder: String
    let currency: Currency
    let starts, ends: Day

    private(set) var parties: [SkeletonParty] = []
    private(set) var payments: [SkeletonPayment] = []
    private(set) var metrics: [SkeletonMetric] = []
    private(set) var windows: [SkeletonWindow] = []
    private(set) var caps: [(id: String, amount: String, payments: [String], source: String)] = []

    struct SkeletonParty {
        let id, name, reference: String
        let sector: Party.Sector
        let roles: [Party.Role]
    }

    struct SkeletonPayment {
        let id, from, to, title: String
        /// The metrics that it is said to pay.
        var metrics: [String] = []
    }

    struct SkeletonMetric {
        let id, title, source: String
        let price, most: String?
        let payment: String
    }

    struct SkeletonWindow {
        let id: String
        let starts, ends: Day
    }

    init(_ project: IndigoProject, findings: [IndigoFinding], folder: String) {
        self.project = project
        self.folder = NewPack.name(of: folder)
        self.findings = findings
        // Where none is said, no sum is taken either, so that this one is on nothing.
        currency = project.currency.flatMap { try? Currency(code: $0) } ?? Self.euro
        let ends = project.ends ?? project.endedEarly
        starts = project.starts ?? Self.firstDay
        self.ends = ends.map { Swift.max($0, project.starts ?? $0) } ?? Swift.max(Self.lastDay, starts)
        noteFrame(ends)
        makeParties()
        makePayments()
        makeMetrics()
        makeWindows()
        makeCaps()
    }

    private static let euro: Currency = {
        guard let euro = try? Currency(code: "EUR") else { preconditionFailure("EUR is a currency") }
        return euro
    }()

    /// Days that nobody takes for the contract's own.
    private static let firstDay = Day(number: 10_957)
    private static let lastDay = Day(number: 47_481)

    private mutating func note(_ path: String, _ what: String, came: String? = nil, fill: String) {
        findings.append(IndigoFinding(path, what, came: came, fill: fill))
    }

    private mutating func noteFrame(_ ends: Day?) {
        if project.name == nil { note("name", "the project has no name", fill: "`title` of [contract]") }
        if project.starts == nil {
            note(
                "dates.start_date_of_service_provision",
                "no first day is said; \(starts) stands in its place",
                fill: "`starts` of [contract], and of its windows")
        }
        if ends == nil {
            note(
                "dates.anticipated_end_date_of_service_provision",
                "no last day is said; \(self.ends) stands in its place",
                fill: "`ends` of [contract], and of its windows")
        }
    }

    // MARK: Parties and payments

    private mutating func makeParties() {
        let payers = Set(project.payments.map(\.payer))
        var ids = UniqueIDs()
        for organisation in project.organisations {
            var roles = organisation.roles
            if roles.isEmpty { roles = [payers.contains(organisation.id) ? .outcomePayer : .intermediary] }
            if organisation.sector == nil {
                note(
                    "organisations", "the sector of \(organisation.name) is not said",
                    fill: "`sector` of [[party]]: public, private, nonprofit or academic")
            }
            let isPayer = !Set(roles).isDisjoint(with: Self.payerRoles)
            parties.append(
                SkeletonParty(
                    id: ids.make(organisation.id, or: "party"), name: organisation.name,
                    reference: organisation.id, sector: organisation.sector ?? (isPayer ? .public : .private),
                    roles: roles))
        }
        if !parties.contains(where: {
            $0.sector == .public && !Set($0.roles).isDisjoint(with: Self.payerRoles)
        }) {
            note(
                "outcome_payment_commitments", "no public body that pays for outcomes is named",
                fill: "`name` of the [[party]] public_body, or take it out")
            addPlaceholder("public_body", "Public body, to be named", .public, .outcomePayer, &ids)
        }
        if !project.payments.contains(where: { $0.payer != $0.recipient }),
            !parties.contains(where: { Self.isPaid($0) })
        {
            note(
                "service_provisions", "nobody is named whom the payments go to",
                fill: "`name` of the [[party]] provider")
            addPlaceholder("provider", "Provider, to be named", .nonprofit, .provider, &ids)
        }
    }

    private static let payerRoles: [Party.Role] = [.outcomePayer, .commissioner, .outcomesFund]

    private static func isPaid(_ party: SkeletonParty) -> Bool {
        party.roles.contains(.provider) || party.roles.contains(.investor)
    }

    private mutating func addPlaceholder(
        _ id: String, _ name: String, _ sector: Party.Sector, _ role: Party.Role, _ ids: inout UniqueIDs
    ) {
        parties.append(
            SkeletonParty(
                id: ids.make(id, or: id), name: name, reference: "", sector: sector, roles: [role]))
    }

    private func party(_ reference: String) -> SkeletonParty? { parties.first { $0.reference == reference } }

    private mutating func makePayments() {
        var ids = UniqueIDs()
        for (index, payment) in project.payments.enumerated() {
            guard let from = party(payment.payer)?.id, let to = party(payment.recipient)?.id, from != to
            else {
                note(
                    "outcome_payments[\(index)]", "it pays itself, and was left out", came: payment.payer,
                    fill: "who is paid")
                continue
            }
            let title = payment.title
            let same = payments.firstIndex {
                $0.from == from && $0.to == to && (title == nil || $0.title == title)
            }
            let place = same ?? payments.count
            if same == nil {
                payments.append(
                    SkeletonPayment(
                        id: ids.make(title ?? "\(from)_to_\(to)", or: "payment"), from: from, to: to,
                        title: title ?? "Outcome payments"))
            }
            if let metric = payment.metric { payments[place].metrics.append(metric) }
        }
        guard payments.isEmpty else { return }
        // One of each is there, or was put there.
        let payer = parties.first { !Set($0.roles).isDisjoint(with: Self.payerRoles) } ?? parties[0]
        let others = parties.filter { $0.id != payer.id }
        let recipient = others.first { $0.roles.contains(.provider) } ?? others.first(where: Self.isPaid)
        note(
            "outcome_payments", "no payment is said; the first payer pays the first provider or investor",
            fill: "`from` and `to` of [[payment]]")
        payments = [
            SkeletonPayment(
                id: "outcomes", from: payer.id, to: recipient?.id ?? others.first?.id ?? payer.id,
                title: "Outcomes")
        ]
    }

    // MARK: What is measured and paid

    private mutating func makeMetrics() {
        var ids = UniqueIDs()
        for metric in project.metrics {
            let paying = payments.filter { $0.metrics.contains(metric.id) }
            let price = metric.price.flatMap { sum($0, at: "\(metric.pricePlace).price_per_unit.amount") }
            if price != nil, paying.isEmpty, payments.count > 1 {
                note(
                    metric.place, "which payment pays this metric is not said; the first was taken",
                    came: metric.id,
                    fill: "`payment` of its [[outcome]]: \(payments.map(\.id).joined(separator: ", "))")
            }
            if metric.price == nil, !findings.contains(where: { isAboutPrice(of: metric, $0) }) {
                note(
                    "outcome_pricings", "no price for a unit of '\(metric.id)' is said", came: metric.pricing,
                    fill: "an [[outcome]] with its price, or a [[tariff]]")
            }
            metrics.append(
                SkeletonMetric(
                    id: ids.make(metric.id, or: "metric"), title: metric.definition ?? metric.id,
                    source: metric.pricePlace.isEmpty ? metric.place : metric.pricePlace, price: price,
                    most: price == nil ? nil : metric.most.flatMap { sum($0, at: metric.pricePlace) },
                    payment: (paying.first ?? payments[0]).id))
        }
        if project.metrics.isEmpty {
            note("outcome_metrics", "no metric is said", fill: "[[indicator]]s, and what is paid by them")
        }
    }

    private func isAboutPrice(of metric: IndigoProject.Metric, _ finding: IndigoFinding) -> Bool {
        !metric.pricePlace.isEmpty && finding.path.hasPrefix(metric.pricePlace)
    }

    /// Returns a sum as it was typed, where the currency has so many decimals.
    private mutating func sum(_ amount: Decimal, at path: String) -> String? {
        guard let money = try? Money(amount.description, currency) else {
            note(
                path, "\(currency) has no such sum, and it was left out", came: "\(amount)",
                fill: "a sum with at most \(currency.minorDigits) decimals")
            return nil
        }
        return money.majorUnits
    }

    private mutating func makeWindows() {
        var ids = UniqueIDs()
        for (index, plan) in project.plans.enumerated() {
            let isWhole = plan.starts == nil && plan.ends == nil
            let (first, last) = (plan.starts ?? starts, plan.ends ?? ends)
            guard first <= last, !windows.contains(where: { $0.starts == first && $0.ends == last }) else {
                // Two settlements of one window would both pay it.
                note(
                    "outcome_payment_plans[\(index)]", "it has no period of its own, and was left out",
                    came: plan.id, fill: "a [[window]] and a [[settlement]], with their days")
                continue
            }
            if isWhole {
                note(
                    "outcome_payment_plans[\(index)].period", "no period is said; it is the whole contract's",
                    came: plan.id, fill: "the days of its [[window]]")
            }
            windows.append(SkeletonWindow(id: ids.make(plan.id, or: "settlement"), starts: first, ends: last))
        }
        if windows.isEmpty { windows = [SkeletonWindow(id: "final", starts: starts, ends: ends)] }
    }

    private mutating func makeCaps() {
        let finance = "overall_project_finance.maximum_potential_outcome_payment_v2"
        if let most = project.most, let amount = sum(most, at: finance) {
            caps.append(("contract", amount, [], finance))
        }
        for organisation in project.organisations {
            guard let most = organisation.most, let party = party(organisation.id) else { continue }
            let own = payments.filter { $0.from == party.id }.map(\.id)
            let isSaid = project.most != nil && own.count == payments.count
            guard !own.isEmpty, !isSaid, let amount = sum(most, at: "outcome_payment_commitments") else {
                continue
            }
            caps.append(("\(party.id)_cap", amount, own, "outcome_payment_commitments"))
        }
    }
}

/// Makes ids that the terms take, each once.
private struct UniqueIDs {
    private var taken: Set<String> = []

    mutating func make(_ text: String, or usual: String) -> String {
        let word = NewPack.word(from: String(text.prefix(60)), joined: "_")
        var base = word.isEmpty ? usual : word
        if !DeclaredNames.isWellFormed(base) { base = "\(usual)_\(base)" }
        if DeclaredNames.reserved.contains(base) { base = "\(base)_\(usual)" }
        var id = base
        var number = 2
        while !taken.insert(id).inserted {
            id = "\(base)_\(number)"
            number += 1
        }
        return id
    }
}
