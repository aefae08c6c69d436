import LuaHost
import OutcomesModel
import PackReader

extension Api {
    /// The module behind the globals of the prompt; no pack finds it.
    static let promptModule = "utfall.prompt"

    /// What is there only at the prompt. What these functions are given there has been looked at by `PromptScript`, so
    /// that any value can be shown, however large.
    static let promptFunctions: [ApiFunction] = [
        ApiFunction(
            "describe", [.required("value", "anything")], gives: "nothing", in: [.prompt],
            """
            Shows what a value is, its fields and functions, and what it holds. Of a function, or of its name as a text, \
            it shows the documentation and an example.
            """,
            example: "describe \"s:pay\""
        ) { call in
            let text = try PromptDescription(run: call.run).text(of: LookedAt(call[0]))
            call.run.prompt?.shown.append(text)
            return .nil
        },
        ApiFunction(
            "print", [.optional("values", "anything")], gives: "nothing", in: [.prompt],
            "Shows values in a line, as an expression does; texts as they are.",
            example: "print(\"due\", s.due)"
        ) { call in
            let values = PromptValues(run: call.run)
            let parts: [LookedAt] =
                if case .table(let table) = call[0] { table.array.map { LookedAt($0) } } else { [] }
            let texts = parts.map { part in
                if case .text(let text, _) = part { text.withoutControls } else { values.text(of: part) }
            }
            call.run.prompt?.shown.append(texts.joined(separator: "  "))
            return .nil
        },
        ApiFunction(
            "people", gives: "a list of texts", in: [.prompt],
            "The pseudonyms of the participants, in their order: the first \(mostPeople) of them.",
            example: "#people()", permission: .participants
        ) { call in
            .list(call.run.evidence.participants.pseudonyms.prefix(mostPeople).map { .string($0) })
        },
        ApiFunction(
            "person", [.required("pseudonym", "a text")], gives: "a participant", in: [.prompt],
            """
            Makes `p` this participant, and gives it. There is one `p`: whatever was kept as it is this participant too.
            """,
            example: "person(\"c-001\").entry", permission: .participants
        ) { call in
            let (name, people) = (try call.text(0), call.run.evidence.participants)
            var finder = ParticipantFinder(people)
            guard let place = finder.row(of: .participant(name)) else {
                let near = nearestName(to: name, among: people.pseudonyms)
                throw ApiError(
                    "there is no participant '\(name)'", hint: near.map { "did you mean '\($0)'?" })
            }
            call.run.prompt?.person = place
            return .host(.participant)
        },
    ]

    private static let mostPeople = 1_000
}
