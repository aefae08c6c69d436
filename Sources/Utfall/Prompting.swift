public import OutcomesModel
import PluginHost
import Reporting
import Settlement

/// A session in which somebody types Lua, line by line, with a draft settlement at hand.
///
/// It has one owner, and runs the pack's Lua in this process. It never changes the store: what a line asks for is in
/// the draft alone.
public final class Prompt {
    /// Ends a line that runs; any thread may ask for it.
    public let interruption = Interruption()
    /// What there is to be said before the first line, such as why the rules failed.
    public private(set) var notices: [Diagnostic] = []

    var pipeline: Pipeline
    let settlement: SettlementID?
    let asOf: AsOf
    let hasContract: Bool
    var draft: Draft
    var session: PromptSession
    /// Lines that were typed and are not whole yet.
    private var pending: [String] = []
    private var lines = 0

    /// Makes a session with a draft settlement.
    ///
    /// - Parameters:
    ///   - pipeline: its store is only read; where its host isolates packs, this session does not.
    ///   - settlement: one of the contract's; the first that pays, unless given.
    ///   - asOf: what is known: all evidence that is recorded, unless given.
    /// - Throws: where there is no such settlement or no evidence. Where the rules fail, `notices` says why, and all
    ///   else is there.
    public convenience init(
        _ pipeline: Pipeline, settlement: SettlementID? = nil, asOf: AsOf = .now
    ) throws {
        try self.init(pipeline.readingOnly, settlement, asOf, hasContract: true)
    }

    /// Makes a session without a pack: exact numbers, days, money, and Lua's own libraries.
    public convenience init(host: Host = Host()) throws {
        try self.init(
            Pipeline(pack: .blank(), store: try .temporary(), host: host), nil, .now, hasContract: false)
    }

    private init(
        _ pipeline: Pipeline, _ settlement: SettlementID?, _ asOf: AsOf, hasContract: Bool
    ) throws {
        self.pipeline = pipeline
        self.settlement = settlement
        self.asOf = asOf
        self.hasContract = hasContract
        (draft, session) = try Prompt.begin(
            pipeline, settlement, asOf, hasContract: hasContract, interruption)
        notices = draft.faults.map(cleaned)
    }

    /// What a line came to.
    public struct Answer: Sendable {
        /// What is to be shown; empty for nothing.
        public var text = ""
        /// What went wrong; empty where nothing did.
        public var faults: [Diagnostic] = []
        /// Whether more lines are wanted.
        public var isUnfinished = false
        /// Whether somebody asked to leave.
        public var isOver = false
    }

    /// A wish that the line that runs may end.
    public struct Interruption: Sendable {
        let wish = PromptInterruption()

        /// Ends the line that runs, with an error that no script can catch; nothing where none runs.
        public func request() { wish.request() }
    }

    /// What is asked before a line: whether it goes on with those before.
    public var isUnfinished: Bool { !pending.isEmpty }

    /// Forgets the lines that are not whole yet.
    public func forgetUnfinished() { pending = [] }

    /// Runs one line, or one of `commands`.
    ///
    /// - Parameter line: without its end. What it declares with `local` lives on. Where it is not whole it is kept, and
    ///   runs with those that follow.
    public func evaluate(_ line: String) -> Answer {
        lines += 1
        if pending.isEmpty, let command = Command(line) { return run(command) }
        pending.append(line)
        let text = pending.joined(separator: "\n")
        let first = lines - pending.count + 1
        do {
            guard let shown = try session.evaluate(text, number: first) else {
                return Answer(isUnfinished: true)
            }
            pending = []
            return Answer(text: shown)
        } catch {
            pending = []
            return failed(error)
        }
    }

    /// Returns what is wrong with lines that are not whole at the end of all; nil where there are none.
    public func end() -> Answer? {
        guard !pending.isEmpty else { return nil }
        let first = lines - pending.count + 1
        defer { pending = [] }
        let fault = session.fault(in: pending.joined(separator: "\n"), number: first)
        return fault.map { Answer(faults: [cleaned($0)]) }
    }

    /// Returns what could stand at the cursor, and how much of it has been typed.
    ///
    /// - Parameter text: what stands before the cursor. Nothing runs for it.
    public func completions(for text: String) -> (typed: String, candidates: [String]) {
        if pending.isEmpty, text.hasPrefix(":"), !text.contains(" ") {
            return (text, Command.names.map { ":\($0)" }.filter { $0.hasPrefix(text) })
        }
        let before = pending.map { $0 + "\n" }.joined()
        let found = session.completion(of: before + text)
        return (found.typed, found.candidates)
    }

    /// What a program says before the first line.
    public var greeting: String {
        let leave = "help lists what there is; Ctrl-D leaves."
        guard hasContract else {
            return "Utfall \(Host.version), without a contract: exact numbers, money and days.\n\(leave)"
        }
        let (contract, plan) = (pipeline.pack.contract, draft.plan)
        let comes = draft.settled.map {
            "A draft of \($0.statement.total.grouped()), by evidence as of batch \($0.statement.asOf)"
        }
        return """
            \(contract.title): \(plan.title), due \(plan.due)
            \(comes ?? "It cannot be settled, as is said below"); nothing is recorded.
            \(leave)
            """
    }

    // MARK: Failures

    /// Tells an error; where a limit has stopped the state, a fresh one is made.
    func failed(_ error: any Error) -> Answer {
        guard let error = error as? any Diagnosable else {
            return Answer(faults: [Diagnostic(.host, "\(error)")])
        }
        let faults = error.diagnostics.map(cleaned)
        guard faults.contains(where: { $0.blame == .limit }) else { return Answer(faults: faults) }
        do {
            (draft, session) = try Prompt.begin(
                pipeline, settlement, asOf, hasContract: hasContract, interruption)
            return Answer(
                text: "The state was made anew: what was set here before is gone.", faults: faults)
        } catch {
            let told = (error as? any Diagnosable)?.diagnostics ?? [Diagnostic(.host, "\(error)")]
            return Answer(faults: faults + told, isOver: true)
        }
    }

    func cleaned(_ fault: Diagnostic) -> Diagnostic {
        var fault = fault
        // A line that was typed here is no pack's.
        if fault.place?.file == "prompt" || !hasContract { fault.pack = nil }
        fault.traceback = fault.traceback.count > 1 ? fault.traceback : []
        return fault
    }
}

// MARK: What a session begins with

extension Prompt {
    /// A draft settlement: the rules were run, and nothing of it is kept.
    struct Draft {
        let plan: SettlementPlan
        /// Nil where the contract cannot be settled.
        var settled: Settled?
        var alreadyPaid: [PostedLine] = []
        var earlier: [PostedSettlement] = []
        var posted: PostingHistory?
        /// Why not, or what stopped the rules at the prompt.
        var faults: [Diagnostic] = []
    }

    static func begin(
        _ pipeline: Pipeline, _ settlement: SettlementID?, _ asOf: AsOf, hasContract: Bool,
        _ interruption: Interruption
    ) throws -> (Draft, PromptSession) {
        let pack = pipeline.pack
        let plan = try pack.plan(settlement)
        let engine = pipeline.host.engine.prompting(interruption.wish)
        guard hasContract else {
            let evidence = RunEvidence(
                contract: pack.contract, participants: [], columns: [], asOf: plan.due)
            let run = PackRun.atPrompt(
                pack.pack, pack.contract, evidence, plan, [:], KnownClaims(), engine)
            return (Draft(plan: plan), try PromptSession(run, matter: nil, hasContract: false))
        }
        let known = try pipeline.read(try pipeline.resolve(asOf))
        let ledger = try Ledger(of: pack.id, in: pipeline.store.store)
        let evidence = known.evidence(for: plan, pack.contract)
        let evaluations = pipeline.evaluate(plan, evidence, pack.contract)
        let (claims, alreadyPaid) = try pipeline.knownClaims(plan, known, ledger)
        func makeRun() -> PackRun {
            PackRun.atPrompt(pack.pack, pack.contract, evidence, plan, evaluations, claims, engine)
        }
        var draft = Draft(
            plan: plan, alreadyPaid: alreadyPaid, earlier: plan.pays ? ledger.postings : [],
            posted: plan.pays ? ledger.history(of: plan.id) : nil)
        var run = makeRun()
        do {
            draft.settled = try pipeline.settle(plan.id, asOf: asOf, by: .atHand)
            try run.draft(alreadyPaid: alreadyPaid, earlier: draft.earlier)
        } catch let error as any Diagnosable {
            // Rules that fail are what somebody is here for: all but what they give is at hand.
            draft.faults = error.diagnostics
            run = makeRun()
        }
        let matter = draft.settled.map {
            ReportMatter(
                statement: $0.statement, statements: [$0.statement] + $0.others, findings: $0.findings)
        }
        return (draft, try PromptSession(run, matter: matter))
    }
}

extension Pipeline {
    /// The same pipeline, whose store is not written to.
    fileprivate var readingOnly: Pipeline {
        Pipeline(pack: pack, store: store.readingOnly, host: host)
    }

    /// The same pipeline by the pack as it lies there now.
    func rereading() throws -> Pipeline {
        Pipeline(pack: try pack.reread(), store: store, host: host)
    }
}
