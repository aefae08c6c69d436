import EvidenceReader
import MeasurementStore
import OutcomesModel
import PackReader
import PluginHost

extension AssessmentPack {
    /// Returns all that is wrong with the pack's Lua, and with a dry run on a contract in which there is nothing:
    /// an assessment must have something to say of the earliest draft.
    func faults(_ host: Host) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        for file in pack.testFiles {
            do { _ = try blankRun(host).assessmentTests(in: file) } catch { faults += error.diagnostics }
        }
        let contract = Contract.blank
        let matter = AssessmentMatter(
            questionnaire: questionnaire, contract: contract, sheet: AnswerSheet(), day: contract.starts,
            whyUnsettled: "there is no evidence yet")
        do { _ = try blankRun(host).assess(matter, settled: nil) } catch { faults += error.diagnostics }
        return faults
    }

    /// Runs the pack's own tests, `tests/*.lua`, each on a contract that it names.
    ///
    /// - Throws: where a test file cannot be read; a test that fails is a value.
    public func test(host: Host = Host()) throws -> [TestOutcome] {
        var outcomes: [TestOutcome] = []
        for file in pack.testFiles {
            for test in try blankRun(host).assessmentTests(in: file) {
                let failures = try AssessmentTest(assessment: self, test: test, host: host).failures()
                outcomes.append(TestOutcome(file: file, name: test.name, failures: failures))
            }
        }
        return outcomes
    }

    private func blankRun(_ host: Host) -> PackRun {
        let contract = Contract.blank
        let evidence = RunEvidence(contract: contract, participants: [], columns: [], asOf: contract.ends)
        return PackRun(
            pack: pack, contract: contract, evidence: evidence, settlement: contract.settlements[0],
            engine: host.engine)
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
            let text = assessed.report(as: .md).split(separator: " ").joined(separator: " ")
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
        let contract = try ContractPack(folder: "\(assessment.pack.folder)/\(test.contract)")
        let pipeline = Pipeline(pack: contract, store: try EvidenceStore.temporary(), host: host)
        let files = test.evidence?.map { "\(contract.pack.folder)/\($0)" } ?? contract.exampleEvidence
        if !files.isEmpty {
            _ = try pipeline.importEvidence(
                files, recording: Recording(by: "test", at: "2000-01-01T00:00:00Z", reason: "test"))
        }
        var answers: GivenAnswers?
        if let file = test.answerFile {
            answers = try assessment.answers(
                in: "\(assessment.pack.folder)/\(file)", about: contract.contract)
        } else if let rows = test.answers {
            answers = try assessment.answers(rows, named: "\(test.file) answers", about: contract.contract)
        }
        return try pipeline.assess(assessment, answers: answers, settlement: test.settlement, day: test.day)
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

extension Contract {
    /// A contract in which there is nothing but what each must have.
    fileprivate static var blank: Contract {
        guard let currency = try? Currency(code: "EUR"), let starts = Day(iso: "2000-01-01"),
            let ends = Day(iso: "2000-12-31"), let period = Period(first: starts, last: ends)
        else { preconditionFailure("the year 2000 is no period") }
        let window = Window(id: "all", title: "All of it", span: .fixed(period))
        let plan = SettlementPlan(id: "final", title: "Final", window: window.id, due: ends, pays: true)
        return Contract(
            id: "blank", title: "Blank contract", currency: currency,
            rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: currency)),
            starts: starts, ends: ends, source: nil, payableStates: [.verified], parties: [], indicators: [],
            attributes: [], groups: [], windows: [window], outcomes: [], terms: [], evaluations: [],
            payments: [], settlements: [plan], caps: [])
    }
}
