import OutcomesModel

/// Why a row is left out. What came is kept as it came, and is told only by way of `shown`.
///
/// Indirect, so that what is remembered of a good cell has no room for what could be wrong with it.
indirect enum RowProblem: Error, Equatable {
    // The row.
    case columns(came: Int, expected: Int, separator: Separator)
    case tooLong(limit: Int)
    case json(JSONFault)
    case strayQuote
    case repeated(firstLine: Int)
    case contradicts(firstLine: Int, fields: [String])
    // Its subject.
    case pseudonym(PseudonymFault)
    case subjectKind(came: SubjectKind, expected: SubjectKind, of: String)
    case group(came: String, known: [String])
    // Its cells.
    case indicator(came: String, known: [String])
    case day(column: String, came: String, pattern: DayPattern)
    case notANumber(came: String, mark: DecimalMark, separator: Separator)
    case tooLarge(came: String)
    case decimals(came: String, allowed: Int, indicator: IndicatorID)
    case below(came: String, minimum: Decimal, indicator: IndicatorID)
    case above(came: String, maximum: Decimal, indicator: IndicatorID)
    case neitherValueNorReason
    case bothValueAndReason
    case reason(came: String, known: [String], indicator: IndicatorID)
    case state(came: String)
    case claimName(what: String, came: String, known: [String])
    case attribute(Attribute, came: String)
    case exitBeforeEntry(exit: Day, entry: Day)
    // An answer to a question of an assessment.
    case question(came: String, known: [String])
    case answer(came: String, question: QuestionID, AnswerFault)
    case answerBy(question: QuestionID)

    var rule: String {
        switch self {
        case .columns: "row.columns"
        case .tooLong: "row.length"
        case .json: "row.json"
        case .strayQuote: "row.quotes"
        case .repeated, .contradicts: "row.duplicate"
        case .pseudonym, .subjectKind: "row.subject"
        case .group: "row.group"
        case .indicator: "row.indicator"
        case .day: "row.day"
        case .notANumber, .tooLarge: "row.value"
        case .decimals: "row.decimals"
        case .below, .above: "row.range"
        case .neitherValueNorReason, .bothValueAndReason, .reason: "row.missing"
        case .state: "row.state"
        case .claimName: "row.claim"
        case .attribute: "row.attribute"
        case .exitBeforeEntry: "row.exit"
        case .question, .answer, .answerBy: "assessment.row"
        }
    }

    /// A repetition loses nothing; everything else that is left out does.
    var severity: FindingSeverity {
        if case .repeated = self { .warning } else { .rejected }
    }

    /// What came, what would be right, and what to do where that is known.
    var wording: (message: String, hint: String?) {
        switch self {
        case .columns(let came, let expected, let separator):
            (
                "the row has \(cells(came)), and the header has \(expected)",
                columnsHint(tooMany: came > expected, separator)
            )
        case .tooLong(let limit):
            (
                "the row is longer than \(limit) bytes, and is left out",
                "look for a quote that is never closed, or for what is no text"
            )
        case .json(let fault):
            fault.wording
        case .strayQuote:
            (
                "a quote stands in the midst of a cell",
                "put the whole cell in quotes, and write a quote in it twice"
            )
        case .repeated(let firstLine):
            ("the row says the same as line \(firstLine), and is left out", nil)
        case .contradicts(let firstLine, let fields):
            (
                "the row contradicts line \(firstLine) in \(fields.joined(separator: ", ")), and is left out",
                "keep the row that is right; a correction of an earlier import is a file of its own"
            )
        case .pseudonym(let fault):
            fault.wording
        case .subjectKind(let came, let expected, let of):
            ("the row is about \(article(came)), and \(of) is about \(article(expected))", hint(expected))
        case .group(let came, let known):
            group(came, nearestName(to: came, among: known))
        case .indicator(let came, let known):
            indicator(came, nearestName(to: came, among: known))
        case .day(let column, let came, let pattern):
            (
                "\(column) is \(shown(came)), and a day as \(pattern.example()) was expected",
                dayHint(came, pattern)
            )
        case .notANumber(let came, let mark, let separator):
            (
                "the value is \(shown(came)), and a number as 18\(mark.rawValue)5 was expected",
                numberHint(came, mark, separator)
            )
        case .tooLarge(let came):
            ("the value, \(shown(came)), needs more than 64 bits", nil)
        case .decimals(let came, let allowed, let indicator):
            (
                "the value, \(shown(came)), has more decimals than the \(allowed) of \(indicator)",
                "a value is never rounded: report it with as many as are declared, or declare more"
            )
        case .below(let came, let minimum, let indicator):
            ("the value, \(shown(came)), is below \(minimum), the minimum of \(indicator)", nil)
        case .above(let came, let maximum, let indicator):
            ("the value, \(shown(came)), is above \(maximum), the maximum of \(indicator)", nil)
        case .neitherValueNorReason:
            (
                "the row has neither a value nor a reason in missing",
                "say why there is none in a column missing, as in not_measured; zero is never a default"
            )
        case .bothValueAndReason:
            ("the row has both a value and a reason in missing", "leave one of them empty")
        case .reason(let came, let known, let indicator):
            choice("the reason in missing", came, known, " for \(indicator)")
        case .state(let came):
            choice("the state", came, VerificationState.allCases.map(\.rawValue))
        case .claimName(let what, let came, let known):
            choice("the \(what)", came, known)
        case .attribute(let attribute, let came):
            choice(attribute.id.rawValue, came, attribute.values)
        case .exitBeforeEntry(let exit, let entry):
            ("the exit, \(exit), is before the entry, \(entry)", nil)
        case .question(let came, let known):
            question(came, nearestName(to: came, among: known))
        case .answer(let came, let question, let fault):
            answer(came, question, fault)
        case .answerBy(let question):
            ("nobody is named in by, who answered \(question)", "write a role or a unit, not a person's name")
        }
    }

    private func columnsHint(tooMany: Bool, _ separator: Separator) -> String {
        switch (tooMany, separator) {
        case (true, .comma):
            "a decimal comma is written as a point (18.5), and a text with commas stands in quotes"
        case (true, _): "a text with a \(separator) in it stands in quotes"
        case (false, _): "a cell with nothing in it still needs its \(separator)"
        }
    }

    private func group(_ came: String, _ nearest: String?) -> (message: String, hint: String?) {
        (
            "the group, \(nearest == nil ? shown(came) : "'\(came)'"), is not declared in the contract",
            nearest.map { "did you mean '\($0)'?" }
        )
    }

    private func indicator(_ came: String, _ nearest: String?) -> (message: String, hint: String?) {
        (
            came.isEmpty
                ? "the indicator is empty"
                : "the indicator, \(shownName(came, nearest: nearest)), is not declared in the contract",
            nearest.map { "did you mean '\($0)'?" }
        )
    }

    /// Words a cell that is none of the texts it may be, and could therefore hold anything.
    private func choice(
        _ what: String, _ came: String, _ known: [String], _ context: String = ""
    ) -> (message: String, hint: String?) {
        (
            "\(what) is \(shown(came)), and one of \(known.joined(separator: ", ")) was expected\(context)",
            nearestName(to: came, among: known).map { "did you mean '\($0)'?" }
        )
    }

    private func question(_ came: String, _ nearest: String?) -> (message: String, hint: String?) {
        (
            came.isEmpty
                ? "the question is empty"
                : "the question, \(shownName(came, nearest: nearest)), is none that is asked of this contract",
            nearest.map { "did you mean '\($0)'?" } ?? "--blank writes all that are asked"
        )
    }

    /// A typed answer is a word or a number that the pack offers; what came may be anything.
    private func answer(
        _ came: String, _ question: QuestionID, _ fault: AnswerFault
    ) -> (message: String, hint: String?) {
        switch fault {
        case .notOne(let kind):
            let words: [String] = if case .choice(let options) = kind { options } else { [] }
            let isYesNo = kind == .yesNo
            return (
                "the answer to \(question) is \(shown(came)), and \(isYesNo ? "" : "one of ")\(kind.expected) was expected",
                nearestName(to: came, among: words).map { "did you mean '\($0)'?" }
            )
        case .outOfRange(let kind):
            return ("the answer to \(question), \(shown(came)), is not \(kind.expected)", nil)
        case .notExact:
            return (
                "the answer to \(question) is \(shown(came)), and a number was expected",
                "write digits and a point, as 1250.50, without a unit"
            )
        }
    }

    private func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }

    private func article(_ kind: SubjectKind) -> String {
        switch kind {
        case .participant: "a participant"
        case .group: "a group"
        case .contract: "the contract"
        }
    }

    private func hint(_ kind: SubjectKind) -> String {
        switch kind {
        case .participant: "write the pseudonym of one person as the subject"
        case .group: "write group:ID as the subject, with the id of a declared group"
        case .contract: "write contract as the subject"
        }
    }
}
