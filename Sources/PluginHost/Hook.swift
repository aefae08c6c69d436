/// The moments at which a pack's own code runs, as `docs/LUA_API.md` names them.
package enum Hook: String, CaseIterable, Sendable {
    /// While a file is loaded, before any hook.
    case load
    case measurement = "checks.measurement"
    case batch = "checks.batch"
    case contract = "checks.contract"
    case participant = "rules.participant"
    case settle = "rules.settle"
    case distribute = "rules.distribute"
    case report
    case assess
    case test

    package static let rules: Set<Hook> = [.participant, .settle, .distribute]
    package static let checks: Set<Hook> = [.measurement, .batch, .contract]
    package static let documents: Set<Hook> = [.report, .assess]
    package static let all = Set(Hook.allCases)
}
