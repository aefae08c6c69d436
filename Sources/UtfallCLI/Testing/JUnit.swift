import Utfall

/// Test results as build servers read them: a suite for each test file, and one for the host's own tests.
struct JUnit {
    let text: String

    private struct Case {
        let name: String
        let failures: [String]
    }

    init(_ results: TestResults, pack: String) {
        var suites: [(name: String, cases: [Case])] = []
        for outcome in results.tested.outcomes {
            let one = Case(name: outcome.name, failures: outcome.failures)
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
                        name: "\(boundary.place): \(boundary.words), \(side.place.rawValue)",
                        failures: side.failure.map { [$0] } ?? []))
            }
        }
        for check in results.checks { own.append(Case(name: check.kind.rawValue, failures: check.failures)) }
        if !own.isEmpty { suites.append(("the host's own tests", own)) }

        let all = suites.flatMap(\.cases)
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites name=\(Self.quoted(pack)) tests=\"\(all.count)\" failures=\"\(all.count { !$0.failures.isEmpty })\">",
        ]
        for suite in suites {
            let failed = suite.cases.count { !$0.failures.isEmpty }
            lines.append(
                "  <testsuite name=\(Self.quoted(suite.name)) tests=\"\(suite.cases.count)\" failures=\"\(failed)\">"
            )
            for one in suite.cases {
                let head = "    <testcase classname=\(Self.quoted(suite.name)) name=\(Self.quoted(one.name))"
                guard let first = one.failures.first else {
                    lines.append("\(head)/>")
                    continue
                }
                lines += [
                    "\(head)>",
                    "      <failure message=\(Self.quoted(first))>\(Self.escaped(one.failures.joined(separator: "\n")))</failure>",
                    "    </testcase>",
                ]
            }
            lines.append("  </testsuite>")
        }
        text = (lines + ["</testsuites>", ""]).joined(separator: "\n")
    }

    private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    /// Control characters cannot stand in XML 1.0 at all.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
