public import ArgumentParser
import OutcomesModel
public import Utfall

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells why an amount is what it is: the tree behind a line, down to terms and evidence.",
        discussion: """
            Without LINE all lines are explained. --claim tells what one participant claims, and by which figures. \
            --rows also shows the measurements that were read: they are a person's data, and shown only when asked \
            for.
            """)

    @OptionGroup var options: PackOptions
    @Argument(help: "The number of a line of the statement; all unless given.") var line: Int?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var evidence: EvidenceOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Option(help: "What is known: a batch's number, or a date.") var asOf: String?
    @Option(help: ArgumentHelp("A participant, by pseudonym: what is claimed.", valueName: "subject"))
    var claim: String?
    @Option(help: "With --claim: of this [[outcome]] alone.") var outcome: String?
    @Flag(help: "Also the measurements themselves, with their batches and lines.") var rows = false
    @Option(help: "txt, html or json; --json is the same as the last.") var format: ExplanationForm?
    @OptionGroup var locale: LocaleOption
    @Option(name: .shortAndLong, help: "Write to a file.") var output: String?

    func validate() throws {
        guard line == nil || claim == nil else {
            throw ValidationError("Either a line or --claim: a claim is of a person, and a line of many.")
        }
        guard outcome == nil || claim != nil else {
            throw ValidationError("--outcome needs --claim SUBJECT.")
        }
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = try evidence.pipeline(options, storeOptions, recording: .never)
                .translated(to: locale.language)
            let settled = try pipeline.settle(
                settlement.map { SettlementID($0) }, asOf: asOf.map { AsOf($0) } ?? .now)
            let text = try pipeline.explanation(
                of: subject, in: settled, withRows: rows, as: format ?? (options.json ? .json : .txt))
            guard let output, output != "-" else {
                Output.print(text)
                return
            }
            try Files.write(text, to: output)
            Output.complain("\(output) written")
        }
    }

    private var subject: ExplanationSubject {
        if let claim { return .claims(of: claim, outcome: outcome.map { OutcomeID($0) }) }
        return line.map { .line($0) } ?? .total
    }
}

extension ExplanationForm: ExpressibleByArgument {}
