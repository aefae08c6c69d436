import ArgumentParser
import OutcomesModel
import Utfall

struct RunScript: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs an analyst's script over contracts, and writes the report that it makes.",
        discussion: """
            SCRIPT is a file of Lua that returns one function, return function(portfolio) … end. The contracts are \
            read from the store, each in its next settlement that is not posted; nothing is changed there. \
            scripts/reports has six that can be used as they are.
            """)

    @Argument(help: "The script's file.") var script: String
    @Argument(help: "The folders of the contracts' packs.") var packs: [String]
    @OptionGroup var hosting: HostOptions
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "What is known: a batch's number, or a date.") var asOf: String?
    @Option(
        help: ArgumentHelp(
            "What is due is due until this day; that of --as-of, or of the last evidence, unless given.",
            valueName: "day"))
    var on: String?
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A setting that the script asks for; may be given again.", valueName: "name=value")
    )
    var settings: [String] = []
    @OptionGroup var output: ReportOutput

    func validate() throws {
        if let on, Day(iso: on) == nil { throw ValidationError("--on is a day such as 2026-01-31.") }
        var names: Set<String> = []
        for one in settings {
            guard let sign = one.firstIndex(of: "="), sign > one.startIndex else {
                throw ValidationError("--set is NAME=VALUE, as --set outcome=job, and not '\(one)'.")
            }
            guard names.insert(String(one[..<sign])).inserted else {
                throw ValidationError("--set \(one[..<sign]) is given twice.")
            }
        }
    }

    func run() throws {
        try telling(asJSON: hosting.json) {
            let script = try AnalystScript(path: script, libraryFolders: hosting.libraryFolders)
            let shelf = LibraryShelf(folders: hosting.libraryFolders, language: output.locale.language)
            let contracts = try packs.map { try ContractPack(folder: $0, libraries: shelf) }
            let store = try EvidenceStore.openReadOnly(path: storeOptions.store)
            let host = hosting.host
            let portfolio = try Portfolio(
                contracts.map { Pipeline(pack: $0, store: store, host: host, logger: hosting.logger) },
                language: output.locale.language)
            let report = try portfolio.run(
                script, asOf: asOf.map { AsOf($0) } ?? .now, on: on.flatMap { Day(iso: $0) },
                settings: settingsByName)
            try output.write(report, asJSON: hosting.json)
        }
    }

    private var settingsByName: [String: String] {
        settings.reduce(into: [:]) { found, one in
            guard let sign = one.firstIndex(of: "=") else { return }
            found[String(one[..<sign])] = String(one[one.index(after: sign)...])
        }
    }
}
