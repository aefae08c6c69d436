import GRDB
import OutcomesModel
import Testing

@testable import MeasurementStore

/// A store with something in each table, closed.
private func filledStore() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let store = try MeasurementStore.open(path: folder.store)
    _ = try store.record(
        batch("1", [measured("P-01", "2017-01-31", .number(1)), measured("P-02", "2017-01-31", .number(2))]),
        contract: contract, recording: imported)
    _ = try store.record(
        batch("2", people: [person("P-01", attributes: ["sex": "f"])]), contract: contract,
        recording: imported)
    let question = Finding(severity: .question, rule: "checks.contract", message: "Why?")
    let id = try store.record(findings: [question], batch: nil, contract: contract)[0]
    try store.answer(id, of: contract, with: FindingAnswer(text: "So.", by: "Maja", at: corrected.at))
    try store.postNext(
        posted("interim", [100, 200], claims: [claim]),
        archive: PackArchive(
            contract: contract, version: "1.0.0", hash: String(repeating: "a", count: 64),
            files: ["plugin.toml": [1, 2], "lib/x/init.lua": []]))
    try store.postNext(posted("final", [300]))
    let decision = ClaimDecision(
        subject: .participant("P-01"), outcome: "job", window: "year", state: .verified, recording: corrected)
    _ = try store.decide([decision], file: batch("c", []).file, contract: contract, recording: corrected)
    try store.record(
        Approval(
            contract: contract, subject: .pack, digest: String(repeating: "a", count: 64),
            party: "norrkoping", signature: nil, recording: corrected))
    _ = try store.record(
        AuditSample(
            population: .claims, selection: "all", asOf: BatchID(2), size: 9, seed: 7,
            tolerated: try Decimal("0.05"), confidence: try Decimal("0.95"),
            members: [
                .claim(.participant("P-01"), "job", "year"),
                .measurement(.contract, "cost", Day(number: 17_000)),
            ], recording: corrected), contract: contract)
    try store.record(frozenPairs(), contract: contract)
    #expect(try store.check().isEmpty)
    return folder
}

@Suite struct DamageTests {
    @Test(arguments: Schema.appendOnlyTables)
    func `no row of the table can be changed or deleted`(table: String) throws {
        let folder = try filledStore()
        let queue = try DatabaseQueue(path: folder.store)
        let column = try #require(try queue.read { try $0.columns(in: table).first?.name })
        for sql in ["UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)"] {
            let error = #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
            #expect(error?.message == "\(table) is append-only")
        }
    }

    @Test func `every table is append-only`() throws {
        let folder = try filledStore()
        let tables = try DatabaseQueue(path: folder.store).read { database in
            try String.fetchSet(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grdb_%'")
        }
        #expect(tables == Set(Schema.appendOnlyTables))
    }

    @Test(arguments: [
        (
            "posting", "UPDATE posting SET minor_units = minor_units + 1 WHERE entry = 2",
            ["journal entry 2 is not as it was posted"]
        ),
        (
            "posting", "UPDATE posting SET party = 'thief' WHERE entry = 2 AND position = 0",
            ["journal entry 2 is not as it was posted"]
        ),
        (
            "journal_entry", "UPDATE journal_entry SET hash = replace(hash, '1', '2') WHERE number = 1",
            ["journal entry 1 is not as it was posted", "journal entry 2 does not follow the one before it"]
        ),
        (
            "settlement_line", "UPDATE settlement_line SET minor_units = 1 WHERE settlement = 2",
            ["settlement final of se.norrkoping.soc-2016 is not as it was posted"]
        ),
        (
            "settlement", "UPDATE settlement SET reason = 'other' WHERE number = 1",
            ["settlement interim of se.norrkoping.soc-2016 is not as it was posted"]
        ),
        (
            "measurement_chunk", "DELETE FROM measurement_chunk WHERE batch = 1",
            ["batch 1 recorded 2 rows, and has 0"]
        ),
        (
            "finding", "PRAGMA foreign_keys = OFF; DELETE FROM finding",
            ["a row of answer belongs to no finding"]
        ),
        (
            "settlement_line", "PRAGMA foreign_keys = OFF; UPDATE settlement_line SET currency = 'XXX'",
            ["a stored currency is none that Utfall writes"]
        ),
    ])
    func `a change behind the store's back is found and named`(
        table: String, sql: String, damages: [String]
    ) throws {
        let folder = try filledStore()
        try folder.raw("DROP TRIGGER \(table)_never_updated; DROP TRIGGER \(table)_never_deleted; " + sql)
        #expect(try MeasurementStore.openReadOnly(path: folder.store).check() == damages)
    }

    @Test func `an entry that was taken out of the journal is found`() throws {
        let folder = try filledStore()
        try folder.raw(
            """
            PRAGMA foreign_keys = OFF; DROP TRIGGER journal_entry_never_deleted;
            DROP TRIGGER posting_never_deleted;
            DELETE FROM posting WHERE entry = 2; DELETE FROM journal_entry WHERE number = 2;
            """)
        #expect(
            try MeasurementStore.openReadOnly(path: folder.store).check() == [
                "settlement interim of se.norrkoping.soc-2016 is not as it was posted",
                "journal entry 3 does not follow the one before it",
            ])
    }

    @Test func `an entry that does not balance is not read back`() throws {
        let folder = try filledStore()
        try folder.raw(
            """
            DROP TRIGGER posting_never_updated;
            UPDATE posting SET minor_units = 1 WHERE entry = 3 AND position = 0;
            """
        )
        let store = try MeasurementStore.open(path: folder.store)
        let error = StoreError.damaged(
            path: folder.store, what: "journal entry 3: the entry of line 1 is off by -2.99 SEK")
        #expect(throws: error) { try store.posted(of: contract) }
        #expect(try store.check() == ["journal entry 3 is not as it was posted"])
    }

    // By `printf '%s' TEXT | sha256sum`, so that others can check a journal with other tools.
    @Test func `hashes are those of the documented texts`() throws {
        let settlement = try posted("final", [17])
        // 19:utfall-settlement-1,22:se.norrkoping.soc-2016,5:final,1:0,3:abc,4:Maja,
        // 20:2026-11-22T10:15:00Z,10:correction,1:1,1:1,13:savings_share,~2:17,3:SEK,1:1,
        let hash = JournalChain.hash(of: settlement, entries: 1)
        #expect(hash == "544f8ec6637585e7db4396bfc47c2e04efd8b425f65a7bcd9ca9effd8c027ae8")
        // 64 zeros, 14:utfall-entry-1,64:HASH,1:1,1:1,1:2, and for the two postings
        // 22:se.norrkoping.soc-2016,7:leksell,13:savings_share,2:17,3:SEK,
        // 22:se.norrkoping.soc-2016,10:norrkoping,13:savings_share,3:-17,3:SEK,
        let entry = JournalChain.hash(
            ofEntry: 1, line: 1, settlement.journal[0].postings, settlement: hash,
            previous: JournalChain.start)
        #expect(entry == "18d96facd4eed94010479fb8044fb4a767cb8de8d9c2df0a4486a3d771964671")
    }
}
