import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

@Suite struct EvidenceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [Repository.norrkoping, Repository.jobCoaching, Repository.rebootWest], 1...3)
    func `the order of the rows in the evidence does not matter`(of pack: String, seed: Int) throws {
        let files = try ContractPack(folder: pack, libraryFolders: [Repository.libraries]).exampleEvidence
        let shuffled = try files.map { try shuffledCopy(of: $0, seed: UInt64(seed)) }
        let before = try pipeline(pack, evidence: files)
        let after = try pipeline(pack, evidence: shuffled)
        let (settled, again) = (try before.settle().statement, try after.settle().statement)
        #expect(settled.lines == again.lines)
        #expect(settled.claims == again.claims)
        #expect(settled.held == again.held)
        #expect(settled.estimates == again.estimates)
        #expect(try before.statement() == after.statement())
    }

    @Test func `a correction changes what is known after it and not what was known before`() throws {
        let pipeline = try pipeline(Repository.rebootWest)
        let before = try pipeline.settle()
        let known = before.statement.asOf
        let correction = try folder.write(
            "correction.csv",
            "subject,indicator,day,value,state\ncontract,outcomemetric1,2022-12-31,528,verified\n")
        let file = try #require(try pipeline.importEvidence([correction], recording: corrected).first)
        #expect((file.new, file.unchanged, file.corrections) == (0, 0, 1))

        #expect(try pipeline.settle().statement.total.description == "1871760.00 GBP")
        let earlier: [AsOf] = [.batch(known), AsOf(known.description), AsOf("2026-11-21"), AsOf(imported.at)]
        for asOf in earlier {
            let settled = try pipeline.settle(asOf: asOf)
            #expect(settled.statement.total.description == "1871540.00 GBP", "as of \(asOf)")
            #expect(
                try pipeline.report("statement", on: settled, as: .txt)
                    == pipeline.report("statement", on: before, as: .txt))
        }
    }

    @Test func `the same file twice is recorded once`() throws {
        let pipeline = try pipeline(Repository.norrkoping)
        let (statement, files) = (try pipeline.statement(), try pipeline.exportedFiles().map(\.text))
        let again = try pipeline.importEvidence(pipeline.pack.exampleEvidence, recording: corrected)
        #expect(again.map(\.wasAlreadyRecorded) == [true, true, true])
        #expect(again.map(\.batch).sorted() == [BatchID(1), BatchID(2), BatchID(3)])
        #expect(try pipeline.findings().count == 2)
        #expect(try pipeline.statement() == statement)
        #expect(try pipeline.exportedFiles().map(\.text) == files)
    }

    @Test func `values about nobody are counted at import and listed, until the participant is known`() throws
    {
        let pipeline = try pipeline(Repository.jobCoaching)
        let before = try pipeline.findings().count
        let stray = try folder.write(
            "stray.csv",
            "subject,indicator,day,value,state\nj-99,work,2024-06-01,1,verified\nj-99,training,2024-06-03,1,verified\n"
                + "j-01,training,2024-06-03,1,verified\n")
        let file = try #require(try pipeline.importEvidence([stray], recording: corrected).first)
        #expect(
            file.findings.map(\.message) == [
                "2 values are about 1 subject not among the participants, and count for nothing"
            ])
        #expect(file.findings[0].place?.file == "stray.csv" && file.findings[0].severity == .warning)
        let listed = try pipeline.findings()
        #expect(listed.count == before + 1)
        #expect(listed.last?.finding.message.hasSuffix("count for nothing: j-99") == true)
        #expect(try pipeline.findingsReport().text(as: .txt).contains("nothing: j-99"))
        #expect(try pipeline.settle().findings.contains { $0.finding == listed.last?.finding })

        let people = try #require(pipeline.pack.exampleEvidence.first { $0.hasSuffix("participants.csv") })
        let lines = try String(contentsOfFile: people, encoding: .utf8).split(separator: "\n")
        let row = try #require(lines.first { $0.hasPrefix("k-01,") })
        let late = try folder.write("participants.csv", "\(lines[0])\nj-99\(row.dropFirst(4))\n")
        _ = try pipeline.importEvidence([late], recording: corrected)
        #expect(try !pipeline.findings().contains { $0.finding.rule == "evidence.participants" })
    }

    @Test func `evidence of which one file cannot be used is not recorded at all`() throws {
        let pack = try ContractPack(folder: Repository.rebootWest, libraryFolders: [Repository.libraries])
        let pipeline = Pipeline(pack: pack, store: try EvidenceStore.temporary())
        let broken = try folder.write("names.csv", "subject,name\nc-001,Nobody\n")
        #expect(throws: (any Error).self) {
            try pipeline.importEvidence(pack.exampleEvidence + [broken], recording: imported)
        }
        #expect(throws: PipelineError.self) { try pipeline.evidence() }
    }

    @Test(arguments: Case.all)
    func `the statement is the same to the byte in twenty runs`(of example: Case) throws {
        let evidence = example.evidence.map { "\(example.pack)/evidence/\($0)" }
        var statements: [String] = []
        for _ in 1...2 {
            let pipeline = try pipeline(example.pack, evidence: evidence)
            for _ in 1...10 { statements.append(try pipeline.statement(example.settlement)) }
        }
        #expect(statements.count == 20 && Set(statements).count == 1)
    }

    /// Shuffles the rows behind remarks and header.
    private func shuffledCopy(of path: String, seed: UInt64) throws -> String {
        let lines = try text(of: path).split(separator: "\n")
        let header = lines.prefix { $0.hasPrefix("#") }.count + 1
        var generator = SplitMix(state: seed)
        let rows = lines.dropFirst(header).shuffled(using: &generator)
        #expect(rows != Array(lines.dropFirst(header)))
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try folder.write(name, (lines.prefix(header) + rows).joined(separator: "\n") + "\n")
    }
}

/// Random numbers that are the same in each run.
///
/// - Source: Steele, Lea and Flood (2014), SplitMix64.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
