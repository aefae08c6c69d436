package import OutcomesModel

/// Reads packs from disk and checks all that can be checked before any Lua runs.
///
/// One reader for many packs lists the folders of libraries once, and keeps each library once.
package struct PackReader: Sendable {
    private let libraryFolders: [String]
    let language: Language
    private let catalogue = LibraryCatalogue()

    /// - Parameter libraryFolders: folders in which library packs lie side by side, searched in this
    ///   order after the pack's own `lib/` and the folder in which the pack lies.
    /// - Parameter language: of the titles that terms give in several.
    package init(libraryFolders: [String], language: Language = .en) {
        self.libraryFolders = libraryFolders
        self.language = language
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
        var contents = PackContents(manifestOf: packFolder, in: language)
        guard contents.isPack else { throw .faults(contents.faults) }
        contents.readAll()

        let used = contents.draft.uses.isEmpty ? [] : searchedFolders(for: packFolder)
        var finder = LibraryFinder(folders: used, catalogue: catalogue)
        finder.resolve(usesOf: contents)

        let faults = contents.faults + finder.faults
        let manifest = faults.isEmpty ? contents.draft.manifest : nil
        let pack = manifest.map {
            Pack(
                manifest: $0, folder: packFolder.path, contract: contents.contract,
                questionnaire: contents.questionnaire, sources: contents.sources,
                libraries: finder.libraries, hash: contents.hash(libraries: finder.libraries),
                files: contents.hashedFiles, language: language)
        }
        return PackInspection(
            folder: packFolder.path, id: contents.draft.id, kind: contents.draft.kind,
            permissions: contents.draft.permissions,
            uses: contents.draft.uses.map { ($0.value.id, contents.manifestFaults.location($0.place)) },
            declarations: contents.declarations, contract: contents.contract, terms: contents.terms,
            sources: contents.sources,
            testColumns: packFolder.testColumns(),
            libraries: finder.libraries, faults: faults, doubts: contents.doubts, pack: pack)
    }

    /// Reads what a pack assumes about outcomes before it is signed: a file of its own beside the terms, so that trying
    /// another assumption changes no hash that somebody has signed.
    ///
    /// - Parameter name: below the pack's folder, such as `simulation.toml`.
    /// - Returns: nil where there is no such file.
    /// - Throws: `faults` with all that is wrong with it.
    package func readSimulation(_ name: String, of pack: Pack, _ contract: Contract) throws(PackError)
        -> SimulationTerms?
    {
        guard let folder = PackFolder(pack.folder) else { throw .noFolder(path: pack.folder) }
        let faults = folder.faults(of: name)
        let bytes = folder.text(of: name, limit: PackLimits.tomlBytes, faults: faults)
        let root = bytes.flatMap { TableReader($0, name: name, faults: faults, language: language) }
        let terms = root.map { SimulationReader(root: $0, contract: contract).read(file: faults.file) }
        guard faults.isEmpty else { throw .faults(faults.sorted(pack: pack.manifest.id)) }
        return terms
    }

    /// Finds libraries for what lies beside none of its own.
    func libraryFinder() -> LibraryFinder { LibraryFinder(folders: libraryFolders, catalogue: catalogue) }

    private func searchedFolders(for pack: PackFolder) -> [String] {
        ["\(pack.path)/lib", pack.parent] + libraryFolders
    }
}
