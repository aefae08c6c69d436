public import ArgumentParser
import OutcomesModel
public import Utfall

struct Settle: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Settles: a draft unless it is posted.",
        discussion: "With --evidence or --participants it works on these files, and keeps nothing.")

    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var evidence: EvidenceOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Option(help: "What is known: a batch's number, or a date.") var asOf: String?
    @Flag(help: "Post it: it enters the journal and is never changed.") var post = false
    @Flag(help: "Take back all that was posted of it.") var reverse = false
    @Flag(help: "By the pack at hand, also where another version of it has posted.") var currentRules = false
    @Option(help: "Why it is posted or taken back.") var reason = "settlement"
    @Option(help: "Who does it; the user of this machine unless given.") var by: String?

    func validate() throws {
        guard !post && !reverse || evidence.files.isEmpty else {
            throw ValidationError("--post and --reverse need a store: import the evidence first.")
        }
        guard !post || !reverse else {
            throw ValidationError("Either --post or --reverse: first take it back, then post it anew.")
        }
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = try evidence.pipeline(
                options, storeOptions, recording: post ? .always : .wherePossible)
            let id = settlement.map { SettlementID($0) }
            let asOf = asOf.map { AsOf($0) } ?? .now
            if reverse { _ = try pipeline.reverse(id, recording: .now(reason: reason, by: by)) }
            let rules: RuleVersion = currentRules ? .atHand : .ofPosting
            var settled = try pipeline.settle(id, asOf: asOf, by: rules)
            if post {
                try pipeline.post(settled, recording: .now(reason: reason, by: by))
                settled = try pipeline.settle(id, asOf: asOf, by: rules)
            }
            Output.print(
                options.json ? settled.json : try pipeline.report("statement", on: settled, as: .txt))
            if settled.needsAttention { throw Told(status: .lookAtIt) }
        }
    }
}

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes a report: one of the pack's, or statement, or findings.")

    @OptionGroup var options: PackOptions
    @Argument(help: "The report's name.") var name = "statement"
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var evidence: EvidenceOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Option(help: "What is known: a batch's number, or a date.") var asOf: String?
    @Option(help: ArgumentHelp("A report pack to run on the contract.", valueName: "dir"))
    var using: String?
    @Option(help: "txt, md, html, csv or json; --json is the same as the last.") var format: ReportFormat?
    @Option(name: .shortAndLong, help: "Write to a file.") var output: String?

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = try evidence.pipeline(options, storeOptions, recording: .never)
            let settled = try pipeline.settle(
                settlement.map { SettlementID($0) }, asOf: asOf.map { AsOf($0) } ?? .now)
            let form = format ?? (options.json ? .json : .txt)
            let text: String
            if let using {
                let applied = try AppliedPack(folder: using, libraryFolders: options.libraryFolders)
                text = try pipeline.report(name, of: applied, on: settled, as: form)
            } else {
                text = try pipeline.report(name, on: settled, as: form)
            }
            guard let output else {
                Output.print(text)
                return
            }
            try Files.write(text, to: output)
            Output.complain("\(output) written")
        }
    }
}

extension ReportFormat: ExpressibleByArgument {}
