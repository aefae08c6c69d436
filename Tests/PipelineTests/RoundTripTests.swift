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
        let files = try Self.evidence(first, .csv).map { try folder.write($0.name, $0.text) }
        let second = try pipeline(example.pack, evidence: files)
        #expect(try Self.evidence(second, .csv).map(\.text) == Self.evidence(first, .csv).map(\.text))

        let (before, after) = (try first.settle(example.settlement), try second.settle(example.settlement))
        #expect(before.statement.lines == after.statement.lines)
        #expect(before.statement.claims == after.statement.claims)
        #expect(before.statement.journal == after.statement.journal)
        #expect(questions(before) == questions(after))
        #expect(
            try withoutNotes(first.report("statement", on: before, as: .txt))
                == withoutNotes(second.report("statement", on: after, as: .txt)))
    }

    private static func evidence(
        _ pipeline: Pipeline, _ format: ExportFormat
    ) throws -> [(name: String, text: String)] {
        try pipeline.exportedFiles(as: format).filter {
            $0.name.hasPrefix("participants") || $0.name.hasPrefix("measurements")
        }
    }

    @Test(arguments: Case.all)
    func `what is exported as NDJSON is the same evidence`(of example: Case) throws {
        let folder = try TemporaryFolder()
        let first = try pipeline(
            example.pack, evidence: example.evidence.map { "\(example.pack)/evidence/\($0)" })
        let files = try Self.evidence(first, .ndjson).map { try folder.write($0.name, $0.text) }
        #expect(files.allSatisfy { $0.hasSuffix(".ndjson") })
        let second = try pipeline(example.pack, evidence: files)
        #expect(try Self.evidence(second, .csv).map(\.text) == Self.evidence(first, .csv).map(\.text))
    }

    @Test func `text that is a formula for a spreadsheet is guarded where people read it, and nowhere else`()
        throws
    {
        let pack = try ContractPack(
            folder: "\(Repository.root)/plugins/contracts/ke-asrh-tiko",
            libraryFolders: [Repository.libraries])
        let pipeline = Pipeline(pack: pack, store: try .temporary())
        _ = try pipeline.importEvidence(
            pack.exampleEvidence,
            recording: Recording(by: "@who", at: "2026-01-01T00:00:00Z", reason: "=1+1"))
        let files = try pipeline.exportedFiles()
        let batches = try #require(files.first { $0.name == "batches.csv" }).text
        let rows = batches.split(separator: "\n").dropFirst()
        #expect(!rows.isEmpty && rows.allSatisfy { $0.hasSuffix(",'@who,2026-01-01T00:00:00Z,'=1+1") })
        let evidence = try #require(files.first { $0.name == "measurements.csv" }).text
        #expect(!evidence.contains("'"))
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
