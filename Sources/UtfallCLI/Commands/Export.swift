import ArgumentParser
import FoundationEssentials
import OutcomesModel
import Utfall

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes all evidence and the journal as CSV files, from which it can be imported again.")

    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions
    @Option(name: .shortAndLong, help: "The folder to write to.") var output = "."

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = Pipeline(
                pack: try options.read(), store: try .openReadOnly(path: storeOptions.store))
            let files = try pipeline.exportedFiles()
            try Files.makeFolder(output)
            for file in files { try Files.write(file.text, to: "\(output)/\(file.name)") }
            let names = files.map { "\(output)/\($0.name)" }
            Output.print(
                options.json ? JSON.text(names) : names.map { "\($0) written" }.joined(separator: "\n"))
        }
    }
}
