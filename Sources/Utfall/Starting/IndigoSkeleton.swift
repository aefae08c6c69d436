import Indigo
import OutcomesModel
import PackReader

/// The skeleton of a contract, made of what an INDIGO project says; what it does not say is a finding.
///
/// A gap never becomes an amount: an outcome without a price that can be taken as it is has only its indicator.
struct IndigoSkeleton {
    private(set) var findings: [IndigoFinding]
    private let project: IndigoProject
    private let folder: String
    private let currency: Currency
    private let starts, ends: Day

    private var parties: [SkeletonParty] = []
    private var payments: [SkeletonPayment] = []
    private var metrics: [SkeletonMetric] = []
    private var windows: [SkeletonWindow] = []
    private var caps: [(id: String, amount: String, payments: [String], source: String)] = []

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
        if project.starts == nil, !isNoted("dates.start_date_of_service_provision") {
            note(
                "dates.start_date_of_service_provision", "no start is said; \(starts) stands in its place",
                fill: "`starts` of [contract], and of its windows")
        }
        if ends == nil, !isNoted("dates.anticipated_end_date_of_service_provision") {
            note(
                "dates.anticipated_end_date_of_service_provision",
                "no end is said; \(self.ends) stands in its place",
                fill: "`ends` of [contract], and of its windows")
        }
    }

    private func isNoted(_ path: String) -> Bool { findings.contains { $0.path == path } }

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
        if !parties.contains(where: { $0.sector == .public && !Set($0.roles).isDisjoint(with: Self.payerRoles) }) {
            note(
                "outcome_payment_commitments", "no public body that pays for outcomes is named",
                fill: "`name` of the [[party]] public_body, or take it out")
            addPlaceholder("public_body", "Public body, to be named", .public, .outcomePayer, &ids)
        }
        if !project.payments.contains(where: { $0.payer != $0.recipient }), !parties.contains(where: { Self.isPaid($0) }) {
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
            guard let from = party(payment.payer)?.id, let to = party(payment.recipient)?.id, from != to else {
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
            guard !own.isEmpty, !isSaid, let amount = sum(most, at: "outcome_payment_commitments") else { continue }
            caps.append(("\(party.id)_cap", amount, own, "outcome_payment_commitments"))
        }
    }

    // MARK: The files

    /// The files of the pack, by path below its folder.
    var files: [String: String] {
        var files = [
            "plugin.toml": manifest, "contract.toml": contract, "rules.lua": rules, "README.md": readme,
        ]
        if !outcomes.isEmpty { files["tests/prices.lua"] = tests }
        if !findings.isEmpty {
            files["checks.lua"] = checks
            files["FINDINGS.md"] = findingsPage
        }
        return files
    }

    private var outcomes: [SkeletonMetric] { metrics.filter { $0.price != nil } }

    private var title: String { project.name ?? folder }

    private var manifest: String {
        var toml = TomlText()
        let id = project.id.flatMap { PackID.isWellFormed($0) ? $0 : nil }
        toml.keys([
            ("id", .text(id ?? NewPack.id(from: project.id ?? folder))), ("version", .text("1.0.0")),
            ("api", .text("1")), ("kind", .text("contract")), ("title", .text(title)),
            ("uses", outcomes.isEmpty ? nil : .texts(["std.rate_card ^1.1"])),
        ])
        return toml.text
    }

    private var contract: String {
        var toml = TomlText()
        let open = findings.isEmpty ? "" : " What that does not say is listed in FINDINGS.md."
        toml.remark("Made from an INDIGO project.\(open)")
        let unit = Money(minorUnits: 1, currency: currency).majorUnits
        toml.table(
            "[contract]",
            [
                ("title", .text(title)), ("currency", .text(currency.code)),
                ("rounding", .written("{ mode = \"half_even\", unit = \"\(unit)\" }")),
                ("starts", .day(starts)), ("ends", .day(ends)), ("source", project.source.map { .text($0) }),
            ])
        for party in parties {
            toml.table(
                "[[party]]",
                [
                    ("id", .text(party.id)), ("name", .text(party.name)),
                    ("sector", .text(party.sector.rawValue)),
                    ("roles", .texts(party.roles.map(\.rawValue))),
                ])
        }
        for metric in metrics {
            toml.table(
                "[[indicator]]",
                [
                    ("id", .text(metric.id)), ("title", .text(metric.title)), ("subject", .text("contract")),
                    ("unit", .text("units")), ("decimals", .whole(0)), ("better", .text("higher")),
                    ("every", .text("event")), ("minimum", .text("0")),
                ])
        }
        for outcome in outcomes {
            toml.table(
                "[[outcome]]",
                [
                    ("id", .text(outcome.id)), ("title", .text(outcome.title)),
                    ("price", outcome.price.map { .text($0) }), ("payment", .text(outcome.payment)),
                    ("source", .text("INDIGO: \(outcome.source)")),
                ])
        }
        for outcome in outcomes where outcome.most != nil {
            toml.table(
                "[[limit]]",
                [
                    ("id", .text("\(outcome.id)_most")), ("kind", .text("metric")),
                    ("outcomes", .texts([outcome.id])), ("amount", outcome.most.map { .text($0) }),
                    ("source", .text("INDIGO: \(outcome.source)")),
                ])
        }
        for payment in payments {
            toml.table(
                "[[payment]]",
                [
                    ("id", .text(payment.id)), ("title", .text(payment.title)), ("from", .text(payment.from)),
                    ("to", .text(payment.to)), ("source", .text("INDIGO: outcome_payments")),
                ])
        }
        for window in windows {
            toml.table(
                "[[window]]",
                [("id", .text(window.id)), ("starts", .day(window.starts)), ("ends", .day(window.ends))])
            toml.table(
                "[[settlement]]",
                [("id", .text(window.id)), ("window", .text(window.id)), ("due", .day(window.ends))])
        }
        for cap in caps {
            toml.table(
                "[[cap]]",
                [
                    ("id", .text(cap.id)), ("amount", .text(cap.amount)),
                    ("payments", cap.payments.isEmpty ? nil : .texts(cap.payments)),
                    ("source", .text("INDIGO: \(cap.source)")),
                ])
        }
        return toml.text
    }

    private var rules: String {
        guard outcomes.isEmpty else {
            return """
                --- Claims what was counted, and pays each outcome its price.
                return require "std.rate_card".rules()

                """
        }
        return """
            --- Nothing is paid yet: the project says no price for a unit. FINDINGS.md lists what is to be filled in, and
            -- docs/PACKS.md shows the ways to pay.
            return { settle = function(_) end }

            """
    }

    /// Each finding is a question that must be answered before anything is posted.
    private var checks: String {
        let asked = findings.map { finding in
            let came = finding.came.map { ", and says \($0)" } ?? ""
            let message = TomlText.quoted("\(finding.path): \(finding.what)\(came)")
            return "  {\n    \(message),\n    \(TomlText.quoted("fill in \(finding.fill)")),\n  },"
        }
        return """
            --- What the INDIGO project left open, as questions that must be answered before anything is posted.
            -- Take each out once it is filled in.
            -- luacheck: no max line length
            local open = {
            \(asked.joined(separator: "\n"))
            }

            local checks = {}

            function checks.contract(c)
              for _, question in ipairs(open) do c:ask(question[1], question[2]) end
            end

            return checks

            """
    }

    private var tests: String {
        let cases = outcomes.map { outcome in
            "  { \"\(outcome.id)\", soc.money \"\(outcome.price ?? "0")\", \(outcome.most == nil ? "nil" : "\"\(outcome.id)_most\"") },"
        }
        let raised = caps.map { "\($0.id) = sum + price" }.joined(separator: ", ")
        return """
            -- Each price of the project, for no unit, for one, and for many. Caps and limits are set so that none binds.
            -- luacheck: no max line length
            local soc = require "soc"

            local outcomes = {
            \(cases.joined(separator: "\n"))
            }

            local tests = {}

            for _, outcome in ipairs(outcomes) do
              local id, price, limit = outcome[1], outcome[2], outcome[3]
              for _, count in ipairs { 0, 1, 1001 } do
                local sum = price * count
                local measurements = {}
                for i, other in ipairs(outcomes) do
                  measurements[i] = {
                    subject = "contract", indicator = other[1], day = "\(windows[0].starts)",
                    value = other[1] == id and count or 0, state = "verified",
                  }
                end
                tests[#tests + 1] = {
                  name = ("%s, %d of them"):format(id, count), measurements = measurements,
                  caps = { \(raised) }, limits = limit and { [limit] = sum + price } or nil,
                  expect = { total = sum, claims = { [id] = count } },
                }
              end
            end

            return tests

            """
    }

    private static func markdown(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\`*_[<|".contains(character) { result.append("\\") }
            result.append(character.isNewline ? " " : character)
        }
    }

    private var findingsPage: String {
        let rows = findings.map { finding in
            // What is to be filled in are this host's words, with keys in backticks.
            let cells = [finding.what, finding.came ?? ""].map(Self.markdown) + [finding.fill]
            return "| `\(finding.path)` | \(cells.joined(separator: " | ")) |"
        }
        return """
            # What is to be filled in

            The INDIGO project says these things in no way that a contract can be made of, or not at all. Each is also a question in
            `checks.lua`, so that nothing can be posted before it is answered; take it out there once it is filled in.

            | where in the project | what | what stood there | fill in |
            |---|---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }

    private var readme: String {
        """
        # \(Self.markdown(title))

        A skeleton, made from an INDIGO project. \(findings.isEmpty ? "" : "`FINDINGS.md` lists what is to be filled in.")

        ```
        utfall check .
        utfall test .
        ```

        INDIGO publishes projects, and not rules. So these are usual, and must be held against the contract:

        - each metric is a count without persons, of whole units;
        - sums are rounded half-even, to the minor unit; values must be verified to pay;
        - a settlement is due on the last day of its window;
        - outcomes are paid by their prices (`std.rate_card`). Thresholds, shares of savings and the other ways to pay are
          `[[tariff]]`s: `utfall new --list` shows one contract of each.

        """
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
