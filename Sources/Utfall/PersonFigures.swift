import Evaluation
import MeasurementStore
import OutcomesModel
import PluginHost

/// What an evaluation averages over people, person by person, as binary floats: for what is drawn or planned, and never
/// for what is paid.
struct PersonFigures {
    let treatment: [Double]
    /// None where people are compared with themselves: then `treatment` holds their changes.
    let comparison: [Double]?
}

extension Pipeline {
    /// Returns the figures of the evidence at hand; nil where there is none.
    func personFigures(_ evaluation: EvaluationPlan, _ plan: SettlementPlan) throws -> PersonFigures? {
        guard let batch = try store.store.latestBatch(of: pack.id),
            let window = pack.contract.window(plan.window)
        else { return nil }
        let evidence = try read(batch).evidence(for: plan, pack.contract)
        // One person at a time is a group of one, whose mean is the person's own figure.
        func figures(of group: GroupID) -> [Double] {
            evidence.participants.indices.compactMap { row in
                guard evidence.participants.group(row) == group else { return nil }
                let alone = ParticipantTable([evidence.participants[row]])
                let own = EvaluationPlan(
                    id: evaluation.id, indicator: evaluation.indicator, method: .comparisonGroup(group),
                    treatment: group, statistic: evaluation.statistic, clause: evaluation.clause)
                let evaluator = Evaluator(
                    contract: pack.contract, participants: alone, readers: evidence.readers)
                let isPaired = evaluation.method == .beforeAndAfter
                guard let estimate = try? evaluator.estimate(isPaired ? evaluation : own, over: window) else {
                    return nil
                }
                let figure = isPaired ? estimate.difference : estimate.treatment.mean
                return Double(figure.numerator) / Double(figure.denominator)
            }
        }
        switch evaluation.method {
        case .comparisonGroup(let comparison):
            return PersonFigures(
                treatment: figures(of: evaluation.treatment), comparison: figures(of: comparison))
        case .beforeAndAfter:
            return PersonFigures(treatment: figures(of: evaluation.treatment), comparison: nil)
        }
    }
}
