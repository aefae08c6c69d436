import OutcomesModel
import Utfall

/// Test results as build servers read them: a suite for each test file, and one for the host's own tests.
struct JUnit {
    let text: String

    private struct Case {
        let name: String
        let result: Result

        enum Result {
            case passed
            case failed([String])
            /// It cannot be run at all.
            case broken([String])
            case skipped(String)
        }

        init(_ name: String, failures: [String], isBroken: Bool = false) {
            self.name = name
            result = failures.isEmpty ? .passed : isBroken ? .broken(failures) : .failed(failures)
        }

        init(_ name: String, skippedBecause reason: String) {
            self.name = name
            result = .skipped(reason)
        }
    }

    /// - Parameter leastScore: of mutation, in percent; below it the score is a failure.
    init(_ results: TestResults, pack: String, leastScore: Int? = nil) {
        var suites: [(name: String, cases: [Case])] = []
        for outcome in results.tested.outcomes {
            let one = Case(outcome.name, failures: outcome.failures, isBroken: outcome.fault != nil)
            if suites.last?.name == outcome.file {
                suites[suites.count - 1].cases.append(one)
            } else {
                suites.append((outcome.file, [one]))
            }
        }
        var own: [Case] = []
        for boundary in results.boundaries?.boundaries ?? [] {
            for side in boundary.sides {
                own.append(
                    Case(
                        "\(boundary.place): \(boundary.words), \(side.place.rawValue)",
                        failures: side.failure.map { [$0] } ?? []))
            }
        }
        if let mutation = results.mutation { own.append(Self.score(of: mutation, leastScore)) }
        for check in results.checks { own.append(Case(check.kind.rawValue, failures: check.failures)) }
        for skipped in results.skipped {
            own.append(Case(skipped.kind.rawValue, skippedBecause: skipped.reason))
        }
        if !own.isEmpty { suites.append((Self.own, own)) }

        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites name=\(Self.quoted(pack)) \(Self.counts(of: suites.flatMap(\.cases)))>",
        ]
        for suite in suites {
            lines.append("  <testsuite name=\(Self.quoted(suite.name)) \(Self.counts(of: suite.cases))>")
            if suite.name == Self.own { lines += Self.properties(of: results) }
            for one in suite.cases { lines += Self.lines(of: one, in: suite.name) }
            lines.append("  </testsuite>")
        }
        text = (lines + ["</testsuites>", ""]).joined(separator: "\n")
    }

    private static let own = "the host's own tests"

    private static func score(of mutation: MutationReport, _ least: Int?) -> Case {
        let (noticed, all) = (mutation.all.covered, mutation.all.all)
        let isBelow = least.map { noticed * 100 < $0 * all } ?? false
        let unnoticed = mutation.unnoticed.map { "not noticed: \($0.place): \($0.words)" }
        return Case(
            "mutation: \(noticed) of \(all) mistakes are noticed",
            failures: isBelow
                ? ["\(noticed) of \(all) mistakes are noticed, fewer than \(least ?? 0) %"] + unnoticed : [])
    }

    /// What build servers keep from one build to the next. Properties stand before the cases of a suite.
    private static func properties(of results: TestResults) -> [String] {
        var values: [(String, Int)] = []
        func add(_ name: String, _ share: TestCoverage.Share) {
            values += [("\(name).covered", share.covered), ("\(name).all", share.all)]
        }
        let coverage = results.tested.coverage
        add("lines", coverage.lines)
        add("branches", coverage.branches)
        add("clauses", coverage.clauses)
        if let boundaries = results.boundaries {
            add("boundaries", TestCoverage.Share(covered: boundaries.tested, all: boundaries.sides))
            values.append(("boundaries.out_of_reach", boundaries.outOfReach.count))
        }
        if let mutation = results.mutation {
            add("mutation.rules", mutation.rules)
            add("mutation.terms", mutation.terms)
            add("mutation", mutation.all)
        }
        return ["    <properties>"]
            + values.map { "      <property name=\(quoted($0)) value=\"\($1)\"/>" } + ["    </properties>"]
    }

    private static func counts(of cases: [Case]) -> String {
        var (failures, errors, skipped) = (0, 0, 0)
        for one in cases {
            switch one.result {
            case .passed: break
            case .failed: failures += 1
            case .broken: errors += 1
            case .skipped: skipped += 1
            }
        }
        return
            "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    }

    private static func lines(of one: Case, in suite: String) -> [String] {
        let head = "    <testcase classname=\(quoted(suite)) name=\(quoted(one.name))"
        func element(_ name: String, _ told: [String]) -> [String] {
            [
                "\(head)>",
                "      <\(name) message=\(quoted(told[0]))>\(told.joined(separator: "\n").escapedForMarkup)</\(name)>",
                "    </testcase>",
            ]
        }
        switch one.result {
        case .passed: return ["\(head)/>"]
        case .failed(let failures): return element("failure", failures)
        case .broken(let faults): return element("error", faults)
        case .skipped(let reason):
            return ["\(head)>", "      <skipped message=\(quoted(reason))/>", "    </testcase>"]
        }
    }

    private static func quoted(_ text: String) -> String { "\"\(text.escapedForMarkup)\"" }
}
