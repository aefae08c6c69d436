import FoundationEssentials
import GRDB

extension MeasurementStore {
    /// Removes a store in which nothing was ever recorded, and which nobody else has open.
    ///
    /// Whoever made it may not be the only one who writes it by now: it is looked at under a lock beside which
    /// nobody reads or writes, and who opens it at that very moment finds out; see `open(path:)`.
    package static func removeUnused(path: String) {
        let file = StoreFile(path: path)
        guard let content = try? file.content(), content != .absent else { return }
        var configuration = configuration()
        configuration.busyMode = .immediateError
        let queue = try? DatabaseQueue(path: file.absolutePath, configuration: configuration)
        try? queue?.writeWithoutTransaction { database in
            guard try isUnused(database) else { return }
            // Only who has it alone can give up its log.
            let mode = try Query(database, "PRAGMA journal_mode = DELETE").first([]) { try $0.text(0) }
            guard mode == "delete" else { return }
            try database.inTransaction(.exclusive) {
                if try isUnused(database) { try FileManager.default.removeItem(atPath: file.absolutePath) }
                return .rollback
            }
        }
    }

    /// True where no table has a row, or none is there yet.
    private static func isUnused(_ database: Database) throws -> Bool {
        let tables = try Query(database, "SELECT name FROM sqlite_schema WHERE type = 'table'").map([]) {
            try $0.text(0)
        }
        return try Schema.appendOnlyTables.filter(tables.contains).allSatisfy {
            try Query(database, "SELECT 1 FROM \($0) LIMIT 1").isEmpty([])
        }
    }
}
