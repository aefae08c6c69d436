import EvidenceReader
import OutcomesModel
import PluginHost
import Reporting
import Settlement

/// A test as Lua: one that there is, with one figure turned.
struct TestAsLua {
    private let trial: Trial
    private let matter: Trial.Matter
    /// Rows that stand in the test itself.
    private let participants: [Participant]
    private let measurements: [Measurement]

    init(_ trial: Trial, _ knob: Knob, _ units: Int64, _ matter: Trial.Matter) {
        self.trial = trial
        let turned = trial.turning(knob, to: units, in: matter)
        self.matter = turned
        guard !trial.test.evidence.isEmpty else {
            participants = Array(matter.participants)
            measurements = turned.measurements
            return
        }
        // What the files say need not be said again.
        let reader = EvidenceReader(contract: trial.pack.contract)
        func batch(_ rows: GivenRows?) -> EvidenceBatch? {
            rows.flatMap { try? reader.read(bytes: Array($0.text.utf8), name: "test") }
        }
        participants = batch(trial.test.participants).map { Array($0.participants) } ?? []
        var rows = batch(trial.test.measurements).map { Array($0.measurements) } ?? []
        if case .measurement(let place) = knob.figure {
            let row = turned.measurements[place]
            rows.removeAll { $0.subject == row.subject && $0.indicator == row.indicator && $0.day == row.day }
            rows.append(row)
        }
        measurements = rows
    }

    /// Returns the test, which expects what the rules come to now: whoever takes it over looks that up in the contract.
    ///
    /// - Parameter own: what the contract itself pays, where the test has other terms, caps or limits and that differs.
    func text(named name: String, expecting statement: Statement, own: Money?) -> String {
        let test = trial.test
        var lines = ["  {", "    name = \(quoted(name)),"]
        if let settlement = test.settlement {
            lines.append("    settlement = \(quoted(settlement.rawValue)),")
        }
        if !test.evidence.isEmpty {
            lines.append("    evidence = { \(test.evidence.map(quoted).joined(separator: ", ")) },")
        }
        let terms = test.terms.map { ($0.id.rawValue, quoted("\($0.versions[0].value)")) }
        let caps = test.caps.map { ($0.id.rawValue, quoted("\($0.amount)".withoutCurrency)) }
        let limits = test.limits.map { limit in
            switch limit.bound {
            case .metric(let sum), .perPerson(let sum): (limit.id.rawValue, quoted("\(sum)".withoutCurrency))
            case .share(let share): (limit.id.rawValue, quoted("\(share.most)"))
            }
        }
        for (key, entries) in [("terms", terms), ("caps", caps), ("limits", limits)] where !entries.isEmpty {
            lines.append("    \(key) = \(table(entries)),")
        }
        if !matter.estimates.isEmpty { lines.append("    estimates = \(table(estimates)),") }
        lines += rows("participants", participants.map(row)) + rows("measurements", measurements.map(row))
        if let own {
            lines.append(
                "    -- by the contract's own terms, caps and limits \(Amount(own).grouped()) is paid")
        }
        lines.append("    -- what the rules come to now: look it up in the contract")
        lines.append("    expect = \(table(expectation(statement))),")
        lines.append("  },")
        return lines.joined(separator: "\n")
    }

    private var estimates: [(String, String)] {
        matter.estimates.sorted { $0.key < $1.key }.compactMap { id, result in
            guard case .given(let given) = result else { return nil }
            var fields: [(String, String)] = []
            if let saving = given.saving {
                let units = try? saving.minorUnits.divided(by: Ratio(powerOfTen(saving.currency.minorDigits)))
                fields.append(("saving", quoted("\(units ?? saving.minorUnits)")))
            }
            if let improved = given.improved { fields.append(("improved", "\(improved)")) }
            if let difference = given.difference { fields.append(("difference", quoted("\(difference)"))) }
            if let percent = given.reductionPercent {
                fields.append(("reduction_percent", quoted("\(percent)")))
            }
            if let reached = given.reached { fields.append(("reached", "\(reached)")) }
            return (id.rawValue, table(fields))
        }
    }

    private func expectation(_ statement: Statement) -> [(String, String)] {
        var expected = [("total", quoted("\(statement.total)".withoutCurrency))]
        var counts: [OutcomeID: Int64] = [:]
        for claim in statement.claims { counts[claim.outcome, default: 0] += claim.quantity }
        if !counts.isEmpty {
            expected.append(
                ("claims", table(counts.sorted { $0.key < $1.key }.map { ($0.key.rawValue, "\($0.value)") })))
        }
        if !statement.held.isEmpty { expected.append(("held", "\(statement.held.count)")) }
        return expected
    }

    private func rows(_ key: String, _ rows: [String]) -> [String] {
        rows.isEmpty ? [] : ["    \(key) = {"] + rows.map { "      \($0)," } + ["    },"]
    }

    private func row(_ person: Participant) -> String {
        var fields = [("subject", quoted(person.pseudonym))]
        if let group = person.group { fields.append(("group", quoted(group.rawValue))) }
        fields.append(("entry", quoted("\(person.entry)")))
        if let exit = person.exit { fields.append(("exit", quoted("\(exit)"))) }
        for (id, value) in person.attributes.sorted(by: { $0.key < $1.key }) {
            fields.append((id.rawValue, quoted(value)))
        }
        return table(fields)
    }

    private func row(_ row: Measurement) -> String {
        let decimals = trial.pack.contract.indicator(row.indicator)?.decimals ?? 0
        var fields = [
            ("subject", quoted(row.subject.description)), ("indicator", quoted(row.indicator.rawValue)),
            ("day", quoted("\(row.day)")),
        ]
        switch row.value {
        case .number(let units):
            fields.append(("value", quoted("\(Decimal(units: units, decimals: decimals))")))
        case .missing(let reason): fields.append(("missing", quoted(reason.rawValue)))
        }
        fields.append(("state", quoted(row.state.rawValue)))
        return table(fields)
    }

    private func table(_ fields: [(String, String)]) -> String {
        let parts = fields.map { "\(key($0.0)) = \($0.1)" }
        let line = "{ \(parts.joined(separator: ", ")) }"
        // Linters take lines of up to 120 characters.
        guard line.count > 100 else { return line }
        return "{\n\(parts.map { "        \($0)," }.joined(separator: "\n"))\n      }"
    }

    private func key(_ name: String) -> String {
        let isName = name.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 95 || (65...90).contains($0)
        }
        return isName && name.first?.isNumber == false ? name : "[\(quoted(name))]"
    }

    private func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " "))\""
    }
}

extension String {
    /// A sum as a test writes it: without its currency.
    fileprivate var withoutCurrency: String { prefix { $0 != " " }.description }
}
