import Foundation
import Testing

/// What provokes one error: a folder `Cases/KIND/NAME` with the command, what is prepared for it, and what
/// must come of it.
struct ErrorCase: CustomTestStringConvertible {
    let kind: String
    let name: String
    let folder: URL

    static let root = URL(filePath: #filePath).deletingLastPathComponent()

    /// The files of a case that are about it; all others are laid over the base.
    private static let ownFiles = ["base", "command", "prepare", "expected.txt"]

    /// All cases, by kind and name.
    static let all: [ErrorCase] = names(in: root.appending(path: "Cases")).flatMap { kind in
        names(in: root.appending(path: "Cases/\(kind)")).map { name in
            ErrorCase(kind: kind, name: name, folder: root.appending(path: "Cases/\(kind)/\(name)"))
        }
    }

    var testDescription: String { "\(kind)/\(name)" }

    /// What is typed after `utfall`.
    var command: String {
        get throws { try text("command").trimmingCharacters(in: .newlines) }
    }

    /// The folder under `Bases` that is copied first: `contract`, unless the file `base` names another.
    var base: URL {
        get throws {
            let name = try optionalText("base") ?? "contract"
            return ErrorCase.root.appending(
                path: "Bases/\(name.trimmingCharacters(in: .whitespacesAndNewlines))")
        }
    }

    /// The lines of `prepare`, each a step.
    var preparation: [String] {
        get throws { try (optionalText("prepare") ?? "").split(separator: "\n").map(String.init) }
    }

    var steps: [PreparationStep] {
        get throws { try preparation.map { try PreparationStep($0) } }
    }

    /// Permissions do not bind root: such a case is skipped for it.
    var isNotForRoot: Bool { ((try? preparation) ?? []).contains("not-as-root") }

    /// The input files that the case itself holds, as paths below it.
    var files: [String] { filesBelow(folder).filter { !ErrorCase.ownFiles.contains($0) } }

    /// What must come of it; nil where it was never written down.
    var expected: String? {
        get throws { try optionalText("expected.txt") }
    }

    func record(_ outcome: String) throws {
        try Data(outcome.utf8).write(to: folder.appending(path: "expected.txt"))
    }

    func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }

    private func optionalText(_ file: String) throws -> String? {
        FileManager.default.fileExists(atPath: folder.appending(path: file).path) ? try text(file) : nil
    }

    private static func names(in folder: URL) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }
}
