import OutcomesModel
import Settlement
import Testing

/// What each kind of tariff asks of its figure, and which of it was met.
@Suite struct RequirementTests {
    private static func place(_ row: Int) -> OutcomesModel.SourceLocation {
        OutcomesModel.SourceLocation(file: "contract.toml", line: 10 + row)
    }

    private static let thresholds = ["8.5", "10", "11"].enumerated().map { index, at in
        ThresholdTable.Row(
            at: exact(at), amount: amount("100"), clause: index == 1 ? clause("own") : nil,
            place: place(index + 1))
    }
    private static let points = ["5", "10"].enumerated().map { index, at in
        Band.Point(at: exact(at), value: Ratio(100), clause: nil, place: place(index + 1))
    }

    struct Case: Sendable {
        let mechanism: Mechanism
        let figure: Figure
        var endedOn: Day?
        /// Each as `subject: reached at, figure, met`.
        let asked: [String]
    }

    static let cases = [
        Case(
            mechanism: .threshold(try! ThresholdTable(reached: .atLeast, rows: thresholds)),
            figure: .number(exact("10.5")),
            asked: [
                "row 1 of 3: at_least 8.5, 10.5, met", "row 2 of 3: at_least 10, 10.5, met",
                "row 3 of 3: at_least 11, 10.5, not met",
            ]),
        Case(
            mechanism: .threshold(
                try! ThresholdTable(reached: .atMost, rows: [thresholds[1], thresholds[0]])),
            figure: .money(amount("9.00")),
            asked: [
                "row 1 of 2: at_most 10.00 SEK, 9.00 SEK, met",
                "row 2 of 2: at_most 8.50 SEK, 9.00 SEK, not met",
            ]),
        Case(
            mechanism: .band(
                try! Band(points: points, interpolates: true, worth: .sums(sek))),
            figure: .number(exact("7.5")),
            asked: ["row 1 of 2: at_least 5, 7.5, met", "row 2 of 2: at_least 10, 7.5, not met"]),
        Case(
            mechanism: .step(
                try! StepTariff(tiers: [
                    .init(upTo: Ratio(10), price: amount("2"), most: nil),
                    .init(upTo: nil, price: amount("1"), most: nil),
                ])),
            figure: .number(Ratio(10)), asked: ["row 2 of 2: more_than 10, 10, not met"]),
        Case(
            mechanism: .savingsShare(try! SavingsShare(share: exact("0.5"))),
            figure: .money(amount("-3.00")), asked: ["row 1 of 1: more_than 0.00 SEK, -3.00 SEK, not met"]),
        Case(
            mechanism: .savingsShare(try! SavingsShare(share: exact("0.5"))), figure: .money(amount("3.00")),
            asked: []),
        Case(
            mechanism: .guarantee(try! Guarantee(of: .sum(amount("100")), share: exact("0.8"))),
            figure: .money(amount("90.00")), asked: ["whole: less_than 80.00 SEK, 90.00 SEK, not met"]),
        Case(
            mechanism: .referralShortfall(try! ReferralShortfall(price: amount("5"), expected: Ratio(40))),
            figure: .number(Ratio(38)), asked: ["whole: less_than 40, 38, met"]),
        Case(
            mechanism: .termination(
                try! TerminationPayment(
                    of: .sum(amount("100")),
                    rows: [
                        .init(from: nil, share: exact("0.5")),
                        .init(from: day("2020-07-01"), share: exact("0.25")),
                    ])),
            figure: .none, endedOn: day("2020-06-30"),
            asked: ["row 2 of 2: at_least 2020-07-01, 2020-06-30, not met"]),
        Case(
            mechanism: .termination(
                try! TerminationPayment(of: .sum(amount("100")), rows: [.init(from: nil, share: .one)])),
            figure: .none, asked: ["whole: at_least true, false, not met"]),
        Case(
            mechanism: .unitPrice(try! UnitPrice(price: amount("1"))), figure: .number(Ratio(3)), asked: []),
    ]

    @Test(arguments: cases)
    func `a tariff keeps what it asked for, and whether it was met`(_ given: Case) throws {
        #expect(try breakdown(given).requirements.map(told) == given.asked)
    }

    @Test func `a requirement stands at its row, by the clause of the row or of the tariff`() throws {
        let asked = try breakdown(Self.cases[0]).requirements
        #expect(asked.map(\.clause.place) == [1, 2, 3].map(Self.place))
        #expect(asked.map(\.clause.number) == ["9", "own", "9"])
    }

    @Test func `a figure that was rounded first keeps what it was`() throws {
        var given = Self.cases[0]
        given = Case(mechanism: given.mechanism, figure: .number(exact("8.4")), asked: [])
        let asked = try breakdown(given, unrounded: .number(exact("8.387"))).requirements
        #expect(asked.allSatisfy { $0.unrounded == .number(exact("8.387")) })
        #expect(asked.map(\.isMet) == [false, false, false])
    }

    @Test func `the row that applies, the next one and conditions tell why an amount is what it is`() throws {
        func telling(_ figure: String) throws -> [String] {
            let given = Case(mechanism: Self.cases[0].mechanism, figure: .number(exact(figure)), asked: [])
            return try breakdown(given).requirements.telling.map { "\(told($0.requirement)), \($0.further)" }
        }
        #expect(try telling("3") == ["row 1 of 3: at_least 8.5, 3, not met, 2"])
        #expect(
            try telling("9") == [
                "row 1 of 3: at_least 8.5, 9, met, 0", "row 2 of 3: at_least 10, 9, not met, 1",
            ])
        #expect(try telling("12") == ["row 3 of 3: at_least 11, 12, met, 0"])
    }

    private func breakdown(_ given: Case, unrounded: Figure? = nil) throws -> Breakdown {
        let version = Tariff.Version(from: nil, mechanism: given.mechanism, most: nil, clause: clause("9"))
        let tariff = Tariff(
            id: "tariff", title: "Tariff", payment: nil, figure: nil, rounding: nil, conditions: [],
            index: nil, versions: [version])
        var matter = TariffMatter(
            figure: given.figure, days: (day("2020-01-01"), day("2020-12-31")), currency: sek)
        matter.unrounded = unrounded
        matter.endedOn = given.endedOn
        return try tariff.breakdown(of: matter, by: version)
    }

    private func told(_ asked: Requirement) -> String {
        let subject =
            switch asked.subject {
            case .row(let row, let count): "row \(row) of \(count)"
            case .tariff: "whole"
            case .condition(let id): "condition \(id)"
            }
        return "\(subject): \(asked.reached.rawValue) \(told(asked.at)), \(told(asked.figure)), "
            + (asked.isMet ? "met" : "not met")
    }

    private func told(_ value: Requirement.Value) -> String {
        switch value {
        case .number(let number): "\(number)"
        case .money(let amount): "\(amount)"
        case .day(let day): "\(day)"
        case .truth(let truth): "\(truth)"
        }
    }
}
