import GRDB
package import OutcomesModel

/// What `record` did with a batch.
package struct RecordedBatch: Hashable, Sendable {
    package let id: BatchID
    /// True where the same file was recorded before, as `id`: nothing was written.
    package let alreadyRecorded: Bool
    /// Rows about what the store knew nothing of.
    package let new: Int
    /// Rows that say what the store knew already; they are not stored again.
    package let unchanged: Int
    /// Rows that say something else than the store knew.
    package let corrections: Int
    /// The first of the corrections of measurements, in the order of indicator, subject and day.
    package var listed: [Correction] = []
}

/// What a batch is of: a file of evidence, or somebody's word on evidence that is there.
package enum BatchKind: String, CaseIterable, Sendable {
    case measurements, participants, verification

    init(_ kind: EvidenceKind) {
        self =
            switch kind {
            case .measurements: .measurements
            case .participants: .participants
            }
    }
}

/// A batch as a list shows it.
package struct RecordedBatchSummary: Hashable, Sendable {
    package let id: BatchID
    package let file: EvidenceFile
    package let kind: BatchKind
    /// The good rows of the file, also those that were known already.
    package let rows: Int
    package let recording: Recording
}

extension MeasurementStore {
    /// Records what files gave, all of them or none; the same file twice is told, and written once.
    ///
    /// Only where nothing was recorded since, and the checks now say something else of its rows, is the same
    /// file recorded again: an old file never undoes a correction.
    ///
    /// - Parameter limit: so many corrections of each are listed; all are counted.
    package func record(
        _ batches: [EvidenceBatch], contract: PackID, recording: Recording, listing limit: Int = 100
    ) throws(StoreError) -> [RecordedBatch] {
        _ = try Moment.checked(recording.at)
        return try write { database in
            try batches.map { try database.record($0, contract: contract, recording: recording, limit) }
        }
    }

    /// Records what one file gave.
    package func record(
        _ batch: EvidenceBatch, contract: PackID, recording: Recording, listing limit: Int = 100
    ) throws(StoreError) -> RecordedBatch {
        try record([batch], contract: contract, recording: recording, listing: limit)[0]
    }

    /// Returns the batches of a contract in the order in which they were recorded.
    package func batches(of contract: PackID) throws(StoreError) -> [RecordedBatchSummary] {
        try read { database in
            let query = try Query(
                database,
                """
                SELECT number, file_name, file_bytes, file_sha256, kind, rows,
                    recorded_by, recorded_at, reason
                FROM batch WHERE contract = ? ORDER BY number
                """)
            return try query.map([.text(contract.rawValue)]) { row in
                RecordedBatchSummary(
                    id: BatchID(try row.number(0)),
                    file: EvidenceFile(
                        name: try row.text(1), bytes: Int(try row.number(2)), sha256: try row.text(3)),
                    kind: try row.word(4), rows: Int(try row.number(5)),
                    recording: try row.recording(by: 6, at: 7, reason: 8))
            }
        }
    }

    /// Returns the last batch of a contract, nil where nothing was recorded.
    package func latestBatch(of contract: PackID) throws(StoreError) -> BatchID? {
        try read { try $0.latestBatch(of: contract) }
    }

    /// Returns the last batch of a contract that was recorded at `moment` or before; a plain day,
    /// `2026-11-22`, means its end, in UTC.
    package func latestBatch(
        of contract: PackID, recordedBy moment: String
    ) throws(StoreError) -> BatchID? {
        let bound = try Moment.bound(moment)
        return try read { database in
            let query = try Query(
                database, "SELECT max(number) FROM batch WHERE contract = ? AND recorded_at <= ?")
            return try query.batch([.text(contract.rawValue), .text(bound)])
        }
    }
}

extension Database {
    fileprivate func record(
        _ batch: EvidenceBatch, contract: PackID, recording: Recording, _ limit: Int
    ) throws -> RecordedBatch {
        let kind = BatchKind(batch.kind)
        let earlier = try self.batch(of: batch.file, kind, contract)
        let isLatest = try earlier == latestBatch(of: contract)
        let measurements = try changes(
            in: batch.measurements, of: contract, file: batch.file, listing: limit)
        let participants = try changes(in: batch.participants, of: contract, file: batch.file)
        if let earlier, !isLatest || measurements.isEmpty && participants.rows.isEmpty {
            return RecordedBatch(id: earlier, alreadyRecorded: true, new: 0, unchanged: 0, corrections: 0)
        }
        let recorded = RecordedBatch(
            id: try nextBatch(), alreadyRecorded: false, new: measurements.new + participants.new,
            unchanged: measurements.unchanged + participants.unchanged,
            corrections: measurements.corrections + participants.corrections, listed: measurements.listed)
        try insert(recorded, batch.file, kind, contract, recording)
        try insert(measurements, contract: contract, batch: recorded.id)
        try insert(participants, contract: contract, batch: recorded.id)
        for finding in batch.findings { try insert(finding, batch: recorded.id, contract: contract) }
        return recorded
    }

    /// Returns the last batch of this kind that was of a file.
    func batch(of file: EvidenceFile, _ kind: BatchKind, _ contract: PackID) throws -> BatchID? {
        try Query(
            self, "SELECT max(number) FROM batch WHERE contract = ? AND kind = ? AND file_sha256 = ?"
        ).batch([.text(contract.rawValue), .text(kind.rawValue), .text(file.sha256)])
    }

    /// Returns the batches that are verifications.
    func verifications(of contract: PackID) throws -> Set<Int64> {
        let numbers = try Query(
            self, "SELECT number FROM batch WHERE contract = ? AND kind = 'verification'"
        ).map([.text(contract.rawValue)]) { try $0.number(0) }
        return Set(numbers)
    }

    func nextBatch() throws -> BatchID { BatchID((try latestBatch()?.number ?? 0) + 1) }

    func insert(
        _ recorded: RecordedBatch, _ file: EvidenceFile, _ kind: BatchKind, _ contract: PackID,
        _ recording: Recording
    ) throws {
        let insertion = try Query(
            self,
            """
            INSERT INTO batch (number, contract, kind, file_name, file_bytes, file_sha256, rows, new_rows,
                unchanged_rows, corrected_rows, recorded_by, recorded_at, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try insertion.run([
            .number(recorded.id.number), .text(contract.rawValue), .text(kind.rawValue), .text(file.name),
            .number(file.bytes), .text(file.sha256),
            .number(recorded.new + recorded.unchanged + recorded.corrections), .number(recorded.new),
            .number(recorded.unchanged), .number(recorded.corrections), .text(recording.by),
            .text(recording.at), .text(recording.reason),
        ])
    }
}

extension Database {
    func latestBatch(of contract: PackID) throws -> BatchID? {
        try Query(self, "SELECT max(number) FROM batch WHERE contract = ?").batch([.text(contract.rawValue)])
    }

    func latestBatch() throws -> BatchID? {
        try Query(self, "SELECT max(number) FROM batch").batch([])
    }

    /// Refuses a read as of a batch that is yet to come: its answer would change with the next import.
    func requireBatch(_ batch: BatchID) throws {
        let latest = try latestBatch()
        guard batch.number >= 0, batch <= latest ?? BatchID(0) else {
            throw StoreError.unknownBatch(batch, latest: latest)
        }
    }
}

extension Query {
    /// Returns the batch that the statement names, if it names one.
    fileprivate func batch(_ arguments: [Argument]) throws -> BatchID? {
        try first(arguments) { $0.optionalNumber(0) }?.map(BatchID.init)
    }
}
