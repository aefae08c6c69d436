import ArgumentParser
import FoundationEssentials
import Logging
import OutcomesModel
import Utfall

/// What most commands take.
struct PackOptions: ParsableArguments {
    @Argument(help: "The folder of the pack.")
    var pack: String

    @OptionGroup var hosting: HostOptions

    var json: Bool { hosting.json }
    var logger: Logger { hosting.logger }
    var host: Host { hosting.host }
    func host(threads: Int?) -> Host { hosting.host(threads: threads) }
    var libraryFolders: [String] { hosting.libraryFolders }

    func read() throws -> ContractPack { try ContractPack(folder: pack, libraryFolders: libraryFolders) }
}

/// How packs are found and run, and how the result is told.
struct HostOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A folder of library packs; may be given again.", valueName: "dir"))
    var plugins: [String] = []

    @Flag(help: "Write the result as JSON.")
    var json = false

    @Flag(help: "Run the pack's Lua in a process of its own, which the kernel bounds.")
    var isolate = false

    @Option(help: "Count instructions and stop at so many, so that a verdict is the same everywhere.")
    var instructions: Int?

    @Flag(name: .shortAndLong, help: "Say on standard error what is done.")
    var verbose = false

    var logger: Logger {
        var logger = Logger(label: "utfall", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = verbose ? .debug : .warning
        return logger
    }

    var host: Host { host(threads: nil) }

    func host(threads: Int?) -> Host {
        var limits = Limits()
        limits.instructions = instructions
        return Host(limits: limits, threads: threads, isolation: isolate ? .process() : .none)
    }

    func validate() throws {
        if let instructions, instructions < 1 {
            throw ValidationError("--instructions must be at least 1, and is \(instructions)")
        }
    }

    /// Those of the flag, then those of `UTFALL_PLUGINS`.
    var libraryFolders: [String] { plugins + HostOptions.environmentFolders }

    static var environmentFolders: [String] {
        let named = ProcessInfo.processInfo.environment["UTFALL_PLUGINS"] ?? ""
        return named.split(separator: ":").map(String.init)
    }
}

struct StoreOptions: ParsableArguments {
    @Option(help: "The file that keeps the evidence.")
    var store = StoreOptions.usual

    static let usual = "utfall.db"
}

/// Whether a command writes into the store that it reads.
enum EvidenceRecording {
    case never, wherePossible, always
}

/// Evidence that is settled without a store.
struct EvidenceOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: "Evidence files; nothing is kept.")
    var evidence: [String] = []

    @Option(parsing: .upToNextOption, help: "Files of participants; as --evidence.")
    var participants: [String] = []

    @Option(
        name: .customLong("as"), help: "The [[evidence]] of the contract that tells how they are written.")
    var form: String?

    var files: [String] { participants + evidence }

    /// Opens the store, or a temporary one into which the evidence goes.
    ///
    /// - Parameter recording: what the contract's own check asks now is to be recorded, where that can be, or
    ///   must be.
    func pipeline(
        _ options: PackOptions, _ store: StoreOptions, recording: EvidenceRecording
    ) throws -> Pipeline {
        try pipeline(try options.read(), options.host, store, recording: recording, logger: options.logger)
    }

    func pipeline(
        _ pack: ContractPack, _ host: Host, _ store: StoreOptions, recording: EvidenceRecording,
        logger: Logger = Logger(label: "utfall", factory: { _ in SwiftLogNoOpLogHandler() })
    ) throws -> Pipeline {
        guard files.isEmpty else {
            let pipeline = Pipeline(pack: pack, store: try .temporary(), host: host, logger: logger)
            let imported = try pipeline.importEvidence(
                files, as: form.map { EvidenceFormID($0) }, recording: .now(reason: "settled from files"))
            Output.complain(
                Import.sentences(imported.flatMap(\.findings).filter { $0.severity != .question }))
            return pipeline
        }
        // Opened for reading first: settling makes no store where there is none.
        let readOnly = try EvidenceStore.openReadOnly(path: store.store)
        let opened =
            switch recording {
            case .never: readOnly
            case .wherePossible: (try? EvidenceStore.open(path: store.store)) ?? readOnly
            case .always: try EvidenceStore.open(path: store.store)
            }
        return Pipeline(pack: pack, store: opened, host: host, logger: logger)
    }
}

extension Recording {
    /// Who is at the keyboard, and when: the only clock that is read.
    static func now(reason: String, by name: String? = nil) -> Recording {
        let by = name ?? ProcessInfo.processInfo.environment["USER"] ?? ProcessInfo.processInfo.userName
        return Recording(by: by, at: Date.now.formatted(.iso8601), reason: reason)
    }
}
