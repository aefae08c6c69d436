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
    /// The last day on which a contract held that ended before its time.
    let ended: Day?

    /// The unit of what is counted where the project says none.
    static let plainUnit = "units"
    static let actualEnd = "dates.actual_end_date_of_service_provision"

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
        let unit: String
        let decimals: Int
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
        let (first, last) = (starts, self.ends)
        ended = project.endedEarly.flatMap { first <= $0 && $0 < last ? $0 : nil }
        noteFrame(ends)
        makeParties()
        makePayments()
        makeMetrics()
        makeWindows()
        makeCaps()
        noteLeftOut()
    }

    private static let euro: Currency = {
        guard let euro = try? Currency(code: "EUR") else { preconditionFailure("EUR is a currency") }
        return euro
    }()

    /// Days that nobody takes for the contract's own.
    private static let firstDay = Day(number: 10_957)
    private static let lastDay = Day(number: 47_481)

    private mutating func note(
        _ path: String, _ what: String, came: String? = nil, fill: String,
        kind: IndigoFinding.Kind = .gap
    ) {
        findings.append(IndigoFinding(path, what, came: came, fill: fill, kind: kind))
    }

    /// Notes what the project says, and no part of the skeleton has.
    private mutating func noteLeftOut() {
        func leaveOut(_ path: String, _ what: String, _ came: String, fill: String) {
            note(path, what, came: came, fill: fill, kind: .leftOut)
        }
        if let id = project.id, !PackID.isWellFormed(id) {
            leaveOut("id", "this is no id of a pack", id, fill: "`id` in plugin.toml, as it shall be")
        }
        if let ended = project.endedEarly, self.ended == nil, project.ends != nil {
            leaveOut(Self.actualEnd, "it did not end before its time", "\(ended)", fill: "nothing")
        }
        if let invested = project.invested {
            leaveOut(
                "investment_details.total_funds_invested", "who gave which part of it, and when, is not said",
                "\(invested) \(currency)",
                fill: "a [[waterfall]] with its drawdowns, if the contract shares out")
        }
        if let paid = project.paid {
            leaveOut(
                "overall_project_finance.total_outcome_payments_made",
                "what was paid is posted from evidence, and not taken over", "\(paid) \(currency)",
                fill: "nothing")
        }
        let made = project.payments.filter { $0.amount != nil }
        if !made.isEmpty {
            leaveOut(
                "outcome_payments", "what was paid is posted from evidence, and not taken over",
                "\(made.count) payment\(made.count == 1 ? "" : "s") with a sum", fill: "nothing")
        }
        let planned = project.payments.filter { $0.amount == nil && $0.plan != nil }
        if !planned.isEmpty {
            leaveOut(
                "outcome_payments", "each settlement pays all payments, and none is of one plan alone",
                "\(planned.count) payment\(planned.count == 1 ? "" : "s") with a plan",
                fill: "rules, where it matters")
        }
        for metric in project.metrics { noteLeftOut(of: metric) }
    }

    private mutating func noteLeftOut(of metric: IndigoProject.Metric) {
        let own = metrics.first { $0.source == metric.pricePlace || $0.source == metric.place }
        if let target = metric.target {
            note(
                "\(metric.place).outcome_metric_target", "a target in words was left out", came: target,
                fill: "an [[evaluation]] with its target, or a [[condition]]", kind: .leftOut)
        }
        if own?.price != nil, let pricing = metric.pricing {
            note(
                "\(metric.pricePlace).price_description", "words about the price were left out",
                came: pricing, fill: "later prices of its [[outcome]], or a [[tariff]]")
        }
        if own?.most == nil, let most = metric.most {
            note(
                "\(metric.pricePlace).maximum_price_if_all_targets_achieved",
                "a limit of what has no price was left out", came: "\(most) \(currency)",
                fill: "a [[limit]] of its own, or `most` of its [[tariff]]")
        }
        let paying = payments.filter { $0.metrics.contains(metric.id) }
        if paying.count > 1 {
            note(
                metric.place, "several payments pay this metric; the first was taken", came: metric.id,
                fill: "a [[split]] of \(paying.map(\.id).joined(separator: ", "))")
        } else if own?.price == nil, let only = paying.first, metric.price != nil {
            note(
                metric.place, "which payment pays it was left out", came: only.id,
                fill: "`payment` of its [[outcome]]")
        }
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
            let id = ids.make(organisation.id, or: "party")
            if id != organisation.id {
                note(
                    "organisations", "this id is none in the terms, which have \(id) for it",
                    came: organisation.id, fill: "nothing, or another id", kind: .leftOut)
            }
            parties.append(
                SkeletonParty(
                    id: id, name: organisation.name,
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
            let id = ids.make(metric.id, or: "metric")
            if id != metric.id {
                note(
                    metric.place, "this id is none in the terms, which have \(id) for it", came: metric.id,
                    fill: "nothing, or another id", kind: .leftOut)
            }
            let (title, unit) = Self.titleAndUnit(of: metric)
            metrics.append(
                SkeletonMetric(
                    id: id, title: title,
                    source: metric.pricePlace.isEmpty ? metric.place : metric.pricePlace,
                    unit: unit?.code ?? Self.plainUnit, decimals: unit?.minorDigits ?? 0, price: price,
                    most: price == nil ? nil : metric.most.flatMap { sum($0, at: metric.pricePlace) },
                    payment: (paying.first ?? payments[0]).id))
        }
        if project.metrics.isEmpty {
            note("outcome_metrics", "no metric is said", fill: "[[indicator]]s, and what is paid by them")
        }
    }

    /// A currency behind the words, as in `Cost of care (SEK)`, is the unit of what is not paid by the unit.
    private static func titleAndUnit(of metric: IndigoProject.Metric) -> (String, Currency?) {
        let title = metric.definition ?? metric.id
        guard metric.price == nil, let match = title.wholeMatch(of: /(.+) \(([A-Z]{3})\)/),
            let currency = try? Currency(code: match.2)
        else { return (title, nil) }
        return (String(match.1), currency)
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
            let id = ids.make(plan.id, or: "settlement")
            if id != plan.id {
                note(
                    "outcome_payment_plans[\(index)].id",
                    "this id is none in the terms, which have \(id) for it",
                    came: plan.id, fill: "nothing, or another id", kind: .leftOut)
            }
            windows.append(SkeletonWindow(id: id, starts: first, ends: last))
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
            let isSaid = project.most == most && own.count == payments.count
            guard !own.isEmpty else {
                note(
                    "outcome_payment_commitments", "\(party.name) pays nothing that a cap could be on",
                    came: "\(most) \(currency)", fill: "its [[payment]], and a [[cap]]")
                continue
            }
            guard !isSaid, let amount = sum(most, at: "outcome_payment_commitments") else { continue }
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
