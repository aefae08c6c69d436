import Evaluation
import LuaHost
import OutcomesModel
import PackReader
@testable import PluginHost
import Reporting
import Settlement

/// Runs a pack of the tiny contract whose Lua a test gives.
struct Bench {
    let pack: Pack
    let plan: SettlementPlan
    let participants: [Participant]
    let measurements: [Measurement]
    var engine = PluginEngine()

    init(
        _ sources: [String: String], settlement: SettlementID = "final",
        participants: [Participant] = TinyEvidence.people,
        measurements: [Measurement] = TinyEvidence.measurements, permissions: Set<Manifest.Permission> = []
    ) {
        pack = TinyContract.pack(with: sources, permissions)
        plan = TinyContract.contract.settlement(settlement)!
        self.participants = participants
        self.measurements = measurements
    }

    private var contract: Contract { TinyContract.contract }

    func run(_ evaluations: [EvaluationID: EvaluationResult]? = nil) -> PackRun {
        let evidence = RunEvidence(
            contract: contract, participants: ParticipantTable(participants),
            columns: TinyEvidence.columns(of: measurements),
            asOf: plan.due)
        return PackRun(
            pack: pack, contract: contract, evidence: evidence, settlement: plan,
            evaluations: evaluations ?? estimates(evidence), engine: engine)
    }

    private func estimates(_ evidence: RunEvidence) -> [EvaluationID: EvaluationResult] {
        let evaluator = Evaluator(
            contract: contract, participants: ParticipantTable(participants), readers: evidence.readers)
        let window = contract.window(plan.window)!
        return contract.evaluations.reduce(into: [:]) { results, evaluation in
            do throws(EvaluationError) {
                results[evaluation.id] = .estimate(try evaluator.estimate(evaluation, over: window))
            } catch {
                results[evaluation.id] = .failed(error)
            }
        }
    }

    /// Begins a session at the prompt, with the draft of the pack's rules at hand.
    func prompt(_ interruption: PromptInterruption = PromptInterruption()) throws -> PromptSession {
        var bench = self
        bench.engine = engine.prompting(interruption)
        let ordinary = bench.run()
        let run = PackRun.atPrompt(
            pack, contract, ordinary.evidence, plan, ordinary.evaluations, KnownClaims(), bench.engine)
        try run.draft(alreadyPaid: [], earlier: [])
        let statement = try statement()
        return try PromptSession(
            run, matter: ReportMatter(statement: statement, statements: [statement], findings: []))
    }

    /// Settles as the pipeline does.
    func statement() throws -> Statement {
        let run = run()
        let decided = try run.applyRules()
        let lines = try PaymentLines(contract: contract, alreadyPaid: [], dueOn: plan.due)
            .make(of: decided.requests)
        return try Statement(
            contract: contract, plan: plan, asOf: BatchID(1), packVersion: "1.0.0", packHash: pack.hash,
            estimates: [], claims: decided.claims, held: decided.held, lines: lines,
            distributions: run.distribute(lines), posted: nil)
    }
}

/// Lua that pays 100.00 SEK for two claims of work.
let payingRules = """
    local soc = require "soc"
    local rules = {}
    function rules.participant(p) if p.id == "a-1" then p:claim("work", 2) end end
    function rules.settle(s) s:pay("reward", soc.money "100.00", { outcome = "work" }) end
    return rules
    """

/// Evaluates Lua in a real hook, where the hook's value has the name of the documentation.
///
/// - Returns: `= value`, or the message that it fails with and, behind ` | `, the hint. A participant is a-1.
func told(_ expression: String, in hook: Hook = .settle) -> String {
    do {
        try run(hook, body: "error('= ' .. show(\(expression)), 0)")
        return "nothing"
    } catch {
        guard let fault = (error as? any Diagnosable)?.diagnostics.first else { return "\(error)" }
        return fault.message + (fault.hint.map { " | \($0)" } ?? "")
    }
}

/// Applies rules and returns the fault that they end with, if any.
func rulesFault(_ lua: String) -> Diagnostic? {
    do throws(PluginError) {
        _ = try Bench(["rules.lua": lua]).run().applyRules()
        return nil
    } catch {
        return error.diagnostic
    }
}

/// Runs statements in a real hook.
///
/// - Throws: the fault that they end with; a held participant's reason as well.
func run(_ hook: Hook, body: String) throws {
    let head = """
        local soc = require "soc"
        local function show(x)
          if type(x) ~= "table" then return tostring(x) end
          local parts = {}
          for key, value in pairs(x) do parts[#parts + 1] = key .. "=" .. show(value) end
          return "{" .. table.concat(parts, " ") .. "}"
        end

        """
    func table(_ file: String, _ name: String, _ symbol: String) -> [String: String] {
        [file: "\(head)return { \(name) = function(\(symbol)) \(body) end, settle = function() end }"]
    }
    switch hook {
    case .load: _ = try Bench(["rules.lua": head + body]).run().applyRules()
    case .test:
        _ = try Bench(["tests/t.lua": head + body]).run().tests(in: "tests/t.lua").map { try $0.get() }
    case .measurement: try check(table("checks.lua", "measurement", "m"))
    case .batch: try check(table("checks.lua", "batch", "b"))
    case .contract: _ = try Bench(table("checks.lua", "contract", "c")).run().checkContract()
    case .participant:
        let one = Array(TinyEvidence.people.prefix(1))
        let rules = try Bench(table("rules.lua", "participant", "p"), participants: one).run().applyRules()
        if let held = rules.held.first { throw PluginError.script(held.reason) }
    case .settle:
        let source =
            "\(head)return { participant = function(p) p:claim 'work' end, settle = function(s) \(body) end }"
        _ = try Bench(["rules.lua": source]).run().applyRules()
    case .distribute:
        let lines = try Bench(["rules.lua": payingRules]).statement().lines
        _ = try Bench(table("rules.lua", "distribute", "d")).run().distribute(lines)
    case .report: _ = try document(["reports/page.lua": "\(head)return function(r) \(body) end"])
    case .assess: _ = try document(["assess.lua": "\(head)return function(a) \(body) end"])
    case .portfolio: _ = try portfolioDocument("\(head)return function(portfolio) \(body) end")
    case .prompt: _ = try Bench(["rules.lua": payingRules]).prompt().evaluate(head + body, number: 1)
    }
}

/// Runs a script over some contracts; over the tiny one, settled by rules that pay, unless given.
func portfolioDocument(
    _ lua: String, over contracts: [ContractMatter]? = nil, on day: Day = Day(iso: "2026-01-01")!,
    settings: [String: String] = [:]
) throws(PluginError) -> Document {
    try PackRun.portfolio(
        TinyContract.pack(with: ["script.lua": lua], []),
        over: PortfolioMatter(
            contracts: contracts ?? [tinyMatter(on: day)], day: day, settings: settings),
        engine: PluginEngine())
}

/// The tiny contract as a portfolio has it.
func tinyMatter(
    on day: Day = Day(iso: "2026-01-01")!, contract: Contract = TinyContract.contract, isSettled: Bool = true
) -> ContractMatter {
    let bench = Bench(["rules.lua": payingRules])
    let run = bench.run()
    let statement = isSettled ? try? bench.statement() : nil
    return ContractMatter(
        pack: bench.pack, contract: contract, plan: bench.plan, evidence: run.evidence,
        evaluations: run.evaluations,
        report: statement.map { ReportMatter(statement: $0, statements: [$0], findings: []) },
        whyUnsettled: statement == nil ? "there is no evidence yet" : nil, findings: [], posted: [], day: day)
}

private func check(_ sources: [String: String]) throws {
    _ = try Bench(sources).run().check(TinyEvidence.batch(Array(TinyEvidence.measurements.prefix(1))))
}

/// Writes the report `page`, or else the assessment, of a pack.
func document(_ sources: [String: String]) throws -> Document { try document(of: Bench(sources)) }

func document(of bench: Bench, _ statement: Statement? = nil) throws -> Document {
    let statement = try statement ?? Bench(["rules.lua": payingRules]).statement()
    let question = Finding(severity: .question, rule: "checks.contract", message: "is it so?")
    let matter = ReportMatter(
        statement: statement, statements: [statement],
        findings: [RecordedFinding(id: FindingID(1), batch: nil, finding: question, answer: nil)])
    let run = bench.run()
    return try bench.pack.sources["assess.lua"] == nil
        ? run.report("page", about: matter)
        : run.assess(TinyAssessment.matter(), settled: matter).document
}
