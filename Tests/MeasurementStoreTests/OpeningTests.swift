import FoundationEssentials
import GRDB
import OutcomesModel
import Testing

@testable import MeasurementStore

@Suite struct OpeningTests {
    let folder = try! TemporaryFolder()

    @Test func `a store keeps what was recorded, in one file`() throws {
        do {
            let store = try MeasurementStore.open(path: folder.store)
            #expect(store.path == folder.store)
            _ = try store.record(
                batch("1", [measured("P-01", "2017-01-31", .number(1))]), contract: contract,
                recording: imported)
        }
        #expect(try folder.files == ["utfall.db"])
        do {
            let store = try MeasurementStore.openReadOnly(path: folder.store)
            #expect(try store.costs(asOf: BatchID(1)) == ["P-01 2017-01-31 number(1) verified"])
        }
        #expect(try folder.files == ["utfall.db"])
        #expect(try MeasurementStore.open(path: folder.store).latestBatch(of: contract) == BatchID(1))
    }

    @Test func `a store that was opened for reading takes nothing`() throws {
        _ = try MeasurementStore.open(path: folder.store)
        let store = try MeasurementStore.openReadOnly(path: folder.store)
        #expect(throws: StoreError.openedForReading(path: folder.store)) {
            try store.record(batch("1"), contract: contract, recording: imported)
        }
    }

    @Test func `a missing store is made for writing, and is an error for reading`() throws {
        #expect(throws: StoreError.missing(path: folder.store)) {
            try MeasurementStore.openReadOnly(path: folder.store)
        }
        #expect(try folder.files == [])
        _ = try MeasurementStore.open(path: folder.store)
        #expect(try folder.files == ["utfall.db"])
    }

    @Test func `who makes a store while another makes it finds it whole`() throws {
        let queue = try DatabaseQueue(path: folder.store)
        // The other one is not done either when this one finds that a step was taken.
        let other = Interruption { [path = folder.store] in
            try Schema.migrator.migrate(try DatabaseQueue(path: path), upTo: "2")
        }
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            database.add(transactionObserver: other)
        }
        try MeasurementStore.migrate(queue)
        #expect(try other.outcome?.get() != nil)
        #expect(try MeasurementStore.open(path: folder.store).check().isEmpty)
    }

    @Test func `a missing folder is not made`() throws {
        let path = folder.path + "/evidence/utfall.db"
        let error = StoreError.missingFolder(path: path, folder: folder.path + "/evidence")
        #expect(throws: error) { try MeasurementStore.open(path: path) }
        #expect(throws: error) { try MeasurementStore.openReadOnly(path: path) }
        #expect(try folder.files == [])
    }

    @Test func `a folder is no store`() throws {
        #expect(throws: StoreError.directory(path: folder.path)) {
            try MeasurementStore.open(path: folder.path)
        }
        #expect(throws: StoreError.directory(path: folder.path)) {
            try MeasurementStore.openReadOnly(path: folder.path)
        }
    }

    @Test(arguments: [
        ("subject,indicator,day,value\n", "a file that is no SQLite database"),
        (String(repeating: "x", count: 5000), "a file that is no SQLite database"),
    ])
    func `another file is left untouched`(text: String, is what: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder.store))
        try expectUntouched(is: what)
    }

    @Test(arguments: ["DELETE", "WAL"])
    func `a database of another program is left untouched`(journal: String) throws {
        try folder.raw(
            "PRAGMA journal_mode = \(journal); CREATE TABLE measurement (a); PRAGMA user_version = 1")
        try expectUntouched(is: "an SQLite database of another program")
        try folder.raw("PRAGMA application_id = 7")
        try expectUntouched(is: "an SQLite database of another program")
    }

    private func expectUntouched(is what: String) throws {
        let before = try Data(contentsOf: URL(filePath: folder.store))
        let error = StoreError.notAStore(path: folder.store, is: what)
        #expect(throws: error) { try MeasurementStore.open(path: folder.store) }
        #expect(throws: error) { try MeasurementStore.openReadOnly(path: folder.store) }
        #expect(try Data(contentsOf: URL(filePath: folder.store)) == before)
        #expect(try folder.files == ["utfall.db"])
    }

    @Test func `a device is no store`() throws {
        #expect(throws: StoreError.notAStore(path: "/dev/null", is: "no regular file")) {
            try MeasurementStore.open(path: "/dev/null")
        }
    }

    @Test func `a file of no bytes becomes a store, and is none to read`() throws {
        try Data().write(to: URL(filePath: folder.store))
        #expect(throws: StoreError.notAStore(path: folder.store, is: "an empty file")) {
            try MeasurementStore.openReadOnly(path: folder.store)
        }
        #expect(try MeasurementStore.open(path: folder.store).check() == [])
    }

    @Test func `a store of a newer host is left as it is`() throws {
        _ = try MeasurementStore.open(path: folder.store)
        try folder.raw("PRAGMA user_version = \(Schema.version + 1)")
        let before = try Data(contentsOf: URL(filePath: folder.store))
        let error = StoreError.newerVersion(
            path: folder.store, found: Schema.version + 1, known: Schema.version)
        #expect(throws: error) { try MeasurementStore.open(path: folder.store) }
        #expect(throws: error) { try MeasurementStore.openReadOnly(path: folder.store) }
        #expect(try Data(contentsOf: URL(filePath: folder.store)) == before)
    }

    @Test func `a store of an older host is migrated by writing, and named by reading`() throws {
        try folder.raw("PRAGMA application_id = \(Schema.applicationID)")
        #expect(throws: StoreError.olderVersion(path: folder.store, found: 0, known: Schema.version)) {
            try MeasurementStore.openReadOnly(path: folder.store)
        }
        #expect(try MeasurementStore.open(path: folder.store).check() == [])
        #expect(try MeasurementStore.openReadOnly(path: folder.store).latestBatch(of: contract) == nil)
    }

    @Test(arguments: [100, 5000])
    func `a store that was cut off is damaged`(bytes: Int) throws {
        _ = try MeasurementStore.open(path: folder.store)
        let cut = try Data(contentsOf: URL(filePath: folder.store)).prefix(bytes)
        try cut.write(to: URL(filePath: folder.store))
        let error = #expect(throws: StoreError.self) { try MeasurementStore.open(path: folder.store) }
        guard case .damaged(folder.store, _) = error else {
            Issue.record("not damaged: \(String(describing: error))")
            return
        }
        #expect(try Data(contentsOf: URL(filePath: folder.store)) == cut)
    }

    @Test func `a store that another process writes is busy, and read as it was`() throws {
        let store = try MeasurementStore.open(path: folder.store)
        _ = try store.record(batch("1"), contract: contract, recording: imported)
        try DatabaseQueue(path: folder.store).inTransaction(.immediate) { _ throws in
            #expect(throws: StoreError.busy(path: folder.store)) {
                try store.record(batch("2"), contract: contract, recording: imported)
            }
            #expect(
                try MeasurementStore.openReadOnly(path: folder.store).latestBatch(of: contract) == BatchID(1))
            #expect(try MeasurementStore.open(path: folder.store).latestBatch(of: contract) == BatchID(1))
            return .rollback
        }
        #expect(try store.record(batch("2"), contract: contract, recording: imported).id == BatchID(2))
    }

    @Test func `many can make the same store at the same moment`() async throws {
        let path = folder.store
        try await withThrowingTaskGroup(of: RecordedBatch.self) { group in
            for file in "12345678" {
                group.addTask {
                    try MeasurementStore.open(path: path).record(
                        batch(file), contract: contract, recording: imported)
                }
            }
            let numbers = try await group.reduce(into: Set<BatchID>()) { $0.insert($1.id) }
            #expect(numbers.count == 8)
        }
    }
}

/// What happens once, right after a connection made the first version of the schema.
private final class Interruption: TransactionObserver {
    private let happens: () throws -> Void
    private(set) var outcome: Result<Void, any Error>?

    init(_ happens: @escaping () throws -> Void) { self.happens = happens }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidRollback(_ database: Database) {}

    func databaseDidCommit(_ database: Database) {
        guard outcome == nil, try! Int.fetchOne(database, sql: "PRAGMA user_version") == 1 else { return }
        outcome = .success(())
        outcome = Result { try happens() }
    }
}
