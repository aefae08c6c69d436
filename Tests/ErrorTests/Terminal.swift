import Foundation

/// A program at a terminal of its own, 80 columns wide, at which a test types.
final class Terminal {
    private let screen: Int32
    private let identifier: pid_t
    /// All that was shown so far.
    private(set) var shown = ""

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    private static let patience = 60.0

    /// - Parameter environment: beside what every program needs.
    init(_ program: URL, _ arguments: [String], in folder: URL, environment: [String: String]) throws {
        var other: Int32 = -1
        var pair: Int32 = -1
        guard openpty(&pair, &other, nil, nil, nil) == 0, let device = ttyname(other) else {
            throw Failed(description: "there is no terminal to be had")
        }
        screen = pair
        let name = String(cString: device)
        // Open here until the program has it: a terminal that nobody has is at its end.
        defer { close(other) }
        for descriptor in [screen, other] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(screen, UInt(TIOCSWINSZ), &size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens is its own, whose Ctrl-C comes to it.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        // The tests beside this one have hundreds of files open, more than a terminal's program expects.
        for descriptor in STDERR_FILENO + 1..<8_192 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let setSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | setSession))
        let line = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, program.path] + arguments
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let settings = environment.merging(["TERM": "xterm", "PATH": path, "USER": "tester"]) { own, _ in own
        }
        let words = line.map { strdup($0) } + [nil]
        let variables = settings.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var identifier: pid_t = 0
        guard posix_spawn(&identifier, "/bin/sh", &actions, &attributes, words, variables) == 0 else {
            close(screen)
            throw Failed(description: "\(program.path) was not started")
        }
        self.identifier = identifier
    }

    deinit {
        close(screen)
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        // What is not taken leave of keeps tests that end a process of their own waiting for ever.
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(screen, bytes, bytes.count)
    }

    /// Waits until a text is shown that was not shown when it was called before, and returns what was shown until then.
    @discardableResult
    func wait(for text: String) throws -> String {
        let started = Date.now
        while true {
            if let range = shown.range(of: text) {
                let before = String(shown[..<range.upperBound])
                shown = String(shown[range.upperBound...])
                return before
            }
            guard read(), Date.now.timeIntervalSince(started) < Self.patience else {
                throw Failed(description: "'\(text)' was not shown, but '\(shown)'")
            }
        }
    }

    /// Waits until a line runs, and types Ctrl-C until it has ended: one that has not quite begun does not hear it.
    func interrupt() throws {
        let started = Date.now
        var wasTyped = false
        while !wasTyped || isRunningALine {
            guard Date.now.timeIntervalSince(started) < Self.patience else {
                throw Failed(description: wasTyped ? "what runs did not hear Ctrl-C" : "nothing runs")
            }
            if isRunningALine {
                type("\u{3}")
                wasTyped = true
            }
            for _ in 0..<5 { _ = read() }
        }
    }

    /// Whether no line is being typed: then keys mean to the terminal what they do to any program.
    private var isRunningALine: Bool {
        var settings = termios()
        return tcgetattr(screen, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) != 0
    }

    /// Waits for the end of the program, and returns its status; that of one that was killed where it does not end.
    func ended() -> Int32 {
        let started = Date.now
        while read() {
            if Date.now.timeIntervalSince(started) > Self.patience { kill(identifier, SIGKILL) }
        }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    /// Reads what there is, for at most a tenth of a second; false at the end.
    private func read() -> Bool {
        var ready = pollfd(fd: screen, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 100) > 0 else { return true }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(screen, &bytes, bytes.count)
        guard count > 0 else { return false }
        shown += String(decoding: bytes[..<count], as: UTF8.self)
        return true
    }
}
