import Utfall

@main
enum Example {
    static let recording = Recording(
        by: "payments@example.org", at: "2026-11-22T12:00:00Z", reason: "example")

    static func main() throws {
        do {
            let store = try EvidenceStore.temporary()
            let contracts = try read(["norrkoping-2016", "uk-care-leavers-reboot-west"], into: store)
            try pay(contracts[0])
            try explain(contracts[0])
            try overview(contracts)
            try ask(contracts[0])
        } catch let error as any Diagnosable {
            for fault in error.diagnostics { show(fault) }
        }
    }

    static func read(_ names: [String], into store: EvidenceStore) throws -> [Pipeline] {
        let shelf = LibraryShelf()
        let host = host()
        return try names.map { name in
            let pack = try ContractPack(folder: "plugins/contracts/\(name)", libraries: shelf)
            let pipeline = Pipeline(pack: pack, store: store, host: host)
            let files = try pipeline.importEvidence(pack.exampleEvidence, recording: recording)
            for file in files { print("\(file.file.name): \(file.new) \(file.kind.rawValue)") }
            return pipeline
        }
    }

    static func pay(_ pipeline: Pipeline) throws {
        let draft = try pipeline.settle()
        do {
            try pipeline.post(draft, recording: recording)
        } catch let error as any Diagnosable {
            for fault in error.diagnostics { show(fault) }
        }
        for question in draft.findings where question.isOpen {
            let answer = FindingAnswer(text: "an agreed rate", by: recording.by, at: recording.at)
            try pipeline.answer(question.id, with: answer)
        }
        let settled = try pipeline.settle()
        try pipeline.post(settled, recording: recording)
        for line in settled.statement.lines {
            print("pay \(line.paid) from \(line.from) to \(line.to), by \(line.clause)")
        }
    }

    static func explain(_ pipeline: Pipeline) throws {
        let settled = try pipeline.settle()
        print(try pipeline.explanation(of: .line(1), in: settled, as: .txt))
        let page = try pipeline.report("dashboard", on: settled, as: .html)
        let workbook = try pipeline.report("statement", on: settled).workbook()
        print("a page: \(page.prefix(15)); a workbook: \(workbook.starts(with: Array("PK".utf8)))\n")
    }

    static func host() -> Host {
        let centres = ["se.norrkoping.soc-2016": "4120", "uk.care-leavers.reboot-west": "7730"]
        let accounts = HostModule(
            "accounts",
            [
                HostFunction(
                    "cost_centre", ["contract"], gives: "a text", "On what a contract is booked.",
                    example: "accounts.cost_centre(contract.id)"
                ) { (contract: String) in centres[contract] ?? "none" }
            ])
        var limits = Limits()
        limits.luaBytes = 128 << 20
        limits.milliseconds = 5_000
        return Host(limits: limits, modules: [accounts], isolation: .process())
    }

    static func overview(_ contracts: [Pipeline]) throws {
        let script = try AnalystScript(path: "scripts/embedding/cost_centres.lua")
        let portfolio = try Portfolio(contracts)
        print(try portfolio.run(script, on: Day(iso: "2026-11-22")).text(as: .txt))
    }

    static func ask(_ pipeline: Pipeline) throws {
        let prompt = try Prompt(pipeline)
        for line in ["s:evaluate(\"placement_cost\").saving", "terms.risk_shar"] {
            let answer = prompt.evaluate(line)
            print("> \(line)\n\(answer.text)")
            for fault in answer.faults { show(fault) }
        }
    }

    static func show(_ fault: Diagnostic) {
        print("\(fault.blame.rawValue): \(fault.place.map { "\($0): " } ?? "")\(fault.message)")
        for (what, text) in [("expected", fault.expected), ("came", fault.came), ("hint", fault.hint)] {
            if let text { print("  \(what): \(text)") }
        }
    }
}
