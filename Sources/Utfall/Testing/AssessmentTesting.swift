import OutcomesModel
import PackReader
import PluginHost

extension AssessmentTestCase: NamedTest {
    var readsFiles: Bool { evidence != [] }
}

extension AssessmentPack: TestablePack {
    typealias Test = AssessmentTestCase

    func readTests(_ host: Host) -> [Result<AssessmentTestCase, BrokenTest>] {
        pack.testFiles.flatMap { file in
            BrokenTest.tests(in: file) { () throws(PluginError) in
                try blankRun(host).assessmentTests(in: file)
            }
        }
    }

    func with(_ pack: Pack) throws -> AssessmentPack {
        try AssessmentPack(pack, libraryFolders: libraryFolders, testedContracts: testedContracts)
    }

    func failures(of test: AssessmentTestCase, _ host: Host, noting run: inout CoveredRun) throws -> [String]
    {
        try AssessmentTest(assessment: self, test: test, host: host).failures()
    }
}

private struct AssessmentTest {
    let assessment: AssessmentPack
    let test: AssessmentTestCase
    let host: Host

    func failures() throws -> [String] {
        let expected = test.expected
        do {
            let assessed = try assess()
            if let error = expected.error { return ["it should fail with '\(error)', and did not"] }
            // A table pads its cells: with single spaces a row reads the same whatever else stands in it.
            let text = try assessed.report.text(as: .md).split(separator: " ").joined(separator: " ")
            return expected.says.filter { !text.contains($0) }.map { "the report does not say '\($0)'" }
                + expected.lacks.filter(text.contains).map { "the report says '\($0)'" }
                + difference(assessed.findings.map(\.message))
        } catch let error as any Diagnosable {
            let told = error.diagnostics.map(\.message).joined(separator: "; ")
            guard let part = expected.error else { return ["it failed: \(told)"] }
            return told.contains(part) ? [] : ["it should fail with '\(part)', and failed with '\(told)'"]
        }
    }

    private func assess() throws -> Assessed {
        let tested = try assessment.testedContracts.contract(of: test, assessment, host)
        let contract = tested.pack
        var answers: GivenAnswers?
        if let file = test.answerFile {
            answers = try assessment.answers(
                in: "\(assessment.pack.folder)/\(file)", about: contract.contract)
        } else if let rows = test.answers {
            answers = try assessment.answers(rows, named: "\(test.file) answers", about: contract.contract)
        }
        return try contract.assessed(
            by: assessment, answers, tested.plan, tested.matter, day: test.day, host)
    }

    private func difference(_ messages: [String]) -> [String] {
        guard let expected = test.expected.findings else { return [] }
        var failures = expected.filter { part in !messages.contains { $0.contains(part) } }
            .map { "no finding says '\($0)'" }
        if expected.isEmpty, let first = messages.first {
            failures.append("expected no finding, came \(messages.count): \(first)")
        }
        return failures
    }
}
