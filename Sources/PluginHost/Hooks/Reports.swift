import LuaHost
package import OutcomesModel
import PackReader
package import Reporting

extension PackRun {
    /// Runs a report of the pack, `reports/NAME.lua`, and returns the document that it wrote.
    package func report(_ name: String, about matter: ReportMatter) throws(PluginError) -> Document {
        let file = "reports/\(name).lua"
        guard pack.sources[file] != nil else {
            throw .noReport(pack: pack.manifest.id, name: name, known: pack.reportNames)
        }
        reportMatter = matter
        return try write(file, in: .report, .host(.report))
    }

    /// Runs an assessment pack's `assess.lua`, and returns what it wrote and what it found.
    ///
    /// - Parameter settled: nil where the contract could not be settled.
    package func assess(
        _ matter: AssessmentMatter, settled: ReportMatter?
    ) throws(PluginError) -> (document: Document, findings: [Finding]) {
        reportMatter = settled
        assessmentMatter = matter
        findings = []
        let document = try write("assess.lua", in: .assess, .host(.assessment))
        return (document, findings)
    }

    private func write(_ file: String, in hook: Hook, _ value: LuaValue) throws(PluginError) -> Document {
        let returned = try load(file)
        guard case .function(let function) = returned else {
            throw .wrongShape(
                pack: pack.manifest.id, file: file,
                expected: "a function, by 'return \(hook.rawValue)' at its end",
                came: returned.kind)
        }
        document = DocumentDraft()
        subject = nil
        _ = try call(function, in: hook, [value])
        return Document(
            title: document.title ?? contract.title, language: language, blocks: document.blocks)
    }
}

extension PackRun {
    /// In which the report at hand is written.
    var language: Language { reportMatter?.language ?? pack.language }
}
