import LuaHost

/// What runs of packs are made with: the API that scripts find, and what a run may use.
package struct PluginEngine: Sendable {
    package var limits: RunLimits
    package let modules: [HostModule]
    /// How many threads run the rules of a large contract; all that there are where none is given.
    package private(set) var threads: Int?
    var isolation: LuaIsolation
    var library: LuaLibrary
    /// What ends a call that somebody waits for no longer; none but at the prompt.
    var interruption: LuaInterruption?
    /// What notes what runs do; none but where tests are looked at.
    package private(set) var watch: RuleWatch?

    /// - Parameters:
    ///   - modules: functions of the host program's own.
    ///   - worker: the program that runs packs in a process of its own; none runs them in this process.
    package init(
        limits: RunLimits = RunLimits(), modules: [HostModule] = [], threads: Int? = nil,
        worker: String? = nil
    ) {
        isolation = worker.map { .process(worker: $0) } ?? .none
        self.threads = threads
        self.limits = limits
        self.modules = modules
        library = modules.isEmpty ? Api.library : Api.library(with: modules)
    }

    /// Returns the same engine whose runs are noted. Packs must have watched sources, see `Pack.watched`.
    package func watched(by watch: RuleWatch) -> PluginEngine {
        var engine = self
        engine.watch = watch
        engine.library = Api.library(with: modules, watched: true)
        return engine
    }

    /// Returns the same engine with so many threads.
    package func with(threads: Int) -> PluginEngine {
        var engine = self
        engine.threads = threads
        return engine
    }

    /// The worker beside the running program.
    package static var workerBesideProgram: String { LuaIsolation.workerBesideProgram }

    package static var release: String { LinkedLua.release }
    package static var hasBitwiseFault: Bool { LinkedLua.hasBitwiseFault }
}

/// What one run of a pack may use.
package struct RunLimits: Sendable {
    package var luaBytes = 64 << 20
    /// Processor time of each call of a hook, or of a thousand calls of a hook per participant.
    package var milliseconds = 2_000
    /// Instructions of all calls, where a verdict must be the same on every machine; none counts none.
    package var instructions: Int?

    package init() {}
}
