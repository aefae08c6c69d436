import OutcomesModel
import Settlement
import Utfall

/// What the pipeline makes, one after another; each is written down as a text.
enum Stage: String, CaseIterable, Comparable {
    case measurements = "1-measurements"
    case findings = "2-findings"
    case estimates = "3-estimates"
    case claims = "4-claims"
    case lines = "5-lines"
    case statement = "6-statement"

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }

    /// - Parameter settled: there from the estimates on.
    func text(_ pipeline: Pipeline, _ settled: Settled?) throws -> String {
        guard let settled else {
            return self == .measurements
                ? try evidence(pipeline) : list(try pipeline.findings().map(finding))
        }
        let statements = [settled.statement] + settled.others
        return switch self {
        case .measurements, .findings: preconditionFailure("\(self) comes before a settlement")
        case .estimates: statements.map { section($0, $0.estimates.map(estimate)) }.joined(separator: "\n")
        case .claims:
            statements.map { section($0, $0.claims.map(claim) + $0.held.map(held)) }
                .joined(separator: "\n")
        case .lines: statements.map { section($0, money($0)) }.joined(separator: "\n")
        case .statement: try pipeline.report("statement", on: settled, as: .txt)
        }
    }
}

// MARK: Evidence and findings

/// An indicator with more values than this is shown by its first and last, and a checksum of all.
private let fewValues = 30

private func evidence(_ pipeline: Pipeline) throws -> String {
    let (participants, measurements) = try pipeline.evidence()
    let people = participants.map { person in
        let attributes = person.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return
            ([
                person.pseudonym, person.group?.rawValue ?? "-", person.entry.description,
                person.exit?.description ?? "-",
            ] + attributes).joined(separator: " ")
    }
    var text = "participants: " + shown(people)
    for indicator in pipeline.pack.contract.indicators {
        let rows = measurements.filter { $0.indicator == indicator.id }.map { measurement in
            let value =
                switch measurement.value {
                case .number(let units): Decimal(units: units, decimals: indicator.decimals).description
                case .missing(let reason): "missing (\(reason))"
                }
            return
                "\(measurement.subject) \(measurement.day) \(value) \(measurement.state) \(measurement.source)"
        }
        text += "\n\(indicator.id): " + shown(rows)
    }
    return text
}

private func shown(_ rows: [String]) -> String {
    let isShort = rows.count <= fewValues
    let some = isShort ? rows : rows.prefix(3) + ["…"] + rows.suffix(3)
    return "\(rows.count) rows, checksum \(checksum(rows))\n" + list(some.map { "  \($0)" })
}

/// Returns the checksum of lines in hexadecimal.
///
/// - Source: Fowler, Noll and Vo, FNV-1a of 64 bits.
private func checksum(_ rows: [String]) -> String {
    let hash = rows.joined(separator: "\n").utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
        ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    return String(hash, radix: 16)
}

private func finding(_ recorded: RecordedFinding) -> String {
    let finding = recorded.finding
    let place = finding.place.map { " at \($0)" } ?? ""
    let subject = finding.subject.map { " about \($0)" } ?? ""
    return
        "\(recorded.id) \(finding.severity.rawValue) by \(finding.rule)\(place)\(subject): \(finding.message)"
        + (finding.hint.map { "; \($0)" } ?? "")
}

// MARK: Estimates, claims and money

private func estimate(_ estimate: Estimate) -> String {
    let arms = [estimate.treatment, estimate.comparison].compactMap { $0 }.map { arm in
        let excluded = arm.excluded.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { ", without \($0.value) \($0.key)" }.joined()
        return "\n  \(arm.title): mean \(arm.mean) of \(arm.counted)\(excluded)"
    }
    let saving = estimate.saving.map { ", saving \($0)" } ?? ""
    let reached = estimate.reached.map { $0 ? ", reached" : ", not reached" } ?? ""
    return "\(estimate.evaluation) of \(estimate.indicator) over \(estimate.window)\(arms.joined())"
        + "\n  difference \(estimate.difference?.description ?? "none"), \(estimate.improved == true ? "improved" : "not improved")\(saving)\(reached)"
        + "\n  evidence \(estimate.evidence)"
}

private func claim(_ claim: Claim) -> String {
    "\(claim.subject) \(claim.outcome) × \(claim.quantity) in \(claim.window), by \(claim.cause)"
}

private func held(_ held: HeldClaim) -> String {
    let place = held.reason.place.map { ", by \($0)" } ?? ""
    return "\(held.subject) held: \(held.reason.message)\(place)"
}

private func money(_ statement: Statement) -> [String] {
    statement.lines.map(line) + ["total \(statement.total)"]
        + statement.journal.map { entry in
            "entry of line \(entry.line)"
                + entry.postings.map { "\n  \($0.account) \($0.amount)" }.joined()
        }
        + statement.distributions.map { distribution in
            "\(distribution.party) shares out \(distribution.received)"
                + distribution.shares.map { "\n  \($0.title) \($0.amount)" }.joined()
        }
}

private func line(_ line: PaymentLine) -> String {
    let claims = line.quantity.map { " for \($0) × \(line.unitPrice?.description ?? "-")" } ?? ""
    let outcome = line.outcome.map { " of \($0)" } ?? ""
    let reductions = line.reductions.map { "\n  less \($0.amount) by cap \($0.cap), \($0.clause)" }
    return "\(line.number). \(line.payment)\(outcome), \(line.from) to \(line.to): \(line.title)"
        + "\n  exact \(line.requested)\(claims)\(reductions.joined())"
        + "\n  paid \(line.paid), residue \(line.residue)"
        + "\n  by \(line.clause), \(line.cause)"
}

// MARK: Text

private func section(_ statement: Statement, _ rows: [String]) -> String {
    "settlement \(statement.plan.id)\(statement.plan.pays ? "" : ", never paid")\n" + list(rows)
}

private func list(_ rows: [String]) -> String {
    rows.isEmpty ? "none\n" : rows.map { "\($0)\n" }.joined()
}
