import Foundation
import Testing

/// The same pack and evidence give the same bytes, whatever process, environment or worker runs them.
@Suite struct DeterminismTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let pack = "plugins/contracts/uk-care-leavers-reboot-west"
    private static let settle = [
        "settle", pack, "--evidence", "\(pack)/evidence/claims.csv", "\(pack)/evidence/persons.csv", "--json",
    ]

    @Test func `a hundred processes give the same bytes`() throws {
        let first = try Program.run(Self.settle, in: Self.root)
        #expect(first.status == 0)
        for _ in 1..<100 {
            let next = try Program.run(Self.settle, in: Self.root)
            try #require(next.standardOutput == first.standardOutput)
        }
    }

    @Test func `a worker process gives the same bytes as this one`() throws {
        let here = try Program.run(Self.settle, in: Self.root)
        let there = try Program.run(Self.settle + ["--isolate"], in: Self.root)
        #expect(there.status == 0)
        #expect(there.standardOutput == here.standardOutput)
    }
}
