/// The moments at which a pack's own code runs, as the reference of the Lua API names them.
public enum Hook: String, CaseIterable, Sendable {
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
    /// An analyst's script, over the contracts that it is run with.
    case portfolio
    case test
    /// No hook of a pack: the line that somebody types at `utfall repl`.
    case prompt

    /// Those whose values somebody at the prompt has at hand.
    static let atPrompt: Set<Hook> = [.settle, .participant, .distribute, .report, .prompt]

    /// Whether a function of a pack is called in it.
    var isOfPack: Bool { self != .load && self != .prompt }

    /// Whether it is called for one person or one row: what it reads is that person's, and no message shows it.
    var readsOnePerson: Bool { self == .participant || self == .measurement }

    public static let rules: Set<Hook> = [.participant, .settle, .distribute]
    public static let checks: Set<Hook> = [.measurement, .batch, .contract]
    public static let documents: Set<Hook> = [.report, .assess, .portfolio]
    /// What is written about one contract by a pack, whose permissions are known.
    static let ofPacks: Set<Hook> = [.report, .assess]
    /// All in which code that somebody keeps runs.
    public static let all = Set(Hook.allCases).subtracting([.prompt])
}
