import ArgumentParser
import FoundationEssentials
import OutcomesModel
import Utfall

struct Assess: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Assesses a contract by an assessment's questions, and writes the report.",
        discussion: """
            ASSESSMENT is a folder, or the name of one that ships with the host: hiia, system-strengthening, \
            financing-comparison. Answers are a CSV file, question,answer,evidence,by,day; --blank writes one to be \
            filled in. Without --answers it is CONTRACT/assessments/NAME.csv, where that is there. A contract of \
            which there is no evidence is assessed as a draft.
            """)

    @Argument(help: "The folder of the assessment's pack, or its name.") var assessment: String
    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var evidence: EvidenceOptions
    @Option(help: "What was answered, as CSV.") var answers: String?
    @Option(help: ArgumentHelp("What was answered until this day; all unless given.", valueName: "day"))
    var on: String?
    @Flag(help: "Write the questions as a file of answers to be filled in, and nothing else.")
    var blank = false
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Option(help: "What is known: a batch's number, or a date.") var asOf: String?
    @OptionGroup var output: ReportOutput

    func validate() throws {
        if let on, Day(iso: on) == nil { throw ValidationError("--on is a day such as 2026-01-31.") }
        guard !blank || output.format == nil && output.table == nil else {
            throw ValidationError(
                "--blank writes a file of answers, and no report: leave out --format and --table.")
        }
        guard !blank || answers == nil else {
            throw ValidationError("--blank writes a file of answers, and --answers reads one.")
        }
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try AssessmentPack(
                folder: try folder(), libraryFolders: options.libraryFolders, language: output.locale.language
            )
            if blank {
                let contract = try options.read().translated(to: output.locale.language).contract
                try output.write(pack.blankAnswers(about: contract))
                return
            }
            let pipeline = try pipeline().translated(to: output.locale.language)
            let file = answers ?? pack.answersFile(beside: pipeline.pack)
            let assessed = try pipeline.assess(
                pack, answers: try file.map { try pack.answers(in: $0, about: pipeline.pack.contract) },
                settlement: settlement.map { SettlementID($0) }, asOf: asOf.map { AsOf($0) } ?? .now,
                day: on.flatMap { Day(iso: $0) })
            try output.write(assessed.report, asJSON: options.json)
            guard !assessed.findings.isEmpty else { return }
            // In a report on the screen they stand at its end.
            if output.path != nil {
                Output.complain(wrapped(assessed.findings.map(Import.sentence).joined(separator: "\n")))
            }
            throw Told(status: .lookAtIt)
        }
    }

    /// The folder as it was typed; where there is none, that of the assessment of this name.
    private func folder() throws -> String {
        guard !assessment.contains("/"), !FileManager.default.fileExists(atPath: assessment) else {
            return assessment
        }
        guard let shipped = Host.shippedAssessment(assessment) else {
            throw UnknownAssessment(name: assessment, known: Host.shippedAssessments)
        }
        return shipped
    }

    /// A draft needs no store: one that was not named and is not there holds nothing.
    private func pipeline() throws -> Pipeline {
        let isDraft =
            evidence.files.isEmpty && storeOptions.store == StoreOptions.usual
            && !FileManager.default.fileExists(atPath: storeOptions.store)
        guard isDraft else { return try evidence.pipeline(options, storeOptions, recording: .never) }
        return Pipeline(
            pack: try options.read(), store: try .temporary(), host: options.host, logger: options.logger)
    }
}

private struct UnknownAssessment: Diagnosable {
    let name: String
    let known: [String]

    var diagnostics: [Diagnostic] {
        [
            Diagnostic(
                .use, "there is no assessment '\(name)', and no folder of that name",
                expected: known.isEmpty
                    ? "the folder of an assessment's pack" : known.joined(separator: ", "),
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
        ]
    }
}
