import LuaHost
package import OutcomesModel
package import Settlement

/// What a report may read: all that is settled, and what was found.
package struct ReportMatter: Sendable {
    /// The settlement that the report is about.
    package let statement: Statement
    /// One for each `[[settlement]]` that could be made.
    package let statements: [Statement]
    package let findings: [RecordedFinding]
    /// That the report is to be written in.
    package let language: Language

    package init(
        statement: Statement, statements: [Statement], findings: [RecordedFinding], language: Language = .en
    ) {
        self.statement = statement
        self.statements = statements
        self.findings = findings
        self.language = language
    }
}

extension Api {
    static let reportType = ApiType(
        kind: .report, symbol: "r",
        documentation: """
            The report, in `report(r)`. It reads what is settled, and is written from top to bottom. A line has \
            number, title, payment, outcome, quantity, price, amount, from, to, clause, cause. Words are a text, or a \
            table of texts by language, `{en = "Paid", sv = "Betalt"}`, of which that of the report is taken.
            """,
        fields: sharedFields + [
            ApiField("language", "text", "In which the report is to be written: en or sv.") { run, _ in
                .string(run.language.rawValue)
            },
            ApiField("contract", "text", "The contract's title.") { run, _ in .string(run.contract.title) },
            ApiField(
                "settlement", "a settled settlement", "id, title, due, pays, total, lines of this settlement."
            ) {
                run, _ in
                run.reportMatter.map { settled($0.statement) } ?? .nil
            },
            ApiField(
                "settlements", "a list of settled settlements",
                "The same for this settlement, and for those that only show what would have been paid."
            ) { run, _ in
                .list(run.reportMatter?.statements.map(settled) ?? [])
            },
            ApiField("lines", "a list of payment lines", "The payment lines of this settlement.") { run, _ in
                .list(run.reportMatter?.statement.lines.map { line($0, run.contract) } ?? [])
            },
            ApiField("total", "money", "What this settlement pays.") { run, _ in
                run.reportMatter.map { .money($0.statement.total) } ?? .nil
            },
            ApiField(
                "findings", "a list of findings", "id, severity, message, place, answer of each finding."
            ) {
                run, _ in
                .list(run.reportMatter?.findings.map(finding) ?? [])
            },
            ApiField("participants", "number", "How many participants there are; hidden where they are few.")
            { run, _ in
                run.shownCount(run.evidence.participants.count)
            },
        ],
        methods: selections("r", Hook.ofPacks) + [
            ApiFunction(
                "claims", [.optional("outcome", "the id of an outcome")], gives: "a selection",
                in: Hook.ofPacks, "The claims of this settlement, of an outcome or all.",
                example: "r:claims(\"job\"):by(\"group\"):count()"
            ) { call in
                let wanted = call.has(0) ? try outcome(call, 0).id : nil
                let claims = call.run.reportMatter?.statement.claims ?? []
                return call.run.keep(
                    Selection(
                        matter: .claims(claims.filter { wanted == nil || $0.outcome == wanted }, wanted)))
            },
            ApiFunction(
                "payments", gives: "a selection", in: Hook.ofPacks,
                """
                The payment lines of this settlement. They are what the parties owe \
                each other, and are shown whole.
                """,
                example: "r:payments():by(\"payment\"):amount()"
            ) { call in
                guard let matter = call.run.reportMatter else { return .nil }
                let id = matter.statement.plan.id
                let paying =
                    [matter.statement] + matter.statements.filter { $0.plan.id != id && $0.plan.pays }
                return call.run.keep(
                    Selection(
                        matter: .payments(
                            paying.flatMap { statement in
                                statement.lines.map { PaidLine($0, of: statement.plan) }
                            })))
            },
            ApiFunction(
                "evaluate", [.required("evaluation", "the id of an evaluation")], gives: "an estimate",
                in: Hook.ofPacks, "What an `[[evaluation]]` came to in this settlement's window.",
                example: "r:evaluate(\"placement_cost\").difference"
            ) { call in try evaluation(call.run, call.text(0)) },
        ] + documentMethods)

    static func settled(_ statement: Statement) -> LuaValue {
        .record([
            "id": .string(statement.plan.id.rawValue), "title": .string(statement.plan.title),
            "due": .day(statement.plan.due), "pays": .boolean(statement.plan.pays),
            "total": .money(statement.total),
            "lines": .list(statement.lines.map { line($0, statement.contract) }),
        ])
    }

    private static func line(_ line: PaymentLine, _ contract: Contract) -> LuaValue {
        .record([
            "number": .whole(line.number), "title": .string(line.title),
            "payment": .string(line.payment.rawValue),
            "outcome": .optional(line.outcome?.rawValue),
            "quantity": line.quantity.map { .integer($0) } ?? .nil,
            "price": line.unitPrice.map { .money($0) } ?? .nil, "amount": .money(line.paid),
            "from": .optional(contract.party(line.from)?.name),
            "to": .optional(contract.party(line.to)?.name),
            "clause": .string(line.clause.description), "cause": .string(line.cause.description),
        ])
    }

    static func finding(_ recorded: RecordedFinding) -> LuaValue {
        .record([
            "id": .integer(recorded.id.number), "severity": .string(recorded.finding.severity.rawValue),
            "message": .string(recorded.finding.message),
            "place": .optional(recorded.finding.place?.description),
            "answer": .optional(recorded.answer?.text),
        ])
    }
}
