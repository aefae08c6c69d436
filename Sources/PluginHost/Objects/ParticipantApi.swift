import LuaHost
import OutcomesModel
import Settlement

extension Api {
    static let participantType = ApiType(
        kind: .participant, symbol: "p",
        documentation: """
            A participant, in `rules.participant`. Each indicator about participants is a field: \
            `p.wellbeing:mean(p.windows.first_year)`.
            """,
        fields: sharedFields + [
            ApiField("id", "text", "The pseudonym.") { run, o in .string(participant(run, o).pseudonym) },
            ApiField("group", "text or nil", "The group.") { run, o in
                .optional(participant(run, o).group?.rawValue)
            },
            ApiField("entry", "a day", "The first day.") { run, o in .day(participant(run, o).entry) },
            ApiField("exit", "a day or nil", "The last day, for one who has left.") { run, o in
                participant(run, o).exit.map { .day($0) } ?? .nil
            },
            ApiField("attributes", "attributes", "The declared attributes, each under its id.") { _, o in
                .host(.attributes, o.first)
            },
        ],
        methods: [
            ApiFunction(
                "claim",
                [.required("outcome", "the id of an outcome"), .optional("quantity", "a whole number")],
                gives: "nothing", in: [.participant],
                "Claims an outcome for this participant, once or `quantity` times.",
                example: "p:claim \"job\""
            ) { call in
                let outcome = OutcomeID(try call.text(0))
                let quantity = call.has(1) ? try call.whole(1) : 1
                // A rule could keep p and claim for somebody whose own rule has failed.
                guard [nil, call.object?.first].contains(call.run.participantAtHand) else {
                    throw ApiError("p:claim is for the participant at hand, and p is another one")
                }
                let subject = SubjectID.participant(participant(call.run, call.object!).pseudonym)
                try call.run.claim(outcome, by: subject, quantity, at: call.place)
                return .nil
            },
            ApiFunction(
                "claimed", [.required("outcome", "the id of an outcome")], gives: "a number",
                in: [.participant],
                "How often this participant has claimed an outcome in this settlement.",
                example: "p:claimed \"job\" == 0"
            ) { call in
                let subject = SubjectID.participant(participant(call.run, call.object!).pseudonym)
                return .whole(call.run.claims.quantity(of: OutcomeID(try call.text(0)), by: subject))
            },
            ApiFunction(
                "series", [.required("indicator", "the id of an indicator")], gives: "a series",
                in: [.participant],
                "The participant's values of an indicator, by its id.",
                example: "p:series(outcome.indicator):sum()"
            ) { call in .host(.series, call.object!.first, try indicatorPlace(call.run, call.text(0))) },
        ],
        declared: DeclaredFields(
            names: { $0.contract.indicators.filter { $0.subject == .participant }.map(\.id.rawValue) },
            read: { run, object, name in
                run.contract.indicators.firstIndex { $0.id.rawValue == name && $0.subject == .participant }
                    .map { .host(.series, object.first, $0) }
            }
        ))

    static let attributesType = ApiType(
        kind: .attributes, symbol: "attributes",
        documentation: "A participant's declared attributes, each under its id; nil where one is not known.",
        declared: DeclaredFields(
            names: { $0.contract.attributes.map(\.id.rawValue) },
            read: { run, object, name in
                guard run.contract.attribute(AttributeID(name)) != nil else { return nil }
                return .optional(run.evidence.participants[object.first].attributes[AttributeID(name)])
            }
        ))

    private static func participant(_ run: PackRun, _ object: LuaObject) -> Participant {
        run.evidence.participants[object.first]
    }
}

extension PackRun {
    func claim(_ outcome: OutcomeID, by subject: SubjectID, _ quantity: Int64, at place: LuaPlace?) throws {
        try claims.add(
            Claim(
                subject: subject, outcome: outcome, window: window.id, quantity: quantity, cause: cause(place)
            ))
    }

    func cause(_ place: LuaPlace?) -> SourceLocation {
        place.map { SourceLocation(file: $0.file, line: $0.line) } ?? SourceLocation(file: "rules.lua")
    }
}
