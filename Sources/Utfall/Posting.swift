import MeasurementStore
public import OutcomesModel
import PackReader
import Settlement

extension Pipeline {
    /// Posts a settlement, or the adjustment to one that stands posted: from then on it is in the journal, and never
    /// changed. Its receipt and the version of the pack are kept with it.
    ///
    /// What is posted is in English: a receipt is made again to the same bytes in whatever language it is read.
    ///
    /// - Precondition: the pipeline is not translated.
    /// - Throws: where it never pays, a question is open, nothing has changed since it was posted, an approval
    ///   lacks that the contract asks for, or something else was posted meanwhile; then nothing is written.
    @discardableResult
    public func post(_ settled: Settled, recording: Recording) throws -> Receipt {
        precondition(pack.language == .en, "a settlement is posted before it is translated")
        let statement = settled.statement
        let id = statement.plan.id
        guard statement.plan.pays else { throw PipelineError.neverPays(id, pack: pack.id) }
        let open = settled.findings.filter(\.isOpen)
        guard open.isEmpty else { throw PipelineError.openQuestions(open.map(\.id), pack: pack.id) }
        if statement.standsPosted {
            guard statement.posted.last?.packHash == statement.packHash else {
                throw PipelineError.otherRules(id, pack: pack.id)
            }
            guard statement.differsFromPosted else { throw PipelineError.nothingToPost(id, pack: pack.id) }
        }
        let receipt = try receipt(of: settled)
        try requireApprovals(of: receipt, by: settled.pack)
        try store.store.post(
            PostedSettlement(
                contract: pack.id, settlement: id, revision: statement.revision, kind: statement.kind,
                asOf: statement.asOf, knownPostings: statement.knownPostings, packHash: statement.packHash,
                lines: statement.postedLines, claims: statement.claims, journal: statement.journal,
                receipt: receipt.text, recording: recording),
            archive: settled.pack.pack.archive)
        return receipt
    }

    /// Takes back all that was posted of a settlement; it may then be settled and posted anew.
    ///
    /// - Returns: what goes back, as it was paid.
    /// - Throws: where it does not stand posted.
    public func reverse(_ id: SettlementID? = nil, recording: Recording) throws -> [PostedLine] {
        let plan = try pack.plan(id)
        let ledger = try Ledger(of: pack.id, in: store.store)
        guard let history = ledger.history(of: plan.id), history.stands, let last = history.postings.last
        else { throw PipelineError.notPosted(plan.id, pack: pack.id) }
        let reversal = try Reversal(of: history, contract: pack.id)
        try store.store.post(
            PostedSettlement(
                contract: pack.id, settlement: plan.id, revision: last.revision + 1, kind: .reversal,
                asOf: last.asOf, knownPostings: ledger.postings.count, packHash: last.packHash,
                lines: reversal.lines, journal: reversal.journal, recording: recording))
        return reversal.lines
    }

    ///
    /// Values about nobody among the participants are told as of now, and are not recorded: a file of participants may
    /// come later.
    public func findings() throws -> [RecordedFinding] {
        let recorded = try store.store.findings(of: pack.id)
        guard let latest = try store.store.latestBatch(of: pack.id) else { return recorded }
        return recorded + strangers(try read(latest))
    }

    /// Records the answer to a question.
    public func answer(_ id: FindingID, with answer: FindingAnswer) throws {
        try store.store.answer(id, of: pack.id, with: answer)
    }
}
