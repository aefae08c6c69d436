import ArgumentParser
import OutcomesModel
import Utfall

struct Match: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Forms the pairs of a matched evaluation, and records them before outcomes are read.",
        discussion: """
            No outcome is read. With --record the pairs are kept, and the evaluation holds by them from then on, \
            whatever is measured later. Where pairs are recorded, these are shown, with how many people would have \
            others if they were formed now.
            """)

    @OptionGroup var options: PackOptions
    @Argument(help: "The evaluation; the only matched one unless given.") var evaluation: String?
    @Flag(help: "Record the pairs.") var record = false
    @OptionGroup var storeOptions: StoreOptions
    @Option(name: .shortAndLong, help: "Write the pairs to a file, as CSV.") var output: String?
    @Option(help: "Why they are recorded.") var reason = "matching"
    @Option(help: "Who records them; the user of this machine unless given.") var by: String?

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try options.read()
            // Opened for reading first: a matching makes no store where there is none.
            let readOnly = try EvidenceStore.openReadOnly(path: storeOptions.store)
            let reading = Pipeline(pack: pack, store: readOnly, host: options.host, logger: options.logger)
            let id = evaluation.map { EvaluationID($0) }
            let pairs = record ? try reading.formPairs(id) : try reading.pairs(id)
            if record {
                let pipeline = Pipeline(
                    pack: pack, store: try .open(path: storeOptions.store), host: options.host)
                try pipeline.freeze(pairs, recording: .now(reason: reason, by: by))
            }
            if let output { try Files.write(reading.list(of: pairs), to: output) }
            Output.print(try reading.report(on: pairs, as: options.json ? .json : .txt))
            if record {
                Output.complain(
                    "recorded: '\(pairs.evaluation)' holds by these pairs from batch \(pairs.asOf) on")
            }
        }
    }
}
