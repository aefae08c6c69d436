import Foundation
import Testing

/// A file system of its own in memory, which only root can have; gone with it.
final class SmallDisk {
    private let path: String

    /// Cancels the test where none can be mounted.
    init(at path: String, megabytes: Int) throws {
        self.path = path
        if geteuid() != 0 { try Test.cancel("only root can mount a disk") }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            try Test.cancel("no disk can be mounted here")
        }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Takes all room but so many kilobytes, in pages of four.
    func fill(leaving kilobytes: Int) throws {
        var room = statvfs()
        try #require(statvfs(path, &room) == 0)
        let bytes = Int(room.f_bavail) * Int(room.f_bsize) - kilobytes * 1024
        try Data(count: bytes).write(to: URL(filePath: path + "/filler"))
    }

    func makeRoom() { unlink(path + "/filler") }

    func becomeReadOnly() throws {
        try #require(mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
    }
}
