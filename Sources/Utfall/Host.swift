import FoundationEssentials
public import PluginHost

/// What packs are run with: how much they may use, and what the host program adds to their API.
///
/// Make one, and use it for all packs: the library of functions is laid out once.
public struct Host: Sendable {
    public let limits: Limits
    private(set) var engine: PluginEngine

    /// - Parameters:
    ///   - modules: functions of the host program's own, each under the name of its module.
    ///   - isolation: whether packs run in a process of their own.
    ///   - threads: how many run the rules of a large contract; it changes nothing but the time. All that there
    ///     are, unless given.
    public init(
        limits: Limits = Limits(), modules: [HostModule] = [], threads: Int? = nil,
        isolation: Isolation = .none
    ) {
        self.limits = limits
        engine = PluginEngine(
            limits: limits.run, modules: modules, threads: threads, worker: isolation.worker)
    }

    /// Returns the same host whose runs are noted.
    func watched(by watch: RuleWatch) -> Host {
        var host = self
        host.engine = engine.watched(by: watch)
        return host
    }

    /// Returns the same host with so many threads.
    func with(threads: Int) -> Host {
        var host = self
        host.engine = engine.with(threads: threads)
        return host
    }

    /// The SHA-256 of what packs can call: names, parameters and hooks.
    var apiDigest: String { sha256(ApiDocumentation.outline(with: engine.modules)) }

    /// The reference of the Lua API, with the host program's own functions, as Markdown.
    public var apiReference: String { ApiDocumentation.markdown(with: engine.modules) }

    /// The same as definitions for an editor that reads LuaCATS: a file for `soc`, and one for each module.
    public var apiDefinitions: [String: String] {
        engine.modules.reduce(into: ["soc.lua": ApiDefinitions.soc]) {
            $0["\($1.name).lua"] = ApiDefinitions.module($1)
        }
    }

    /// All that is declared of each function and field, as JSON.
    public var apiRegistry: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let data = try? encoder.encode(ApiRegistry(with: engine.modules)) else {
            preconditionFailure("plain fields could not be written")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Which function may be called in which hook, as a table of text.
    public static var apiMatrix: String { ApiDocumentation.matrixText }

    /// What `.luarc.json` says beside a pack whose folder `.utfall` holds the definitions.
    public static var editorSettings: String { ApiDefinitions.settings }
}

// What this host is made of, for `utfall doctor` and for those who ask for help.
extension Host {
    public static let version = "0.1.0"

    /// The release of the linked Lua, such as `Lua 5.4.4`.
    public static var lua: String { PluginEngine.release }

    /// Faults of what is linked that packs must keep clear of, a sentence each.
    public static var knownFaults: [String] {
        guard PluginEngine.hasBitwiseFault else { return [] }
        return [
            "bitwise operators give wrong results in Lua functions with more than 255 constants; packs must not use them"
        ]
    }

    /// Returns the folder of a contract's pack that ships with the host.
    public static func shippedContract(_ name: String) -> String? {
        shippedPack("contracts/\(name)")
    }

    /// Returns the folder of an assessment pack that ships with the host.
    public static func shippedAssessment(_ name: String) -> String? { shippedPack("assessments/\(name)") }

    /// The names of the assessments that ship with the host, sorted.
    public static var shippedAssessments: [String] {
        ContractPack.shippedLibraries().map { String($0.dropLast("lib".count)) + "assessments" }
            .lazy.compactMap { try? FileManager.default.contentsOfDirectory(atPath: $0) }.first?
            .filter { shippedAssessment($0) != nil }.sorted() ?? []
    }

    private static func shippedPack(_ path: String) -> String? {
        ContractPack.shippedLibraries()
            .map { String($0.dropLast("lib".count)) + path }
            .first { FileManager.default.fileExists(atPath: "\($0)/plugin.toml") }
    }
}

/// Where the Lua of packs runs.
public enum Isolation: Hashable, Sendable {
    /// In this process. Memory and time are bounded, but for an instruction that itself takes long.
    case none
    /// In processes of their own, whose time, memory and system calls the kernel bounds; each call between a
    /// script and the host takes some microseconds more. The program is `utfall-worker`, which lies
    /// beside the running one unless a path is given.
    case process(worker: String? = nil)

    fileprivate var worker: String? {
        switch self {
        case .none: nil
        case .process(let worker): worker ?? PluginEngine.workerBesideProgram
        }
    }
}

/// What a run of a pack may use; a rule that uses more is stopped, and pays nothing.
public struct Limits: Sendable {
    /// All memory of a Lua state.
    public var luaBytes = 64 << 20
    /// Processor time of a hook.
    public var milliseconds = 2_000
    /// Instructions of a whole run, where its verdict must be the same on every machine; none counts none, which
    /// is twice as fast.
    public var instructions: Int?

    public init() {}

    fileprivate var run: RunLimits {
        var limits = RunLimits()
        limits.luaBytes = luaBytes
        limits.milliseconds = milliseconds
        limits.instructions = instructions
        return limits
    }
}
