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

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says what is installed and its known faults, and looks a store over.")

    @Option(help: "A store to look over.") var store: String?
    @Flag(help: "Write the result as JSON.") var json = false

    func run() throws {
        try telling(asJSON: json) {
            let damages = try store.map { store in
                let open = try EvidenceStore.openReadOnly(path: store)
                // A file too damaged to be looked through is told like any damage.
                do { return try open.damages() } catch let error as any Diagnosable {
                    return error.diagnostics.map(\.message)
                }
            }
            let condition = Condition(
                host: Host.version, lua: Host.lua, knownFaults: Host.knownFaults, store: store,
                damages: damages)
            Output.print(json ? JSON.text(condition) : condition.text)
            if damages?.isEmpty == false { throw Told(status: .lookAtIt) }
        }
    }

    private struct Condition: Encodable {
        let host, lua: String
        let knownFaults: [String]
        let store: String?
        let damages: [String]?

        var text: String {
            var lines = ["utfall \(host)", "\(lua), linked"]
            lines += knownFaults.map { "known fault: \($0)" }
            if let store, let damages {
                lines += damages.isEmpty ? ["\(store): whole"] : damages.map { "\(store): damaged: \($0)" }
            }
            return lines.joined(separator: "\n")
        }
    }
}

struct API: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api", abstract: "Writes the reference of the Lua API, docs/LUA_API.md.")

    func run() { Output.print(Host().apiReference) }
}

/// Files that commands write.
enum Files {
    static func write(_ text: String, to path: String) throws {
        do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            throw NotWritten(path: path)
        }
    }

    static func makeFolder(_ path: String) throws {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch
        {
            throw NotWritten(path: path)
        }
    }

    private struct NotWritten: Diagnosable {
        let path: String
        var diagnostics: [Diagnostic] {
            [
                Diagnostic(
                    .use, "the file cannot be written", place: SourceLocation(file: path),
                    hint: "the folder must be there, and writable for you")
            ]
        }
    }
}
