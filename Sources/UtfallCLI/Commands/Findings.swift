import ArgumentParser
import OutcomesModel
import Utfall

struct Findings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "Lists what was found, open questions first.")

    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var output: ReportOutput

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = try Pipeline(
                pack: try options.read(), store: try .openReadOnly(path: storeOptions.store)
            ).translated(to: output.locale.language)
            let findings = try pipeline.findings()
            if output.form(asJSON: options.json) == .json {
                try output.write(
                    JSON.text(
                        findings.map {
                            FindingJSON(
                                $0.finding, number: $0.id.number == 0 ? nil : $0.id.number,
                                answer: $0.answer?.text)
                        }))
            } else {
                try output.write(pipeline.findingsReport(), asJSON: options.json)
            }
            if findings.contains(where: \.isOpen) { throw Told(status: .lookAtIt) }
        }
    }
}

struct Answer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Records the answer to a question.")

    @OptionGroup var options: PackOptions
    @Argument(help: "The number of the finding.") var finding: Int64
    @Argument(help: "The answer.") var text: String
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "Who answers; the user of this machine unless given.") var by: String?

    func validate() throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("An answer needs a text.")
        }
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try options.read()
            // Opened for reading first: an answer makes no store where there is none.
            _ = try EvidenceStore.openReadOnly(path: storeOptions.store)
            let pipeline = Pipeline(pack: pack, store: try .open(path: storeOptions.store))
            let recording = Recording.now(reason: "answer", by: by)
            try pipeline.answer(
                FindingID(finding), with: FindingAnswer(text: text, by: recording.by, at: recording.at))
            Output.print(
                options.json ? JSON.text(["answered": finding]) : "finding \(finding): answer recorded")
        }
    }
}
