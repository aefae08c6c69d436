import Indigo
import OutcomesModel
import PackReader

// The skeleton as files: the terms.
extension IndigoSkeleton {
    /// The files of the pack, by path below its folder.
    var files: [String: String] {
        var files = [
            "plugin.toml": manifest, "contract.toml": contract, "rules.lua": rules, "README.md": readme,
        ]
        if !outcomes.isEmpty { files["tests/prices.lua"] = tests }
        if !gaps.isEmpty { files["checks.lua"] = checks }
        if !findings.isEmpty { files["FINDINGS.md"] = findingsPage }
        return files
    }

    /// What is to be filled in, and what the contract does not have.
    var gaps: [IndigoFinding] { findings.filter { $0.kind == .gap } }
    var leftOut: [IndigoFinding] { findings.filter { $0.kind == .leftOut } }

    var outcomes: [SkeletonMetric] { metrics.filter { $0.price != nil } }

    var title: String { project.name ?? folder }

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
        if let ended {
            toml.table(
                "[termination]", [("day", .day(ended)), ("source", .text("INDIGO: \(Self.actualEnd)"))])
        }
        if let people = project.people {
            toml.table(
                "[[group]]",
                [
                    ("id", .text("beneficiaries")), ("title", .text("Beneficiaries")),
                    ("role", .text("treatment")), ("size", .whole(people)),
                ])
        }
        for metric in metrics {
            toml.table(
                "[[indicator]]",
                [
                    ("id", .text(metric.id)), ("title", .text(metric.title)), ("subject", .text("contract")),
                    ("unit", .text(metric.unit)), ("decimals", .whole(metric.decimals)),
                    ("better", .text("higher")),
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
}
