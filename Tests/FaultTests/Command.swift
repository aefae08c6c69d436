import Foundation

/// A process that a test started: the command `utfall`, or a shell that starts it.
struct Command {
    let identifier: pid_t
    private let streams: URL
    private let watchdog: DispatchWorkItem

    /// How a process ended, and what the kernel says of it.
    struct Ended {
        /// As a shell tells it: a signal's number and 128.
        let status: Int32
        let output: String
        let complaint: String
        /// The most that it, or one that it waited for, held at once. The kernel counts in what this process
        /// held when it started it.
        let peakMegabytes: Int

        /// True where it held little, whatever it read.
        var heldLittle: Bool {
            var own = rusage()
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
            return peakMegabytes <= max(150, own.ru_maxrss / 1024)
        }
    }

    struct NotStarted: Error {
        let program: String
        let reason: Int32
    }

    /// No run of a test takes so long; one that does has hung.
    private static let patience = DispatchTimeInterval.seconds(ProcessInfo.processInfo.isFull ? 1200 : 120)

    /// The one that lies beside the tests, or the one that `UTFALL_EXECUTABLE` names.
    static let utfall: String = {
        if let named = ProcessInfo.processInfo.environment["UTFALL_EXECUTABLE"] { return named }
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "utfall").path
    }()

    /// Starts a program in `folder`, with nothing to read.
    static func start(_ program: String, _ arguments: [String], in folder: URL) throws -> Command {
        let streams = FileManager.default.temporaryDirectory.appending(path: "streams-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for (descriptor, name) in [(STDOUT_FILENO, "output"), (STDERR_FILENO, "complaint")] {
            let path = streams.appending(path: name).path
            posix_spawn_file_actions_addopen(&actions, descriptor, path, O_CREAT | O_WRONLY, 0o600)
        }
        // The threads that run tests have signals blocked or ignored, which a child would take over.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // The shell becomes the program, and is the same process.
        let line = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, program] + arguments
        let words = line.map { strdup($0) } + [nil]
        let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var identifier: pid_t = 0
        let reason = posix_spawn(&identifier, "/bin/sh", &actions, &attributes, words, settings)
        guard reason == 0 else { throw NotStarted(program: program, reason: reason) }
        let watchdog = DispatchWorkItem { [identifier] in _ = Glibc.kill(identifier, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: watchdog)
        return Command(identifier: identifier, streams: streams, watchdog: watchdog)
    }

    /// Ends it as the kernel does when memory is short, with nothing tidied up.
    func kill() { _ = Glibc.kill(identifier, SIGKILL) }

    /// Waits for its end.
    func ended() throws -> Ended {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(identifier, &status, 0, &usage) < 0 && errno == EINTR {}
        watchdog.cancel()
        defer { try? FileManager.default.removeItem(at: streams) }
        let texts = try ["output", "complaint"].map {
            String(decoding: try Data(contentsOf: streams.appending(path: $0)), as: UTF8.self)
        }
        let signal = status & 0x7F
        return Ended(
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: texts[0], complaint: texts[1],
            peakMegabytes: usage.ru_maxrss / 1024)
    }

    /// What would make messages differ from one user to the next is left out.
    private static let environment: [String: String] = {
        var environment = ProcessInfo.processInfo.environment
        for name in ["COLUMNS", "UTFALL_PLUGINS", "RECORD"] { environment[name] = nil }
        environment["USER"] = "tester"
        environment["UTFALL"] = utfall
        environment["PACK"] = Fund.pack
        return environment
    }()
}

extension ProcessInfo {
    /// Set by `scripts/test --full`, which has hours.
    var isFull: Bool { environment["UTFALL_FULL_TESTS"] != nil }
}
