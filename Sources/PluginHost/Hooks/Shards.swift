import LuaHost
import OutcomesModel
import PackReader
import Settlement

/// The rule of participants, run in parts of fixed size on several threads.
///
/// Each part has a fresh Lua state, so that a rule cannot carry anything from one participant to those of
/// another part; and parts are put together in order, so that the number of threads changes nothing.
struct Shards {
    /// Participants of a part. It never depends on the machine.
    static let size = 16_384

    let run: PackRun
    /// The places of the participants whose rule is run.
    let treated: [Int]

    /// What came of one part.
    private struct Part {
        let claims: ClaimBook
        let held: [HeldClaim]
    }

    /// Returns whose rule failed, in order; the claims are in the run's book.
    func apply() throws(PluginError) -> [HeldClaim] {
        let parts = (treated.count + Self.size - 1) / Self.size
        let inputs = Inputs(run)
        var held: [HeldClaim] = []
        for result in inParallel(parts, threads: run.engine.threads, { apply($0, inputs) }) {
            let part = try result.get()
            do throws(SettlementError) {
                try run.claims.append(part.claims)
            } catch {
                throw .script(Diagnostic(.pack, "the claims: \(error)", pack: inputs.pack.manifest.id))
            }
            held += part.held
        }
        return held
    }

    /// What a part is made of; none of it changes.
    private struct Inputs: Sendable {
        let pack: Pack
        let contract: Contract
        let evidence: RunEvidence
        let settlement: SettlementPlan
        let evaluations: [EvaluationID: EvaluationResult]
        let claims: ClaimBook
        let engine: PluginEngine

        init(_ run: PackRun) {
            pack = run.pack
            contract = run.contract
            evidence = run.evidence
            settlement = run.settlement
            evaluations = run.evaluations
            claims = run.claims
            engine = run.engine
        }
    }

    private func apply(_ part: Int, _ inputs: Inputs) -> Result<Part, PluginError> {
        let places = Array(treated[part * Self.size..<min((part + 1) * Self.size, treated.count)])
        do throws(PluginError) {
            let run = PackRun(
                pack: inputs.pack, contract: inputs.contract, evidence: inputs.evidence,
                settlement: inputs.settlement, evaluations: inputs.evaluations, claims: inputs.claims,
                engine: inputs.engine)
            let rules = try run.load("rules.lua")
            guard let rule = try run.function("participant", of: "rules.lua", returned: rules) else {
                return .success(Part(claims: inputs.claims, held: []))
            }
            let held = try run.apply(rule, to: places)
            return .success(Part(claims: run.claims, held: held))
        } catch {
            return .failure(error)
        }
    }
}
