/// Why a script gave nothing.
package struct LuaError: Error, Sendable {
    package enum Kind: Sendable {
        case failed
        case syntax
        /// It wanted more memory than its limit.
        case memory(bytes: Int)
        /// It ran longer than its limit.
        case time(milliseconds: Int)
        case instructions(Int)
        /// Somebody asked for an end of it; its state can go on.
        case interrupted
        /// There was no memory to make the state with.
        case noState
        /// The program that was to run it in a process of its own did not start, or was another.
        case noWorker(path: String)
    }

    package let kind: Kind
    /// What the script or Lua said, without the place.
    package let message: String
    package let place: LuaPlace?
    /// `file:line in name`, innermost first, without frames of the host.
    package let traceback: [String]

    package init(kind: Kind, message: String, place: LuaPlace?, traceback: [String]) {
        self.kind = kind
        self.message = message
        self.place = place
        self.traceback = traceback
    }
}

extension LuaError {
    /// Lua's parser tells its errors like any other; only while a file is loaded they can be its own.
    var whileLoading: LuaError {
        guard case .failed = kind, message.contains(" near ") else { return self }
        return LuaError(kind: .syntax, message: message, place: place, traceback: traceback)
    }
}

extension LuaError: CustomStringConvertible {
    package var description: String {
        let wording =
            switch kind {
            case .failed, .syntax: message
            case .memory(let bytes): "it wanted more than the \(bytes >> 20) MB of memory that it may have"
            case .time(let milliseconds): "it ran longer than the \(milliseconds) ms that it may take"
            case .instructions(let count): "it ran more than the \(count) instructions that it may"
            case .interrupted: "it was interrupted"
            case .noState: "no Lua state could be made: the machine is out of memory"
            case .noWorker(let path): "the worker process '\(path)' could not be started: \(message)"
            }
        return place.map { "\($0.file):\($0.line): \(wording)" } ?? wording
    }
}
