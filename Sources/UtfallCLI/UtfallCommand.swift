import ArgumentParser
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
            var command = try parseAsRoot()
            try command.run()
        } catch {
            end(error)
        }
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
