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
        _ name: String, of applied: AppliedPack, on settled: Settled, as format: ReportFormat
    ) throws -> String {
        try document(name, of: applied, on: settled).rendered(as: format.form)
    }

    /// Runs another pack's report, or its assessment, on this contract, and returns it as an XLSX file.
    public func workbook(_ name: String, of applied: AppliedPack, on settled: Settled) throws -> [UInt8] {
        try document(name, of: applied, on: settled).workbook()
    }

    private func document(
        _ name: String, of applied: AppliedPack, on settled: Settled
    ) throws -> Document {
        let (run, matter) = try reportRun(applied.pack, settled)
        return try run.report(name, about: matter)
    }
}
