import LuaHost
import OutcomesModel
import PackReader

extension Api {
    static let termsType = ApiType(
        kind: .terms, symbol: "terms",
        documentation: """
            The contract's `[terms]`, each under its name: money where its unit is a currency, otherwise an \
            exact number. A term that was amended has the value of the day on which the settlement is due.
            """,
        declared: DeclaredFields(
            of: .term, kind: "money or a number", names: { $0.contract.terms.map(\.id.rawValue) },
            read: { run, _, name in
                guard let term = run.contract.term(TermID(name)) else { return nil }
                let version = term.version(on: run.settlement.due)
                run.engine.watch?.noteRead(version.clause)
                let value = version.value.ratio
                guard let currency = term.currency else { return .exact(value) }
                return .money(try Amount(majorUnits: value, currency: currency))
            }
        ))

    static let windowType = ApiType(
        kind: .window, symbol: "window", documentation: "A `[[window]]` of the contract.",
        fields: [
            ApiField("id", "the id of a window", "Its id.") { run, object in
                .string(run.contract.windows[object.place].id.rawValue)
            },
            ApiField("title", "text", "Its title.") { run, object in
                .string(run.contract.windows[object.place].title)
            },
        ])

    static let windowsType = ApiType(
        kind: .windows, symbol: "windows", documentation: "The contract's windows, each under its id.",
        declared: DeclaredFields(
            of: .window, kind: "a window", names: { $0.contract.windows.map(\.id.rawValue) },
            read: { run, _, name in
                run.contract.windows.firstIndex { $0.id.rawValue == name }.map { .host(.window, $0) }
            }
        ))

    static let outcomeType = ApiType(
        kind: .outcome, symbol: "outcome",
        documentation: "A line of the contract's rate card, an `[[outcome]]`.",
        fields: [
            ApiField("id", "the id of an outcome", "Its id.") { run, o in .string(outcome(run, o).id.rawValue)
            },
            ApiField("title", "text", "Its title.") { run, o in .string(outcome(run, o).title) },
            ApiField("price", "money", "What a claim is worth.") { run, o in .money(outcome(run, o).price) },
            ApiField("payment", "the id of a payment", "The payment that it is paid by.") { run, o in
                .string(outcome(run, o).payment.rawValue)
            },
            ApiField("indicator", "the id of an indicator", "The indicator that counts it.") { run, o in
                .string(outcome(run, o).indicator.rawValue)
            },
            ApiField("subject", "participant, group or contract", "Who claims it.") { run, o in
                .string(outcome(run, o).subject.rawValue)
            },
            ApiField("limit", "number", "How often a participant may claim it in a window.") { run, o in
                .whole(outcome(run, o).limitPerParticipant)
            },
            ApiField(
                "after", "the id of an outcome or nil", "The outcome that must have been achieved before it."
            ) {
                run, o in
                .optional(outcome(run, o).after?.rawValue)
            },
        ])

    private static func outcome(_ run: PackRun, _ object: LuaObject) -> Outcome {
        run.contract.outcomes[object.place]
    }

    /// All windows and terms hang on the same fields in each hook that has them.
    static let sharedFields: [ApiField] =
        [
            ApiField("terms", "terms", "The contract's terms.", constant: true) { _, _ in .host(.terms) },
            ApiField("windows", "windows", "The contract's windows.", constant: true) { _, _ in
                .host(.windows)
            },
            ApiField("window", "a window", "The window of this settlement.", constant: true) { run, _ in
                .host(.window, run.windowPlace)
            },
            ApiField("groups", "a list of group ids", "The ids of the contract's groups, in its order.") {
                run, _ in
                .list(run.contract.groups.map { .string($0.id.rawValue) })
            },
            ApiField("outcomes", "a list of outcomes", "The contract's rate card, in its order.") { run, _ in
                .list(run.contract.outcomes.indices.map { .host(.outcome, $0) })
            },
            ApiField("tariffs", "a list of tariffs", "The contract's tariffs, in its order.") { run, _ in
                .list(run.contract.tariffs.indices.map { .host(.tariff, $0) })
            },
        ] + boundFields
}
