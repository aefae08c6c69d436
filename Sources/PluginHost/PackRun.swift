import Evaluation
import LuaHost
package import OutcomesModel
package import PackReader
import Reporting
package import Settlement

/// One run of a pack's code in a fresh Lua state: what its hooks see, and what they asked for.
///
/// It has one owner. Host values in Lua hold places in its lists, which only grow.
package final class PackRun {
    let pack: Pack
    let contract: Contract
    let evidence: RunEvidence
    let settlement: SettlementPlan
    let window: Window
    let evaluations: [EvaluationID: EvaluationResult]
    let engine: PluginEngine
    private var state: LuaState?
    private let sources: PackSources

    var hook = Hook.load
    /// The participant, measurement or contract at hand, for messages.
    var subject: SubjectID?

    // What hooks asked for.
    var claims: ClaimBook
    var requests: [PaymentRequest] = []
    var findings: [Finding] = []
    var shares: [Distribution.Share] = []
    var document = DocumentDraft()

    // What host values in Lua point to.
    /// The groups, and the contract, whose series were asked for.
    var subjects: [SubjectID] = []
    var claimSets: [[Claim]] = []
    var breakdowns: [Breakdown] = []
    var reasons = MissingReasons()
    var measurements: [MeasurementAtHand] = []
    /// The places of the participants whose rule is run, in that order.
    var treated: [Int] = []
    /// What the functions by row have answered for all rows of the hook.
    var keptRows: Set<String> = []
    var columns: [String: LuaColumn] = [:]
    var foldedPeople: [FoldColumn.People] = []
    var keptFolds: [KeptFold: FoldColumn] = [:]
    var selections: [Selection] = []
    var batch: EvidenceBatch?
    var reportMatter: ReportMatter?
    var assessmentMatter: AssessmentMatter?
    var distribution: DistributionAtHand?
    /// What earlier settlements have paid, and for which claims, in their order.
    private(set) var posted: [PostingHistory] = []
    /// The claims as they are priced, and how many of them there were then.
    var priced: (claims: PricedClaims, count: Int)?

    /// The contracts of a script; nothing in any other run.
    var portfolio: Portfolio?
    /// Which of a portfolio's contracts this is the run of, from 0; nothing outside one.
    var memberPlace: Int?
    var memberMatter: ContractMatter?
    /// In which a script's document is written; a report's is that of its matter.
    var scriptLanguage: Language?
    /// What somebody at the prompt has at hand; nothing in any other run.
    var prompt: PromptMatter?

    /// What an explaining run notes; nothing in any other.
    var derivation: Derivation?

    private var lastApiError: ApiError?

    package convenience init(
        pack: Pack, contract: Contract, evidence: RunEvidence, settlement: SettlementPlan,
        evaluations: [EvaluationID: EvaluationResult] = [:], known: KnownClaims = KnownClaims(),
        engine: PluginEngine, sources: PackSources? = nil
    ) {
        self.init(
            pack: pack, contract: contract, evidence: evidence, settlement: settlement,
            evaluations: evaluations, claims: ClaimBook(contract: contract, known: known), engine: engine,
            sources: sources)
        self.posted = known.others
    }

    /// - Parameters:
    ///   - claims: the book that claims are added to.
    ///   - sources: those of the pack, where they were laid out before.
    init(
        pack: Pack, contract: Contract, evidence: RunEvidence, settlement: SettlementPlan,
        evaluations: [EvaluationID: EvaluationResult], claims: ClaimBook, engine: PluginEngine,
        sources: PackSources? = nil
    ) {
        guard let window = contract.window(settlement.window) else {
            preconditionFailure("settlement \(settlement.id) names a window that was not checked")
        }
        self.pack = pack
        self.contract = contract
        self.evidence = evidence
        self.settlement = settlement
        self.window = window
        self.evaluations = evaluations
        self.engine = engine
        self.claims = claims
        self.sources = sources ?? PackSources(of: pack)
    }

    // MARK: Running

    /// Loads a file of the pack, once, and returns what it returns.
    func load(_ file: String) throws(PluginError) -> LuaValue {
        hook = .load
        do throws(LuaError) {
            if state == nil {
                state = try LuaState(
                    limits: engine.limits.lua, library: engine.library,
                    sources: engine.watch == nil ? sources.lua : sources.lua + [RuleWatch.source],
                    context: self, isolation: engine.isolation, interruption: engine.interruption)
            }
            return try state!.require(Pack.module(ofFile: file))
        } catch {
            throw .script(diagnostic(error))
        }
    }

    /// Returns the function `name` of what a file of hooks returns, or nil where it has none.
    func function(_ name: String, of file: String, returned value: LuaValue) throws(PluginError)
        -> LuaFunction?
    {
        guard case .table(let table) = value else {
            throw .wrongShape(
                pack: pack.manifest.id, file: path(of: file),
                expected: "a table of hooks, by 'return rules' at its end",
                came: value.kind)
        }
        switch table.fields[name] {
        case .function(let function)?: return function
        case nil, .nil?: return nil
        case let other?:
            throw .wrongShape(
                pack: pack.manifest.id, file: path(of: file), expected: "a function '\(name)'",
                came: other.kind)
        }
    }

    func call(_ function: LuaFunction, in hook: Hook, _ arguments: [LuaValue]) throws(PluginError)
        -> [LuaValue]
    {
        self.hook = hook
        do throws(LuaError) { return try state!.call(function, arguments) } catch {
            throw .script(diagnostic(error))
        }
    }

    /// Runs a text that somebody typed, and returns what `show` makes of its results.
    func evaluate(_ text: [UInt8], show: LuaFunction) throws(PluginError) -> LuaValue {
        hook = .prompt
        do throws(LuaError) { return try state!.evaluate(text, named: "prompt", show: show) } catch {
            throw .script(diagnostic(error))
        }
    }

    /// Calls a hook with the same value for many rows, in batches of one protected call each.
    ///
    /// - Parameter failed: is told of a row whose call failed; the others go on. A limit stops all.
    func call(
        _ function: LuaFunction, in hook: Hook, with value: LuaValue, rows: Int,
        failed: (Int, Diagnostic) -> Void
    ) throws(PluginError) {
        self.hook = hook
        defer {
            state?.forgetRows()
            keptRows = []
        }
        var next = 0
        while next < rows {
            let end = min(next + 1_000, rows)
            do throws(LuaError) {
                try state!.call(function, with: value, rows: next..<end)
                next = end
            } catch {
                let row = row
                let diagnostic = diagnostic(error)
                guard case .failed = error.kind else { throw .script(diagnostic) }
                failed(row, diagnostic)
                next = row + 1
            }
        }
    }

    /// Which of the rows the hook is called for.
    var row: Int { prompt?.person ?? state?.row ?? 0 }

    /// The place of this settlement's window among the contract's.
    var windowPlace: Int { contract.windows.firstIndex { $0.id == window.id } ?? 0 }

    // MARK: Errors

    func remember(_ error: ApiError) -> ApiError {
        lastApiError = error
        return error
    }

    func remembering(_ body: () throws -> LuaValue) throws -> LuaValue {
        do { return try body() } catch let error as ApiError { throw remember(error) } catch let error
            as EvaluationError
        {
            // What lacks in the evidence is no fault of the pack.
            throw remember(ApiError("\(error)", blame: .evidence))
        } catch let error as ArithmeticError where hook.readsOnePerson {
            throw remember(ApiError(error.withoutOperands))
        }
    }

    private func diagnostic(_ error: LuaError) -> Diagnostic {
        let said = lastApiError.flatMap { error.message.hasSuffix($0.message) ? $0 : nil }
        let blame: Blame =
            switch error.kind {
            case .failed, .syntax: said?.blame ?? .pack
            case .memory, .time, .instructions: .limit
            case .interrupted: .use
            case .noState, .noWorker: .host
            }
        var told = LuaError(kind: error.kind, message: error.message, place: nil, traceback: []).description
        if told.isEmpty { told = "the script failed" }
        // Lua knows no name for a value that takes no memory.
        told = told.replacing("userdata value", with: "host value")
        return Diagnostic(
            blame, told, pack: portfolio == nil ? pack.manifest.id : said?.contract,
            place: error.place.map { SourceLocation(file: path(of: $0.file), line: $0.line) },
            hook: hook.isOfPack ? hook.rawValue : nil, subject: hook.isOfPack ? subject?.description : nil,
            hint: scriptHint(for: told) ?? said?.hint ?? misspeltFunction(in: told)
                ?? PackRun.hint(for: told),
            traceback: error.traceback)
    }

    /// What helps who looks in an analyst's script for what no script is given.
    private func scriptHint(for message: String) -> String? {
        guard portfolio != nil else { return nil }
        if message.hasPrefix("there is no module") {
            return "a script may require soc and the libraries that ship, such as std.assessment, and no file"
        }
        let takenAway = ["io", "os", "load", "loadfile", "dofile", "debug", "package"]
        guard takenAway.contains(where: { message == "'\($0)' is not defined" }) else { return nil }
        return "a script reaches no file, clock or screen; write with portfolio:text or portfolio:table"
    }

    /// Returns where a file of the pack lies, as the user typed the pack's folder, so that it can be opened.
    func path(of file: String) -> String {
        pack.sources[file] == nil || pack.folder.isEmpty ? file : "\(pack.folder)/\(file)"
    }

    /// What usually helps against Lua's own messages.
    private static func hint(for message: String) -> String? {
        if message.contains("attempt to call a nil value (method") {
            return "a method is called with a colon, and must be one that the value has"
        }
        if message.contains("a breakdown"),
            message.contains("means nothing") || message.hasSuffix("cannot be compared")
        {
            return "a breakdown is a sum with its parts: write x:amount() for the sum"
        }
        if message.contains("attempt to concatenate") {
            return "write tostring(x), or (\"paid %s\"):format(x)"
        }
        if message.contains("attempt to compare") {
            return "compare exact values with exact values, and money with money"
        }
        return nil
    }

    // MARK: Values

    func value(_ reason: Missing) -> LuaValue {
        .host(.missing, reasons.place(of: reason))
    }

    func missing(_ object: LuaObject) -> Missing { reasons.all[object.place] }

    /// Says what a value is, for messages: never what a text contains, nor a figure that may be one person's.
    func describe(_ value: LuaValue) -> String {
        func told(_ kind: String, _ figure: some CustomStringConvertible) -> String {
            hook.readsOnePerson ? "a \(kind)" : "the \(kind) \(figure)"
        }
        return switch value {
        case .object(let object):
            switch HostType(object) {
            case .exact: told("number", object.ratio)
            case .money: told("sum", object.amount)
            case .day: told("day", object.day)
            case let type: type.inWords
            }
        case .integer(let integer): told("number", integer)
        case .number(let number): told("float", number)
        case .string(let text) where text.isEmpty: "an empty text"
        case .nil: "nil"
        case .boolean, .string, .table, .function: "a \(value.kind)"
        }
    }

    /// Returns what `tostring` gives for a host value; sums as people read them, `168,000.00 SEK`.
    func describeValue(_ value: LuaValue) -> String {
        guard case .object(let object) = value else { return value.kind }
        return switch HostType(object) {
        case .exact: object.ratio.description
        case .money: object.amount.grouped(.always)
        case .day: object.day.description
        case .missing: missing(object).rawValue
        case let type: type.name
        }
    }

    /// Returns a place for a group, or the contract, whose series a script asks for.
    func place(of subject: SubjectID) -> Int {
        if let place = subjects.firstIndex(of: subject) { return place }
        subjects.append(subject)
        return subjects.count - 1
    }
}

/// The reasons of missing values that a script holds, each once: those of a portfolio's contracts are kept together.
final class MissingReasons {
    private(set) var all: [Missing] = []

    func place(of reason: Missing) -> Int {
        if let place = all.firstIndex(of: reason) { return place }
        all.append(reason)
        return all.count - 1
    }
}

/// The Lua of a pack as a state is given it, laid out once for many runs.
package struct PackSources: Sendable {
    let lua: [LuaSource]

    package init(of pack: Pack) { lua = pack.luaSources }

    init(lua: [LuaSource]) { self.lua = lua }
}

extension Pack {
    /// All that `require` finds: the pack's own files by name, libraries by their id.
    var luaSources: [LuaSource] { Pack.luaSources(sources, libraries) }

    static func luaSources(_ sources: [String: SourceFile], _ libraries: [Library]) -> [LuaSource] {
        var found: [LuaSource] = []
        for (path, file) in sources.sorted(by: { $0.key < $1.key }) {
            found.append(LuaSource(module: Pack.module(ofFile: path), name: path, bytes: file.bytes))
        }
        for library in libraries {
            let id = library.manifest.id.rawValue
            for (path, file) in library.sources.sorted(by: { $0.key < $1.key }) {
                let module = path == "init.lua" ? id : "\(id).\(Pack.module(ofFile: path))"
                found.append(LuaSource(module: module, name: "\(id)/\(path)", bytes: file.bytes))
            }
        }
        return found
    }

    /// `reports/statement.lua` is the module `reports.statement`.
    static func module(ofFile path: String) -> String {
        let stem = path.hasSuffix(".lua") ? path.dropLast(".lua".count) : path[...]
        return stem.split(separator: "/").joined(separator: ".")
    }
}

extension Pack {
    package var reportNames: [String] {
        sources.keys.filter { $0.hasPrefix("reports/") && $0.hasSuffix(".lua") }.sorted()
            .map { String($0.dropFirst("reports/".count).dropLast(".lua".count)) }
    }

    package var testFiles: [String] {
        sources.keys.filter { $0.hasPrefix("tests/") && $0.hasSuffix(".lua") }.sorted()
    }
}

extension RunLimits {
    var lua: LuaLimits {
        LuaLimits(bytes: luaBytes, milliseconds: milliseconds, instructions: instructions)
    }
}
