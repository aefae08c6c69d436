import Foundation

/// The command `utfall` as a user starts it: a process of its own.
enum Program {
    /// How a run ended, with nothing in it that differs from machine to machine.
    struct Ended {
        let status: Int32
        let standardOutput: String
        let standardError: String

        /// The text of an `expected.txt`.
        var description: String {
            "exit \(status)\nstdout:\n\(standardOutput)stderr:\n\(standardError)"
        }
    }

    struct TooSlow: Error, CustomStringConvertible {
        let description: String
    }

    private static let seconds = 120

    /// The one that lies beside the tests, or the one that `UTFALL_EXECUTABLE` names.
    static let executable: URL = {
        if let named = ProcessInfo.processInfo.environment["UTFALL_EXECUTABLE"] {
            return URL(filePath: named)
        }
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "utfall")
    }()

    /// Runs it in `folder`, whose path is left out of what comes.
    ///
    /// - Parameter input: a file in the folder that it reads as its standard input; nothing unless given.
    static func run(_ arguments: [String], in folder: URL, input: String? = nil) throws -> Ended {
        try run(executable, arguments, in: folder, input: input)
    }

    /// Types lines into a shell that finds it under its name.
    static func shell(_ lines: String, in folder: URL) throws -> Ended {
        try run(URL(filePath: "/bin/sh"), ["-c", lines], in: folder)
    }

    private static func run(
        _ program: URL, _ arguments: [String], in folder: URL, input: String? = nil
    ) throws -> Ended {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        // What would make messages differ from one user to the next.
        for name in ["COLUMNS", "UTFALL_PLUGINS", "RECORD"] { environment[name] = nil }
        environment["USER"] = "tester"
        let folderOfExecutable = executable.deletingLastPathComponent().path
        environment["PATH"] = "\(folderOfExecutable):\(environment["PATH"] ?? "/usr/bin:/bin")"
        process.environment = environment

        let streams = FileManager.default.temporaryDirectory.appending(path: "streams-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: streams) }
        let paths = ["output", "error"].map { streams.appending(path: $0) }
        for path in paths { try Data().write(to: path) }
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: folder.appending(path: $0)) } ?? .nullDevice
        process.standardOutput = try FileHandle(forWritingTo: paths[0])
        process.standardError = try FileHandle(forWritingTo: paths[1])

        let started = Date.now
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
            // Not `terminate`: a process may have inherited that its signal is blocked.
            kill(process.processIdentifier, SIGKILL)
            throw TooSlow(description: "utfall \(arguments) did not end within \(seconds) seconds")
        }
        let texts = try paths.map {
            masked(String(decoding: try Data(contentsOf: $0), as: UTF8.self), folder, from: started)
        }
        return Ended(
            // A signal is told as a shell tells it.
            status: process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0),
            standardOutput: texts[0], standardError: texts[1])
    }

    /// Leaves out the temporary folder, the place of the host, and the minutes around the run.
    private static func masked(_ text: String, _ folder: URL, from started: Date) -> String {
        var masked = text.replacingOccurrences(of: folder.path, with: "<here>")
        if let host = folderOfHost { masked = masked.replacingOccurrences(of: host, with: "<host>") }
        return masked.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) { match in
            let moment = try? Date(String(match.output), strategy: .iso8601)
            return moment.map { abs($0.timeIntervalSince(started)) < 120 } == true ? "<time>" : match.output
        }
    }

    /// The folder above the executable in which the libraries lie that ship with it.
    private static let folderOfHost: String? = {
        var folder = executable.resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.path + "/plugins/lib") { return folder.path }
            folder.deleteLastPathComponent()
        }
        return nil
    }()
}
