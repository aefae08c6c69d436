import MeasurementStore
import OutcomesModel
import PackReader
import PluginHost
import Reporting
import Settlement

extension Pipeline {
    /// Reports that every contract has, beside its own.
    public static let builtInReports = [
        "statement", "findings", "investor", "invoice", "progress", "audit",
    ]

    /// Returns a report: a pack's own goes before a built-in one of the same name.
    public func report(_ name: String, on settled: Settled) throws -> ReportDocument {
        // A statement has more columns for programs; all others are the same for everybody.
        guard name == "statement", !pack.reportNames.contains(name) else {
            return ReportDocument(try document(name, on: settled))
        }
        return statement(settled, showsFew: false)
    }

    /// Returns the statement for whoever settles, and has the evidence: with the figures of few people, which the
    /// report of that name hides; a pack's own report goes before it all the same.
    public func statement(of settled: Settled) throws -> ReportDocument {
        pack.reportNames.contains("statement")
            ? try report("statement", on: settled) : statement(settled, showsFew: true)
    }

    private func statement(_ settled: Settled, showsFew: Bool) -> ReportDocument {
        let language = pack.language
        return ReportDocument { reader in
            try Document.statement(
                settled.statement, others: settled.others, findings: settled.findings, for: reader,
                showsFew: showsFew, in: language)
        }
    }

    /// Returns a report in one of its forms of text.
    public func report(_ name: String, on settled: Settled, as format: ReportFormat) throws -> String {
        try report(name, on: settled).text(as: format)
    }

    /// Returns the findings, the open questions first.
    public func findingsReport() throws -> ReportDocument {
        let (findings, contract, language) = (try findings(), pack.contract, pack.language)
        return ReportDocument { try Document.findings(findings, of: contract, for: $0, in: language) }
    }

    private func document(_ name: String, on settled: Settled) throws -> Document {
        guard !pack.reportNames.contains(name) else { return try ownDocument(name, on: settled) }
        switch name {
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

extension Settled {
    /// The statement as data.
    public var json: String { StatementJSON(statement).text }
}
