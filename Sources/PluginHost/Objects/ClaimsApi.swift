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
            ApiField("amount", "money", "What they come to at their outcomes' first prices, before limits.") {
                run, object in
                try run.worthValue(of: run.claimSets[object.place], "claims")
            },
        ],
        methods: [
            ApiFunction(
                "where", [.required("attribute", "an attribute, or group"), .required("value", "a text")],
                gives: "claims", in: [.settle], "The claims of participants with this value.",
                example: "s:claims(\"job\"):where(\"sex\", \"girl\").count"
            ) { call in
                let run = call.run
                let (attribute, value) = (try GroupingAttribute(call.text(0), run), try call.text(1))
                var people = ParticipantFinder(run.evidence.participants)
                let claims = run.claimSets[call.object!.place]
                run.claimSets.append(
                    claims.filter { people.row(of: $0.subject).flatMap(attribute.value) == value })
                return .host(.claims, run.claimSets.count - 1)
            },
            ApiFunction(
                "by", grouping, gives: "a table of counts", in: [.settle],
                "How many claims there are per value; `unknown` where there is none. With a second attribute each value has a table of its own.",
                example: "s:claims(\"job\"):by(\"sex\").girl"
            ) { call in
                try table(call) { .whole($0.reduce(0) { $0 + $1.quantity }) }
            },
            ApiFunction(
                "amount_by", grouping, gives: "a table of sums", in: [.settle],
                "What the claims per value come to, at the prices of their outcomes; as `claims:by`.",
                example: "s:claims():amount_by(\"site\")"
            ) { call in
                let run = call.run
                return try table(call) { try run.worthValue(of: $0, "claims") }
            },
        ])

    private static let grouping: [ApiParameter] = [
        .required("attribute", "an attribute, or group"), .optional("second", "an attribute, or group"),
    ]

    /// Returns a table with what `figure` gives for the claims of each value, or of each pair of values.
    private static func table(_ call: ApiCall, _ figure: ([Claim]) throws -> LuaValue) throws -> LuaValue {
        let run = call.run
        let first = try GroupingAttribute(call.text(0), run)
        let second = call.has(1) ? try GroupingAttribute(call.text(1), run) : nil
        var people = ParticipantFinder(run.evidence.participants)
        var groups: [String: [String: [Claim]]] = [:]
        for claim in run.claimSets[call.object!.place] {
            let row = people.row(of: claim.subject)
            let value = row.flatMap(first.value) ?? "unknown"
            let other = second.map { attribute in row.flatMap(attribute.value) ?? "unknown" } ?? ""
            groups[value, default: [:]][other, default: []].append(claim)
        }
        return .record(
            try groups.mapValues { inner in
                second == nil ? try figure(inner[""] ?? []) : .record(try inner.mapValues(figure))
            })
    }
}

extension PackRun {
    /// Returns the same as a rule gets it: noted, where the run explains.
    fileprivate func worthValue(of claims: [Claim], _ title: String) throws -> LuaValue {
        let amount = LuaValue.money(try worth(of: claims))
        return try derivation?.tag(amount, .claims(claims, title), at: nil) ?? amount
    }

    /// Returns what claims come to at the prices of their outcomes.
    fileprivate func worth(of claims: [Claim]) throws -> Amount {
        var quantities: [OutcomeID: Int64] = [:]
        for claim in claims { quantities[claim.outcome, default: 0] += claim.quantity }
        return try contract.outcomes.reduce(.zero(contract.currency)) { sum, outcome in
            try sum.adding(Amount(outcome.price).multiplied(by: Ratio(quantities[outcome.id] ?? 0)))
        }
    }
}

/// What claims are told apart by: a declared attribute of their participants, or the group.
private struct GroupingAttribute {
    private let people: ParticipantTable
    private let column: ParticipantTable.AttributeColumn?
    private let isGroup: Bool

    init(_ name: String, _ run: PackRun) throws {
        let known = run.contract.attributes.map(\.id.rawValue) + ["group"]
        guard known.contains(name) else {
            throw ApiError(
                "there is no [[attribute]] '\(name)' in the contract",
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
        }
        people = run.evidence.participants
        isGroup = name == "group"
        column = people.attribute(AttributeID(name))
    }

    func value(_ row: Int) -> String? { isGroup ? people.group(row)?.rawValue : column?[row] }
}

/// Finds participants by their pseudonyms. Claims come in the order of participants, so that the next one is
/// mostly near the one before.
struct ParticipantFinder {
    private let people: ParticipantTable
    private var next = 0

    init(_ people: ParticipantTable) { self.people = people }

    mutating func row(of subject: SubjectID) -> Int? {
        guard case .participant(let pseudonym) = subject else { return nil }
        for row in next..<min(next + 8, people.count) where people.pseudonyms[row] == pseudonym {
            next = row
            return row
        }
        var (low, high) = (0, people.count)
        while low < high {
            let middle = (low + high) / 2
            if SubjectID.participant(people.pseudonyms[middle]) < subject {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < people.count, people.pseudonyms[low] == pseudonym else { return nil }
        next = low
        return low
    }
}
