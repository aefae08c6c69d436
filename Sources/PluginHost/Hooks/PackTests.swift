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
    /// Rows that stand in the test itself; nil for none.
    package let participants: GivenRows?
    package let measurements: GivenRows?
    /// Where each of `evidence` is named, and where the test begins; nil where that is not plain to see.
    package let evidenceLines: [Int?]
    package let line: Int?
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
    /// Whether it has other terms, caps or limits than the contract.
    package var isOtherwise: Bool { !terms.isEmpty || !caps.isEmpty || !limits.isEmpty }

    /// The same test with the contract's own terms, caps and limits.
    package var byTheContract: PackTestCase {
        PackTestCase(
            file: file, name: name, settlement: settlement, terms: [], caps: [], limits: [],
            estimates: estimates, evidence: evidence, participants: participants, measurements: measurements,
            evidenceLines: evidenceLines, line: line, expected: expected)
    }

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
        try list(of: file) { try TestReader(run: self, file: file, place: $1).read($0) }
    }

    /// Reads a list of tests, by what reads one of them from its table and where that stands.
    func list<Test>(
        of file: String, _ read: (LuaTable, TestPlace) throws -> Test
    ) throws(PluginError) -> [Result<Test, PluginError>] {
        let returned = try load(file)
        guard case .table(let table) = returned, table.fields.isEmpty else {
            throw .wrongShape(
                pack: pack.manifest.id, file: path(of: file),
                expected: "a list of tests, by 'return { {name = …}, … }'",
                came: returned.kind)
        }
        guard !table.array.isEmpty else {
            throw .wrongTestTable(
                pack: pack.manifest.id, file: file, line: nil,
                problem: "the file returns an empty list of tests",
                expected: "a table for each test, by 'return { {name = …}, … }'", came: "no test")
        }
        let places = TestPlaces(pack.sources[file]?.bytes ?? [])
        return table.array.enumerated().map { index, value in
            var name = "number \(index + 1)"
            let place = places.test(index)
            do {
                guard case .table(let test) = value else {
                    throw ApiError("it must be a table, and is a \(value.kind)")
                }
                if case .string(let given)? = test.fields["name"] { name = given }
                return .success(try read(test, place))
            } catch {
                return .failure(
                    .wrongTest(
                        pack: pack.manifest.id, file: file, test: name,
                        faults: TestFaults.all(of: error, at: place))
                )
            }
        }
    }
}

/// Reads one test; each key that is not known is an error with the nearest one.
struct TestReader {
    let run: PackRun
    let file: String
    let place: TestPlace

    /// - Throws: all that is wrong with it.
    func read(_ test: LuaTable) throws -> PackTestCase {
        var faults = TestFaults(place)
        let given = test.fields
        faults.refuseUnknown(given, known: PackTestCase.keys)
        var name = ""
        if case .string(let given)? = given["name"] { name = given }
        // A misspelt key is one mistake, not two.
        if faults.all.isEmpty {
            if name.isEmpty { faults.add("it needs a name", at: ["name"]) }
            if given["expect"] == nil { faults.add("it needs an expect table") }
        }
        let settlement = faults.gather(["settlement"], or: nil) {
            try TestValues.text(given["settlement"], "settlement").map { SettlementID($0) }
        }
        if let settlement, run.contract.settlement(settlement) == nil {
            let known = run.contract.settlements.map(\.id.rawValue)
            faults.add("\(unknown("[[settlement]]", settlement.rawValue, known))", at: ["settlement"])
        }
        let evidence = faults.gather(["evidence"], or: nil) {
            try TestValues.texts(given["evidence"], "evidence")
        }
        let read = PackTestCase(
            file: file, name: name, settlement: settlement,
            terms: entries(given, "terms", &faults, term),
            caps: entries(given, "caps", &faults, cap),
            limits: entries(given, "limits", &faults, limit),
            estimates: Dictionary(
                uniqueKeysWithValues: entries(given, "estimates", &faults) { name, value in
                    try estimate(name, value)
                }),
            evidence: evidence ?? [],
            participants: rows(given, "participants", &faults),
            measurements: rows(given, "measurements", &faults),
            evidenceLines: (evidence ?? []).indices.map { place.line(["evidence", "\($0 + 1)"]) },
            line: place.line([]),
            expected: expectation(given["expect"], &faults))
        guard faults.all.isEmpty else { throw faults }
        return read
    }

    /// Reads a table of names, each by itself.
    private func entries<Entry>(
        _ given: [String: LuaValue], _ key: String, in keys: [String] = [], _ faults: inout TestFaults,
        _ read: (String, LuaValue) throws -> Entry
    ) -> [Entry] {
        let table = faults.gather(keys + [key], or: [:]) { try TestValues.fields(given[key]) }
        return table.sorted { $0.key < $1.key }.compactMap { name, value in
            faults.gather(keys + [key, name], or: nil) { try read(name, value) }
        }
    }

    private func rows(_ given: [String: LuaValue], _ key: String, _ faults: inout TestFaults) -> GivenRows? {
        guard let text = faults.gather([key], or: nil, { try TestValues.rows(given[key], run) }),
            case .table(let table)? = given[key]
        else { return nil }
        return GivenRows(
            text: text, lines: table.array.indices.map { place.line([key, "\($0 + 1)"]) })
    }

    private func expectation(
        _ value: LuaValue?, _ faults: inout TestFaults
    ) -> PackTestCase.Expectation {
        let before = faults.all.count
        let given = faults.gather(["expect"], or: [:]) { try TestValues.fields(value) }
        faults.refuseUnknown(given, known: PackTestCase.expectationKeys, at: ["expect"])
        let lines = entries(given, "lines", in: ["expect"], &faults) { name, value in
            let contract = run.contract
            guard contract.payment(PaymentID(name)) != nil || contract.outcome(OutcomeID(name)) != nil else {
                let known = contract.payments.map(\.id.rawValue) + contract.outcomes.map(\.id.rawValue)
                throw ApiError(
                    "expect.lines: '\(name)' is no [[payment]] and no [[outcome]]\(near(name, known))")
            }
            return (name, try money(value, "lines.\(name)"))
        }
        let claims = entries(given, "claims", in: ["expect"], &faults) { name, value in
            guard run.contract.outcome(OutcomeID(name)) != nil else {
                throw ApiError(
                    "expect.claims: '\(name)' is no [[outcome]]\(near(name, run.contract.outcomes.map(\.id.rawValue)))"
                )
            }
            return (OutcomeID(name), try count(value, "claims.\(name)"))
        }
        let shares = entries(given, "shares", in: ["expect"], &faults) { name, value in
            guard run.contract.mayBeShare(name) else {
                throw ApiError(
                    "expect.shares: '\(name)' is no [[party]], no kind of tier and no title of a share\(near(name, run.contract.shareNames))"
                )
            }
            return (name, try money(value, "shares.\(name)"))
        }
        let converted = entries(given, "converted", in: ["expect"], &faults) { name, value in
            guard let currency = run.contract.payment(PaymentID(name))?.foreign?.unit.currency else {
                throw ApiError("expect.converted: '\(name)' is no [[payment]] in a currency of its own")
            }
            return (PaymentID(name), try money(value, "converted.\(name)", currency))
        }
        func at<Value>(_ key: String, _ read: (LuaValue?) throws -> Value?) -> Value? {
            faults.gather(["expect", key], or: nil) { try read(given[key]) }
        }
        let expected = PackTestCase.Expectation(
            total: at("total") { try $0.map { try money($0, "total") } },
            lines: Dictionary(uniqueKeysWithValues: lines), shares: Dictionary(uniqueKeysWithValues: shares),
            converted: Dictionary(uniqueKeysWithValues: converted),
            claims: Dictionary(uniqueKeysWithValues: claims),
            findings: at("findings") { try TestValues.texts($0, "findings") },
            held: at("held") { try $0.map { Int(try count($0, "held")) } },
            error: at("error") { try TestValues.text($0, "error") })
        let others = given.keys.filter { !["lines", "shares", "converted", "claims"].contains($0) }
        if value != nil, faults.all.count == before, others.isEmpty, lines.isEmpty, shares.isEmpty,
            converted.isEmpty, claims.isEmpty
        {
            faults.add("it expects nothing, so that it cannot fail", at: ["expect"])
        }
        return expected
    }

    private func term(_ name: String, _ value: LuaValue) throws -> Term {
        guard let term = run.contract.term(TermID(name)) else {
            throw ApiError("there is no term '\(name)'\(near(name, run.contract.terms.map(\.id.rawValue)))")
        }
        let clause = term.versions[0].clause
        guard let decimal = Decimal(exactly: try exact(value, "terms.\(name)")) else {
            throw ApiError("terms.\(name) must be a decimal number")
        }
        return Term(
            id: term.id, unit: term.unit, versions: [.init(from: nil, value: decimal, clause: clause)])
    }

    private func cap(_ name: String, _ value: LuaValue) throws -> Cap {
        guard let cap = run.contract.caps.first(where: { $0.id.rawValue == name }) else {
            throw unknown("[[cap]]", name, run.contract.caps.map(\.id.rawValue))
        }
        return Cap(
            id: cap.id, amount: try bound(value, "caps.\(name)"), payments: cap.payments, clause: cap.clause)
    }

    /// Of a limit by share another share, of all others another amount.
    private func limit(_ name: String, _ value: LuaValue) throws -> ClaimLimit {
        guard let limit = run.contract.limits.first(where: { $0.id.rawValue == name }) else {
            throw unknown("[[limit]]", name, run.contract.limits.map(\.id.rawValue))
        }
        let changed: ClaimLimit.Bound
        switch limit.bound {
        case .metric: changed = .metric(try bound(value, "limits.\(name)"))
        case .perPerson: changed = .perPerson(try bound(value, "limits.\(name)"))
        case .share(let share):
            let most = try exact(value, "limits.\(name)")
            guard most >= .zero else { throw ApiError("limits.\(name) must not be negative, and is \(most)") }
            changed = .share(try ShareLimit(attribute: share.attribute, value: share.value, most: most))
        }
        return ClaimLimit(
            id: limit.id, title: limit.title, bound: changed, outcomes: limit.outcomes, clause: limit.clause)
    }

    private func unknown(_ kind: String, _ name: String, _ known: [String]) -> ApiError {
        ApiError("there is no \(kind) '\(name)' in the contract\(near(name, known))")
    }

    private func near(_ name: String, _ known: [String]) -> String {
        nearestName(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
    }

    private func estimate(_ name: String, _ value: LuaValue) throws -> (EvaluationID, EvaluationResult) {
        guard let plan = run.contract.evaluation(EvaluationID(name)) else {
            throw unknown("[[evaluation]]", name, run.contract.evaluations.map(\.id.rawValue))
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
        return (
            plan.id,
            .given(
                GivenEstimate(
                    saving: saving, improved: try truth("improved"), difference: difference,
                    reductionPercent: reduction, reached: try truth("reached")))
        )
    }

    // MARK: Plain values

    private func exact(_ value: LuaValue, _ name: String) throws -> Ratio {
        if case .string(let text) = value {
            do { return try Decimal(text).ratio } catch { throw ApiError("\(name): \(error)") }
        }
        guard case .exact(let ratio)? = try Operand(value, run) else {
            throw ApiError("\(name) must be a number")
        }
        return ratio
    }

    private func count(_ value: LuaValue, _ name: String) throws -> Int64 {
        guard case .integer(let integer) = value else { throw ApiError("\(name) must be a whole number") }
        return integer
    }

    /// A sum beyond which nothing is paid.
    private func bound(_ value: LuaValue, _ name: String) throws -> Money {
        let sum = try money(value, name)
        guard sum.minorUnits >= 0 else { throw ApiError("\(name) must not be negative, and is \(sum)") }
        return sum
    }

    private func money(_ value: LuaValue, _ name: String, _ wanted: Currency? = nil) throws -> Money {
        let currency = wanted ?? run.contract.currency
        if case .string(let text) = value {
            do { return try Money(text, currency) } catch { throw ApiError("\(name): \(error)") }
        }
        if case .money(let amount)? = try Operand(value, run) {
            return try Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: currency)).apply(
                to: amount
            ).paid
        }
        throw ApiError("\(name) must be a sum, as in \"4000000.00\"")
    }
}

extension Contract {
    /// What a share of what a party received may be called by, beside its title.
    fileprivate var shareNames: [String] {
        parties.map(\.id.rawValue) + Tier.Kind.allCases.map(\.rawValue)
    }

    /// Whether shares may be called so: by who gets them, by the kind of a tier, or by the title, which ends with the
    /// name of who gets them.
    fileprivate func mayBeShare(_ name: String) -> Bool {
        let receivers = parties.map(\.name) + waterfalls.flatMap(\.classes).map(\.title)
        return shareNames.contains(name) || receivers.contains { name == $0 || name.hasSuffix(": \($0)") }
    }
}
