package import OutcomesModel

/// Why a file gave no project.
package enum IndigoError: Error, Equatable, Sendable {
    case notJSON(file: String, line: Int?, column: Int?, expected: String)
    case notAProject(file: String, came: String)
}

extension IndigoError: Diagnosable {
    package var diagnostics: [Diagnostic] {
        switch self {
        case .notJSON(let file, let line, let column, let expected):
            [
                Diagnostic(
                    .evidence, "this is not JSON",
                    place: SourceLocation(file: file, line: line, column: column), expected: expected)
            ]
        case .notAProject(let file, let came):
            [
                Diagnostic(
                    .evidence, "this is JSON, and no INDIGO project", place: SourceLocation(file: file),
                    expected: "an object with fields such as name, dates and outcome_metrics", came: came,
                    hint: "a record of the registry may also have it under project and data")
            ]
        }
    }
}
