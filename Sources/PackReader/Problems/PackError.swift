package import OutcomesModel

/// Why there is no pack: all that is wrong with it, at once.
package enum PackError: Error, Equatable, Sendable {
    case noFolder(path: String)
    case noScript(path: String, isFolder: Bool)
    case faults([PackFault])
}

/// One thing that is wrong with a pack, and where.
package struct PackFault: Equatable, Sendable {
    /// The pack, where its id could be read.
    package let pack: PackID?
    package let place: SourceLocation
    package let problem: PackProblem
}

extension PackError: Diagnosable, CustomStringConvertible {
    package var diagnostics: [Diagnostic] {
        switch self {
        case .noFolder(let path):
            [Diagnostic(.use, "there is no folder \(path)", expected: "the folder of a pack")]
        case .noScript(let path, let isFolder):
            [
                Diagnostic(
                    .use, isFolder ? "\(path) is a folder, and no script" : "there is no script \(path)",
                    expected: "a Lua file",
                    hint: isFolder ? "name the script first: utfall run SCRIPT.lua PACK…" : nil)
            ]
        case .faults(let faults):
            faults.map { $0.problem.diagnostic(pack: $0.pack, place: $0.place) }
        }
    }

    package var description: String {
        diagnostics.map { fault in
            let place = fault.place.map { "\($0): " } ?? ""
            let hint = fault.hint.map { " (\($0))" } ?? ""
            return place + fault.message + hint
        }
        .joined(separator: "\n")
    }
}

/// Gathers what is wrong with one file.
final class FileFaults {
    /// The path of the file, as far as the user typed it and below that.
    let file: String
    private var found: [(place: TomlPlace?, problem: PackProblem)] = []

    init(file: String) {
        self.file = file
    }

    var isEmpty: Bool { found.isEmpty }

    /// Notes a problem, of the whole file where there is no place.
    func add(_ problem: PackProblem, at place: TomlPlace? = nil) {
        found.append((place, problem))
    }

    func location(_ place: TomlPlace?) -> SourceLocation {
        SourceLocation(file: file, line: place?.line, column: place?.column)
    }

    /// Returns all of them by line and column, those of the whole file first.
    func sorted(pack: PackID?) -> [PackFault] {
        let order = found.indices.sorted { left, right in
            let first = found[left].place ?? TomlPlace(line: 0, column: 0)
            let second = found[right].place ?? TomlPlace(line: 0, column: 0)
            return (first, left) < (second, right)
        }
        return order.map {
            PackFault(pack: pack, place: location(found[$0].place), problem: found[$0].problem)
        }
    }
}
