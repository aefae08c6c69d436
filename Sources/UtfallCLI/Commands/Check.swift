import ArgumentParser
import OutcomesModel
import Utfall

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads a pack, runs it on its example evidence, and names all that is wrong with it.",
        discussion: """
            Errors end with the status 3, warnings with 1, and notes with 0. What is wrong in the terms and in the \
            Lua is all named at once; the example evidence is tried where nothing is wrong in them.
            """)

    @OptionGroup var options: PackOptions

    @Flag(help: "Write the remarks as SARIF 2.1.0, for code review.")
    var sarif = false

    @Flag(help: "Check again whenever a file of the pack is saved, until it is stopped.")
    var watch = false

    func validate() throws {
        if sarif, options.json { throw ValidationError("give --json or --sarif, and not both") }
    }

    func run() throws {
        try telling(asJSON: options.json) {
            guard watch else {
                let status = try check()
                if status != .done { throw Told(status: status) }
                return
            }
            let files = WatchedFiles(folders: [options.pack] + options.libraryFolders)
            while true {
                let state = files.state
                try telling(asJSON: options.json) { _ = try check() }
                Output.complain("waiting for \(options.pack) to be saved; Ctrl-C ends")
                files.wait(after: state)
            }
        }
    }

    /// Checks once, and writes what was found.
    private func check() throws -> ExitStatus {
        let checked = try AnyPack.check(
            folder: options.pack, libraryFolders: options.libraryFolders, host: options.host)
        if options.json {
            Output.print(JSON.text(CheckJSON(checked)))
        } else if sarif {
            Output.print(SARIF.text(checked))
        } else {
            Output.print(RemarkText.text(checked, of: options.pack))
        }
        let errors = checked.remarks.filter { $0.severity == .error }
        if let first = errors.first { return ExitStatus(first.diagnostic.blame) }
        return checked.count(.warning) > 0 ? .lookAtIt : .done
    }
}
