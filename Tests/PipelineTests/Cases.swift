import OutcomesModel
import Testing
import Utfall

/// A contract, its evidence and what each stage made of it, in `Cases/NAME/expected`.
struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let pack: String
    /// In the pack's own `evidence/`.
    let evidence: [String]
    let settlement: SettlementID

    var testDescription: String { name }
    var folder: String { "\(Repository.cases)/\(name)/expected" }

    static let all = [
        Case(
            name: "norrkoping-2016", pack: Repository.norrkoping,
            evidence: ["participants.csv", "placement_costs.csv", "school_results.csv"], settlement: "final"),
        Case(
            name: "norrkoping-2016-extended", pack: Repository.norrkoping,
            evidence: ["participants.csv", "placement_costs.csv", "school_results.csv"],
            settlement: "extended_follow_up"),
        Case(
            name: "reboot-west", pack: Repository.rebootWest, evidence: ["claims.csv"], settlement: "final"),
        Case(
            name: "reboot-west-persons", pack: Repository.rebootWest,
            evidence: ["claims.csv", "persons.csv"],
            settlement: "final"),
        Case(
            name: "job-coaching", pack: Repository.jobCoaching,
            evidence: ["participants.csv", "outcomes.csv", "wellbeing.csv"], settlement: "final"),
        Case(
            name: "evaluations", pack: Repository.evaluations,
            evidence: ["participants.csv", "measurements.csv"], settlement: "final"),
    ]
}

@Suite struct CaseTests {
    /// Compares in the order of the data and stops at the first difference: that is the stage that broke.
    @Test(arguments: Case.all)
    func `each stage makes of the evidence what was approved`(of example: Case) throws {
        let pipeline = try pipeline(
            example.pack, evidence: example.evidence.map { "\(example.pack)/evidence/\($0)" })
        var settled: Settled?
        for stage in Stage.allCases {
            if stage > .findings, settled == nil { settled = try pipeline.settle(example.settlement) }
            let text = try stage.text(pipeline, settled)
            guard try isApproved(text, at: "\(example.folder)/\(stage.rawValue).txt") else { return }
        }
    }
}
