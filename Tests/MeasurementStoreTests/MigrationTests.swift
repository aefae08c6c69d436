import GRDB
import OutcomesModel
import Testing

@testable import MeasurementStore

@Suite struct MigrationTests {
    let folder = try! TemporaryFolder()

    /// A store as version 1 wrote it: two batches of measurements, two of participants, one correction each.
    private func writeVersion1(_ rows: String = "") throws {
        let queue = try DatabaseQueue(path: folder.store)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: SchemaVersion1.evidenceTables + SchemaVersion1.findingTables
                    + SchemaVersion1.ledgerTables)
            for table in SchemaVersion1.appendOnlyTables {
                try database.execute(sql: Schema.appendOnlyTriggers(table))
            }
            try database.execute(
                sql: "PRAGMA user_version = 1; PRAGMA application_id = \(Schema.applicationID)")
        }
        try migrator.migrate(queue)
        let (one, other) = (String(repeating: "1", count: 64), String(repeating: "2", count: 64))
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO batch VALUES
                        (1, 'a', 'participants', 'p.csv', 9, '\(one)',
                            2, 2, 0, 0, 'M', '2026-11-20T09:00:00Z', 'r'),
                        (2, 'a', 'measurements', 'm.csv', 9, '\(one)',
                            4, 4, 0, 0, 'M', '2026-11-20T09:00:00Z', 'r'),
                        (3, 'b', 'measurements', 'm.csv', 9, '\(one)',
                            1, 1, 0, 0, 'M', '2026-11-20T09:00:00Z', 'r'),
                        (4, 'a', 'measurements', 'n.csv', 9, '\(other)',
                            2, 0, 1, 1, 'M', '2026-11-21T09:00:00Z', 'r'),
                        (5, 'a', 'participants', 'q.csv', 9, '\(other)',
                            1, 0, 0, 1, 'M', '2026-11-21T09:00:00Z', 'r');
                    INSERT INTO measurement VALUES
                        ('a', 'cost', 'P-02', 17000, 2, 7, NULL, 'reported', '', 5),
                        ('a', 'cost', 'P-01', 17030, 2, NULL, 'not_yet', 'rejected', 'å', 3),
                        ('a', 'cost', 'P-01', 17000, 2, -9223372036854775808, NULL, 'verified', 'register', 2),
                        ('a', 'age', 'contract', 17000, 2, 1, NULL, 'disputed', '', 4),
                        ('b', 'cost', 'P-01', 17000, 3, 8, NULL, 'reported', '', 2),
                        ('a', 'cost', 'P-02', 17000, 4, 6, NULL, 'reported', '', 3);
                    INSERT INTO participant VALUES
                        ('a', 'P-01', 1, 'pilot', 16000, NULL, 2), ('a', 'P-02', 1, NULL, 16000, 17100, 3),
                        ('a', 'P-01', 5, 'pilot', 16000, 17200, 2);
                    INSERT INTO participant_attribute VALUES
                        ('a', 'P-01', 1, 'site', 'north'), ('a', 'P-01', 1, 'sex', 'f'),
                        ('a', 'P-01', 5, 'site', 'south');
                    INSERT INTO finding (contract, batch, severity, rule, message)
                        VALUES ('a', 2, 'question', 'checks.batch', 'Why?');
                    \(rows)
                    """)
        }
    }

    @Test func `a store of version 1 is read as it was`() throws {
        try writeVersion1()
        #expect(throws: StoreError.olderVersion(path: folder.store, found: 1, known: Schema.version)) {
            try MeasurementStore.openReadOnly(path: folder.store)
        }
        let store = try MeasurementStore.open(path: folder.store)
        let texts = { (batch: Int64) in
            try store.evidence(of: "a", asOf: BatchID(batch)).map {
                "\($0.indicator) \($0.subject) \($0.day.number) \($0.value.text) \($0.state) \($0.source) \($0.line)"
            }
        }
        let first = [
            "age contract 17000 1 disputed  4", "cost P-01 17000 \(Int64.min) verified register 2",
            "cost P-01 17030 not_yet rejected å 3",
        ]
        #expect(try texts(1) == [])
        #expect(try texts(2) == first + ["cost P-02 17000 7 reported  5"])
        #expect(try texts(5) == first + ["cost P-02 17000 6 reported  3"])
        #expect(try store.evidence(of: "b", asOf: BatchID(5)).count == 1)
        let people = { (batch: Int64) in
            try store.participants(of: "a", asOf: BatchID(batch)).map {
                "\($0.pseudonym) \($0.group?.rawValue ?? "-") \($0.entry.number) \($0.exit?.number ?? 0) "
                    + $0.attributes.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
            }
        }
        #expect(try people(4) == ["P-01 pilot 16000 0 sex=f site=north", "P-02 - 16000 17100 "])
        #expect(try people(5) == ["P-01 pilot 16000 17200 site=south", "P-02 - 16000 17100 "])
        #expect(try store.batches(of: "a").map(\.id) == [1, 2, 4, 5].map { BatchID($0) })
        #expect(try store.findings(of: "a").map(\.batch) == [BatchID(2)])
        #expect(try store.check().isEmpty)
        let again = try store.record(
            batch("3", [measured("P-02", "2016-07-18", .number(6), "cost", state: .reported, source: "")]),
            contract: "a", recording: imported)
        #expect(again.id == BatchID(6) && again.unchanged == 1)
    }

    @Test func `a migrated store has the tables of a new one`() throws {
        try writeVersion1()
        _ = try MeasurementStore.open(path: folder.store)
        let other = try TemporaryFolder()
        _ = try MeasurementStore.open(path: other.store)
        let schemas = try [folder, other].map { folder in
            try DatabaseQueue(path: folder.store).read {
                try String.fetchAll(
                    $0, sql: "SELECT name || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
            }
        }
        #expect(schemas[0] == schemas[1])
        #expect(!schemas[0].contains { $0.hasPrefix("measurementCREATE") })
    }

    @Test func `a store that cannot be migrated stays as it was`() throws {
        // The migration would have to make this table.
        try writeVersion1("CREATE TABLE participant_chunk (a);")
        #expect(throws: StoreError.self) { try MeasurementStore.open(path: folder.store) }
        let count = try DatabaseQueue(path: folder.store).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM measurement")
        }
        #expect(count == 6)
    }
}

extension MeasuredValue {
    fileprivate var text: String {
        switch self {
        case .number(let number): String(number)
        case .missing(let reason): reason.rawValue
        }
    }
}
