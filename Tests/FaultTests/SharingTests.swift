import Foundation
import GRDB
import Testing

@Suite struct SharingTests {
    @Test func `a second writer is told so, and reads go on`() throws {
        let fund = try Fund()
        try fund.writeEvidence(people: 40)
        #expect(try fund.importEvidence().status == 0)
        let before = try fund.content()
        let statement = try fund.utfall("settle", Fund.pack, "--json").output
        try DatabaseQueue(path: fund.path("utfall.db")).inTransaction(.immediate) { _ in
            for command in [["import", Fund.pack, "measurements-2.csv"], ["settle", Fund.pack, "--post"]] {
                let ended = try fund.utfall(command)
                #expect(ended.status == 2 && ended.output.isEmpty)
                #expect(
                    ended.complaint == """
                        error: the store utfall.db is being written by another process
                          hint      try again when that has ended

                        """)
            }
            #expect(try fund.utfall("settle", Fund.pack, "--json").output == statement)
            return .rollback
        }
        #expect(try fund.content() == before)
        #expect(try fund.utfall("import", Fund.pack, "measurements-2.csv").status == 0)
    }

    @Test func `who imports at the same time as others into no store loses nothing that was said to be kept`()
        throws
    {
        let fund = try Fund()
        var files: [String] = []
        for number in 1...6 {
            let name = "measurements-\(number).csv"
            try fund.write(Fund.measurements(people: 20, seed: UInt64(number)), to: name)
            files.append(name)
        }
        // It is read to its end, and refused there.
        try fund.write(Fund.measurements(people: 200, seed: 7) + "\0", to: "measurements-7.csv")
        let writers = try (files + ["measurements-7.csv"]).map {
            try fund.start("import", Fund.pack, $0, "--by", "tester")
        }
        let ended = try writers.map { try $0.ended() }
        for (number, ended) in ended.enumerated() where ended.status != (number == 6 ? 4 : 0) {
            #expect(
                ended.status == 2 && ended.complaint.contains("is being written by another process"),
                "writer \(number + 1) ended with \(ended.status): \(ended.complaint)")
        }
        for (file, ended) in zip(files, ended) where ended.status == 0 {
            let again = try fund.utfall("import", Fund.pack, file)
            #expect(again.output.contains("already recorded"), "\(again.output)")
        }
        #expect(try fund.doctor().status == 0)
    }

    @Test func `many read while one writes, and each sees the store before or after`() throws {
        let writing = try Writing.all[1].get()
        let fund = try writing.fund()
        let settle = ["settle", Fund.pack, "--json"]
        var seen: Set = [try fund.utfall(settle).output]
        let writer = try Command.start(Command.utfall, writing.arguments, in: fund.folder)
        var read: Set<String> = []
        for _ in 0..<4 {
            let readers = try (0..<4).map { _ in try Command.start(Command.utfall, settle, in: fund.folder) }
            for reader in readers {
                let ended = try reader.ended()
                #expect(ended.status == 0, "\(ended.complaint)")
                read.insert(ended.output)
            }
        }
        #expect(try writer.ended().status == 0)
        seen.insert(try fund.utfall(settle).output)
        #expect(seen.count == 2)
        #expect(read.isSubset(of: seen))
        #expect(try fund.content() == writing.after)
    }

    @Test(arguments: [false, true])
    func `a store that nobody may write is read, and said to be read-only`(isDisk: Bool) throws {
        let fund = try Fund()
        try fund.writeEvidence(people: 40)
        let place = fund.path("kept")
        let disk = isDisk ? try SmallDisk(at: place, megabytes: 4) : nil
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        #expect(try fund.importEvidence().status == 0)
        let statement = try fund.utfall("settle", Fund.pack, "--json").output
        try FileManager.default.moveItem(atPath: fund.path("utfall.db"), toPath: place + "/utfall.db")
        chmod(fund.folder.path, 0o755)
        var user = ""
        if let disk {
            try disk.becomeReadOnly()
        } else {
            chmod(place + "/utfall.db", 0o444)
            chmod(place, 0o555)
            // Permissions do not bind root.
            if geteuid() == 0 { user = "setpriv --reuid=65534 --regid=65534 --clear-groups " }
        }
        let read = try fund.shell("cd kept && \(user)$UTFALL settle $PACK --json")
        #expect(read.status == 0 && read.output == statement, "\(read.complaint)")
        for command in ["import $PACK ../measurements-2.csv", "settle $PACK --post"] {
            let ended = try fund.shell("cd kept && \(user)$UTFALL \(command)")
            #expect(ended.status == 2, "\(command): \(ended.output)\(ended.complaint)")
            #expect(
                ended.complaint.hasPrefix(
                    "error: the store utfall.db cannot be written: its file, folder or disk is\n       read-only"
                ),
                "\(command): \(ended.complaint)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["utfall.db"])
        chmod(place, 0o755)
    }
}
