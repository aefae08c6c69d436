import ArgumentParser
import OutcomesModel
import Utfall

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
