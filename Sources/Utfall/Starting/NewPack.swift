import FoundationEssentials
import OutcomesModel

/// A folder of a pack that is written whole or not at all.
public enum NewPack {
    /// Refuses a folder that a new pack cannot be written into, before anybody is asked anything.
    ///
    /// - Throws: where something is there already, the folder above it is not, or it has no name.
    public static func check(folder: String) throws(StartingError) {
        guard folder.contains(where: { !$0.isWhitespace }) else { throw .namelessFolder }
        let files = FileManager.default
        var isFolder = false
        guard files.fileExists(atPath: folder, isDirectory: &isFolder) else {
            let parent = parent(of: folder)
            guard files.fileExists(atPath: parent, isDirectory: &isFolder), isFolder else {
                throw .noParent(folder: folder)
            }
            return
        }
        guard isFolder else { throw .noFolder(path: folder) }
        guard (try? files.contentsOfDirectory(atPath: folder).isEmpty) == true else {
            throw .notEmpty(folder: folder)
        }
    }

    /// Writes a pack with the definitions that editors read, once it was read as a pack.
    ///
    /// - Parameter files: by path below `folder`.
    /// - Returns: the paths of all that was written, sorted.
    /// - Throws: where it cannot be written, or is no pack in order; then nothing is left behind.
    @discardableResult
    public static func write(_ files: [String: String], to folder: String, host: Host = Host()) throws
        -> [String]
    {
        try check(folder: folder)
        var all = files
        all[".luarc.json"] = Host.editorSettings
        for (name, text) in host.apiDefinitions { all[".utfall/\(name)"] = text }
        let scratch = "\(parent(of: folder))/.\(name(of: folder))-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        for (path, text) in all.sorted(by: { $0.key < $1.key }) {
            let file = URL(filePath: "\(scratch)/\(path)")
            do {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            } catch { throw StartingError.notWritten(path: "\(folder)/\(path)") }
        }
        do { _ = try ContractPack(folder: scratch) } catch let error as any Diagnosable {
            throw StartingError.notInOrder(error.diagnostics.map { $0.moved(from: scratch, to: folder) })
        }
        try move(scratch, to: folder)
        return all.keys.sorted()
    }

    /// Moves what is done to where it belongs; into a folder that is there and empty, file by file, since somebody
    /// may stand in it.
    private static func move(_ scratch: String, to folder: String) throws(StartingError) {
        let files = FileManager.default
        guard files.fileExists(atPath: folder) else {
            do { try files.moveItem(atPath: scratch, toPath: folder) } catch {
                throw .notWritten(path: folder)
            }
            return
        }
        var moved: [String] = []
        for name in ((try? files.contentsOfDirectory(atPath: scratch)) ?? []).sorted() {
            do { try files.moveItem(atPath: "\(scratch)/\(name)", toPath: "\(folder)/\(name)") } catch {
                for name in moved { try? files.removeItem(atPath: "\(folder)/\(name)") }
                throw .notWritten(path: "\(folder)/\(name)")
            }
            moved.append(name)
        }
    }

    /// The last word of a folder's path, also where it is typed as `.`.
    static func name(of folder: String) -> String { absolute(folder).lastPathComponent }

    private static func parent(of folder: String) -> String {
        absolute(folder).deletingLastPathComponent().path
    }

    private static func absolute(_ folder: String) -> URL {
        let path = folder.hasPrefix("/") ? folder : "\(FileManager.default.currentDirectoryPath)/\(folder)"
        return URL(filePath: path).standardizedFileURL
    }

    /// Makes the id of a pack from any name.
    static func id(from name: String) -> String {
        let id = word(from: name, joined: "-")
        return id.isEmpty ? "new-contract" : id
    }

    /// Returns the letters and digits of a text in lower case, with one mark for whatever is between them.
    ///
    /// Latin letters with marks lose these: ö is o. Letters of other scripts are left out.
    static func word(from text: String, joined mark: Character) -> String {
        var word = ""
        for scalar in text.lowercased().unicodeScalars {
            if let plain = plainLetter(scalar) {
                word.append(plain)
            } else if scalar.properties.generalCategory != .nonspacingMark, !word.isEmpty, word.last != mark {
                word.append(mark)
            }
        }
        while word.last == mark { word.removeLast() }
        return word
    }

    /// Returns the letter or digit that a scalar is, whatever marks it has: its name says `LATIN SMALL LETTER O WITH …`.
    private static func plainLetter(_ scalar: Unicode.Scalar) -> Character? {
        if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) { return Character(scalar) }
        let words = (scalar.properties.name ?? "").split(separator: " ")
        guard words.count > 4, words[..<3].elementsEqual(["LATIN", "SMALL", "LETTER"]), words[4] == "WITH",
            words[3].count == 1
        else { return nil }
        return Character(words[3].lowercased())
    }
}

extension Diagnostic {
    /// The same where a file of `scratch` is told as the one that it was to become.
    fileprivate func moved(from scratch: String, to folder: String) -> Diagnostic {
        guard let place, place.file.hasPrefix(scratch) else { return self }
        var moved = self
        moved.place = SourceLocation(
            file: folder + place.file.dropFirst(scratch.count), line: place.line, column: place.column)
        return moved
    }
}
