import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// Nothing is built between the change and the other result.
@Suite struct ChangedPackTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [Repository.norrkoping, Repository.jobCoaching])
    func `an unchanged pack says the same wherever it lies`(pack: String) throws {
        let copy = try folder.copy(of: pack)
        #expect(try pipeline(copy).statement() == pipeline(pack).statement())
        #expect(try pipeline(copy).pack.hash == pipeline(pack).pack.hash)
    }

    @Test func `a changed price pays another sum`() throws {
        let pack = try folder.copy(of: Repository.rebootWest)
        let before = try pipeline(pack)
        #expect(try before.settle().statement.total.description == "1871540.00 GBP")
        try change("\(pack)/contract.toml", "price = \"1760.00\"", to: "price = \"1761.00\"")
        let after = try pipeline(pack)
        #expect(try after.settle().statement.total.description == "1871583.00 GBP")
        #expect(before.pack.hash != after.pack.hash)
    }

    @Test func `a changed rule pays another sum`() throws {
        let pack = try folder.copy(of: Repository.norrkoping)
        #expect(try pipeline(pack).settle().statement.total.description == "4000000.00 SEK")
        try change("\(pack)/rules.lua", "drawn * terms.guaranteed_share", to: "drawn * terms.risk_share")
        #expect(try pipeline(pack).settle().statement.total.description == "6000000.00 SEK")
    }

    @Test func `a changed check finds something else`() throws {
        let pack = try folder.copy(of: Repository.norrkoping)
        #expect(try pipeline(pack).findings().count == 2)
        try change("\(pack)/checks.lua", "soc.money \"150000.00\"", to: "soc.money \"170000.00\"")
        let findings = try pipeline(pack).findings()
        #expect(
            findings.map(\.finding.message) == ["the cost of a month is 170,500.00 SEK, above 170,000.00 SEK"]
        )
    }

    @Test func `a changed library of the pack's own pays another sum`() throws {
        let pack = try folder.copy(of: Repository.rebootWest)
        let before = try pipeline(pack)
        try FileManager.default.createDirectory(atPath: "\(pack)/lib", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: "\(Repository.libraries)/std.rate_card", toPath: "\(pack)/lib/std.rate_card")
        #expect(try pipeline(pack).pack.hash == before.pack.hash)
        try change(
            "\(pack)/lib/std.rate_card/init.lua", "s:price(outcome.id)", to: "s:price(outcome.id).amount * 2")
        let after = try pipeline(pack)
        #expect(try after.settle().statement.total.description == "3743080.00 GBP")
        #expect(after.pack.hash != before.pack.hash)
    }
}
