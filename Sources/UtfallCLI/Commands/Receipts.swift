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

            With --sign a party signs it, by the key of which the contract has the public half; several parties may, \
            one after the other, with --file. Whoever has the file and the pack checks it with --verify, without \
            any store.
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Flag(help: "Of what is known now, also where it is posted.") var draft = false
    @Option(
        help: ArgumentHelp("Sign it, by a private key as utfall keys writes it.", valueName: "key-file"))
    var sign: String?
    @Option(help: "With --sign: the [[party]] that signs.") var party: String?
    @Option(help: "A receipt that was given out, instead of one from the store.") var file: String?
    @Option(help: ArgumentHelp("Say who has signed a receipt, and whether it holds.", valueName: "file"))
    var verify: String?
    @Option(name: .shortAndLong, help: "Write to a file.") var output: String?

    func validate() throws {
        guard (sign == nil) == (party == nil) else {
            throw ValidationError("--sign KEY-FILE and --party ID go together.")
        }
        let isAlone = sign == nil && file == nil && output == nil && settlement == nil && !draft
        guard verify == nil || isAlone else {
            throw ValidationError("--verify FILE stands alone: it writes and signs nothing.")
        }
        guard file == nil || (settlement == nil && !draft) else {
            throw ValidationError(
                "--settlement and --draft are of the store, and --file is a receipt already.")
        }
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try options.read()
            if let verify {
                return try ReceiptVerification(pack: pack, file: verify).tell(asJSON: options.json)
            }
            var receipt = try receipt(pack)
            if let sign, let party {
                let key = try SigningKey(base64: try Files.read(sign), name: sign)
                receipt = try receipt.signed(by: PartyID(party), with: key, of: pack)
            }
            guard let output, output != "-" else {
                Output.print(receipt.text)
                return
            }
            try Files.write(receipt.text, to: output)
            let signers = receipt.signatures.map(\.party).joined(separator: ", ")
            Output.complain(
                wrapped(
                    "\(output) written, sha256 \(receipt.receipt.sha256)"
                        + (signers.isEmpty ? "" : ", signed by \(signers)")))
        }
    }

    /// That of the file, or of the store; one to be signed with the signatures that it was approved with there.
    private func receipt(_ pack: ContractPack) throws -> SignedReceipt {
        if let file { return try SignedReceipt(try Files.read(file), name: file) }
        let pipeline = Pipeline(
            pack: pack, store: try .openReadOnly(path: storeOptions.store), host: options.host,
            logger: options.logger)
        let id = settlement.map { SettlementID($0) }
        let kept = draft ? nil : try pipeline.postedReceipt(of: id)
        if let kept { try tellTakenBack(kept, pipeline) }
        let receipt = try kept ?? pipeline.receipt(of: try pipeline.settle(id))
        return sign == nil ? SignedReceipt(receipt) : try pipeline.signedReceipt(receipt)
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
                Output.print(wrapped("\(name): the same, byte for byte, sha256 \(replayed.receipt.sha256)"))
            } else {
                let causes = replayed.causes.map { "  \($0)" }
                Output.print(wrapped((["\(name): not the same, because"] + causes).joined(separator: "\n")))
            }
            try tellTakenBack(try SignedReceipt(text, name: name).receipt, pipeline)
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

/// Says on standard error that what a receipt is of does not stand any more.
private func tellTakenBack(_ receipt: Receipt, _ pipeline: Pipeline) throws {
    guard try pipeline.isTakenBack(receipt) else { return }
    Output.complain(
        wrapped("note: what was posted with this receipt was taken back later, and does not stand"))
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
                    : wrapped("\(party) approves \(what), sha256 \(approval.digest)"))
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
