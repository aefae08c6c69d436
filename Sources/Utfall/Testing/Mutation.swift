import LuaSyntax
public import OutcomesModel
import PackReader
import PluginHost

/// What a pack's tests noticed of small mistakes that were put into it, one at a time.
public struct MutationReport: Sendable {
    /// A mistake that no test noticed.
    public struct Unnoticed: Hashable, Sendable {
        /// Below the pack's folder.
        public let place: SourceLocation
        /// `'>=' becomes '>'`
        public let words: String
    }

    /// Mistakes in the Lua of rules and checks.
    public let rules: TestCoverage.Share
    /// Mistakes in the figures of `contract.toml`.
    public let terms: TestCoverage.Share
    public let unnoticed: [Unnoticed]

    public var all: TestCoverage.Share {
        TestCoverage.Share(covered: rules.covered + terms.covered, all: rules.all + terms.all)
    }
}

extension TestedPack {
    /// Puts small mistakes into the pack, one at a time, and runs its tests on each until one fails.
    ///
    /// A pack that cannot be read with a mistake in it does not count: nobody could have made it. The tests must pass
    /// as they are, otherwise nothing is told by their failing.
    ///
    /// - Parameter progress: is told how many mistakes have been tried, and how many there are.
    /// - Throws: where a test fails without any mistake, or cannot be run.
    public func mutate(
        threads: Int? = nil, progress: (@Sendable (Int, Int) -> Void)? = nil
    ) throws -> MutationReport {
        switch run {
        case .contract(let run): try MutationRun(run).report(threads, progress)
        case .assessment(let run): try MutationRun(run).report(threads, progress)
        case .library(let run): try MutationRun(run).report(threads, progress)
        }
    }
}

private struct MutationRun<Tested: TestablePack>: Sendable {
    private let run: TestRun<Tested>
    private var pack: Tested { run.pack }

    init(_ run: TestRun<Tested>) throws {
        try run.checkThatAllPass()
        self.run = run
    }

    private enum Verdict {
        case noticed, unnoticed, impossible
    }

    private struct Mistake {
        let place: SourceLocation
        let words: String
        let isTerm: Bool
        let isDay: Bool
        let text: [UInt8]
        /// The tests that may notice it.
        let tests: [Int]
    }

    func report(_ threads: Int?, _ progress: (@Sendable (Int, Int) -> Void)?) throws -> MutationReport {
        let mistakes = ruleMistakes + termMistakes
        let tried = Counter()
        let verdicts = inParallel(mistakes.count, threads: threads) { place in
            defer { progress?(tried.next(), mistakes.count) }
            return verdict(on: mistakes[place])
        }
        var rules = (noticed: 0, all: 0)
        var terms = (noticed: 0, all: 0)
        var unnoticed: [MutationReport.Unnoticed] = []
        for (mistake, verdict) in zip(mistakes, verdicts) where verdict != .impossible {
            let noticed = verdict == .noticed ? 1 : 0
            if mistake.isTerm {
                terms = (terms.noticed + noticed, terms.all + 1)
            } else {
                rules = (rules.noticed + noticed, rules.all + 1)
            }
            if noticed == 0 { unnoticed.append(.init(place: mistake.place, words: mistake.words)) }
        }
        return MutationReport(
            rules: .init(covered: rules.noticed, all: rules.all),
            terms: .init(covered: terms.noticed, all: terms.all), unnoticed: unnoticed)
    }

    private func verdict(on mistake: Mistake) -> Verdict {
        guard let changed = try? self.changed(by: mistake) else { return .impossible }
        if mistake.isDay, !decides(changed.pack.contract) { return .impossible }
        for number in mistake.tests {
            var run = CoveredRun()
            // A limit that is reached, or a host that gives up, is noticed as well.
            guard
                let failures = try? changed.failures(of: self.run.tests[number], self.run.host, noting: &run)
            else { return .noticed }
            if !failures.isEmpty { return .noticed }
        }
        return .unnoticed
    }

    /// Tells whether another day decides anything: of many a contract takes only note.
    private func decides(_ changed: Contract?) -> Bool {
        guard let own = pack.pack.contract, let changed else { return true }
        return DayUse(pack.pack, own) != DayUse(pack.pack, changed)
    }

    private func changed(by mistake: Mistake) throws -> Tested {
        if mistake.isTerm { return try pack.with(pack.pack.replacing(terms: mistake.text)) }
        return try pack.with(pack.pack.replacing([mistake.place.file: mistake.text]))
    }

    private var ruleMistakes: [Mistake] {
        run.sources.files.flatMap { file in
            LuaMutant.all(of: file.bytes).map { mutant in
                Mistake(
                    place: SourceLocation(file: file.path, line: mutant.line), words: mutant.words,
                    isTerm: false, isDay: false,
                    text: mutant.applied(to: file.bytes), tests: runners(of: mutant.range, in: file))
            }
        }
    }

    /// The tests that run the innermost statement around a range; a mistake in what none runs is noticed by none.
    private func runners(of range: Range<Int>, in file: WatchedSources.File) -> [Int] {
        let around = file.probes.enumerated().filter { _, probe in
            probe.kind == .statement && probe.range.lowerBound <= range.lowerBound
                && range.upperBound <= probe.range.upperBound
        }
        guard let innermost = around.min(by: { $0.element.range.count < $1.element.range.count }) else {
            return inOrder(Array(run.tests.indices))
        }
        return inOrder(run.runners[file.first + innermost.offset] ?? [])
    }

    /// Those on little evidence go first: they are quicker, and as likely to notice.
    private func inOrder(_ tests: [Int]) -> [Int] {
        tests.filter { !run.tests[$0].readsFiles } + tests.filter { run.tests[$0].readsFiles }
    }

    private var termMistakes: [Mistake] {
        guard let bytes = pack.pack.files["contract.toml"] else { return [] }
        guard let unit = pack.pack.contract?.rounding.unit else { return [] }
        let use = TermUse(pack.pack)
        let tests = inOrder(Array(run.tests.indices))
        let rounded = Decimal(units: unit.minorUnits, decimals: unit.currency.minorDigits)
        return TermMutant.all(of: bytes, roundedTo: rounded).filter {
            $0.term.map(use.comesToASum) ?? true
        }.map { mutant in
            Mistake(
                place: SourceLocation(file: "contract.toml", line: mutant.line), words: mutant.words,
                isTerm: true, isDay: mutant.isDay,
                text: mutant.applied(to: bytes), tests: tests)
        }
    }
}
