import LuaHost
import OutcomesModel
import PackReader
import Settlement

extension Api {
    static let participantType = ApiType(
        kind: .participant, symbol: "p",
        documentation: """
            The participant for whom `rules.participant` is called: in the next call, p is the next one. Each \
            indicator about participants is a field: `p.wellbeing:mean(p.windows.first_year)`.
            """,
        fields: sharedFields + [
            ApiField("id", "text", "The pseudonym.") { run, _ in
                .string(run.evidence.participants.pseudonyms[try run.participantAtHand()])
            },
            ApiField(
                "group", "the id of a group or nil", "The group.",
                rows: { run in
                    let people = run.evidence.participants
                    return run.participantRows(texts: people.groups.map(\.rawValue)) {
                        people.groupCodes[$0] == 0 ? .nil : .text(Int(people.groupCodes[$0]) - 1)
                    }
                }
            ) { run, _ in .optional(run.evidence.participants.group(try run.participantAtHand())?.rawValue) },
            ApiField(
                "entry", "a day", "The first day.",
                rows: { run in
                    let people = run.evidence.participants
                    return run.participantRows { .object(LuaObject(Day(number: people.entries[$0]))) }
                }
            ) { run, _ in .day(Day(number: run.evidence.participants.entries[try run.participantAtHand()])) },
            ApiField(
                "exit", "a day or nil", "The last day, for one who has left.",
                rows: { run in
                    let people = run.evidence.participants
                    return run.participantRows { people.exit($0).map { .object(LuaObject($0)) } ?? .nil }
                }
            ) { run, _ in run.evidence.participants.exit(try run.participantAtHand()).map { .day($0) } ?? .nil
            },
            ApiField(
                "attributes", "attributes", "The declared attributes, each under its id.", constant: true
            ) { _, _ in .host(.attributes) },
        ],
        methods: [
            ApiFunction(
                "claim",
                [.required("outcome", "the id of an outcome"), .optional("quantity", "a whole number")],
                gives: "nothing", in: [.participant],
                "Claims an outcome for this participant, once or `quantity` times.",
                example: "p:claim \"job\"", effect: true
            ) { call in
                let outcome = OutcomeID(try call.text(0))
                let quantity = call.has(1) ? try call.whole(1) : 1
                let subject = try call.run.subjectAtHand()
                try call.run.claim(outcome, by: subject, quantity, at: call.place)
                return .nil
            },
            ApiFunction(
                "claimed", [.required("outcome", "the id of an outcome")], gives: "a number",
                in: [.participant],
                "How often this participant has claimed an outcome in this settlement.",
                example: "p:claimed \"job\" == 0"
            ) { call in
                let subject = try call.run.subjectAtHand()
                return .whole(call.run.claims.quantity(of: OutcomeID(try call.text(0)), by: subject))
            },
            ApiFunction(
                "series", [.required("indicator", "the id of an indicator")], gives: "a series",
                in: [.participant],
                "The participant's values of an indicator, by its id.",
                example: "p:series(\"school_results\"):last()", byRow: true
            ) { call in
                let indicator = try indicatorPlace(call.run, call.text(0))
                let series = LuaObject(.atHand, indicator)
                if let rows = call.run.newRows(
                    "p:series \(indicator)",
                    {
                        call.run.participantRows { _ in .object(series) }
                    })
                {
                    call.keep(rows)
                }
                return .object(series)
            },
        ],
        declared: DeclaredFields(
            of: .indicator, kind: "a series",
            names: { $0.contract.indicators.filter { $0.subject == .participant }.map(\.id.rawValue) },
            read: { run, _, name in
                run.contract.indicators.firstIndex { $0.id.rawValue == name && $0.subject == .participant }
                    .map { .object(LuaObject(.atHand, $0)) }
            }
        ))

    static let attributesType = ApiType(
        kind: .attributes, symbol: "attributes",
        documentation:
            "The participant's declared attributes, each under its id; nil where one is not known.",
        declared: DeclaredFields(
            of: .attribute, kind: "text or nil", names: { $0.contract.attributes.map(\.id.rawValue) },
            rows: { run, name in
                guard let column = run.evidence.participants.attribute(AttributeID(name)) else { return nil }
                return run.participantRows(texts: column.values) {
                    column.codes[$0] == 0 ? .nil : .text(Int(column.codes[$0]) - 1)
                }
            },
            read: { run, _, name in
                guard run.contract.attribute(AttributeID(name)) != nil else { return nil }
                let person = try run.participantAtHand()
                return .optional(run.evidence.participants.attribute(AttributeID(name))?[person])
            }
        ))
}

extension PackRun {
    func claim(_ outcome: OutcomeID, by subject: SubjectID, _ quantity: Int64, at place: LuaPlace?) throws {
        let entry: Day
        if case .participant = subject {
            entry = Day(number: evidence.participants.entries[try participantAtHand()])
        } else {
            entry = contract.starts
        }
        try claims.add(
            Claim(
                subject: subject, outcome: outcome, window: window.id,
                period: window.period(entry: entry, starts: contract.starts), quantity: quantity,
                cause: cause(place)))
    }

    func cause(_ place: LuaPlace?) -> SourceLocation {
        place.map { SourceLocation(file: $0.file, line: $0.line) } ?? SourceLocation(file: "rules.lua")
    }
}
