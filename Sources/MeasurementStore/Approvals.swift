import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Records an approval.
    ///
    /// - Throws: `alreadyApproved` where the party approved the same before, `notAMoment`.
    package func record(_ approval: Approval) throws(StoreError) {
        _ = try Moment.checked(approval.recording.at)
        try write { database in
            let key: [Argument] = [
                .text(approval.contract.rawValue), .text(approval.subject.rawValue), .text(approval.digest),
                .text(approval.party.rawValue),
            ]
            let earlier = try Query(
                database,
                """
                SELECT recorded_by, recorded_at, reason FROM approval
                WHERE contract = ? AND subject = ? AND digest = ? AND party = ?
                """
            ).first(key) { try $0.recording(by: 0, at: 1, reason: 2) }
            if let earlier { throw StoreError.alreadyApproved(by: approval.party, recording: earlier) }
            try Query(
                database,
                """
                INSERT INTO approval (contract, subject, digest, party, public_key, signature, recorded_by,
                    recorded_at, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            ).run(
                key + [
                    .text(approval.signature?.publicKey), .text(approval.signature?.bytes),
                    .text(approval.recording.by), .text(approval.recording.at),
                    .text(approval.recording.reason),
                ])
        }
    }

    /// Returns the approvals of what has this digest, in the order in which they came.
    package func approvals(
        of subject: Approval.Subject, digest: String, contract: PackID
    ) throws(StoreError) -> [Approval] {
        try read { database in
            try Query(
                database,
                """
                SELECT party, public_key, signature, recorded_by, recorded_at, reason FROM approval
                WHERE contract = ? AND subject = ? AND digest = ? ORDER BY number
                """
            ).map([.text(contract.rawValue), .text(subject.rawValue), .text(digest)]) { row in
                var signature: Approval.Signature?
                if let key = row.optionalText(1) {
                    signature = Approval.Signature(publicKey: key, bytes: try row.text(2))
                }
                return Approval(
                    contract: contract, subject: subject, digest: digest, party: PartyID(try row.text(0)),
                    signature: signature, recording: try row.recording(by: 3, at: 4, reason: 5))
            }
        }
    }
}
