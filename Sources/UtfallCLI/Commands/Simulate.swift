import ArgumentParser
import FoundationEssentials
import OutcomesModel
import Utfall

/// What is looked at before a contract is signed.
struct DesignOptions: ParsableArguments {
    @Option(help: "A file of assumptions in the pack's folder.") var assumptions = "simulation.toml"
    @Option(help: "Which [[settlement]]; that of the assumptions, or the first that pays, unless given.")
    var settlement: String?
    @Option(help: "How many threads; all that there are unless given. It changes nothing but the time.")
    var jobs: Int?
    @OptionGroup var output: ReportOutput

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1, and is \(jobs)") }
    }

    var settlementID: SettlementID? { settlement.map { SettlementID($0) } }

    /// Opens the evidence that is given; without any, none is read, whatever lies in the folder.
    func pipeline(
        _ options: PackOptions, _ evidence: EvidenceOptions, store: String?
    ) throws -> Pipeline {
        let host = options.host(threads: jobs)
        guard evidence.files.isEmpty else {
            let pipeline = try evidence.pipeline(options, StoreOptions(), recording: .never)
            return try Pipeline(
                pack: pipeline.pack, store: pipeline.store, host: host, logger: options.logger
            ).translated(to: output.locale.language)
        }
        return try Pipeline(
            pack: try options.read(),
            store: try store.map { try .openReadOnly(path: $0) } ?? .temporary(), host: host,
            logger: options.logger
        ).translated(to: output.locale.language)
    }
}

struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract:
            "Draws outcomes, settles them by the pack's rules, and shows what each party gains or loses.",
        discussion: """
            What is drawn is declared in the pack's simulation.toml; evidence is read for what is drawn from evidence. \
            The status is 1 where incentives are not aligned.
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var design: DesignOptions
    @OptionGroup var evidence: EvidenceOptions
    @Option(help: "A store with evidence.") var store: String?
    @Option(help: "How many draws.") var draws = 10_000
    @Option(help: "Where the draws begin: the same seed gives the same draws.") var seed: UInt64 = 1

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = try design.pipeline(options, evidence, store: store)
            var request = SimulationRequest()
            request.settlement = design.settlementID
            request.draws = draws
            request.seed = seed
            let simulated = try pipeline.simulate(
                pipeline.pack.simulationTerms(design.assumptions), request)
            try design.output.write(simulated.report, asJSON: options.json)
            if simulated.needsAttention { throw Told(status: .lookAtIt) }
        }
    }
}

struct Power: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power",
        abstract: "Says whether the evaluations can see what they are for, with this many people.",
        discussion: """
            What is assumed is declared under [[power]] in the pack's simulation.toml; how much people differ is \
            estimated from evidence where it is not. The status is 1 where a target cannot be seen.
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var design: DesignOptions
    @OptionGroup var evidence: EvidenceOptions
    @Option(help: "A store with evidence.") var store: String?

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = try design.pipeline(options, evidence, store: store)
            let report = try pipeline.power(
                pipeline.pack.simulationTerms(design.assumptions), design.settlementID)
            try design.output.write(report.report, asJSON: options.json)
            if report.needsAttention { throw Told(status: .lookAtIt) }
        }
    }
}
