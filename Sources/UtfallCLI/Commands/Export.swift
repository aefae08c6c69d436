public import ArgumentParser
import OutcomesModel
public import Utfall

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes all evidence, from which it can be imported again, and the journal.",
        discussion: """
            Beside participants and measurements it writes the batches, findings with their answers, verifiers' \
            decisions and the journal, for people who look with other programs.
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "csv or ndjson, for participants and measurements.") var format: ExportFormat = .csv
    @Option(name: .shortAndLong, help: "The folder to write to.") var output = "."

    func run() throws {
        try telling(asJSON: options.json) {
            let pipeline = Pipeline(
                pack: try options.read(), store: try .openReadOnly(path: storeOptions.store))
            try Files.makeFolder(output)
            var names: [String] = []
            try pipeline.export(as: format) { name, text in
                let path = "\(output)/\(name)"
                let isNew = names.last != path
                if isNew { names.append(path) }
                try Files.append(text, to: path, isNew: isNew)
            }
            Output.print(
                options.json ? JSON.text(names) : names.map { "\($0) written" }.joined(separator: "\n"))
        }
    }
}

extension ExportFormat: ExpressibleByArgument {}
