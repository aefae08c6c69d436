/// What one run may use. A script cannot swallow a limit: once one is reached, the state is dead.
package struct LuaLimits: Sendable {
    /// All memory of the state and of the values on their way to and from it.
    package var bytes: Int
    /// Processor time of each call from Swift.
    package var milliseconds: Int
    /// Instructions of the whole run, where a verdict must be the same on every machine. It makes
    /// scripts about twice as slow; none counts none.
    package var instructions: Int?

    package init(bytes: Int = 64 << 20, milliseconds: Int = 2_000, instructions: Int? = nil) {
        self.bytes = bytes
        self.milliseconds = milliseconds
        self.instructions = instructions
    }
}
