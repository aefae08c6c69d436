import ArgumentParser
import FoundationEssentials
import OutcomesModel
import Utfall

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes evidence files in; findings come out.",
        discussion: "A file tells by its header whether it holds measurements or participants.")

    @OptionGroup var options: PackOptions
    @Argument(help: "Evidence files; - is the standard input.") var files: [String]
    @Option(
        name: .customLong("as"), help: "The [[evidence]] of the contract that tells how they are written.")
    var form: String?
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "Why it is recorded.") var reason = "import"
    @Option(help: "Who records it; the user of this machine unless given.") var by: String?

    func run() throws {
        try telling(asJSON: options.json) {
            let imported = try imported()
            if options.json {
                Output.print(JSON.text(imported.map(ImportedJSON.init)))
            } else {
                for file in imported {
                    Output.print(Import.sentence(file))
                    Output.print(Import.sentences(file.findings))
                }
            }
            if imported.contains(where: { !$0.findings.isEmpty }) { throw Told(status: .lookAtIt) }
        }
    }

    static func sentence(_ file: ImportedFile) -> String {
        guard !file.wasAlreadyRecorded else {
            return "\(file.file.name): already recorded as batch \(file.batch); nothing to do"
        }
        var parts = ["\(file.new) \(file.kind.rawValue)"]
        if file.unchanged > 0 { parts.append("\(file.unchanged) unchanged") }
        if file.corrections > 0 { parts.append("\(file.corrections) corrected") }
        let rejected = file.findings.count { $0.severity == .rejected }
        if rejected > 0 { parts.append("\(rejected) rejected") }
        let questions = file.findings.count { $0.severity == .question }
        if questions > 0 { parts.append("\(questions) \(questions == 1 ? "question" : "questions")") }
        return "\(file.file.name): \(parts.joined(separator: ", ")), batch \(file.batch)"
    }

    /// Imports; an import that fails leaves no store where there was none, unless somebody else uses it now.
    private func imported() throws -> [ImportedFile] {
        let pack = try options.read()
        let isNew = !FileManager.default.fileExists(atPath: storeOptions.store)
        do { return try imported(pack) } catch {
            if isNew { EvidenceStore.removeUnused(path: storeOptions.store) }
            throw error
        }
    }

    private func imported(_ pack: ContractPack) throws -> [ImportedFile] {
        let pipeline = Pipeline(
            pack: pack, store: try .open(path: storeOptions.store), host: options.host,
            logger: options.logger)
        return try pipeline.importEvidence(
            files, as: form.map { EvidenceFormID($0) }, recording: .now(reason: reason, by: by))
    }

    /// A line for each finding, up to twenty: the rest is in the store.
    static func sentences(_ findings: [Finding]) -> String {
        let shown = findings.prefix(20).map { "  " + sentence($0) }
        let left = findings.count - shown.count
        return (shown + (left > 0 ? ["  and \(left) more; type: utfall findings PACK"] : [])).joined(
            separator: "\n")
    }

    static func sentence(_ finding: Finding) -> String {
        let place = finding.place.map { "\($0): " } ?? ""
        let hint = finding.hint.map { " (\($0))" } ?? ""
        return "\(place)\(finding.severity.rawValue): \(finding.message)\(hint)"
    }

    private struct ImportedJSON: Encodable {
        let file, sha256, kind: String
        let batch: Int64
        let alreadyRecorded: Bool
        let new, unchanged, corrections: Int
        let findings: [FindingJSON]

        init(_ imported: ImportedFile) {
            file = imported.file.name
            sha256 = imported.file.sha256
            kind = imported.kind.rawValue
            batch = imported.batch.number
            alreadyRecorded = imported.wasAlreadyRecorded
            new = imported.new
            unchanged = imported.unchanged
            corrections = imported.corrections
            findings = imported.findings.map { FindingJSON($0) }
        }
    }
}
