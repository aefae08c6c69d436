public import OutcomesModel
import PackReader
import PluginHost

/// How one of a pack's own tests went.
public struct TestOutcome: Sendable {
    public let file: String
    public let name: String
    /// What was expected and what came, a sentence each; empty where it passed.
    public let failures: [String]
    /// Why the test cannot be run, or none of its file can; nil where it was run.
    public let fault: Diagnostic?

    init(file: String, name: String, failures: [String], fault: Diagnostic? = nil) {
        self.file = file
        self.name = name
        self.failures = failures
        self.fault = fault
    }
}

/// What a pack's own tests came to, and what of the pack they looked at.
///
/// The tests are read and run once: what the host tries by itself goes on from here.
public struct TestedPack: Sendable {
    public let outcomes: [TestOutcome]
    public let coverage: TestCoverage
    let run: Run

    enum Run: Sendable {
        case contract(TestRun<ContractPack>)
        case assessment(TestRun<AssessmentPack>)
        case library(TestRun<LibraryPack>)
    }

    public var failed: [TestOutcome] { outcomes.filter { !$0.failures.isEmpty } }

    /// Another than a contract pays nothing by itself, and has of the host's tests mutation alone.
    public var kind: Kind {
        switch run {
        case .contract: .contract
        case .assessment: .assessment
        case .library: .library
        }
    }

    public enum Kind: Sendable {
        case contract, assessment, library
    }

    init(_ run: TestRun<ContractPack>) {
        (self.run, outcomes, coverage) = (.contract(run), run.outcomes, run.coverage)
    }

    init(_ run: TestRun<AssessmentPack>) {
        (self.run, outcomes, coverage) = (.assessment(run), run.outcomes, run.coverage)
    }

    init(_ run: TestRun<LibraryPack>) {
        (self.run, outcomes, coverage) = (.library(run), run.outcomes, run.coverage)
    }
}

extension AnyPack {
    /// Runs the pack's own tests, `tests/*.lua` and `tests/*.csv`, of a library those of the packs in `tests/`, and
    /// notes what of the pack they look at.
    ///
    /// A test that fails, and one that cannot be read, is a value: the others are run.
    ///
    /// - Throws: where the pack's rules cannot be watched while they run.
    public func test(host: Host = Host()) throws -> TestedPack {
        switch self {
        case .contract(let pack): try pack.test(host: host)
        case .assessment(let pack): TestedPack(try TestRun(pack, host))
        case .library(let pack): TestedPack(try TestRun(pack, host))
        }
    }
}

extension ContractPack {
    /// Runs the pack's own tests, as `AnyPack` does.
    public func test(host: Host = Host()) throws -> TestedPack { TestedPack(try TestRun(self, host)) }
}

/// A pack that has tests of its own.
protocol TestablePack: Sendable {
    associatedtype Test: NamedTest

    var pack: Pack { get }

    /// Reads the tests from the pack's files, by the names of these.
    func readTests(_ host: Host) -> [Result<Test, BrokenTest>]

    /// Returns the same for a pack with some of its files changed.
    func with(_ pack: Pack) throws -> Self

    /// Runs one test, and returns what was expected and did not come.
    func failures(of test: Test, _ host: Host, noting run: inout CoveredRun) throws -> [String]
}

protocol NamedTest: Sendable {
    var file: String { get }
    var name: String { get }
    /// Whether it reads whole files of evidence, which takes longer.
    var readsFiles: Bool { get }
}

/// A pack's own tests, read and run once, and which places of its Lua each of them runs.
struct TestRun<Tested: TestablePack>: Sendable {
    let pack: Tested
    let host: Host
    let sources: WatchedSources
    /// Those that can be run.
    let tests: [Tested.Test]
    let outcomes: [TestOutcome]
    let coverage: TestCoverage
    /// By probe, which of `tests` run it.
    let runners: [Int: [Int]]

    init(_ pack: Tested, _ host: Host) throws {
        let sources = WatchedSources(pack.pack)
        let watch = RuleWatch()
        let watchedHost = host.watched(by: watch)
        let watched = try pack.with(sources.watched(pack.pack))
        var run = CoveredRun()
        var tests: [Tested.Test] = []
        var outcomes: [TestOutcome] = []
        var runners: [Int: [Int]] = [:]
        for read in pack.readTests(host) {
            switch read {
            case .failure(let broken): outcomes.append(broken.outcome)
            case .success(let test):
                let failures = try watched.failures(of: test, watchedHost, noting: &run)
                let seen = watch.take()
                for probe in seen.ran { runners[probe, default: []].append(tests.count) }
                run.seen.merge(seen)
                outcomes.append(TestOutcome(file: test.file, name: test.name, failures: failures))
                tests.append(test)
            }
        }
        self.pack = pack
        self.host = host
        self.sources = sources
        self.tests = tests
        self.outcomes = outcomes
        self.runners = runners
        coverage = TestCoverage(of: sources, run, pack.pack)
    }

    /// - Throws: where a test fails or cannot be run: beside it, nothing can be told from what fails anyway.
    func checkThatAllPass() throws {
        guard let failed = outcomes.first(where: { !$0.failures.isEmpty }) else { return }
        throw PipelineError.testFails(
            pack: pack.pack.manifest.id, file: failed.file, test: failed.name, failure: failed.failures[0])
    }
}
