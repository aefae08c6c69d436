import LuaHost
import OutcomesModel
import PackReader

/// What somebody at the prompt has at hand, beside what a settlement's hooks have.
struct PromptMatter {
    let hasContract: Bool
    /// The place among all participants of the one who is `p`; nil where there is none.
    var person: Int?
    /// What the line at hand has shown so far, a piece each.
    var shown: [String] = []
}

extension PackRun {
    /// Runs the body as in a hook; as it is where there is none.
    @inline(__always)
    func standing<Result>(in other: Hook?, _ body: () throws -> Result) rethrows -> Result {
        guard let other else { return try body() }
        hook = other
        defer { hook = .prompt }
        return try body()
    }

    /// Returns the hook that a call at the prompt stands in, by the value that it is of: `s` is what `rules.settle`
    /// gets. Nil in hooks, and where no hook that is at hand has the function.
    @inline(__always)
    func promptHook(for hooks: Set<Hook>, of object: LuaObject?) -> Hook? {
        hook == .prompt ? handHook(for: hooks, of: object) : nil
    }

    private func handHook(for hooks: Set<Hook>, of object: LuaObject?) -> Hook? {
        guard !hooks.contains(.prompt) else { return nil }
        let own: Hook? =
            switch object.map(HostType.init) {
            case .settlement?: .settle
            case .participant?, .attributes?: .participant
            case .distribution?: .distribute
            case .report?: .report
            case .selection?: object.map { selections[$0.place].isOfDocument } == true ? .report : .settle
            case .series?: if case .atHand? = object?.series.owner { .participant } else { .settle }
            default: nil
            }
        let known = [own].compactMap { $0 } + [.settle, .report, .participant, .distribute]
        return known.first(where: hooks.contains)
    }

    /// Whether rows of single people may be shown.
    var showsPeople: Bool { pack.manifest.permissions.contains(.participants) }
}
