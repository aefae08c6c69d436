import Foundation
import OutcomesModel
import PackReader

/// A folder of the test's own, gone with it.
final class Disk {
    let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "packs-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Writes files below `folder` and returns its path.
    @discardableResult
    func write(_ folder: String, _ files: [String: String]) throws -> String {
        for (name, text) in files { try write("\(folder)/\(name)", bytes: Array(text.utf8)) }
        return "\(root)/\(folder)"
    }

    func write(_ path: String, bytes: [UInt8]) throws {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(root)/\(path)", withDestinationPath: target)
    }

    /// Reads a pack that is expected to be in order.
    func read(_ folder: String, libraryFolders: [String] = []) throws -> Pack {
        try PackReader(libraryFolders: libraryFolders.map { "\(root)/\($0)" }).read(
            folder: "\(root)/\(folder)")
    }

    /// Reads a pack and returns its faults, each a text of some lines, with the paths below this folder.
    func faults(_ folder: String, libraryFolders: [String] = []) -> [String] {
        do throws(PackError) {
            let reader = PackReader(libraryFolders: libraryFolders.map { "\(root)/\($0)" })
            _ = try reader.read(folder: "\(root)/\(folder)")
            return []
        } catch {
            return error.diagnostics.map { text($0).replacing("\(root)/", with: "") }
        }
    }

    private func text(_ fault: Diagnostic) -> String {
        let place = fault.place.map { "\($0): " } ?? ""
        let rest = [
            fault.expected.map { "  expected \($0)" }, fault.came.map { "  came \($0)" },
            fault.hint.map { "  hint: \($0)" },
        ]
        return ([place + fault.message] + rest.compactMap(\.self)).joined(separator: "\n")
    }
}
