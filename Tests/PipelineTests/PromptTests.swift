import FoundationEssentials
import OutcomesModel
import Testing
import Utfall

/// The prompt as a program uses it.
@Suite struct PromptTests {
    private func pipeline(_ folder: String = Repository.norrkoping) throws -> Pipeline {
        let pack = try ContractPack(folder: folder, libraryFolders: [Repository.libraries])
        let pipeline = Pipeline(pack: pack, store: try .temporary())
        let evidence = "\(Repository.norrkoping)/evidence"
        _ = try pipeline.importEvidence(
            ["participants", "placement_costs", "school_results"].map { "\(evidence)/\($0).csv" },
            recording: imported)
        return pipeline
    }

    @Test func `docs/PACKS.md shows what the prompt shows`() throws {
        let path = "\(Repository.root)/docs/PACKS.md"
        let page = try text(of: path)
        let block = try #require(page.firstMatch(of: /(?s)## At the prompt\n.*?```text\n(.*?)```/)).output.1
        let prompt = try Prompt(try pipeline())
        var session = ""
        for line in block.split(separator: "\n", omittingEmptySubsequences: false) where line.hasPrefix("> ")
        {
            let answer = prompt.evaluate(String(line.dropFirst(2)))
            #expect(answer.faults.isEmpty, "\(line)")
            session += "\(line)\n" + (answer.text.isEmpty ? "" : answer.text + "\n")
        }
        guard session != block else { return }
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(page.replacing(block, with: session).utf8).write(to: URL(filePath: path))
        }
        Issue.record("docs/PACKS.md shows another session; RECORD=1 writes it anew. It is:\n\(session)")
    }

    @Test func `a session changes nothing that is recorded, whatever it asks for`() throws {
        let place = try TemporaryFolder()
        let store = "\(place.path)/store.db"
        let pack = try ContractPack(folder: Repository.norrkoping, libraryFolders: [Repository.libraries])
        do {
            let pipeline = Pipeline(pack: pack, store: try .open(path: store))
            let evidence = "\(Repository.norrkoping)/evidence"
            _ = try pipeline.importEvidence(
                ["participants", "placement_costs", "school_results"].map { "\(evidence)/\($0).csv" },
                recording: imported)
        }
        let before = try Data(contentsOf: URL(filePath: store))
        // Also where the program has it open for writing.
        let prompt = try Prompt(Pipeline(pack: pack, store: try .open(path: store)))
        for line in [
            "s:pay('savings_share', soc.money '5.00')", "p:claim 'x'", ":statement", ":explain 1", ":reload",
        ] { _ = prompt.evaluate(line) }
        #expect(try Data(contentsOf: URL(filePath: store)) == before)
    }

    @Test func `lines become one text until it is whole`() throws {
        let prompt = try Prompt()
        #expect(prompt.evaluate("function half(x)").isUnfinished)
        #expect(prompt.isUnfinished)
        #expect(prompt.evaluate("  return x / soc.decimal '2'").isUnfinished)
        #expect(!prompt.evaluate("end").isUnfinished)
        #expect(prompt.evaluate("half(soc.decimal '3')").text == "1.5")
        _ = prompt.evaluate("function g()")
        prompt.forgetUnfinished()
        #expect(prompt.evaluate("1 + 1").text == "2")
        #expect(prompt.end() == nil)
        _ = prompt.evaluate("x = {")
        #expect(prompt.end()?.faults.first?.place?.description.hasPrefix("prompt:") == true)
    }

    @Test func `a limit makes the state anew, and the session lives on`() throws {
        var limits = Limits()
        limits.milliseconds = 300
        let prompt = try Prompt(host: Host(limits: limits))
        _ = prompt.evaluate("x = 5")
        let stopped = prompt.evaluate("while true do end")
        #expect(stopped.faults.map(\.blame) == [.limit])
        #expect(stopped.text == "The state was made anew: what was set here before is gone.")
        #expect(prompt.evaluate("x").faults.map(\.message) == ["'x' is not defined"])
        #expect(
            prompt.evaluate("t = {} while true do t[#t + 1] = ('x'):rep(1e6) .. #t end").faults.map(\.blame)
                == [.limit])
        #expect(prompt.evaluate("1").text == "1")
    }

    @Test func `without a contract there are figures, and no s`() throws {
        let prompt = try Prompt()
        #expect(prompt.evaluate("soc.money('10', 'SEK') / 4").text == "2.50 SEK")
        #expect(prompt.evaluate("s").faults.map(\.message) == ["'s' is not defined"])
        #expect(prompt.evaluate("soc.money '10'").faults.first?.message.contains("needs a currency") == true)
        #expect(prompt.evaluate(":reload").faults.map(\.blame) == [.use])
    }

    @Test func `rules that fail are said, and all but what they give is there`() throws {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.norrkoping)
        try change("\(pack)/rules.lua", "s:evaluate(\"placement_cost\")", to: "s:evaluate(\"placement_cst\")")
        let prompt = try Prompt(try pipeline(pack))
        #expect(prompt.notices.first?.message == "there is no [[evaluation]] 'placement_cst' in the contract")
        #expect(prompt.evaluate("s:evaluate(\"placement_cost\").treatment_count").text == "60")
        #expect(prompt.evaluate(":statement").faults.map(\.message) == prompt.notices.map(\.message))
        try change("\(pack)/rules.lua", "s:evaluate(\"placement_cst\")", to: "s:evaluate(\"placement_cost\")")
        let reloaded = prompt.evaluate(":reload")
        #expect(reloaded.faults.isEmpty, "\(reloaded)")
        #expect(prompt.evaluate(":statement").text.contains("4,000,000 SEK"))
        #expect(prompt.evaluate("r.total").text == "4,000,000.00 SEK")
    }

    @Test func `commands are completed and misspelt ones named`() throws {
        let prompt = try Prompt()
        #expect(prompt.completions(for: ":re").candidates == [":reload"])
        #expect(prompt.completions(for: ":").candidates.count == 5)
        #expect(prompt.completions(for: "soc.mon").candidates == ["money"])
        #expect(prompt.evaluate(":relaod").faults.first?.hint == "did you mean ':reload'?")
        #expect(prompt.evaluate(":quit").isOver)
        #expect(prompt.evaluate("help").text.contains(":explain LINE"))
    }
}
