import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Records findings on a contract, and returns the id of each, in their order.
    ///
    /// One that is already there word for word, for the same batch or for none, keeps its id and its answer.
    package func record(
        findings: [Finding], batch: BatchID?, contract: PackID
    ) throws(StoreError) -> [FindingID] {
        try write { database in
            if let batch { try database.requireBatch(batch) }
            var ids: [FindingID] = []
            for finding in findings {
                let earlier = try database.finding(finding, batch: batch, contract: contract)
                ids.append(try earlier ?? database.insert(finding, batch: batch, contract: contract))
            }
            return ids
        }
    }

    /// Returns all findings of a contract with their answers, in the order in which they were recorded.
    package func findings(of contract: PackID) throws(StoreError) -> [RecordedFinding] {
        try read { database in
            let query = try Query(
                database,
                """
                SELECT number, batch, severity, rule, message, hint, place_file, place_line, place_column,
                    subject, text, answered_by, answered_at
                FROM finding LEFT JOIN answer ON answer.finding = finding.number
                WHERE contract = ? ORDER BY number
                """)
            return try query.map([.text(contract.rawValue)], RecordedFinding.init(row:))
        }
    }

    /// Records what a person says to a question.
    ///
    /// - Throws: `unknownFinding`, `notAQuestion`, `alreadyAnswered`, `notAMoment`.
    package func answer(
        _ id: FindingID, of contract: PackID, with answer: FindingAnswer
    ) throws(StoreError) {
        _ = try Moment.checked(answer.at)
        try write { database in
            let question = try Query(
                database,
                """
                SELECT severity, text, answered_by, answered_at
                FROM finding LEFT JOIN answer ON answer.finding = finding.number
                WHERE number = ? AND contract = ?
                """
            ).first([.number(id.number), .text(contract.rawValue)]) { row in
                (severity: try row.word(0) as FindingSeverity, answer: try FindingAnswer(row, firstColumn: 1))
            }
            guard let question else { throw StoreError.unknownFinding(id, contract: contract) }
            guard question.severity == .question else {
                throw StoreError.notAQuestion(id, severity: question.severity)
            }
            if let earlier = question.answer { throw StoreError.alreadyAnswered(id, with: earlier) }
            try Query(
                database, "INSERT INTO answer (finding, text, answered_by, answered_at) VALUES (?, ?, ?, ?)"
            ).run([.number(id.number), .text(answer.text), .text(answer.by), .text(answer.at)])
        }
    }
}

extension Database {
    @discardableResult
    func insert(_ finding: Finding, batch: BatchID?, contract: PackID) throws -> FindingID {
        try Query(
            self,
            """
            INSERT INTO finding (contract, batch, severity, rule, message, hint, place_file, place_line,
                place_column, subject)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run(Self.columns(finding, batch, contract))
        return FindingID(lastInsertedRowID)
    }

    fileprivate func finding(_ finding: Finding, batch: BatchID?, contract: PackID) throws -> FindingID? {
        let query = try Query(
            self,
            """
            SELECT min(number) FROM finding INDEXED BY finding_by_words
            WHERE contract = ? AND batch IS ? AND severity = ? AND rule = ? AND message = ?
                AND hint IS ? AND place_file IS ? AND place_line IS ? AND place_column IS ? AND subject IS ?
            """)
        return try query.first(Self.columns(finding, batch, contract)) { $0.optionalNumber(0) }?
            .map(FindingID.init)
    }

    private static func columns(_ finding: Finding, _ batch: BatchID?, _ contract: PackID) -> [Argument] {
        [
            .text(contract.rawValue), .number(batch?.number), .text(finding.severity.rawValue),
            .text(finding.rule), .text(finding.message), .text(finding.hint), .text(finding.place?.file),
            .number(finding.place?.line), .number(finding.place?.column), .text(finding.subject?.description),
        ]
    }
}

extension RecordedFinding {
    fileprivate init(row: StoredRow) throws {
        let place = row.optionalText(6).map { file in
            SourceLocation(
                file: file, line: row.optionalNumber(7).map { Int($0) },
                column: row.optionalNumber(8).map { Int($0) })
        }
        self.init(
            id: FindingID(try row.number(0)), batch: row.optionalNumber(1).map(BatchID.init),
            finding: Finding(
                severity: try row.word(2), rule: try row.text(3), message: try row.text(4),
                hint: row.optionalText(5), place: place,
                subject: row.optionalText(9).map(SubjectID.init(text:))),
            answer: try FindingAnswer(row, firstColumn: 10))
    }
}

extension FindingAnswer {
    /// Reads text, by and at, where the finding has an answer.
    fileprivate init?(_ row: StoredRow, firstColumn: Int32) throws {
        guard let text = row.optionalText(firstColumn) else { return nil }
        self.init(text: text, by: try row.text(firstColumn + 1), at: try row.text(firstColumn + 2))
    }
}
