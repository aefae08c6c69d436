import FoundationEssentials
public import OutcomesModel
import PackReader
import PluginHost
import Settlement

extension ContractPack {
    /// Returns all that is wrong with a pack: its terms, its Lua, its assumptions, and a dry run on its example evidence.
    public static func check(
        folder: String, libraryFolders: [String] = [], host: Host = Host()
    ) -> [Diagnostic] {
        do {
            return try ContractPack(folder: folder, libraryFolders: libraryFolders).faults(host)
        } catch let error as any Diagnosable {
            return error.diagnostics
        } catch {
            return [Diagnostic(.host, "\(error)")]
        }
    }

    private func faults(_ host: Host) throws -> [Diagnostic] {
        var faults: [Diagnostic] = []
        let hooks = ["rules.lua", "checks.lua"].filter { pack.sources[$0] != nil }
        for file in hooks + pack.reportNames.map({ "reports/\($0).lua" }) + pack.testFiles {
            let evidence = RunEvidence(contract: contract, participants: [], columns: [], asOf: contract.ends)
            let run = PackRun(
                pack: pack, contract: contract, evidence: evidence, settlement: try plan(nil),
                engine: host.engine)
            do { try run.checkShape(of: file) } catch { faults += error.diagnostics }
        }
        do {
            _ = try PackReader(libraryFolders: []).readSimulation("simulation.toml", of: pack, contract)
        } catch {
            faults += error.diagnostics
        }
        guard faults.isEmpty else { return faults }
        do { try dryRun(host) } catch let error as any Diagnosable { faults += error.diagnostics }
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
