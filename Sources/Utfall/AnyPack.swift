import OutcomesModel
import PackReader

/// A pack that can be tested: a contract, an assessment or a library.
public enum AnyPack: Sendable {
    case contract(ContractPack)
    case assessment(AssessmentPack)
    case library(LibraryPack)

    /// Reads the pack in `folder`.
    ///
    /// - Throws: all that is wrong with it, at once, or that it is of another kind.
    public init(folder: String, libraryFolders: [String] = []) throws {
        let reader = PackReader(libraryFolders: libraryFolders + ContractPack.shippedLibraries())
        let pack = try reader.read(folder: folder)
        switch pack.manifest.kind {
        case .contract, .report: self = .contract(try ContractPack(pack))
        case .assessment: self = .assessment(try AssessmentPack(pack, libraryFolders: libraryFolders))
        case .library: self = .library(try LibraryPack(pack, libraryFolders: libraryFolders))
        }
    }
}
