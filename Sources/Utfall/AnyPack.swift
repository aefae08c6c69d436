import OutcomesModel
import PackReader

/// A pack that can be tested by itself: a contract or an assessment.
public enum AnyPack: Sendable {
    case contract(ContractPack)
    case assessment(AssessmentPack)

    /// Reads the pack in `folder`.
    ///
    /// - Throws: all that is wrong with it, at once, or that it is of another kind.
    public init(folder: String, libraryFolders: [String] = []) throws {
        let reader = PackReader(libraryFolders: libraryFolders + ContractPack.shippedLibraries())
        let pack = try reader.read(folder: folder)
        self =
            pack.questionnaire == nil
            ? .contract(try ContractPack(pack))
            : .assessment(try AssessmentPack(pack, libraryFolders: libraryFolders))
    }
}
