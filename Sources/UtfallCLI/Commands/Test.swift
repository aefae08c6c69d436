import ArgumentParser
import OutcomesModel
import Utfall

struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs a pack's own tests, tests/*.lua and tests/*.csv, and says what they do not look at.",
        discussion: """
            A library is tested by packs that use it, each in a folder tests/NAME/ with tests of its own.

            With --with the host adds tests of its own: boundaries (one unit below, at and above each figure at which \
            the pack pays otherwise), mutation (small mistakes in rules and terms, of which the tests should notice \
            each), determinism (again, in another order, on other threads), monotone (more of an outcome never pays \
            less), caps (drawn evidence, up to the caps), or all of them.
            """)

    @OptionGroup var options: PackOptions

    @Option(help: ArgumentHelp("A kind of test of the host's own; may be given again.", valueName: "kind"))
    var with: [HostTestKind] = []

    @Option(
        help: ArgumentHelp(
            "Ends with status 1 where fewer of a hundred mistakes are noticed.", valueName: "percent"))
    var leastScore: Int?

    @Option(help: ArgumentHelp("Writes the results as JUnit XML, for a build server.", valueName: "file"))
    var junit: String?

    @Option(
        help: ArgumentHelp(
            "Writes the tests that lack at boundaries into a new file, such as tests/boundaries.lua.",
            valueName: "file"))
    var missing: String?

    func validate() throws {
        if let leastScore, !(0...100).contains(leastScore) {
            throw ValidationError("--least-score must be 0 to 100, and is \(leastScore)")
        }
        if leastScore != nil, !kinds.contains(.mutation) {
            throw ValidationError("--least-score is for the score of --with mutation")
        }
        if missing != nil, !kinds.contains(.boundaries) {
            throw ValidationError("--missing writes what --with boundaries finds")
        }
    }

    private var kinds: Set<HostTestKind> {
        with.contains(.all) ? Set(HostTestKind.allCases) : Set(with)
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try AnyPack(folder: options.pack, libraryFolders: options.libraryFolders)
            let results = try results(of: pack)
            if let missing { try write(results, to: missing) }
            if let junit {
                try Files.write(JUnit(results, pack: options.pack, leastScore: leastScore).text, to: junit)
            }
            Output.print(
                options.json ? JSON.text(TestJSON(results)) : TestResultsText.text(results, of: options.pack))
            // What cannot be run is a fault of the pack, and not a result.
            if let fault = results.tested.outcomes.lazy.compactMap(\.fault).first {
                throw Told(status: ExitStatus(fault.blame))
            }
            if results.hasFailed(leastScore: leastScore) { throw Told(status: .lookAtIt) }
        }
    }

    private func results(of pack: AnyPack) throws -> TestResults {
        let tested = try pack.test(host: options.host)
        var results = TestResults(tested: tested)
        // What the host would find beside a test that fails is not told from what fails anyway.
        guard tested.failed.isEmpty else {
            results.skip(kinds, because: "a test of the pack fails")
            return results
        }
        let bar = ProgressBar()
        if kinds.contains(.mutation) {
            results.mutation = try tested.mutate { bar.show("mistakes tried", count: $0, of: $1) }
        }
        if tested.kind == .contract {
            if kinds.contains(.boundaries) { results.boundaries = try tested.boundaries() }
            results.checks = try tested.checks(
                HostCheck.Kind.allCases.filter { kinds.contains(HostTestKind($0)) })
        } else {
            results.skip(kinds.subtracting([.mutation]), because: "only a contract pays")
        }
        bar.finish()
        return results
    }

    private func write(_ results: TestResults, to path: String) throws {
        let tests = results.boundaries?.boundaries.flatMap(\.sides).compactMap(\.missingTest) ?? []
        guard !tests.isEmpty else { return }
        let head = """
            -- Tests at the figures at which the pack begins to pay otherwise. What they expect is what the rules come to
            -- now: compare each with the contract before you keep it.
            """
        try Files.writeNew("\(head)\nreturn {\n\(tests.joined(separator: "\n"))\n}\n", to: path)
    }
}

/// What `--with` may be.
enum HostTestKind: String, CaseIterable, ExpressibleByArgument {
    case boundaries, mutation, determinism, monotone, caps, all

    init(_ kind: HostCheck.Kind) {
        self =
            switch kind {
            case .determinism: .determinism
            case .monotone: .monotone
            case .caps: .caps
            }
    }
}

/// All that one run of `utfall test` found.
struct TestResults {
    let tested: TestedPack
    var boundaries: BoundaryReport?
    var mutation: MutationReport?
    var checks: [HostCheck] = []
    /// What was asked for and could not be run, and why.
    var skipped: [Skipped] = []

    struct Skipped {
        let kind: HostTestKind
        let reason: String
    }

    mutating func skip(_ kinds: Set<HostTestKind>, because reason: String) {
        skipped += HostTestKind.allCases.filter { $0 != .all && kinds.contains($0) }
            .map { Skipped(kind: $0, reason: reason) }
    }

    func hasFailed(leastScore: Int?) -> Bool {
        let score = mutation.map(\.all)
        let isBelow = leastScore.flatMap { least in score.map { $0.covered * 100 < least * $0.all } } ?? false
        return !tested.failed.isEmpty || checks.contains { !$0.failures.isEmpty } || isBelow
            || boundaries?.boundaries.contains { $0.sides.contains { $0.failure != nil } } == true
    }
}
