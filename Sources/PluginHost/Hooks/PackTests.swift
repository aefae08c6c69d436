import LuaHost
package import OutcomesModel
import PackReader

/// A test of a pack: what is given, and what must come of it.
package struct PackTestCase: Sendable {
    package let file: String
    package let name: String
    package let settlement: SettlementID?
    /// Terms that have another value in this test.
    package let terms: [Term]
    /// Caps and limits that have another amount or share in this test.
    package let caps: [Cap]
    package let limits: [ClaimLimit]
    /// Estimates that are given instead of made.
    package let estimates: [EvaluationID: EvaluationResult]
    /// Evidence files, relative to the pack's folder.
    package let evidence: [String]
    /// Rows that stand in the test itself, as the evidence file that they would be; nil for none.
    package let participants: String?
    package let measurements: String?
    package let expected: Expectation

    package struct Expectation: Sendable {
        package let total: Money?
        /// Sums by the id of a payment or of an outcome.
        package let lines: [String: Money]
        /// Sums by who gets them of what a party received: the id of a party, the kind of a tier, or the title.
        package let shares: [String: Money]
        /// Sums in the currencies in which payments are made, by payment.
        package let converted: [PaymentID: Money]
        package let claims: [OutcomeID: Int64]
        /// Each must be part of a finding's message; nil where findings do not matter, none for none.
        package let findings: [String]?
        package let held: Int?
        /// Part of the message that the settlement must fail with.
        package let error: String?
    }
}

extension PackTestCase {
    /// The names that a test, an estimate in it, and what it expects may have.
    static let keys = [
        "name", "settlement", "terms", "caps", "limits", "estimates", "evidence", "participants",
        "measurements", "expect",
    ]
    /// What a table of tests, `tests/*.csv`, may have for columns.
    package static let columns = [
        "name", "settlement", "evidence", "subject", "group", "entry", "exit", "day", "state", "source",
        "value.INDICATOR", "missing.INDICATOR", "terms.ID", "caps.ID", "limits.ID", "estimates.ID.FIGURE",
        "expect.total", "expect.lines.ID", "expect.shares.WHO", "expect.converted.ID", "expect.claims.ID",
        "expect.findings", "expect.held", "expect.error",
    ]
    static let estimateKeys = ["saving", "improved", "difference", "reduction_percent", "reached"]
    static let expectationKeys = [
        "total", "lines", "shares", "converted", "claims", "findings", "held", "error",
    ]
}

extension PackRun {
    /// Reads the tests of one file, `tests/NAME.lua`, which returns a list of them.
    ///
    /// - Returns: each test, or why it is none; one that is wrong stops none of the others.
    /// - Throws: where the file as a whole cannot be read.
    package func tests(in file: String) throws(PluginError) -> [Result<PackTestCase, PluginError>] {
        try list(of: file) { try TestReader(run: self, file: file).read($0) }
    }

    /// Reads a list of tests, by what reads one of them.
    func list<Test>(
        of file: String, _ read: (LuaTable) throws -> Test
    ) throws(PluginError) -> [Result<Test, PluginError>] {
        let returned = try load(file)
        guard case .table(let table) = returned, table.fields.isEmpty else {
            throw .wrongShape(
                pack: pack.manifest.id, file: path(of: file),
                expected: "a list of tests, by 'return { {name = …}, … }'",
                came: returned.kind)
        }
        return table.array.enumerated().map { index, value in
            var name = "number \(index + 1)"
            do {
                guard case .table(let test) = value else {
                    throw ApiError("it must be a table, and is a \(value.kind)")
                }
                if case .string(let given)? = test.fields["name"] { name = given }
                return .success(try read(test))
            } catch {
                return .failure(
                    .wrongTest(pack: pack.manifest.id, file: file, test: name, problem: "\(error)"))
            }
        }
    }
}

/// Reads one test; each key that is not known is an error with the nearest one.
struct TestReader {
    let run: PackRun
    let file: String

    func read(_ test: LuaTable) throws -> PackTestCase {
        try TestValues.refuseUnknown(
            test.fields,
            known: PackTestCase.keys)
        guard case .string(let name)? = test.fields["name"] else { throw ApiError("it needs a name") }
        let settlement = try TestValues.text(test.fields["settlement"], "settlement").map { SettlementID($0) }
        if let settlement, run.contract.settlement(settlement) == nil {
            throw ApiError("there is no [[settlement]] '\(settlement)' in the contract")
        }
        guard let expect = test.fields["expect"] else { throw ApiError("it needs an expect table") }
        return PackTestCase(
            file: file, name: name, settlement: settlement,
            terms: try terms(TestValues.fields(test.fields["terms"])),
            caps: try caps(TestValues.fields(test.fields["caps"])),
            limits: try limits(TestValues.fields(test.fields["limits"])),
            estimates: try estimates(TestValues.fields(test.fields["estimates"])),
            evidence: try TestValues.texts(test.fields["evidence"], "evidence") ?? [],
            participants: try TestValues.rows(test.fields["participants"], run),
            measurements: try TestValues.rows(test.fields["measurements"], run),
            expected: try expectation(TestValues.fields(expect)))
    }

    private func expectation(_ given: [String: LuaValue]) throws -> PackTestCase.Expectation {
        try TestValues.refuseUnknown(given, known: PackTestCase.expectationKeys)
        var lines: [String: Money] = [:]
        for (name, value) in try TestValues.fields(given["lines"]).sorted(by: { $0.key < $1.key }) {
            guard run.contract.payment(PaymentID(name)) != nil || run.contract.outcome(OutcomeID(name)) != nil
            else {
                throw ApiError("expect.lines: '\(name)' is no [[payment]] and no [[outcome]]")
            }
            lines[name] = try money(value, "lines.\(name)")
        }
        var claims: [OutcomeID: Int64] = [:]
        for (name, value) in try TestValues.fields(given["claims"]).sorted(by: { $0.key < $1.key }) {
            guard run.contract.outcome(OutcomeID(name)) != nil else {
                throw ApiError("expect.claims: '\(name)' is no [[outcome]]")
            }
            claims[OutcomeID(name)] = try count(value, "claims.\(name)")
        }
        var shares: [String: Money] = [:]
        for (name, value) in try TestValues.fields(given["shares"]).sorted(by: { $0.key < $1.key }) {
            shares[name] = try money(value, "shares.\(name)")
        }
        var converted: [PaymentID: Money] = [:]
        for (name, value) in try TestValues.fields(given["converted"]).sorted(by: { $0.key < $1.key }) {
            guard let currency = run.contract.payment(PaymentID(name))?.foreign?.unit.currency else {
                throw ApiError("expect.converted: '\(name)' is no [[payment]] in a currency of its own")
            }
            converted[PaymentID(name)] = try money(value, "converted.\(name)", currency)
        }
        let others = given.keys.filter { !["lines", "shares", "converted", "claims"].contains($0) }
        guard !lines.isEmpty || !shares.isEmpty || !converted.isEmpty || !claims.isEmpty || !others.isEmpty
        else {
            throw ApiError("it expects nothing, so that it cannot fail")
        }
        return PackTestCase.Expectation(
            total: try given["total"].map { try money($0, "total") }, lines: lines, shares: shares,
            converted: converted, claims: claims,
            findings: try TestValues.texts(given["findings"], "findings"),
            held: try given["held"].map { Int(try count($0, "held")) },
            error: try TestValues.text(given["error"], "error"))
    }

    private func terms(_ given: [String: LuaValue]) throws -> [Term] {
        try given.sorted { $0.key < $1.key }.map { name, value in
            guard let term = run.contract.term(TermID(name)) else {
                let near = nearestName(to: name, among: run.contract.terms.map(\.id.rawValue))
                throw ApiError("there is no term '\(name)'\(near.map { "; did you mean '\($0)'?" } ?? "")")
            }
            let clause = term.versions[0].clause
            guard let decimal = Decimal(exactly: try exact(value, "terms.\(name)")) else {
                throw ApiError("terms.\(name) must be a decimal number")
            }
            return Term(
                id: term.id, unit: term.unit, versions: [.init(from: nil, value: decimal, clause: clause)])
        }
    }

    private func caps(_ given: [String: LuaValue]) throws -> [Cap] {
        try given.sorted { $0.key < $1.key }.map { name, value in
            guard let cap = run.contract.caps.first(where: { $0.id.rawValue == name }) else {
                throw unknown("cap", name, run.contract.caps.map(\.id.rawValue))
            }
            return Cap(
                id: cap.id, amount: try money(value, "caps.\(name)"), payments: cap.payments,
                clause: cap.clause)
        }
    }

    /// Of a limit by share another share, of all others another amount.
    private func limits(_ given: [String: LuaValue]) throws -> [ClaimLimit] {
        try given.sorted { $0.key < $1.key }.map { name, value in
            guard let limit = run.contract.limits.first(where: { $0.id.rawValue == name }) else {
                throw unknown("limit", name, run.contract.limits.map(\.id.rawValue))
            }
            let bound: ClaimLimit.Bound =
                switch limit.bound {
                case .metric: .metric(try money(value, "limits.\(name)"))
                case .perPerson: .perPerson(try money(value, "limits.\(name)"))
                case .share(let share):
                    .share(
                        try ShareLimit(
                            attribute: share.attribute, value: share.value,
                            most: exact(value, "limits.\(name)")))
                }
            return ClaimLimit(
                id: limit.id, title: limit.title, bound: bound, outcomes: limit.outcomes, clause: limit.clause
            )
        }
    }

    private func unknown(_ kind: String, _ name: String, _ known: [String]) -> ApiError {
        let near = nearestName(to: name, among: known)
        return ApiError(
            "there is no [[\(kind)]] '\(name)' in the contract\(near.map { "; did you mean '\($0)'?" } ?? "")"
        )
    }

    private func estimates(_ given: [String: LuaValue]) throws -> [EvaluationID: EvaluationResult] {
        var results: [EvaluationID: EvaluationResult] = [:]
        for (name, value) in given.sorted(by: { $0.key < $1.key }) {
            guard let plan = run.contract.evaluation(EvaluationID(name)) else {
                throw ApiError("there is no [[evaluation]] '\(name)' in the contract")
            }
            let fields = try TestValues.fields(value)
            try TestValues.refuseUnknown(fields, known: PackTestCase.estimateKeys)
            let currency = run.contract.indicator(plan.indicator)?.currency
            let saving = try fields["saving"].map {
                try Amount(majorUnits: exact($0, "saving"), currency: currency ?? run.contract.currency)
            }
            func truth(_ name: String) throws -> Bool? {
                guard let value = fields[name] else { return nil }
                guard case .boolean(let truth) = value else {
                    throw ApiError("\(name) must be true or false")
                }
                return truth
            }
            let difference = try fields["difference"].map { try exact($0, "difference") }
            let reduction = try fields["reduction_percent"].map { try exact($0, "reduction_percent") }
            results[plan.id] = .given(
                GivenEstimate(
                    saving: saving, improved: try truth("improved"), difference: difference,
                    reductionPercent: reduction, reached: try truth("reached")))
        }
        return results
    }

    // MARK: Plain values

    private func exact(_ value: LuaValue, _ name: String) throws -> Ratio {
        if case .string(let text) = value { return try Decimal(text).ratio }
        guard case .exact(let ratio)? = try Operand(value, run) else {
            throw ApiError("\(name) must be a number")
        }
        return ratio
    }

    private func count(_ value: LuaValue, _ name: String) throws -> Int64 {
        guard case .integer(let integer) = value else { throw ApiError("\(name) must be a whole number") }
        return integer
    }

    private func money(_ value: LuaValue, _ name: String, _ wanted: Currency? = nil) throws -> Money {
        let currency = wanted ?? run.contract.currency
        if case .string(let text) = value { return try Money(text, currency) }
        if case .money(let amount)? = try Operand(value, run) {
            return try Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: currency)).apply(
                to: amount
            ).paid
        }
        throw ApiError("\(name) must be a sum, as in \"4000000.00\"")
    }
}
