public import OutcomesModel
import PackReader

/// A pack that can be checked and tested by itself: a contract or an assessment.
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
            ? .contract(try ContractPack(pack)) : .assessment(try AssessmentPack(pack))
    }

    /// Returns all that is wrong with a pack: its terms or questions, its Lua, and a dry run of it.
    public static func check(
        folder: String, libraryFolders: [String] = [], host: Host = Host()
    ) -> [Diagnostic] {
        do {
            switch try AnyPack(folder: folder, libraryFolders: libraryFolders) {
            case .contract(let pack): return try pack.faults(host)
            case .assessment(let pack): return pack.faults(host)
            }
        } catch let error as any Diagnosable {
            return error.diagnostics
        } catch {
            return [Diagnostic(.host, "\(error)")]
        }
    }

    /// Runs the pack's own tests.
    ///
    /// - Throws: where a test file cannot be read; a test that fails is a value.
    public func test(host: Host = Host()) throws -> [TestOutcome] {
        switch self {
        case .contract(let pack): try pack.test(host: host)
        case .assessment(let pack): try pack.test(host: host)
        }
    }
}
