import OutcomesModel
import Settlement
import Testing
import Utfall

@Suite struct RoundTripTests {
    @Test(arguments: Case.all)
    func `what is exported and imported anew is settled the same`(of example: Case) throws {
        let folder = try TemporaryFolder()
        let first = try pipeline(
            example.pack, evidence: example.evidence.map { "\(example.pack)/evidence/\($0)" })
        let files = try first.exportedFiles().map { try folder.write($0.name, $0.text) }
        let second = try pipeline(example.pack, evidence: files)
        #expect(try second.exportedFiles().map(\.text) == first.exportedFiles().map(\.text))

        let (before, after) = (try first.settle(example.settlement), try second.settle(example.settlement))
        #expect(before.statement.lines == after.statement.lines)
        #expect(before.statement.claims == after.statement.claims)
        #expect(before.statement.journal == after.statement.journal)
        #expect(questions(before) == questions(after))
        #expect(
            try withoutNotes(first.report("statement", on: before, as: .txt))
                == withoutNotes(second.report("statement", on: after, as: .txt)))
    }

    private func questions(_ settled: Settled) -> [String] {
        settled.findings.filter(\.isOpen).map(\.finding.message)
    }

    /// Leaves out what the store numbers, and what is said of rows that were rejected and so not exported.
    private func withoutNotes(_ statement: String) -> [Substring] {
        statement.split(separator: "\n").filter {
            !$0.hasPrefix("Evidence as of batch") && !$0.hasPrefix("│")
        }
    }
}
