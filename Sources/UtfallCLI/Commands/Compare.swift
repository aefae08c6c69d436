import ArgumentParser
import OutcomesModel
import Utfall

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Says how two settlements differ, what each cause explains, and where it begins.",
        discussion: """
            Of two packs or versions of one, two moments (--as-of, --other-as-of) or two parties' stores (--store, \
            --other-store). What was posted plays no part.
            """)

    @OptionGroup var options: PackOptions
    @Argument(help: "The folder of the other pack; the same one unless given.") var other: String?
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "The other store; the same one unless given.") var otherStore: String?
    @Option(help: "What is known on the left: a batch's number, or a date.") var asOf: String?
    @Option(help: "What is known on the right; as on the left unless given.") var otherAsOf: String?
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @OptionGroup var output: ReportOutput

    func validate() throws {
        guard other != nil || otherStore != nil || asOf != otherAsOf else {
            throw ValidationError(
                "Both sides would be the same: give another pack, --other-store or --other-as-of.")
        }
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try options.read()
            let otherPack =
                try other.map { try ContractPack(folder: $0, libraryFolders: options.libraryFolders) } ?? pack
            let store = try EvidenceStore.openReadOnly(path: storeOptions.store)
            let second = try otherStore.map { try EvidenceStore.openReadOnly(path: $0) } ?? store
            let left = try Pipeline(
                pack: pack, store: store, host: options.host, logger: options.logger
            ).translated(to: output.locale.language)
            let right = Pipeline(pack: otherPack, store: second, host: options.host, logger: options.logger)
            let moment = asOf.map { AsOf($0) } ?? .now
            let comparison = try left.compare(
                asOf: moment, with: right, asOf: otherAsOf.map { AsOf($0) } ?? moment,
                settlement: settlement.map { SettlementID($0) })
            let names = (
                left: name(pack, storeOptions.store, asOf),
                right: name(otherPack, otherStore ?? storeOptions.store, otherAsOf ?? asOf)
            )
            try output.write(comparison.report(named: names), asJSON: options.json)
            if !comparison.isSame { throw Told(status: .lookAtIt) }
        }
    }

    private func name(_ pack: ContractPack, _ store: String, _ asOf: String?) -> String {
        "\(pack.id) \(pack.version), hash \(pack.hash.prefix(8)), \(store)"
            + (asOf.map { output.locale.language.word(" as of \($0)", sv: " till och med \($0)") } ?? "")
    }
}

struct Shadow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shadow",
        abstract: "Settles all that is posted by the pack at hand, and lists what it would change.",
        discussion: """
            Nothing is posted. Run it before a new version of a pack is used. For a file of one difference, line by line, \
            use utfall compare.
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = Pipeline(
                pack: try options.read(), store: try .openReadOnly(path: storeOptions.store),
                host: options.host, logger: options.logger)
            let changed = try pipeline.shadow()
            if options.json {
                Output.print(JSON.text(changed.map(ChangedJSON.init)))
            } else if changed.isEmpty {
                Output.print("nothing that is posted would be another sum")
            } else {
                for statement in changed {
                    Output.print("\(statement.plan.id): \(statement.due) more than is posted")
                    for line in statement.adjustments {
                        Output.print(
                            wrapped(
                                "  \(line.title) (\(line.clause)): \(line.posted) posted, \(line.now) now"))
                    }
                }
            }
            if !changed.isEmpty { throw Told(status: .lookAtIt) }
        }
    }

    private struct ChangedJSON: Encodable {
        let settlement, difference: String
        let lines: [Line]

        struct Line: Encodable {
            let payment, posted, now: String
            let outcome: String?
        }

        init(_ statement: Statement) {
            settlement = statement.plan.id.rawValue
            difference = statement.due.majorUnits
            lines = statement.adjustments.map {
                Line(
                    payment: $0.payment.rawValue, posted: $0.posted.majorUnits, now: $0.now.majorUnits,
                    outcome: $0.outcome?.rawValue)
            }
        }
    }
}
