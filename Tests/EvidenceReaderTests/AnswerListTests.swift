@testable import EvidenceReader
import OutcomesModel
import Testing

private let questionnaire = Questionnaire(
    title: "Tiny", source: nil, sections: [.init(id: "all", title: "All", text: nil)],
    topics: [.init(id: "age", title: "Age", kind: "characteristic")],
    forms: [
        form("aim", .text), form("fair", .yesNo),
        form("effect", .choice(["more", "less"]), each: "characteristic"),
        form("level", .scale(["not seen", "tried", "in place"])),
        form(
            "share",
            .number(
                unit: "%", minimum: Decimal(units: 0, decimals: 0), maximum: Decimal(units: 100, decimals: 0))
        ),
        form("eligible", .number(unit: nil, minimum: nil, maximum: nil), each: "attribute_value"),
    ])

private func form(_ id: QuestionID, _ kind: AnswerKind, each: String? = nil) -> QuestionForm {
    QuestionForm(
        id: id, section: "all", each: each, text: "What?", guidance: nil, kind: kind, isRequired: true,
        needsEvidence: true)
}

private func answers(_ rows: String, header: String = "question,answer,evidence,by,day") throws -> AnswerList
{
    try AnswerListReader(questionnaire, contract: contract).read(
        bytes: Array("\(header)\n\(rows)\n".utf8), name: "answers.csv")
}

@Suite struct AnswerListTests {
    static let good: [(row: String, question: QuestionID, value: AnswerValue)] = [
        ("aim,\"Work, for all\",,team,2026-01-31", "aim", .text("Work, for all")),
        ("fair,Yes,,team,2026-01-31", "fair", .truth(true)),
        ("effect.age,LESS,,team,2026-01-31", "effect.age", .choice("less")),
        ("level,2,,team,2026-01-31", "level", .level(2)),
        ("level,Tried,,team,2026-01-31", "level", .level(1)),
        ("share,12.5,,team,2026-01-31", "share", .number(Decimal(units: 125, decimals: 1))),
        (
            "eligible.age_band.7-12, 120 ,,team, 2026-01-31 ", "eligible.age_band.7-12",
            .number(Decimal(units: 120, decimals: 0))
        ),
    ]

    @Test(arguments: good)
    func `an answer is read as its question means it`(row: String, question: QuestionID, value: AnswerValue)
        throws
    {
        let list = try answers(row)
        #expect(list.findings == [])
        #expect(list.sheet.answer(to: question, on: Day(iso: "2026-01-31")!)?.value == value)
    }

    static let wrong: [(row: String, said: String)] = [
        (
            "aims,x,,team,2026-01-31",
            "2:1 the question, 'aims', is none that is asked of this contract | did you mean 'aim'?"
        ),
        (
            "Anna Svensson,x,,team,2026-01-31",
            "2:1 the question, text of 13 characters, is none that is asked of this contract | --blank writes all that are asked"
        ),
        (
            "fair,perhaps,,team,2026-01-31",
            "2:2 the answer to fair is text of 7 characters, and yes or no was expected"
        ),
        (
            "effect.age,les,,team,2026-01-31",
            "2:2 the answer to effect.age is text of 3 characters, and one of more, less was expected | did you mean 'less'?"
        ),
        (
            "level,3,,team,2026-01-31",
            "2:2 the answer to level is '3', and one of 0 (not seen), 1 (tried), 2 (in place) was expected"
        ),
        ("share,101,,team,2026-01-31", "2:2 the answer to share, '101', is not a number of % from 0 to 100"),
        (
            "share,\"1,5\",,team,2026-01-31",
            "2:2 the answer to share is '1,5', and a number was expected | write digits and a point, as 1250.50, without a unit"
        ),
        (
            "aim,x,,,2026-01-31",
            "2:4 nobody is named in by, who answered aim | write a role or a unit, not a person's name"
        ),
        (
            "aim,x,,team,31/01/2026",
            "2:5 day is '31/01/2026', and a day as 2018-01-31 was expected | write year, month and day, as 2018-01-31"
        ),
        (
            "aim,x,,team",
            "2 the row has 4 cells, and the header has 5 | a cell with nothing in it still needs its comma"
        ),
        (
            "aim,x,,team,2026-01-31\naim,x,,team,2026-01-31",
            "3 the row says the same as line 2, and is left out"
        ),
        (
            "aim,x,,team,2026-01-31\naim,y,doc,team,2026-01-31",
            "3 the row contradicts line 2 in answer, evidence, and is left out | keep the row that is right; a correction of an earlier import is a file of its own"
        ),
    ]

    @Test(arguments: wrong)
    func `a row that is wrong is a finding, and the others are read`(row: String, said: String) throws {
        let list = try answers(row + "\nlevel,1,,team,2025-01-01")
        #expect(list.findings.map(sentence) == [said])
        #expect(list.sheet.answer(to: "level", on: Day(iso: "2025-01-01")!)?.value == .level(1))
    }

    private func sentence(_ finding: Finding) -> String {
        let place = [finding.place?.line, finding.place?.column].compactMap { $0.map(String.init) }
        return "\(place.joined(separator: ":")) \(finding.message)" + (finding.hint.map { " | \($0)" } ?? "")
    }

    @Test func `what was answered before is kept, and holds until a later day`() throws {
        let sheet = try answers("level,2,b; c,team,2026-01-31\nlevel,0,,team,2025-01-31").sheet
        func level(_ day: String) -> AnswerValue? { sheet.answer(to: "level", on: Day(iso: day)!)?.value }
        #expect(level("2025-01-30") == nil)
        #expect(level("2025-01-31") == .level(0))
        #expect(level("2026-01-30") == .level(0))
        #expect(level("2026-01-31") == .level(2))
        #expect(sheet.answers(to: "level", until: Day(iso: "2026-12-31")!).last?.evidence == ["b", "c"])
        #expect(sheet.lastDay == Day(iso: "2026-01-31"))
    }

    @Test func `an empty answer says nothing, and columns beside the five are not read`() throws {
        let list = try answers(
            "asked,,,,,aim\nasked,x,,team,2026-01-31,aim", header: "asks,answer,evidence,by,day,question")
        #expect(list.findings == [])
        #expect(list.sheet.answer(to: "aim", on: Day(iso: "2026-01-31")!)?.place.line == 3)
    }

    @Test func `a semicolon separates as well, and a column that lacks is told`() throws {
        let list = try answers("aim;x;;team;2026-01-31", header: "question;answer;evidence;by;day")
        #expect(list.sheet.lastDay == Day(iso: "2026-01-31"))
        let error = #expect(throws: EvidenceError.self) { try answers("aim,x", header: "question,answer") }
        #expect(
            error?.diagnostics.map(\.message) == [
                "the column 'evidence' is missing", "the column 'by' is missing",
                "the column 'day' is missing",
            ])
    }
}
