import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Records what a verifier's file says of claims, as a batch; the same file twice is told, and written once.
    ///
    /// - Parameter decisions: each claim once; their `recording` is not looked at.
    package func decide(
        _ decisions: [ClaimDecision], file: EvidenceFile, contract: PackID, recording: Recording
    ) throws(StoreError) -> RecordedBatch {
        _ = try Moment.checked(recording.at)
        return try write { database in
            let earlier = try database.batch(of: file, .verification, contract)
            let latest = try database.latestBatch(of: contract) ?? BatchID(0)
            try database.requireWhole(["claim_decision"])
            let known = try database.claimDecisions(of: contract, asOf: latest)
            let states = Dictionary(uniqueKeysWithValues: known.map { (ClaimKey($0), $0.state) })
            let changes = decisions.filter { states[ClaimKey($0)] != $0.state }
            if let earlier, changes.isEmpty {
                return RecordedBatch(id: earlier, alreadyRecorded: true, new: 0, unchanged: 0, corrections: 0)
            }
            let new = changes.count { states[ClaimKey($0)] == nil }
            let batch = RecordedBatch(
                id: try database.nextBatch(), alreadyRecorded: false, new: new,
                unchanged: decisions.count - changes.count, corrections: changes.count - new)
            try database.insert(batch, file, .verification, contract, recording)
            try database.insert(
                into: "claim_decision", ["contract", "batch", "subject", "outcome", "window", "state"],
                changes
            ) { decision in
                [
                    .text(contract.rawValue), .number(batch.id.number), .text(decision.subject.description),
                    .text(decision.outcome.rawValue), .text(decision.window.rawValue),
                    .text(decision.state.rawValue),
                ]
            }
            return batch
        }
    }

    /// Returns what was last said of each claim as of a batch, by subject, outcome and window.
    package func claimDecisions(
        of contract: PackID, asOf batch: BatchID
    ) throws(StoreError) -> [ClaimDecision] {
        try read(whole: ["claim_decision"]) { try $0.claimDecisions(of: contract, asOf: batch) }
    }
}

private struct ClaimKey: Hashable {
    let subject: SubjectID
    let outcome: OutcomeID
    let window: WindowID

    init(_ decision: ClaimDecision) {
        subject = decision.subject
        outcome = decision.outcome
        window = decision.window
    }
}

extension Database {
    fileprivate func claimDecisions(of contract: PackID, asOf batch: BatchID) throws -> [ClaimDecision] {
        try Query(
            self,
            """
            SELECT subject, outcome, window, state, recorded_by, recorded_at, reason, max(batch)
            FROM claim_decision JOIN batch ON batch.number = batch
            WHERE claim_decision.contract = ? AND batch <= ?
            GROUP BY subject, outcome, window ORDER BY subject, outcome, window
            """
        ).map([.text(contract.rawValue), .number(batch.number)]) { row in
            ClaimDecision(
                subject: SubjectID(text: try row.text(0)), outcome: OutcomeID(try row.text(1)),
                window: WindowID(try row.text(2)), state: try row.word(3),
                recording: try row.recording(by: 4, at: 5, reason: 6))
        }
    }
}
