import MeasurementStore
public import OutcomesModel
import Reporting

/// How evidence is written; both can be imported again.
public enum ExportFormat: String, CaseIterable, Sendable {
    case csv, ndjson
}

extension Pipeline {
    /// Gives all evidence, as of now, as the files from which it can be imported again, and for people the batches,
    /// findings, verifiers' decisions and the journal.
    ///
    /// In what is for people, text that a spreadsheet would take for a formula has an apostrophe before it, as in reports;
    /// what is imported again stands as it came.
    ///
    /// - Parameter write: is given a file's name and the next piece of its text; a large file comes in many.
    public func export(
        as format: ExportFormat = .csv, _ write: (_ name: String, _ text: String) throws -> Void
    ) throws {
        guard let latest = try store.store.latestBatch(of: pack.id) else {
            throw PipelineError.noEvidence(pack: pack.id, store: store.store.path)
        }
        let people = try store.store.participants(of: pack.id, asOf: latest)
        if !people.isEmpty {
            var file = ExportedFile("participants", format, columns: participantColumns)
            for start in stride(from: 0, to: people.count, by: Self.rowsAtOnce) {
                let rows = people.dropFirst(start).prefix(Self.rowsAtOnce).map(cells)
                try write(file.name, file.text(rows))
            }
        }
        var file = ExportedFile("measurements", format, columns: Self.measurementColumns)
        try store.store.evidence(of: pack.id, asOf: latest, rowsAtOnce: Self.rowsAtOnce) { table in
            if !table.isEmpty { try write(file.name, file.text(table.map(cells))) }
        }
        let decisions = try store.store.claimDecisions(of: pack.id, asOf: latest)
        if !decisions.isEmpty {
            var file = ExportedFile("claims", .csv, columns: ["subject", "outcome", "window", "state"])
            try write(file.name, file.text(decisions.map(cells)))
        }
        try write("batches.csv", CSVText.rows(try batchRows()))
        let findings = try findings()
        if !findings.isEmpty { try write("findings.csv", CSVText.rows(findingRows(findings))) }
        let journal = try store.store.posted(of: pack.id)
        if !journal.isEmpty { try write("journal.csv", csv(journal)) }
    }

    /// Returns the files of an export as they would be written: name and text.
    public func exportedFiles(as format: ExportFormat = .csv) throws -> [(name: String, text: String)] {
        var files: [(name: String, text: String)] = []
        try export(as: format) { name, text in
            if files.last?.name == name {
                files[files.count - 1].text += text
            } else {
                files.append((name, text))
            }
        }
        return files
    }

    /// Returns all evidence as of now.
    public func evidence() throws -> (participants: ParticipantTable, measurements: MeasurementTable) {
        guard let latest = try store.store.latestBatch(of: pack.id) else {
            throw PipelineError.noEvidence(pack: pack.id, store: store.store.path)
        }
        return (
            try store.store.participants(of: pack.id, asOf: latest),
            try store.store.evidence(of: pack.id, asOf: latest)
        )
    }

    private static let rowsAtOnce = 65_536
    private static let measurementColumns = [
        "subject", "indicator", "day", "value", "missing", "state", "source",
    ]

    private var participantColumns: [String] {
        ["subject", "group", "entry", "exit"] + pack.contract.attributes.map(\.id.rawValue)
    }

    private func cells(_ person: Participant) -> [String] {
        [
            person.pseudonym, person.group?.rawValue ?? "", person.entry.description,
            person.exit?.description ?? "",
        ] + pack.contract.attributes.map { person.attributes[$0.id] ?? "" }
    }

    private func cells(_ measurement: Measurement) -> [String] {
        [measurement.subject.description, measurement.indicator.rawValue, measurement.day.description]
            + valueCells(measurement) + [measurement.state.rawValue, measurement.source]
    }

    /// Returns the cells of `value` and `missing`.
    func valueCells(_ measurement: Measurement) -> [String] {
        switch measurement.value {
        case .number(let units):
            let decimals = pack.contract.indicator(measurement.indicator)?.decimals ?? 0
            return [Decimal(units: units, decimals: decimals).description, ""]
        case .missing(let reason): return ["", reason.rawValue]
        }
    }

    private func cells(_ decision: ClaimDecision) -> [String] {
        [
            decision.subject.description, decision.outcome.rawValue, decision.window.rawValue,
            decision.state.rawValue,
        ]
    }

    private func batchRows() throws -> [[String]] {
        [["batch", "kind", "file", "bytes", "sha256", "rows", "recorded_by", "recorded_at", "reason"]]
            + (try store.store.batches(of: pack.id).map { batch in
                [
                    batch.id.description, batch.kind.rawValue, guarded(batch.file.name),
                    String(batch.file.bytes),
                    batch.file.sha256, String(batch.rows), guarded(batch.recording.by), batch.recording.at,
                    guarded(batch.recording.reason),
                ]
            })
    }

    private func findingRows(_ findings: [RecordedFinding]) -> [[String]] {
        let columns = [
            "finding", "batch", "severity", "rule", "message", "place", "answer", "answered_by",
            "answered_at",
        ]
        return [columns]
            + findings.map { row in
                [
                    row.id.description, row.batch?.description ?? "", row.finding.severity.rawValue,
                    guarded(row.finding.rule), guarded(row.finding.message),
                    guarded(row.finding.place?.description ?? ""), guarded(row.answer?.text ?? ""),
                    guarded(row.answer?.by ?? ""), row.answer?.at ?? "",
                ]
            }
    }

    private func csv(_ settlements: [PostedSettlement]) -> String {
        var lines = [["settlement", "posted_at", "posted_by", "line", "account", "amount", "currency"]]
        for settlement in settlements {
            for entry in settlement.journal {
                for posting in entry.postings {
                    lines.append([
                        settlement.settlement.rawValue, settlement.recording.at,
                        guarded(settlement.recording.by),
                        String(entry.line), posting.account.description, posting.amount.majorUnits,
                        posting.amount.currency.code,
                    ])
                }
            }
        }
        return CSVText.rows(lines)
    }
}
