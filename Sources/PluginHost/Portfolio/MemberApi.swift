import LuaHost
import OutcomesModel
import Settlement

extension Api {
    static let memberType = ApiType(
        kind: .member, symbol: "contract",
        documentation: """
            A contract of the portfolio. It is looked at in the settlement at hand: the next that pays and is not posted, \
            or the last where all are posted; its window is that of people, measurements, estimates and of `figures`, \
            `inequality` and `reach`. What stands posted and what would be paid now are told apart by `state`, `posted` \
            or `draft`. Of a contract of which nothing is in the store there is nothing: lists are empty and \
            `why_unsettled` says why. It has the terms, windows, groups, outcomes, tariffs, caps and limits of a report, \
            with `people`, `measurements` and `series`; and of an assessment starts, ends, currency, parties, indicators, \
            attributes, arms and evaluations, with `figures`, `inequality`, `reach` and `coverage`. Figures of few people are hidden, and there are no rows of people.
            """,
        fields: sharedFields + contractFields + [
            ApiField("id", "text", "The id of its pack.") { run, _ in .string(run.contract.id.rawValue) },
            ApiField("title", "text", "Its title.") { run, _ in .string(run.contract.title) },
            ApiField("payment_kinds", "a list", "id, title, from, to, clause of each `[[payment]]`.") {
                run, _ in
                .list(
                    run.contract.payments.map { payment in
                        .record([
                            "id": .string(payment.id.rawValue), "title": .string(payment.title),
                            "from": .optional(run.contract.party(payment.from)?.name),
                            "to": .optional(run.contract.party(payment.to)?.name),
                            "clause": .string(payment.clause.description),
                        ])
                    })
            },
            ApiField(
                "settlements", "a list",
                """
                id, title, due, pays, `state` (posted or open), `is_due` on the portfolio's day, and what stands `paid` \
                of each `[[settlement]]`.
                """
            ) { run, _ in .list(try run.contract.settlements.map { try settlement($0, run) }) },
            ApiField(
                "settlement", "a settled settlement or nil",
                "id, title, due, pays, total, lines of the settlement at hand; nil where it could not be settled."
            ) { run, _ in run.reportMatter.map { settled($0.statement) } ?? .nil },
            ApiField("why_unsettled", "text or nil", "Why the settlement at hand could not be made.") {
                run, _ in
                .optional(run.memberMatter?.whyUnsettled)
            },
            ApiField("has_evidence", "true or false", "Whether anything of it was recorded.") { run, _ in
                .boolean(
                    run.evidence.columns.values.contains { !$0.days.isEmpty }
                        || !run.evidence.participants.isEmpty)
            },
            ApiField(
                "lines", "a list of tables",
                """
                What stands posted, with its adjustments, then what would be paid now: `contract` (its title), \
                `contract_id`, `currency`, `settlement`, `payment`, `outcome`, `title`, `amount`, `from`, `to`, `due`, \
                `state`.
                """
            ) { run, _ in .list(memberLines(run)) },
            ApiField("paid", "money", "What stands posted.") { run, _ in .money(try run.paidInSum) },
            ApiField(
                "draft", "money or nil",
                "What would be paid now; nil where that is posted, or cannot be told."
            ) {
                run, _ in
                guard let matter = run.memberMatter, let report = matter.report,
                    matter.history(of: matter.plan.id) == nil
                else { return .nil }
                return .money(report.statement.total)
            },
            ApiField(
                "cap_use", "a list of tables",
                """
                Of each `[[cap]]` its `id`, `amount`, `clause`, what stands `paid` under it, what is `left`, and what the \
                `draft` of the settlement at hand would take of that.
                """
            ) { run, _ in
                .list(
                    try run.contract.caps.map { cap in
                        let paid = try run.paid { cap.covers($0) }
                        let draft = try (run.memberMatter?.draft ?? []).filter { cap.covers($0.payment) }
                            .reduce(Amount.zero(run.contract.currency)) { try $0.adding(Amount($1.paid)) }
                        return .record([
                            "id": .string(cap.id.rawValue), "amount": .money(cap.amount),
                            "clause": .string(cap.clause.description), "paid": .money(paid),
                            "draft": .money(draft),
                            "left": .money(try Amount(cap.amount).subtracting(paid)),
                        ])
                    })
            },
            ApiField(
                "findings", "a list of findings", "id, severity, message, place, answer of each finding."
            ) {
                run, _ in
                .list(
                    run.memberMatter?.findings.map { finding($0, in: run.evidence.participants) } ?? [])
            },
            ApiField(
                "open_questions", "number",
                "How many findings are questions without an answer: nothing is posted before they have one."
            ) { run, _ in .whole(run.memberMatter?.findings.count(where: \.isOpen) ?? 0) },
            ApiField("participants", "number", "How many participants there are; hidden where they are few.")
            {
                run, _ in run.shownCount(run.evidence.participants.count)
            },
            ApiField(
                "evidence", "a list of tables",
                """
                Of each indicator `id`, `title`, `subject`, `every`, how many `values` are recorded in whatever state, \
                and the `latest` day that one is about. Of one that is due regularly also how many values were `due` by \
                the portfolio's day, how many of these are `overdue`, of how many `people`, and `since` when the first \
                is.
                """
            ) { run, _ in .list(run.contract.indicators.map { EvidenceDue(of: $0, in: run).value(run) }) },
        ],
        methods: selections("contract", [.portfolio]) + [
            ApiFunction(
                "claims", [.optional("outcome", "the id of an outcome")], gives: "a selection",
                in: [.portfolio],
                "What was claimed in all settlements that are posted and in the one at hand, of an outcome or all.",
                example: "contract:claims(\"job\"):by(\"site\"):count()"
            ) { call in
                let wanted = call.has(0) ? try outcome(call, 0).id : nil
                let claims = call.run.memberMatter?.claims ?? []
                return call.run.keep(
                    Selection(
                        matter: .claims(claims.filter { wanted == nil || $0.outcome == wanted }, wanted)))
            },
            ApiFunction(
                "payments", [.optional("state", "posted or draft")], gives: "a selection", in: [.portfolio],
                "Its payment lines: what stands posted, what would be paid now, or both.",
                example: "contract:payments(\"posted\"):by(\"settlement\"):amount()"
            ) { call in
                let state = call.has(0) ? try call.text(0) : nil
                guard [nil, "posted", "draft"].contains(state) else { throw call.wrong(0) }
                let lines = call.run.memberMatter?.lines ?? []
                return call.run.keep(
                    Selection(
                        matter: .payments(
                            lines.filter { state == nil || $0.isPosted == (state == "posted") }.map(\.line))))
            },
            ApiFunction(
                "evaluate", [.required("evaluation", "the id of an evaluation")], gives: "an estimate",
                in: [.portfolio], "What an `[[evaluation]]` came to in the window at hand.",
                example: "contract:evaluate(\"placement_cost\"):conclusion()"
            ) { call in try evaluation(call.run, call.text(0)) },
        ] + inequalityFunctions + coverageFunctions,
        documentedElsewhere: Set(
            (sharedFields + contractFields).map(\.name)
                + (inequalityFunctions + coverageFunctions + selections("contract", [.portfolio])).map(\.name)
        ))

    private static func settlement(_ plan: SettlementPlan, _ run: PackRun) throws -> LuaValue {
        let history = run.memberMatter?.history(of: plan.id)
        var paid = Amount.zero(run.contract.currency)
        for line in history?.lines ?? [] { paid = try paid.adding(Amount(line.paid)) }
        return .record([
            "id": .string(plan.id.rawValue), "title": .string(plan.title), "due": .day(plan.due),
            "pays": .boolean(plan.pays), "state": .string(history == nil ? "open" : "posted"),
            "is_due": .boolean(plan.due <= run.lookingFrom), "paid": .money(paid),
        ])
    }

    static func memberLines(_ run: PackRun) -> [LuaValue] {
        let contract = run.contract
        return (run.memberMatter?.lines ?? []).map { line, isPosted in
            .record([
                "contract": .string(contract.title), "contract_id": .string(contract.id.rawValue),
                "currency": .string(contract.currency.code),
                "settlement": .string(line.settlement.id.rawValue),
                "payment": .string(line.payment.rawValue), "outcome": .optional(line.outcome?.rawValue),
                "title": .string(
                    line.outcome.flatMap { contract.outcome($0)?.title }
                        ?? contract.payment(line.payment)?.title ?? line.payment.rawValue),
                "amount": .money(line.amount), "from": .optional(contract.party(line.from)?.name),
                "to": .optional(contract.party(line.to)?.name), "due": .day(line.settlement.due),
                "state": .string(isPosted ? "posted" : "draft"),
            ])
        }
    }

    /// As a report has it, but for the people whom it may name.
    private static func finding(_ recorded: RecordedFinding, in people: ParticipantTable) -> LuaValue {
        .record([
            "id": .integer(recorded.id.number), "severity": .string(recorded.finding.severity.rawValue),
            "message": .string(people.unnamed(in: recorded.finding.message)),
            "place": .optional(recorded.finding.place?.description),
            "answer": .optional(recorded.answer?.text),
        ])
    }
}

extension PackRun {
    /// The portfolio's day, for the run of a contract of one.
    var lookingFrom: Day { memberMatter?.day ?? settlement.due }

    /// What stands posted, of some payments.
    fileprivate func paid(_ covers: (PaymentID) -> Bool) throws -> Amount {
        var sum = Amount.zero(contract.currency)
        for history in memberMatter?.posted ?? [] where history.stands {
            for line in history.lines where covers(line.payment) { sum = try sum.adding(Amount(line.paid)) }
        }
        return sum
    }

    fileprivate var paidInSum: Amount { get throws { try paid { _ in true } } }
}
