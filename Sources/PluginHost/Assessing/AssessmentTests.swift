import LuaHost
package import OutcomesModel
import PackReader

/// A test of an assessment pack: on which contract, with which evidence and answers, and what it must say.
package struct AssessmentTestCase: Sendable {
    package let file: String
    package let name: String
    /// The folder of a contract's pack, relative to the assessment's own.
    package let contract: String
    package let settlement: SettlementID?
    /// Files relative to the contract's folder; all of its example evidence where nil; none for a draft.
    package let evidence: [String]?
    /// A file relative to the assessment's folder.
    package let answerFile: String?
    /// Rows that stand in the test itself, as the file that they would be.
    package let answers: String?
    package let day: Day?
    package let expected: Expectation

    package struct Expectation: Sendable {
        /// Each must be part of the report as Markdown.
        package let says: [String]
        /// None may be part of it.
        package let lacks: [String]
        /// Each must be part of a finding's message; nil where findings do not matter, none for none.
        package let findings: [String]?
        package let error: String?
    }
}

extension PackRun {
    /// Reads the tests of one file of an assessment pack, which returns a list of them.
    ///
    /// - Returns: each test, or why it is none; one that is wrong stops none of the others.
    /// - Throws: where the file as a whole cannot be read.
    package func assessmentTests(
        in file: String
    ) throws(PluginError) -> [Result<AssessmentTestCase, PluginError>] {
        try list(of: file) { test, _ in try assessmentTest(test.fields, file) }
    }

    private func assessmentTest(_ test: [String: LuaValue], _ file: String) throws -> AssessmentTestCase {
        try TestValues.refuseUnknown(
            test, known: ["name", "contract", "settlement", "evidence", "answers", "day", "expect"])
        guard let name = try TestValues.text(test["name"], "name") else { throw ApiError("it needs a name") }
        guard let contract = try TestValues.text(test["contract"], "contract") else {
            throw ApiError("it needs a contract, the folder of a pack relative to this one")
        }
        guard let expect = test["expect"] else { throw ApiError("it needs an expect table") }
        var answerFile: String?
        var rows: String?
        switch test["answers"] {
        case .string(let path)?: answerFile = path
        case let value: rows = try TestValues.rows(value, self, columns: AssessmentTestCase.answerColumns)
        }
        var day: Day?
        if let value = test["day"] {
            guard case .string(let text) = value, let read = Day(iso: text) else {
                throw ApiError("day must be a text such as \"2026-01-31\"")
            }
            day = read
        }
        return AssessmentTestCase(
            file: file, name: name, contract: contract,
            settlement: try TestValues.text(test["settlement"], "settlement").map { SettlementID($0) },
            evidence: try evidence(test["evidence"]), answerFile: answerFile, answers: rows, day: day,
            expected: try assessmentExpectation(TestValues.fields(expect)))
    }

    /// `evidence = "example"` is all example evidence; a list names files; nothing is a draft.
    private func evidence(_ value: LuaValue?) throws -> [String]? {
        if case .string("example")? = value { return nil }
        return try TestValues.texts(value, "evidence") ?? []
    }

    private func assessmentExpectation(
        _ given: [String: LuaValue]
    ) throws -> AssessmentTestCase.Expectation {
        try TestValues.refuseUnknown(given, known: ["says", "lacks", "findings", "error"])
        guard !given.isEmpty else { throw ApiError("it expects nothing, so that it cannot fail") }
        return AssessmentTestCase.Expectation(
            says: try TestValues.texts(given["says"], "says") ?? [],
            lacks: try TestValues.texts(given["lacks"], "lacks") ?? [],
            findings: try TestValues.texts(given["findings"], "findings"),
            error: try TestValues.text(given["error"], "error"))
    }
}

extension AssessmentTestCase {
    fileprivate static let answerColumns = ["question", "answer", "evidence", "by", "day"]
}
