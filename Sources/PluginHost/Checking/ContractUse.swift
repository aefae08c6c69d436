import LuaSyntax
import OutcomesModel
import PackReader

/// Looks for what a contract declares and nothing uses, and for what it leaves unsaid.
struct ContractUse {
    let inspection: PackInspection
    let declarations: Declarations
    /// The files of the pack and of its libraries, without its tests.
    let files: [LuaFile]
    let tests: [LuaFile]
    private let calls: [Call]

    /// A call of a method that names something by an id.
    private struct Call {
        let method: String
        /// Nil where it is not a text that stands there.
        let id: String?

        private static let known = Set(Api.types.flatMap(\.methods).map(\.name))

        /// A misspelt name is one mistake, and not also one that its payment is asked for nowhere.
        static func meant(_ name: String) -> String {
            known.contains(name) ? name : nearestName(to: name, among: known.sorted()) ?? name
        }
    }

    /// The ids that methods of a name are called with; a misspelt one counts for the one that was meant.
    private func ids(of method: String, _ kind: DeclaredKind) -> Set<String> {
        let declared = declarations.places[kind, default: [:]]
        return Set(
            calls.filter { $0.method == method }.compactMap(\.id).map { id in
                declared[id] != nil ? id : nearestName(to: id, among: declared.keys.sorted()) ?? id
            })
    }

    init(_ inspection: PackInspection, _ declarations: Declarations, files: [LuaFile], tests: [LuaFile]) {
        self.inspection = inspection
        self.declarations = declarations
        self.files = files
        self.tests = tests
        var calls: [Call] = []
        for file in files {
            // Where a method is called with a point by mistake; its callee is visited after the call.
            var pointed: Set<Range<Int>> = []
            file.chunk.block.visit(expression: { expression in
                switch expression.kind {
                case .method(_, let name, let arguments):
                    calls.append(Call(method: Call.meant(name.text), id: arguments.first?.text))
                case .call(let callee, let arguments):
                    if case .field(_, let name) = callee.kind, let id = arguments.first?.text {
                        calls.append(Call(method: Call.meant(name.text), id: id))
                        pointed.insert(callee.range)
                    }
                // Kept in a local, or given to another function: who calls it, and with what, is not known.
                case .field(_, let name):
                    if !pointed.contains(expression.range) { calls.append(Call(method: name.text, id: nil)) }
                case .index(_, let key):
                    if let name = key.text { calls.append(Call(method: name, id: nil)) }
                default: break
                }
            })
        }
        self.calls = calls
    }

    /// What could not be looked at, and why: one mistake shall not hide what else there is to say without a word.
    var notLookedAt: [String] {
        func lacks(_ kinds: DeclaredKind...) -> String? {
            let unread = kinds.filter { inspection.terms?.incomplete.contains($0) != false }
            return unread.first.map { "since [[\($0.rawValue)]] cannot be read" }
        }
        let unread = declarations.unread.map(\.header).sorted().joined(separator: " and ")
        return [
            unread.isEmpty ? nil : "whether \(unread) has what Lua names, since it cannot be read",
            lacks(.payment, .cap).map { "what no [[cap]] bounds, \($0)" },
            lacks(.payment, .outcome).map { "which payments no test names, \($0)" },
            lacks(.indicator).map { "what is done where its values are missing, \($0)" },
        ].compactMap(\.self)
    }

    func remarks() -> [Remark] {
        unusedTerms() + unclaimedOutcomes() + unaskedPayments() + unusedEvaluations() + unusedLibraries()
            + untested() + uncapped() + unstatedMissing()
    }

    private func remark(
        _ severity: Remark.Severity, _ rule: Remark.Rule, _ message: String, at place: SourceLocation?,
        length: Int? = nil, hint: String
    ) -> Remark {
        Remark(
            severity, rule,
            Diagnostic(.pack, message, pack: inspection.id, place: place, hint: hint), length: length)
    }

    private func declared(_ kind: DeclaredKind) -> [(id: String, place: SourceLocation)] {
        let places = declarations.places[kind, default: [:]]
        // An id that is wrong as such stands there under its mended name as well; it has been told.
        let told = Set(places.filter { !DeclaredNames.isWellFormed($0.key) }.values)
        return places.filter { !told.contains($0.value) }.sorted { $0.key < $1.key }.map {
            ($0.key, $0.value)
        }
    }

    /// Tells whether a table of the terms names an id, other than those tables that only bound it.
    private func isNamed(_ id: String, _ kind: DeclaredKind, butIn tables: [String] = []) -> Bool {
        declarations.references.contains { $0.kind == kind && $0.id == id && !tables.contains($0.table) }
    }

    // MARK: What nothing uses

    /// A term is read by its name: wherever the name stands in Lua, it may be read there.
    private func unusedTerms() -> [Remark] {
        var names: Set<String> = []
        var readsAny = false
        for file in files {
            file.chunk.block.visit(expression: { expression in
                switch expression.kind {
                case .field(_, let name): names.insert(name.text)
                case .string: names.insert(expression.text ?? "")
                case .index(let object, let key):
                    if key.text == nil, object.endsInTerms { readsAny = true }
                case .call(let callee, let arguments):
                    if callee.isName("pairs"), arguments.contains(where: \.endsInTerms) { readsAny = true }
                default: break
                }
            })
        }
        guard !readsAny else { return [] }
        let terms = declared(.term).map(\.id)
        names.formUnion(names.compactMap { name in nearestName(to: name, among: terms) })
        return declared(.term).filter { !names.contains($0.id) && !isNamed($0.id, .term) }.map { term in
            remark(
                .warning, .unusedTerm, "the term \(term.id) is read nowhere", at: term.place,
                length: term.id.count,
                hint: "is it misspelt in a rule, or was it left over?")
        }
    }

    /// Whether each of a kind is used, where one of the methods is called with an id that cannot be seen.
    private func usesAny(_ methods: [String]) -> Bool {
        calls.contains { methods.contains($0.method) && $0.id == nil }
    }

    private func unclaimedOutcomes() -> [Remark] {
        guard !usesAny(["claim"]) else { return [] }
        let claimed = ids(of: "claim", .outcome)
        let bounds = ["[[limit]]", "[[outcome]]", "[[amendment]]"]
        return declared(.outcome).filter {
            !claimed.contains($0.id) && !isNamed($0.id, .outcome, butIn: bounds)
        }.map {
            remark(
                .warning, .unclaimedOutcome, "the outcome \($0.id) is claimed nowhere, and never paid",
                at: $0.place,
                length: $0.id.count + 2, hint: "claim it in rules.participant: p:claim \"\($0.id)\"")
        }
    }

    private func unaskedPayments() -> [Remark] {
        guard !usesAny(["pay"]) else { return [] }
        let asked = ids(of: "pay", .payment)
        return declared(.payment).filter {
            !asked.contains($0.id)
                && !isNamed($0.id, .payment, butIn: ["[[cap]]", "[[outcome]]", "[[limit]]"])
        }.map {
            remark(
                .warning, .unaskedPayment, "the payment \($0.id) is asked for nowhere, and never made",
                at: $0.place,
                length: $0.id.count + 2, hint: "ask for it in rules.settle: s:pay(\"\($0.id)\", …)")
        }
    }

    private func unusedEvaluations() -> [Remark] {
        guard !usesAny(["evaluate"]) else { return [] }
        let used = ids(of: "evaluate", .evaluation)
        return declared(.evaluation).filter { !used.contains($0.id) && !isNamed($0.id, .evaluation) }.map {
            remark(
                .warning, .unusedEvaluation, "the evaluation \($0.id) is read nowhere", at: $0.place,
                length: $0.id.count + 2, hint: "read it in a rule or a report: s:evaluate(\"\($0.id)\")")
        }
    }

    private func unusedLibraries() -> [Remark] {
        var required: Set<String> = []
        for file in files + tests {
            file.chunk.block.visit(expression: { expression in
                if case .call(let callee, let arguments) = expression.kind, callee.isName("require"),
                    let name = arguments.first?.text
                {
                    required.insert(name)
                }
            })
        }
        let found = Set(inspection.libraries.map(\.manifest.id))
        return inspection.uses.filter { use in
            found.contains(use.id)
                && !required.contains { $0 == use.id.rawValue || $0.hasPrefix("\(use.id.rawValue).") }
        }.map {
            remark(
                .warning, .unusedLibrary, "the library \($0.id) is never required", at: $0.place,
                hint: "write: local x = require \"\($0.id)\", or take it out of `uses`")
        }
    }

    // MARK: What is left unsaid

    private func untested() -> [Remark] {
        let contract = SourceLocation(file: "\(inspection.folder)/contract.toml")
        guard !tests.isEmpty || !inspection.testColumns.isEmpty else {
            return [
                remark(
                    .warning, .noTests, "the pack has no tests", at: SourceLocation(file: inspection.folder),
                    hint: "write one for each clause in tests/NAME.lua; docs/PACKS.md shows one")
            ]
        }
        guard let terms = inspection.terms, terms.incomplete.isDisjoint(with: [.payment, .outcome]) else {
            return []
        }
        var named = Set(
            inspection.testColumns.flatMap { $0.split(separator: ".").dropFirst().map(String.init) })
        for file in tests {
            file.chunk.block.visit(expression: { expression in
                if let text = expression.text { named.insert(text) }
                if case .field(_, let name) = expression.kind { named.insert(name.text) }
                if case .table(let items) = expression.kind {
                    for case .named(let name, _) in items { named.insert(name.text) }
                }
            })
        }
        // Where there is one payment, the total is what it pays.
        if terms.payments.count == 1, named.contains("total") { return [] }
        let payments = terms.payments.filter { !named.contains($0.id.rawValue) }
        // A payment of outcomes is tested where each of them is; a misspelt one counts for the one that was meant.
        let ids = terms.payments.map(\.id.rawValue)
        let untested = payments.filter { payment in
            let outcomes = terms.outcomes.filter { outcome in
                let named = outcome.payment.rawValue
                return (ids.contains(named) ? named : nearestName(to: named, among: ids))
                    == payment.id.rawValue
            }
            return outcomes.isEmpty || outcomes.contains { !named.contains($0.id.rawValue) }
        }
        guard let first = untested.first else { return [] }
        let listed = untested.map { "\($0.id)" + ($0.clause.number.map { " (clause \($0))" } ?? "") }
        return [
            remark(
                .note, .untestedClause, "no test names what is paid as \(joined(listed))",
                at: declarations.places[.payment]?[first.id.rawValue] ?? contract,
                length: first.id.rawValue.count + 2,
                hint: "expect = { lines = { \(first.id) = \"…\" } }")
        ]
    }

    private func uncapped() -> [Remark] {
        guard let contract = inspection.terms, contract.incomplete.isDisjoint(with: [.payment, .cap]) else {
            return []
        }
        let uncapped = contract.payments.filter { payment in !contract.caps.contains { $0.covers(payment.id) }
        }
        guard let first = uncapped.first else { return [] }
        return [
            remark(
                .note, .uncappedPayment,
                "no [[cap]] bounds what is paid as \(joined(uncapped.map { "\($0.id)" }))",
                at: declarations.places[.payment]?[first.id.rawValue], length: first.id.rawValue.count + 2,
                hint: "if the contract states the most that is ever paid, say it in a [[cap]]")
        ]
    }

    /// What is due regularly can be missing; without a policy that fails, and the author should know.
    private func unstatedMissing() -> [Remark] {
        guard let contract = inspection.terms else { return [] }
        return contract.indicators.filter { $0.every.months != nil }.compactMap { indicator in
            let reasons: [Missing] =
                indicator.subject == .participant ? [.notMeasured, .withdrawn] : [.notMeasured]
            let unsaid = reasons.filter { indicator.missing[$0] == nil }.map(\.rawValue)
            guard let first = unsaid.first else { return nil }
            return remark(
                .note, .unstatedMissing,
                "\(indicator.id) does not say what is done where a value is \(unsaid.joined(separator: " or ")): it fails",
                at: declarations.places[.indicator]?[indicator.id.rawValue],
                length: indicator.id.rawValue.count + 2,
                hint: "missing = { \(first) = \"exclude\" }, or \"fail\" to say that it is meant")
        }
    }

    private func joined(_ names: [String]) -> String {
        names.count > 4
            ? names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
            : names.joined(separator: ", ")
    }
}

extension LuaExpression {
    /// `s.terms`, or a local of that name.
    fileprivate var endsInTerms: Bool {
        switch bare.kind {
        case .field(_, let name): name.text == "terms"
        case .name(let name): name == "terms"
        default: false
        }
    }
}
