import Foundation
import Testing

/// What `utfall check` finds, and in which forms it tells it.
@Suite struct CheckTests {
    private struct Told: Decodable {
        let errors, warnings, notes: Int
        let notLookedAt: [String]
        let remarks: [Remark]

        struct Remark: Decodable {
            let severity, rule, message, file: String
            let line: Int
            let column, length: Int?
            let replacement: String?
        }
    }

    private static let many = ErrorCase.all.first { $0.name == "many-mistakes-at-once" }

    /// Each line of the pack that has a mistake says which: `-- mistake: RULE`.
    private static func planted(in folder: URL) throws -> [String] {
        try filesBelow(folder).flatMap { file -> [String] in
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
                index, line in
                line.matches(of: /mistake: ([a-z-]+)/).map { "\(file):\(index + 1) \($0.output.1)" }
            }
        }.sorted()
    }

    @Test func `every planted mistake is named in one run, and nothing else`() throws {
        let errorCase = try #require(CheckTests.many)
        let workplace = try Workplace()
        try workplace.prepare(errorCase)
        let planted = try CheckTests.planted(in: workplace.folder)
        #expect(planted.count >= 28)

        let ended = try Program.run(["check", "pack", "--json"], in: workplace.folder)
        let told = try CheckTests.decode(ended.standardOutput)
        #expect(ended.status == 3)
        #expect(told.remarks.map { "\($0.file):\($0.line) \($0.rule)" }.sorted() == planted)
        #expect(told.errors + told.warnings + told.notes == told.remarks.count)
    }

    @Test func `what a remark would put in place of a name makes the pack right`() throws {
        let errorCase = try #require(CheckTests.many)
        let workplace = try Workplace()
        try workplace.prepare(errorCase)
        let before = try CheckTests.decode(
            Program.run(["check", "pack", "--json"], in: workplace.folder).standardOutput)
        let mended = before.remarks.filter { $0.replacement != nil }
        #expect(mended.count >= 10)
        // From the end of each line to its beginning, so that columns stay what they were.
        for remark in mended.sorted(by: { ($0.line, $0.column ?? 0) > ($1.line, $1.column ?? 0) }) {
            let path = workplace.folder.appending(path: remark.file)
            var lines = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n")
            let column = try #require(remark.column)
            let length = try #require(remark.length)
            var line = Array(lines[remark.line - 1].unicodeScalars)
            line.replaceSubrange(
                (column - 1)..<(column - 1 + length), with: remark.replacement!.unicodeScalars)
            lines[remark.line - 1] = String(String.UnicodeScalarView(line))
            try Data(lines.joined(separator: "\n").utf8).write(to: path)
        }
        let after = try CheckTests.decode(
            Program.run(["check", "pack", "--json"], in: workplace.folder).standardOutput)
        let left = Set(after.remarks.map(\.message))
        #expect(mended.allSatisfy { !left.contains($0.message) }, "\(left)")
        #expect(after.remarks.count == before.remarks.count - mended.count)
    }

    @Test
    func `an error in the terms hides no note on what could be read, and what was not looked at is said`()
        throws
    {
        let workplace = try Workplace()
        try workplace.lay("contract")
        let terms = workplace.folder.appending(path: "pack/contract.toml")
        let whole = try String(contentsOf: terms, encoding: .utf8)
        func told(_ changes: [(String, String)]) throws -> Told {
            let changed = changes.reduce(whole) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
            try Data(changed.utf8).write(to: terms)
            return try CheckTests.decode(
                Program.run(["check", "pack", "--json"], in: workplace.folder).standardOutput)
        }
        let uncapped = ("amount = \"10000.00\"", "amount = \"10000.00\"\npayments = [\"wellbeing_bonus\"]")
        let silent = (", not_measured = \"exclude\"", "")
        let rules: Set = ["uncapped-payment", "unstated-missing"]
        let inOrder = try told([uncapped, silent])
        #expect(inOrder.errors == 0 && rules.isSubset(of: inOrder.remarks.map(\.rule)))
        #expect(inOrder.notLookedAt == [])
        // The same with an error beside them.
        let elsewhere = try told([uncapped, silent, ("months = 12", "moths = 12")])
        #expect(elsewhere.errors > 0 && rules.isSubset(of: elsewhere.remarks.map(\.rule)))
        #expect(elsewhere.notLookedAt == [])
        // With an error in a cap nobody knows what it bounds.
        let inCap = try told([silent, ("10000.00", "10,000.00")])
        #expect(Set(inCap.remarks.map(\.rule)).isDisjoint(with: ["uncapped-payment"]))
        #expect(inCap.remarks.contains { $0.rule == "unstated-missing" })
        #expect(inCap.notLookedAt == ["what no [[cap]] bounds, since [[cap]] cannot be read"])
        let text = try Program.run(["check", "pack"], in: workplace.folder).standardOutput
        #expect(text.contains("\nnot looked at: what no [[cap]] bounds, since [[cap]] cannot be read\n"))
        #expect(inCap.remarks.filter { $0.column != nil }.allSatisfy { $0.length != nil })
    }

    /// A line with a name that is nowhere, or a text that should not be there, and what is shown of it.
    private static let excerpts: [(line: String, shown: String, caret: String)] = [
        ("local x = nowhere", "local x = nowhere", "          ^~~~~~~"),
        (
            "local x = \(String(repeating: "n", count: 300))", "…\(String(repeating: "n", count: 70))…",
            " ^" + String(repeating: "~", count: 70)
        ),
        (
            "\(String(repeating: " ", count: 200))x = 1, nowhere",
            "…\(String(repeating: " ", count: 57))x = 1, nowhere",
            String(repeating: " ", count: 65) + "^~~~~~~"
        ),
        ("\tlocal x = nowhere", " local x = nowhere", "           ^~~~~~~"),
        ("local x = '漢字' .. nowhere", "local x = '漢字' .. nowhere", "                    ^~~~~~~"),
        (
            "local x = '\(String(repeating: "漢", count: 60))' .. nowhere",
            "… \(String(repeating: "漢", count: 29))' .. nowhere",
            String(repeating: " ", count: 65) + "^~~~~~~"
        ),
        ("local x = 'e\u{301}' .. nowhere", "local x = 'e\u{301}' .. nowhere", "                 ^~~~~~~"),
        // Behind the last character of the file.
        (
            "return { \(String(repeating: "a", count: 100))", "…\(String(repeating: "a", count: 70))",
            String(repeating: " ", count: 71) + "^"
        ),
    ]

    @Test(arguments: excerpts)
    func `a line is shown as far as it fits, with what is marked in it`(
        line: String, shown: String, caret: String
    ) throws {
        let workplace = try Workplace()
        try workplace.lay("contract")
        let rules = workplace.folder.appending(path: "pack/rules.lua")
        let whole = try String(contentsOf: rules, encoding: .utf8)
        let isWhole = line.hasPrefix("return")
        try Data((isWhole ? line : "\(line)\n\(whole)").utf8).write(to: rules)
        let ended = try Program.run(["check", "pack"], in: workplace.folder)
        #expect(ended.status == 3)
        let lines = ended.standardOutput.components(separatedBy: "\n")
        let place = try #require(lines.firstIndex { $0.hasPrefix("    1 | ") })
        #expect(lines[place] == "    1 | \(shown)")
        #expect(lines[place + 1] == "      | \(caret)")
    }

    @Test func `a code review reads it as SARIF`() throws {
        let errorCase = try #require(CheckTests.many)
        let workplace = try Workplace()
        try workplace.prepare(errorCase)
        let ended = try Program.run(["check", "pack", "--sarif"], in: workplace.folder)
        let log = try #require(
            JSONSerialization.jsonObject(with: Data(ended.standardOutput.utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count >= 28)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
            let location = try #require((result["locations"] as? [[String: Any]])?.first)
            let place = try #require(location["physicalLocation"] as? [String: Any])
            let region = try #require(place["region"] as? [String: Any])
            #expect((region["startLine"] as? Int ?? 0) >= 1)
            if let start = region["startColumn"] as? Int {
                #expect(region["endColumn"] as? Int ?? 0 > start, "\(result)")
            }
        }
    }

    @Test func `it is checked again when a file is saved`() throws {
        let errorCase = try #require(ErrorCase.all.first { $0.name == "misspelt-global" })
        let workplace = try Workplace()
        try workplace.prepare(errorCase)
        let process = Process()
        process.executableURL = Program.executable
        process.arguments = ["check", "pack", "--watch"]
        process.currentDirectoryURL = workplace.folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        defer { kill(process.processIdentifier, SIGKILL) }

        let reading = OutputReading(output.fileHandleForReading)
        #expect(reading.wait(for: "Ctrl-C ends", seconds: 20).contains("is not defined"))
        let rules = workplace.folder.appending(path: "pack/rules.lua")
        try FileManager.default.removeItem(at: rules)
        try FileManager.default.copyItem(
            at: ErrorCase.root.appending(path: "Bases/contract/pack/rules.lua"), to: rules)
        #expect(!reading.wait(for: "Ctrl-C ends", seconds: 20).contains("is not defined"))
    }

    private static func decode(_ text: String) throws -> Told {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Told.self, from: Data(text.utf8))
    }
}

/// What a running program writes, read until a text comes.
private final class OutputReading {
    private let handle: FileHandle

    init(_ handle: FileHandle) { self.handle = handle }

    /// Returns what came up to `text`, or as much as came in time.
    func wait(for text: String, seconds: Int) -> String {
        var came = ""
        let end = Date.now.addingTimeInterval(TimeInterval(seconds))
        var poll = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
        while !came.contains(text), Date.now < end {
            guard Glibc.poll(&poll, 1, 200) > 0 else { continue }
            let data = handle.availableData
            guard !data.isEmpty else { break }
            came += String(decoding: data, as: UTF8.self)
        }
        return came
    }
}
