import GRDB
import OutcomesModel

extension MeasurementStore {
    /// Looks through the whole store, and returns what is damaged, in words; empty where it is whole.
    package func check() throws(StoreError) -> [String] {
        try read { database in
            // A file that SQLite cannot walk through may stop any of them: each tells what it can.
            let parts = [
                Self.damagedPages, Self.brokenReferences, Self.miscountedBatches, Self.brokenSettlements,
            ]
            return try parts.flatMap { part in
                do {
                    return try part(database)
                } catch let damage as Damage {
                    return [damage.what]
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                    return [error.message ?? "the file is damaged"]
                }
            }
        }
    }

    private static func damagedPages(_ database: Database) throws -> [String] {
        let answers = try Query(database, "PRAGMA integrity_check").map([]) { try $0.text(0) }
        return answers == ["ok"] ? [] : answers.map { "the file: \($0)" }
    }

    private static func brokenReferences(_ database: Database) throws -> [String] {
        let broken = try Query(database, "PRAGMA foreign_key_check").map([]) { row in
            "a row of \(try row.text(0)) belongs to no \(try row.text(2))"
        }
        return Set(broken).sorted()
    }

    /// A batch keeps how many rows it stored.
    private static func miscountedBatches(_ database: Database) throws -> [String] {
        try Query(
            database,
            """
            WITH stored AS (
                SELECT batch, count(*) AS rows FROM
                    (SELECT batch FROM measurement UNION ALL SELECT batch FROM participant)
                GROUP BY batch
            )
            SELECT number, new_rows + corrected_rows, coalesce(stored.rows, 0)
            FROM batch LEFT JOIN stored ON stored.batch = batch.number
            WHERE new_rows + corrected_rows <> coalesce(stored.rows, 0) ORDER BY number
            """
        ).map([]) { row in
            "batch \(try row.number(0)) recorded \(try row.number(1)) rows, and has \(try row.number(2))"
        }
    }

    private static func brokenSettlements(_ database: Database) throws -> [String] {
        var damages: [String] = []
        var number: Int64 = 0
        var previous = JournalChain.start
        for stored in try StoredSettlement.all(database, contract: nil) {
            damages += stored.damages
            for entry in stored.entries {
                if entry.previous != previous || entry.number != number + 1 {
                    damages.append("journal entry \(entry.number) does not follow the one before it")
                }
                (number, previous) = (entry.number, entry.hash)
            }
        }
        return damages
    }
}

extension StoredSettlement {
    fileprivate var damages: [String] {
        var damages: [String] = []
        if JournalChain.hash(of: header, entries: entries.count) != hash {
            damages.append("settlement \(header.settlement) of \(header.contract) is not as it was posted")
        }
        for entry in entries {
            let hash = JournalChain.hash(
                ofEntry: entry.number, line: entry.line, entry.postings, settlement: hash,
                previous: entry.previous)
            if hash != entry.hash { damages.append("journal entry \(entry.number) is not as it was posted") }
        }
        return damages
    }
}
