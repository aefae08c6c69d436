import FoundationEssentials
import OutcomesModel
import Testing
import Utfall

/// Pairs of a matched evaluation, from the pack to what is settled by them.
@Suite struct MatchingTests {
    private let pipeline: Pipeline

    init() throws { pipeline = try PipelineTests.pipeline(Repository.evaluations) }

    private func estimate() throws -> Estimate {
        try #require(try pipeline.settle().statement.estimates.first { $0.evaluation == "pairs" })
    }

    @Test func `recorded pairs give what unrecorded ones gave, and say that outcomes were known`() throws {
        let before = try estimate()
        let pairs = try pipeline.formPairs()
        #expect(pairs.evaluation == "pairs" && pairs.sets.count == 40 && pairs.knewOutcomes)
        try pipeline.freeze(pairs, recording: corrected)
        let after = try estimate()
        #expect(after.difference == before.difference && after.evidence == before.evidence)
        #expect(after.quality.warnings.contains(.matchedAfterOutcomes))
    }

    @Test func `a list of pairs has a row for each control, and the report names nobody`() throws {
        let pairs = try pipeline.formPairs("pairs")
        #expect(pipeline.list(of: pairs).split(separator: "\n").count == 41)
        let report = try pipeline.report(on: pairs, as: .txt)
        #expect(report.contains("Outcomes known") && !report.contains("t-000"))
    }

    @Test func `pairs are recorded once, and not once a settlement is posted by the same evidence`() throws {
        let pairs = try pipeline.formPairs()
        _ = try pipeline.post(pipeline.settle(), recording: posted)
        let error = #expect(throws: PipelineError.self) {
            try pipeline.freeze(pairs, recording: corrected)
        }
        #expect(error?.diagnostics[0].message.contains("'final' is posted by this evidence") == true)
    }

    @Test func `recorded pairs are shown where they hold, with how many would have others now`() throws {
        let formed = try pipeline.pairs()
        #expect(formed.recording == nil && formed.formedNow == nil)
        try pipeline.freeze(formed, recording: corrected)
        let recorded = try pipeline.pairs()
        #expect(recorded.sets == formed.sets && recorded.recording == corrected)
        #expect(recorded.formedNow?.isNone == true && recorded.formedNow?.same == 40)
        let report = try pipeline.report(on: recorded, as: .txt)
        #expect(report.contains("Recorded pairs of pairs") && report.contains("would be the same"))
    }

    @Test func `pairs that evidence has changed since stay as they were recorded`() throws {
        let folder = try TemporaryFolder()
        let formed = try pipeline.pairs()
        try pipeline.freeze(formed, recording: corrected)
        // Controls of another sex are no longer the nearest.
        let controls = Set(formed.sets.prefix(10).flatMap(\.controls))
        let people = try #require(pipeline.pack.exampleEvidence.first { $0.hasSuffix("participants.csv") })
        let lines = try String(contentsOfFile: people, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
        let rows = lines.filter { line in controls.contains { line.hasPrefix("\($0),") } }
            .map {
                $0.contains(",man,")
                    ? $0.replacing(",man,", with: ",woman,") : $0.replacing(",woman,", with: ",man,")
            }
        let file = try folder.write(
            "participants.csv", ([lines[0]] + rows).joined(separator: "\n") + "\n")
        _ = try pipeline.importEvidence([file], recording: posted)
        let recorded = try pipeline.pairs()
        #expect(recorded.sets == formed.sets)
        let difference = try #require(recorded.formedNow)
        #expect(difference.other > 0 && difference.same + difference.other == 40)
        #expect(
            try pipeline.report(on: recorded, as: .txt).contains(
                "\(difference.other) of 40 treated people would have"))
    }

    @Test func `an evaluation that is not matched has no pairs`() throws {
        let error = #expect(throws: PipelineError.self) { try pipeline.formPairs("changes") }
        #expect(error?.diagnostics[0].expected == "pairs")
    }

    @Test func `a rule that asks whether an evaluation without a decision is reached is told so`() throws {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.evaluations)
        try change("\(pack)/rules.lua", "effect.reached", to: "s:evaluate(\"changes\").reached")
        let error = #expect(throws: (any Error).self) { try PipelineTests.pipeline(pack).settle() }
        let said = (error as? any Diagnosable)?.diagnostics[0]
        #expect(said?.message == "evaluation 'changes' has no `decision` that could be reached")
        #expect(said?.blame == .pack)
    }

    @Test func `a pack that takes recorded pairs alone is checked with pairs of its own evidence`() throws {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.evaluations)
        try change("\(pack)/contract.toml", "caliper = \"0.5\"", to: "caliper = \"0.5\"\nfrozen = true")
        let checked = try AnyPack.check(folder: pack)
        #expect(checked.wasRun && !checked.remarks.contains { $0.severity == .error })
        let error = #expect(throws: (any Error).self) { try PipelineTests.pipeline(pack).settle() }
        #expect((error as? any Diagnosable)?.diagnostics[0].message.contains("'pairs'") == true)
    }
}
