import ArgumentParser
import OutcomesModel
import Utfall

struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Settles the Norrköping contract on its example evidence, and says what to type next.")

    @Flag(help: "Write the statement as JSON.")
    var json = false

    func run() throws {
        try telling(asJSON: json) {
            guard let folder = Host.shippedContract("norrkoping-2016") else {
                throw ValidationError("The packs that ship with the host are not where they should be: ../share/utfall.")
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
            Output.print(imported.map { "  " + Import.sentence($0) }.joined(separator: "\n") + "\n")
            Output.print(try pipeline.report("findings", on: settled, as: .txt))
            Output.print(try pipeline.report("statement", on: settled, as: .txt))
            Output.print(next(folder))
        }
    }

    private func next(_ folder: String) -> String {
        """
        What to type next (P=\(folder)):
          utfall test $P                       the pack's own tests, the nine cases of the contract
          utfall import $P $P/evidence/*.csv   keeps the evidence in utfall.db
          utfall findings $P                   the questions that the checks ask
          utfall answer $P 1 "agreed rate"     records an answer
          utfall settle $P                     the statement from the store
          utfall report $P dashboard --format html -o dashboard.html
        Then copy the pack, change a rule or a term in it, and settle the copy.
        """
    }
}
