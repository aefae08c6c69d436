import FoundationEssentials
import OutcomesModel
import Testing
import Utfall

@Suite struct ComparisonTests {
    private let folder: TemporaryFolder
    private let pack: String

    init() throws {
        folder = try TemporaryFolder()
        pack = try folder.copy(of: Repository.rebootWest)
    }

    private func comparison(
        _ left: Pipeline, _ right: Pipeline, asOf: AsOf = .now, _ other: AsOf = .now
    ) throws -> Comparison {
        try left.compare(asOf: asOf, with: right, asOf: other)
    }

    private func told(_ comparison: Comparison) -> [String] {
        comparison.causes.map { cause in
            let places = cause.places.map { place in
                "\(place.name) \(place.left) -> \(place.right)" + (place.difference.map { " \($0)" } ?? "")
            }
            return "\(cause.kind) \(cause.count) \(cause.difference): \(places.joined(separator: "; "))"
        }
    }

    @Test func `two that are the same have no cause`() throws {
        let comparison = try comparison(pipeline(pack), pipeline(pack))
        #expect(comparison.isSame && comparison.causes.isEmpty)
        #expect(try comparison.report(named: ("a", "b")).text(as: .txt).contains("Both pay the same"))
    }

    @Test func `a changed price is named with its line and what it explains`() throws {
        let left = try pipeline(pack)
        try change("\(pack)/contract.toml", "price = \"1760.00\"", to: "price = \"1761.00\"")
        try change("\(pack)/contract.toml", "price = \"110.00\"", to: "price = \"100.00\"")
        let comparison = try comparison(left, pipeline(pack))
        #expect(
            told(comparison) == [
                "terms 2 -247.00 GBP: contract.toml:103 price = \"1760.00\" -> price = \"1761.00\" 43.00 GBP; "
                    + "contract.toml:152 price = \"110.00\" -> price = \"100.00\" -290.00 GBP"
            ])
        #expect(comparison.lines.map { "\($0.difference)" } == ["43.00 GBP", "-290.00 GBP"])
    }

    @Test func `of evidence the first measurement that matters is found, and its value is not told`() throws {
        let left = try pipeline(pack)
        let file = "\(pack)/evidence/claims.csv"
        for (old, new) in [
            ("outcomemetric3,2022-12-31,482", "482"), ("outcomemetric7,2022-12-31,121", "122"),
        ] {
            let parts = old.split(separator: ",")
            try change(file, "contract,\(old),", to: "contract,\(parts[0]),\(parts[1]),\(new),")
        }
        try change(
            "\(pack)/evidence/persons.csv", "outcomemetric1_persons,2022-12-31,231",
            to: "outcomemetric1_persons,2022-12-31,232")
        let comparison = try comparison(left, pipeline(pack))
        #expect(
            told(comparison) == [
                "measurements 2 220.00 GBP: outcomemetric7 of contract on 2022-12-31 there -> another value"
            ])
    }

    @Test func `a changed rule is named by file and line`() throws {
        let copy = try TemporaryFolder()
        let norrkoping = try copy.copy(of: Repository.norrkoping)
        let left = try pipeline(norrkoping)
        try change(
            "\(norrkoping)/rules.lua", "drawn * terms.guaranteed_share", to: "drawn * terms.risk_share")
        let comparison = try comparison(left, pipeline(norrkoping))
        #expect(comparison.causes.map(\.kind) == [.rules])
        #expect(comparison.causes[0].places.map(\.name) == ["rules.lua:13"])
        #expect(comparison.causes[0].difference.description == "2000000.00 SEK")
    }

    @Test func `two moments of one store differ by what came between`() throws {
        let pipeline = try pipeline(pack)
        let late = try folder.write(
            "late.csv", "subject,indicator,day,value,state\ncontract,outcomemetric1,2022-12-31,530,verified\n"
        )
        _ = try pipeline.importEvidence([late], recording: corrected)
        let comparison = try comparison(pipeline, pipeline, asOf: .batch(BatchID(2)), .now)
        #expect(comparison.causes.map(\.kind) == [.measurements])
        #expect(comparison.causes.map(\.difference.description) == ["660.00 GBP"])
    }

    @Test func `the causes add up to the whole difference, all at once`() throws {
        let left = try pipeline(pack)
        try change("\(pack)/contract.toml", "price = \"1760.00\"", to: "price = \"1761.00\"")
        try change("\(pack)/rules.lua", "return require", to: "local other = 1\nreturn require")
        try change(
            "\(pack)/evidence/claims.csv", "outcomemetric9,2022-12-31,43", to: "outcomemetric9,2022-12-31,44")
        let comparison = try comparison(left, pipeline(pack))
        #expect(comparison.causes.map(\.kind) == [.measurements, .terms, .rules])
        #expect(comparison.causes.map(\.difference.description) == ["1760.00 GBP", "44.00 GBP", "0.00 GBP"])
        let sum = comparison.causes.reduce(Int64(0)) { $0 + $1.difference.minorUnits }
        #expect(sum == comparison.right.total.minorUnits - comparison.left.total.minorUnits)
    }
}
