import Evaluation
import EvidenceReader
public import Logging
import MeasurementStore
public import OutcomesModel
import PackReader
import PluginHost
import Reporting
import Settlement

/// The way of the data, from evidence to payment: read this file first.
///
/// A pipeline is a pack and the store that holds its evidence. It reads no clock and no environment: whoever
/// calls it says who records something, and when.
public struct Pipeline: Sendable {
    public let pack: ContractPack
    public let store: EvidenceStore
    public let host: Host
    private let logger: Logger

    public init(
        pack: ContractPack, store: EvidenceStore, host: Host = Host(),
        logger: Logger = Logger(label: "utfall", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.pack = pack
        self.store = store
        self.host = host
        self.logger = logger
    }

    private var contract: Contract { pack.contract }

    /// Returns the same pipeline with reports in another language, and titles too where the pack gives them.
    public func translated(to language: Language) throws -> Pipeline {
        Pipeline(pack: try pack.translated(to: language), store: store, host: host, logger: logger)
    }

    /// Reads evidence files, checks them, and records each of them with its findings.
    ///
    /// All are read and checked before the first is recorded. Files of participants go first, so that the
    /// checks know the people whom measurements are about.
    ///
    /// - Parameters:
    ///   - paths: files; `-` is the standard input.
    ///   - form: the contract's `[[evidence]]` that all of them have; each file tells by its name unless given.
    ///   - isStrict: nothing is recorded where any row is rejected.
    ///   - progress: is told of each file how many bytes are read, and how many there are, where that is known.
    /// - Throws: where a file cannot be used at all, or a check fails; then nothing is recorded.
    public func importEvidence(
        _ paths: [String], as form: EvidenceFormID? = nil, isStrict: Bool = false, recording: Recording,
        progress: (@Sendable (String, Int, Int?) -> Void)? = nil
    ) throws -> [ImportedFile] {
        let reader = EvidenceReader(contract: contract, progress: progress)
        let files = try checked(try paths.map { try reader.read(path: $0, as: form) })
        if isStrict { try requireNoRejection(in: files) }
        return try countingStrangers(try record(files, recording), of: files)
    }

    private func requireNoRejection(in files: [EvidenceBatch]) throws {
        let rejections = files.compactMap { file -> ImportedFile.Rejection? in
            let rejected = file.findings.filter { $0.severity == .rejected }
            guard let first = rejected.first else { return nil }
            return ImportedFile.Rejection(
                file: file.file.name, rows: rejected.count, line: first.place?.line ?? 1)
        }
        guard rejections.isEmpty else { throw PipelineError.rowsRejected(files: rejections, pack: pack.id) }
    }

    /// Checks and records evidence that a test holds.
    func importTestEvidence(_ files: [EvidenceBatch]) throws -> [ImportedFile] {
        try record(try checked(files), Recording(by: "test", at: "2000-01-01T00:00:00Z", reason: "test"))
    }

    /// Settles: evidence to estimates, to claims, to payment lines, to a balanced journal.
    ///
    /// A settlement that stands posted is settled by the rules that it was posted with, and gives the difference.
    ///
    /// - Parameters:
    ///   - id: one of the contract's settlements; the first that pays, unless given.
    ///   - asOf: what is known: all evidence that is recorded, unless given.
    ///   - rules: by the pack at hand instead, also where another version of it has posted.
    /// - Throws: where there is no evidence, a check rejects the contract, or the rules fail. A participant
    ///   whose rule fails is held instead.
    public func settle(
        _ id: SettlementID? = nil, asOf: AsOf = .now, by rules: RuleVersion = .ofPosting
    ) throws -> Settled {
        let plan = try pack.plan(id)
        let ledger = try Ledger(of: contract.id, in: store.store)
        if rules == .ofPosting, let other = try packThatPosted(plan, ledger) {
            return try Pipeline(
                pack: other.translated(to: pack.language), store: store, host: host, logger: logger
            )
            .settle(plan.id, asOf: asOf, by: .atHand)
        }
        let known = try read(try resolve(asOf))
        var findings = try allFindings(plan, known) + strangers(known)
        let statement = try settle(plan, known, ledger)
        var others: [Statement] = []
        for other in contract.settlements where other.id != plan.id && !other.pays {
            // What only shows what would have been paid does not stop what is paid.
            do { others.append(try settle(other, known, ledger)) } catch let error as any Diagnosable {
                findings.append(cannotBeShown(other, error))
            }
        }
        return Settled(statement: statement, others: others, findings: findings, pack: pack)
    }

    private func cannotBeShown(_ plan: SettlementPlan, _ error: any Diagnosable) -> RecordedFinding {
        let why = error.diagnostics.map(\.message).joined(separator: "; ")
        let finding = Finding(
            severity: .warning, rule: "settlement",
            message: "settlement '\(plan.id)', which only shows what would have been paid, fails: \(why)")
        return RecordedFinding(id: FindingID(0), batch: nil, finding: finding, answer: nil)
    }

    /// Returns the version of the pack that a settlement stands posted by, where it is another one.
    private func packThatPosted(_ plan: SettlementPlan, _ ledger: Ledger) throws -> ContractPack? {
        guard let history = ledger.history(of: plan.id), history.stands, history.packHash != pack.hash,
            let archive = try store.store.packArchive(hash: history.packHash)
        else { return nil }
        return try ContractPack(archive)
    }

    func settle(_ plan: SettlementPlan, _ known: KnownEvidence, _ ledger: Ledger) throws -> Statement {
        let (claims, alreadyPaid) = try knownClaims(plan, known, ledger)
        return try settle(
            plan, known.batch, known.evidence(for: plan, contract), contract, given: [:], claims,
            alreadyPaid: alreadyPaid, earlier: plan.pays ? ledger.postings : [],
            knownPostings: ledger.postings.count, posted: plan.pays ? ledger.history(of: plan.id) : nil)
    }

    /// Returns what is known of claims before a settlement makes any, and what others have paid.
    func knownClaims(
        _ plan: SettlementPlan, _ known: KnownEvidence, _ ledger: Ledger
    ) throws -> (claims: KnownClaims, alreadyPaid: [PostedLine]) {
        var claims = KnownClaims(decisions: known.decisions)
        // What would have been paid is not less because something was.
        let others = plan.pays ? ledger.histories.filter { $0.settlement != plan.id } : []
        if plan.pays {
            claims.others = others.filter(\.stands)
            let elsewhere = try store.store.paidElsewhere(
                than: contract.id, for: known.participants, outcomes: contract.outcomes.map(\.id),
                before: ledger.bound)
            for paid in elsewhere {
                let period = KnownClaims.PaidPeriod(
                    period: paid.period, contract: paid.contract, settlement: paid.settlement)
                claims.add(period, of: paid.outcome, to: paid.subject)
            }
        }
        return (claims, others.flatMap(\.lines))
    }

    /// The stages themselves, on evidence that is at hand.
    func settle(
        _ plan: SettlementPlan, _ batch: BatchID, _ evidence: RunEvidence, _ contract: Contract,
        given: [EvaluationID: EvaluationResult], _ known: KnownClaims = KnownClaims(),
        alreadyPaid: [PostedLine] = [], earlier: [PostedSettlement] = [], knownPostings: Int = 0,
        posted: PostingHistory? = nil
    ) throws -> Statement {
        let evaluations = evaluate(plan, evidence, contract).merging(given) { $1 }
        let run = PackRun(
            pack: pack.pack, contract: contract, evidence: evidence, settlement: plan,
            evaluations: evaluations, known: known, engine: host.engine)
        let decided = try run.applyRules()
        let lines = try PaymentLines(
            contract: contract, alreadyPaid: alreadyPaid, dueOn: plan.due
        ).make(of: decided.requests)
        let distributions = try run.distribute(lines, after: earlier)
        let estimates = contract.evaluations.compactMap { evaluations[$0.id]?.estimate }
        logger.debug("\(plan.id): \(decided.claims.count) claims, \(lines.count) lines")
        return try Statement(
            contract: contract, plan: plan, asOf: batch, packVersion: pack.version, packHash: pack.hash,
            estimates: estimates, claims: decided.claims, withheld: decided.withheld, held: decided.held,
            lines: lines, distributions: distributions, knownPostings: knownPostings, posted: posted)
    }

    // MARK: Stages

    /// Runs the pack's checks of evidence; files of participants go first.
    func checked(_ files: [EvidenceBatch]) throws -> [EvidenceBatch] {
        let ordered = files.filter { $0.kind == .participants } + files.filter { $0.kind == .measurements }
        guard pack.pack.sources["checks.lua"] != nil else { return ordered }
        let plan = try pack.plan(nil)
        var people: [String: Participant] = [:]
        if let latest = try store.store.latestBatch(of: contract.id) {
            for person in try store.store.participants(of: contract.id, asOf: latest) {
                people[person.pseudonym] = person
            }
        }
        return try ordered.map { file in
            for person in file.participants { people[person.pseudonym] = person }
            let known = ParticipantTable(people.values.sorted { $0.pseudonym < $1.pseudonym })
            let evidence = RunEvidence(contract: contract, participants: known, columns: [], asOf: plan.due)
            let run = PackRun(
                pack: pack.pack, contract: contract, evidence: evidence, settlement: plan, engine: host.engine
            )
            return try run.check(file)
        }
    }

    private func record(_ files: [EvidenceBatch], _ recording: Recording) throws -> [ImportedFile] {
        let batches = try store.store.record(files, contract: contract.id, recording: recording)
        let imported = zip(files, batches).map { file, batch in
            logger.debug("batch \(batch.id): \(file.rows) rows of \(file.file.name)")
            return ImportedFile(
                file: file.file, kind: file.kind, batch: batch.id, wasAlreadyRecorded: batch.alreadyRecorded,
                new: batch.new, unchanged: batch.unchanged, corrections: batch.corrections,
                corrected: batch.listed, counts: counts(of: file.measurements),
                // What was recorded before was checked then.
                findings: batch.alreadyRecorded ? [] : file.findings)
        }
        // Without checks there is nothing to find.
        guard pack.pack.sources["checks.lua"] != nil,
            let latest = try store.store.latestBatch(of: contract.id)
        else { return imported }
        let known = try read(latest)
        for plan in contract.settlements where plan.pays {
            // A check of the contract that fails stops its settlement, and not the evidence.
            guard let found = try? contractFindings(plan, known) else { continue }
            _ = try store.store.record(findings: found, batch: nil, contract: contract.id)
        }
        return imported
    }

    private func counts(of table: MeasurementTable) -> [(indicator: IndicatorID, rows: Int)] {
        var rows = [Int](repeating: 0, count: table.indicators.count)
        for code in table.indicatorCodes { rows[Int(code)] += 1 }
        let byID = Dictionary(zip(table.indicators, rows), uniquingKeysWith: +)
        return contract.indicators.compactMap { indicator in byID[indicator.id].map { (indicator.id, $0) } }
    }

    /// Reads all that is known as of a batch, as columns, once for all settlements.
    func read(_ batch: BatchID) throws -> KnownEvidence {
        KnownEvidence(
            batch: batch, participants: try store.store.participants(of: contract.id, asOf: batch),
            columns: try store.store.measurements(
                of: contract.id, indicators: contract.indicators.map(\.id), asOf: batch),
            decisions: try store.store.claimDecisions(of: contract.id, asOf: batch),
            frozen: try store.store.frozenMatchings(of: contract.id, asOf: batch))
    }

    func evaluate(
        _ plan: SettlementPlan, _ evidence: RunEvidence, _ contract: Contract
    ) -> [EvaluationID: EvaluationResult] {
        guard !contract.evaluations.isEmpty, let window = contract.window(plan.window) else { return [:] }
        let evaluator = Evaluator(
            contract: contract, participants: evidence.participants, readers: evidence.readers,
            frozen: evidence.frozen)
        var results: [EvaluationID: EvaluationResult] = [:]
        // In the contract's order, since some are made of those above them.
        for evaluation in contract.evaluations {
            do throws(EvaluationError) {
                results[evaluation.id] = .estimate(
                    try evaluator.estimate(
                        evaluation, over: window, earlier: results.compactMapValues(\.estimate)))
            } catch {
                results[evaluation.id] = .failed(error)
            }
        }
        return results
    }

    private func contractFindings(_ plan: SettlementPlan, _ known: KnownEvidence) throws -> [Finding] {
        try contractFindings(plan, known.evidence(for: plan, contract), contract)
    }

    func contractFindings(
        _ plan: SettlementPlan, _ evidence: RunEvidence, _ contract: Contract
    ) throws -> [Finding] {
        try PackRun(
            pack: pack.pack, contract: contract, evidence: evidence, settlement: plan, engine: host.engine
        ).checkContract()
    }

    /// Returns what is recorded, and what the contract's own check finds now; that is recorded too, so that it
    /// can be answered, unless the store is open for reading only.
    ///
    /// - Throws: where that check rejects the contract.
    private func allFindings(_ plan: SettlementPlan, _ known: KnownEvidence) throws -> [RecordedFinding] {
        let recorded = try store.store.findings(of: contract.id)
        let found = try contractFindings(plan, known)
        if let rejected = found.first(where: { $0.severity == .rejected }) {
            throw PipelineError.contractRejected(pack: contract.id, finding: rejected)
        }
        let before = Set(recorded.map(\.finding))
        let fresh = found.filter { !before.contains($0) }
        // Nothing is written where nothing is new: another process may be writing.
        guard !fresh.isEmpty else { return recorded }
        guard store.isReadOnly else {
            _ = try store.store.record(findings: fresh, batch: nil, contract: contract.id)
            return try store.store.findings(of: contract.id)
        }
        return recorded
            + fresh.map { RecordedFinding(id: FindingID(0), batch: nil, finding: $0, answer: nil) }
    }

    func resolve(_ asOf: AsOf) throws -> BatchID {
        let batch: BatchID?
        switch asOf {
        case .now: batch = try store.store.latestBatch(of: contract.id)
        case .batch(let number):
            let known = try store.store.batches(of: contract.id).map(\.id)
            guard known.contains(number) else {
                throw PipelineError.unknownBatch(number, pack: contract.id, latest: known.last)
            }
            batch = number
        case .moment(let moment):
            batch = try store.store.latestBatch(of: contract.id, recordedBy: moment)
            if batch == nil, let first = try store.store.batches(of: contract.id).first {
                throw PipelineError.nothingKnown(at: moment, pack: contract.id, first: first.recording.at)
            }
        }
        guard let batch else { throw PipelineError.noEvidence(pack: contract.id, store: store.store.path) }
        return batch
    }
}

/// What is recorded as of a batch.
struct KnownEvidence {
    let batch: BatchID
    let participants: ParticipantTable
    let columns: [MeasurementColumns]
    let decisions: [ClaimDecision]
    let frozen: [FrozenMatching]

    /// Returns what a plan's settlement may know of it.
    func evidence(for plan: SettlementPlan, _ contract: Contract) -> RunEvidence {
        RunEvidence(
            contract: contract, participants: participants, columns: columns, asOf: plan.due, frozen: frozen)
    }
}
