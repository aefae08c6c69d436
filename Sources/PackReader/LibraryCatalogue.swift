import OutcomesModel
import Synchronization

/// What lies in the folders in which libraries are looked for: each folder is listed once, and each library that was
/// taken is kept once, however many packs use it.
final class LibraryCatalogue: Sendable {
    /// A pack that may be a library; where its manifest says no id or kind, that is a fault to be told.
    struct Candidate: Sendable {
        let folder: PackFolder
        let id: PackID?
        /// The path of its manifest, for messages.
        let manifest: String
    }

    private struct Known {
        var listed: [String: [Candidate]] = [:]
        var taken: [String: Library] = [:]
    }

    private let known = Mutex(Known())

    /// Returns the packs that lie in `folder` and are no contracts, reports or assessments, by name.
    func candidates(in folder: String) -> [Candidate] {
        if let listed = known.withLock({ $0.listed[folder] }) { return listed }
        let found = list(folder)
        known.withLock { $0.listed[folder] = found }
        return found
    }

    private func list(_ path: String) -> [Candidate] {
        guard let folder = PackFolder(path) else { return [] }
        return folder.packsWithin().compactMap { name in
            guard let within = PackFolder(path == "/" ? "/\(name)" : "\(folder.path)/\(name)") else {
                return nil
            }
            let pack = PackContents(manifestOf: within)
            guard [.library, nil].contains(pack.draft.kind) || pack.draft.id == nil else { return nil }
            return Candidate(folder: within, id: pack.draft.id, manifest: pack.manifestFaults.file)
        }
    }

    /// Returns the library as it was taken before, where it is the same.
    func shared(_ library: Library) -> Library {
        known.withLock { known in
            if let earlier = known.taken[library.folder], earlier.hash == library.hash,
                earlier.manifest == library.manifest, earlier.sources == library.sources
            {
                return earlier
            }
            known.taken[library.folder] = library
            return library
        }
    }
}
