import OutcomesModel
import PackReader
import PluginHost

extension AssessmentPack {
    /// Returns all that is wrong with the pack's Lua, and with a dry run on a contract in which there is nothing:
    /// an assessment must have something to say of the earliest draft.
    func faults(_ host: Host) -> [Diagnostic] {
        var faults = readTests(host).flatMap(\.faults)
        let contract = Contract.blank
        let matter = AssessmentMatter(
            questionnaire: questionnaire, contract: contract, sheet: AnswerSheet(), day: contract.starts,
            whyUnsettled: "there is no evidence yet")
        do { _ = try blankRun(host).assess(matter, settled: nil) } catch { faults += error.diagnostics }
        return faults
    }

    func blankRun(_ host: Host) -> PackRun {
        let contract = Contract.blank
        let evidence = RunEvidence(contract: contract, participants: [], columns: [], asOf: contract.ends)
        return PackRun(
            pack: pack, contract: contract, evidence: evidence, settlement: contract.settlements[0],
            engine: host.engine)
    }
}

extension Contract {
    /// A contract in which there is nothing but what each must have.
    fileprivate static var blank: Contract {
        guard let currency = try? Currency(code: "EUR"), let starts = Day(iso: "2000-01-01"),
            let ends = Day(iso: "2000-12-31"), let period = Period(first: starts, last: ends)
        else { preconditionFailure("the year 2000 is no period") }
        let window = Window(id: "all", title: "All of it", span: .fixed(period))
        let plan = SettlementPlan(id: "final", title: "Final", window: window.id, due: ends, pays: true)
        return Contract(
            id: "blank", title: "Blank contract", currency: currency,
            rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: currency)),
            starts: starts, ends: ends, source: nil, payableStates: [.verified], parties: [], indicators: [],
            attributes: [], groups: [], windows: [window], outcomes: [], terms: [], evaluations: [],
            payments: [], settlements: [plan], caps: [])
    }
}
