import Foundation
import Testing

/// The prompt as a user has it: at a terminal, and from a file.
@Suite struct PromptTests {
    private static let evidence = [
        "--participants", "pack/evidence/people.csv", "--evidence", "pack/evidence/values.csv",
    ]

    private func workplace() throws -> Workplace {
        let workplace = try Workplace()
        try workplace.prepare(
            try #require(ErrorCase.all.first { $0.kind == "command-line" && $0.name == "no-command" }))
        return workplace
    }

    private func terminal(_ workplace: Workplace, _ arguments: [String]) throws -> Terminal {
        try Terminal(
            Program.executable, ["repl"] + arguments, in: workplace.folder,
            environment: ["XDG_STATE_HOME": workplace.folder.appending(path: "state").path])
    }

    @Test func `lines are completed, interrupted, had again and kept for their owner alone`() throws {
        let workplace = try workplace()
        let terminal = try terminal(workplace, ["pack"] + Self.evidence)
        try terminal.wait(for: "nothing is recorded.")
        try terminal.wait(for: "> ")
        terminal.type("terms.bo\t\n")
        try terminal.wait(for: "500.00 EUR")
        try terminal.wait(for: "> ")
        terminal.type("s:evaluate(\"we\t\").improv\t\n")
        try terminal.wait(for: "true")
        try terminal.wait(for: "> ")
        terminal.type("x = 'kept'\n")
        try terminal.wait(for: "> ")
        terminal.type("while true do end\n")
        try terminal.wait(for: "do end\r\n")
        try terminal.interrupt()
        try terminal.wait(for: "it was interrupted")
        try terminal.wait(for: "> ")
        terminal.type("function f()\n")
        try terminal.wait(for: ">> ")
        terminal.type("\u{3}")
        try terminal.wait(for: "^C")
        try terminal.wait(for: "> ")
        terminal.type("x .. '!'\n")
        try terminal.wait(for: "\"kept!\"")
        try terminal.wait(for: "> ")
        // The line before, again.
        terminal.type("\u{1b}[A\n")
        try terminal.wait(for: "\"kept!\"")
        try terminal.wait(for: "> ")
        terminal.type("\u{4}")
        #expect(terminal.ended() == 0)

        let history = workplace.folder.appending(path: "state/utfall/history")
        let mode = try FileManager.default.attributesOfItem(atPath: history.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            try String(contentsOf: history, encoding: .utf8) == """
                terms.bonus
                s:evaluate("wellbeing").improved
                x = 'kept'
                while true do end
                function f()
                x .. '!'
                x .. '!'

                """)
    }

    @Test func `a history that others could read is closed to them, and is bounded`() throws {
        let workplace = try workplace()
        let folder = workplace.folder.appending(path: "state/utfall")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let history = folder.appending(path: "history")
        let lines = (1...2_100).map { "x = \($0)\n" }.joined()
        try Data(lines.utf8).write(to: history)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: history.path)
        let terminal = try terminal(workplace, [])
        try terminal.wait(for: "> ")
        terminal.type("\u{1b}[A\n")
        try terminal.wait(for: "x = 2100")
        try terminal.wait(for: "> ")
        terminal.type(":quit\n")
        #expect(terminal.ended() == 0)
        let kept = try String(contentsOf: history, encoding: .utf8).split(separator: "\n")
        #expect(kept.count == 1_002)
        #expect(kept.first == "x = 1101" && kept.suffix(2) == ["x = 2100", ":quit"])
        let mode = try FileManager.default.attributesOfItem(atPath: history.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `from a file only results are written, no history is kept, and the store stays as it is`()
        throws
    {
        let workplace = try workplace()
        for file in ["people", "values"] {
            #expect(
                try Program.run(["import", "pack", "pack/evidence/\(file).csv"], in: workplace.folder).status
                    <= 1)
        }
        let before = try workplace.stores()
        #expect(!before.isEmpty)
        let lines = """
            local bonus = terms.bonus
            s:pay("wellbeing_bonus", bonus)
            s:claims("job").count
            :statement
            """
        try Data(lines.utf8).write(to: workplace.folder.appending(path: "lines.lua"))
        let ended = try Program.run(["repl", "pack"], in: workplace.folder, input: "lines.lua")
        #expect(ended.status == 0, "\(ended.description)")
        #expect(ended.standardError.isEmpty)
        #expect(!ended.standardOutput.contains("> "))
        #expect(ended.standardOutput.contains("prompt:2"))
        #expect(try workplace.stores() == before)
        #expect(!FileManager.default.fileExists(atPath: workplace.folder.appending(path: "state").path))
    }
}
