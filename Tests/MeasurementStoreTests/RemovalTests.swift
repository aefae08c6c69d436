import GRDB
import OutcomesModel
import Testing

@testable import MeasurementStore

@Suite struct RemovalTests {
    let folder = try! TemporaryFolder()

    @Test func `a store in which nothing was recorded is removed`() throws {
        do { _ = try MeasurementStore.open(path: folder.store) }
        MeasurementStore.removeUnused(path: folder.store)
        #expect(try folder.files.isEmpty)
        MeasurementStore.removeUnused(path: folder.store)
    }

    @Test func `a store in which a batch is, or that somebody has open, stays`() throws {
        do {
            let store = try MeasurementStore.open(path: folder.store)
            MeasurementStore.removeUnused(path: folder.store)
            #expect(try store.record(batch("1"), contract: contract, recording: imported).id == BatchID(1))
        }
        MeasurementStore.removeUnused(path: folder.store)
        let store = try MeasurementStore.openReadOnly(path: folder.store)
        #expect(try store.latestBatch(of: contract) == BatchID(1))
        #expect(try store.check().isEmpty)
    }

    @Test func `a database of another program stays`() throws {
        try folder.raw("PRAGMA user_version = 1")
        MeasurementStore.removeUnused(path: folder.store)
        #expect(try folder.files == ["utfall.db"])
    }
}
