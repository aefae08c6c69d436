import Foundation
import GRDB
import Testing

/// A store with two files of evidence and a posted settlement, and what a settlement of it says.
private struct Posted: Sendable {
    let store: Data
    let statement: String

    static let made = Result { try Posted() }

    init() throws {
        let fund = try Fund()
        try fund.writeEvidence(people: 40)
        try #require(try fund.importEvidence().status == 0)
        try #require(try fund.utfall("settle", Fund.pack, "--post").status == 0)
        try #require(try fund.utfall("import", Fund.pack, "measurements-2.csv").status == 0)
        // Other evidence than was posted on: there is a difference to look at.
        let settled = try fund.utfall("settle", Fund.pack, "--json")
        try #require(settled.status == 1)
        statement = settled.output
        store = try Data(contentsOf: URL(filePath: fund.path("utfall.db")))
    }
}

extension Fund {
    /// Lays a store's bytes out.
    fileprivate convenience init(store: Data) throws {
        try self.init()
        try store.write(to: URL(filePath: path("utfall.db")))
        try writeEvidence(people: 40)
    }
}

@Suite struct DamageTests {
    // What is looked for in the file is a text or the beginning of a chunk, of which a bit flips.
    @Test(arguments: [
        (
            "SELECT bytes FROM measurement_chunk WHERE batch = 3",
            "measurement_chunk of org.utfall.bench-fund, wellbeing, batch 3, chunk 0: its bytes are not"
        ),
        (
            "SELECT bytes FROM participant_chunk",
            "participant_chunk of org.utfall.bench-fund, batch 1, chunk 0: its bytes are not"
        ),
        ("SELECT hash FROM journal_entry WHERE number = 1", "journal entry 1 is not as it was posted"),
    ])
    func `a flipped bit is named by doctor, and nothing is settled on it`(query: String, damage: String)
        throws
    {
        let fund = try Fund(store: try Posted.made.get().store)
        let cell = try DatabaseQueue(path: fund.path("utfall.db")).read {
            try #require(try Data.fetchOne($0, sql: query))
        }
        var bytes = try Data(contentsOf: URL(filePath: fund.path("utfall.db")))
        let place = try #require(bytes.range(of: cell.prefix(60))).lowerBound
        bytes[place + 40] ^= 1
        try bytes.write(to: URL(filePath: fund.path("utfall.db")))
        let doctor = try fund.doctor()
        #expect(doctor.status == 1)
        #expect(doctor.output.contains("utfall.db: damaged: \(damage)"), "\(doctor.output)")
        for command in [["settle", Fund.pack], ["settle", Fund.pack, "--post"], ["export", Fund.pack]] {
            let ended = try fund.utfall(command)
            #expect(ended.status == 4 && ended.output.isEmpty, "\(command): \(ended.output)")
            #expect(
                ended.complaint.hasPrefix("error: the store utfall.db is damaged\n"), "\(ended.complaint)")
        }
        #expect(try Data(contentsOf: URL(filePath: fund.path("utfall.db"))) == bytes)
    }

    @Test(arguments: 0..<4)
    func `whichever bit flips, a settlement is as it was or is refused`(seed: UInt64) throws {
        let posted = try Posted.made.get()
        let fund = try Fund(store: posted.store)
        var random = SplitMix64(state: seed)
        for _ in 0..<15 {
            var bytes = posted.store
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try expectTheSameOrARefusal(bytes, fund, posted, "byte \(place)")
        }
    }

    @Test func `wherever a store is cut off, a settlement is refused`() throws {
        let posted = try Posted.made.get()
        let fund = try Fund(store: posted.store)
        let pages = posted.store.count / 4096
        for length in [1, 99, 100, 4095, posted.store.count - 4079, posted.store.count - 1]
            + stride(from: 1, to: pages, by: 3).map({ $0 * 4096 + 17 * ($0 % 2) })
        {
            try expectTheSameOrARefusal(posted.store.prefix(length), fund, posted, "\(length) bytes")
        }
    }

    private func expectTheSameOrARefusal(_ bytes: Data, _ fund: Fund, _ posted: Posted, _ what: String) throws
    {
        for ending in ["-wal", "-shm"] { unlink(fund.path("utfall.db" + ending)) }
        try bytes.write(to: URL(filePath: fund.path("utfall.db")))
        let settled = try fund.utfall("settle", Fund.pack, "--json")
        if settled.status == 1 {
            #expect(settled.output == posted.statement, "\(what)")
        } else {
            #expect([2, 4].contains(settled.status), "\(what): \(settled.status) \(settled.complaint)")
            #expect(settled.output.contains("\"errors\""), "\(what)")
        }
    }
}
