import Crypto
import OutcomesModel

/// Hashes what decides an amount.
///
/// Each file and library is written as `LENGTH:NAME` `LENGTH:CONTENTS`, so that no two packs are
/// written alike.
struct PackHash {
    private var hash = SHA256()

    /// The hash of `plugin.toml`, `contract.toml` and the Lua files outside `tests/`, in path order,
    /// and behind them of the libraries, in the order given.
    static func hexadecimal(files: [String: [UInt8]], libraries: [Library] = []) -> String {
        var hash = PackHash()
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where !path.hasPrefix("tests/") {
            hash.add(Array(path.utf8))
            hash.add(bytes)
        }
        for library in libraries {
            hash.add(Array("library \(library.manifest.id)".utf8))
            hash.add(Array(library.hash.utf8))
        }
        return OutcomesModel.hexadecimal(hash.hash.finalize())
    }

    private mutating func add(_ bytes: [UInt8]) {
        hash.update(data: Array("\(bytes.count):".utf8))
        hash.update(data: bytes)
    }
}
