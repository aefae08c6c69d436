import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// What verifiers say of measurements and claims, samples for audits, and approvals.
@Suite struct VerificationTests {
    private let folder: TemporaryFolder
    private let pack: String
    private let verifier = Recording(
        by: "Vera", at: "2026-11-25T09:00:00Z", reason: "employer's letter is missing")

    init() throws {
        folder = try TemporaryFolder()
        pack = try folder.copy(of: Repository.jobCoaching)
    }

    @Test func `a claim that is rejected is not paid, and the statement says by whom and why`() throws {
        let pipeline = try pipeline(pack)
        let before = try pipeline.settle().statement
        let claim = try #require(before.claims.first)
        let list = try folder.write(
            "list.csv",
            "subject;outcome;window;state\n\(claim.subject);\(claim.outcome);\(claim.window);rejected\nx y;work;year;verified\n\(claim.subject);wrok;year;verified\n"
        )
        let verified = try pipeline.verify(list, recording: verifier)
        #expect(verified.changed == 1)
        #expect(verified.findings.map { $0.place?.line } == [3, 4])
        #expect(verified.findings.allSatisfy { !$0.message.contains("x y") })
        let after = try pipeline.settle()
        #expect(after.statement.claims.count == before.claims.count - 1)
        #expect(after.statement.withheld.map(\.claim) == [claim])
        #expect(after.statement.total < before.total)
        let text = try pipeline.report("statement", on: after, as: .txt)
        #expect(text.contains("Claims that are not paid") && text.contains("Vera"))
        #expect(try pipeline.settle(asOf: .batch(before.asOf)).statement.total == before.total)
        #expect(try pipeline.verify(list, recording: verifier).wasAlreadyRecorded)
    }

    @Test func `where the contract pays verified claims alone, nothing is paid before`() throws {
        try change(
            "\(pack)/contract.toml", "ends = 2025-12-31", to: "ends = 2025-12-31\nverifies_claims = true")
        let pipeline = try pipeline(pack)
        let draft = try pipeline.settle().statement
        #expect(draft.claims.isEmpty && !draft.withheld.isEmpty)
        #expect(draft.withheld.allSatisfy { $0.reason == .notVerified })
        let rows = draft.withheld.map {
            "\($0.claim.subject),\($0.claim.outcome),\($0.claim.window),verified"
        }
        let list = try folder.write(
            "list.csv", "subject,outcome,window,state\n" + rows.joined(separator: "\n") + "\n")
        _ = try pipeline.verify(list, recording: verifier)
        #expect(try pipeline.settle().statement.claims.count == draft.withheld.count)
    }

    @Test func `a selection verifies what it means, and a wrong id is told`() throws {
        let pipeline = try pipeline(pack)
        var selection = VerifiedSelection()
        selection.indicators = ["work"]
        selection.groups = ["reference"]
        let few = try pipeline.verify(selection, as: .disputed, recording: verifier)
        selection.groups = []
        let done = try pipeline.verify(selection, as: .disputed, recording: verifier)
        #expect(few.changed == 1 && done.changed > 5 && done.listed.allSatisfy { $0.indicator == "work" })
        #expect(try pipeline.settle().statement.claims.allSatisfy { $0.outcome != "work" })
        selection.groups = ["coachd"]
        #expect(throws: PipelineError.self) {
            try pipeline.verify(selection, as: .verified, recording: verifier)
        }
    }

    @Test func `the same seed draws the same claims, and what is found is told of all`() throws {
        let pipeline = try pipeline(Repository.rebootWest)
        let plan = AuditPlan(
            of: .claims, tolerated: try Decimal("0.20"), confidence: try Decimal("0.95"), seed: 7)
        let sample = try pipeline.drawSample(plan, recording: verifier)
        let again = try pipeline.drawSample(plan, recording: verifier)
        #expect(sample.members == again.members && sample.number == 1 && again.number == 2)
        #expect(sample.size == 23 && sample.members.count < 23)
        #expect(try pipeline.auditResults().map(\.open) == [sample.members.count, sample.members.count])

        let list = try pipeline.list(of: sample).split(separator: "\n")
        let filled = list.enumerated().map { index, row in
            index == 0 ? String(row) : row + (index == 1 ? "rejected" : "verified")
        }
        let file = try folder.write("sample.csv", filled.joined(separator: "\n") + "\n")
        _ = try pipeline.verify(file, recording: verifier)
        let result = try #require(try pipeline.auditResults().first)
        let found = try #require(result.extrapolation)
        #expect(result.rejected == 1 && result.open == 0)
        #expect(found.rate == (try Ratio(1).divided(by: Ratio(Int64(sample.members.count)))))
        #expect(!found.isTolerable && found.rateBound > 0.2 && found.least >= 0 && found.most <= 23)
    }

    @Test func `what is to be posted must be approved by those whom the contract names, as it is then`()
        throws
    {
        let copy = try TemporaryFolder()
        let path = try copy.copy(of: Repository.rebootWest)
        let key = SigningKey()
        try change(
            "\(path)/contract.toml", "ends = 2022-12-31\nsource",
            to: "ends = 2022-12-31\napproved_by = [\"outcome_payer\"]\nsigned_by = [\"provider\"]\nsource")
        try change(
            "\(path)/contract.toml", "roles = [\"provider\"]",
            to: "roles = [\"provider\"]\nkey = \"\(key.publicKey)\"")
        let pipeline = try pipeline(path)
        func post() throws { try pipeline.post(pipeline.settle(), recording: posted) }
        #expect(told(post).contains("nobody with the role provider has signed"))
        #expect(
            told { _ = try pipeline.approvePack(as: "provider", key: nil, recording: verifier) }
                .contains("its name alone does not approve"))
        #expect(
            told { _ = try pipeline.approvePack(as: "provider", key: SigningKey(), recording: verifier) }
                .contains("not the one that the contract has"))
        _ = try pipeline.approvePack(as: "provider", key: key, recording: verifier)
        #expect(told(post).contains("nobody with the role outcome_payer has approved"))
        #expect(
            told {
                _ = try pipeline.approve(pipeline.settle(), as: "provider", key: key, recording: verifier)
            }
            .contains("none of those whose approval"))
        _ = try pipeline.approve(pipeline.settle(), as: "outcome_payer", key: nil, recording: verifier)
        // What changes after an approval needs a new one.
        let late = try folder.write(
            "late.csv", "subject,indicator,day,value,state\ncontract,outcomemetric1,2022-12-31,528,verified\n"
        )
        _ = try pipeline.importEvidence([late], recording: corrected)
        #expect(told(post).contains("nobody with the role outcome_payer has approved"))
        _ = try pipeline.approve(pipeline.settle(), as: "outcome_payer", key: nil, recording: verifier)
        try post()
        #expect(try pipeline.settle().statement.standsPosted)
    }

    @Test
    func `another contract in the store does not pay the same person for the same outcome and time again`()
        throws
    {
        let copy = try TemporaryFolder()
        let other = try copy.copy(of: Repository.jobCoaching)
        try change("\(other)/plugin.toml", "id = \"", to: "id = \"other.")
        let first = try pipeline(pack)
        for question in try first.findings().filter(\.isOpen) {
            try first.answer(question.id, with: FindingAnswer(text: "ok", by: "Vera", at: verifier.at))
        }
        let second = Pipeline(
            pack: try ContractPack(folder: other, libraryFolders: [Repository.libraries]), store: first.store)
        _ = try second.importEvidence(second.pack.exampleEvidence, recording: imported)
        let alone = try second.settle().statement
        try first.post(first.settle(), recording: posted)
        let beside = try second.settle().statement
        #expect(!alone.claims.isEmpty && beside.claims.isEmpty)
        #expect(beside.withheld.count == alone.claims.count)
        #expect(beside.withheld.allSatisfy { "\($0.reason)".contains("has paid it in settlement") })
        _ = try first.reverse(recording: corrected)
        #expect(try second.settle().statement.claims == alone.claims)
    }

    private func told(_ body: () throws -> Void) -> String {
        do { try body() } catch let error as any Diagnosable {
            return error.diagnostics.map(\.message).joined(separator: "; ")
        } catch { return "\(error)" }
        return "nothing"
    }
}

extension Money {
    fileprivate static func < (left: Money, right: Money) -> Bool { left.minorUnits < right.minorUnits }
}
