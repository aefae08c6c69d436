import FoundationEssentials
import PluginHost

/// What this host is made of, for `utfall doctor` and for those who ask for help.
public enum Host {
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

    /// Returns `docs/LUA_API.md`, made from the API itself.
    public static var apiReference: String { ApiDocumentation.markdown }

    /// Returns the folder of a contract's pack that ships with the host.
    public static func shippedContract(_ name: String) -> String? {
        ContractPack.shippedLibraries()
            .map { String($0.dropLast("lib".count)) + "contracts/\(name)" }
            .first { FileManager.default.fileExists(atPath: "\($0)/plugin.toml") }
    }
}
