/// Reads packs from disk and checks all that can be checked before any Lua runs.
package struct PackReader: Sendable {
    private let libraryFolders: [String]

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
        let inspection = try inspect(folder: folder)
        guard let pack = inspection.pack else { throw .faults(inspection.faults) }
        return pack
    }

    /// Reads as much of the pack in `folder` as can be read, and says what is wrong with the rest.
    ///
    /// - Throws: `noFolder`, or `faults` where there is no `plugin.toml` that could be read.
    package func inspect(folder: String) throws(PackError) -> PackInspection {
        guard let packFolder = PackFolder(folder) else { throw .noFolder(path: folder) }
        var contents = PackContents(manifestOf: packFolder)
        guard contents.isPack else { throw .faults(contents.faults) }
        contents.readAll()

        let used = contents.draft.uses.isEmpty ? [] : searchedFolders(for: packFolder)
        var finder = LibraryFinder(folders: used)
        finder.resolve(usesOf: contents)

        let faults = contents.faults + finder.faults
        let manifest = faults.isEmpty ? contents.draft.manifest : nil
        let pack = manifest.map {
            Pack(
                manifest: $0, folder: packFolder.path, contract: contents.contract,
                sources: contents.sources, libraries: finder.libraries,
                hash: contents.hash(libraries: finder.libraries), files: contents.hashedFiles)
        }
        return PackInspection(
            folder: packFolder.path, id: contents.draft.id, kind: contents.draft.kind,
            permissions: contents.draft.permissions,
            uses: contents.draft.uses.map { ($0.value.id, contents.manifestFaults.location($0.place)) },
            declarations: contents.declarations, contract: contents.contract, sources: contents.sources,
            libraries: finder.libraries, faults: faults, pack: pack)
    }

    private func searchedFolders(for pack: PackFolder) -> [String] {
        ["\(pack.path)/lib", pack.parent] + libraryFolders
    }
}
