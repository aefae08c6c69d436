import Foundation
import Utfall

/// A place for a new pack, gone with it.
final class Disk {
    let root: String
    /// One for all tests: what packs can call is laid out once.
    static let host = Host()
    /// Not there yet.
    var folder: String { "\(root)/my-contract" }

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "starting-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: "\(root)/\(name)"))
        return "\(root)/\(name)"
    }

    /// What lies in it, hidden files too.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted() }
}
