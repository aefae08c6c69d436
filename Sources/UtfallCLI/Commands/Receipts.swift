import ArgumentParser
import FoundationEssentials
import OutcomesModel
import Utfall

struct WriteReceipt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "Writes the receipt of a settlement: all that it was made of, and what it came to.",
        discussion: """
            Of a settlement that is posted, the one that was kept with it; of a draft, the one that posting it \
            would keep. utfall replay makes the settlement again from it.
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Flag(help: "Of what is known now, also where it is posted.") var draft = false
    @Option(name: .shortAndLong, help: "Write to a file.") var output: String?

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = Pipeline(
                pack: try options.read(), store: try .openReadOnly(path: storeOptions.store),
                host: options.host, logger: options.logger)
            let id = settlement.map { SettlementID($0) }
            let kept = draft ? nil : try pipeline.postedReceipt(of: id)
            let receipt = try kept ?? pipeline.receipt(of: try pipeline.settle(id))
            guard let output else {
                Output.print(receipt.text)
                return
            }
            try Files.write(receipt.text, to: output)
            Output.complain("\(output) written, sha256 \(receipt.sha256)")
        }
    }
}

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Makes a settlement again from its receipt, and says whether it is the same, byte for byte."
    )

    @OptionGroup var options: PackOptions
    @Argument(help: "The receipt; that of the posted settlement unless given.") var receipt: String?
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = Pipeline(
                pack: try options.read(), store: try .openReadOnly(path: storeOptions.store),
                host: options.host, logger: options.logger)
            let (text, name) = try given(pipeline)
            let replayed = try pipeline.replay(text, name: name)
            if options.json {
                Output.print(
                    JSON.text(
                        Result(
                            receipt: name, sha256: replayed.receipt.sha256, isSame: replayed.isSame,
                            causes: replayed.causes)))
            } else if replayed.isSame {
                Output.print("\(name): the same, byte for byte, sha256 \(replayed.receipt.sha256)")
            } else {
                let causes = replayed.causes.map { "  \($0)" }
                Output.print((["\(name): not the same, because"] + causes).joined(separator: "\n"))
            }
            if !replayed.isSame { throw Told(status: .lookAtIt) }
        }
    }

    private func given(_ pipeline: Pipeline) throws -> (text: String, name: String) {
        if let receipt { return (try Files.read(receipt), receipt) }
        let id = settlement.map { SettlementID($0) }
        guard let kept = try pipeline.postedReceipt(of: id) else {
            throw ValidationError("Nothing is posted that could be made again: give a receipt.")
        }
        return (kept.text, "the posted receipt")
    }

    private struct Result: Encodable {
        let receipt, sha256: String
        let isSame: Bool
        let causes: [String]
    }
}

struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Records that a party stands by a settlement as it is now, or by this version of the pack.",
        discussion: "A contract asks for it by approved_by and signed_by in its [contract].")

    @OptionGroup var options: PackOptions
    @Option(help: "The [[party]] that approves.") var party: String
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Flag(help: "The version of the pack, and not a settlement.") var packVersion = false
    @Option(help: "A file with the party's private key, as utfall keys writes it.") var key: String?
    @Option(help: "Why it is approved.") var reason = "approved"
    @Option(help: "Who approves; the user of this machine unless given.") var by: String?

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try options.read()
            // Opened for reading first: an approval of a settlement makes no store where there is none.
            if !packVersion { _ = try EvidenceStore.openReadOnly(path: storeOptions.store) }
            let pipeline = Pipeline(
                pack: pack, store: try .open(path: storeOptions.store), host: options.host,
                logger: options.logger)
            let signing = try key.map { try SigningKey(base64: try Files.read($0), name: $0) }
            let recording = Recording.now(reason: reason, by: by)
            let id = PartyID(party)
            let approval =
                packVersion
                ? try pipeline.approvePack(as: id, key: signing, recording: recording)
                : try pipeline.approve(
                    try pipeline.settle(settlement.map { SettlementID($0) }), as: id, key: signing,
                    recording: recording)
            let what = packVersion ? "version \(pack.version) of the pack" : "the settlement"
            Output.print(
                options.json
                    ? JSON.text(["party": party, "digest": approval.digest])
                    : "\(party) approves \(what), sha256 \(approval.digest)")
        }
    }
}

struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Makes a key pair with which a party signs its approvals.",
        discussion: "The private key is written to the file, for its owner alone; the public one is printed.")

    @Argument(help: "The file for the private key; it must not be there yet.") var file: String

    func run() throws {
        try telling(asJSON: false) {
            let key = SigningKey()
            try Files.writeSecret(key.privateKey + "\n", to: file)
            Output.print("key = \"\(key.publicKey)\"")
            Output.complain("\(file) written; put the line above into the [[party]] of contract.toml")
        }
    }
}
