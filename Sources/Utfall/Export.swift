import MeasurementStore
public import OutcomesModel

extension Pipeline {
    /// Returns all evidence, as of now, as the files from which it can be imported again: name and text.
    public func exportedFiles() throws -> [(name: String, text: String)] {
        let (participants, measurements) = try evidence()
        var files: [(name: String, text: String)] = []
        if !participants.isEmpty { files.append(("participants.csv", csv(participants))) }
        if !measurements.isEmpty { files.append(("measurements.csv", csv(measurements))) }
        let journal = try store.store.posted(of: pack.id)
        if !journal.isEmpty { files.append(("journal.csv", csv(journal))) }
        return files
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

    private func csv(_ participants: ParticipantTable) -> String {
        let attributes = pack.contract.attributes.map(\.id)
        let header = ["subject", "group", "entry", "exit"] + attributes.map(\.rawValue)
        return CSVText.rows(
            [header]
                + participants.map { person in
                    [
                        person.pseudonym, person.group?.rawValue ?? "", person.entry.description,
                        person.exit?.description ?? "",
                    ] + attributes.map { person.attributes[$0] ?? "" }
                })
    }

    private func csv(_ measurements: MeasurementTable) -> String {
        CSVText.rows(
            [["subject", "indicator", "day", "value", "missing", "state", "source"]]
                + measurements.map { measurement in
                    let decimals = pack.contract.indicator(measurement.indicator)?.decimals ?? 0
                    let (value, reason) =
                        switch measurement.value {
                        case .number(let units): (Decimal(units: units, decimals: decimals).description, "")
                        case .missing(let missing): ("", missing.rawValue)
                        }
                    return [
                        measurement.subject.description, measurement.indicator.rawValue,
                        measurement.day.description,
                        value, reason, measurement.state.rawValue, measurement.source,
                    ]
                })
    }

    private func csv(_ settlements: [PostedSettlement]) -> String {
        var lines = [["settlement", "posted_at", "posted_by", "line", "account", "amount", "currency"]]
        for settlement in settlements {
            for entry in settlement.journal {
                for posting in entry.postings {
                    lines.append([
                        settlement.settlement.rawValue, settlement.recording.at, settlement.recording.by,
                        String(entry.line), posting.account.description, posting.amount.majorUnits,
                        posting.amount.currency.code,
                    ])
                }
            }
        }
        return CSVText.rows(lines)
    }
}
