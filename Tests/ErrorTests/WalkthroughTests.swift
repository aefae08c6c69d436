import Foundation
import Testing

/// The guides, followed to the letter: what they show is what comes.
@Suite struct WalkthroughTests {
    @Test func `three contracts come from an empty folder by the first guide alone`() throws {
        let workplace = try Workplace()
        var guide = try Guide("FIRST_CONTRACT.md")
        try guide.follow(in: workplace.folder)
        try hold(guide)
        for contract in ["job-match", "stay-out", "home-again"] {
            #expect(try Program.run(["check", contract], in: workplace.folder).status == 0)
            #expect(try Program.run(["test", contract], in: workplace.folder).status == 0)
        }
    }

    @Test func `each recipe of the cookbook holds`() throws {
        let workplace = try Workplace()
        var guide = try Guide("COOKBOOK.md")
        try guide.follow(in: workplace.folder)
        try hold(guide)

        let packs = try FileManager.default.contentsOfDirectory(atPath: workplace.folder.path).sorted()
        let plugins = Guide.docs.appending(path: "../plugins").standardizedFileURL
        let templates = try FileManager.default.contentsOfDirectory(
            atPath: plugins.appending(path: "templates").path)
        #expect(packs == templates.filter { $0 != "common" }.sorted())
        for pack in packs {
            let check = try Program.run(["check", pack], in: workplace.folder)
            #expect(check.status == 0, "\(check.standardOutput)")
            let test = try Program.run(["test", pack], in: workplace.folder)
            #expect(test.status == 0, "\(test.standardOutput)")
            #expect(test.standardOutput.contains("passed  tests/recipe."), "\(pack) has no test of its own")
        }
        // What assessments write pays nothing.
        let libraries = try FileManager.default.contentsOfDirectory(
            atPath: plugins.appending(path: "lib").path)
        for library in libraries where library != "std.assessment" {
            #expect(guide.text.contains("`\(library)`"), "no recipe names \(library)")
        }
    }

    @Test func `the program that the guide for integrators shows is one that runs, and prints this`() throws {
        let workplace = try Workplace()
        let root = Guide.docs.deletingLastPathComponent()
        for folder in ["plugins", "scripts"] {
            try FileManager.default.createSymbolicLink(
                at: workplace.folder.appending(path: folder), withDestinationURL: root.appending(path: folder)
            )
        }
        let guide = try Guide("EMBEDDING.md")
        let blocks = stride(from: 1, to: guide.parts.count, by: 2).map { guide.parts[$0] }
        func texts(_ fence: String) -> [String] {
            blocks.filter { $0.hasPrefix("\(fence)\n") }.map { String($0.dropFirst(fence.count + 1)) }
        }
        let folder = root.appending(path: "scripts/embedding")
        let source = try String(contentsOf: folder.appending(path: "Example.swift"), encoding: .utf8)
        #expect(texts("swift").joined(separator: "\n") == source, "the page shows another program")
        #expect(
            try texts("lua")
                == [String(contentsOf: folder.appending(path: "cost_centres.lua"), encoding: .utf8)])

        let ended = try Program.shell("EmbeddingExample", in: workplace.folder)
        #expect(ended.status == 0, "\(ended.standardError)")
        let shown = try #require(texts("text").first)
        guard shown != ended.standardOutput else { return }
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try guide.text.replacingOccurrences(
                of: "```text\n\(shown)", with: "```text\n\(ended.standardOutput)"
            )
            .write(to: guide.page, atomically: true, encoding: .utf8)
        }
        Issue.record(
            "docs/EMBEDDING.md shows something else; RECORD=1 writes it anew:\n\(ended.standardOutput)")
    }

    /// Records what is not as the page says, and with RECORD=1 writes what was printed into it.
    private func hold(_ guide: Guide) throws {
        for fault in guide.faults { Issue.record("docs/\(guide.page.lastPathComponent): \(fault)") }
        if !guide.faults.isEmpty, ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try guide.text.write(to: guide.page, atomically: true, encoding: .utf8)
        }
    }
}
