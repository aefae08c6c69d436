import Foundation
import LuaHost
import Testing

/// A worker that a script has taken over may say anything; all of it is an error, and nothing traps.
@Suite(.serialized) struct LiarTests {
    private static let lies: [(name: String, bytes: [UInt8])] = [
        ("a frame of no kind", frame(0)),
        ("a frame of an unknown kind", frame(77)),
        ("a frame of the host's", frame(6, text("script"))),
        ("a second greeting", ready),
        ("a frame that is longer than all that may be told", word(34 << 56 | 1 << 50)),
        ("a frame of parts of words", word(34 << 56 | 9) + word(0) + word(0)),
        ("an unknown function", ask(function: 1_000)),
        ("a negative function", ask(function: -1)),
        ("more arguments than there are", ask(count: 2, word(0))),
        ("more arguments than may be", ask(count: 17, Array(repeating: word(0), count: 17).joined())),
        ("a place that has no end", frame(33, word(0) + word(0) + word(0) + word(1) + word(8) + word(.max))),
        ("words after the end", ask(count: 1, word(0) + word(0))),
        ("a value of an unknown kind", ask(count: 1, word(9) + word(1))),
        ("a text that is longer than the frame", ask(count: 1, word(4) + word(1 << 40))),
        ("a text that is longer than memory", ask(count: 1, word(4) + word(.max))),
        ("a table of more than the frame", ask(count: 1, word(6) + word(1 << 60))),
        (
            "a table in a table, too deep",
            ask(count: 1, Array(repeating: word(6) + word(1), count: 40).joined())
        ),
        ("a host value of no type", ask(count: 1, object(type: 150, 1))),
        ("a host value of a negative type", ask(count: 1, object(type: .max, 1))),
        ("a host value of three words", ask(count: 1, object(type: 4, 1, 2, 3))),
        ("a host value of more words than memory", ask(count: 1, word(5) + word(.max))),
        ("a host value that was not given", ask(count: 1, object(type: 0, 5))),
        ("a large host value that was not given", ask(count: 1, object(type: 4, 1, 2, 3, 4, 5, 6))),
        ("an exact number over zero", ask(count: 1, object(type: 2, 1 << 16))),
        ("an exact number not in lowest terms", ask(count: 1, object(type: 2, 2 << 16 | 2))),
        ("an exact number of more bits than it has", ask(count: 1, object(type: 2, 1 << 56 | 1 << 16 | 1))),
        ("a small exact number as a large one", ask(count: 1, object(type: 2, 1, 0, 1, 0, 0, 0))),
        ("an exact number over a negative one", ask(count: 1, object(type: 2, 1, 9, 1, 1 << 63, 0, 0))),
        ("a column that was not lent", ask(count: 1, object(type: 3, 1))),
        ("an address for a column", ask(count: 1, object(type: 3, 0x7fff_0000_0000))),
        ("a status that there is not", done(status: 99)),
        ("a stopped state that has ended well", done(killed: 4)),
        ("a result of more values than there are", done(count: 5)),
        ("a result of fewer nodes than its table has", done(count: 1, word(6) + word(1) + word(0) + word(0))),
        ("a result of more than may be counted", done(count: 1 << 40)),
    ]

    @Test(arguments: lies.indices) func `a lie is told as one`(_ place: Int) throws {
        let lie = LiarTests.lies[place]
        let liar = try Liar(LiarTests.ready + lie.bytes)
        let outcome = try liar.run()
        #expect(outcome.error == "failed: the worker process sent what it may not", "\(lie.name)")
        #expect(outcome.emitted == ["asked 0"], "\(lie.name)")
    }

    @Test func `what is no lie is believed, so that the lies above are found for what they are`() throws {
        let question = LiarTests.ask(
            count: 3,
            LiarTests.word(4) + LiarTests.word(3) + [0x61, 0, 0x62, 0, 0, 0, 0, 0]
                + LiarTests.word(6) + LiarTests.word(1) + LiarTests.word(2) + LiarTests.word(1)
                + LiarTests.word(0) + LiarTests.object(type: 2, 5 << 16 | 7))
        let outcome = try Liar(LiarTests.ready + question + LiarTests.done(count: 1, LiarTests.word(0))).run()
        #expect(outcome.emitted == [#""a\0b" {nil} 2:327687"#, "asked 0"])
        #expect(outcome.error == "")
    }

    @Test func `whatever bytes come, the host program goes on`() throws {
        let question = LiarTests.ask(
            count: 3,
            LiarTests.word(4) + LiarTests.word(8) + Array("abcdefgh".utf8) + LiarTests.word(6)
                + LiarTests.word(1) + LiarTests.word(2) + LiarTests.word(1) + LiarTests.word(0)
                + LiarTests.object(type: 2, 5 << 16 | 7))
        let answer = LiarTests.done(count: 1, LiarTests.word(6) + LiarTests.word(1) + LiarTests.word(0))
        var random = SplitMix(state: 20_160_801)
        var ends: [String: Int] = [:]
        for _ in 0..<200 {
            var bytes = [question, answer]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let part = Int.random(in: 0...1, using: &random)
                // But for the header: a length of bytes that never come is waited for.
                let place = Int.random(in: 8..<bytes[part].count, using: &random)
                bytes[part][place] = UInt8.random(in: 0...255, using: &random)
            }
            let outcome = try Liar(LiarTests.ready + bytes[0] + bytes[1]).run()
            ends[String(outcome.error.prefix(11)), default: 0] += 1
        }
        #expect(ends.count > 1, "some of it is still believed, and some is not: \(ends)")
    }

    @Test func `noise is no worker`() throws {
        var random = SplitMix(state: 7)
        let noise = (0..<4_096).map { _ in UInt8.random(in: 0...255, using: &random) }
        let error = #expect(throws: LuaError.self) { try Liar(noise).run() }
        #expect(error?.description.hasSuffix("it is another program, or of another version") == true)
    }

    @Test func `a worker of another version is told`() throws {
        let other = frame(
            32, LiarTests.word(0x6c6c_6166_7475) + LiarTests.word(2) + LiarTests.word(0) + LiarTests.word(0))
        let error = #expect(throws: LuaError.self) { try Liar(other).run() }
        #expect(error?.kindName == "no worker")
    }

    // MARK: Frames

    static let ready = frame(32, word(0x6c6c_6166_7475) + word(1) + word(0) + word(1_000))

    static func word(_ word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
    static func text(_ text: String) -> [UInt8] {
        word(8) + Array((text + "\0\0\0\0\0\0\0\0").utf8.prefix(8))
    }

    static func object(type: Int32, _ words: UInt64...) -> [UInt8] {
        word(UInt64(UInt32(bitPattern: type)) << 32 | 5) + word(UInt64(words.count)) + words.flatMap(word)
    }

    static func ask(function: Int32 = LiarTests.emit, count: UInt64 = 0, _ values: some Sequence<UInt8> = [])
        -> [UInt8]
    {
        frame(
            33,
            word(UInt64(UInt32(bitPattern: function))) + word(0) + word(1_000) + word(1) + word(7)
                + Array("my.lua\0\0".utf8) + word(count) + Array(values))
    }

    static func done(
        status: UInt64 = 0, killed: UInt64 = 0, count: UInt64 = 0, _ values: [UInt8] = []
    ) -> [UInt8] {
        frame(
            34,
            word(status) + word(killed) + word(0) + word(1_000) + word(0) + word(1) + word(0) + word(1)
                + word(0)
                + word(0) + word(count) + values)
    }

    /// The functions of types come first, then those of modules by name: `again`, `bytes`, `echo`, `emit`.
    private static let emit: Int32 = 6
}

private func frame(_ kind: UInt64, _ payload: [UInt8] = []) -> [UInt8] {
    LiarTests.word(kind << 56 | UInt64(payload.count)) + payload
}

/// A program that says what it was told to say, and listens no more.
private final class Liar {
    private let folder: URL

    /// Written once: a process of another test may hold a file that was just written, between its birth and
    /// its program, and then nobody can start it.
    private static let program: URL = {
        let program = FileManager.default.temporaryDirectory.appending(path: "liar-\(UUID().uuidString)")
        let script = "#!/bin/sh\ncat \"${0%/*}/bytes\" >&0\ncat >/dev/null\n"
        try? Data(script.utf8).write(to: program)
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        return program
    }()

    init(_ bytes: [UInt8]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "liar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: folder.appending(path: "bytes"))
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "program"), withDestinationURL: Liar.program)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func run() throws(LuaError) -> IsolationHost.Outcome {
        let isolation = LuaIsolation.process(worker: folder.appending(path: "program").path)
        for _ in 0..<200 {
            do throws(LuaError) { return try IsolationHost.run("return 1", isolation) } catch {
                guard error.message == "Text file busy" else { throw error }
                usleep(20_000)
            }
        }
        return try IsolationHost.run("return 1", isolation)
    }
}

/// The same numbers in each run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
