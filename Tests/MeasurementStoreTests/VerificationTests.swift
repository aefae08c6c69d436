@testable import MeasurementStore
import OutcomesModel
import Testing

@Suite struct VerificationTests {
    let store = try! MeasurementStore.temporary()
    let rows = [
        measured("P-01", "2017-01-31", .number(1), state: .reported, line: 2),
        measured("P-01", "2017-02-28", .number(2), state: .reported, source: "interview", line: 3),
        measured("P-02", "2017-01-31", .missing(.withdrawn), state: .disputed, line: 4),
    ]

    init() throws { _ = try store.record(batch("1", rows), contract: contract, recording: imported) }

    private func states(asOf batch: Int64) throws -> [VerificationState] {
        try store.evidence(of: contract, asOf: BatchID(batch)).map(\.state)
    }

    private func verify(_ file: Character, _ list: [Measurement]) throws -> RecordedVerification {
        let evidence = batch(file, list)
        return try store.verify(
            evidence.measurements, file: evidence.file, contract: contract, recording: corrected)
    }

    @Test func `a list changes states from its batch on, and nothing else`() throws {
        let done = try verify(
            "a",
            [
                measured("P-02", "2017-01-31", .missing(.withdrawn), state: .rejected, line: 2),
                measured("P-01", "2017-01-31", .number(1), state: .verified, line: 3),
                measured("P-01", "2017-03-31", .number(0), state: .verified, line: 4),
                measured("P-03", "2017-01-31", .number(0), state: .verified, line: 5),
                measured("P-01", "2017-02-28", .number(2), state: .reported, line: 6),
            ])
        #expect(done.batch.id == BatchID(2) && done.batch.corrections == 2 && done.batch.unchanged == 1)
        #expect(done.unknown == 2 && done.unknownLines == [4, 5])
        #expect(done.batch.listed.map(\.before.state) == [.reported, .disputed])
        #expect(try states(asOf: 1) == [.reported, .reported, .disputed])
        #expect(try states(asOf: 2) == [.verified, .reported, .rejected])
        let now = try store.evidence(of: contract, asOf: BatchID(2))
        #expect(now.map(\.value) == rows.map(\.value) && now.map(\.source) == rows.map(\.source))
        #expect(now.map(\.line) == rows.map(\.line))
        let batches = try store.batches(of: contract)
        #expect(batches.map(\.kind) == [.measurements, .verification])
        #expect(batches[1].recording == corrected && batches[1].file.name == "a.csv")
        #expect(try store.check().isEmpty)
    }

    @Test func `the same list twice is a no-op that says so`() throws {
        let list = [measured("P-01", "2017-01-31", .number(1), state: .verified)]
        #expect(try !verify("a", list).batch.alreadyRecorded)
        let again = try verify("a", list)
        #expect(again.batch.alreadyRecorded && again.batch.id == BatchID(2))
        #expect(try store.latestBatch(of: contract) == BatchID(2))
    }

    @Test func `two states for one measurement in a list are refused with both lines`() throws {
        let error = StoreError.twiceInFile(
            file: "a.csv", subject: .participant("P-01"), indicator: "placement_cost",
            day: Day(iso: "2017-01-31"), lines: [2, 7])
        #expect(throws: error) {
            try verify(
                "a",
                [
                    measured("P-01", "2017-01-31", .number(0), state: .verified, line: 7),
                    measured("P-01", "2017-01-31", .number(0), state: .rejected),
                ])
        }
        #expect(try store.latestBatch(of: contract) == BatchID(1))
    }

    @Test(
        arguments: [
            (VerificationFilter(), [.verified, .verified, .verified]),
            (VerificationFilter(indicators: ["other"]), [.reported, .reported, .disputed]),
            (VerificationFilter(states: [.disputed]), [.reported, .reported, .verified]),
            (VerificationFilter(sources: ["interview"]), [.reported, .verified, .disputed]),
            (
                VerificationFilter(selection: EvidenceSelection(subjects: [.participant("P-01")])),
                [.verified, .verified, .disputed]
            ),
            (
                VerificationFilter(
                    selection: EvidenceSelection(days: Day(iso: "2017-01-01")!...Day(iso: "2017-01-31")!)),
                [.verified, .reported, .verified]
            ),
        ] as [(VerificationFilter, [VerificationState])])
    func `a filter verifies what it finds`(filter: VerificationFilter, expected: [VerificationState]) throws {
        let done = try store.verify(filter, as: .verified, contract: contract, recording: corrected)
        #expect(done.batch.id == BatchID(2) && done.unknown == 0)
        #expect(done.batch.corrections == zip(expected, rows).filter { $0 != $1.state }.count)
        #expect(try states(asOf: 2) == expected)
        #expect(try states(asOf: 1) == rows.map(\.state))
    }

    @Test(
        arguments: [
            (.number(1), .reported, 0), (.number(1), .rejected, 1), (.number(1), .verified, 0),
            (.number(9), .reported, 1),
        ] as [(MeasuredValue, VerificationState, Int)])
    func `a report of the same value does not undo a verification, another value does`(
        value: MeasuredValue, state: VerificationState, corrections: Int
    ) throws {
        _ = try store.verify(VerificationFilter(), as: .verified, contract: contract, recording: corrected)
        let again = try store.record(
            batch("3", [measured("P-01", "2017-01-31", value, state: state)]), contract: contract,
            recording: corrected)
        #expect(again.corrections == corrections && again.unchanged == 1 - corrections)
        #expect(try states(asOf: 3)[0] == (corrections == 0 ? .verified : state))
    }
}
