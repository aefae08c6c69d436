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
}

extension Pipeline {
    /// Forms the pairs of a matched evaluation from all that is known, without reading an outcome.
    ///
    /// - Parameter id: the contract's only matched evaluation unless given.
    /// - Throws: where there is no such evaluation, or the covariates give no score.
    public func formPairs(_ id: EvaluationID? = nil) throws -> FormedPairs {
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
        let evidence = try read(batch).evidence(for: settlement, contract)
        let evaluator = Evaluator(
            contract: contract, participants: evidence.participants, readers: evidence.readers)
        do throws(EvaluationError) {
            let formed = try evaluator.form(plan)
            return FormedPairs(
                evaluation: plan.id, sets: formed.sets, terms: formed.terms, asOf: batch,
                knewOutcomes: formed.knewOutcomes, quality: formed.quality)
        } catch {
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
        var blocks: [Block] = [.facts(facts), .table(try words.balance())]
        if !words.warnings.isEmpty {
            blocks.append(.callout(Callout(.warning, words.warnings.joined(separator: "\n"))))
        }
        return Document(
            title: pack.contract.title, subtitle: "Pairs of \(pairs.evaluation)", blocks: blocks)
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
