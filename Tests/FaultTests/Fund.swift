import Foundation
import GRDB

/// A folder with evidence of a made-up fund, and perhaps a store; gone with it.
///
/// Its pack is `plugins/contracts/bench-fund`: a rule for each person, and payments of four cohorts.
final class Fund {
    let folder: URL

    static let pack: String = {
        let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return project.appending(path: "plugins/contracts/bench-fund").path
    }()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ file: String) -> String { folder.appending(path: file).path }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path(file)))
    }

    /// Writes `participants.csv`, and `measurements-1.csv` and `measurements-2.csv`, of which the second
    /// corrects all values of the first.
    func writeEvidence(people: Int) throws {
        var participants = "participant_id,contract,cohort\n"
        for person in 0..<people {
            participants += "\(Fund.name(person)),C0\(10 + person % 90),Q\(1 + person / 90 % 4)\n"
        }
        try write(participants, to: "participants.csv")
        for number in [1, 2] {
            try write(
                Fund.measurements(people: people, seed: UInt64(number)), to: "measurements-\(number).csv")
        }
    }

    static let header = "participant_id,indicator,date,value,source\n"

    static func name(_ person: Int) -> String { "P\(1_000_000 + person)" }

    static func measurements(people: Int, seed: UInt64) -> String {
        var random = SplitMix64(state: seed)
        var text = header
        for month in 1...12 {
            for person in 0..<people {
                let tenths = Int.random(in: 200...400, using: &random) + month * (person % 20)
                let day = "2025-\(month < 10 ? "0" : "")\(month)-28"
                text += "\(name(person)),WELLBEING,\(day),\(tenths / 10).\(tenths % 10),survey\n"
            }
        }
        return text
    }

    func start(_ arguments: String...) throws -> Command {
        try Command.start(Command.utfall, arguments, in: folder)
    }

    func utfall(_ arguments: String...) throws -> Command.Ended { try utfall(arguments) }

    func utfall(_ arguments: [String]) throws -> Command.Ended {
        try Command.start(Command.utfall, arguments, in: folder).ended()
    }

    /// Runs a line of a shell, in which `$UTFALL` is the command and `$PACK` the pack.
    func shell(_ line: String) throws -> Command.Ended {
        try Command.start("/bin/bash", ["-c", line], in: folder).ended()
    }

    /// Imports what `writeEvidence` wrote first.
    func importEvidence() throws -> Command.Ended {
        try utfall("import", Fund.pack, "participants.csv", "measurements-1.csv", "--by", "tester")
    }

    /// Returns all rows of all tables, in words, but for the moment of a record and the hashes that it enters.
    func content(of store: String = "utfall.db") throws -> [String] {
        let left: Set = ["recorded_at", "hash", "previous_hash"]
        return try DatabaseQueue(path: path(store)).read { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            return try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { row in
                    let cells = row.filter { !left.contains($0.0) }.map { "\($0)=\(Fund.words($1))" }
                    return "\(table): " + cells.joined(separator: " ")
                }.sorted()
            }
        }
    }

    private static func words(_ value: DatabaseValue) -> String {
        guard case .blob(let bytes) = value.storage else { return value.description }
        return bytes.base64EncodedString()
    }

    /// Returns what `doctor` says of the store.
    func doctor() throws -> Command.Ended { try utfall("doctor", "--store", "utfall.db") }
}

/// Random numbers that are the same for the same seed on every machine.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
