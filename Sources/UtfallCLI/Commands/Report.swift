import ArgumentParser
import OutcomesModel
import Utfall

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes a report: one of the pack's, or one that every contract has.",
        discussion: "Every contract has \(Pipeline.builtInReports.joined(separator: ", ")).")

    @OptionGroup var options: PackOptions
    @Argument(help: "The report's name.") var name = "statement"
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var evidence: EvidenceOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Option(help: "What is known: a batch's number, or a date.") var asOf: String?
    @Option(help: ArgumentHelp("A report pack to run on the contract.", valueName: "dir"))
    var using: String?
    @OptionGroup var output: ReportOutput

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = try evidence.pipeline(options, storeOptions, recording: .never)
                .translated(to: output.locale.language)
            let settled = try pipeline.settle(
                settlement.map { SettlementID($0) }, asOf: asOf.map { AsOf($0) } ?? .now)
            let applied = try using.map {
                try AppliedPack(folder: $0, libraryFolders: options.libraryFolders)
            }
            let report =
                try applied.map { try pipeline.report(name, of: $0, on: settled) }
                ?? pipeline.report(name, on: settled)
            try output.write(report, asJSON: options.json)
        }
    }
}
