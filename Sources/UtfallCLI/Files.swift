import FoundationEssentials
import OutcomesModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Files that commands read and write.
enum Files {
    static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else { throw NotRead(path: path) }
        return text
    }

    static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

    /// Writes a file wholly or not at all; into a device, a pipe or what a link names it writes as it goes, and to the
    /// standard output where it is `-`.
    static func write(_ bytes: [UInt8], to path: String) throws {
        guard path != "-" else { return Output.print(bytes) }
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        guard type == nil || type == .typeRegular else {
            let file = open(path, O_WRONLY | O_TRUNC)
            guard file >= 0 else { throw NotWritten(path: path) }
            defer { close(file) }
            guard Output.send(bytes: bytes, to: file) else { throw NotWritten(path: path) }
            return
        }
        do { try Data(bytes).write(to: URL(filePath: path), options: .atomic) } catch {
            throw NotWritten(path: path)
        }
    }

    /// Writes the next piece of a file, the first of which begins it anew.
    static func append(_ text: String, to path: String, isNew: Bool) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | (isNew ? O_TRUNC : 0), 0o644)
        guard file >= 0 else { throw NotWritten(path: path) }
        defer { close(file) }
        guard Output.send(bytes: Array(text.utf8), to: file) else { throw NotWritten(path: path) }
    }

    /// Writes a file that is not there yet.
    static func writeNew(_ text: String, to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw NotWritten(path: path, isThere: true)
        }
        try write(text, to: path)
    }

    /// Writes a new file that its owner alone may read.
    static func writeSecret(_ text: String, to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw NotWritten(path: path, isThere: true)
        }
        let isWritten = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw NotWritten(path: path) }
    }

    static func makeFolder(_ path: String) throws {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch
        {
            throw NotWritten(path: path)
        }
    }

    private struct NotWritten: Diagnosable {
        let path: String
        var isThere = false
        var diagnostics: [Diagnostic] {
            [
                Diagnostic(
                    .use, isThere ? "the file is there already" : "the file cannot be written",
                    place: SourceLocation(file: path),
                    hint: isThere
                        ? "nothing is written over; name another file"
                        : "the folder must be there, and writable for you")
            ]
        }
    }

    private struct NotRead: Diagnosable {
        let path: String
        var diagnostics: [Diagnostic] {
            [
                Diagnostic(
                    .use, "the file cannot be read", place: SourceLocation(file: path),
                    expected: "a text file, in UTF-8")
            ]
        }
    }
}
