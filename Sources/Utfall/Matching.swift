import Evaluation
import MeasurementStore
public import OutcomesModel
import Reporting

/// The pairs of a matched evaluation, and how alike they make the groups.
public struct FormedPairs: Sendable {
    public let evaluation: EvaluationID
    public let sets: [MatchedSet]
    /// All on which they depend, in words.
    public let terms: String
    /// The last batch that was known.
    public let asOf: BatchID
    /// Whether outcomes of people after their entry were already recorded.
    public let knewOutcomes: Bool
    /// Balance, overlap and warnings.
    public let quality: EstimateQuality
    /// Who recorded them, when and why; none of pairs that were formed now.
    public let recording: Recording?
    /// How pairs that are formed now would differ from them; none of those that are.
    public let formedNow: PairDifference?
    /// The terms of pairs that are recorded and do not hold, since the contract's are others now.
    public let otherTerms: String?
}

/// How pairs that are formed now differ from recorded ones: how many treated people, and never who.
public struct PairDifference: Hashable, Sendable {
    public let same: Int
    /// Who would have other controls, or none instead of some.
    public let other: Int
    /// Who would no longer be matched, as somebody who is no treated person any more.
    public let gone: Int
    /// Who is new since then.
    public let new: Int

    public var isNone: Bool { other + gone + new == 0 }

    init(from recorded: [MatchedSet], to formed: [MatchedSet]) {
        let before = Dictionary(recorded.map { ($0.treated, Set($0.controls)) }) { $1 }
        let after = Dictionary(formed.map { ($0.treated, Set($0.controls)) }) { $1 }
        same = before.count { after[$0.key] == $0.value }
        other = before.count { after[$0.key] != nil && after[$0.key] != $0.value }
        gone = before.count { after[$0.key] == nil }
        new = after.count { before[$0.key] == nil }
    }
}

extension Pipeline {
    /// Returns the pairs that a matched evaluation holds by: the recorded ones where there are some by its terms, with
    /// how those that are formed now would differ; otherwise those that are formed now.
    ///
    /// - Parameter id: the contract's only matched evaluation unless given.
    /// - Throws: where there is no such evaluation, or the covariates give no score.
    public func pairs(_ id: EvaluationID? = nil) throws -> FormedPairs {
        let (plan, evaluator, known) = try matching(id)
        let formed = try form(plan, evaluator, known)
        let recorded = known.frozen.filter { $0.evaluation == plan.id }
        guard let frozen = recorded.last(where: { $0.terms == formed.terms }) else {
            return FormedPairs(formed, otherTerms: recorded.last?.terms)
        }
        let quality = try told(of: plan) { () throws(EvaluationError) in
            try evaluator.form(plan, as: frozen).quality
        }
        return FormedPairs(
            evaluation: plan.id, sets: frozen.sets, terms: frozen.terms, asOf: frozen.asOf,
            knewOutcomes: frozen.knewOutcomes, quality: quality, recording: frozen.recording,
            formedNow: PairDifference(from: frozen.sets, to: formed.sets), otherTerms: nil)
    }

    /// Forms the pairs of a matched evaluation from all that is known, without reading an outcome.
    ///
    /// - Parameter id: the contract's only matched evaluation unless given.
    /// - Throws: where there is no such evaluation, or the covariates give no score.
    public func formPairs(_ id: EvaluationID? = nil) throws -> FormedPairs {
        let (plan, evaluator, known) = try matching(id)
        return try form(plan, evaluator, known)
    }

    private func matching(
        _ id: EvaluationID?
    ) throws -> (plan: EvaluationPlan, evaluator: Evaluator, known: KnownEvidence) {
        let contract = pack.contract
        let matched = contract.evaluations.filter {
            if case .matched = $0.method { true } else { false }
        }
        let only = matched.count == 1 ? matched.first : nil
        guard let plan = id.map({ id in matched.first { $0.id == id } }) ?? only else {
            throw PipelineError.notMatched(id ?? "", pack: pack.id, known: matched.map(\.id))
        }
        let batch = try resolve(.now)
        let settlement = try pack.plan(nil)
        let known = try read(batch)
        let evidence = known.evidence(for: settlement, contract)
        let evaluator = Evaluator(
            contract: contract, participants: evidence.participants, readers: evidence.readers)
        return (plan, evaluator, known)
    }

    private func form(
        _ plan: EvaluationPlan, _ evaluator: Evaluator, _ known: KnownEvidence
    ) throws -> FormedPairs {
        let formed = try told(of: plan) { () throws(EvaluationError) in try evaluator.form(plan) }
        return FormedPairs(
            evaluation: plan.id, sets: formed.sets, terms: formed.terms, asOf: known.batch,
            knewOutcomes: formed.knewOutcomes, quality: formed.quality, recording: nil, formedNow: nil,
            otherTerms: nil)
    }

    private func told<Made>(
        of plan: EvaluationPlan, _ make: () throws(EvaluationError) -> Made
    ) throws -> Made {
        do throws(EvaluationError) { return try make() } catch {
            throw PipelineError.cannotMatch(plan.id, "\(error)", pack: pack.id)
        }
    }

    /// Records pairs, so that the evaluation holds by them from here on.
    ///
    /// - Throws: where pairs by the same terms are recorded, or a settlement is posted by this evidence.
    public func freeze(_ pairs: FormedPairs, recording: Recording) throws {
        let ledger = try Ledger(of: pack.id, in: store.store)
        if let posted = ledger.postings.last(where: { $0.asOf >= pairs.asOf }) {
            throw PipelineError.matchedAfterPosting(pairs.evaluation, posted.settlement, pack: pack.id)
        }
        try store.store.record(
            FrozenMatching(
                evaluation: pairs.evaluation, asOf: pairs.asOf, sets: pairs.sets, terms: pairs.terms,
                knewOutcomes: pairs.knewOutcomes, recording: recording), contract: pack.id)
    }

    /// Tells of pairs: how many, how alike they make the groups, and what to be wary of; never who is in them.
    public func report(on pairs: FormedPairs, as format: ReportFormat) throws -> String {
        try matchingDocument(pairs).rendered(as: format.form)
    }

    private func matchingDocument(_ pairs: FormedPairs) throws -> Document {
        let words = QualityWords(pairs.quality, indicator: nil, contract: pack.contract)
        let unmatched = pairs.sets.count { $0.controls.isEmpty }
        var facts = [
            Fact("Pairs", .count(pairs.sets.count - unmatched)), Fact("Without a match", .count(unmatched)),
        ]
        if let overlap = pairs.quality.overlap {
            facts.append(Fact("Treated outside the overlap", .count(overlap.treatmentOutside)))
            facts.append(Fact("Others outside the overlap", .count(overlap.comparisonOutside)))
        }
        facts.append(Fact("Terms", .text(pairs.terms)))
        facts.append(Fact("Evidence as of batch", .count(Int(pairs.asOf.number))))
        facts.append(Fact("Outcomes known", .text(pairs.knewOutcomes ? "yes" : "no")))
        if let recording = pairs.recording {
            facts.append(Fact("Recorded", .text("\(recording.at) by \(recording.by): \(recording.reason)")))
        }
        var blocks: [Block] = [.facts(facts)]
        if let note = note(on: pairs) { blocks.append(.callout(Callout(.note, note))) }
        blocks.append(.table(try words.balance()))
        if !words.warnings.isEmpty {
            blocks.append(.callout(Callout(.warning, words.warnings.joined(separator: "\n"))))
        }
        let subtitle = (pairs.recording == nil ? "Pairs of" : "Recorded pairs of") + " \(pairs.evaluation)"
        return Document(title: pack.contract.title, subtitle: subtitle, blocks: blocks)
    }

    /// Says which pairs are shown, and how others would differ.
    private func note(on pairs: FormedPairs) -> String? {
        if let terms = pairs.otherTerms {
            return
                "These are formed now. Pairs are recorded that do not hold, since the terms are others: \(terms)."
        }
        guard let difference = pairs.formedNow else { return nil }
        let holds = "These pairs are recorded, and the evaluation holds by them."
        guard !difference.isNone else { return "\(holds) Pairs formed now would be the same." }
        let all = difference.same + difference.other + difference.gone
        var parts = ["\(difference.other) of \(all) treated people would have others"]
        if difference.gone > 0 { parts.append("\(difference.gone) would not be among them") }
        if difference.new > 0 { parts.append("\(difference.new) would be new") }
        return "\(holds) Formed now, \(parts.joined(separator: ", "))."
    }

    /// Returns pairs as CSV, a row for each control; a treated person without one has an empty cell.
    public func list(of pairs: FormedPairs) -> String {
        var rows = [["treated", "control"]]
        for set in pairs.sets {
            rows += set.controls.isEmpty ? [[set.treated, ""]] : set.controls.map { [set.treated, $0] }
        }
        return CSVText.rows(rows)
    }
}

extension FormedPairs {
    fileprivate init(_ formed: FormedPairs, otherTerms: String?) {
        self.init(
            evaluation: formed.evaluation, sets: formed.sets, terms: formed.terms, asOf: formed.asOf,
            knewOutcomes: formed.knewOutcomes, quality: formed.quality, recording: nil, formedNow: nil,
            otherTerms: otherTerms)
    }
}
