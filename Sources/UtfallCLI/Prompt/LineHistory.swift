import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The lines that a user has typed, kept in a file that nobody else may read. What they gave is not kept.
struct LineHistory {
    /// How many lines are kept.
    static let most = 1_000

    /// Nil where the user has no folder of their own.
    let path: String?
    let lines: [String]

    /// Reads the history of a user.
    ///
    /// - Parameter environment: `XDG_STATE_HOME`, or `HOME`, says where it lies.
    init(environment: [String: String]) {
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.local/state" : nil }
        path = (state ?? home).map { "\($0)/utfall/history" }
        let text = path.flatMap { FileManager.default.contents(atPath: $0) }
            .map { String(decoding: $0, as: UTF8.self) }
        let all = (text ?? "").split(separator: "\n").map(String.init)
        lines = Array(all.suffix(Self.most))
        // Cut when it is read, so that each line is only added while somebody types.
        if all.count > 2 * Self.most { write(lines, isNew: true) }
    }

    /// Adds a line; without a word where that cannot be, since nothing depends on it.
    func add(_ line: String) {
        guard line.contains(where: { !$0.isWhitespace }), !line.contains("\n") else { return }
        write([line], isNew: false)
    }

    private func write(_ lines: [String], isNew: Bool) {
        guard let path else { return }
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | (isNew ? O_TRUNC : 0), 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        // Also where it was there before, and somebody else could read it.
        guard fchmod(file, 0o600) == 0 else { return }
        Output.send(bytes: Array((lines.joined(separator: "\n") + "\n").utf8), to: file)
    }
}
