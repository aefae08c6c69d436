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
        return try write(file, in: .report, .host(.report), title: contract.title)
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
        let document = try write("assess.lua", in: .assess, .host(.assessment), title: contract.title)
        return (document, findings)
    }

    /// Loads a file, calls the function that it returns, and gives the document that it wrote.
    ///
    /// - Parameter title: of a document to which the function gives none.
    func write(
        _ file: String, in hook: Hook, _ value: LuaValue, title: String
    ) throws(PluginError) -> Document {
        let returned = try load(file)
        guard case .function(let function) = returned else {
            throw .wrongShape(
                pack: portfolio == nil ? pack.manifest.id : nil,
                file: path(of: file),
                expected: portfolio == nil
                    ? "a function, by 'return \(hook.rawValue)' at its end"
                    : "a function: return function(\(hook.rawValue)) … end",
                came: returned.kind)
        }
        document = DocumentDraft()
        subject = nil
        _ = try call(function, in: hook, [value])
        return Document(
            title: document.title ?? title, language: language, blocks: document.blocks)
    }
}

extension PackRun: WrittenInLanguage {
    /// In which the report at hand is written.
    package var language: Language { scriptLanguage ?? reportMatter?.language ?? pack.language }
}
