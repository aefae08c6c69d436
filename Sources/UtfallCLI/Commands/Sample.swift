import ArgumentParser
import OutcomesModel
import Utfall

struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Draws a sample of claims or measurements for an audit, or says what samples have shown.",
        discussion: """
            The list that is drawn is filled in and given to utfall verify. With --results: what was found so far, \
            and what it says of all.
            """)

    @OptionGroup var options: PackOptions
    @Option(help: "claims or measurements.") var of = "claims"
    @Option(help: "The share of errors that must not pass unseen.") var tolerated = "0.05"
    @Option(help: "How sure to see it.") var confidence = "0.95"
    @Option(help: "Errors that the sample may have.") var allowed = 0
    @Option(help: "Where the draw begins, a whole number; by chance unless given. It is recorded.")
    var seed: UInt64?
    @Option(help: "Whose claims; the first [[settlement]] that pays unless given.") var settlement: String?
    @Option(help: "Measurements of this indicator; may be given again.") var indicator: [String] = []
    @Option(help: "Measurements of this group; may be given again.") var group: [String] = []
    @Flag(help: "Show what the samples have shown.") var results = false
    @OptionGroup var storeOptions: StoreOptions
    @Option(name: .shortAndLong, help: "Write the list to a file.") var output: String?
    @Option(help: "Why it is drawn.") var reason = "audit"
    @Option(help: "Who draws it; the user of this machine unless given.") var by: String?

    func validate() throws {
        guard AuditSample.Population(rawValue: of) != nil else {
            throw ValidationError("--of is claims or measurements, and came as '\(of)'.")
        }
        for (option, text) in [("--tolerated", tolerated), ("--confidence", confidence)] {
            guard (try? Decimal(text)) != nil else {
                throw ValidationError("\(option) is a share as 0.05, and came as '\(text)'.")
            }
        }
        guard allowed >= 0 else { throw ValidationError("--allowed is at least 0, and came as \(allowed).") }
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try options.read()
            // Opened for reading first: a sample makes no store where there is none.
            let readOnly = try EvidenceStore.openReadOnly(path: storeOptions.store)
            guard !results else {
                return try show(Pipeline(pack: pack, store: readOnly, host: options.host).auditResults())
            }
            let pipeline = Pipeline(
                pack: pack, store: try .open(path: storeOptions.store), host: options.host,
                logger: options.logger)
            var plan = AuditPlan(
                of: AuditSample.Population(rawValue: of) ?? .claims, tolerated: try Decimal(tolerated),
                confidence: try Decimal(confidence), seed: seed ?? .random(in: 0...UInt64.max))
            plan.allowed = allowed
            plan.settlement = settlement.map { SettlementID($0) }
            plan.measurements.indicators = indicator.map { IndicatorID($0) }
            plan.measurements.groups = group.map { GroupID($0) }
            let sample = try pipeline.drawSample(plan, recording: .now(reason: reason, by: by))
            let list = try pipeline.list(of: sample)
            if let output { try Files.write(list, to: output) }
            if options.json {
                Output.print(JSON.text(SampleJSON(sample)))
            } else {
                Output.complain(
                    "sample \(sample.number): \(sample.members.count) of \(sample.size) \(sample.selection), "
                        + "seed \(sample.seed)"
                        + (output.map { "; \($0) written: fill in the states, and give it to utfall verify" }
                            ?? ""))
                if output == nil { Output.print(list) }
            }
        }
    }

    private func show(_ results: [AuditResult]) throws {
        if options.json {
            Output.print(JSON.text(results.map(ResultJSON.init)))
        } else if results.isEmpty {
            Output.print("no sample was drawn")
        } else {
            Output.print(results.map(words).joined(separator: "\n"))
        }
        let isDone = results.allSatisfy { $0.extrapolation?.isTolerable == true }
        if !isDone { throw Told(status: .lookAtIt) }
    }

    private func words(_ result: AuditResult) -> String {
        let sample = result.sample
        var lines = [
            "sample \(sample.number): \(sample.members.count) of \(sample.size) \(sample.selection), "
                + "drawn \(sample.recording.at) by \(sample.recording.by), seed \(sample.seed)",
            "  rejected \(result.rejected), open \(result.open)",
        ]
        guard let found = result.extrapolation else {
            return (lines + ["  nothing can be said of all before each is verified or rejected"])
                .joined(separator: "\n")
        }
        lines.append(
            "  of all \(sample.size), about \(shown(found.failures)) would be rejected; with a confidence of "
                + "\(sample.confidence), between \(whole(found.least)) and \(whole(found.most))")
        lines.append(
            found.isTolerable
                ? "  a share of \(sample.tolerated) or more can be excluded"
                : "  a share of \(sample.tolerated) or more cannot be excluded: at most \(percent(found.rateBound)) of them"
        )
        return lines.joined(separator: "\n")
    }

    private func shown(_ ratio: Ratio) -> String {
        (try? ratio.rounded(.halfEven, decimals: 1)).map(\.description) ?? ratio.description
    }

    private func whole(_ number: Double) -> String { "\(Int(number.rounded()))" }
    private func percent(_ rate: Double) -> String { "\(Double((rate * 1000).rounded()) / 10) %" }

    private struct SampleJSON: Encodable {
        let number: Int64
        let population, selection, seed, tolerated, confidence: String
        let size, drawn: Int

        init(_ sample: AuditSample) {
            number = sample.number
            population = sample.population.rawValue
            selection = sample.selection
            seed = String(sample.seed)
            tolerated = sample.tolerated.description
            confidence = sample.confidence.description
            size = sample.size
            drawn = sample.members.count
        }
    }

    private struct ResultJSON: Encodable {
        let sample: SampleJSON
        let rejected, open: Int
        let rate, failures: String?
        let least, most, rateBound: Double?
        let isTolerable: Bool?

        init(_ result: AuditResult) {
            sample = SampleJSON(result.sample)
            rejected = result.rejected
            open = result.open
            rate = result.extrapolation?.rate.description
            failures = result.extrapolation?.failures.description
            least = result.extrapolation?.least
            most = result.extrapolation?.most
            rateBound = result.extrapolation?.rateBound
            isTolerable = result.extrapolation?.isTolerable
        }
    }
}
