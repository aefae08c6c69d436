import OutcomesModel
import PluginHost

/// A test that is written so that it cannot be run, or a file of which none can.
struct BrokenTest: Error, Sendable {
    let file: String
    let name: String
    /// What is wrong, without the name of the test.
    let problem: String
    /// The same as an error by itself.
    let fault: Diagnostic

    private static let wholeFile = "the whole file"

    init(_ error: PluginError, in file: String) {
        self.file = file
        fault = error.diagnostic
        if case .wrongTest(_, _, _, let test, let problem) = error {
            name = test
            self.problem = problem
        } else {
            name = Self.wholeFile
            problem = fault.message
        }
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

    private init(file: String, name: String, problem: String, fault: Diagnostic) {
        self.file = file
        self.name = name
        self.problem = problem
        self.fault = fault
    }

    /// The same as a pack names it that has this one in a folder.
    func within(_ folder: String) -> BrokenTest {
        var placed = fault
        placed.place = fault.place.map {
            SourceLocation(file: "\(folder)/\($0.file)", line: $0.line, column: $0.column)
        }
        return BrokenTest(file: "\(folder)/\(file)", name: name, problem: problem, fault: placed)
    }

    var outcome: TestOutcome {
        let details: [(String, String?)] = [
            ("expected", fault.expected), ("came", fault.came), ("hint", fault.hint),
        ]
        return TestOutcome(
            file: file, name: name,
            failures: [problem] + details.compactMap { label, text in text.map { "\(label): \($0)" } },
            fault: fault)
    }
}

extension Result where Failure == BrokenTest {
    /// What is wrong with a test; nil where it can be run.
    var fault: Diagnostic? { if case .failure(let broken) = self { broken.fault } else { nil } }
}
