package import InvestorReturns
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
    case comparisonWithoutUse(method: String)
    case evaluationOf(indicator: String, subject: SubjectKind)
    case irregular(indicator: String, method: String)
    case needsRounding(method: String)
    case noVersions(term: String)
    case firstVersionDated(term: String)
    case laterVersionUndated(term: String)
    case versionsUnsorted(term: String, day: Day, after: Day)
    case unitsDiffer(term: String, first: String?, came: String)
    case wideTwice
    case wideWithColumn(String)
    case columnAndConstant(String)
    case columnTwice(String)
    case mechanism(table: String, MechanismFault)
    case keyWithout(String, String)
    case twoFigures(table: String)
    case noFigure(table: String)
    case nettingOfNothing
    case shareAndTiers
    case amendmentOfWhat
    case amendmentsUnsorted(of: String, day: Day, after: Day)
    /// Something that is named before it stands there.
    case notAbove(key: String, table: String, id: String)
    case paymentAndSplit
    case splitByWhat
    case indexOfPeople(indicator: String)
    case rateOfOwnCurrency(String)
    case ratesUnsorted(String)
    case noExchangeRate(payment: String, currency: String)
    case waterfall(ReturnsError)
    case secondWaterfall(party: String)
    case waterfallOfUnpaid(party: String)
    case drawnTwice(investors: String)
    case drawnByNoSums(indicator: String)
    case classOrParty(table: String)

    var wording: ProblemWording {
        switch self {
        case .noneOf(let kind):
            ProblemWording(
                "the \([.section, .question].contains(kind) ? "assessment" : "contract") has no \(kind.noun)",
                expected: "at least one \(kind.header)",
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
        case .comparisonWithoutUse(let method):
            ProblemWording(
                "[[evaluation]] has a `comparison` that \(method) does not use",
                expected: "no `comparison`, or another method, such as comparison_group")
        case .evaluationOf(let indicator, let subject):
            ProblemWording(
                "[[evaluation]] averages over people, and \(indicator) is about a \(subject.rawValue)",
                expected: "an [[indicator]] about participants, or the method interrupted_series",
                came: indicator)
        case .irregular(let indicator, let method):
            ProblemWording(
                "\(method) goes from one value to the next, and \(indicator) is not due regularly",
                expected: "an [[indicator]] that is due every month, quarter or year", came: indicator)
        case .needsRounding(let method):
            ProblemWording(
                "[[evaluation]] does not say how the figure of \(method) becomes exact",
                expected: "rounds = { mode = \"half_up\", unit = \"0.01\" }",
                hint: "statistics are binary floats; nothing is paid by one before it is rounded by a term")
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
        case .mechanism, .keyWithout, .twoFigures, .noFigure, .nettingOfNothing, .shareAndTiers,
            .amendmentOfWhat, .amendmentsUnsorted, .notAbove, .paymentAndSplit, .splitByWhat, .indexOfPeople,
            .rateOfOwnCurrency, .ratesUnsorted, .noExchangeRate:
            pricingWording
        case .waterfall, .secondWaterfall, .waterfallOfUnpaid, .drawnTwice, .drawnByNoSums, .classOrParty:
            waterfallWording
        }
    }
}

extension TermsProblem {
    /// The words for what is wrong with tariffs and with what bounds and converts payments.
    private var pricingWording: ProblemWording {
        switch self {
        case .mechanism(let table, let fault): ProblemWording("\(table): \(fault)")
        case .keyWithout(let key, let other):
            ProblemWording("`\(key)` means nothing without `\(other)`", expected: "`\(other)` as well")
        case .twoFigures(let table):
            ProblemWording(
                "\(table) is decided by two figures",
                expected: "one of indicator, outcome, evaluation, term, tariffs and payments")
        case .noFigure(let table):
            ProblemWording(
                "\(table) does not say which figure decides it",
                expected: "one of indicator, outcome, evaluation, term and payments")
        case .nettingOfNothing:
            ProblemWording(
                "[[tariff]] of the kind netting does not say what is netted",
                expected: "tariffs = [\"…\"], ids of tariffs above it")
        case .shareAndTiers:
            ProblemWording("[[tariff]] has both `share` and `tiers`", expected: "one of the two")
        case .amendmentOfWhat:
            ProblemWording(
                "[[amendment]] does not say what it amends", expected: "either `tariff` or `outcome`")
        case .amendmentsUnsorted(let id, let day, let after):
            ProblemWording(
                "the amendments of \(id) are not in order", expected: "a day after \(after)", came: "\(day)")
        case .notAbove(let key, let table, let id):
            ProblemWording(
                "`\(key)` of \(table) names \(id), which does not stand above it",
                expected: "one that is declared above", came: id)
        case .paymentAndSplit:
            ProblemWording("[[tariff]] has both `payment` and `split`", expected: "one of the two")
        case .splitByWhat:
            ProblemWording(
                "[[split]] does not say by what it shares",
                expected: "either `shares`, which add up to 1, or `weights`")
        case .indexOfPeople(let indicator):
            ProblemWording(
                "[[index]] follows \(indicator), which is not about the contract",
                expected: "an indicator with subject = \"contract\"", came: indicator)
        case .rateOfOwnCurrency(let code):
            ProblemWording(
                "[[exchange_rate]] is for \(code), the contract's own currency",
                expected: "another currency", came: code)
        case .ratesUnsorted(let code):
            ProblemWording(
                "the exchange rates of \(code) are not in order",
                expected: "each after the first with a later day, such as from = 2018-01-01")
        case .noExchangeRate(let payment, let code):
            ProblemWording(
                "the payment \(payment) is made in \(code), for which there is no rate",
                expected: "an [[exchange_rate]] of \(code)", came: code)
        default: preconditionFailure("\(self) has words of its own")
        }
    }
}

extension TermsProblem {
    /// The words for what is wrong with waterfalls.
    private var waterfallWording: ProblemWording {
        switch self {
        case .waterfall(let error):
            error.diagnostics.first.map {
                ProblemWording($0.message, expected: $0.expected, came: $0.came, hint: $0.hint)
            } ?? ProblemWording("the waterfall does not fit together")
        case .secondWaterfall(let party):
            ProblemWording(
                "\(party) has two waterfalls", expected: "one [[waterfall]] for each party that receives")
        case .waterfallOfUnpaid(let party):
            ProblemWording(
                "[[waterfall]] shares out what \(party) receives, to whom no payment goes",
                expected: "a party that is `to` of a [[payment]]", came: party)
        case .drawnTwice(let investors):
            ProblemWording(
                "what \(investors) has drawn is said twice",
                expected: "either `drawn`, an indicator, or [[waterfall.drawdown]] tables")
        case .drawnByNoSums(let indicator):
            ProblemWording(
                "`drawn` names \(indicator), which does not say what was drawn",
                expected:
                    "an indicator with subject = \"contract\", every = \"event\" and the contract's currency",
                came: indicator)
        case .classOrParty(let table):
            ProblemWording(
                "\(table) does not say whom it pays", expected: "either `class` or `party`")
        default: preconditionFailure("\(self) has words of its own")
        }
    }
}
