import Dispatch
import FoundationEssentials
import GRDB
import Glibc
import OutcomesModel
import Testing

@testable import MeasurementStore

/// A batch of its own number, of so many people.
private func numbered(_ number: Int, people: Int = 3000) -> EvidenceBatch {
    let digits = String(number)
    let file = EvidenceFile(
        name: "\(digits).csv", bytes: 1, sha256: String(repeating: "0", count: 64 - digits.count) + digits)
    let rows = (0..<people).map { person in
        measured(
            "P-\(10_000 + person)", "2017-01-31", .number(Int64(number * 1_000_003 * (person + 1))),
            line: person)
    }
    return EvidenceBatch(
        file: file, kind: .measurements, measurements: MeasurementTable(rows), participants: [], findings: [])
}

/// All that can be read, as of each batch.
private func evidence(_ store: MeasurementStore) throws -> [MeasurementTable] {
    try store.batches(of: contract).map { try store.evidence(of: contract, asOf: $0.id) }
}

@Suite struct FaultTests {
    let folder = try! TemporaryFolder()

    @Test(arguments: [
        0, 300, 1_000, 3_000, 9_000, 20_000, 40_000, 70_000, 110_000, 160_000, 230_000, 310_000,
    ])
    func `a process that is killed while it records leaves whole batches`(microseconds: UInt32) async throws {
        let (path, told) = (folder.store, folder.path + "/told")
        _ = try MeasurementStore.open(path: path).record(
            numbered(1), contract: contract, recording: imported)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, told = told as String, microseconds = microseconds as UInt32] in
            let store = try MeasurementStore.open(path: path)
            let batches = (2...9).map { numbered($0) }
            let file = Glibc.open(told, O_CREAT | O_WRONLY, 0o600)
            DispatchQueue.global().async {
                usleep(microseconds)
                kill(getpid(), SIGKILL)
            }
            for batch in batches {
                _ = try store.record(batch, contract: contract, recording: imported)
                _ = write(file, "x", 1)
            }
            sleep(60)
        }
        let done = (try? Data(contentsOf: URL(filePath: told)).count) ?? 0
        let store = try MeasurementStore.open(path: path)
        let kept = try store.batches(of: contract).count
        // What was said to be recorded is, and at most the one that was being committed beside it.
        #expect((done + 1...done + 2).contains(kept))
        #expect(try store.check().isEmpty)
        for number in 1...kept {
            let columns = try store.measurements(
                of: contract, indicator: "placement_cost", asOf: BatchID(Int64(number)))
            #expect(columns.units == numbered(number).measurements.units)
        }
        #expect(
            try store.record(numbered(10), contract: contract, recording: imported).id
                == BatchID(Int64(kept + 1)))
    }

    @Test(arguments: [0, 4096, 20_000])
    func `a file that cannot grow leaves the store as it was`(room: Int) async throws {
        let path = folder.store
        _ = try MeasurementStore.open(path: path).record(
            numbered(1), contract: contract, recording: imported)
        await #expect(processExitsWith: .success) { [path = path as String, room = room as Int] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let most = limit.rlim_max
            let store = try MeasurementStore.open(path: path)
            limit.rlim_cur = rlim_t(room)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let error = #expect(throws: StoreError.self) {
                try store.record(numbered(2), contract: contract, recording: imported)
            }
            switch error {
            case .inputOutput(path, _), .full(path): break
            default: Issue.record("another error: \(String(describing: error))")
            }
            limit.rlim_cur = most
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #expect(try store.latestBatch(of: contract) == BatchID(1))
            #expect(try store.check().isEmpty)
            let again = try store.record(numbered(2), contract: contract, recording: imported)
            #expect(again.id == BatchID(2) && again.corrections == 3000)
        }
        #expect(try MeasurementStore.openReadOnly(path: path).check().isEmpty)
    }

    /// The superuser may write everywhere, and becomes somebody else in a process of its own.
    @Test func `a store in a read-only folder is read, and not written`() async throws {
        let (path, store) = (folder.path, folder.store)
        _ = try MeasurementStore.open(path: store).record(
            numbered(1), contract: contract, recording: imported)
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: store)
        try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path)
        await #expect(processExitsWith: .success) { [path = path as String, store = store as String] in
            if getuid() == 0 { #expect(setgid(65_534) == 0 && setuid(65_534) == 0) }
            #expect(throws: StoreError.notWritable(path: store)) { try MeasurementStore.open(path: store) }
            let read = try MeasurementStore.openReadOnly(path: store)
            #expect(try read.check() == [])
            #expect(try read.costs(asOf: BatchID(1)).count == 3000)
            #expect(throws: StoreError.openedForReading(path: store)) {
                try read.record(numbered(2), contract: contract, recording: imported)
            }
            #expect(throws: StoreError.notWritable(path: path + "/new.db")) {
                try MeasurementStore.open(path: path + "/new.db")
            }
        }
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        #expect(try folder.files == ["utfall.db"])
    }

    @Test func `a bit of a chunk that flips is found, and named by what it belongs to`() throws {
        do {
            let store = try MeasurementStore.open(path: folder.store)
            _ = try store.record(numbered(1), contract: contract, recording: imported)
            _ = try store.record(
                batch("a", people: [person("P-01")]), contract: contract, recording: imported)
        }
        for (table, name) in [
            (
                "measurement_chunk",
                "measurement_chunk of se.norrkoping.soc-2016, placement_cost, batch 1, chunk 0"
            ),
            ("participant_chunk", "participant_chunk of se.norrkoping.soc-2016, batch 2, chunk 0"),
        ] {
            try folder.raw(
                """
                DROP TRIGGER \(table)_never_updated;
                UPDATE \(table) SET bytes =
                    CAST(substr(bytes, 1, 20) || x'55' || substr(bytes, 22) AS BLOB);
                """)
            let store = try MeasurementStore.openReadOnly(path: folder.store)
            let damage = "\(name): its bytes are not those of its checksum"
            #expect(try store.check().contains(damage))
            #expect(throws: StoreError.damaged(path: folder.store, what: damage)) {
                if table == "participant_chunk" {
                    _ = try store.participants(of: contract, asOf: BatchID(2))
                } else {
                    _ = try store.costs(asOf: BatchID(1))
                }
            }
        }
    }

    @Test func `a chunk cannot stand for another`() throws {
        do {
            let store = try MeasurementStore.open(path: folder.store)
            for number in 1...2 {
                _ = try store.record(numbered(number), contract: contract, recording: imported)
            }
        }
        try folder.raw(
            """
            DROP TRIGGER measurement_chunk_never_updated;
            UPDATE measurement_chunk SET (bytes, sha256) =
                (SELECT bytes, sha256 FROM measurement_chunk WHERE batch = 1) WHERE batch = 2;
            """)
        let store = try MeasurementStore.openReadOnly(path: folder.store)
        #expect(try store.costs(asOf: BatchID(1)).count == 3000)
        #expect(throws: StoreError.self) { try store.costs(asOf: BatchID(2)) }
        #expect(try store.check().count == 1)
    }

    @Test(arguments: 0..<8)
    func `whichever bit of the file flips, evidence is as it was or the damage is told`(seed: Int) throws {
        let whole: [MeasurementTable]
        do {
            let store = try MeasurementStore.open(path: folder.store)
            for number in 1...3 {
                _ = try store.record(numbered(number, people: 400), contract: contract, recording: imported)
            }
            whole = try evidence(store)
        }
        let bytes = try Data(contentsOf: URL(filePath: folder.store))
        var random = SplitMix64(state: UInt64(seed))
        var told = 0
        for _ in 0..<40 {
            var changed = bytes
            let place = Int.random(in: 0..<bytes.count, using: &random)
            changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try changed.write(to: URL(filePath: folder.store))
            do {
                let store = try MeasurementStore.openReadOnly(path: folder.store)
                if try store.check().isEmpty {
                    #expect(try evidence(store) == whole, "byte \(place)")
                } else {
                    told += 1
                }
            } catch is StoreError {
                told += 1
            }
        }
        #expect(told > 0)
    }
}
