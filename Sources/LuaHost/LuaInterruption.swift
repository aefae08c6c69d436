import CLuaHost

/// A wish that what runs in a state may end, which any thread may make.
///
/// Safe because: what it points to is a single word that is only set and read.
package final class LuaInterruption: @unchecked Sendable {
    let pointer: OpaquePointer

    package init() {
        guard let pointer = luahost_new_interruption() else {
            preconditionFailure("there is no memory for a word")
        }
        self.pointer = pointer
    }

    deinit { luahost_free_interruption(pointer) }

    /// Ends what runs, with an error that no script can catch; nothing where nothing runs.
    package func request() { luahost_request_interruption(pointer) }
}
