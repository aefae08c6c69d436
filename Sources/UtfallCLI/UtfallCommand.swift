import ArgumentParser
import OutcomesModel
import Utfall

/// `utfall`: everything that the library does, one command each.
@main
struct UtfallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "utfall",
        abstract:
            "Settles social outcomes contracts: exactly, explained, by rules that are loaded at runtime.",
        discussion: """
            Exit status: 0 done; 1 done, but there is something to look at; 2 wrong use; 3 a pack is at fault; \
            4 evidence is at fault; 5 a limit stopped it; 70 a bug in the host.
            """,
        version: Host.version,
        subcommands: [
            Demo.self, New.self, Check.self, Test.self, Import.self, Verify.self, Sample.self, Findings.self,
            Answer.self,
            Settle.self, Explain.self, Report.self, RunScript.self, Assess.self, WriteReceipt.self,
            Replay.self, Compare.self,
            Shadow.self, Match.self, Simulate.self, Power.self, Approve.self, Keys.self, Export.self,
            Doctor.self,
            API.self, Repl.self,
        ])

    static func main() {
        do {
            try refuseUnknownCommand(CommandLine.arguments.dropFirst().first)
            var command = try parseAsRoot()
            try command.run()
        } catch {
            end(error)
        }
    }

    /// Says of a word that is no command which one is likely meant; the parser would count it as an argument too many.
    private static func refuseUnknownCommand(_ word: String?) throws {
        let names = configuration.subcommands.map { $0._commandName }
        guard let word, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return }
        let fault = Diagnostic(
            .use, "there is no command '\(word)'",
            hint: nearestName(to: word, among: names).map { "did you mean '\($0)'?" }
                ?? "utfall --help lists the commands")
        tell([fault], asJSON: CommandLine.arguments.contains("--json"))
        throw Told(status: .use)
    }

    /// Tells what went wrong, or what was asked for, and ends with the status that says so.
    private static func end(_ error: any Error) -> Never {
        if let told = error as? Told { endProgram(told.status) }
        let message = fullMessage(for: error)
        if exitCode(for: error).isSuccess {
            Output.print(message)
            endProgram(.done)
        }
        Output.complain(message)
        endProgram(.use)
    }
}
