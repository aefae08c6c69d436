public import OutcomesModel
import Reporting
import Simulation

/// What the evaluations of a contract can see, as a document in any form.
public struct PowerReport: Sendable {
    let results: [PowerResult]
    let contract: Contract
    let language: Language

    /// Whether a target cannot be seen.
    public var needsAttention: Bool { results.contains { $0.target?.isSeen == false } }

    public var report: ReportDocument {
        ReportDocument { [results, contract, language] in
            try Document.power(results, contract, for: $0, in: language)
        }
    }
}

extension Pipeline {
    /// Says what each evaluation of groups can see with its people.
    ///
    /// - Parameters:
    ///   - terms: what is assumed; how much people differ is estimated from evidence where it is not.
    ///   - settlement: whose window the evidence is read in; the first that pays unless given.
    /// - Throws: where nothing says how many people there are or how much they differ, and of no evaluation.
    public func power(_ terms: SimulationTerms, _ settlement: SettlementID? = nil) throws -> PowerReport {
        let contract = pack.contract
        let plan = try pack.plan(settlement ?? terms.settlement)
        guard !contract.evaluations.isEmpty else { throw SimulationError.noPower(file: terms.file) }
        let reading = try PersonReading(self, plan)
        var results: [PowerResult] = []
        for evaluation in contract.evaluations {
            let evidence = try reading?.figures(evaluation).flatMap {
                try PowerResult.evidence(of: $0.treatment, $0.comparison)
            }
            let plans = terms.powerPlans.filter { $0.evaluation == evaluation.id }
            for assumed in plans.isEmpty ? [nil] : plans.map(Optional.some) {
                // What nobody has planned, and no evidence shows, is not asked about.
                if assumed == nil, evidence == nil { continue }
                results.append(try PowerResult(evaluation, assumed, contract, evidence: evidence))
            }
        }
        guard !results.isEmpty else { throw SimulationError.noPower(file: terms.file) }
        return PowerReport(results: results, contract: contract, language: pack.language)
    }
}
