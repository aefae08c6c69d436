import Foundation

/// The temporary folder in which a case runs; gone with it.
final class Workplace {
    let folder: URL
    private let files = FileManager.default

    init() throws {
        folder = files.temporaryDirectory.appending(path: "errors-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? files.removeItem(at: folder) }

    /// Lays out what a case needs: its base, over it its own files, and over them its steps.
    func prepare(_ errorCase: ErrorCase) throws {
        let base = try errorCase.base
        for file in filesBelow(base) { try lay(file, from: base) }
        for file in errorCase.files { try lay(file, from: errorCase.folder) }
        for step in try errorCase.steps { try take(step) }
    }

    /// Lays out a base alone, such as `contract`.
    func lay(_ base: String) throws {
        let source = ErrorCase.root.appending(path: "Bases/\(base)")
        for file in filesBelow(source) { try lay(file, from: source) }
    }

    /// Copies what a file contains, and not whose it is: the sources may belong to somebody else.
    private func lay(_ file: String, from source: URL) throws {
        let target = folder.appending(path: file)
        try files.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(contentsOf: source.appending(path: file)).write(to: target)
    }

    private func take(_ step: PreparationStep) throws {
        switch step {
        case .replace(let file, let old, let new):
            let text = try text(file)
            guard text.components(separatedBy: old).count == 2 else {
                throw PreparationStep.Malformed(description: "'\(old)' does not stand once in \(file)")
            }
            try write(file, Data(text.replacingOccurrences(of: old, with: new).utf8))
        case .append(let file, let line):
            try write(file, (try? data(file)) ?? Data(), Data((line + "\n").utf8))
        case .bytes(let file, let bytes): try write(file, (try? data(file)) ?? Data(), Data(bytes))
        case .patch(let file, let offset, let bytes):
            let old = try data(file)
            try write(file, old.prefix(offset), Data(bytes), old.dropFirst(offset + bytes.count))
        case .truncate(let file, let count): try write(file, data(file).prefix(count))
        case .latin1(let file): try write(file, text(file).data(using: .isoLatin1) ?? Data())
        case .utf16(let file): try write(file, text(file).data(using: .utf16) ?? Data())
        case .bom(let file): try write(file, Data([0xEF, 0xBB, 0xBF]), data(file))
        case .crlf(let file):
            try write(file, Data(text(file).replacingOccurrences(of: "\n", with: "\r\n").utf8))
        case .empty(let file): try write(file, Data())
        case .folder(let path):
            try files.createDirectory(at: folder.appending(path: path), withIntermediateDirectories: true)
        case .remove(let path): try files.removeItem(at: folder.appending(path: path))
        case .chmod(let file, let mode):
            try files.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: folder.appending(path: file).path)
        case .notAsRoot: break
        case .utfall(let arguments):
            let ended = try Program.run(arguments, in: folder)
            guard ended.status <= 1 else {
                throw PreparationStep.Malformed(description: "utfall \(arguments): \(ended.standardError)")
            }
        }
    }

    /// The main files of all stores, by name.
    func stores() throws -> [String: Data] {
        let names = try files.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".db") }
        return Dictionary(uniqueKeysWithValues: try names.map { ($0, try data($0)) })
    }

    private func data(_ file: String) throws -> Data { try Data(contentsOf: folder.appending(path: file)) }

    private func text(_ file: String) throws -> String { String(decoding: try data(file), as: UTF8.self) }

    private func write(_ file: String, _ parts: Data...) throws {
        try parts.reduce(into: Data()) { $0.append($1) }.write(to: folder.appending(path: file))
    }
}

/// Returns the paths of all files below a folder, sorted.
func filesBelow(_ folder: URL) -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.sorted().filter { path in
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder)
        return !isFolder.boolValue
    }
}
