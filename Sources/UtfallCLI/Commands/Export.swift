import ArgumentParser
import OutcomesModel
import Utfall

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Writes all evidence, from which it can be imported again, and the journal; or a project of INDIGO.",
        discussion: """
            Beside participants and measurements it writes the batches, findings with their answers, verifiers' \
            decisions and the journal, for people who look with other programs.

            --format indigo writes the contract as a project of the field's data standard, to the file of -o or the \
            standard output; what is posted in the store stands in it as payments. It needs no store.
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "csv or ndjson, for participants and measurements; or indigo.") var format: Form = .csv
    @Option(name: .shortAndLong, help: "The folder to write to; of indigo, the file.") var output: String?

    enum Form: String, CaseIterable, ExpressibleByArgument {
        case csv, ndjson, indigo
    }

    func run() throws {
        try telling(asJSON: options.json) {
            switch format {
            case .csv: try export(as: .csv)
            case .ndjson: try export(as: .ndjson)
            case .indigo: try exportProject()
            }
        }
    }

    private func exportProject() throws {
        // Where none is named and none is there, nothing was posted.
        let isThere = storeOptions.store != StoreOptions.usual || Files.isThere(storeOptions.store)
        let project = try options.read().indigoProject(
            postedIn: isThere ? try .openReadOnly(path: storeOptions.store) : nil)
        guard let output else { return Output.print(project) }
        try Files.write(project, to: output)
        Output.print(options.json ? JSON.text([output]) : "\(output) written")
    }

    private func export(as format: ExportFormat) throws {
        let output = output ?? "."
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
