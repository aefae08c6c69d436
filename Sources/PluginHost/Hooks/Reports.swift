import LuaHost
import OutcomesModel
import PackReader
package import Reporting

extension PackRun {
    /// Runs a report of the pack, `reports/NAME.lua`, and returns the document that it wrote.
    package func report(_ name: String, about matter: ReportMatter) throws(PluginError) -> Document {
        let file = "reports/\(name).lua"
        guard pack.sources[file] != nil else {
            throw .noReport(pack: pack.manifest.id, name: name, known: pack.reportNames)
        }
        return try write(file, in: .report, matter)
    }

    /// Runs an assessment pack's `assess.lua`.
    package func assess(about matter: ReportMatter) throws(PluginError) -> Document {
        try write("assess.lua", in: .assess, matter)
    }

    private func write(_ file: String, in hook: Hook, _ matter: ReportMatter) throws(PluginError) -> Document
    {
        reportMatter = matter
        let returned = try load(file)
        guard case .function(let function) = returned else {
            throw .wrongShape(
                pack: pack.manifest.id, file: file,
                expected: "a function, by 'return \(hook.rawValue)' at its end",
                came: returned.kind)
        }
        document = DocumentDraft()
        subject = nil
        _ = try call(function, in: hook, [.host(.report)])
        return Document(
            title: document.title ?? contract.title, language: language, blocks: document.blocks)
    }
}

extension PackRun {
    /// In which the report at hand is written.
    var language: Language { reportMatter?.language ?? pack.language }
}
