import Foundation
import Testing

@Suite struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func `the README shows what the demo prints`() throws {
        let demo = try Program.run(["demo"], in: Self.root)
        #expect(demo.status == 0)
        let printed = demo.standardOutput
            .replacing(/alias utfall=.*/, with: "alias utfall=.build/debug/utfall")
            .replacing("P=<here>/", with: "P=")
        let page = Self.root.appending(path: "README.md")
        let readme = try String(contentsOf: page, encoding: .utf8)
        let block = try #require(readme.firstMatch(of: /(?s)```text\n(.*?)```/))
        guard String(block.output.1) != printed else { return }
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try readme.replacing(block.output.1, with: printed).write(
                to: page, atomically: true, encoding: .utf8)
        }
        Issue.record("README.md shows another demo; RECORD=1 writes it anew. It prints:\n\(printed)")
    }

    @Test func `the care leavers' contract is settled from its files to the penny, as data`() throws {
        let pack = "plugins/contracts/uk-care-leavers-reboot-west"
        let run = try Program.run(
            [
                "settle", pack, "--evidence", "\(pack)/evidence/claims.csv", "\(pack)/evidence/persons.csv",
                "--json",
            ],
            in: Self.root)
        #expect(run.status == 0)
        let statement = try #require(
            JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any])
        #expect(statement["total"] as? String == "1871540.00")
        #expect(statement["currency"] as? String == "GBP")
        let lines = try #require(statement["lines"] as? [[String: Any]])
        #expect(lines.count == 23)
        #expect(lines.allSatisfy { ($0["clause"] as? String)?.hasPrefix("INDIGO-POJ-0121") == true })
    }
}
