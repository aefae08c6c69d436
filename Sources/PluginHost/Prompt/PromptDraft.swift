import LuaHost
import LuaSyntax
package import OutcomesModel
package import PackReader
package import Settlement

/// A wish that a line of the prompt may end.
package struct PromptInterruption: Sendable {
    let wish = LuaInterruption()

    package init() {}

    package func request() { wish.request() }
}

extension PluginEngine {
    /// The same engine for the prompt: with what only somebody there can call, in this process.
    package func prompting(_ interruption: PromptInterruption) -> PluginEngine {
        var engine = self
        engine.library = Api.library(with: modules, atPrompt: true)
        engine.isolation = .none
        engine.interruption = interruption.wish
        return engine
    }
}

extension PackRun {
    /// Makes the run that a session begins with.
    package static func atPrompt(
        _ pack: Pack, _ contract: Contract, _ evidence: RunEvidence, _ settlement: SettlementPlan,
        _ evaluations: [EvaluationID: EvaluationResult], _ known: KnownClaims, _ engine: PluginEngine
    ) -> PackRun {
        PackRun(
            pack: pack, contract: contract, evidence: evidence, settlement: settlement,
            evaluations: evaluations, known: known, engine: engine, sources: .atPrompt(of: pack))
    }

    /// Runs the rules, so that what they claimed and asked for is at hand, and leaves at hand what the first party that
    /// shares anything out received.
    ///
    /// - Throws: where they fail.
    package func draft(alreadyPaid: [PostedLine], earlier: [PostedSettlement]) throws {
        _ = try applyRules()
        let lines = try PaymentLines(contract: contract, alreadyPaid: alreadyPaid, dueOn: settlement.due)
            .make(of: requests)
        let sharing = try distribute(lines, after: earlier).first?.party
        distribution = nil
        shares = []
        guard let sharing else { return }
        let received = lines.filter { $0.to == sharing }
        distribution = DistributionAtHand(
            party: sharing,
            received: try received.reduce(.zero(contract.currency)) { try $0.adding($1.paid) },
            receipts: try PartyReceipt.all(of: sharing, contract, settlement, lines, after: earlier))
    }
}

extension PromptSession {
    /// How many payments are asked for, by the rules and here.
    package var requests: Int { run.requests.count }

    package var claims: [Claim] { run.claims.claims }
    package var withheld: [WithheldClaim] { run.claims.withheld }

    /// Returns the payment lines with all that was asked for since, and how the rules share them out.
    package func lines(
        alreadyPaid: [PostedLine], earlier: [PostedSettlement]
    ) throws -> (lines: [PaymentLine], distributions: [Distribution]) {
        let lines = try PaymentLines(
            contract: run.contract, alreadyPaid: alreadyPaid, dueOn: run.settlement.due
        ).make(of: run.requests)
        // What is at hand as `d` is as it was, afterwards.
        let (distribution, shares) = (run.distribution, run.shares)
        defer { (run.distribution, run.shares) = (distribution, shares) }
        return (lines, try run.distribute(lines, after: earlier))
    }

    /// Runs what was typed, and returns what is shown of it; nil where more lines are wanted.
    ///
    /// - Parameter number: of its first line, for messages.
    package func evaluate(_ text: String, number: Int) throws -> String? {
        let line = PromptLine.read(text)
        switch line {
        case .unfinished: return nil
        case .wrong(let error): throw PluginError.script(diagnostic(error, text, number))
        case .nothing: return ""
        case .expression, .statements: return try evaluate(line, number: number).text
        }
    }

    /// Returns what is wrong with a text that nothing more follows; nil where it is whole.
    package func fault(in text: String, number: Int) -> Diagnostic? {
        LuaParser.parse(Array(text.utf8)).errors.first.map { diagnostic($0, text, number) }
    }

    private func diagnostic(_ error: LuaSyntaxError, _ text: String, _ number: Int) -> Diagnostic {
        let place = LuaLines(Array(text.utf8)).place(of: error.range.lowerBound)
        return Diagnostic(
            .pack, error.message,
            place: SourceLocation(file: "prompt", line: number + place.line - 1, column: place.column),
            hint: error.hint)
    }
}
