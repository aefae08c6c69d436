import LuaHost
import OutcomesModel
import PackReader

/// A run in which somebody types: its state lives from line to line.
///
/// It has one owner. A line that a limit stops ends it; one that fails, or is interrupted, does not.
package final class PromptSession {
    package let run: PackRun
    private let show: LuaFunction
    private let follow: LuaFunction

    /// What a line came to.
    struct Result {
        /// What is shown; empty for nothing.
        let text: String
    }

    /// - Parameters:
    ///   - run: made with an engine for the prompt, and whose rules have run where they could.
    ///   - matter: what a report may read; nil where the contract could not be settled.
    ///   - hasContract: without one, figures are all that there is.
    /// - Throws: where the state has no memory left.
    package init(
        _ run: PackRun, matter: ReportMatter?, hasContract: Bool = true
    ) throws(PluginError) {
        self.run = run
        run.reportMatter = matter
        run.subject = nil
        run.prompt = PromptMatter(
            hasContract: hasContract,
            person: run.evidence.participants.indices.first(where: run.isTreated))
        // Whatever was kept for those whose rule was run is now asked for by the place among all.
        run.treated = Array(run.evidence.participants.indices)
        run.keptFolds = [:]
        run.foldedPeople = []
        guard case .table(let functions) = try run.load(PromptScript.file),
            case .function(let show)? = functions.fields["show"],
            case .function(let follow)? = functions.fields["follow"],
            case .function(let set)? = functions.fields["set"]
        else { preconditionFailure("the prompt's own script gives no functions") }
        self.show = show
        self.follow = follow
        // The script is given what it looks with before anything else runs.
        _ = try run.evaluate([], show: show)
        var module = "local soc = require \"soc\" rawset(_ENV, \"soc\", soc)"
        for name in run.engine.modules.map(\.name) {
            module += " rawset(_ENV, \"\(name)\", require \"\(name)\")"
        }
        _ = try run.evaluate(Array(module.utf8), show: show)
        guard hasContract else { return }
        var values: [String: LuaValue] = ["terms": .host(.terms), "s": .host(.settlement)]
        if matter != nil { values["r"] = .host(.report) }
        if run.prompt?.person != nil { values["p"] = .host(.participant) }
        if run.distribution != nil { values["d"] = .host(.distribution) }
        _ = try run.call(set, in: .prompt, [.record(values)])
    }

    /// Runs what was typed.
    ///
    /// - Parameters:
    ///   - line: what `PromptLine` read, of which nothing is wrong.
    ///   - number: of its first line, for messages.
    func evaluate(_ line: PromptLine, number: Int) throws(PluginError) -> Result {
        let (text, isCall): ([UInt8], Bool)
        switch line {
        case .expression(let bytes, let call): (text, isCall) = (bytes, call)
        case .statements(let bytes): (text, isCall) = (bytes, false)
        case .nothing, .unfinished, .wrong: return Result(text: "")
        }
        run.prompt?.shown = []
        // Lua counts lines from the text's own first: the ones before are empty.
        let before = [UInt8](repeating: UInt8(ascii: "\n"), count: (number - 1) % Self.mostLines)
        let seen: LuaValue
        do throws(PluginError) { seen = try run.evaluate(before + text, show: show) } catch {
            throw .script(Self.withoutScript(error.diagnostic, number: number))
        }
        guard case .table(let results) = seen else {
            preconditionFailure("the prompt's script gives no list")
        }
        let values = results.array.map { LookedAt($0) }
        var parts = run.prompt?.shown ?? []
        if !isCall || !values.allSatisfy(\.isNil) {
            let show = PromptValues(run: run)
            parts += values.map { show.text(of: $0) }
        }
        return Result(text: parts.joined(separator: "\n"))
    }

    /// Returns the fault with the place of whoever called the prompt's own script, which nobody here has written.
    ///
    /// - Parameter number: of the line that runs, which Lua no longer knows where it gives what a call gives.
    private static func withoutScript(_ fault: Diagnostic, number: Int) -> Diagnostic {
        var fault = fault
        fault.traceback.removeAll { $0.hasPrefix("\(PromptScript.file):") }
        guard fault.place?.file == PromptScript.file else { return fault }
        let caller = fault.traceback.first?.split(separator: " ").first?.split(separator: ":")
        let called = caller.flatMap { words in
            words.count == 2
                ? Int(words[1]).map { SourceLocation(file: String(words[0]), line: $0) } : nil
        }
        fault.place = called ?? SourceLocation(file: "prompt", line: number)
        return fault
    }

    /// Lines are counted anew behind so many: each costs a byte of the text that Lua reads.
    private static let mostLines = 50_000

    /// Returns what is at the end of a path of names, through tables alone: nothing of anybody's is called.
    func value(at path: [String]) -> FollowedPath? {
        guard
            case .table(let found)? = try? run.call(
                follow, in: .prompt, [.list(path.map { .string($0) })]
            ).first,
            case .integer(let followed)? = found.fields["followed"]
        else { return nil }
        if case .table(let names)? = found.fields["names"] {
            return .names(names.array.compactMap { if case .string(let name) = $0 { name } else { nil } })
        }
        return found.fields["value"].map { .value(LookedAt($0), rest: Array(path.dropFirst(Int(followed)))) }
    }
}

/// What a path of names led to.
enum FollowedPath {
    /// A table, and the names in it.
    case names([String])
    /// The first value that is no table, and the names behind it.
    case value(LookedAt, rest: [String])
}

extension PackSources {
    /// The sources of a pack with the prompt's own script.
    static func atPrompt(of pack: Pack) -> PackSources {
        PackSources(lua: pack.luaSources + [PromptScript.source])
    }
}
