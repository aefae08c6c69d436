/// Reads packs from disk and checks all that can be checked before any Lua runs.
///
/// One reader for many packs lists the folders of libraries once, and keeps each library once.
package struct PackReader: Sendable {
    private let libraryFolders: [String]
    private let catalogue = LibraryCatalogue()

    /// - Parameter libraryFolders: folders in which library packs lie side by side, searched in this
    ///   order after the pack's own `lib/` and the folder in which the pack lies.
    package init(libraryFolders: [String]) {
        self.libraryFolders = libraryFolders
    }

    /// Reads the pack in `folder`, with the libraries that it uses.
    ///
    /// - Throws: `noFolder`, or `faults` with all that is wrong: of the pack's own files first, of
    ///   `plugin.toml`, `contract.toml` and the Lua files in that order, each by line.
    package func read(folder: String) throws(PackError) -> Pack {
        guard let packFolder = PackFolder(folder) else { throw .noFolder(path: folder) }
        var contents = PackContents(manifestOf: packFolder)
        guard contents.isPack else { throw .faults(contents.faults) }
        contents.readAll()

        let used = contents.draft.uses.isEmpty ? [] : searchedFolders(for: packFolder)
        var finder = LibraryFinder(folders: used, catalogue: catalogue)
        finder.resolve(usesOf: contents)

        let faults = contents.faults + finder.faults
        guard faults.isEmpty, let manifest = contents.draft.manifest else { throw .faults(faults) }
        return Pack(
            manifest: manifest, folder: packFolder.path, contract: contents.contract,
            sources: contents.sources, libraries: finder.libraries,
            hash: contents.hash(libraries: finder.libraries), files: contents.hashedFiles)
    }

    private func searchedFolders(for pack: PackFolder) -> [String] {
        ["\(pack.path)/lib", pack.parent] + libraryFolders
    }
}
