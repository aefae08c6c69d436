import OutcomesModel
import Settlement
import Testing

@Suite struct ExplanationTests {
    private static let rules: [(rule: Explanation.Rule, parts: [Int], value: Int, isAccounted: Bool)] = [
        (.given, [], 7, true), (.given, [7], 7, false), (.above, [], 7, true), (.above, [7], 7, false),
        (.sum, [3, 4], 7, true), (.sum, [3, 5], 7, false), (.sum, [7], 7, true), (.sum, [], 0, false),
        (.difference, [9, 1, 1], 7, true), (.difference, [1, 9], 8, false),
        (.product, [2, 3, 4], 24, true), (.product, [2, 3], 5, false),
        (.quotient, [8, 2], 4, true), (.quotient, [2, 8], 4, false), (.quotient, [8, 0], 0, false),
        (.quotient, [8], 8, false), (.least, [3, 2, 4], 2, true), (.least, [3, 2], 3, false),
        (.greatest, [3, 4, 2], 4, true), (.greatest, [3, 4], 3, false), (.negative, [3], -3, true),
        (.negative, [3], 3, false), (.negative, [3, 3], -3, false), (.computed, [1, 2], 99, true),
    ]

    private func explanation(_ number: Int) throws -> Explanation {
        try Explanation("a part", .number(Ratio(number)))
    }

    @Test(arguments: rules)
    func `parts that do not come to the figure are no explanation`(
        rule: Explanation.Rule, parts: [Int], value: Int, isAccounted: Bool
    ) throws {
        let parts = try parts.map(explanation)
        let made = Result { try Explanation("whole", .number(Ratio(value)), by: rule, of: parts) }
        #expect(((try? made.get()) != nil) == isAccounted)
    }

    @Test func `money and a number are not added, and are multiplied`() throws {
        let currency = try Currency(code: "SEK")
        let hundred = Explanation.Value.money(Amount(minorUnits: Ratio(100), currency: currency))
        let parts = [try Explanation("sum", hundred), try explanation(2)]
        #expect(throws: SettlementError.self) { try Explanation("whole", hundred, by: .sum, of: parts) }
        let twice = Explanation.Value.money(Amount(minorUnits: Ratio(200), currency: currency))
        #expect(try Explanation("whole", twice, by: .product, of: parts).value == twice)
    }

    @Test func `a fault names the figure and what its parts come to`() throws {
        let parts = [try explanation(3), try explanation(5)]
        let error = #expect(throws: SettlementError.self) {
            try Explanation("whole", .number(Ratio(7)), by: .sum, of: parts)
        }
        #expect(error?.description == "'whole' is 7, and what it is explained by comes to 8")
    }
}
