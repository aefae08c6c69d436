import MeasurementStore
import OutcomesModel
import Testing

@Suite struct FindingTests {
    let store = try! MeasurementStore.temporary()
    let question = Finding(severity: .question, rule: "checks.contract", message: "Why are there 59 people?")
    let answer = FindingAnswer(text: "One has moved.", by: "Maja", at: "2026-11-22T10:15:00Z")

    @Test func `a batch's findings come back exactly`() throws {
        let findings = [
            Finding(
                severity: .rejected, rule: "row.decimals", message: "a \"\0\" in it", hint: "round it",
                place: SourceLocation(file: "1.csv", line: 3, column: 4), subject: .participant("P-01")),
            Finding(
                severity: .warning, rule: "checks.batch", message: "few rows",
                place: SourceLocation(file: "1.csv"),
                subject: .group("pilot")),
            question,
        ]
        let recorded = try store.record(
            batch("1", findings: findings), contract: contract, recording: imported)
        let stored = try store.findings(of: contract)
        #expect(stored.map(\.finding) == findings)
        #expect(stored.map(\.batch) == [recorded.id, recorded.id, recorded.id])
        #expect(stored.map(\.id) == [FindingID(1), FindingID(2), FindingID(3)])
        #expect(stored.map(\.isOpen) == [false, false, true])
        #expect(try store.findings(of: "other").isEmpty)
    }

    @Test func `a finding on the contract that is there word for word keeps its id and its answer`() throws {
        let id = try store.record(findings: [question], batch: nil, contract: contract)[0]
        try store.answer(id, of: contract, with: answer)
        let reworded = Finding(
            severity: .question, rule: "checks.contract", message: "Why are there 58 people?")
        #expect(
            try store.record(findings: [reworded, question], batch: nil, contract: contract) == [
                FindingID(2), id,
            ])
        #expect(try store.record(findings: [question], batch: nil, contract: "other") == [FindingID(3)])
        #expect(try store.findings(of: contract).map(\.answer) == [answer, nil])
        #expect(try store.findings(of: contract).map(\.isOpen) == [false, true])
    }

    @Test func `the same words about another batch are another finding`() throws {
        _ = try store.record(batch("1"), contract: contract, recording: imported)
        let ids = try [nil, BatchID(1), nil, BatchID(1)].map {
            try store.record(findings: [question], batch: $0, contract: contract)[0].number
        }
        #expect(ids == [1, 2, 1, 2])
        #expect(throws: StoreError.unknownBatch(BatchID(2), latest: BatchID(1))) {
            try store.record(findings: [question], batch: BatchID(2), contract: contract)
        }
    }

    @Test func `only a question of the contract can be answered, and once`() throws {
        let warning = Finding(severity: .warning, rule: "checks.contract", message: "few people")
        let ids = try store.record(findings: [question, warning], batch: nil, contract: contract)
        try store.answer(ids[0], of: contract, with: answer)
        #expect(throws: StoreError.alreadyAnswered(ids[0], with: answer)) {
            try store.answer(
                ids[0], of: contract, with: FindingAnswer(text: "No.", by: "Nils", at: "2026-11-23T10:15:00Z")
            )
        }
        #expect(throws: StoreError.notAQuestion(ids[1], severity: .warning)) {
            try store.answer(ids[1], of: contract, with: answer)
        }
        #expect(throws: StoreError.unknownFinding(FindingID(3), contract: contract)) {
            try store.answer(FindingID(3), of: contract, with: answer)
        }
        #expect(throws: StoreError.unknownFinding(ids[0], contract: "other")) {
            try store.answer(ids[0], of: "other", with: answer)
        }
        #expect(try store.findings(of: contract).map(\.answer) == [answer, nil])
    }
}
