import MeasurementStore
public import OutcomesModel
import Settlement

extension Pipeline {
    /// Posts a settlement: from then on it is in the journal, and never changed.
    ///
    /// - Throws: where it never pays, a question is open, or it was posted before; then nothing is written.
    public func post(_ settled: Settled, recording: Recording) throws {
        let statement = settled.statement
        guard statement.plan.pays else { throw PipelineError.neverPays(statement.plan.id, pack: pack.id) }
        let open = settled.findings.filter(\.isOpen)
        guard open.isEmpty else { throw PipelineError.openQuestions(open.map(\.id), pack: pack.id) }
        try store.store.post(
            PostedSettlement(
                contract: pack.id, settlement: statement.plan.id, asOf: statement.asOf,
                knownSettlements: statement.knownSettlements, packHash: pack.hash,
                lines: statement.postedLines, claims: statement.claims, journal: statement.journal,
                recording: recording))
    }

    public func findings() throws -> [RecordedFinding] { try store.store.findings(of: pack.id) }

    /// Records the answer to a question.
    public func answer(_ id: FindingID, with answer: FindingAnswer) throws {
        try store.store.answer(id, of: pack.id, with: answer)
    }

    /// Returns all evidence as of now, for export.
    public func evidence() throws -> (participants: ParticipantTable, measurements: MeasurementTable) {
        guard let latest = try store.store.latestBatch(of: pack.id) else {
            throw PipelineError.noEvidence(pack: pack.id, store: store.store.path)
        }
        return (
            try store.store.participants(of: pack.id, asOf: latest),
            try store.store.evidence(of: pack.id, asOf: latest)
        )
    }
}
