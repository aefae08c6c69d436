import OutcomesModel
package import PackReader
import PluginHost
import Reporting
import Settlement

/// A report pack: it is written for no one contract, and run on any.
public struct AppliedPack: Sendable {
    package let pack: Pack

    /// Reads the pack in `folder`.
    ///
    /// - Throws: all that is wrong with it, at once, or that it is of another kind.
    public init(folder: String, libraryFolders: [String] = []) throws {
        let pack = try LibraryShelf(folders: libraryFolders).reader.read(folder: folder)
        guard pack.manifest.kind == .report else {
            throw PipelineError.notApplied(pack: pack.manifest.id, kind: pack.manifest.kind.rawValue)
        }
        self.pack = pack
    }
}

extension Pipeline {
    /// Runs another pack's report on this contract.
    public func report(
        _ name: String, of applied: AppliedPack, on settled: Settled
    ) throws -> ReportDocument {
        let (run, matter) = try reportRun(applied.pack, settled)
        return ReportDocument(try run.report(name, about: matter))
    }
}
