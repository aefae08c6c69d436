public import ArgumentParser
public import OutcomesModel
public import Utfall

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
    @Option(
        help: """
            txt, md, html, csv, json or xlsx; --json is the same as json. Told by the name of the file unless given.
            """) var format: ReportFile?
    @OptionGroup var locale: LocaleOption
    @Option(name: .shortAndLong, help: "Write to a file.") var output: String?

    func validate() throws {
        guard form != .xlsx || output != nil else {
            throw ValidationError(
                "A workbook is for a spreadsheet, and not for a terminal: name a file, as -o report.xlsx.")
        }
    }

    /// The form that was asked for, or that the name of the file tells.
    private var form: ReportFile {
        if let format { return format }
        if options.json { return .json }
        let ending = output.flatMap { $0.split(separator: "/").last?.split(separator: ".").dropFirst().last }
        return ending.flatMap { ReportFile(rawValue: String($0)) } ?? .txt
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = try evidence.pipeline(options, storeOptions, recording: .never)
                .translated(to: locale.language)
            let settled = try pipeline.settle(
                settlement.map { SettlementID($0) }, asOf: asOf.map { AsOf($0) } ?? .now)
            let bytes = try written(pipeline, settled)
            guard let output else {
                Output.print(String(decoding: bytes, as: UTF8.self))
                return
            }
            try Files.write(bytes, to: output)
            Output.complain("\(output) written")
        }
    }

    private func written(_ pipeline: Pipeline, _ settled: Settled) throws -> [UInt8] {
        let applied = try using.map { try AppliedPack(folder: $0, libraryFolders: options.libraryFolders) }
        guard let text = form.text else {
            return try applied.map { try pipeline.workbook(name, of: $0, on: settled) }
                ?? pipeline.workbook(name, on: settled)
        }
        return Array(
            try
                (applied.map { try pipeline.report(name, of: $0, on: settled, as: text) }
                ?? pipeline.report(name, on: settled, as: text)).utf8)
    }
}

/// The files that a report can be written as.
enum ReportFile: String, CaseIterable, ExpressibleByArgument {
    case txt, md, html, csv, json, xlsx

    /// Nil for a file that is no text.
    var text: ReportFormat? { ReportFormat(rawValue: rawValue) }
}

extension ReportFormat: ExpressibleByArgument {}

/// In which language a report is, and how its figures are written.
struct LocaleOption: ParsableArguments {
    @Option(
        name: .customLong("locale"), help: "en or sv: the language of reports, and how figures are written.")
    var language = Language.en
}

extension Language: ExpressibleByArgument {}
