import OutcomesModel
import PackReader
import PluginHost
import Synchronization

/// The contracts that an assessment's tests are on, each settled once with the evidence that a test names.
///
/// A mistake that is put into the assessment's own Lua changes nothing of them.
final class TestedContracts: Sendable {
    struct Tested: Sendable {
        let pack: ContractPack
        let plan: SettlementPlan
        let matter: Pipeline.Matter
    }

    private struct Key: Hashable {
        let contract: String
        let settlement: SettlementID?
        let evidence: [String]?
    }

    private let known = Mutex<[Key: Tested]>([:])

    /// Returns the contract of a test, settled as far as its evidence goes.
    ///
    /// - Throws: where the contract or a file cannot be read; another test of it is told the same.
    func contract(of test: AssessmentTestCase, _ assessment: AssessmentPack, _ host: Host) throws -> Tested {
        let key = Key(contract: test.contract, settlement: test.settlement, evidence: test.evidence)
        if let tested = known.withLock({ $0[key] }) { return tested }
        // Two threads may settle the same one at first, to the same figures.
        let tested = try settle(test, assessment, host)
        known.withLock { $0[key] = tested }
        return tested
    }

    private func settle(
        _ test: AssessmentTestCase, _ assessment: AssessmentPack, _ host: Host
    ) throws -> Tested {
        let pack = try ContractPack(
            folder: "\(assessment.pack.folder)/\(test.contract)",
            libraryFolders: assessment.libraryFolders)
        for file in test.evidence ?? [] {
            if let fault = pack.pack.fault(ofEvidence: file) { throw MisplacedEvidence(diagnostics: [fault]) }
        }
        let pipeline = Pipeline(pack: pack, store: try EvidenceStore.temporary(), host: host)
        let files = test.evidence?.map { "\(pack.pack.folder)/\($0)" } ?? pack.exampleEvidence
        if !files.isEmpty {
            _ = try pipeline.importEvidence(
                files, recording: Recording(by: "test", at: "2000-01-01T00:00:00Z", reason: "test"))
        }
        let plan = try pack.plan(test.settlement)
        return Tested(pack: pack, plan: plan, matter: try pipeline.settledMatter(plan, .now))
    }
}

/// A file that is not one of the contract's, or is not there.
private struct MisplacedEvidence: Diagnosable {
    let diagnostics: [Diagnostic]
}
