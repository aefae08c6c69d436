import Foundation
import Testing

/// A script that tries to escape, starve or confuse the host; its first line says what must happen.
struct Attack: Codable, Sendable, CustomTestStringConvertible {
    enum Expectation: String, Codable, Sendable {
        /// An ordinary error, or an ordinary end without the effect.
        case error
        /// A limit stops it within two seconds.
        case limit
        /// Nothing after `ESCAPED` is ever emitted.
        case denied
        /// Six runs in six processes emit the same.
        case deterministic
    }

    let name: String
    let script: String
    let expectation: Expectation

    var testDescription: String { name }

    /// What no process can stop in itself, with the reason; a worker process stops these.
    static let needsIsolation = [
        "chang_hash_flood_lookup": "a table of colliding integer keys is filled anew within one instruction"
    ]

    /// All scripts of the folder `Attacks`, by name.
    static let all: [Attack] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Attacks")
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "lua" }.sorted { $0.path < $1.path }.map(read)
    }()

    private static func read(_ file: URL) -> Attack {
        guard let script = try? String(contentsOf: file, encoding: .utf8),
            let line = script.split(separator: "\n").first, line.hasPrefix("-- expect: "),
            let expectation = Expectation(rawValue: String(line.dropFirst("-- expect: ".count)))
        else { preconditionFailure("\(file.lastPathComponent) does not begin with '-- expect: …'") }
        return Attack(
            name: file.deletingPathExtension().lastPathComponent, script: script, expectation: expectation)
    }
}

/// How one run of an attack ended; the process that ran it prints this.
struct AttackOutcome: Equatable {
    /// `ok`, or the kind of error.
    let ending: String
    let milliseconds: Int
    let emitted: [String]

    private static let marks = (start: "<attack>", end: "</attack>", between: "<next>")

    init(ending: String, milliseconds: Int, emitted: [String]) {
        self.ending = ending
        self.milliseconds = milliseconds
        self.emitted = emitted
    }

    var printed: String {
        AttackOutcome.marks.start
            + ([ending, String(milliseconds)] + emitted).joined(separator: AttackOutcome.marks.between)
            + AttackOutcome.marks.end
    }

    /// Finds what a process printed among whatever else stands on its standard output.
    init?(printed: String) {
        guard let start = printed.range(of: AttackOutcome.marks.start),
            let end = printed.range(of: AttackOutcome.marks.end, options: .backwards)
        else { return nil }
        let parts = printed[start.upperBound..<end.lowerBound].components(
            separatedBy: AttackOutcome.marks.between)
        guard parts.count >= 2, let milliseconds = Int(parts[1]) else { return nil }
        self.init(ending: parts[0], milliseconds: milliseconds, emitted: Array(parts.dropFirst(2)))
    }
}
