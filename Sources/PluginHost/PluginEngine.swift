import LuaHost

/// The engine that runs packs.
package enum PluginEngine {
    package static var release: String { LinkedLua.release }
    package static var hasBitwiseFault: Bool { LinkedLua.hasBitwiseFault }
}
