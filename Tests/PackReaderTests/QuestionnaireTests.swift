import OutcomesModel
import PackReader
import Testing

private let manifest = """
    id = "test.assessment"
    version = "1.0.0"
    api = "1"
    kind = "assessment"
    """

private let good = """
    [assessment]
    title = "Tiny"

    [[section]]
    id = "all"
    title = "All of it"

    [[topic]]
    id = "age"
    title = "Age"
    kind = "characteristic"

    [[question]]
    id = "aim"
    section = "all"
    asks = "What for?"
    kind = "text"
    evidence = true

    [[question]]
    id = "effect"
    section = "all"
    each = "characteristic"
    asks = "{topic}: what of it?"
    kind = "choice"
    options = ["more", "less"]
    required = false

    [[question]]
    id = "share"
    section = "all"
    asks = "How much?"
    kind = "number"
    unit = "%"
    minimum = "0"
    maximum = "100"
    """

private func disk(_ questions: String) throws -> Disk {
    let disk = try Disk()
    try disk.write(
        "pack",
        ["plugin.toml": manifest, "assessment.toml": questions, "assess.lua": "return function(a) end"])
    return disk
}

@Suite struct QuestionnaireTests {
    @Test func `questions are read in their order`() throws {
        let questionnaire = try #require(try disk(good).read("pack").questionnaire)
        #expect(questionnaire.title == "Tiny")
        #expect(questionnaire.forms.map(\.id) == ["aim", "effect", "share"])
        #expect(questionnaire.forms.map(\.isRequired) == [true, false, true])
        #expect(questionnaire.forms.map(\.needsEvidence) == [true, false, false])
        #expect(
            questionnaire.forms.map(\.kind.expected) == [
                "a text", "more, less", "a number of % from 0 to 100",
            ])
    }

    @Test func `questions decide the hash of the pack`() throws {
        let changed = good.replacing("What for?", with: "What against?")
        #expect(try disk(good).read("pack").hash != disk(changed).read("pack").hash)
    }

    static let mistakes: [(text: String, change: String, said: String)] = [
        (
            "title = \"Tiny\"", "titel = \"Tiny\"",
            "2:1: `titel` is not known in [assessment]\n  expected title or source\n  came titel\n  hint: did you mean title?"
        ),
        (
            "section = \"all\"\nasks = \"What for?\"", "section = \"al\"\nasks = \"What for?\"",
            "15:11: `section` of [[question]] names the section al, which is not declared\n  expected all\n  came al\n  hint: did you mean all?"
        ),
        (
            "each = \"characteristic\"", "each = \"charcteristic\"",
            "23:8: `each` of [[question]] cannot be \"charcteristic\"\n  expected characteristic, attribute, attribute_value, evaluation, indicator or outcome\n  came charcteristic\n  hint: did you mean characteristic?"
        ),
        (
            "each = \"characteristic\"\n", "",
            "23:8: `{topic}` means nothing without `each`\n  expected `each` as well"
        ),
        (
            "kind = \"characteristic\"", "kind = \"outcome\"",
            "11:8: `kind` of [[topic]] cannot be \"outcome\"\n  expected lower-case letters, digits and _, and none of attribute, attribute_value, evaluation, indicator, outcome, which contracts declare\n  came outcome\n23:8: `each` of [[question]] cannot be \"characteristic\"\n  expected attribute, attribute_value, evaluation, indicator or outcome\n  came characteristic"
        ),
        (
            "kind = \"text\"", "kind = \"txt\"",
            "17:8: `kind` of [[question]] cannot be \"txt\"\n  expected text, yes_no, choice, scale or number\n  came txt\n  hint: did you mean text?"
        ),
        (
            "options = [\"more\", \"less\"]", "options = [\"more\"]",
            "26:12: `options` of [[question]] is out of range\n  expected at least two\n  came one"
        ),
        (
            "options = [\"more\", \"less\"]\n", "",
            "20:1: [[question]] lacks `options`\n  expected a list of strings"
        ),
        (
            "unit = \"%\"\nminimum = \"0\"\nmaximum = \"100\"", "minimum = \"101\"\nmaximum = \"100\"",
            "35:11: `maximum` of [[question]] is out of range\n  expected at least the minimum, 101\n  came 100"
        ),
        (
            "id = \"share\"", "id = \"aim\"",
            "30:6: the question aim is declared twice\n  expected an id of its own\n  hint: the first is on line 14"
        ),
        (
            "[[section]]\nid = \"all\"\ntitle = \"All of it\"\n\n", "",
            "1:1: the assessment has no section\n  expected at least one [[section]]\n  hint: add [[section]]\n11:11: `section` of [[question]] names the section all, which is not declared\n  expected a section under [[section]]\n  came all\n  hint: declare it under [[section]]\n18:11: `section` of [[question]] names the section all, which is not declared\n  expected a section under [[section]]\n  came all\n  hint: declare it under [[section]]\n27:11: `section` of [[question]] names the section all, which is not declared\n  expected a section under [[section]]\n  came all\n  hint: declare it under [[section]]"
        ),
    ]

    @Test(arguments: mistakes)
    func `a mistake is told with its place and what would be right`(
        text: String, change: String, said: String
    ) throws {
        try #require(good.ranges(of: text).count == 1, "\(text) must stand once")
        let faults = try disk(good.replacing(text, with: change)).faults("pack").joined(separator: "\n")
        #expect(faults.replacing("pack/assessment.toml:", with: "") == said)
    }
}
