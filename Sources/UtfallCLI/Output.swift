import OutcomesModel
import Utfall

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The statuses that a command ends with.
enum ExitStatus: Int32 {
    case done = 0
    case lookAtIt = 1
    case use = 2
    case pack = 3
    case evidence = 4
    case limit = 5
    case host = 70

    init(_ blame: Blame) {
        self =
            switch blame {
            case .use: .use
            case .pack: .pack
            case .evidence: .evidence
            case .limit: .limit
            case .host: .host
            }
    }
}

/// Thrown once everything is told: only the status is left.
struct Told: Error {
    let status: ExitStatus
}

/// Ends the program.
func endProgram(_ status: ExitStatus) -> Never { exit(status.rawValue) }

/// Results go to standard output, messages to standard error.
enum Output {
    static func print(_ text: String) { send(text, to: STDOUT_FILENO) }
    static func print(_ bytes: [UInt8]) { send(bytes: bytes, to: STDOUT_FILENO) }
    static func complain(_ text: String) { send(text, to: STDERR_FILENO) }

    /// Writes to standard error as it is, without an end of line.
    static func show(_ text: String) { send(bytes: Array(text.utf8), to: STDERR_FILENO) }

    /// Stops quietly where nobody reads any more, as after `| head`.
    private static func send(_ text: String, to descriptor: Int32) {
        guard !text.isEmpty else { return }
        send(bytes: Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: descriptor)
    }

    /// Returns whether all of it was written.
    @discardableResult
    static func send(bytes: [UInt8], to descriptor: Int32) -> Bool {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { return false }
            bytes = bytes.dropFirst(written)
        }
        return true
    }
}
