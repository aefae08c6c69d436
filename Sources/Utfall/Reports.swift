import MeasurementStore
import OutcomesModel
import PackReader
import PluginHost
import Reporting
import Settlement

/// The forms in which a report can be had.
public enum ReportFormat: String, CaseIterable, Sendable {
    case txt, md, html, csv, json
}

extension Pipeline {
    /// Reports that every contract has, beside its own.
    public static let builtInReports = [
        "statement", "findings", "investor", "invoice", "progress", "audit",
    ]

    /// Returns a report in one of its forms: a pack's own goes before a built-in one of the same name.
    public func report(_ name: String, on settled: Settled, as format: ReportFormat) throws -> String {
        try document(name, on: settled).rendered(as: format.form)
    }

    /// Returns a report as an XLSX file, with a sheet for each of its tables and charts.
    public func workbook(_ name: String, on settled: Settled) throws -> [UInt8] {
        try document(name, on: settled).workbook()
    }

    /// Returns the findings in one form.
    public func findingsReport(as format: ReportFormat) throws -> String {
        try Document.findings(findings(), of: pack.contract, in: pack.language).rendered(as: format.form)
    }

    private func document(_ name: String, on settled: Settled) throws -> Document {
        guard !pack.reportNames.contains(name) else { return try ownDocument(name, on: settled) }
        switch name {
        case "statement":
            return try Document.statement(
                settled.statement, others: settled.others, findings: settled.findings, in: pack.language)
        case "findings":
            return try Document.findings(settled.findings, of: pack.contract, in: pack.language)
        case "invoice": return try Document.invoices(settled.statement, in: pack.language)
        case "progress":
            let (run, matter) = try reportRun(pack.pack, settled, known: try paidByOthers(settled.statement))
            return try run.progress(about: matter)
        case "audit": return try Document.audit(try trail(of: settled), in: pack.language)
        case "investor": return try investorDocument(settled.statement)
        default:
            throw PluginError.noReport(
                pack: pack.id, name: name, known: (pack.reportNames + Pipeline.builtInReports).sorted())
        }
    }

    /// Shows what investors paid and got until the settlement's day, its own payments included.
    private func investorDocument(_ statement: Statement) throws -> Document {
        let (contract, plan) = (statement.contract, statement.plan)
        let evidence = try read(statement.asOf).evidence(for: plan, contract)
        let known = try Ledger(of: contract.id, in: store.store).postings.prefix(statement.knownPostings)
        let postings = plan.pays ? Array(known) : []
        let accounts = try contract.waterfalls.map { terms in
            let receipts = try PartyReceipt.all(
                of: terms.party, contract, plan, statement.lines, after: postings)
            return try evidence.account(terms, contract, receipts: receipts, until: plan.due)
        }
        return try Document.investor(accounts, statement, in: pack.language)
    }

    /// Returns what the other settlements had paid that the statement knows of; nothing beside one that never pays.
    private func paidByOthers(_ statement: Statement) throws -> KnownClaims {
        guard statement.plan.pays else { return KnownClaims() }
        let known = try Ledger(of: statement.contract.id, in: store.store).postings
            .prefix(statement.knownPostings)
        let others = PostingHistory.histories(of: Array(known))
        return KnownClaims(others: others.filter { $0.stands && $0.settlement != statement.plan.id })
    }

    private func trail(of settled: Settled) throws -> AuditTrail {
        let statement = settled.statement
        return AuditTrail(
            statement: statement,
            explanations: try explainLines(of: settled),
            findings: settled.findings,
            batches: try store.store.batches(of: pack.id).filter { $0.id <= statement.asOf }.map { batch in
                AuditTrail.Batch(
                    id: batch.id, file: batch.file, rows: batch.rows, recording: batch.recording)
            })
    }

    private func ownDocument(_ name: String, on settled: Settled) throws -> Document {
        let (run, matter) = try reportRun(pack.pack, settled)
        return try run.report(name, about: matter)
    }

    /// Makes the run of a report, by this contract's pack or by another.
    ///
    /// - Parameter known: what other settlements have paid, for reports that show it.
    func reportRun(
        _ reporter: Pack, _ settled: Settled, known: KnownClaims = KnownClaims()
    ) throws -> (PackRun, ReportMatter) {
        let plan = settled.statement.plan
        let evidence = try read(settled.statement.asOf).evidence(for: plan, pack.contract)
        let run = PackRun(
            pack: reporter, contract: pack.contract, evidence: evidence, settlement: plan,
            evaluations: evaluate(plan, evidence, pack.contract), known: known, engine: host.engine)
        let matter = ReportMatter(
            statement: settled.statement, statements: [settled.statement] + settled.others,
            findings: settled.findings, language: pack.language)
        return (run, matter)
    }
}

extension ReportFormat {
    var form: DocumentFormat {
        switch self {
        case .txt: .txt
        case .md: .md
        case .html: .html
        case .csv: .csv
        case .json: .json
        }
    }
}

extension Settled {
    /// The statement as data.
    public var json: String { StatementJSON(statement).text }
}
