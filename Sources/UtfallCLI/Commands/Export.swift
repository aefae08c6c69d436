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
            standard output; what is posted in the store stands in it as payments. It needs no store. What the standard has no place for \
            is listed on the standard error.
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
        let pack = try options.read()
        let project = try pack.indigoProject(
            postedIn: isThere ? try .openReadOnly(path: storeOptions.store) : nil)
        guard let output, output != "-" else {
            Output.print(project)
            return tell(pack.leftOutOfIndigo)
        }
        try Files.write(project, to: output)
        guard !options.json else {
            return Output.print(
                JSON.text(Written(file: output, leftOut: pack.leftOutOfIndigo.map(OmissionJSON.init))))
        }
        Output.print("\(output) written")
        tell(pack.leftOutOfIndigo)
    }

    /// On standard error, since the project itself may be on standard output.
    private func tell(_ omissions: [IndigoOmission]) {
        Output.complain("The project does not have this of the contract:")
        for omission in omissions {
            let place = omission.place?.line.map { "contract.toml:\($0): " } ?? ""
            let ids = omission.ids.isEmpty ? "" : " \(omission.ids.joined(separator: ", "))"
            Output.complain(shown(wrapped("  \(place)\(omission.term)\(ids): \(omission.what)")))
        }
    }

    private struct Written: Encodable {
        let file: String
        let leftOut: [OmissionJSON]
    }

    private struct OmissionJSON: Encodable {
        let term, what: String
        let ids: [String]
        let line: Int?

        init(_ omission: IndigoOmission) {
            term = omission.term
            what = omission.what
            ids = omission.ids
            line = omission.place?.line
        }
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
