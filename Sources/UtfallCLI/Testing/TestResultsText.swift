import OutcomesModel
import Utfall

/// What tests came to as people read it, 80 columns wide.
enum TestResultsText {
    static func text(_ results: TestResults, of pack: String) -> String {
        var lines: [String] = []
        for outcome in results.tested.outcomes {
            let verdict = outcome.failures.isEmpty ? "passed" : outcome.fault == nil ? "FAILED" : "BROKEN"
            let line = outcome.fault?.place?.line.map { ":\($0)" } ?? ""
            lines += item(verdict, "\(outcome.file)\(line): \(outcome.name)")
            for failure in outcome.failures { lines += wrapped("        ", failure) }
        }
        lines +=
            results.tested.outcomes.isEmpty ? noTests(of: results.tested, pack) : [counts(results.tested)]
        // Where none could be run, none looks at anything.
        if results.tested.outcomes.contains(where: { $0.fault == nil }) {
            lines += coverage(results.tested.coverage)
        }
        if let boundaries = results.boundaries { lines += [""] + text(boundaries) }
        if let mutation = results.mutation { lines += [""] + text(mutation) }
        for check in results.checks { lines += [""] + text(check) }
        if !results.skipped.isEmpty { lines += [""] + text(results.skipped) }
        return lines.map(shown).joined(separator: "\n")
    }

    private static func noTests(of tested: TestedPack, _ pack: String) -> [String] {
        let hint =
            tested.kind == .library
            ? "a library is tested by packs that use it: put one into tests/NAME/"
            : "write one in tests/NAME.lua"
        return wrapped("", "\(pack) has no tests; \(hint)", indent: 2)
    }

    private static func counts(_ tested: TestedPack) -> String {
        let broken = tested.outcomes.count { $0.fault != nil }
        let failed = tested.failed.count - broken
        let passed = tested.outcomes.count - failed - broken
        return "\(passed) passed, \(failed) failed" + (broken > 0 ? ", \(broken) broken" : "")
    }

    // MARK: Coverage

    private static func coverage(_ coverage: TestCoverage) -> [String] {
        var lines = ["", "What the tests look at"]
        for (name, share) in [
            ("lines of rules", coverage.lines), ("ways of conditions", coverage.branches),
            ("clauses", coverage.clauses),
        ] where share.all > 0 {
            lines.append("  \(padded(name, 20))\(self.share(share))")
        }
        guard !coverage.gaps.isEmpty else { return lines }
        lines.append("Not looked at")
        for gap in coverage.gaps {
            let last = gap.lastLine.map { "-\($0)" } ?? ""
            lines += wrapped("  \(gap.place.file):\(gap.place.line ?? 1)\(last)  ", gap.message, indent: 6)
        }
        return lines
    }

    // MARK: The host's own tests

    private static func text(_ report: BoundaryReport) -> [String] {
        var lines = ["Boundaries: \(report.tested) of \(report.sides) figures beside a bound are tested"]
        for boundary in report.boundaries {
            lines += wrapped(
                "  ", "\(boundary.place): \(boundary.words), by turning \(boundary.turned)", indent: 4)
            if let otherwise = boundary.otherwise { lines += wrapped("    ", "with \(otherwise)", indent: 6) }
            let figures = boundary.sides.map(\.figure)
            let width = figures.map(\.count).max() ?? 0
            for (side, figure) in zip(boundary.sides, figures) {
                let told = side.shownTotal.map { "pays \($0)" } ?? "fails: \(side.failure ?? "")"
                lines += wrapped(
                    "    \(padded(side.place.rawValue, 6))\(String(repeating: " ", count: width - figure.count))\(figure)  ",
                    "\(told)\(ownWords(side))\(turnedWords(side, boundary))\(side.isTested ? "" : "  (no test)")",
                    indent: 8)
            }
        }
        for bound in report.outOfReach {
            lines += wrapped(
                "  ", "\(bound.place): \(bound.words): no figure of a test, changed alone, crosses it",
                indent: 4)
        }
        if report.tested < report.sides {
            lines.append("  --missing FILE writes the tests that lack")
        }
        return lines
    }

    private static func ownWords(_ side: Boundary.Side) -> String {
        side.shownOwnTotal.map { ", the contract itself \($0)" } ?? ""
    }

    private static func turnedWords(_ side: Boundary.Side, _ boundary: Boundary) -> String {
        side.turnedTo.map { ", where \(boundary.turned) is \($0)" } ?? ""
    }

    private static func text(_ report: MutationReport) -> [String] {
        let all = report.all
        guard all.all > 0 else { return ["Mutation: nothing to change"] }
        var lines = [
            "Mutation: the tests notice \(share(all)) of the mistakes that were put in (rules \(report.rules.covered) of \(report.rules.all), terms \(report.terms.covered) of \(report.terms.all))"
        ].flatMap { wrapped("", $0, indent: 2) }
        for mistake in report.unnoticed {
            lines += wrapped("  \(mistake.place): ", mistake.words, indent: 6)
        }
        return lines
    }

    private static func text(_ check: HostCheck) -> [String] {
        let title =
            switch check.kind {
            case .determinism: "Determinism"
            case .monotone: "Monotone"
            case .caps: "Caps"
            }
        let verdict = check.failures.isEmpty ? "holds" : "DOES NOT HOLD"
        var lines = ["\(title): \(verdict) in \(check.runs) settlement\(check.runs == 1 ? "" : "s")"]
        for failure in check.failures { lines += wrapped("  ", failure, indent: 4) }
        if let note = check.note { lines += wrapped("  ", note, indent: 4) }
        return lines
    }

    /// What was asked for and not done, a line for each reason.
    private static func text(_ skipped: [TestResults.Skipped]) -> [String] {
        var reasons: [String] = []
        for one in skipped where !reasons.contains(one.reason) { reasons.append(one.reason) }
        return reasons.flatMap { reason in
            let kinds = skipped.filter { $0.reason == reason }.map(\.kind.rawValue)
            return wrapped("Not run: ", "\(kinds.joined(separator: ", ")) (\(reason))", indent: 2)
        }
    }

    // MARK: Words

    private static func share(_ share: TestCoverage.Share) -> String {
        // Cut off, so that a hundred percent are all of them.
        "\(share.covered) of \(share.all) (\(share.covered * 100 / max(share.all, 1)) %)"
    }

    private static func item(_ head: String, _ text: String) -> [String] {
        wrapped("\(head)  ", text, indent: 8)
    }

    private static func wrapped(_ head: String, _ text: String, indent: Int? = nil) -> [String] {
        wrappedLines(head + text, indentedBy: String(repeating: " ", count: indent ?? head.count))
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
