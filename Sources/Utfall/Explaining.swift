import MeasurementStore
public import OutcomesModel
import PluginHost
import Reporting
public import Settlement

/// What is to be explained of a settlement.
public enum ExplanationSubject: Sendable {
    /// All lines, as the parts of the total.
    case total
    /// One line, by its number.
    case line(Int)
    /// What one participant claims, of one outcome or of all.
    case claims(of: String, outcome: OutcomeID?)
}

/// The forms in which an explanation can be had.
public enum ExplanationForm: String, CaseIterable, Sendable {
    case txt, html, json
}

extension Pipeline {
    /// Explains amounts of a settlement, as a text in one of its forms.
    public func explanation(
        of subject: ExplanationSubject, in settled: Settled, withRows: Bool = false,
        as form: ExplanationForm
    ) throws -> String {
        let statement = settled.statement
        let explainer = try explainer(of: settled)
        let explained = try explain(subject, of: statement, by: explainer)
        var distributions: [Explanation] = []
        if let parties = parties(paidBy: subject, statement) {
            distributions = try zip(statement.distributions, explainer.distributions())
                .filter { parties.contains($0.0.party) }.map(\.1)
        }
        let what =
            switch subject {
            case .total: pack.word("why the total is what it is", sv: "varför summan är vad den är")
            case .line(let number):
                pack.word("why line \(number) is what it is", sv: "varför rad \(number) är vad den är")
            case .claims(let pseudonym, _):
                pack.word(
                    "what \(pseudonym) claims, and why", sv: "vad \(pseudonym) har anspråk på, och varför")
            }
        let (plan, due) = (statement.plan.title, statement.plan.due)
        let (batch, version) = (statement.asOf, statement.packVersion)
        let paper = ExplanationPaper(
            title: "\(statement.contract.title): \(what)",
            subtitle: pack.word(
                "\(plan), due \(due), by evidence as of batch \(batch) and version \(version) of the rules",
                sv:
                    "\(plan), förfaller \(due), med underlag till och med leverans \(batch) och version \(version) "
                    + "av reglerna"),
            explanation: withRows
                ? try EvidenceRows(store.store, statement, pack.language).fill(explained) : explained,
            distributions: distributions, language: pack.language)
        return paper.rendered(as: ExplanationPaper.Form(form))
    }

    /// Explains amounts of a settlement, down to terms, counts and evidence, with the line of the rule at each step.
    ///
    /// The rules are run again with figures that note where they come from. An ordinary run pays nothing for it.
    ///
    /// - Parameter withRows: also gives the measurements themselves, which are a person's data.
    /// - Throws: where the contract has no such line or participant, or the rules come to something else.
    public func explain(
        _ subject: ExplanationSubject, of settled: Settled, withRows: Bool = false
    ) throws -> Explanation {
        let explained = try explain(subject, of: settled.statement, by: try explainer(of: settled))
        return withRows
            ? try EvidenceRows(store.store, settled.statement, pack.language).fill(explained) : explained
    }

    /// Explains each line, in their order.
    func explainLines(of settled: Settled) throws -> [Explanation] {
        try settled.statement.lines.map(try explainer(of: settled).line)
    }

    /// Explains what each party that shares out what it received does with it: which tier of the waterfall, what that
    /// owed, what was left for it, and how both came about.
    ///
    /// - Returns: one for each distribution of the statement, in its order.
    /// - Throws: where `rules.distribute` comes to something else than it did.
    public func explainDistributions(of settled: Settled) throws -> [Explanation] {
        guard !settled.statement.distributions.isEmpty else { return [] }
        return try explainer(of: settled).distributions()
    }

    /// Returns the parties whose shares belong to what is explained; nil where nobody shares anything out.
    private func parties(
        paidBy subject: ExplanationSubject, _ statement: Statement
    ) -> Set<PartyID>? {
        let sharing = Set(statement.distributions.map(\.party))
        switch subject {
        case .total: return sharing.isEmpty ? nil : sharing
        case .line(let number):
            let paid =
                statement.lines.first { $0.number == number }.map { sharing.intersection([$0.to]) } ?? []
            return paid.isEmpty ? nil : paid
        case .claims: return nil
        }
    }

    private func explainer(of settled: Settled) throws -> SettlementExplainer {
        let statement = settled.statement
        // By the version of the pack that made it.
        let maker = Pipeline(pack: settled.pack, store: store, host: host)
        let known = try maker.read(statement.asOf)
        let ledger = try Ledger(of: settled.pack.id, in: store.store)
        let (claims, alreadyPaid) = try maker.knownClaims(statement.plan, known, ledger)
        let evidence = known.evidence(for: statement.plan, statement.contract)
        return try SettlementExplainer(
            SettlementExplainer.Matter(
                pack: settled.pack.pack, evidence: evidence,
                evaluations: maker.evaluate(statement.plan, evidence, statement.contract), known: claims,
                alreadyPaid: alreadyPaid, earlier: statement.plan.pays ? ledger.postings : [],
                statement: statement, engine: host.engine))
    }

    private func explain(
        _ subject: ExplanationSubject, of statement: Statement, by explainer: SettlementExplainer
    ) throws -> Explanation {
        switch subject {
        case .total:
            let parts =
                try statement.lines.map(explainer.line)
                + statement.contract.payments.compactMap(explainer.unpaid)
            return try Explanation(
                pack.word("Total: \(statement.plan.title)", sv: "Summa: \(statement.plan.title)"),
                .money(Amount(statement.total)),
                by: parts.isEmpty ? .given : .sum, of: parts)
        case .line(let number):
            guard let line = statement.lines.first(where: { $0.number == number }) else {
                throw PipelineError.noLine(number, of: statement.lines.count, pack: statement.contract.id)
            }
            return try explainer.line(line)
        case .claims(let pseudonym, let outcome):
            if let outcome, statement.contract.outcome(outcome) == nil {
                throw PipelineError.notInContract(
                    "outcome", outcome.rawValue, pack: statement.contract.id,
                    known: statement.contract.outcomes.map(\.id.rawValue))
            }
            return try explainer.claims(of: pseudonym, outcome: outcome)
        }
    }
}

/// Finds the measurements that figures were read from, with the batch and file that recorded each.
private struct EvidenceRows {
    private let store: MeasurementStore
    private let statement: Statement
    private let language: Language

    init(_ store: MeasurementStore, _ statement: Statement, _ language: Language) {
        self.store = store
        self.language = language
        self.statement = statement
    }

    func fill(_ explanation: Explanation) throws -> Explanation {
        var wanted: [Place: [Period]] = [:]
        _ = explanation.filling { read in
            for span in read.spans {
                wanted[Place(span.subject, read.indicator), default: []].append(span.period)
            }
            return read
        }
        let rows = try rows(wanted)
        return explanation.filling { read in
            var filled = read
            filled.rows = read.spans.flatMap { span in
                (rows[Place(span.subject, read.indicator)] ?? []).filter {
                    span.period.contains($0.measurement.day)
                }
            }
            return filled
        }
    }

    private struct Place: Hashable {
        let subject: SubjectID
        let indicator: IndicatorID

        init(_ subject: SubjectID, _ indicator: IndicatorID) {
            self.subject = subject
            self.indicator = indicator
        }
    }

    private struct Known: Hashable {
        let place: Place
        let day: Day
    }

    /// Returns the rows as of the settlement's batch, in the order of their days, each with the first batch that
    /// has had it ever since.
    private func rows(_ wanted: [Place: [Period]]) throws -> [Place: [EvidenceRead.Row]] {
        var since: [Known: (measurement: Measurement, batch: RecordedBatchSummary)] = [:]
        for batch in try store.batches(of: statement.contract.id) where batch.id <= statement.asOf {
            guard batch.kind != .participants else { continue }
            try store.evidence(of: statement.contract.id, asOf: batch.id, rowsAtOnce: 65_536) { table in
                for row in table {
                    guard let periods = wanted[Place(row.subject, row.indicator)],
                        row.day <= statement.plan.due, periods.contains(where: { $0.contains(row.day) })
                    else { continue }
                    let known = Known(place: Place(row.subject, row.indicator), day: row.day)
                    if since[known]?.measurement != row { since[known] = (row, batch) }
                }
            }
        }
        var rows: [Place: [EvidenceRead.Row]] = [:]
        for (known, found) in since.sorted(by: { $0.key.day < $1.key.day }) {
            let decimals = statement.contract.indicator(known.place.indicator)?.decimals ?? 0
            let value =
                switch found.measurement.value {
                case .number(let units): Decimal(units: units, decimals: decimals).description
                case .missing(let reason):
                    language.word(
                        "missing (\(reason))", sv: "saknas (\(reason.words(in: language)))")
                }
            rows[known.place, default: []].append(
                EvidenceRead.Row(
                    measurement: found.measurement, value: value, batch: found.batch.id,
                    file: found.batch.file.name))
        }
        return rows
    }
}

extension ExplanationPaper.Form {
    fileprivate init(_ form: ExplanationForm) {
        self =
            switch form {
            case .txt: .txt
            case .html: .html
            case .json: .json
            }
    }
}
