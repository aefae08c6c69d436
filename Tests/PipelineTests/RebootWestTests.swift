import OutcomesModel
import Settlement
import Testing
import Utfall

@Suite struct RebootWestTests {
    @Test func `the total is what was paid for claims, to the penny`() throws {
        let statement = try pipeline(Repository.rebootWest).settle().statement
        #expect(statement.total.description == "1871540.00 GBP")
        #expect(statement.lines.allSatisfy { $0.residue.isZero && $0.reductions.isEmpty })
    }

    @Test func `the total is not price times persons, which is less`() throws {
        let pipeline = try pipeline(Repository.rebootWest)
        let contract = pipeline.pack.contract
        var sum = Amount.zero(contract.currency)
        var metrics = 0
        for row in try text(of: "\(Repository.rebootWest)/evidence/persons.csv").split(separator: "\n") {
            let cells = row.split(separator: ",")
            guard cells[0] == "contract", cells[1].hasSuffix("_persons") else { continue }
            let outcome = try #require(
                contract.outcome(OutcomeID(String(cells[1].dropLast("_persons".count)))))
            sum = try sum.adding(Amount(outcome.price).multiplied(by: Decimal(cells[3]).ratio))
            metrics += 1
        }
        #expect(metrics == 23)
        #expect(sum.description == "1617330.00 GBP")
        #expect(Amount(try pipeline.settle().statement.total) != sum)
    }

    @Test func `each of its 23 lines names a published source, a count of claims and the rule`() throws {
        let lines = try pipeline(Repository.rebootWest).settle().statement.lines
        #expect(lines.count == 23)
        for line in lines {
            let outcome = try #require(line.outcome)
            #expect(line.clause.source == "INDIGO-POJ-0121, GO Lab, May 2025, \(outcome)")
            #expect(line.clause.place.file.hasSuffix("/contract.toml") && line.clause.place.line != nil)
            #expect(line.cause.file == "std.rate_card/init.lua" && line.cause.line != nil)
            #expect(line.quantity ?? 0 > 0)
        }
    }

    @Test func `the number of persons changes nothing that is paid`() throws {
        let folder = "\(Repository.rebootWest)/evidence"
        let alone = try pipeline(Repository.rebootWest, evidence: ["\(folder)/claims.csv"])
        let both = try pipeline(Repository.rebootWest)
        #expect(try alone.settle().statement.lines == both.settle().statement.lines)
    }
}
