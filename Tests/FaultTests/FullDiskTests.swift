import Foundation
import Testing

@Suite struct FullDiskTests {
    @Test(arguments: 0..<3, [0, 4, 40, 120])
    func `a file that may not grow is told, and the store is as before`(command: Int, kilobytes: Int) throws {
        let writing = try Writing.all[command].get()
        let fund = try writing.fund()
        let line = (["$UTFALL"] + writing.arguments).joined(separator: " ")
        // Where the signal is ignored, the write fails instead.
        let ended = try fund.shell(
            "(ulimit -f \(kilobytes); trap '' XFSZ; exec \(line) 2>&1) | cat; exit ${PIPESTATUS[0]}")
        if ended.status != 0 {
            #expect(ended.status == 2)
            #expect(ended.output.contains("error: the store utfall.db could not be read or written"))
        }
        try writing.expectWhole(fund)
    }

    @Test(arguments: 0..<3, [0, 4, 40, 120])
    func `a full disk is told, and the store is as before`(command: Int, kilobytes: Int) throws {
        let writing = try Writing.all[command].get()
        let fund = try writing.fund()
        let disk = try SmallDisk(at: fund.path("disk"), megabytes: 4)
        let files = FileManager.default
        for file in try files.contentsOfDirectory(atPath: fund.folder.path) where file != "disk" {
            try files.copyItem(atPath: fund.path(file), toPath: fund.path("disk/\(file)"))
        }
        try disk.fill(leaving: kilobytes)
        let line = (["$UTFALL"] + writing.arguments).joined(separator: " ")
        let ended = try fund.shell("cd disk && \(line)")
        if ended.status != 0 {
            #expect(ended.status == 2, "\(ended.complaint)")
            let told = [
                "the disk of the store utfall.db is full", "the store utfall.db could not be read or written",
            ]
            #expect(told.contains { ended.complaint.hasPrefix("error: \($0)\n") }, "\(ended.complaint)")
        }
        disk.makeRoom()
        unlink(fund.path("utfall.db"))
        for file in try files.contentsOfDirectory(atPath: fund.path("disk")) where file.hasPrefix("utfall.db")
        {
            try files.copyItem(atPath: fund.path("disk/\(file)"), toPath: fund.path(file))
        }
        try writing.expectWhole(fund)
    }
}
