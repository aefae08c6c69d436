import EvidenceReader
import MeasurementStore
import OutcomesModel
import PackReader
import PluginHost
import Settlement

extension PackTestCase: NamedTest {
    var readsFiles: Bool { !evidence.isEmpty }
}

extension ContractPack: TestablePack {
    typealias Test = PackTestCase

    func readTests(_ host: Host) -> [Result<PackTestCase, BrokenTest>] {
        (pack.testFiles + testTables).sorted().flatMap { file in
            BrokenTest.tests(in: file) { () throws(PluginError) in
                let run = blankRun(host)
                return file.hasSuffix(".csv") ? try readTestTable(file, run) : try run.tests(in: file)
            }
        }
        .map { read in
            read.flatMap { test in
                let faults = TestEvidence(pack: self, test: test).faults()
                return faults.isEmpty ? .success(test) : .failure(BrokenTest(test, faults))
            }
        }
    }

    /// A run of the pack without any evidence, in which its files can be loaded.
    func blankRun(_ host: Host) -> PackRun {
        let evidence = RunEvidence(contract: contract, participants: [], columns: [], asOf: contract.ends)
        return PackRun(
            pack: pack, contract: contract, evidence: evidence, settlement: usualPlan, engine: host.engine)
    }

    func with(_ pack: Pack) throws -> ContractPack { try ContractPack(pack, libraryFolders: libraryFolders) }

    func failures(of test: PackTestCase, _ host: Host, noting run: inout CoveredRun) throws -> [String] {
        try PackTest(pack: self, test: test, host: host).failures(noting: &run)
    }
}

struct PackTest {
    let pack: ContractPack
    let test: PackTestCase
    let host: Host

    func failures(noting run: inout CoveredRun) throws -> [String] {
        let expected = test.expected
        var findings: [Finding] = []
        do {
            let statement = try settle(&findings)
            run.note(statement)
            if let error = expected.error {
                return ["the settlement should fail with '\(error)', and did not"]
            }
            return try difference(statement) + findingDifference(findings)
        } catch let error as any Diagnosable {
            let told = error.diagnostics.map(\.message).joined(separator: "; ")
            guard let part = expected.error else { return ["it failed: \(told)"] }
            return (told.contains(part) ? [] : ["it should fail with '\(part)', and failed with '\(told)'"])
                + findingDifference(findings)
        }
    }

    /// - Parameter findings: all that were found, also where the settlement fails.
    private func settle(_ findings: inout [Finding]) throws -> Statement {
        let store = try EvidenceStore.temporary()
        let pipeline = Pipeline(pack: pack, store: store, host: host)
        let plan = try pack.plan(test.settlement)
        findings += try pipeline.importTestEvidence(
            TestEvidence(pack: pack, test: test).batches()
        ).flatMap(\.findings)
        let latest = try store.store.latestBatch(of: pack.id)
        let evidence =
            try latest.map { try pipeline.read($0).evidence(for: plan, contract) }
            ?? RunEvidence(contract: contract, participants: [], columns: [], asOf: plan.due)
        findings += try pipeline.contractFindings(plan, evidence, contract)
        return try pipeline.settle(plan, latest ?? BatchID(0), evidence, contract, given: test.estimates)
    }

    /// The pack's contract with what the test has otherwise.
    var contract: Contract {
        pack.contract.replacing(terms: test.terms, caps: test.caps, limits: test.limits)
    }

    private func difference(_ statement: Statement) throws -> [String] {
        var failures: [String] = []
        if let total = test.expected.total, total != statement.total {
            failures.append("total: expected \(total), came \(statement.total)")
        }
        for (name, sum) in test.expected.lines.sorted(by: { $0.key < $1.key }) {
            let lines = statement.lines.filter { $0.payment.rawValue == name || $0.outcome?.rawValue == name }
            let paid = try lines.reduce(Money.zero(sum.currency)) { try $0.adding($1.paid) }
            if paid != sum { failures.append("\(name): expected \(sum), came \(paid)") }
        }
        for (name, sum) in test.expected.shares.sorted(by: { $0.key < $1.key }) {
            let shares = statement.distributions.flatMap(\.shares).filter {
                $0.title == name || $0.party?.rawValue == name || $0.step?.kind.rawValue == name
            }
            let given = try shares.reduce(Money.zero(sum.currency)) { try $0.adding($1.amount) }
            if given != sum { failures.append("shares of \(name): expected \(sum), came \(given)") }
        }
        for (payment, sum) in test.expected.converted.sorted(by: { $0.key < $1.key }) {
            let paid = try statement.lines.filter { $0.payment == payment }.compactMap(\.converted)
                .reduce(Money.zero(sum.currency)) { try $0.adding($1.paid) }
            if paid != sum { failures.append("\(payment), converted: expected \(sum), came \(paid)") }
        }
        for (outcome, count) in test.expected.claims.sorted(by: { $0.key < $1.key }) {
            let came = statement.claims.reduce(Int64(0)) { $1.outcome == outcome ? $0 + $1.quantity : $0 }
            if came != count { failures.append("claims of \(outcome): expected \(count), came \(came)") }
        }
        let held = statement.held.count
        if held != test.expected.held ?? 0 {
            let reason = statement.held.first.map { ", the first because of: \($0.reason.message)" } ?? ""
            failures.append("held: expected \(test.expected.held ?? 0), came \(held)\(reason)")
        }
        return failures
    }

    private func findingDifference(_ findings: [Finding]) -> [String] {
        guard let expected = test.expected.findings else { return [] }
        let messages = findings.map(\.message)
        var failures = expected.filter { part in !messages.contains { $0.contains(part) } }
            .map { "no finding says '\($0)'" }
        if expected.isEmpty, !messages.isEmpty {
            failures.append("expected no finding, came \(messages.count): \(messages[0])")
        }
        return failures
    }
}
