import GRDB
import OutcomesModel

extension MeasurementStore {
    /// Looks through the whole store, and returns what is damaged, in words; empty where it is whole.
    package func check() throws(StoreError) -> [String] {
        try read { database in
            // A file that SQLite cannot walk through may stop any of them: each tells what it can.
            let parts = [
                Self.damagedPages, Self.brokenReferences, Self.damagedChunks, Self.miscountedBatches,
                Self.brokenSettlements, { try $0.damagedArchives() },
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

    /// Reads every chunk: its checksum, its columns, and that the chunks of a batch follow each other.
    private static func damagedChunks(_ database: Database) throws -> [String] {
        var damages: [String] = []
        var before: ChunkPlace?
        for place in try database.allChunks() {
            do {
                if place.indicator == nil {
                    _ = try database.loadParticipants(place)
                } else {
                    _ = try database.load(place, .all)
                }
            } catch let damage as Damage {
                damages.append(damage.what)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                damages.append("\(place): \(error.message ?? "it cannot be read")")
            }
            if let before, before.isFollowed(by: place) == false {
                damages.append("\(place): it does not follow the chunk before it")
            }
            before = place
        }
        return damages
    }

    /// A batch keeps how many rows it stored.
    private static func miscountedBatches(_ database: Database) throws -> [String] {
        try Query(
            database,
            """
            WITH stored AS (
                SELECT batch, sum(rows) AS rows FROM (
                    SELECT batch, rows FROM measurement_chunk
                    UNION ALL SELECT batch, rows FROM participant_chunk
                    UNION ALL SELECT batch, 1 FROM claim_decision)
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

extension Database {
    /// Refuses tables whose indexes do not lead to all of their rows, or whose pages are damaged: what is read
    /// through them would be less than what was recorded, without a word.
    func requireWhole(_ tables: [String]) throws {
        for table in tables {
            let answer = try Query(self, "PRAGMA integrity_check(\(table))").first([]) { try $0.text(0) }
            guard answer == "ok" else { throw Damage(what: "the file: \(answer ?? table)") }
        }
    }
}

extension ChunkPlace {
    /// Tells whether another chunk comes next in the same batch as it should; nil where it is of another.
    fileprivate func isFollowed(by next: ChunkPlace) -> Bool? {
        guard next.batch == batch, next.indicator == indicator, next.contract == contract else { return nil }
        return next.position == position + 1
            && content.lastSubject.utf8.lexicographicallyPrecedes(next.content.firstSubject.utf8)
    }
}

extension StoredSettlement {
    /// What is not as its hashes say, a sentence each.
    var damages: [String] {
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
