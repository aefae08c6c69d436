import FoundationEssentials
import OutcomesModel

/// The folder of one pack on disk: gives its files, and notes those that cannot be taken.
struct PackFolder {
    /// As the user typed it, or as it was found, without a slash at the end.
    let path: String
    private let resolved: String

    /// Nil where there is no such folder.
    init?(_ typed: String) {
        var path = typed
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard !path.isEmpty, PackFolder.type(of: PackFolder.resolve(path)) == .typeDirectory else {
            return nil
        }
        self.path = path
        resolved = PackFolder.resolve(path)
    }

    /// The folder in which this one lies.
    var parent: String {
        let name = path.split(separator: "/").last
        // Only the file system knows what is above these.
        if name == "." || name == ".." { return path + "/.." }
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    func faults(of name: String) -> FileFaults {
        FileFaults(file: path == "/" ? "/\(name)" : "\(path)/\(name)")
    }

    func holds(_ name: String) -> Bool { PackFolder.type(of: "\(resolved)/\(name)") != nil }

    /// The names of its subfolders that are packs of their own, sorted.
    func packsWithin() -> [String] { subfolders(with: "plugin.toml") }

    /// The names of its subfolders that have a file of this name, sorted.
    func subfolders(with file: String) -> [String] {
        names(in: resolved).filter { holds("\($0)/\(file)") }
    }

    /// The paths of all files below it, hidden ones left out, sorted.
    func allFiles() -> [String] { filePaths(below: "").sorted() }

    private func filePaths(below prefix: String) -> [String] {
        names(in: "\(resolved)/\(prefix)").flatMap { name in
            let path = prefix + name
            return PackFolder.type(of: "\(resolved)/\(path)") == .typeDirectory
                ? filePaths(below: path + "/") : [path]
        }
    }

    /// Whether a path that a file of the pack names is below it, also where links lead.
    func encloses(_ name: String) -> Bool {
        guard !name.hasPrefix("/") else { return false }
        var depth = 0
        for part in name.split(separator: "/") where part != "." {
            depth += part == ".." ? -1 : 1
            guard depth >= 0 else { return false }
        }
        return isBelow(PackFolder.resolve("\(resolved)/\(name)"))
    }

    private func isBelow(_ file: String) -> Bool { file.hasPrefix(resolved == "/" ? "/" : resolved + "/") }

    /// Reads a file that must be text, and returns nil where it is not there or is noted.
    func text(of name: String, limit: Int, faults: FileFaults) -> [UInt8]? {
        guard holds(name) else { return nil }
        let file = PackFolder.resolve("\(resolved)/\(name)")
        guard isBelow(file) else {
            faults.add(.file(.leavesPack))
            return nil
        }
        guard PackFolder.type(of: file) == .typeRegular,
            let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? UInt
        else {
            faults.add(.file(.unreadable))
            return nil
        }
        guard size <= limit else {
            faults.add(.file(.tooLarge(bytes: Int(size), limit: limit)))
            return nil
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            faults.add(.file(.unreadable))
            return nil
        }
        let bytes = [UInt8](data)
        if let line = lineThatIsNoUTF8(in: bytes) {
            faults.add(.file(.notUTF8), at: TomlPlace(line: line, column: 1))
            return nil
        }
        return bytes
    }

    /// Reads every Lua file of the pack, in the order of their paths.
    func sources() -> (files: [String: SourceFile], faults: [FileFaults]) {
        var files: [String: SourceFile] = [:]
        var allFaults: [FileFaults] = []
        let paths = luaPaths(below: "").sorted()
        guard paths.count <= PackLimits.luaFiles else {
            let faults = FileFaults(file: path)
            faults.add(.file(.tooManyLuaFiles(limit: PackLimits.luaFiles)))
            return ([:], [faults])
        }
        for path in paths {
            let faults = faults(of: path)
            allFaults.append(faults)
            guard let bytes = text(of: path, limit: PackLimits.luaBytes, faults: faults) else { continue }
            noteNoSource(bytes, faults)
            files[path] = SourceFile(path: path, bytes: bytes)
        }
        return (files, allFaults)
    }

    /// Notes what Lua would read, or complain of, as something else than the source of a pack.
    func noteNoSource(_ bytes: [UInt8], _ faults: FileFaults) {
        if bytes.first == 0x1B { faults.add(.file(.bytecode)) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { faults.add(.file(.byteOrderMark)) }
    }

    /// Finds the Lua files below a folder of the pack.
    ///
    /// Hidden files are passed over, and so are links to folders, and folders that are packs themselves.
    private func luaPaths(below prefix: String) -> [String] {
        var paths: [String] = []
        for name in names(in: "\(resolved)/\(prefix)") {
            let path = prefix + name
            if PackFolder.type(of: "\(resolved)/\(path)") == .typeDirectory {
                guard !holds("\(path)/plugin.toml") else { continue }
                paths += luaPaths(below: path + "/")
            } else if name.hasSuffix(".lua") {
                paths.append(path)
            }
        }
        return paths
    }

    /// The columns that tables of tests, `tests/*.csv`, have; those that cannot be read are told by who reads them.
    func testColumns() -> Set<String> {
        var columns: Set<String> = []
        for name in names(in: "\(resolved)/tests") where name.hasSuffix(".csv") {
            guard let data = FileManager.default.contents(atPath: "\(resolved)/tests/\(name)") else {
                continue
            }
            let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
            guard let header = lines.first(where: { !$0.hasPrefix("#") }) else { continue }
            columns.formUnion(header.split { ",;\t\"".contains($0) }.map(String.init))
        }
        return columns
    }

    private func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The type of what is at `path`, not following a link there.
    private static func type(of path: String) -> FileAttributeType? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
    }

    /// The absolute path with all links followed, without a slash at the end.
    private static func resolve(_ path: String) -> String {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        let resolved = URL(filePath: absolute).resolvingSymlinksInPath().path(percentEncoded: false)
        return resolved.count > 1 && resolved.hasSuffix("/") ? String(resolved.dropLast()) : resolved
    }
}

/// Returns the first line, from 1, that is not valid UTF-8.
func lineThatIsNoUTF8(in bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
}
