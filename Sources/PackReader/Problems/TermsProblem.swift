package import OutcomesModel

/// What can be wrong with terms that are well formed one by one, but do not fit together.
package enum TermsProblem: Equatable, Sendable {
    case noneOf(DeclaredKind)
    case noPublicPayer
    case missingClause(table: String)
    case roleOfNobody(key: String, role: String)
    case reversed(table: String, first: String, firstValue: String, last: String, lastValue: String)
    case windowWithoutSpan
    case windowWithTwoSpans
    case payerIsPayee(party: String)
    case wrongRole(key: String, group: String, expected: Group.Role)
    case comparisonWithoutUse
    case noVersions(term: String)
    case firstVersionDated(term: String)
    case laterVersionUndated(term: String)
    case versionsUnsorted(term: String, day: Day, after: Day)
    case unitsDiffer(term: String, first: String?, came: String)
    case wideTwice
    case wideWithColumn(String)
    case columnAndConstant(String)
    case columnTwice(String)

    var wording: ProblemWording {
        switch self {
        case .noneOf(let kind):
            ProblemWording(
                "the contract has no \(kind.noun)", expected: "at least one \(kind.header)",
                hint: "add \(kind.header)")
        case .noPublicPayer:
            ProblemWording(
                "no public body pays for outcomes",
                expected:
                    "a [[party]] of the sector public that is outcome_payer, commissioner or outcomes_fund")
        case .missingClause(let table):
            ProblemWording(
                "\(table) says neither its `clause` nor its `source`",
                expected: "clause = \"6.2\", the clause of the contract, or source = \"…\"")
        case .roleOfNobody(let key, let role):
            ProblemWording(
                "`\(key)` of [contract] asks for the role \(role), which no party has",
                expected: "a [[party]] with the role \(role)", came: "none")
        case .reversed(let table, let first, let firstValue, let last, let lastValue):
            ProblemWording(
                "`\(first)` of \(table) is beyond `\(last)`", expected: "`\(first)` at most `\(last)`",
                came: "\(first) \(firstValue), \(last) \(lastValue)")
        case .windowWithoutSpan:
            ProblemWording(
                "[[window]] does not say which time it covers",
                expected: "`months` and `from`, or `starts` and `ends`")
        case .windowWithTwoSpans:
            ProblemWording(
                "[[window]] covers two times at once",
                expected: "either `months` and `from`, or `starts` and `ends`")
        case .payerIsPayee(let party):
            ProblemWording(
                "[[payment]] goes from \(party) to itself", expected: "two different parties", came: party)
        case .wrongRole(let key, let group, let expected):
            ProblemWording(
                "`\(key)` of [[evaluation]] names \(group), which is not a \(expected.rawValue) group",
                expected: "a [[group]] of the role \(expected.rawValue)", came: group)
        case .comparisonWithoutUse:
            ProblemWording(
                "[[evaluation]] has a `comparison` that before_and_after does not use",
                expected: "no `comparison`, or the method comparison_group")
        case .noVersions(let term):
            ProblemWording(
                "the term \(term) has no value", expected: "{ value = \"0.40\", clause = \"6.2\" }")
        case .firstVersionDated(let term):
            ProblemWording(
                "the first version of the term \(term) has a date",
                expected: "the original term first, without `from`", hint: "amendments come after it")
        case .laterVersionUndated(let term):
            ProblemWording(
                "a later version of the term \(term) has no date",
                expected: "the first day on which it holds, such as from = 2018-01-01")
        case .versionsUnsorted(let term, let day, let after):
            ProblemWording(
                "the versions of the term \(term) are not in order", expected: "a day after \(after)",
                came: "\(day)")
        case .unitsDiffer(let term, let first, let came):
            ProblemWording(
                "the versions of the term \(term) differ in their unit",
                expected: first.map { "\"\($0)\", as the first has" } ?? "none, as the first has none",
                came: came)
        case .wideTwice:
            ProblemWording(
                "[[evidence]] has both `wide` and `wide_months`",
                expected: "a column per indicator or a column per month")
        case .wideWithColumn(let key):
            ProblemWording(
                "[[evidence]] says `\(key)`, and its wide columns say it",
                expected: "no `\(key)` where the values have a column each")
        case .columnAndConstant(let key):
            ProblemWording(
                "[[evidence]] has both a column and a constant for `\(key)`",
                expected: "a column in `columns`, or `\(key)` for all rows")
        case .columnTwice(let name):
            ProblemWording(
                "[[evidence]] names the column \(name) twice", expected: "each column once", came: name)
        }
    }
}
