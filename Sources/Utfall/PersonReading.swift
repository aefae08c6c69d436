import Evaluation
import MeasurementStore
import OutcomesModel

/// Reads what evaluations average over people, person by person, as binary floats: for what is drawn or planned, and
/// never for what is paid.
struct PersonReading {
    private let evaluator: Evaluator
    private let window: Window

    /// Reads the evidence of a store once, for all evaluations; nil where there is none.
    init?(_ pipeline: Pipeline, _ plan: SettlementPlan) throws {
        let contract = pipeline.pack.contract
        guard let batch = try pipeline.store.store.latestBatch(of: contract.id),
            let window = contract.window(plan.window)
        else { return nil }
        let evidence = try pipeline.read(batch).evidence(for: plan, contract)
        evaluator = Evaluator(
            contract: contract, participants: evidence.participants, readers: evidence.readers)
        self.window = window
    }

    /// - Returns: of the comparison none where people are compared with themselves: then the others are their
    ///   changes. Nil where the evidence does not suffice.
    func figures(_ evaluation: EvaluationPlan) -> (treatment: [Double], comparison: [Double]?)? {
        evaluator.figures(evaluation, over: window)
    }
}
