import LuaSyntax
public import OutcomesModel
import PackReader
import PluginHost
import Settlement

/// What of a pack its tests look at: the lines of its Lua that they run, both ways of each condition, and the clauses
/// by which they come to a sum.
public struct TestCoverage: Sendable {
    public struct Share: Hashable, Sendable {
        public let covered: Int
        public let all: Int

        public init(covered: Int, all: Int) {
            self.covered = covered
            self.all = all
        }
    }

    /// Something that no test looks at.
    public struct Gap: Hashable, Sendable {
        public enum Kind: String, Sendable {
            case line, branch, clause
        }

        public let kind: Kind
        /// Below the pack's folder.
        public let place: SourceLocation
        /// The last line of several that follow each other.
        public let lastLine: Int?
        public let message: String
    }

    /// Lines on which a statement begins.
    public let lines: Share
    /// Each condition counts twice: where it holds, and where not.
    public let branches: Share
    public let clauses: Share
    /// By file and line, those of the Lua first.
    public let gaps: [Gap]
}

/// What some runs of a pack's tests came by.
struct CoveredRun {
    var seen = RuleWatch.Seen()
    private var clauses: Set<SourceLocation> = []

    /// Notes the clauses by which a statement came to what it is.
    mutating func note(_ statement: Statement) {
        for line in statement.lines where !line.requested.isZero {
            note(line.clause)
            note(statement.contract.payment(line.payment)?.clause)
            for part in line.parts { note(part.clause) }
            for reduction in line.reductions { note(reduction.clause) }
            guard let outcome = line.outcome.flatMap({ statement.contract.outcome($0) }) else { continue }
            note(outcome.price(on: statement.plan.due).clause)
        }
        for share in statement.distributions.flatMap(\.shares) where share.amount.minorUnits != 0 {
            if let step = share.step { note(step.clause) }
        }
    }

    private mutating func note(_ clause: Clause?) { if let clause { clauses.insert(clause.place) } }

    func covers(_ clause: Clause) -> Bool {
        clauses.contains(clause.place) || seen.clauses.contains { $0.place == clause.place }
    }
}

extension TestCoverage {
    init(of sources: WatchedSources, _ run: CoveredRun, _ pack: Pack) {
        var gaps: [Gap] = []
        var lines = (covered: 0, all: 0)
        var branches = (covered: 0, all: 0)
        for file in sources.files {
            let found = Self.look(through: file, run.seen)
            lines = (lines.covered + found.lines.covered, lines.all + found.lines.all)
            branches = (branches.covered + found.branches.covered, branches.all + found.branches.all)
            gaps += found.gaps.sorted { ($0.place.line ?? 0, $0.message) < ($1.place.line ?? 0, $1.message) }
        }
        let use = TermUse(pack)
        let declared = (pack.contract?.declaredClauses ?? []).filter {
            $0.table != "[terms]" || use.comesToASum(TermID($0.id))
        }
        let uncovered = declared.filter { !run.covers($0.clause) }
        gaps += uncovered.map { declared in
            let place = declared.clause.place
            return Gap(
                kind: .clause,
                place: SourceLocation(file: "contract.toml", line: place.line, column: place.column),
                lastLine: nil,
                message: "\(declared.table) '\(declared.id)' (\(declared.clause)) decides no sum in any test")
        }
        self.init(
            lines: Share(covered: lines.covered, all: lines.all),
            branches: Share(covered: branches.covered, all: branches.all),
            clauses: Share(covered: declared.count - uncovered.count, all: declared.count), gaps: gaps)
    }

    private typealias Found = (
        lines: (covered: Int, all: Int), branches: (covered: Int, all: Int), gaps: [Gap]
    )

    private static func look(through file: WatchedSources.File, _ seen: RuleWatch.Seen) -> Found {
        var gaps: [Gap] = []
        var isRun: [Int: Bool] = [:]
        var branches = (covered: 0, all: 0)
        for (offset, probe) in file.probes.enumerated() {
            let number = file.first + offset
            switch probe.kind {
            case .statement: isRun[probe.line] = (isRun[probe.line] ?? true) && seen.ran.contains(number)
            case .condition:
                let ways = (held: seen.held.contains(number), failed: seen.failed.contains(number))
                branches.all += 2
                branches.covered += (ways.held ? 1 : 0) + (ways.failed ? 1 : 0)
                // What is never reached is told as a line.
                guard ways.held != ways.failed else { continue }
                gaps.append(
                    Gap(
                        kind: .branch, place: SourceLocation(file: file.path, line: probe.line),
                        lastLine: nil,
                        message: "'\(file.shown(probe))' \(ways.held ? "always holds" : "never holds")"))
            case .comparison: break
            }
        }
        let ordered = isRun.keys.sorted()
        var stretch: [Int] = []
        func close() {
            guard let first = stretch.first, let last = stretch.last else { return }
            gaps.append(
                Gap(
                    kind: .line, place: SourceLocation(file: file.path, line: first),
                    lastLine: last > first ? last : nil,
                    message: stretch.count == 1 ? "is never run" : "are never run"))
            stretch = []
        }
        for line in ordered {
            if isRun[line] == true { close() } else { stretch.append(line) }
        }
        close()
        let covered = ordered.count { isRun[$0] == true }
        return ((covered, ordered.count), branches, gaps)
    }
}
