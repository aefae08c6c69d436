import FoundationEssentials
import OutcomesModel
import Testing
import Utfall

/// A receipt as a file that parties sign, and that whoever has the contract can check.
@Suite struct SignedReceiptTests {
    private let payer = SigningKey()
    private let provider = SigningKey()
    private let folder: TemporaryFolder
    private let pipeline: Pipeline
    private let receipt: Receipt

    private var pack: ContractPack { pipeline.pack }

    init() throws {
        folder = try TemporaryFolder()
        let copy = try folder.copy(of: Repository.rebootWest)
        for (role, key) in [("outcome_payer", payer), ("provider", provider)] {
            try change(
                "\(copy)/contract.toml", "roles = [\"\(role)\"]",
                to: "roles = [\"\(role)\"]\nkey = \"\(key.publicKey)\"")
        }
        pipeline = try PipelineTests.pipeline(copy)
        receipt = try pipeline.receipt(of: pipeline.settle())
    }

    private func signed() throws -> SignedReceipt {
        try SignedReceipt(receipt).signed(by: "outcome_payer", with: payer, of: pack)
    }

    private func check(_ text: String) throws -> ReceiptCheck {
        try SignedReceipt(text, name: "file").check(pack)
    }

    private func problems(_ text: String) throws -> [ReceiptCheck.Problem?] {
        try check(text).signatures.map(\.problem)
    }

    @Test func `several parties sign one file, which holds without a store and is replayed as before`() throws
    {
        let first = try signed().text
        // The second party has the file and the pack, and nothing else.
        let both = try SignedReceipt(first, name: "file").signed(by: "provider", with: provider, of: pack)
            .text
        let check = try check(both)
        #expect(check.holds && check.changes.isEmpty && check.isOfThisVersion)
        #expect(check.signatures.map(\.party) == ["outcome_payer", "provider"])
        #expect(try SignedReceipt(both, name: "file").receipt == receipt)
        #expect(try pipeline.replay(both, name: "file").isSame)
        // To sign twice changes nothing.
        #expect(
            try SignedReceipt(both, name: "file").signed(by: "provider", with: provider, of: pack).text
                == both)
    }

    @Test func `a receipt that nobody has signed holds nothing`() throws {
        let check = try check(receipt.text)
        #expect(!check.holds && check.signatures.isEmpty)
        #expect(SignedReceipt(receipt).text == receipt.text)
    }

    @Test(arguments: [
        (
            "\"unit_price\" : \"220.00\"", "\"unit_price\" : \"920.00\"",
            ["statement.lines[1].parts[1].unit_price"]
        ),
        ("\"total\" : \"1871540.00\"", "\"total\" : \"1.00\"", ["statement.total"]),
        ("\"revision\" : 1,", "\"revision\" : 2,", ["head.revision"]),
        ("\"revision\" : 1,", "\"revision\" : 1, \"more\" : [1, true],", ["head.more[1]", "head.more[2]"]),
        ("\"head\" : {", "\"head\" : { ", []),
    ])
    func `what was changed after it was signed is named, and no signature holds`(
        _ old: String, _ new: String, _ places: [String]
    ) throws {
        let text = try signed().text
        try #require(text.contains(old))
        let range = try #require(text.firstRange(of: old))
        let changed = text[..<range.lowerBound] + new + text[range.upperBound...]
        let check = try check(String(changed))
        #expect(check.signatures.map(\.problem) == [.changed] && !check.holds)
        #expect(check.changes == places)
        // And nobody signs such a file by mistake.
        #expect(
            told {
                _ = try SignedReceipt(String(changed), name: "file").signed(
                    by: "provider", with: provider, of: pack)
            }.contains("does not hold: the receipt was changed after it was signed"))
    }

    @Test func `a digest that was changed along with the receipt does not make a signature hold`() throws {
        let text = try signed().text.replacing("\"total\" : \"1871540.00\"", with: "\"total\" : \"1.00\"")
        let digest = try SignedReceipt(text, name: "file").receipt.sha256
        #expect(try problems(text.replacing(receipt.sha256, with: digest)) == [.notOfKey])
    }

    @Test func `a signature by another key, of another party, or of nobody in the contract does not hold`()
        throws
    {
        let text = try signed().text
        #expect(
            try problems(text.replacing("\"party\" : \"outcome_payer\"", with: "\"party\" : \"stranger\""))
                == [.noParty])
        #expect(
            try problems(text.replacing("\"party\" : \"outcome_payer\"", with: "\"party\" : \"provider\""))
                == [.otherKey])
        #expect(
            try problems(text.replacing(payer.publicKey, with: provider.publicKey)) == [.otherKey])
        let both = text.replacing(payer.publicKey, with: provider.publicKey)
            .replacing("\"party\" : \"outcome_payer\"", with: "\"party\" : \"provider\"")
        #expect(try problems(both) == [.notOfKey])
        // The same contract without keys.
        let unsigned = try PipelineTests.pipeline(Repository.rebootWest).pack
        let check = try SignedReceipt(text, name: "file").check(unsigned)
        #expect(check.signatures.map(\.problem) == [.noKey] && !check.isOfThisVersion)
    }

    @Test func `who has no key in the contract, another key, or no part in it cannot sign`() throws {
        func sign(_ party: PartyID, _ key: SigningKey, _ pack: ContractPack) -> String {
            told { _ = try SignedReceipt(receipt).signed(by: party, with: key, of: pack) }
        }
        #expect(sign("provider", payer, pack).contains("not the one that the contract has for 'provider'"))
        #expect(sign("provdier", payer, pack).contains("no [[party]] 'provdier'"))
        let without = try PipelineTests.pipeline(Repository.rebootWest).pack
        #expect(sign("provider", provider, without).contains("has no key of 'provider'"))
        let other = try PipelineTests.pipeline(Repository.norrkoping).pack
        #expect(told { _ = try SignedReceipt(receipt).check(other) }.contains("of another contract"))
    }

    @Test func `what was approved in the store by a signature is a signature of the receipt`() throws {
        let copy = try TemporaryFolder()
        let path = try copy.copy(of: Repository.rebootWest)
        try change(
            "\(path)/contract.toml", "ends = 2022-12-31\nsource",
            to: "ends = 2022-12-31\napproved_by = [\"outcome_payer\"]\nsource")
        try change(
            "\(path)/contract.toml", "roles = [\"outcome_payer\"]",
            to: "roles = [\"outcome_payer\"]\nkey = \"\(payer.publicKey)\"")
        let pipeline = try PipelineTests.pipeline(path)
        let settled = try pipeline.settle()
        _ = try pipeline.approve(settled, as: "outcome_payer", key: payer, recording: posted)
        let file = try pipeline.signedReceipt(pipeline.receipt(of: settled)).text
        #expect(try SignedReceipt(file, name: "file").check(pipeline.pack).holds)
    }

    private func told(_ body: () throws -> Void) -> String {
        do { try body() } catch let error as any Diagnosable {
            return error.diagnostics.map(\.message).joined(separator: "; ")
        } catch { return "\(error)" }
        return "nothing"
    }
}
