import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The place on disk where a store is or will be, looked at before SQLite touches it.
struct StoreFile {
    /// As the user wrote it, for messages.
    let path: String
    /// From the root, so that SQLite takes it for nothing but a file, whatever its name is.
    let absolutePath: String

    enum Content {
        case absent, store
        /// A file of no bytes, as a creation leaves it that was cut off.
        case empty
    }

    init(path: String) {
        self.path = path
        absolutePath = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    var folder: String {
        let folder = absolutePath[..<(absolutePath.lastIndex(of: "/") ?? absolutePath.startIndex)]
        return folder.isEmpty ? "/" : String(folder)
    }

    /// True where SQLite can write the file, and the two that it keeps beside it.
    var isWritable: Bool {
        let files = FileManager.default
        let exists = files.fileExists(atPath: absolutePath)
        return files.isWritableFile(atPath: folder) && (!exists || files.isWritableFile(atPath: absolutePath))
    }

    /// True where something was written that may not have reached the file itself.
    var hasLog: Bool { FileManager.default.fileExists(atPath: absolutePath + "-wal") }

    /// Tells one file from another at the same path; nil where there is none.
    var identity: UInt64? {
        var status = stat()
        return stat(absolutePath, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    /// Returns what is there, by the file's first bytes; nothing is opened by SQLite or changed.
    func content() throws(StoreError) -> Content {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: absolutePath, isDirectory: &isDirectory) else {
            try requireFolder()
            return .absent
        }
        guard !isDirectory else { throw .directory(path: path) }
        // A pipe or a device would never end; its kind is known without reading it.
        let type =
            try? FileManager.default.attributesOfItem(atPath: resolvedPath)[.type] as? FileAttributeType
        guard type == .typeRegular else { throw .notAStore(path: path, is: "no regular file") }
        guard let bytes = try? Data(contentsOf: URL(filePath: absolutePath), options: .alwaysMapped) else {
            throw .notReadable(path: path)
        }
        if bytes.isEmpty { return .empty }
        let header = [UInt8](bytes.prefix(100))
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw .notAStore(path: path, is: "a file that is no SQLite database")
        }
        // Bytes 68 to 71 of the header, big endian: https://www.sqlite.org/fileformat.html#application_id
        guard header[68..<72].reduce(Int64(0), { $0 << 8 | Int64($1) }) == Schema.applicationID else {
            throw .notAStore(path: path, is: "an SQLite database of another program")
        }
        return .store
    }

    private var resolvedPath: String { URL(filePath: absolutePath).resolvingSymlinksInPath().path }

    private func requireFolder() throws(StoreError) {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory else {
            throw .missingFolder(path: path, folder: folder)
        }
    }
}
