import OutcomesModel
import PluginHost

/// A test that is written so that it cannot be run, or a file of which none can.
struct BrokenTest: Error, Sendable {
    let file: String
    let name: String
    /// All that is wrong, at least one thing.
    let problems: [Problem]

    struct Problem: Sendable {
        /// What is wrong, without the name of the test.
        let words: String
        /// The same as an error by itself.
        var fault: Diagnostic
    }

    var faults: [Diagnostic] { problems.map(\.fault) }

    private static let wholeFile = "the whole file"

    init(_ error: PluginError, in file: String) {
        self.file = file
        let faults = error.diagnostics
        if case .wrongTest(_, _, let test, let told) = error {
            name = test
            problems = zip(told, faults).map { Problem(words: $0.problem, fault: $1) }
        } else {
            name = Self.wholeFile
            problems = faults.map { Problem(words: $0.message, fault: $0) }
        }
    }

    /// - Parameter problems: each without the name of the test.
    init(_ test: some NamedTest, _ problems: [Diagnostic]) {
        self.init(
            file: test.file, name: test.name,
            problems: problems.map { problem in
                var fault = problem
                fault.message = "test '\(test.name)': \(problem.message)"
                return Problem(words: problem.message, fault: fault)
            })
    }

    /// Reads the tests of a file, so that what is wrong with it stops no other file.
    static func tests<Test>(
        in file: String, _ read: () throws(PluginError) -> [Result<Test, PluginError>]
    ) -> [Result<Test, BrokenTest>] {
        do throws(PluginError) {
            return try read().map { $0.mapError { BrokenTest($0, in: file) } }
        } catch {
            return [.failure(BrokenTest(error, in: file))]
        }
    }

    private init(file: String, name: String, problems: [Problem]) {
        self.file = file
        self.name = name
        self.problems = problems
    }

    /// The same as a pack names it that has this one in a folder.
    func within(_ folder: String) -> BrokenTest {
        BrokenTest(
            file: "\(folder)/\(file)", name: name,
            problems: problems.map { problem in
                var placed = problem
                placed.fault.place = problem.fault.place.map {
                    SourceLocation(file: "\(folder)/\($0.file)", line: $0.line, column: $0.column)
                }
                return placed
            })
    }

    var outcome: TestOutcome {
        let first = problems[0].fault
        return TestOutcome(
            file: file, name: name,
            failures: problems.flatMap { problem in
                let fault = problem.fault
                let details: [(String, String?)] = [
                    ("expected", fault.expected), ("came", fault.came), ("hint", fault.hint),
                ]
                // The line of the first one stands beside the name.
                let line = fault.place?.line.flatMap { $0 == first.place?.line ? nil : "line \($0): " }
                return [(line ?? "") + problem.words]
                    + details.compactMap { label, text in text.map { "\(label): \($0)" } }
            },
            fault: first)
    }
}

extension Result where Failure == BrokenTest {
    /// What is wrong with a test; none where it can be run.
    var faults: [Diagnostic] { if case .failure(let broken) = self { broken.faults } else { [] } }
}
