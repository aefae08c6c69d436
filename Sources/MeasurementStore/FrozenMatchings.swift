import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Records pairs, once for the terms by which they were formed.
    ///
    /// - Throws: `alreadyFrozen` where pairs by the same terms are recorded, `notAMoment`.
    package func record(_ matching: FrozenMatching, contract: PackID) throws(StoreError) {
        _ = try Moment.checked(matching.recording.at)
        try write { database in
            try database.requireBatch(matching.asOf)
            let key: [Argument] = [
                .text(contract.rawValue), .text(matching.evaluation.rawValue), .text(matching.terms),
            ]
            let earlier = try Query(
                database,
                """
                SELECT recorded_by, recorded_at, reason FROM frozen_matching
                WHERE contract = ? AND evaluation = ? AND terms = ?
                """
            ).first(key) { try $0.recording(by: 0, at: 1, reason: 2) }
            if let earlier {
                throw StoreError.alreadyFrozen(evaluation: matching.evaluation, recording: earlier)
            }
            try Query(
                database,
                """
                INSERT INTO frozen_matching (contract, evaluation, terms, as_of, knew_outcomes, recorded_by,
                    recorded_at, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
            ).run(
                key + [
                    .number(matching.asOf.number), .number(matching.knewOutcomes ? 1 : 0),
                    .text(matching.recording.by), .text(matching.recording.at),
                    .text(matching.recording.reason),
                ])
            let number = database.lastInsertedRowID
            let rows = matching.sets.flatMap { set -> [(treated: String, position: Int, control: String?)] in
                guard !set.controls.isEmpty else { return [(set.treated, 0, nil)] }
                return set.controls.enumerated().map { (set.treated, $0, $1) }
            }
            try database.insert(
                into: "frozen_matching_set", ["matching", "treated", "position", "control"], rows
            ) { row in [.number(number), .text(row.treated), .number(row.position), .text(row.control)] }
        }
    }

    /// Returns the pairs of a contract that were known as of a batch, in the order in which they were recorded.
    package func frozenMatchings(
        of contract: PackID, asOf batch: BatchID
    ) throws(StoreError) -> [FrozenMatching] {
        try read { database in
            try Query(
                database,
                """
                SELECT number, evaluation, as_of, terms, knew_outcomes, recorded_by, recorded_at, reason
                FROM frozen_matching WHERE contract = ? AND as_of <= ? ORDER BY number
                """
            ).map([.text(contract.rawValue), .number(batch.number)]) { row in
                FrozenMatching(
                    evaluation: EvaluationID(try row.text(1)), asOf: BatchID(try row.number(2)),
                    sets: try Self.sets(try row.number(0), database), terms: try row.text(3),
                    knewOutcomes: try row.number(4) == 1,
                    recording: try row.recording(by: 5, at: 6, reason: 7))
            }
        }
    }

    private static func sets(_ matching: Int64, _ database: Database) throws -> [MatchedSet] {
        let rows = try Query(
            database,
            "SELECT treated, control FROM frozen_matching_set WHERE matching = ? ORDER BY treated, position"
        ).map([.number(matching)]) { (try $0.text(0), $0.optionalText(1)) }
        var sets: [MatchedSet] = []
        for (treated, control) in rows {
            let others = sets.last?.treated == treated ? sets.removeLast().controls : []
            sets.append(MatchedSet(treated: treated, controls: others + [control].compactMap { $0 }))
        }
        return sets
    }
}
