import ArgumentParser
import OutcomesModel
import Utfall

struct Settle: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Settles: a draft unless it is posted.",
        discussion: """
            With --evidence or --participants it works on these files, and keeps nothing. For the statement as a file \
            in any form: utfall report PACK statement -o statement.xlsx.
            """)

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
    @OptionGroup var locale: LocaleOption

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
            Output.print(try told(settled, pipeline, id, asOf, rules))
            if settled.needsAttention { throw Told(status: .lookAtIt) }
        }
    }
    /// What is posted is in English, whatever the statement is shown in.
    private func told(
        _ settled: Settled, _ pipeline: Pipeline, _ id: SettlementID?, _ asOf: AsOf, _ rules: RuleVersion
    ) throws -> String {
        guard !options.json else { return settled.json }
        guard locale.language != .en else { return try pipeline.statement(of: settled).text(as: .txt) }
        let translated = try pipeline.translated(to: locale.language)
        return try translated.statement(of: try translated.settle(id, asOf: asOf, by: rules)).text(as: .txt)
    }
}
