import OutcomesModel
import Settlement
import Testing

@Suite struct TableTests {
    /// Rikers: thresholds of 10 and 20 percent are published, those between them are quoted from memory.
    private func rikers(_ reached: Reached = .atLeast) throws -> ThresholdTable {
        try ThresholdTable(
            reached: reached,
            rows: [("8.5", "4800000"), ("10", "9600000"), ("11", "10080000"), ("20", "11712000")].map {
                .init(at: exact($0.0), amount: amount($0.1), clause: clause("row \($0.0)"))
            })
    }

    @Test(arguments: [
        ("0", "0.00 SEK"), ("-3", "0.00 SEK"), ("8.499999999999999999", "0.00 SEK"),
        ("8.5", "4800000.00 SEK"),
        ("9.99", "4800000.00 SEK"), ("10", "9600000.00 SEK"), ("10.01", "9600000.00 SEK"),
        ("11", "10080000.00 SEK"), ("19.9", "10080000.00 SEK"), ("20", "11712000.00 SEK"),
        ("100", "11712000.00 SEK"),
    ])
    func `the hardest threshold that is reached is worth its sum`(figure: String, worth: String) throws {
        let breakdown = try rikers().breakdown(for: exact(figure), "Reduction", clause: clause("5"))
        #expect(try sum(breakdown) == worth)
    }

    @Test(
        arguments: [
            (.atLeast, "10", "9600000.00 SEK"), (.moreThan, "10", "4800000.00 SEK"),
            (.moreThan, "10.0001", "9600000.00 SEK"),
        ] as [(Reached, String, String)])
    func `at a threshold a figure has reached it, unless the terms say otherwise`(
        reached: Reached, figure: String, worth: String
    ) throws {
        let breakdown = try rikers(reached).breakdown(for: exact(figure), "Reduction", clause: clause("5"))
        #expect(try sum(breakdown) == worth)
    }

    @Test(
        arguments: [
            (.atMost, "30", "0.00 SEK"), (.atMost, "20", "100.00 SEK"), (.atMost, "10", "200.00 SEK"),
            (.lessThan, "20", "0.00 SEK"), (.lessThan, "19.9", "100.00 SEK"), (.lessThan, "10", "100.00 SEK"),
            (.lessThan, "0", "200.00 SEK"),
        ] as [(Reached, String, String)])
    func `a lesser figure can be the better one`(
        reached: Reached, figure: String, worth: String
    ) throws {
        let table = try ThresholdTable(
            reached: reached,
            rows: [
                .init(at: Ratio(20), amount: amount("100"), clause: nil),
                .init(at: Ratio(10), amount: amount("200"), clause: nil),
            ])
        #expect(try sum(table.breakdown(for: exact(figure), "Days", clause: clause("5"))) == worth)
    }

    /// Peterborough: 142 against 155 reconvictions per 100 is 8.387 percent less, and was published as 8.4.
    @Test func `a figure is rounded before it is compared only where the terms say so`() throws {
        let reduction = try Ratio(155 - 142).divided(by: Ratio(155)).multiplied(by: Ratio(100))
        let rounding = FigureRounding(mode: .halfUp, unit: exact("0.1"))
        #expect(!Reached.atLeast.holds(reduction, exact("8.4")))
        #expect(Reached.atLeast.holds(try rounding.apply(to: reduction), exact("8.4")))
        #expect(try Figure.number(reduction).rounded(rounding) == .number(exact("8.4")))
        #expect(try Figure.number(reduction).rounded(nil) == .number(reduction))
    }

    @Test func `an explanation names the row's own clause and the figure`() throws {
        let breakdown = try rikers().breakdown(for: exact("10.4"), "Reduction", clause: clause("5"))
        #expect(parts(breakdown) == ["Reduction: 10.4 = 9600000.00 SEK"])
        #expect(breakdown.parts[0].clause.number == "row 10")
    }

    private static let rows: [(String, String)] = [("7.5", "0.02"), ("10", "0.08"), ("12.5", "0.13")]

    @Test(arguments: [
        (false, "7.4", "0.00 SEK"), (false, "7.5", "20000.00 SEK"), (false, "9.99", "20000.00 SEK"),
        (false, "10", "80000.00 SEK"), (false, "40", "130000.00 SEK"), (true, "7.4", "0.00 SEK"),
        (true, "7.5", "20000.00 SEK"), (true, "8.75", "50000.00 SEK"), (true, "10", "80000.00 SEK"),
        (true, "11.25", "105000.00 SEK"), (true, "12.5", "130000.00 SEK"), (true, "13", "130000.00 SEK"),
    ])
    func `a band gives its rate, or what lies on the line between two`(
        interpolates: Bool, figure: String, worth: String
    ) throws {
        let band = try Band(
            points: Self.rows.map { .init(at: exact($0.0), value: exact($0.1), clause: nil) },
            interpolates: interpolates, worth: .rates(of: .sum(amount("1000000"))))
        let breakdown = try band.breakdown(
            for: exact(figure), of: amount("1000000"), "Interest", clause: clause("6.4"))
        #expect(try sum(breakdown) == worth)
    }

    @Test func `a line that falls between two points is followed down`() throws {
        let band = try Band(
            points: [
                .init(at: .zero, value: Ratio(300), clause: nil),
                .init(at: Ratio(3), value: .zero, clause: nil),
            ], interpolates: true, worth: .sums(sek))
        for (figure, worth) in [("0", "3.00 SEK"), ("1", "2.00 SEK"), ("3", "0.00 SEK"), ("4", "0.00 SEK")] {
            let breakdown = try band.breakdown(
                for: exact(figure), of: .zero(sek), "Fee", clause: clause("6"))
            #expect(try sum(breakdown) == worth)
        }
    }

    @Test func `rows out of order are refused by their place`() {
        #expect(throws: MechanismFault.unsorted(row: 2, came: "5", after: "5")) {
            try ThresholdTable(
                reached: .atLeast,
                rows: [1, 2].map { .init(at: Ratio(5), amount: amount("\($0)"), clause: nil) })
        }
        #expect(throws: MechanismFault.unsorted(row: 2, came: "20", after: "10")) {
            try ThresholdTable(
                reached: .atMost,
                rows: [10, 20].map { .init(at: Ratio($0), amount: amount("1"), clause: nil) })
        }
        #expect(throws: MechanismFault.noRows) { try Band(points: [], interpolates: true, worth: .sums(sek)) }
    }
}
