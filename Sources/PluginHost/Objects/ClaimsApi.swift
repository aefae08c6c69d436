import LuaHost
import OutcomesModel

extension Api {
    static let claimsType = ApiType(
        kind: .claims, symbol: "claims",
        documentation: "Some of the settlement's claims; all of them are verified.",
        fields: [
            ApiField("count", "number", "How many claims, quantities added up.") { run, object in
                .whole(run.claimSets[object.place].reduce(0) { $0 + $1.quantity })
            },
            ApiField("people", "number", "How many participants made them.") { run, object in
                .whole(Set(run.claimSets[object.place].map(\.subject)).count)
            },
        ],
        methods: [
            ApiFunction(
                "where", [.required("attribute", "an attribute, or group"), .required("value", "a text")],
                gives: "claims", in: [.settle], "The claims of participants with this value.",
                example: "s:claims(\"job\"):where(\"sex\", \"girl\").count"
            ) { call in
                let read = try reader(of: call.text(0), call.run)
                let value = try call.text(1)
                call.run.claimSets.append(call.run.claimSets[call.object!.place].filter { read($0) == value })
                return .host(.claims, call.run.claimSets.count - 1)
            },
            ApiFunction(
                "by", [.required("attribute", "an attribute, or group")], gives: "a table of counts",
                in: [.settle],
                "How many claims there are per value; `unknown` where there is none.",
                example: "s:claims(\"job\"):by(\"sex\").girl"
            ) { call in
                let read = try reader(of: call.text(0), call.run)
                let counts = call.run.claimSets[call.object!.place].reduce(into: [String: Int64]()) {
                    $0[read($1) ?? "unknown", default: 0] += $1.quantity
                }
                return .record(counts.mapValues { .whole($0) })
            },
        ])

    /// Returns what tells a claim's value of an attribute or the group.
    private static func reader(of name: String, _ run: PackRun) throws -> (Claim) -> String? {
        let known = run.contract.attributes.map(\.id.rawValue) + ["group"]
        guard known.contains(name) else {
            throw ApiError(
                "there is no [[attribute]] '\(name)' in the contract",
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
        }
        let people = Dictionary(uniqueKeysWithValues: run.evidence.participants.map { ($0.pseudonym, $0) })
        return { claim in
            guard case .participant(let pseudonym) = claim.subject, let person = people[pseudonym] else {
                return nil
            }
            return name == "group" ? person.group?.rawValue : person.attributes[AttributeID(name)]
        }
    }
}
