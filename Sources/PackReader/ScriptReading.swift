import OutcomesModel

extension PackReader {
    /// Reads a script that stands alone, with the libraries that it mentions: those of the folders that the reader was
    /// made with, and none beside the script.
    ///
    /// - Returns: a pack of the kind `report` with this one file, whose id is nobody's.
    /// - Throws: `noScript`, or `faults` where the file is no text, or a library has faults.
    package func readScript(_ path: String) throws(PackError) -> Pack {
        let slash = path.lastIndex(of: "/")
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let typed = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
        guard PackFolder(path) == nil, let folder = PackFolder(typed ?? "."), folder.holds(name) else {
            throw .noScript(path: path, isFolder: PackFolder(path) != nil)
        }
        let faults = FileFaults(file: path)
        let bytes = folder.text(of: name, limit: PackLimits.luaBytes, faults: faults) ?? []
        folder.noteNoSource(bytes, faults)
        var finder = libraryFinder()
        finder.resolve(mentionedIn: String(decoding: bytes, as: UTF8.self))
        let found = faults.sorted(pack: nil) + finder.faults
        guard found.isEmpty else { throw .faults(found) }
        let source = SourceFile(path: name, bytes: bytes)
        return Pack(
            manifest: Manifest(
                id: "script", version: Version(1, 0, 0), api: Manifest.hostAPI, kind: .report, title: nil,
                uses: [], permissions: []),
            folder: typed ?? "", contract: nil, sources: [name: source], libraries: finder.libraries,
            hash: PackHash.hexadecimal(files: [name: bytes], libraries: finder.libraries),
            files: [name: bytes], language: language)
    }
}
