import MeasurementStore
import OutcomesModel
import Testing

/// Two treated people, one with two controls and one with none.
func frozenPairs(
    asOf batch: Int64 = 1, terms: String = "trained to others by age", knewOutcomes: Bool = false
) -> FrozenMatching {
    FrozenMatching(
        evaluation: "earnings", asOf: BatchID(batch),
        sets: [
            MatchedSet(treated: "P-01", controls: ["P-08", "P-03"]),
            MatchedSet(treated: "P-02", controls: []),
        ], terms: terms, knewOutcomes: knewOutcomes, recording: corrected)
}

@Suite struct FrozenMatchingTests {
    private let folder: TemporaryFolder
    private let store: MeasurementStore

    init() throws {
        folder = try TemporaryFolder()
        store = try MeasurementStore.open(path: folder.store)
        for (name, value) in [("1", Int64(1)), ("2", 2)] {
            _ = try store.record(
                batch(Character(name), [measured("P-01", "2017-01-31", .number(value))]), contract: contract,
                recording: corrected)
        }
    }

    @Test func `pairs are given back as they were recorded`() throws {
        try store.record(frozenPairs(knewOutcomes: true), contract: contract)
        let known = try store.frozenMatchings(of: contract, asOf: BatchID(2))
        #expect(known == [frozenPairs(knewOutcomes: true)])
        #expect(try store.check() == [])
    }

    @Test func `pairs are known from the batch on that they were formed of`() throws {
        try store.record(frozenPairs(asOf: 2), contract: contract)
        #expect(try store.frozenMatchings(of: contract, asOf: BatchID(1)) == [])
        #expect(try store.frozenMatchings(of: contract, asOf: BatchID(2)).count == 1)
        #expect(try store.frozenMatchings(of: "another.contract", asOf: BatchID(2)) == [])
    }

    @Test func `pairs by the same terms are recorded once, and by others again`() throws {
        try store.record(frozenPairs(), contract: contract)
        let error = StoreError.alreadyFrozen(evaluation: "earnings", recording: corrected)
        #expect(throws: error) { try store.record(frozenPairs(asOf: 2), contract: contract) }
        try store.record(frozenPairs(asOf: 2, terms: "trained to others by age,sex"), contract: contract)
        let known = try store.frozenMatchings(of: contract, asOf: BatchID(2))
        #expect(known.map(\.terms) == ["trained to others by age", "trained to others by age,sex"])
    }
}
