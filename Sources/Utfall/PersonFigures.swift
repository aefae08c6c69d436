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
        let evaluator = Evaluator(
            contract: pack.contract, participants: evidence.participants, readers: evidence.readers)
        return evaluator.figures(evaluation, over: window).map {
            PersonFigures(treatment: $0.treatment, comparison: $0.comparison)
        }
    }
}
