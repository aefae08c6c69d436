@testable import MeasurementStore
import OutcomesModel
import Testing

@Suite struct EvidenceTests {
    let store = try! MeasurementStore.temporary()

    @Test func `a correction is seen as of its batch, and not before`() throws {
        let first = try store.record(
            batch(
                "1",
                [measured("P-01", "2017-01-31", .number(100)), measured("P-02", "2017-01-31", .number(7))]),
            contract: contract, recording: imported)
        let second = try store.record(
            batch(
                "2",
                [measured("P-01", "2017-01-31", .number(90)), measured("P-02", "2017-01-31", .number(7))]),
            contract: contract, recording: corrected)
        #expect(
            first
                == RecordedBatch(id: BatchID(1), alreadyRecorded: false, new: 2, unchanged: 0, corrections: 0)
        )
        #expect(second.new == 0 && second.unchanged == 1 && second.corrections == 1)
        #expect(
            try store.costs(asOf: first.id)
                == ["P-01 2017-01-31 number(100) verified", "P-02 2017-01-31 number(7) verified"])
        #expect(
            try store.costs(asOf: second.id)
                == ["P-01 2017-01-31 number(90) verified", "P-02 2017-01-31 number(7) verified"])
        #expect(try store.evidence(of: contract, asOf: first.id).map(\.value) == [.number(100), .number(7)])
        #expect(try store.evidence(of: contract, asOf: second.id).map(\.value) == [.number(90), .number(7)])
    }

    @Test(arguments: [
        (measured("P-01", "2017-01-31", .number(100), line: 9), 1, 0),
        (measured("P-01", "2017-01-31", .number(101)), 0, 1),
        (measured("P-01", "2017-01-31", .missing(.withdrawn)), 0, 1),
        (measured("P-01", "2017-01-31", .number(100), state: .disputed), 0, 1),
        (measured("P-01", "2017-01-31", .number(100), source: "interview"), 0, 1),
    ])
    func `another value, state or source is a correction, and another line is not`(
        row: Measurement, unchanged: Int, corrections: Int
    ) throws {
        _ = try store.record(
            batch("1", [measured("P-01", "2017-01-31", .number(100))]), contract: contract,
            recording: imported)
        let again = try store.record(batch("2", [row]), contract: contract, recording: corrected)
        #expect(again.new == 0)
        #expect(again.unchanged == unchanged)
        #expect(again.corrections == corrections)
        let latest = try #require(try store.evidence(of: contract, asOf: again.id).first)
        #expect(latest.value == row.value && latest.state == row.state && latest.source == row.source)
    }

    @Test func `a value that returns to what it was is a correction`() throws {
        for (file, value) in [("1", 100), ("2", 90), ("3", 100)] as [(Character, Int64)] {
            _ = try store.record(
                batch(file, [measured("P-01", "2017-01-31", .number(value))]), contract: contract,
                recording: imported)
        }
        #expect(try store.costs(asOf: BatchID(2)) == ["P-01 2017-01-31 number(90) verified"])
        #expect(try store.costs(asOf: BatchID(3)) == ["P-01 2017-01-31 number(100) verified"])
    }

    @Test func `evidence comes back exactly, sorted by indicator, subject and day`() throws {
        let rows = [
            measured("contract", "2017-01-31", .number(.max), "a_count", line: 4),
            measured(
                "group:pilot", "0001-01-01", .number(.min), "a_count", state: .reported, source: "", line: 3),
            measured("P-10", "2017-01-31", .missing(.notMeasured), line: 5),
            measured("P-10", "2017-02-28", .missing(.other("moved")), state: .rejected, line: 2),
            measured("P-2", "9999-12-31", .number(0), state: .disputed, source: "Å\0å", line: 6),
            measured("p-1", "2017-01-31", .number(-1), line: 7),
        ]
        _ = try store.record(batch("1", rows.reversed()), contract: contract, recording: imported)
        #expect(Array(try store.evidence(of: contract, asOf: BatchID(1))) == rows)
    }

    @Test func `the order of rows does not matter`() throws {
        let other = try MeasurementStore.temporary()
        let rows = (0..<100).map { number in
            measured(
                "P-\(number % 7)", "2017-01-\(10 + number % 13)", .number(Int64(number % 91)), line: number)
        }
        _ = try store.record(batch("1", rows), contract: contract, recording: imported)
        _ = try other.record(batch("1", rows.reversed()), contract: contract, recording: imported)
        #expect(
            try store.evidence(of: contract, asOf: BatchID(1))
                == other.evidence(of: contract, asOf: BatchID(1)))
        #expect(try store.costs(asOf: BatchID(1)).count == 91)
    }

    @Test func `a row that is twice in a file is stored once`() throws {
        let rows = [
            measured("P-01", "2017-01-31", .number(1), line: 5), measured("P-01", "2017-01-31", .number(1)),
        ]
        let recorded = try store.record(batch("1", rows), contract: contract, recording: imported)
        #expect(recorded.new == 1)
        #expect(recorded.unchanged == 1)
        #expect(try store.evidence(of: contract, asOf: recorded.id).map(\.line) == [2])
    }

    @Test func `two rows of a file that say different things are refused with both lines`() throws {
        let rows = [
            measured("P-01", "2017-01-31", .number(1), line: 5), measured("P-01", "2017-01-31", .number(2)),
        ]
        let error = #expect(throws: StoreError.self) {
            try store.record(batch("1", rows), contract: contract, recording: imported)
        }
        #expect(
            error?.diagnostics.first?.message
                == "1.csv: lines 2 and 5 say different things about placement_cost of P-01 on 2017-01-31")
        #expect(try store.latestBatch(of: contract) == nil)
    }

    @Test func `contracts do not see each other`() throws {
        let row = measured("P-01", "2017-01-31", .number(100))
        _ = try store.record(batch("1", [row]), contract: contract, recording: imported)
        let other = try store.record(batch("1", [row]), contract: "other", recording: imported)
        #expect(other.id == BatchID(2))
        #expect(other.new == 1)
        #expect(try store.latestBatch(of: contract) == BatchID(1))
        #expect(try store.evidence(of: "third", asOf: BatchID(2)).isEmpty)
        #expect(try store.evidence(of: "other", asOf: BatchID(1)).isEmpty)
    }

    @Test(arguments: [BatchID(1), BatchID(-1)])
    func `a read as of a batch that is yet to come is refused`(batch: BatchID) throws {
        #expect(throws: StoreError.unknownBatch(batch, latest: nil)) { try store.costs(asOf: batch) }
        #expect(throws: StoreError.unknownBatch(batch, latest: nil)) {
            try store.participants(of: contract, asOf: batch)
        }
        #expect(try store.costs(asOf: BatchID(0)).isEmpty)
    }
}
