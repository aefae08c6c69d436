import MeasurementStore
public import OutcomesModel

/// What came of making a settlement again by its receipt.
public struct Replayed: Sendable {
    /// The receipt as it comes out now.
    public let receipt: Receipt
    /// True where it is the same, byte for byte.
    public let isSame: Bool
    /// What is not as it was, a sentence each; empty where all is.
    public let causes: [String]
}

extension Pipeline {
    /// Makes the settlement of a receipt again: with the evidence as of its batch, the version of the pack that made
    /// it, and what had been posted then.
    ///
    /// - Parameters:
    ///   - text: the receipt, with signatures or without.
    ///   - name: what messages call it.
    /// - Throws: where the text is no receipt of this contract, or the rules fail now.
    public func replay(_ text: String, name: String) throws -> Replayed {
        // Signatures stand behind what is made again.
        let text = try SignedReceipt(text, name: name).receipt.text
        let head = try ReceiptHead.read(text, name: name)
        guard head.contract == pack.id.rawValue else {
            throw PipelineError.receiptOfOther(contract: PackID(head.contract), pack: pack.id)
        }
        var causes: [String] = []
        let version = try packVersion(head.pack, &causes)
        let latest = try store.store.latestBatch(of: pack.id)
        guard let latest, latest.number >= head.asOfBatch else {
            throw PipelineError.unknownBatch(BatchID(head.asOfBatch), pack: pack.id, latest: latest)
        }
        let evidence = try store.store.evidenceDigest(of: pack.id, asOf: BatchID(head.asOfBatch))
        let pipeline = Pipeline(pack: version, store: store, host: host)
        let settled = try pipeline.settleAgain(head)
        let now = ReceiptHead(settled.statement, version, evidence, host)
        causes += differences(from: head, to: now)
        let receipt = try pipeline.receipt(of: settled)
        let isSame = receipt.text == text
        if !isSame, causes.isEmpty {
            causes.append(
                head.knownPostings < now.knownPostings
                    ? "what had been posted is not in this store" : "the receipt is not as it was given out")
        }
        return Replayed(receipt: receipt, isSame: isSame, causes: isSame ? [] : causes)
    }

    /// Returns the receipt of the last posting of a settlement, where it has one.
    public func postedReceipt(of id: SettlementID? = nil) throws -> Receipt? {
        let plan = try pack.plan(id)
        return try Ledger(of: pack.id, in: store.store).history(of: plan.id)?.postings
            .last { $0.kind != .reversal }?.receipt.map(Receipt.init(text:))
    }

    /// Whether what was posted with a receipt was taken back later.
    public func isTakenBack(_ receipt: Receipt) throws -> Bool {
        let postings = try Ledger(of: pack.id, in: store.store).postings
        guard let place = postings.lastIndex(where: { $0.receipt == receipt.text }) else { return false }
        return postings[place...].contains {
            $0.kind == .reversal && $0.settlement == postings[place].settlement
        }
    }

    private func packVersion(
        _ version: ReceiptHead.PackVersion, _ causes: inout [String]
    ) throws -> ContractPack {
        if pack.hash == version.sha256 { return pack }
        if let archive = try store.store.packArchive(hash: version.sha256) {
            return try ContractPack(archive)
        }
        causes.append(
            "the pack is not the version \(version.version) that made it, and the store has not kept that")
        return pack
    }

    /// Settles as it was settled when `head` was written.
    private func settleAgain(_ head: ReceiptHead) throws -> Settled {
        let plan = try pack.plan(SettlementID(head.settlement))
        let all = try store.store.posted(of: pack.id)
        let next = all.dropFirst(head.knownPostings).first
        let ledger = try Ledger(of: pack.id, in: store.store, before: next?.number)
        let statement = try settle(plan, try read(BatchID(head.asOfBatch)), ledger)
        return Settled(statement: statement, others: [], findings: [], pack: pack)
    }

    private func differences(from then: ReceiptHead, to now: ReceiptHead) -> [String] {
        var causes: [String] = []
        if then.host.version != now.host.version {
            causes.append("the host is version \(now.host.version), and was \(then.host.version)")
        } else if then.host != now.host {
            causes.append("the host's Lua API is another one than it was")
        }
        for path in Set(then.pack.files.keys).union(now.pack.files.keys).sorted()
        where then.pack.files[path] != now.pack.files[path] {
            let what = path == "contract.toml" ? "the terms in contract.toml are" : "\(path) is"
            causes.append(
                now.pack.files[path] == nil
                    ? "\(path) is gone" : then.pack.files[path] == nil ? "\(path) is new" : "\(what) changed")
        }
        for batch in then.batches where !now.batches.contains(batch) {
            causes.append("batch \(batch.number) (\(batch.file)) is not as it was, or not in this store")
        }
        for batch in now.batches where !then.batches.contains(where: { $0.number == batch.number }) {
            causes.append("batch \(batch.number) (\(batch.file)) was not there")
        }
        return causes
    }
}
