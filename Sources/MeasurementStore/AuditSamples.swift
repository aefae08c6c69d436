import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Records a sample that was drawn, and returns its number.
    package func record(_ sample: AuditSample, contract: PackID) throws(StoreError) -> Int64 {
        _ = try Moment.checked(sample.recording.at)
        return try write { database in
            try database.requireBatch(sample.asOf)
            try Query(
                database,
                """
                INSERT INTO audit_sample (contract, population, selection, as_of, size, seed, tolerated,
                    confidence, recorded_by, recorded_at, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            ).run([
                .text(contract.rawValue), .text(sample.population.rawValue), .text(sample.selection),
                .number(sample.asOf.number), .number(sample.size), .text(String(sample.seed)),
                .text(sample.tolerated.description), .text(sample.confidence.description),
                .text(sample.recording.by), .text(sample.recording.at), .text(sample.recording.reason),
            ])
            let number = database.lastInsertedRowID
            let columns = ["sample", "position", "subject", "what", "day", "window"]
            try database.insert(into: "audit_sample_member", columns, Array(sample.members.enumerated())) {
                position, member in
                switch member {
                case .measurement(let subject, let indicator, let day):
                    [
                        .number(number), .number(position), .text(subject.description),
                        .text(indicator.rawValue), .number(day.number), .null,
                    ]
                case .claim(let subject, let outcome, let window):
                    [
                        .number(number), .number(position), .text(subject.description),
                        .text(outcome.rawValue), .null, .text(window.rawValue),
                    ]
                }
            }
            return number
        }
    }

    /// Returns the samples of a contract in the order in which they were drawn.
    package func auditSamples(of contract: PackID) throws(StoreError) -> [AuditSample] {
        try read { database in
            try Query(
                database,
                """
                SELECT number, population, selection, as_of, size, seed, tolerated, confidence,
                    recorded_by, recorded_at, reason
                FROM audit_sample WHERE contract = ? ORDER BY number
                """
            ).map([.text(contract.rawValue)]) { try AuditSample($0, database) }
        }
    }
}

extension AuditSample {
    fileprivate init(_ row: StoredRow, _ database: Database) throws {
        let number = try row.number(0)
        guard let seed = UInt64(try row.text(5)), let tolerated = try? Decimal(try row.text(6)),
            let confidence = try? Decimal(try row.text(7))
        else { throw Damage(what: "audit sample \(number): its seed or rates are not numbers") }
        let members = try Query(
            database,
            "SELECT subject, what, day, window FROM audit_sample_member WHERE sample = ? ORDER BY position"
        ).map([.number(number)]) { row in
            let subject = SubjectID(text: try row.text(0))
            guard let day = try row.optionalDay(2) else {
                return Member.claim(subject, OutcomeID(try row.text(1)), WindowID(try row.text(3)))
            }
            return Member.measurement(subject, IndicatorID(try row.text(1)), day)
        }
        self.init(
            number: number, population: try row.word(1), selection: try row.text(2),
            asOf: BatchID(try row.number(3)), size: Int(try row.number(4)), seed: seed, tolerated: tolerated,
            confidence: confidence, members: members, recording: try row.recording(by: 8, at: 9, reason: 10))
    }
}
