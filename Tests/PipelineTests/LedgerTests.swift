import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// What is posted, adjusted, taken back and made again.
@Suite struct LedgerTests {
    private let folder: TemporaryFolder
    private let pack: String

    init() throws {
        folder = try TemporaryFolder()
        pack = try folder.copy(of: Repository.rebootWest)
    }

    private let later = Recording(by: "Maja", at: "2026-12-01T09:00:00Z", reason: "late evidence")

    private func correct(_ pipeline: Pipeline, _ rows: String) throws {
        let file = try folder.write("\(UUID()).csv", "subject,indicator,day,value,state\n\(rows)\n")
        _ = try pipeline.importEvidence([file], recording: later)
    }

    @Test func `later evidence gives the difference to what was posted, and the journal adds up to it`()
        throws
    {
        let pipeline = try pipeline(pack)
        let first = try pipeline.settle()
        try pipeline.post(first, recording: posted)
        #expect(first.statement.total.description == "1871540.00 GBP")
        try correct(pipeline, "contract,outcomemetric1,2022-12-31,530,verified")
        try correct(pipeline, "contract,outcomemetric23,2022-12-31,40,verified")

        let second = try pipeline.settle()
        #expect(second.needsAttention)
        #expect(
            second.statement.adjustments.map { "\($0.outcome!) \($0.difference)" } == [
                "outcomemetric1 660.00 GBP", "outcomemetric23 -2750.00 GBP",
            ])
        #expect(second.statement.due.description == "-2090.00 GBP")
        #expect(second.statement.total.description == "1869450.00 GBP")
        try pipeline.post(second, recording: corrected)
        #expect(try pipeline.settle().statement.adjustments.isEmpty)
        #expect(try balance(of: "provider", pipeline) == 186_945_000)
        #expect(try pipeline.store.damages().isEmpty)
        #expect(
            told { try pipeline.post(pipeline.settle(), recording: later) }.contains("nothing has changed"))
        #expect(
            told { try pipeline.post(second, recording: later) }.contains("another settlement was posted"))
    }

    @Test func `settle, correct, settle comes to the same as settling once`() throws {
        let corrections = "contract,outcomemetric1,2022-12-31,530,verified"
        let (inSteps, atOnce) = (try pipeline(pack), try pipeline(pack))
        try inSteps.post(inSteps.settle(), recording: posted)
        try correct(inSteps, corrections)
        try inSteps.post(inSteps.settle(), recording: corrected)
        try correct(atOnce, corrections)
        try atOnce.post(atOnce.settle(), recording: posted)
        for party in ["provider", "outcome_payer"] as [PartyID] {
            #expect(try balance(of: party, inSteps) == balance(of: party, atOnce))
        }
    }

    @Test func `what is taken back can be posted anew, and the journal comes to nothing in between`() throws {
        let pipeline = try pipeline(pack)
        #expect(told { _ = try pipeline.reverse(recording: posted) }.contains("does not stand posted"))
        let receipt = try pipeline.post(pipeline.settle(), recording: posted)
        #expect(try !pipeline.isTakenBack(receipt))
        let back = try pipeline.reverse(recording: corrected)
        #expect(try pipeline.isTakenBack(receipt))
        #expect(back.count == 23 && back.allSatisfy { $0.paid.minorUnits < 0 })
        #expect(try balance(of: "provider", pipeline) == 0)
        #expect(told { _ = try pipeline.reverse(recording: later) }.contains("does not stand posted"))
        let anew = try pipeline.settle()
        #expect(anew.statement.due == anew.statement.total && anew.statement.adjustments.isEmpty)
        let second = try pipeline.post(anew, recording: later)
        #expect(try pipeline.isTakenBack(receipt) && !pipeline.isTakenBack(second))
        #expect(try balance(of: "provider", pipeline) == 187_154_000)
        #expect(try pipeline.store.damages().isEmpty)
    }

    @Test
    func `an adjustment is made by the version of the pack that posted, and another shows what it would pay`()
        throws
    {
        let first = try pipeline(pack)
        try first.post(first.settle(), recording: posted)
        try change("\(pack)/contract.toml", "price = \"1760.00\"", to: "price = \"1761.00\"")
        let changed = Pipeline(
            pack: try ContractPack(folder: pack, libraryFolders: [Repository.libraries]), store: first.store)
        #expect(try changed.settle().statement.adjustments.isEmpty)
        #expect(try changed.settle().statement.packHash == first.pack.hash)
        let shadow = try changed.settle(by: .atHand)
        #expect(shadow.statement.due.description == "43.00 GBP")
        #expect(told { try changed.post(shadow, recording: later) }.contains("another version of the pack"))
        try correct(changed, "contract,outcomemetric1,2022-12-31,528,verified")
        try changed.post(changed.settle(), recording: later)
        #expect(try balance(of: "provider", changed) == 187_154_000 + 22_000)
    }

    @Test func `a receipt is made again to the same bytes, also after the evidence was corrected`() throws {
        let pipeline = try pipeline(pack)
        let draft = try pipeline.receipt(of: pipeline.settle())
        let receipt = try pipeline.post(pipeline.settle(), recording: posted)
        #expect(receipt == draft)
        #expect(try pipeline.postedReceipt() == receipt)
        #expect(try pipeline.replay(receipt.text, name: "r.json").isSame)
        try correct(pipeline, "contract,outcomemetric1,2022-12-31,1,verified")
        #expect(try pipeline.replay(receipt.text, name: "r.json").isSame)
        let adjusted = try pipeline.post(pipeline.settle(), recording: corrected)
        #expect(try pipeline.replay(adjusted.text, name: "r.json").isSame)
        #expect(try pipeline.replay(receipt.text, name: "r.json").isSame)
    }

    @Test func `a second store with the same files gives the same receipt`() throws {
        let (one, other) = (try pipeline(pack), try pipeline(pack))
        let receipt = try one.post(one.settle(), recording: posted)
        #expect(try other.receipt(of: other.settle()) == receipt)
        #expect(try other.replay(receipt.text, name: "r.json").isSame)
    }

    /// What is not as it was, and how that is told.
    static let causes: [(what: String, told: [String])] = [
        ("term", ["the pack is not the version", "the terms in contract.toml are changed"]),
        ("rule", ["the pack is not the version", "rules.lua is changed"]),
        ("evidence", ["batch 1 (claims.csv) is not as it was, or not in this store"]),
        ("sum", ["the receipt is not as it was given out"]),
        ("host", ["the host is version"]),
    ]

    @Test(arguments: causes)
    func `a receipt that does not come out again names the cause`(what: String, told: [String]) throws {
        let original = try pipeline(pack)
        var receipt = try original.receipt(of: original.settle()).text
        var second = original
        switch what {
        case "term":
            try change("\(pack)/contract.toml", "price = \"1760.00\"", to: "price = \"1761.00\"")
            second = try pipeline(pack)
        case "rule":
            try change("\(pack)/rules.lua", "return require", to: "-- another\nreturn require")
            second = try pipeline(pack)
        case "evidence":
            let file = "\(pack)/evidence/claims.csv"
            try change(
                file, "contract,outcomemetric1,2022-12-31,527", to: "contract,outcomemetric1,2022-12-31,526")
            second = try pipeline(pack)
        case "sum": receipt = receipt.replacing("1871540.00", with: "1871541.00")
        default:
            receipt = receipt.replacing("\"version\" : \"\(Host.version)\"", with: "\"version\" : \"0.0.9\"")
        }
        let replayed = try second.replay(receipt, name: "r.json")
        #expect(!replayed.isSame)
        #expect(replayed.causes.count == told.count, "\(replayed.causes)")
        for part in told { #expect(replayed.causes.contains { $0.hasPrefix(part) }, "\(replayed.causes)") }
    }

    @Test(arguments: ["", "{}", "{\"head\": {\"format\": \"utfall-receipt-2\"}}"])
    func `what is no receipt is told`(text: String) throws {
        let pipeline = try pipeline(pack)
        #expect(told { _ = try pipeline.replay(text, name: "r.json") } == "the file is no receipt")
    }

    private func balance(of party: PartyID, _ pipeline: Pipeline) throws -> Int64 {
        let journal = try #require(try pipeline.exportedFiles().first { $0.name == "journal.csv" }).text
        return journal.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
            .filter { $0[4].contains("/\(party)/") }
            .reduce(0) { $0 + (Int64($1[5].replacing(".", with: "")) ?? 0) }
    }

    private func told(_ body: () throws -> Void) -> String {
        do { try body() } catch let error as any Diagnosable {
            return error.diagnostics.map(\.message).joined(separator: "; ")
        } catch { return "\(error)" }
        return "nothing"
    }
}
