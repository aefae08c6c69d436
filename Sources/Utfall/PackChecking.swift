import FoundationEssentials
public import OutcomesModel
import PackReader
import PluginHost
import Settlement

/// What a check of a pack found.
public struct PackCheck: Sendable {
    /// By file, line and column; `plugin.toml` and `contract.toml` come first.
    public let remarks: [Remark]
    /// Whether the pack was also run on its example evidence, which it is where nothing else is wrong.
    public let wasRun: Bool
    /// What an error keeps from being looked at, with the reason.
    public let notLookedAt: [String]

    init(remarks: [Remark], wasRun: Bool, notLookedAt: [String] = []) {
        self.remarks = remarks.withLengths()
        self.wasRun = wasRun
        self.notLookedAt = notLookedAt
    }

    public func count(_ severity: Remark.Severity) -> Int {
        remarks.count { $0.severity == severity }
    }
}

extension AnyPack {
    /// Returns all that is wrong with a pack: its terms or questions, its Lua, its assumptions, and, where that is in
    /// order, a dry run on its example evidence.
    ///
    /// - Throws: where there is no pack in the folder.
    public static func check(
        folder: String, libraryFolders: [String] = [], host: Host = Host()
    ) throws -> PackCheck {
        let reader = PackReader(libraryFolders: libraryFolders + ContractPack.shippedLibraries())
        let inspection: PackInspection
        do throws(PackError) { inspection = try reader.inspect(folder: folder) } catch {
            guard case .faults(let faults) = error else { throw error }
            return PackCheck(remarks: PackChecker.remarks(on: faults), wasRun: false)
        }
        let (remarks, notLookedAt) = PackChecker.check(inspection, engine: host.engine)
        let isInOrder = !remarks.contains { $0.severity == .error }
        guard isInOrder, let pack = inspection.pack, let runnable = try AnyPack(runnable: pack) else {
            return PackCheck(remarks: remarks, wasRun: false, notLookedAt: notLookedAt)
        }
        let faults = runnable.dryRunFaults(host)
        return PackCheck(
            remarks: remarks + faults.map { Remark(.error, .dryRun, $0.placed(in: pack)) }, wasRun: true)
    }

    /// Nil for a library or a report, which run only with another pack.
    private init?(runnable pack: Pack) throws {
        if pack.questionnaire != nil {
            self = .assessment(try AssessmentPack(pack, libraryFolders: []))
        } else if pack.contract != nil {
            self = .contract(try ContractPack(pack))
        } else {
            return nil
        }
    }

    private func dryRunFaults(_ host: Host) -> [Diagnostic] {
        switch self {
        case .contract(let pack): pack.dryRunFaults(host)
        case .assessment(let pack): pack.faults(host)
        case .library: []
        }
    }
}

extension ContractPack {
    fileprivate func dryRunFaults(_ host: Host) -> [Diagnostic] {
        do {
            let faults = shapeFaults(host)
            guard faults.isEmpty else { return faults }
            try dryRun(host)
            return []
        } catch let error as any Diagnosable {
            return error.diagnostics
        } catch {
            return [Diagnostic(.host, "\(error)")]
        }
    }

    /// What goes wrong while the files are loaded.
    private func shapeFaults(_ host: Host) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        let hooks = ["rules.lua", "checks.lua"].filter { pack.sources[$0] != nil }
        for file in hooks + pack.reportNames.map({ "reports/\($0).lua" }) {
            do { try blankRun(host).checkShape(of: file) } catch { faults += error.diagnostics }
        }
        faults += readTests(host).flatMap(\.faults)
        do {
            _ = try PackReader(libraryFolders: []).readSimulation("simulation.toml", of: pack, contract)
        } catch {
            faults += error.diagnostics
        }
        return faults
    }

    /// Settles all settlements on the pack's own example evidence, where it has some, and writes its reports.
    private func dryRun(_ host: Host) throws {
        let files = exampleEvidence
        guard !files.isEmpty else { return }
        let pipeline = Pipeline(pack: self, store: try EvidenceStore.temporary(), host: host)
        let imported = try pipeline.importEvidence(
            files, recording: Recording(by: "check", at: "2000-01-01T00:00:00Z", reason: "dry run"))
        let rejected = imported.flatMap(\.findings).filter { $0.severity == .rejected }
        guard rejected.isEmpty else { throw RejectedInDryRun(findings: rejected) }
        for evaluation in contract.evaluations {
            guard case .matched(let comparison) = evaluation.method, comparison.mustBeFrozen else { continue }
            try pipeline.freeze(
                try pipeline.formPairs(evaluation.id),
                recording: Recording(by: "check", at: "2000-01-01T00:00:00Z", reason: "dry run"))
        }
        for plan in contract.settlements {
            let settled = try pipeline.settle(plan.id)
            if let held = settled.statement.held.first { throw HeldInDryRun(diagnostics: [held.reason]) }
            for report in reportNames { _ = try pipeline.report(report, on: settled, as: .txt) }
        }
    }

    /// The files of `evidence/`, by name.
    public var exampleEvidence: [String] {
        let folder = "\(pack.folder)/evidence"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".csv") }.sorted().map { "\(folder)/\($0)" }
    }
}

extension Diagnostic {
    /// The same with a place that can be opened: scripts name files below the pack's folder.
    fileprivate func placed(in pack: Pack) -> Diagnostic {
        guard let place, pack.sources[place.file] != nil else { return self }
        var placed = self
        placed.place = SourceLocation(
            file: "\(pack.folder)/\(place.file)", line: place.line, column: place.column)
        return placed
    }
}

/// Rows of the example evidence that are wrong: whoever reads the pack takes them for an example.
private struct RejectedInDryRun: Diagnosable {
    let findings: [Finding]

    var diagnostics: [Diagnostic] {
        findings.prefix(20).map { finding in
            Diagnostic(
                .evidence, "in the example evidence: \(finding.message)", place: finding.place,
                hint: finding.hint)
        }
    }
}

private struct HeldInDryRun: Diagnosable {
    let diagnostics: [Diagnostic]
}
