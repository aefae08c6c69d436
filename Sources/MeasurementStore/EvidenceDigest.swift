import Crypto
import GRDB
package import OutcomesModel

/// The evidence of a contract as of a batch, known by its content.
package struct EvidenceDigest: Hashable, Sendable {
    package let batches: [Batch]

    package struct Batch: Hashable, Sendable {
        package let id: BatchID
        package let file: EvidenceFile
        package let kind: BatchKind
        /// Of all that the batch stored, 64 lower-case hexadecimal digits.
        package let sha256: String
    }
}

extension MeasurementStore {
    /// Returns a hash for each batch up to `batch`: of the checksums of its chunks, which tell contract, batch,
    /// indicator, position and content, and of the claims that it decided.
    package func evidenceDigest(
        of contract: PackID, asOf batch: BatchID
    ) throws(StoreError) -> EvidenceDigest {
        try read { database in
            let arguments: [Argument] = [.text(contract.rawValue), .number(batch.number)]
            var sums: [Int64: [UInt8]] = [:]
            func gather(_ sql: String, _ bytes: (StoredRow) throws -> [UInt8]) throws {
                try Query(database, sql).rows(arguments) { row in
                    sums[try row.number(0), default: []] += try bytes(row)
                }
            }
            try gather(
                """
                SELECT batch, sha256 FROM participant_chunk WHERE contract = ? AND batch <= ?
                ORDER BY batch, position
                """
            ) { Array(try $0.bytes(1)) }
            try gather(
                """
                SELECT batch, sha256 FROM measurement_chunk WHERE contract = ? AND batch <= ?
                ORDER BY batch, indicator, position
                """
            ) { Array(try $0.bytes(1)) }
            try gather(
                """
                SELECT batch, subject, outcome, window, state FROM claim_decision
                WHERE contract = ? AND batch <= ? ORDER BY batch, subject, outcome, window
                """
            ) { row in
                var text = CanonicalText("claim")
                for column in Int32(1)...4 { text.append(try row.text(column)) }
                return text.bytes
            }
            let batches = try Query(
                database,
                """
                SELECT number, file_name, file_bytes, file_sha256, kind FROM batch
                WHERE contract = ? AND number <= ? ORDER BY number
                """
            ).map(arguments) { row in
                let number = try row.number(0)
                return EvidenceDigest.Batch(
                    id: BatchID(number),
                    file: EvidenceFile(
                        name: try row.text(1), bytes: Int(try row.number(2)), sha256: try row.text(3)),
                    kind: try row.word(4), sha256: hexadecimal(SHA256.hash(data: sums[number] ?? [])))
            }
            return EvidenceDigest(batches: batches)
        }
    }
}
