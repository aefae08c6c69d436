import Crypto
import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Returns the pack with this content hash as it was when something was posted with it.
    ///
    /// - Throws: `damaged` where its bytes are not those that were kept.
    package func packArchive(hash: String) throws(StoreError) -> PackArchive? {
        try read { database in
            try Query(
                database, "SELECT contract, version, sha256, bytes FROM pack_archive WHERE hash = ?"
            ).first([.text(hash)]) { row in
                let bytes = Array(try row.bytes(3))
                guard SHA256.hash(data: bytes).elementsEqual(try row.bytes(2)),
                    let files = ArchivedFiles.unpack(bytes)
                else { throw Damage(what: "the pack \(hash) is not as it was kept") }
                return PackArchive(
                    contract: PackID(try row.text(0)), version: try row.text(1), hash: hash, files: files)
            }
        }
    }
}

extension Database {
    /// Keeps a pack, once.
    func insert(_ archive: PackArchive) throws {
        let isKept = try !Query(self, "SELECT 1 FROM pack_archive WHERE hash = ?").isEmpty([
            .text(archive.hash)
        ])
        guard !isKept else { return }
        let bytes = ArchivedFiles.pack(archive.files)
        try Query(
            self, "INSERT INTO pack_archive (hash, contract, version, sha256, bytes) VALUES (?, ?, ?, ?, ?)"
        ).run([
            .text(archive.hash), .text(archive.contract.rawValue), .text(archive.version),
            .bytes(Array(SHA256.hash(data: bytes))), .bytes(bytes),
        ])
    }

    /// Returns what is wrong with the packs that are kept, in words.
    func damagedArchives() throws -> [String] {
        try Query(self, "SELECT hash, sha256, bytes FROM pack_archive ORDER BY hash").map([]) { row in
            let bytes = Array(try row.bytes(2))
            return SHA256.hash(data: bytes).elementsEqual(try row.bytes(1))
                && ArchivedFiles.unpack(bytes) != nil
                ? nil : "the pack \(try row.text(0)) is not as it was kept"
        }.compactMap(\.self)
    }
}

/// Files one after the other: each as `LENGTH:PATH,` and `LENGTH:CONTENTS,`, in the order of their paths.
enum ArchivedFiles {
    static func pack(_ files: [String: [UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (path, contents) in files.sorted(by: { $0.key < $1.key }) {
            for part in [Array(path.utf8), contents] {
                bytes += "\(part.count):".utf8
                bytes += part
                bytes.append(UInt8(ascii: ","))
            }
        }
        return bytes
    }

    /// Returns nil for bytes that `pack` never makes.
    static func unpack(_ bytes: [UInt8]) -> [String: [UInt8]]? {
        var files: [String: [UInt8]] = [:]
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let path = part(&rest), let contents = part(&rest) else { return nil }
            files[String(decoding: path, as: UTF8.self)] = Array(contents)
        }
        return files
    }

    private static func part(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")),
            let length = Int(String(decoding: rest[..<colon], as: UTF8.self)), length >= 0,
            length < rest.endIndex - colon - 1
        else { return nil }
        let end = colon + 1 + length
        guard rest[end] == UInt8(ascii: ",") else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[(colon + 1)..<end]
    }
}
