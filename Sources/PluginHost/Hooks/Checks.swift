import LuaHost
package import OutcomesModel
import PackReader

extension PackRun {
    /// Runs `checks.measurement` and `checks.batch` on new evidence, before it is recorded.
    ///
    /// - Returns: the same evidence with the findings added; what was rejected is in the state `rejected`,
    ///   or left out where it is a participant.
    package func check(_ evidence: EvidenceBatch) throws(PluginError) -> EvidenceBatch {
        let file = "checks.lua"
        guard pack.sources[file] != nil else { return evidence }
        let checks = try load(file)
        batch = evidence
        var rejected: Set<Int> = []
        var participants = evidence.participants
        if let check = try function("measurement", of: file, returned: checks) {
            rejected = try checkMeasurements(evidence, check)
        }
        if let check = try function("batch", of: file, returned: checks) {
            subject = nil
            _ = try call(check, in: .batch, [.host(.batch)])
            let all = findings.contains { $0.severity == .rejected && $0.rule == Hook.batch.rawValue }
            if all {
                rejected = Set(evidence.measurements.indices)
                participants = ParticipantTable()
            }
        }
        var measurements = evidence.measurements
        measurements.setState(.rejected, at: rejected)
        return EvidenceBatch(
            file: evidence.file, kind: evidence.kind, measurements: measurements,
            participants: participants, findings: evidence.findings + findings)
    }

    /// Runs `checks.contract` and returns what it finds.
    package func checkContract() throws(PluginError) -> [Finding] {
        let file = "checks.lua"
        guard pack.sources[file] != nil else { return [] }
        let checks = try load(file)
        guard let check = try function("contract", of: file, returned: checks) else { return [] }
        findings = []
        subject = .contract
        _ = try call(check, in: .contract, [.host(.contract)])
        return findings
    }

    /// Returns the places of the measurements that were rejected. A check that fails is the pack's fault,
    /// and stops the import: evidence that was not checked is not recorded.
    private func checkMeasurements(
        _ evidence: EvidenceBatch, _ check: LuaFunction
    ) throws(PluginError) -> Set<Int> {
        let people = Dictionary(
            self.evidence.participants.map { ($0.pseudonym, $0) }, uniquingKeysWith: { first, _ in first })
        measurements = evidence.measurements.compactMap { measurement in
            guard let indicator = contract.indicator(measurement.indicator) else { return nil }
            var participant: Participant?
            if case .participant(let pseudonym) = measurement.subject { participant = people[pseudonym] }
            return MeasurementAtHand(
                measurement: measurement, file: evidence.file.name, indicator: indicator,
                participant: participant)
        }
        var failure: Diagnostic?
        let before = findings.count
        try call(check, in: .measurement, with: .host(.measurement), rows: measurements.count) {
            position, diagnostic in
            guard failure == nil else { return }
            failure = diagnostic
            let measurement = evidence.measurements[position]
            failure?.subject = "\(measurement.indicator) in \(evidence.file.name):\(measurement.line)"
        }
        if let failure { throw .script(failure) }
        // By subject and not by row, so that the same rows in another order number their findings alike.
        findings[before...].sort { left, right in
            guard left.subject == right.subject else {
                return left.subject?.description ?? "" < right.subject?.description ?? ""
            }
            return (left.message, left.place?.line ?? 0) < (right.message, right.place?.line ?? 0)
        }
        let lines = Set(findings[before...].filter { $0.severity == .rejected }.compactMap { $0.place?.line })
        return Set(evidence.measurements.indices.filter { lines.contains(evidence.measurements[$0].line) })
    }
}

extension PackRun {
    /// Loads a file and makes sure that it returns what its hooks need, with no hook that does not exist.
    package func checkShape(of file: String) throws(PluginError) {
        guard file == "rules.lua" || file == "checks.lua" else {
            _ = try load(file)
            return
        }
        let prefix = file.dropLast(".lua".count) + "."
        let known = Hook.allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }.map {
            String($0.dropFirst(prefix.count))
        }
        let returned = try load(file)
        for name in known { _ = try function(name, of: file, returned: returned) }
        guard case .table(let table) = returned else { return }
        for name in table.fields.keys.sorted() where !known.contains(name) {
            guard case .function? = table.fields[name] else { continue }
            let near = nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
            throw .script(
                Diagnostic(
                    .pack, "there is no hook '\(prefix)\(name)'", pack: pack.manifest.id,
                    place: SourceLocation(file: file), expected: known.joined(separator: ", "), hint: near))
        }
    }
}
