import Foundation
import LuaHost
import Testing

/// A worker that ends, hangs, or was never there is an ordinary error.
@Suite struct WorkerTests {
    private static let programs: [(path: String, reason: String)] = [
        ("/nonexistent/utfall-worker", "No such file or directory"),
        ("/etc/passwd", "Permission denied"),
        ("/bin/true", "the worker process ended with exit status 0"),
        ("/bin/cat", "the worker process ended with exit status 1"),
    ]

    @Test(arguments: programs)
    func `a program that is no worker is told with its path`(path: String, reason: String) {
        let error = #expect(throws: LuaError.self) {
            try makeState("return 1", .process(worker: path))
        }
        #expect(error?.kindName == "no worker")
        #expect(error?.description == "the worker process '\(path)' could not be started: \(reason)")
    }

    @Test func `the worker is looked for beside the running program`() {
        #expect(LuaIsolation.workerBesideProgram.hasSuffix("/utfall-worker"))
        #expect(FileManager.default.isExecutableFile(atPath: LuaIsolation.workerBesideProgram))
    }

    @Test func `too little memory for a state is told as in this process`() {
        for isolation in LuaIsolation.all {
            let error = #expect(throws: LuaError.self) {
                try makeState("return 1", isolation, limits: LuaLimits(bytes: 1_000))
            }
            #expect(error?.kindName == "no state")
        }
    }

    private static let signals: [(signal: Int32, name: String)] = [
        (SIGKILL, "SIGKILL"), (SIGSEGV, "SIGSEGV"), (SIGTERM, "SIGTERM"),
    ]

    @Test(arguments: signals)
    func `a worker that is ended in the middle of a call is an ordinary error`(signal: Int32, name: String)
        throws
    {
        let record = IsolationHost.Record()
        record.onSignal = { state in kill(state.workerProcess!, signal) }
        let state = try IsolationHost.makeState("host.signal() emit('on')", .worker, record)
        for _ in 1...2 {  // a state that has ended never runs again
            let error = #expect(throws: LuaError.self) { try state.require("script") }
            #expect(error?.kindName == "failed")
            #expect(error?.description == "the worker process was ended by the signal \(name)")
        }
        #expect(record.emitted.isEmpty)
        #expect(state.workerProcess == nil)
    }

    @Test func `a worker that is ended while it runs is an ordinary error`() throws {
        let state = try makeState("while true do end", .worker, limits: LuaLimits(milliseconds: 5_000))
        let process = try #require(state.workerProcess)
        Thread.detachNewThread {
            usleep(50_000)
            kill(process, SIGKILL)
        }
        let error = #expect(throws: LuaError.self) { try state.require("script") }
        #expect(error?.description == "the worker process was ended by the signal SIGKILL")
    }

    @Test func `a worker that neither runs nor answers is ended`() throws {
        let record = IsolationHost.Record()
        record.onSignal = { state in kill(state.workerProcess!, SIGSTOP) }
        let start = ContinuousClock.now
        let outcome = try IsolationHost.run("host.signal()", .worker, record)
        #expect(outcome.error.hasPrefix("time: "))
        #expect(ContinuousClock.now - start < .seconds(60 * Sanitizers.slowness))
    }

    @Test func `a state that is not used any more ends its worker`() throws {
        var state: LuaState? = try makeState("return 1", .worker)
        let process = try #require(state?.workerProcess)
        #expect(kill(process, 0) == 0)
        state = nil
        #expect(kill(process, 0) == -1)
    }

    @Test func `a worker ends when its host program does`() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let idle = try makeState("return 1", .worker)
            let busy = try makeState(
                "while true do end", .worker, limits: LuaLimits(milliseconds: 500 * Sanitizers.slowness))
            print("<\(idle.workerProcess!)><\(busy.workerProcess!)>")
            fflush(nil)
            Thread.detachNewThread {
                usleep(100_000)
                _exit(0)
            }
            _ = try busy.require("script")
        }
        let printed = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        let processes = printed.matches(of: /<([0-9]+)>/).compactMap { Int32($0.output.1) }
        #expect(processes.count == 2)
        let end = ContinuousClock.now + .seconds(60 * Sanitizers.slowness)
        while processes.contains(where: WorkerTests.isWorker), ContinuousClock.now < end { usleep(10_000) }
        #expect(!processes.contains(where: WorkerTests.isWorker))
    }

    private static func isWorker(_ process: Int32) -> Bool {
        let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return state?.contains("(utfall-worker) R") == true || state?.contains("(utfall-worker) S") == true
    }

    @Test func `the kernel bounds a worker, and nothing is handed to it but its socket`() throws {
        let state = try makeState(
            "return 1", .worker, limits: LuaLimits(bytes: 16 << 20, milliseconds: 1_000))
        _ = try state.require("script")
        let folder = "/proc/\(try #require(state.workerProcess))"
        let limits = try String(contentsOfFile: folder + "/limits", encoding: .utf8)
        for name in ["Max file size", "Max core file size", "Max processes", "Max open files"] {
            #expect(limits.contains(try Regex("\(name) +0 +0 ")), "\(name)")
        }
        guard WorkerTests.isConfined else { return }
        #expect(limits.contains(#/Max cpu time +4 /#))
        // 32 MB, and four times the memory of the state and of its source.
        #expect(limits.contains(try Regex("Max address space +\(96 << 20 + 4 * "return 1".utf8.count) ")))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/fd") == ["0"])
        #expect(try Data(contentsOf: URL(filePath: folder + "/environ")).isEmpty)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/cwd") == "/")
        let status = try String(contentsOfFile: folder + "/status", encoding: .utf8)
        #expect(status.contains(/NoNewPrivs:\s1\n/))
        #expect(status.contains(/Seccomp:\s2\n/))
    }

    /// Not where sanitizers are linked, or where the kernel knows no filters.
    private static let isConfined =
        !Sanitizers.isLinked
        && FileManager.default.fileExists(atPath: "/proc/sys/kernel/seccomp/actions_avail")

    private static let forbidden = ["open", "socket", "fork", "exec", "kill", "limit", "code"]

    @Test(.enabled(if: isConfined), arguments: forbidden)
    func `what reaches out of a worker ends it`(_ what: String) throws {
        #expect(try WorkerTests.exitStatus(trying: what) == -Int(SIGSYS))
    }

    @Test(.enabled(if: isConfined)) func `what a worker needs it may do`() throws {
        #expect(try WorkerTests.exitStatus(trying: "memory") == 0)
        #expect(try WorkerTests.exitStatus(trying: "nothing of these") == 4)
    }

    private static func exitStatus(trying what: String) throws -> Int {
        let process = Process()
        process.executableURL = URL(filePath: LuaIsolation.workerBesideProgram)
        process.arguments = ["--try", what]
        try process.run()
        process.waitUntilExit()
        let status = Int(process.terminationStatus)
        return process.terminationReason == .uncaughtSignal ? -status : status
    }
}
