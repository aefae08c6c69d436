import GRDB
import OutcomesModel
import Synchronization

/// One SQLite file that keeps everything that was recorded: evidence, findings, answers and settlements.
///
/// It is bitemporal: a row has the day that it is about, and the batch that recorded it. Nothing is updated
/// or deleted; a correction is a later batch; every read is as of a batch. Each call is one transaction.
package final class MeasurementStore: Sendable {
    package let path: String
    private let queue: DatabaseQueue
    private let isReadOnly: Bool
    /// The tables that were found whole since the store was opened: to go through all of a store that holds thousands
    /// of contracts before each read would take longer than the reads.
    private let wholeTables = Mutex<Set<String>>([])

    private init(path: String, queue: DatabaseQueue, isReadOnly: Bool) {
        self.path = path
        self.queue = queue
        self.isReadOnly = isReadOnly
    }

    /// Opens a store for reading and writing, makes it where it is missing, and migrates an older one.
    package static func open(path: String) throws(StoreError) -> MeasurementStore {
        let file = StoreFile(path: path)
        let before = file.identity
        let content = try file.content()
        guard file.isWritable else { throw .notWritable(path: path) }
        return try translating(path) {
            let queue = try DatabaseQueue(path: file.absolutePath, configuration: configuration())
            if content != .store { try claim(queue, path: path) }
            try requireVersion(0...Schema.version, of: queue, path: path)
            try migrate(queue)
            // Only now: the application id is in the file itself, and not in its log, when somebody else
            // looks at the header.
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL")
            }
            // Once it was read with its log nobody can remove it as unused, and somebody may have before.
            _ = try version(of: queue)
            guard file.identity != nil, before == nil || file.identity == before else {
                throw StoreError.busy(path: path)
            }
            return MeasurementStore(path: path, queue: queue, isReadOnly: false)
        }
    }

    /// Opens a store that is there, for commands that only read; it works on a read-only disk, too.
    package static func openReadOnly(path: String) throws(StoreError) -> MeasurementStore {
        let file = StoreFile(path: path)
        switch try file.content() {
        case .absent: throw .missing(path: path)
        case .empty: throw .notAStore(path: path, is: "an empty file")
        case .store: break
        }
        return try translating(path) {
            let queue = try readingQueue(file)
            try requireVersion(Schema.version...Schema.version, of: queue, path: path)
            return MeasurementStore(path: path, queue: queue, isReadOnly: true)
        }
    }

    /// Opens an empty store in memory, which goes when nobody holds it any more.
    package static func temporary() throws(StoreError) -> MeasurementStore {
        try translating(":memory:") {
            let queue = try DatabaseQueue(configuration: configuration())
            try migrate(queue)
            return MeasurementStore(path: ":memory:", queue: queue, isReadOnly: false)
        }
    }

    /// Runs `body` in a transaction that sees one state of the store and cannot write.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try Self.translating(path) { try queue.read(body) }
    }

    /// Runs `body` as `read` does, on tables that must be whole: each is gone through when it is first read.
    func read<Value>(
        whole tables: [String], _ body: (Database) throws -> Value
    ) throws(StoreError) -> Value {
        try read { database in
            let unknown = wholeTables.withLock { known in tables.filter { !known.contains($0) } }
            try database.requireWhole(unknown)
            wholeTables.withLock { $0.formUnion(unknown) }
            return try body(database)
        }
    }

    /// Runs `body` in a transaction that no other process can write beside, all or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        guard !isReadOnly else { throw .openedForReading(path: path) }
        return try Self.translating(path) {
            var value: Value?
            try queue.inTransaction(.immediate) { database in
                value = try body(database)
                return .commit
            }
            return value!
        }
    }
}

extension MeasurementStore {
    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { database in
            // What was said to be recorded is on the disk, also when the power goes.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    /// Where the folder is writable, the connection is too, although `write` refuses: only then does SQLite
    /// tidy away the files that it keeps beside the store while it is open.
    private static func readingQueue(_ file: StoreFile) throws -> DatabaseQueue {
        var configuration = configuration()
        configuration.readonly = !file.isWritable
        if configuration.readonly && !file.hasLog {
            // A store that nobody writes, since it has no log, where no log can be made either.
            let escaped = file.absolutePath.map {
                "%?#".contains($0) ? "%" + hexadecimal($0.utf8) : String($0)
            }
            return try DatabaseQueue(
                path: "file:\(escaped.joined())?immutable=1", configuration: configuration)
        }
        return try DatabaseQueue(path: file.absolutePath, configuration: configuration)
    }

    /// Writes the application id into a file that is still empty, before anything else.
    private static func claim(_ queue: DatabaseQueue, path: String) throws {
        try queue.inTransaction(.immediate) { database in
            let id = try Query(database, "PRAGMA application_id").first([]) { try $0.number(0) }
            // Another process may have been faster.
            if id == Schema.applicationID { return .commit }
            guard try Query(database, "SELECT 1 FROM sqlite_schema").isEmpty([]) else {
                throw StoreError.notAStore(path: path, is: "an SQLite database of another program")
            }
            try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            return .commit
        }
    }

    static func migrate(_ queue: DatabaseQueue) throws {
        var reached = try version(of: queue)
        while reached < Schema.version {
            do {
                try Schema.migrator.migrate(queue)
                return
            } catch {
                // Another process that makes or migrates the store at the same moment may have taken the step that
                // this one was about to take; as long as there is a next one, it goes on from there.
                let now = try version(of: queue)
                guard now > reached else { throw error }
                reached = now
            }
        }
    }

    private static func requireVersion(
        _ versions: ClosedRange<Int64>, of queue: DatabaseQueue, path: String
    ) throws {
        let found = try version(of: queue)
        if found > versions.upperBound {
            throw StoreError.newerVersion(path: path, found: found, known: Schema.version)
        }
        if found < versions.lowerBound {
            throw StoreError.olderVersion(path: path, found: found, known: Schema.version)
        }
    }

    private static func version(of queue: DatabaseQueue) throws -> Int64 {
        try queue.read { try Query($0, "PRAGMA user_version").first([]) { try $0.number(0) } ?? 0 }
    }

    private static func translating<Value>(
        _ path: String, _ body: () throws -> Value
    ) throws(StoreError) -> Value {
        do { return try body() } catch { throw StoreError(error, path: path) }
    }
}
