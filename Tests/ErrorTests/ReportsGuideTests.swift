import Foundation
import Testing

/// The guide for analysts, run as it stands: its scripts are written to files, its commands typed, and what they print
/// is held against what it shows.
@Suite struct ReportsGuideTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let page = root.appending(path: "docs/REPORTS.md")

    /// A block of the page: its language and its text.
    private struct Piece {
        let language: String
        var text: String
    }

    @Test func `the guide shows what its commands print`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "guide-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "plugins"), withDestinationURL: Self.root.appending(path: "plugins"))

        let guide = try String(contentsOf: Self.page, encoding: .utf8)
        var parts = guide.components(separatedBy: "```")
        #expect(parts.count > 12 && parts.count % 2 == 1)
        var printed = ""
        for place in stride(from: 1, to: parts.count, by: 2) {
            let lines = parts[place].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let text = lines.count > 1 ? String(lines[1]) : ""
            switch lines[0] {
            case "lua":
                let name = try #require(text.firstMatch(of: /^-- (\w+\.lua)\n/)).output.1
                try Data(text.utf8).write(to: folder.appending(path: String(name)))
                // The title promises it.
                if name == "outcomes.lua" { #expect(text.split(separator: "\n").count <= 12) }
            case "sh":
                let ended = try Program.shell(text, in: folder)
                #expect(ended.status <= 1, "\(text)\(ended.standardError)")
                printed = ended.standardOutput
            case "text":
                #expect(printed.split(separator: "\n").allSatisfy { $0.count <= 80 })
                if text != printed {
                    Issue.record(
                        "docs/REPORTS.md shows something else; RECORD=1 writes it anew. It prints:\n\(printed)"
                    )
                }
                parts[place] = "text\n\(printed)"
            default: Issue.record("a block of \(lines[0])")
            }
        }
        #expect(FileManager.default.fileExists(atPath: folder.appending(path: "outcomes.html").path))
        let now = parts.joined(separator: "```")
        if now != guide, ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try now.write(to: Self.page, atomically: true, encoding: .utf8)
        }
    }
}
