package import OutcomesModel

/// What can be wrong with a pack, by what it is about; each kind words its cases, once.
package enum PackProblem: Equatable, Sendable {
    case file(FileProblem)
    case key(String, table: String, KeyProblem)
    case id(String, DeclaredKind, IDProblem)
    case terms(TermsProblem)
    case doubt(TermsDoubt)
    case library(LibraryProblem)
    case simulation(SimulationProblem)

    package func diagnostic(pack: PackID?, place: SourceLocation) -> Diagnostic {
        let said = wording
        return Diagnostic(
            .pack, said.message, pack: pack, place: place, expected: said.expected, came: said.came,
            hint: said.hint)
    }

    private var wording: ProblemWording {
        switch self {
        case .file(let problem): problem.wording
        case .key(let key, let table, let problem): problem.wording(key: key, table: table)
        case .id(let id, let kind, let problem): problem.wording(id: id, kind: kind)
        case .terms(let problem): problem.wording
        case .doubt(let doubt): doubt.wording
        case .library(let problem): problem.wording
        case .simulation(let problem): problem.wording
        }
    }
}

/// The words for one problem.
struct ProblemWording {
    let message: String
    var expected: String?
    var came: String?
    var hint: String?

    init(_ message: String, expected: String? = nil, came: String? = nil, hint: String? = nil) {
        self.message = message
        self.expected = expected
        self.came = came
        self.hint = hint
    }
}

/// Returns the hint that names what was likely meant, where something is near.
func didYouMean(_ word: String, among known: [String]) -> String? {
    nearestName(to: word, among: known).map { "did you mean \($0)?" }
}

/// Returns `a, b or c`, and of very many the first.
func alternatives(_ names: [String]) -> String {
    let most = 13
    guard names.count <= most else {
        return names.prefix(most).joined(separator: ", ") + " or another of \(names.count)"
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
}
