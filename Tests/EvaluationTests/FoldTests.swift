import Evaluation
import OutcomesModel
import Testing

@Suite struct FoldTests {
    private func series(_ units: [Int64]) throws -> Series {
        let rows = try units.indices.map { "\(try day("2017-01-01").adding(days: $0)) \(units[$0])" }
        return try reader(indicator(every: .event), ["A": rows]).series(
            of: .participant("A"), in: period("2017-01-01", months: 12), exit: nil)
    }

    struct Case: Sendable {
        let units: [Int64]
        let decimals: Int
        /// In the order of `Fold.allCases`: first, last, sum, mean, count, minimum, maximum.
        let figures: [String]
    }

    static let cases = [
        Case(
            units: [185, 170, 205], decimals: 1,
            figures: ["18.5", "20.5", "56", "56/3", "3", "17", "20.5"]),
        Case(
            units: [-3, -3, 6, 1], decimals: 0, figures: ["-3", "1", "1", "0.25", "4", "-3", "6"]),
        Case(units: [7], decimals: 2, figures: ["0.07", "0.07", "0.07", "0.07", "1", "0.07", "0.07"]),
        Case(units: [0, 0], decimals: 0, figures: ["0", "0", "0", "0", "2", "0", "0"]),
        Case(
            units: [.max, .max, .min], decimals: 0,
            figures: [
                "9223372036854775807", "-9223372036854775808", "9223372036854775806", "3074457345618258602",
                "3",
                "-9223372036854775808", "9223372036854775807",
            ]),
        Case(
            units: [.max, .max], decimals: 18,
            figures: [
                "9.223372036854775807", "9.223372036854775807",
                "9223372036854775807/500000000000000000", "9.223372036854775807", "2",
                "9.223372036854775807", "9.223372036854775807",
            ]),
    ]

    @Test(arguments: cases)
    func `each fold is exact, in the indicator's unit`(row: Case) throws {
        let series = try series(row.units)
        let indicator = indicator(decimals: row.decimals)
        #expect(
            try Fold.allCases.map { try series.folded($0, indicator).description } == row.figures)
    }

    static let empty: [(every: Indicator.Frequency, sum: Ratio?)] = [
        (.event, .zero), (.once, nil), (.month, nil), (.quarter, nil), (.year, nil),
    ]

    @Test(arguments: empty)
    func `nothing is a figure only where events are counted or summed`(
        every: Indicator.Frequency, sum: Ratio?
    ) throws {
        let none = try series([])
        let indicator = indicator(every: every)
        for fold in Fold.allCases {
            switch fold {
            case .count: #expect(try none.folded(fold, indicator) == .zero)
            case .sum where sum != nil: #expect(try none.folded(fold, indicator) == sum)
            case .sum, .first, .last, .mean, .minimum, .maximum:
                #expect(throws: EvaluationError.noValue(indicator: "figure")) {
                    try none.folded(fold, indicator)
                }
            }
        }
    }

    static let told: [(error: EvaluationError, text: String)] = [
        (
            .missing(
                indicator: "cost", subject: .participant("A"), reason: .withdrawn, on: Day(iso: "2017-01-01")!
            ),
            "cost of A is missing (withdrawn) for 2017-01-01, and the contract states no figure without it"
        ),
        (
            .nothingToFillWith(indicator: "cost", policy: .carry, on: Day(iso: "2017-01-01")!),
            "cost is missing for 2017-01-01, and there is no value for the policy 'carry'"
        ),
        (.noValue(indicator: "cost"), "there is no value of cost in the period"),
        (
            .emptyGroup(evaluation: "effect", group: "treated", excluded: 3),
            "nobody is left in 'treated': all 3 are excluded"
        ),
        (
            .emptyGroup(evaluation: "effect", group: "treated", excluded: 0),
            "no participant of 'treated' is in the evidence"
        ),
    ]

    @Test(arguments: told)
    func `an error tells the indicator, the day and the reason`(error: EvaluationError, text: String) {
        #expect("\(error)" == text)
    }
}
