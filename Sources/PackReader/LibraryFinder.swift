import OutcomesModel

/// Finds the libraries that a pack uses, and those that they use.
struct LibraryFinder {
    /// In the order in which they are searched.
    private let folders: [String]
    private let catalogue: LibraryCatalogue
    private let candidates: [LibraryCatalogue.Candidate]
    private(set) var libraries: [Library] = []
    private(set) var faults: [PackFault] = []
    /// What was chosen by id, also where it turned out to have faults.
    private var chosen: [PackID: PackContents] = [:]

    /// Looks through all packs that lie in `folders`, each folder once.
    init(folders: [String], catalogue: LibraryCatalogue) {
        var searched: [String] = []
        for folder in folders where !searched.contains(folder) { searched.append(folder) }
        self.folders = searched
        self.catalogue = catalogue
        candidates = searched.flatMap(catalogue.candidates)
    }

    /// Resolves what `pack` uses; faults of a use are noted in the manifest that names it.
    mutating func resolve(usesOf pack: PackContents) {
        resolve(usesOf: pack, path: pack.draft.id.map { [$0] } ?? [])
    }

    /// Takes the libraries whose ids a script mentions; it has no `uses`.
    mutating func resolve(mentionedIn script: String) {
        for candidate in candidates {
            guard let id = candidate.id, chosen[id] == nil, script.contains(id.rawValue) else { continue }
            take(PackContents(manifestOf: candidate.folder), path: [id])
        }
    }

    /// - Parameter path: the packs that led here, the last of them being `pack`.
    private mutating func resolve(usesOf pack: PackContents, path: [PackID]) {
        for use in pack.draft.uses {
            if let start = path.firstIndex(of: use.value.id) {
                pack.manifestFaults.add(.library(.cycle(path[start...] + [use.value.id])), at: use.place)
            } else if let earlier = chosen[use.value.id] {
                checkFit(use, [earlier], in: pack)
            } else if let library = choose(use, for: pack) {
                take(library, path: path + [use.value.id])
            }
        }
    }

    /// Takes the first that fits, in the order of the folders.
    private func choose(_ use: Found<LibraryUse>, for pack: PackContents) -> PackContents? {
        // Read anew for each pack: what is wrong with a library is noted in its manifest.
        let named = candidates.filter { $0.id == use.value.id }
            .map { PackContents(manifestOf: $0.folder) }.filter { $0.draft.id == use.value.id }
        guard !named.isEmpty else {
            let known = Set(candidates.compactMap { $0.id?.rawValue }).sorted()
            let unreadable = candidates.filter { $0.id == nil }.map(\.manifest)
            pack.manifestFaults.add(
                .library(
                    .notFound(use.value, lookedIn: folders, known: known, unreadable: unreadable)),
                at: use.place)
            return nil
        }
        return checkFit(use, named, in: pack)
    }

    @discardableResult
    private func checkFit(
        _ use: Found<LibraryUse>, _ found: [PackContents], in pack: PackContents
    ) -> PackContents? {
        // Where a version cannot be read, that is the fault to be told, and not that it does not fit.
        let fitting = found.first { $0.draft.version.map(use.value.range.contains) ?? true }
        if fitting == nil {
            let versions = found.compactMap { library in
                library.draft.version.map {
                    LibraryProblem.FoundLibrary(version: $0, folder: library.folder.path)
                }
            }
            pack.manifestFaults.add(.library(.doesNotFit(use.value, found: versions)), at: use.place)
        }
        return fitting
    }

    private mutating func take(_ found: PackContents, path: [PackID]) {
        var library = found
        chosen[path[path.count - 1]] = library
        library.readAll()
        resolve(usesOf: library, path: path)
        faults += library.faults
        guard let manifest = library.draft.manifest else { return }
        libraries.append(
            catalogue.shared(
                Library(
                    manifest: manifest, folder: library.folder.path, sources: library.sources,
                    hash: library.hash(), files: library.hashedFiles)))
    }
}
