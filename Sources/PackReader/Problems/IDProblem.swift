/// What can be wrong with an id that `contract.toml` declares or refers to.
package enum IDProblem: Equatable, Sendable {
    case malformed
    case duplicate(firstLine: Int)
    /// A word that Lua's participants have for themselves.
    case reserved
    /// An indicator and an attribute of one name.
    case taken(by: DeclaredKind, firstLine: Int)
    case undeclared(key: String, table: String, declared: [String])
    /// An id that stands for itself because `key` was left out.
    case undeclaredDefault(key: String, table: String, declared: [String])

    func wording(id: String, kind: DeclaredKind) -> ProblemWording {
        switch self {
        case .malformed:
            ProblemWording(
                "\"\(id)\" cannot be the id of \(kind.phrase)",
                expected: "lower-case letters, digits and _, a letter first", came: id,
                hint: DeclaredNames.mended(id).map { "write it as \($0)" })
        case .duplicate(let line):
            ProblemWording(
                "the \(kind.noun) \(id) is declared twice", expected: "an id of its own",
                hint: "the first is on line \(line)")
        case .reserved:
            ProblemWording(
                "\(id) cannot be the id of \(kind.phrase): in rules it is a word of the host",
                expected: "none of \(DeclaredNames.reserved.joined(separator: ", "))", came: id,
                hint: "give it another name, such as \(id)_\(kind.noun)")
        case .taken(let other, let line):
            ProblemWording(
                "the \(kind.noun) \(id) has the id of \(other.phrase)", expected: "an id of its own",
                hint: "the \(other.noun) is on line \(line); rules reach both by the id alone")
        case .undeclared(let key, let table, let declared):
            ProblemWording(
                "`\(key)` of \(table) names the \(kind.noun) \(id), which is not declared",
                expected: IDProblem.known(declared, kind), came: id,
                hint: didYouMean(id, among: declared) ?? "declare it under \(kind.header)")
        case .undeclaredDefault(let key, let table, let declared):
            ProblemWording(
                "\(table) has no `\(key)`, and there is no \(kind.noun) of its id, \(id)",
                expected: IDProblem.known(declared, kind),
                hint: didYouMean(id, among: declared) ?? "say which with `\(key)`")
        }
    }

    private static func known(_ declared: [String], _ kind: DeclaredKind) -> String {
        declared.isEmpty ? "\(kind.phrase) under \(kind.header)" : alternatives(declared)
    }
}

/// The kinds of thing that `contract.toml` declares, each by the name of its table.
package enum DeclaredKind: String, Hashable, Sendable {
    case party, indicator, attribute, group, window, outcome, evaluation, payment, settlement, cap, evidence
    case tariff, condition, index, limit, split
    case section, topic, question
    case term = "terms"
    case investmentClass = "class"

    /// The header under which it is declared.
    package var header: String {
        switch self {
        case .term: "[terms]"
        case .investmentClass: "[[waterfall.class]]"
        default: "[[\(rawValue)]]"
        }
    }

    /// The word for one of them.
    package var noun: String {
        switch self {
        case .term: "term"
        case .evidence: "form of evidence"
        case .index: "price index"
        case .investmentClass: "class of capital"
        case .party, .indicator, .attribute, .group, .window, .outcome, .evaluation, .payment, .settlement,
            .cap, .tariff, .condition, .limit, .split, .section, .topic, .question:
            rawValue
        }
    }

    /// The word with its article.
    package var phrase: String {
        switch self {
        case .indicator, .attribute, .outcome, .evaluation: "an \(noun)"
        case .party, .group, .window, .payment, .settlement, .cap, .term, .evidence, .tariff, .condition,
            .index, .limit, .split, .investmentClass, .section, .topic, .question:
            "a \(noun)"
        }
    }
}
