import Foundation
import Testing

/// A command that writes, with the store before it and after it.
struct Writing: Sendable {
    let arguments: [String]
    /// The file of the store, where there is one before.
    let store: Data?
    /// What is in it; nothing where there is no store.
    let before: [String]
    let after: [String]
    /// How long it took when nobody disturbed it.
    let microseconds: Double

    /// An import into no store, the correction of each value of a store, and the posting of what is due.
    static let all = [
        Result {
            try Writing(["import", Fund.pack, "participants.csv", "measurements-1.csv"], prepared: [])
        },
        Result { try Writing(["import", Fund.pack, "measurements-2.csv"], prepared: [imported]) },
        Result { try Writing(["settle", Fund.pack, "--post"], prepared: [imported]) },
    ]

    private static let imported = ["import", Fund.pack, "participants.csv", "measurements-1.csv"]
    private static let people = 60

    private init(_ arguments: [String], prepared commands: [[String]]) throws {
        let fund = try Fund()
        try fund.writeEvidence(people: Writing.people)
        for command in commands { try #require(try fund.utfall(command + ["--by", "tester"]).status == 0) }
        self.arguments = arguments + ["--by", "tester"]
        store = try? Data(contentsOf: URL(filePath: fund.path("utfall.db")))
        before = store == nil ? [] : try fund.content()
        let started = ContinuousClock.now
        try #require(try fund.utfall(self.arguments).status == 0)
        microseconds = (ContinuousClock.now - started) / .microseconds(1)
        after = try fund.content()
        try #require(before != after)
    }

    /// Returns a folder in which it can begin.
    func fund() throws -> Fund {
        let fund = try Fund()
        try fund.writeEvidence(people: Writing.people)
        if let store { try store.write(to: URL(filePath: fund.path("utfall.db"))) }
        return fund
    }

    /// Expects a whole store that is as before or as after, and that the command completes it.
    func expectWhole(_ fund: Fund) throws {
        let doctor = try fund.doctor()
        if store != nil {
            #expect(doctor.status == 0, "\(doctor.output)\(doctor.complaint)")
            let content = try fund.content()
            #expect(content == before || content == after, "neither as before nor as after")
        } else {
            // Its making may have been cut off, too, when it is told to be none yet.
            #expect(doctor.status == 0 || doctor.status == 2, "\(doctor.output)\(doctor.complaint)")
        }
        let again = try fund.utfall(arguments)
        // What was posted can be posted once only.
        let isPosted =
            arguments.contains("--post") && again.complaint.contains("is posted, and nothing has changed")
        #expect(again.status == (isPosted ? 2 : 0), "\(again.output)\(again.complaint)")
        #expect(try fund.content() == after)
        #expect(try fund.doctor().status == 0)
    }
}

@Suite struct KillTests {
    // Fifty moments, every other one of a posting, and the others of imports, half of them into no store; twice as
    // many in a full run.
    @Test(arguments: 0..<(ProcessInfo.processInfo.isFull ? UInt64(100) : 50))
    func `whenever a command is killed, the store is whole, and the command again completes it`(
        seed: UInt64
    ) throws {
        let command = seed.isMultiple(of: 2) ? 2 : Int(seed / 2 % 2)
        let writing = try Writing.all[command].get()
        let fund = try writing.fund()
        var random = SplitMix64(state: seed)
        let moment = Double.random(in: 0...1.1, using: &random) * writing.microseconds
        let process = try Command.start(Command.utfall, writing.arguments, in: fund.folder)
        usleep(UInt32(moment))
        process.kill()
        let status = try process.ended().status
        #expect(status == 0 || status == 128 + SIGKILL)
        try writing.expectWhole(fund)
    }

    // A file that would grow beyond its limit ends the process, which is a moment that can be chosen: the
    // writing of any page of the log or of the store.
    @Test(arguments: 0..<3, [0, 8, 48, 110, 200])
    func `whichever write a command ends in, the store is whole, and the command again completes it`(
        command: Int, kilobytes: Int
    ) throws {
        let writing = try Writing.all[command].get()
        let fund = try writing.fund()
        let line = (["$UTFALL"] + writing.arguments).joined(separator: " ")
        let status = try fund.shell("(ulimit -f \(kilobytes); exec \(line)) | cat; exit ${PIPESTATUS[0]}")
            .status
        #expect(status == 0 || status == 128 + SIGXFSZ)
        try writing.expectWhole(fund)
    }
}
