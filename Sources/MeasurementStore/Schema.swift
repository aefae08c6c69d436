import GRDB

/// The tables of a store, and how an older store becomes one of today.
///
/// Nothing is ever updated or deleted: triggers refuse it. Text is compared byte by byte (BINARY).
enum Schema {
    /// The letters `Utfa`, kept in the file's header, so that a store is told from any other SQLite
    /// database before anything is done to it.
    static let applicationID: Int64 = 0x5574_6661

    /// The version that this host reads and writes; each migration raises `PRAGMA user_version` to its own.
    static let version: Int64 = 4

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        // Foreign keys are checked as rows come: there are none yet, and so nothing is checked twice.
        migrator.registerMigration("1", foreignKeyChecks: .immediate) { database in
            let tables =
                SchemaVersion1.evidenceTables + SchemaVersion1.findingTables + SchemaVersion1.ledgerTables
            try database.execute(sql: tables)
            for table in SchemaVersion1.appendOnlyTables {
                try database.execute(sql: appendOnlyTriggers(table))
            }
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        // A table is made anew under its name: only at the end does each row belong to another again.
        migrator.registerMigration("2", foreignKeyChecks: .deferred) { database in
            try SchemaVersion2.migrate(database)
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3", foreignKeyChecks: .deferred) { database in
            try database.execute(sql: SchemaVersion3.tables)
            for table in SchemaVersion3.newTables { try database.execute(sql: appendOnlyTriggers(table)) }
            try database.execute(sql: "PRAGMA user_version = 3")
        }
        migrator.registerMigration("4", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: SchemaVersion4.tables)
            for table in SchemaVersion4.newTables { try database.execute(sql: appendOnlyTriggers(table)) }
            try database.execute(sql: "PRAGMA user_version = 4")
        }
        return migrator
    }

    static let ledgerTables = [
        "settlement", "settlement_line", "settlement_claim", "journal_entry", "posting", "claim_decision",
        "pack_archive", "approval",
    ]

    static let appendOnlyTables =
        ["batch", "measurement_chunk", "participant_chunk", "finding", "answer"] + ledgerTables
        + ["audit_sample", "audit_sample_member"] + SchemaVersion4.newTables

    static func appendOnlyTriggers(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)_never_updated BEFORE UPDATE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
        CREATE TRIGGER \(table)_never_deleted BEFORE DELETE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
        """
    }
}
