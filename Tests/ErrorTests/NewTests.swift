import Foundation
import Testing

/// `utfall new` with somebody at the keyboard, and without.
@Suite struct NewTests {
    @Test func `somebody who is there is asked, told what is wrong with an answer, and asked again`() throws {
        let workplace = try Workplace()
        let keyboard = try Keyboard(["new", "days", "--template", "unit-price"], in: workplace.folder)
        let answers: [(question: String, typed: String)] = [
            ("Title of the contract [days]: ", "Days in housing"), ("Id of the pack [days]: ", ""),
            ("Currency [EUR]: ", "eur"), ("a currency of ISO 4217, such as SEK, EUR or GBP", ""),
            ("Currency [EUR]: ", "SEK"), ("Outcome payer, a public body [City council]: ", ""),
            ("Provider [Service provider]: ", ""), ("First day of the contract [2027-01-01]: ", "2026-02-30"),
            ("a day, such as 2027-01-31", ""), ("First day of the contract [2027-01-01]: ", "2026-03-01"),
            ("Last day of the contract [2029-02-28]: ", "2025-01-01"),
            ("a day after 2026-03-01 (starts)", ""),
            ("Last day of the contract [2029-02-28]: ", ""), ("The most that is ever paid [1000000]: ", ""),
            ("Price of one unit [120]: ", "a lot"), ("a sum above 0 with at most 2 decimals", ""),
            ("Price of one unit [120]: ", "12.50"),
        ]
        for (question, typed) in answers {
            try #require(keyboard.wait(for: question), "\(question) never came: \(keyboard.said)")
            // What is wrong is said, and then asked for.
            if question.contains("]: ") { keyboard.type(typed) }
        }
        #expect(keyboard.end() == 0)
        #expect(keyboard.said.contains("utfall check days"))
        let check = try Program.run(["check", "days"], in: workplace.folder)
        #expect(check.status == 0)
        let terms = try String(
            contentsOf: workplace.folder.appending(path: "days/contract.toml"), encoding: .utf8)
        for line in [
            "title = \"Days in housing\"", "currency = \"SEK\"", "price = \"12.50\"", "starts = 2026-03-01",
        ] {
            #expect(terms.contains(line))
        }
    }

    @Test func `whoever leaves in the middle leaves nothing behind`() throws {
        let workplace = try Workplace()
        let keyboard = try Keyboard(["new", "days", "--template", "unit-price"], in: workplace.folder)
        try #require(keyboard.wait(for: "Title of the contract"))
        keyboard.type("\u{04}", endsLine: false)
        #expect(keyboard.end() == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workplace.folder.path) == [])
    }

    @Test func `nobody is asked who is not there`() throws {
        let workplace = try Workplace()
        let ended = try Program.run(
            ["new", "days", "--template", "unit-price", "--currency", "SEK", "--set", "price=12.50"],
            in: workplace.folder)
        #expect(ended.status == 0)
        #expect(ended.standardError == "")
        let said = ended.standardOutput.split(separator: "\n")
        #expect(said.count <= 6)
        #expect(said.allSatisfy { $0.count <= 80 })
        // What it says to type works as it stands, but for the pattern, which a shell fills in.
        for line in said where line.hasPrefix("  utfall ") {
            let words = line.dropFirst("  utfall ".count).replacing("*", with: "units").split(separator: " ")
            let ended = try Program.run(words.map(String.init), in: workplace.folder)
            #expect(ended.status == 0, "\(line): \(ended)")
        }
    }

    @Test func `each template is listed in a line of at most 80 characters`() throws {
        let workplace = try Workplace()
        let ended = try Program.run(["new", "--list"], in: workplace.folder)
        #expect(ended.status == 0)
        let lines = ended.standardOutput.split(separator: "\n")
        #expect(lines.count == 16)
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(try Program.run(["new"], in: workplace.folder).description == ended.description)
    }

    @Test func `an export of a contract is a project from which a skeleton is made`() throws {
        let workplace = try Workplace()
        let contract = try #require(ErrorCase.all.first { $0.name == "unknown-template" })
        try workplace.prepare(contract)
        let exported = try Program.run(["export", "pack", "--format", "indigo"], in: workplace.folder)
        #expect(exported.status == 0)
        let written = try Program.run(
            ["export", "pack", "--format", "indigo", "-o", "project.json"], in: workplace.folder)
        #expect(written.status == 0 && written.standardOutput == "project.json written\n")
        #expect(written.standardError == exported.standardError && !written.standardError.isEmpty)
        let file = workplace.folder.appending(path: "project.json")
        #expect(try String(contentsOf: file, encoding: .utf8) == exported.standardOutput)
        let started = try Program.run(["new", "copy", "--from-indigo", "project.json"], in: workplace.folder)
        #expect(started.status <= 1)
        #expect(try Program.run(["check", "copy"], in: workplace.folder).status <= 1)
    }
}

/// A program whose input and messages are a terminal, so that it takes somebody to be there.
private final class Keyboard {
    private let process = Process()
    private let terminal: FileHandle
    private(set) var said = ""
    /// What was said behind the last question that was waited for.
    private var rest = Substring()

    struct NoTerminal: Error {}

    /// TIOCSPTLCK and TIOCGPTN, which are macros in C.
    private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    init(_ arguments: [String], in folder: URL) throws {
        let own = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (isLocked, number): (Int32, Int32) = (0, 0)
        guard own >= 0, ioctl(own, Self.setLock, &isLocked) == 0, ioctl(own, Self.getNumber, &number) == 0
        else {
            throw NoTerminal()
        }
        let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard other >= 0 else { throw NoTerminal() }
        terminal = FileHandle(fileDescriptor: own, closeOnDealloc: true)
        let its = FileHandle(fileDescriptor: other, closeOnDealloc: true)
        process.executableURL = Program.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        (process.standardInput, process.standardOutput, process.standardError) = (its, its, its)
        try process.run()
        try its.close()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// Reads until a text has come, and returns whether it did in time.
    func wait(for text: String, seconds: Int = 20) -> Bool {
        let end = Date.now.addingTimeInterval(TimeInterval(seconds))
        while true {
            if let found = rest.range(of: text) {
                rest = rest[found.upperBound...]
                return true
            }
            guard Date.now < end, read() else { return false }
        }
    }

    /// Returns false where no more will come.
    private func read() -> Bool {
        var poll = pollfd(fd: terminal.fileDescriptor, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&poll, 1, 200) > 0 else { return process.isRunning }
        var bytes = [UInt8](repeating: 0, count: 4096)
        // Once nobody has the other side open, reading is an error.
        let count = Glibc.read(terminal.fileDescriptor, &bytes, bytes.count)
        guard count > 0 else { return false }
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        said += text
        rest = Substring(rest + text)
        return true
    }

    func type(_ text: String, endsLine: Bool = true) {
        try? terminal.write(contentsOf: Data((text + (endsLine ? "\n" : "")).utf8))
    }

    /// Waits for the end of the program, and returns its status.
    func end() -> Int32 {
        let end = Date.now.addingTimeInterval(20)
        while read(), Date.now < end {}
        guard Date.now < end else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
