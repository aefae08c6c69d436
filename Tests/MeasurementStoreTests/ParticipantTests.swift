@testable import MeasurementStore
import OutcomesModel
import Testing

@Suite struct ParticipantTests {
    let store = try! MeasurementStore.temporary()

    @Test func `a person is as the latest row as of the batch says`() throws {
        let before = [
            person("B", attributes: ["sex": "f", "site": "north"]), person("a", group: nil, line: 3),
            person("A", line: 4),
        ]
        let after = [
            person("B", exit: "2018-01-31", attributes: ["site": "south"]), person("a", group: nil, line: 3),
        ]
        _ = try store.record(batch("1", people: before), contract: contract, recording: imported)
        let second = try store.record(batch("2", people: after), contract: contract, recording: corrected)
        #expect(
            second
                == RecordedBatch(id: BatchID(2), alreadyRecorded: false, new: 0, unchanged: 1, corrections: 1)
        )
        #expect(try store.participants(of: contract, asOf: BatchID(0)) == [])
        #expect(try store.participants(of: contract, asOf: BatchID(1)) == [before[2], before[0], before[1]])
        #expect(try store.participants(of: contract, asOf: BatchID(2)) == [before[2], after[0], before[1]])
    }

    @Test(arguments: [
        (person("A", attributes: ["sex": "f"], line: 8), true),
        (person("A", group: "other", attributes: ["sex": "f"]), false),
        (person("A", entry: "2016-08-02", attributes: ["sex": "f"]), false),
        (person("A", exit: "2018-08-02", attributes: ["sex": "f"]), false),
        (person("A", attributes: ["sex": "m"]), false),
        (person("A"), false),
    ])
    func `a row that says the same is not stored again`(row: Participant, isSame: Bool) throws {
        _ = try store.record(
            batch("1", people: [person("A", attributes: ["sex": "f"])]), contract: contract,
            recording: imported)
        let again = try store.record(batch("2", people: [row]), contract: contract, recording: corrected)
        #expect(again.unchanged == (isSame ? 1 : 0))
        #expect(again.corrections == (isSame ? 0 : 1))
        let expected = isSame ? person("A", attributes: ["sex": "f"]) : row
        #expect(try store.participants(of: contract, asOf: again.id) == [expected])
    }

    @Test func `two rows of a file about one person must agree`() throws {
        let same = try store.record(
            batch("1", people: [person("A"), person("A", line: 3)]), contract: contract, recording: imported)
        #expect(same.new == 1 && same.unchanged == 1)
        let error = StoreError.twiceInFile(
            file: "2.csv", subject: .participant("B"), indicator: nil, day: nil, lines: [2, 3])
        #expect(throws: error) {
            try store.record(
                batch("2", people: [person("B", group: "other", line: 3), person("B")]), contract: contract,
                recording: imported)
        }
        #expect(try store.participants(of: contract, asOf: BatchID(1)).map(\.pseudonym) == ["A"])
    }
}
