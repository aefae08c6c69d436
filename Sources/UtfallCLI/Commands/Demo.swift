import ArgumentParser
import FoundationEssentials
import OutcomesModel
import Utfall

struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Settles the Norrköping contract on its example evidence, and says what to type next.")

    @Flag(help: "Write the statement as JSON.")
    var json = false

    func run() throws {
        try telling(asJSON: json) {
            guard let folder = Host.shippedContract("norrkoping-2016") else {
                throw ValidationError(
                    "The packs that ship with the host are not where they should be: ../share/utfall.")
            }
            let pack = try ContractPack(folder: folder)
            let pipeline = Pipeline(pack: pack, store: try .temporary())
            let imported = try pipeline.importEvidence(
                pack.exampleEvidence, recording: .now(reason: "demonstration"))
            let settled = try pipeline.settle()
            guard !json else {
                Output.print(settled.json)
                return
            }
            Output.print("Evidence, made up to fit what is published:\n")
            Output.print(wrapped(imported.map { "  " + Import.sentence($0) }.joined(separator: "\n") + "\n"))
            for report in ["findings", "statement"] {
                Output.print(try pipeline.report(report, on: settled, as: .txt) + "\n")
            }
            Output.print(next(folder))
        }
    }

    private func next(_ folder: String) -> String {
        let executable = CommandLine.arguments.first ?? "utfall"
        let here = FileManager.default.currentDirectoryPath + "/"
        let folder = folder.hasPrefix(here) ? String(folder.dropFirst(here.count)) : folder
        return """
            What to type next:
              alias utfall=\(executable)
              P=\(folder)
              utfall test $P                       the nine cases of the contract, and more
              utfall import $P $P/evidence/*.csv   keeps the evidence in utfall.db
              utfall answer $P 1 "agreed rate"     answers a question, so that it can be posted
              utfall settle $P                     the statement, from the store
              utfall report $P dashboard --format html -o dashboard.html
            Then copy the pack, change a rule or a term in it, and settle the copy.
            """
    }
}
