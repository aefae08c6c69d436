import OutcomesModel
import Utfall

/// What tests came to, for programs.
struct TestJSON: Encodable {
    let passed: Int
    let failed: Int
    let broken: Int
    let tests: [TestCase]
    let coverage: Coverage
    let boundaries: [Boundary]?
    let mutation: Mutation?
    let checks: [Check]
    let skipped: [Skipped]

    struct TestCase: Encodable {
        let file, name: String
        let line: Int?
        let passed: Bool
        /// It is written so that it cannot be run.
        let broken: Bool
        let failures: [String]
    }

    struct Share: Encodable {
        let covered, all: Int

        init(_ share: TestCoverage.Share) {
            covered = share.covered
            all = share.all
        }
    }

    struct Coverage: Encodable {
        let lines, branches, clauses: Share
        let gaps: [Gap]
    }

    struct Gap: Encodable {
        let kind, file: String
        let line: Int?
        let lastLine: Int?
        let message: String
    }

    struct Boundary: Encodable {
        let file: String
        let line: Int?
        let words, bound, turned: String
        let otherwise: String?
        let sides: [Side]
    }

    struct Side: Encodable {
        let place, figure: String
        let total, ownTotal, turnedTo, failure: String?
        let tested: Bool
        let missingTest: String?
    }

    struct Mutation: Encodable {
        let rules, terms: Share
        let unnoticed: [Unnoticed]
    }

    struct Unnoticed: Encodable {
        let file: String
        let line: Int?
        let words: String
    }

    struct Check: Encodable {
        let kind: String
        let runs: Int
        let failures: [String]
        let note: String?
    }

    /// A kind of the host's tests that was asked for, and not run.
    struct Skipped: Encodable {
        let kind, reason: String
    }

    init(_ results: TestResults) {
        let outcomes = results.tested.outcomes
        broken = outcomes.count { $0.fault != nil }
        failed = results.tested.failed.count - broken
        passed = outcomes.count - failed - broken
        tests = outcomes.map {
            TestCase(
                file: $0.file, name: $0.name, line: $0.fault?.place?.line, passed: $0.failures.isEmpty,
                broken: $0.fault != nil, failures: $0.failures)
        }
        let found = results.tested.coverage
        coverage = Coverage(
            lines: Share(found.lines), branches: Share(found.branches), clauses: Share(found.clauses),
            gaps: found.gaps.map {
                Gap(
                    kind: $0.kind.rawValue, file: $0.place.file, line: $0.place.line, lastLine: $0.lastLine,
                    message: $0.message)
            })
        boundaries = results.boundaries?.boundaries.map { boundary in
            Boundary(
                file: boundary.place.file, line: boundary.place.line, words: boundary.words,
                bound: boundary.bound, turned: boundary.turned, otherwise: boundary.otherwise,
                sides: boundary.sides.map {
                    Side(
                        place: $0.place.rawValue, figure: $0.figure, total: $0.total.map { "\($0)" },
                        ownTotal: $0.ownTotal.map { "\($0)" }, turnedTo: $0.turnedTo,
                        failure: $0.failure, tested: $0.isTested, missingTest: $0.missingTest)
                })
        }
        mutation = results.mutation.map { report in
            Mutation(
                rules: Share(report.rules), terms: Share(report.terms),
                unnoticed: report.unnoticed.map {
                    Unnoticed(file: $0.place.file, line: $0.place.line, words: $0.words)
                })
        }
        checks = results.checks.map {
            Check(kind: $0.kind.rawValue, runs: $0.runs, failures: $0.failures, note: $0.note)
        }
        skipped = results.skipped.map { Skipped(kind: $0.kind.rawValue, reason: $0.reason) }
    }
}
