@testable import MeasurementStore
import OutcomesModel
import Testing

@Suite struct BatchTests {
    let store = try! MeasurementStore.temporary()

    @Test func `the same file twice is written once, and told`() throws {
        let file = batch("1", [measured("P-01", "2017-01-31", .number(1))])
        let first = try store.record(file, contract: contract, recording: imported)
        let again = try store.record(file, contract: contract, recording: corrected)
        #expect(!first.alreadyRecorded)
        #expect(
            again == RecordedBatch(id: first.id, alreadyRecorded: true, new: 0, unchanged: 0, corrections: 0))
        #expect(
            try store.batches(of: contract) == [
                RecordedBatchSummary(
                    id: BatchID(1), file: file.file, kind: .measurements, rows: 1, recording: imported)
            ])
    }

    @Test func `the same bytes as another kind are another batch`() throws {
        _ = try store.record(
            batch("1", [measured("P-01", "2017-01-31", .number(1))]), contract: contract, recording: imported)
        let people = try store.record(
            batch("1", people: [person("P-01")]), contract: contract, recording: imported)
        #expect(!people.alreadyRecorded)
        #expect(try store.batches(of: contract).map(\.kind) == [.measurements, .participants])
    }

    @Test func `a batch that fails at its last row leaves nothing behind`() throws {
        var rows = (10..<30).map { measured("P-\($0)", "2017-01-31", .number(1)) }
        rows.append(measured("P-99", "2017-01-31", .missing(.other(""))))
        #expect(throws: StoreError.refused(path: ":memory:", rule: "a reason is empty")) {
            try store.record(batch("1", rows), contract: contract, recording: imported)
        }
        #expect(try store.batches(of: contract).isEmpty)
        #expect(try store.costs(asOf: BatchID(0)).isEmpty)
        let good = try store.record(batch("1", rows.dropLast()), contract: contract, recording: imported)
        #expect(
            good
                == RecordedBatch(
                    id: BatchID(1), alreadyRecorded: false, new: 20, unchanged: 0, corrections: 0))
        #expect(try store.check().isEmpty)
    }

    @Test func `a batch of nothing but findings is recorded`() throws {
        let finding = Finding(severity: .rejected, rule: "row.decimals", message: "too many decimals")
        let recorded = try store.record(
            batch("1", findings: [finding]), contract: contract, recording: imported)
        #expect(try store.batches(of: contract).map(\.rows) == [0])
        #expect(try store.findings(of: contract).map(\.batch) == [recorded.id])
    }

    @Test(
        arguments: [
            ("2026-11-20T08:59:59Z", nil), ("2026-11-20T09:00:00Z", 1), ("2026-11-22T10:14:59Z", 1),
            ("2026-11-19", nil), ("2026-11-20", 1), ("2026-11-21", 1), ("2026-11-22", 2), ("9999-12-31", 2),
        ] as [(String, Int64?)])
    func `the last batch recorded by a moment`(moment: String, number: Int64?) throws {
        _ = try store.record(batch("1"), contract: contract, recording: imported)
        _ = try store.record(batch("2"), contract: contract, recording: corrected)
        #expect(try store.latestBatch(of: contract, recordedBy: moment) == number.map(BatchID.init))
        #expect(try store.latestBatch(of: contract) == BatchID(2))
        #expect(try store.latestBatch(of: "other", recordedBy: moment) == nil)
    }

    @Test(arguments: [
        "", "yesterday", "2026-02-29", "2026-11-22 10:15:00Z", "2026-11-22T10:15:00", "2026-11-22T24:00:00Z",
        "2026-11-22T10:15:00+01:00", "2026-11-22T1a:15:00Z",
    ])
    func `what is no moment is refused`(text: String) throws {
        #expect(throws: StoreError.notAMoment(text)) {
            try store.latestBatch(of: contract, recordedBy: text)
        }
        #expect(throws: StoreError.notAMoment(text)) {
            try store.record(
                batch("1"), contract: contract, recording: Recording(by: "", at: text, reason: ""))
        }
        #expect(try store.latestBatch(of: contract) == nil)
    }
}
