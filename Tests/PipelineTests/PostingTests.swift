import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

@Suite struct PostingTests {
    private let answer = FindingAnswer(text: "placed by the court", by: "Nils", at: "2026-11-22T12:00:00Z")

    @Test func `a settlement is posted once, when all questions are answered`() throws {
        let pipeline = try pipeline(Repository.norrkoping)
        let draft = try pipeline.settle()
        #expect(draft.needsAttention)
        #expect(told { try pipeline.post(draft, recording: posted) } == "2 questions are open")
        #expect(try journal(pipeline) == nil)

        let questions = try pipeline.findings().filter(\.isOpen).map(\.id)
        try pipeline.answer(questions[0], with: answer)
        let half = try pipeline.settle()
        #expect(told { try pipeline.post(half, recording: posted) } == "a question is open")

        try pipeline.answer(questions[1], with: answer)
        let settled = try pipeline.settle()
        #expect(!settled.needsAttention)
        #expect(settled.statement.posted.isEmpty)
        try pipeline.post(settled, recording: posted)
        let once = try journal(pipeline)

        #expect(try pipeline.settle().statement.posted.map(\.recording) == [posted])
        #expect(
            told { try pipeline.post(settled, recording: corrected) }
                .hasPrefix(
                    "settlement final of se.norrkoping.soc-2016 was posted by Nils at 2026-11-23T08:00:00Z"))
        #expect(try journal(pipeline) == once)
        #expect(try pipeline.store.damages().isEmpty)
    }

    @Test func `the journal books each line that pays, and balances`() throws {
        let settled = try pipeline(Repository.rebootWest).settle().statement
        #expect(settled.journal.map(\.line) == Array(1...23))
        let sums = settled.journal.flatMap(\.postings).reduce(into: [Account: Int64]()) {
            $0[$1.account, default: 0] += $1.amount.minorUnits
        }
        let total = settled.total.minorUnits
        #expect(
            Dictionary(uniqueKeysWithValues: sums.map { ($0.key.description, $0.value) }) == [
                "uk.care-leavers.reboot-west/outcome_payer/outcome_payment": -total,
                "uk.care-leavers.reboot-west/provider/outcome_payment": total,
            ])
    }

    @Test func `what was posted stands in the exported journal`() throws {
        let pipeline = try pipeline(Repository.rebootWest)
        try pipeline.post(pipeline.settle(), recording: posted)
        let lines = try #require(try journal(pipeline)).split(separator: "\n")
        #expect(lines.count == 1 + 2 * 23)
        #expect(
            lines[1]
                == "final,2026-11-23T08:00:00Z,Nils,1,"
                + "uk.care-leavers.reboot-west/outcome_payer/outcome_payment,-115940.00,GBP"
        )
    }

    @Test func `a settlement that never pays cannot be posted`() throws {
        let pipeline = try pipeline(Repository.norrkoping)
        let settled = try pipeline.settle("extended_follow_up")
        #expect(
            told { try pipeline.post(settled, recording: posted) }
                == "settlement 'extended_follow_up' shows what would have been paid, and can never be posted")
        #expect(try journal(pipeline) == nil)
    }

    @Test func `what one settlement paid counts against the caps of the next`() throws {
        let pipeline = try twoSettlements { pack in
            let body = "s:pay('outcome_payment', require 'soc'.money '100000.00')"
            try change("\(pack)/rules.lua", "card.settle(s)", to: body)
        }
        try pipeline.post(pipeline.settle("final"), recording: posted)
        let line = try #require(try pipeline.settle("preview").statement.lines.first)
        #expect(line.requested.description == "100000.00 SEK")
        #expect(line.paid.description == "70000.00 SEK")
        #expect(line.reductions.map { "\($0.cap) \($0.amount)" } == ["outcomes 30000.00 SEK"])
    }

    @Test func `a claim that one settlement paid is not paid by the next`() throws {
        let pipeline = try twoSettlements { _ in }
        #expect(try pipeline.settle("preview").statement.claims.count > 0)
        try pipeline.post(pipeline.settle("final"), recording: posted)
        let next = try pipeline.settle("preview").statement
        #expect(next.claims == [])
        #expect(next.total.description == "0.00 SEK")
    }

    /// Makes a pipeline over the job coaching, whose both settlements pay, with all questions answered.
    private func twoSettlements(_ changes: (String) throws -> Void) throws -> Pipeline {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.jobCoaching)
        try change("\(pack)/contract.toml", "pays = false", to: "pays = true")
        try changes(pack)
        let pipeline = try pipeline(pack)
        for question in try pipeline.findings().filter(\.isOpen) {
            try pipeline.answer(question.id, with: answer)
        }
        return pipeline
    }

    @Test func `a settlement that fails posts nothing and leaves the store as it was`() throws {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.norrkoping)
        try change(
            "\(pack)/rules.lua", "local drawn = terms.drawn_loan", to: "local drawn = terms.drawn_lone")
        let pipeline = try pipeline(pack)
        let (files, findings) = (try pipeline.exportedFiles().map(\.text), try pipeline.findings())
        #expect(
            told { _ = try pipeline.settle() }
                == "terms has no 'drawn_lone' (did you mean 'drawn_loan'?)")
        #expect(try pipeline.exportedFiles().map(\.text) == files)
        #expect(try pipeline.findings() == findings)
        #expect(try journal(pipeline) == nil)
        #expect(try pipeline.store.damages().isEmpty)
    }

    private func journal(_ pipeline: Pipeline) throws -> String? {
        try pipeline.exportedFiles().first { $0.name == "journal.csv" }?.text
    }

    /// Returns what a failing call tells, with its hint unless that names a command.
    private func told(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing"
        } catch let error as any Diagnosable {
            return error.diagnostics.map { fault in
                let hint = fault.hint.flatMap { $0.hasPrefix("type:") ? nil : " (\($0))" } ?? ""
                return fault.message + hint
            }.joined(separator: "; ")
        } catch {
            return "an error that cannot be told: \(error)"
        }
    }
}
