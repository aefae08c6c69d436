import OutcomesModel
import PluginHost
import Reporting
import Settlement

// What can be typed at the prompt beside Lua.
extension Prompt {
    /// What can be typed beside Lua, each with what it does.
    public static let commands: [(name: String, does: String)] = [
        (":help", "this list"),
        (":statement", "the draft settlement, with what was asked for here"),
        (":explain LINE", "why a line of it is what it is"),
        (":reload", "reads the pack again after an edit, and begins anew"),
        (":quit", "leaves, as Ctrl-D does"),
    ]

    enum Command {
        case help, statement, reload, quit
        case explain(String)
        case unknown(String)

        static let names = ["help", "statement", "explain", "reload", "quit"]

        /// Nil for a line of Lua.
        init?(_ line: String) {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first else { return nil }
            // No line of Lua is this word alone.
            if words == ["help"] {
                self = .help
                return
            }
            guard first.hasPrefix(":"), !first.hasPrefix("::") else { return nil }
            switch first.dropFirst() {
            case "help" where words.count == 1: self = .help
            case "statement" where words.count == 1: self = .statement
            case "reload" where words.count == 1: self = .reload
            case "quit" where words.count == 1: self = .quit
            case "explain" where words.count <= 2: self = .explain(words.count == 2 ? words[1] : "")
            default: self = .unknown(words.joined(separator: " "))
            }
        }
    }

    func run(_ command: Command) -> Answer {
        do {
            switch command {
            case .help: return Answer(text: help)
            case .quit: return Answer(isOver: true)
            case .statement: return Answer(text: try statement())
            case .explain(let line): return Answer(text: try explanation(line))
            case .reload: return try reload()
            case .unknown(let text):
                let name = String(text.dropFirst().prefix { $0 != " " })
                let near = nearestName(to: name, among: Command.names)
                return Answer(faults: [
                    Diagnostic(
                        .use, "there is no command '\(text)'",
                        hint: near.map { "did you mean ':\($0)'?" } ?? ":help lists them")
                ])
            }
        } catch { return failed(error) }
    }

    private var help: String {
        let width = Prompt.commands.map(\.name.count).max() ?? 0
        let commands = Prompt.commands.map { name, does in
            "  " + name + String(repeating: " ", count: width + 2 - name.count) + does
        }
        var lines = [
            "Lua: an expression shows its value, a statement runs. `local` lives on here.",
            "describe(x) tells what x is; describe \"s:pay\" documents a function.",
        ]
        if hasContract {
            lines.append(
                "s is what rules.settle gets, r a report's, p a participant, d what a party received;\n"
                    + "terms are the contract's. Nothing is recorded.")
        }
        return (lines + commands).joined(separator: "\n")
    }

    private func statement() throws -> String {
        guard let settled = draft.settled else { throw PromptError.noDraft(draft.faults) }
        let (lines, distributions) = try session.lines(
            alreadyPaid: draft.alreadyPaid, earlier: draft.earlier)
        let ruled = settled.statement
        let statement = try Statement(
            contract: ruled.contract, plan: ruled.plan, asOf: ruled.asOf, packVersion: ruled.packVersion,
            packHash: ruled.packHash, estimates: ruled.estimates, claims: session.claims,
            withheld: session.withheld, held: ruled.held, lines: lines, distributions: distributions,
            knownPostings: ruled.knownPostings, posted: draft.posted)
        let shown = Settled(
            statement: statement, others: settled.others, findings: settled.findings, pack: settled.pack)
        return try pipeline.statement(of: shown).text(as: .txt)
    }

    private func explanation(_ text: String) throws -> String {
        guard let settled = draft.settled else { throw PromptError.noDraft(draft.faults) }
        guard !text.isEmpty else { return try pipeline.explanation(of: .total, in: settled, as: .txt) }
        guard let line = Int(text) else { throw PromptError.noLine(text) }
        let ruled = settled.statement.lines.count
        guard line <= ruled || line > session.requests else {
            throw PromptError.askedForHere(line)
        }
        return try pipeline.explanation(of: .line(line), in: settled, as: .txt)
    }

    private func reload() throws -> Answer {
        guard hasContract else { throw PromptError.noPack }
        let pipeline = try pipeline.rereading()
        let (draft, session) = try Prompt.begin(
            pipeline, settlement, asOf, hasContract: true, interruption)
        (self.pipeline, self.draft, self.session) = (pipeline, draft, session)
        return Answer(
            text: "\(pipeline.pack.id) \(pipeline.pack.version) was read again.",
            faults: draft.faults.map(cleaned))
    }
}

/// Why a command of the prompt gives nothing.
private enum PromptError: Diagnosable {
    /// The contract cannot be settled.
    case noDraft([Diagnostic])
    case noLine(String)
    /// A line that a rule did not ask for.
    case askedForHere(Int)
    case noPack

    var diagnostics: [Diagnostic] {
        switch self {
        case .noDraft(let faults): faults
        case .noLine(let text):
            [Diagnostic(.use, ":explain wants the number of a line", came: text, hint: "as :explain 1")]
        case .askedForHere(let line):
            [
                Diagnostic(
                    .use, "line \(line) was asked for here, and by no rule that could be explained",
                    hint: "write it in rules.lua, and :reload")
            ]
        case .noPack: [Diagnostic(.use, "there is no pack to read again", hint: "utfall repl PACK has one")]
        }
    }
}
