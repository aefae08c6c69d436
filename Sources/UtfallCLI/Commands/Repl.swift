import ArgumentParser
import FoundationEssentials
import OutcomesModel
import Utfall

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct Repl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "A Lua prompt with a draft settlement of the pack at hand; nothing is recorded.",
        discussion: """
            s is what rules.settle gets, r a report's, p a participant, terms the contract's; describe(x) tells what \
            anything is, and Tab completes. Without PACK there are exact numbers, days and money. From a file or a pipe \
            it reads lines, writes their values, and ends with 3 where one failed.
            """)

    @Argument(help: "The folder of the pack.") var pack: String?
    @Option(help: ArgumentHelp("A folder of library packs; may be given again.", valueName: "dir"))
    var plugins: [String] = []
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var evidence: EvidenceOptions
    @Option(help: "Which [[settlement]]; the first that pays unless given.") var settlement: String?
    @Option(help: "What is known: a batch's number, or a date.") var asOf: String?

    func validate() throws {
        guard pack != nil || evidence.files.isEmpty && settlement == nil && asOf == nil else {
            throw ValidationError("Evidence and a settlement are of a pack: utfall repl PACK …")
        }
    }

    func run() throws {
        try telling(asJSON: false) {
            let prompt = try prompt()
            let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            let isWell = isTerminal ? converse(prompt) : read(prompt)
            guard isWell else { throw Told(status: .pack) }
        }
    }

    private func prompt() throws -> Prompt {
        guard let pack else { return try Prompt() }
        let folders = plugins + HostOptions.environmentFolders
        let pipeline = try evidence.pipeline(
            try ContractPack(folder: pack, libraryFolders: folders), Host(), storeOptions,
            recording: .never)
        return try Prompt(
            pipeline, settlement: settlement.map { SettlementID($0) },
            asOf: asOf.map { AsOf($0) } ?? .now)
    }

    // MARK: From a file or a pipe

    /// Returns whether nothing failed.
    private func read(_ prompt: Prompt) -> Bool {
        tell(prompt.notices)
        var isWell = prompt.notices.isEmpty
        while let line = readLine() {
            let answer = prompt.evaluate(line)
            show(answer)
            isWell = isWell && answer.faults.isEmpty
            if answer.isOver { return isWell }
        }
        guard let answer = prompt.end() else { return isWell }
        show(answer)
        return false
    }

    // MARK: At a terminal

    private func converse(_ prompt: Prompt) -> Bool {
        InterruptKey.watch { [interruption = prompt.interruption] in interruption.request() }
        let history = LineHistory(environment: ProcessInfo.processInfo.environment)
        let editor = LineEditor(history: history.lines, most: LineHistory.most) {
            prompt.completions(for: $0)
        }
        guard let editor else { return read(prompt) }
        Output.print(prompt.greeting)
        tell(prompt.notices)
        while true {
            switch editor.read(after: prompt.isUnfinished ? ">> " : "> ") {
            case .end:
                Output.print("\n")
                return true
            case .cancelled: prompt.forgetUnfinished()
            case .text(let line):
                if line.contains(where: { !$0.isWhitespace }) {
                    editor.remember(line)
                    history.add(line)
                }
                let answer = prompt.evaluate(line)
                show(answer)
                if answer.isOver { return true }
            }
        }
    }

    private func show(_ answer: Prompt.Answer) {
        tell(answer.faults)
        Output.print(answer.text)
    }

    private func tell(_ faults: [Diagnostic]) {
        guard !faults.isEmpty else { return }
        UtfallCLI.tell(faults, asJSON: false)
    }
}
