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
    @Flag(help: "Record nothing where any row is wrong.") var strict = false
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
                    Output.print(wrapped(Import.sentence(file)))
                    Output.print(Import.counts(file))
                    Output.print(wrapped(Import.corrections(file.corrected, of: file.corrections)))
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
        // Each kind is named in the plural.
        let kind = file.new == 1 ? String(file.kind.rawValue.dropLast()) : file.kind.rawValue
        var parts = ["\(file.new) \(kind)"]
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
        let bar = ProgressBar()
        defer { bar.finish() }
        return try pipeline.importEvidence(
            files, as: form.map { EvidenceFormID($0) }, isStrict: strict,
            recording: .now(reason: reason, by: by), progress: { bar.show($0, $1, $2) })
    }

    /// A line with the rows of each indicator, where a file has more than one, up to twenty.
    static func counts(_ file: ImportedFile) -> String {
        guard !file.wasAlreadyRecorded, file.counts.count > 1 else { return "" }
        let shown = file.counts.prefix(20)
        let width = shown.map(\.indicator.rawValue.count).max() ?? 0
        let lines = shown.map { indicator, rows in
            let name = indicator.rawValue
            return "  \(name)\(String(repeating: " ", count: width - name.count))  \(rows)"
        }
        let left = file.counts.count - shown.count
        return (lines + (left > 0 ? ["  and \(left) indicators more"] : [])).joined(separator: "\n")
    }

    /// A line for each correction, up to twenty.
    static func corrections(_ listed: [Correction], of all: Int) -> String {
        let shown = listed.prefix(20).map { correction in
            "  \(correction.subject), \(correction.indicator) on \(correction.day): "
                + "line \(correction.line) corrects what was known"
        }
        guard !shown.isEmpty, all > shown.count else { return shown.joined(separator: "\n") }
        return (shown + ["  and \(all - shown.count) more"]).joined(separator: "\n")
    }

    /// A line for each finding, up to twenty: the rest is in the store.
    static func sentences(_ findings: [Finding]) -> String {
        let shown = findings.prefix(20).map { "  " + sentence($0) }
        let left = findings.count - shown.count
        return wrapped(
            (shown + (left > 0 ? ["  and \(left) more; type: utfall findings PACK"] : [])).joined(
                separator: "\n"))
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
        let rows: [String: Int]
        let corrected: [CorrectionJSON]
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
            rows = imported.counts.reduce(into: [:]) { $0[$1.indicator.rawValue] = $1.rows }
            corrected = imported.corrected.map(CorrectionJSON.init)
            findings = imported.findings.map { FindingJSON($0) }
        }
    }
}
