package import OutcomesModel

/// What can be wrong with the libraries that a pack uses.
package enum LibraryProblem: Equatable, Sendable {
    /// `unreadable` are manifests on the way that say no id.
    case notFound(LibraryUse, lookedIn: [String], known: [String], unreadable: [String])
    case doesNotFit(LibraryUse, found: [FoundLibrary])
    /// From the pack that is met twice to itself again.
    case cycle([PackID])
    case usedTwice(PackID)

    package struct FoundLibrary: Equatable, Sendable {
        package let version: Version
        package let folder: String
    }

    var wording: ProblemWording {
        switch self {
        case .notFound(let use, let folders, let known, let unreadable):
            ProblemWording(
                "the library \(use.id) was not found",
                expected: "a pack of the kind library in one of "
                    + folders.joined(separator: ", "),
                came: known.isEmpty ? "no library there" : "there: " + known.joined(separator: ", "),
                hint: didYouMean(use.id.rawValue, among: known)
                    ?? unreadable.first.map { "\($0) says no id" }
                    ?? "name its folder's parent with --plugins or UTFALL_PLUGINS")
        case .doesNotFit(let use, let found):
            ProblemWording(
                "no version of the library \(use.id) that was found fits", expected: "\(use.range)",
                came: found.map { "\($0.version) in \($0.folder)" }.joined(separator: ", "))
        case .cycle(let ids):
            ProblemWording(
                "libraries use each other in a circle: "
                    + ids.map(\.rawValue).joined(separator: " uses "),
                expected: "libraries that do not lead back to themselves")
        case .usedTwice(let id):
            ProblemWording("`uses` names \(id) twice", expected: "each library once")
        }
    }
}
