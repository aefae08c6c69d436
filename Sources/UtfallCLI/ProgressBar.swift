import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A line on standard error that shows how far a long work is, where a person is looking.
final class ProgressBar: Sendable {
    /// A work of fewer bytes is done before anybody could read it.
    private static let leastBytes = 16 << 20

    private let isWatched: Bool
    private let shown = Mutex("")

    init() { isWatched = isatty(STDERR_FILENO) == 1 }

    /// Shows that `done` of `all` bytes of a file are read.
    func show(_ file: String, _ done: Int, _ all: Int?) {
        guard isWatched, (all ?? done) >= Self.leastBytes else { return }
        shown.withLock { shown in
            let line = Self.line(file, done, all)
            guard line != shown else { return }
            Output.show("\r\(line)\u{1B}[K")
            shown = line
        }
    }

    /// Shows how many of several things are done.
    func show(_ what: String, count: Int, of all: Int) {
        guard isWatched else { return }
        shown.withLock { shown in
            shown = "\(what): \(count) of \(all)"
            Output.show("\r\(shown)\u{1B}[K")
        }
    }

    /// Takes the line away.
    func finish() {
        shown.withLock { shown in
            if !shown.isEmpty { Output.show("\r\u{1B}[K") }
            shown = ""
        }
    }

    static func line(_ file: String, _ done: Int, _ all: Int?) -> String {
        let name = file.count > 30 ? file.prefix(29) + "…" : file[...]
        guard let all, all > 0 else { return "\(name) \(done >> 20) MB" }
        let percent = min(100, done * 100 / all)
        let filled = percent * 30 / 100
        let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: 30 - filled)
        return "\(name) \(bar) \(percent) %"
    }
}
