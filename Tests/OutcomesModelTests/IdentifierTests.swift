import OutcomesModel
import Testing

@Suite struct IdentifierTests {
    @Test func `ids are ordered and printed by their text, and numbers by their size`() {
        let ids: [PaymentID] = ["savings", "activity", "Return"]
        #expect(ids.sorted().map(\.description) == ["Return", "activity", "savings"])
        #expect([BatchID(10), BatchID(9), BatchID(-1)].sorted().map(\.description) == ["-1", "9", "10"])
        #expect([FindingID(10), FindingID(9)].sorted().map(\.number) == [9, 10])
    }

    static let places: [(place: OutcomesModel.SourceLocation, text: String)] = [
        (SourceLocation(file: "rules.lua"), "rules.lua"),
        (SourceLocation(file: "rules.lua", line: 12), "rules.lua:12"),
        (SourceLocation(file: "a b.toml", line: 3, column: 7), "a b.toml:3:7"),
    ]

    @Test(arguments: places)
    func `a place prints as editors open it`(place: OutcomesModel.SourceLocation, text: String) {
        #expect("\(place)" == text)
    }

    @Test func `a clause prints its number, else its source, else where it stands`() {
        #expect("\(Clause(number: "6.2", source: "Report 2016", place: place))" == "clause 6.2")
        #expect("\(Clause(number: nil, source: "Report 2016", place: place))" == "Report 2016")
        #expect("\(Clause(number: nil, source: nil, place: place))" == "contract.toml:7:1")
    }
}
