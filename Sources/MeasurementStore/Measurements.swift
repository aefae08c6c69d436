import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Returns all values of one indicator as of a batch, sorted by subject, byte by byte, and day.
    package func measurements(
        of contract: PackID, indicator: IndicatorID, asOf batch: BatchID
    ) throws(StoreError) -> MeasurementColumns {
        try read { database in
            try database.requireBatch(batch)
            // One walk along the primary key, in which the latest row of a day comes last.
            let query = try Query(
                database,
                """
                SELECT subject, day, number, missing, state FROM measurement
                WHERE contract = ? AND indicator = ? AND batch <= ? ORDER BY subject, day, batch
                """)
            var rows: [(subject: SubjectID, day: Day, value: MeasuredValue, state: VerificationState)] = []
            var subject = ""
            try query.rows([.text(contract.rawValue), .text(indicator.rawValue), .number(batch.number)]) {
                row in
                let day = try row.day(1)
                if !row.has(subject, in: 0) {
                    subject = try row.text(0)
                } else if rows.last?.day == day {
                    rows.removeLast()
                }
                rows.append(
                    (SubjectID(text: subject), day, try row.value(number: 2, missing: 3), try row.word(4)))
            }
            return MeasurementColumns(indicator: indicator, rows: rows)
        }
    }

    /// Returns every measurement of a contract as of a batch, sorted by indicator, subject and day.
    package func evidence(of contract: PackID, asOf batch: BatchID) throws(StoreError) -> [Measurement] {
        try read { database in
            try database.requireBatch(batch)
            let query = try Query(
                database,
                """
                SELECT indicator, subject, day, number, missing, state, source, line, max(batch)
                FROM measurement WHERE contract = ? AND batch <= ?
                GROUP BY indicator, subject, day ORDER BY indicator, subject, day
                """)
            return try query.map([.text(contract.rawValue), .number(batch.number)]) { row in
                Measurement(
                    subject: SubjectID(text: try row.text(1)), indicator: IndicatorID(try row.text(0)),
                    day: try row.day(2), value: try row.value(number: 3, missing: 4), state: try row.word(5),
                    source: try row.text(6), line: Int(try row.number(7)))
            }
        }
    }
}

extension Database {
    /// Compares a file's rows with the latest ones of the store.
    ///
    /// - Throws: `twiceInFile` where two rows say different things about the same subject, indicator and day.
    func changes(
        in measurements: MeasurementTable, of contract: PackID, file: EvidenceFile
    ) throws -> Changes<Measurement> {
        let latest = try Query(
            self,
            """
            SELECT number, missing, state, source FROM measurement
            WHERE contract = ? AND indicator = ? AND subject = ? AND day = ?
            ORDER BY batch DESC LIMIT 1
            """)
        // Nothing to look up in what is often the largest import, the first.
        let isFirst = try Query(self, "SELECT 1 FROM measurement WHERE contract = ? LIMIT 1").isEmpty(
            [.text(contract.rawValue)])
        var changes = Changes<Measurement>()
        var before: Measurement?
        for row in Self.sorted(measurements) {
            if let before, row.isAboutTheSame(as: before) {
                guard row.saysTheSame(as: before) else {
                    throw StoreError.twiceInFile(
                        file: file.name, subject: row.subject, indicator: row.indicator, day: row.day,
                        lines: [before.line, row.line])
                }
                changes.append(row, as: .unchanged)
                continue
            }
            before = row
            let isSame =
                isFirst
                ? nil
                : try latest.first([
                    .text(contract.rawValue), .text(row.indicator.rawValue), .text(row.subject.description),
                    .number(row.day.number),
                ]) { known in
                    try row.value == known.value(number: 0, missing: 1) && row.state == known.word(2)
                        && row.source == known.text(3)
                }
            changes.append(row, as: isSame.map { $0 ? .unchanged : .correction } ?? .new)
        }
        return changes
    }

    func insert(_ measurements: [Measurement], contract: PackID, batch: BatchID) throws {
        let columns = [
            "contract", "indicator", "subject", "day", "batch", "number", "missing", "state", "source",
            "line",
        ]
        try insert(into: "measurement", columns, measurements) { row in
            let (number, missing): (Argument, Argument) =
                switch row.value {
                case .number(let units): (.number(units), .null)
                case .missing(let reason): (.null, .text(reason.rawValue))
                }
            return [
                .text(contract.rawValue), .text(row.indicator.rawValue), .text(row.subject.description),
                .number(row.day.number), .number(batch.number), number, missing, .text(row.state.rawValue),
                .text(row.source), .number(row.line),
            ]
        }
    }

    /// The order of the primary key, and then of the file: the order of rows changes nothing that is stored.
    private static func sorted(_ measurements: MeasurementTable) -> [Measurement] {
        measurements.sorted {
            ($0.indicator, $0.subject, $0.day, $0.line) < ($1.indicator, $1.subject, $1.day, $1.line)
        }
    }
}

extension Measurement {
    fileprivate func isAboutTheSame(as other: Measurement) -> Bool {
        subject == other.subject && day == other.day && indicator == other.indicator
    }

    fileprivate func saysTheSame(as other: Measurement) -> Bool {
        value == other.value && state == other.state && source == other.source
    }
}
