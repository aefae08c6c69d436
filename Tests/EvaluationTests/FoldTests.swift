import Evaluation
import OutcomesModel
import Testing

@Suite struct FoldTests {
    private func series(_ units: [Int64]) throws -> Series {
        let rows = try units.indices.map { "\(try day("2017-01-01").adding(days: $0)) \(units[$0])" }
        return try reader(indicator(every: .event), ["A": rows]).series(
            of: .participant("A"), in: period("2017-01-01", months: 12), exit: nil)
    }

    static let folds: [Fold] = [.first, .last, .sum, .mean, .count, .min, .max, .median]

    struct Case: Sendable {
        let units: [Int64]
        let decimals: Int
        /// In the order of `folds`.
        let figures: [String]
    }

    static let cases = [
        Case(
            units: [185, 170, 205], decimals: 1,
            figures: ["18.5", "20.5", "56", "56/3", "3", "17", "20.5", "18.5"]),
        Case(
            units: [-3, -3, 6, 1], decimals: 0, figures: ["-3", "1", "1", "0.25", "4", "-3", "6", "-1"]),
        Case(
            units: [7], decimals: 2, figures: ["0.07", "0.07", "0.07", "0.07", "1", "0.07", "0.07", "0.07"]),
        Case(units: [0, 0], decimals: 0, figures: ["0", "0", "0", "0", "2", "0", "0", "0"]),
        Case(
            units: [.max, .max, .min], decimals: 0,
            figures: [
                "9223372036854775807", "-9223372036854775808", "9223372036854775806", "3074457345618258602",
                "3",
                "-9223372036854775808", "9223372036854775807", "9223372036854775807",
            ]),
        Case(
            units: [.max, .max], decimals: 18,
            figures: [
                "9.223372036854775807", "9.223372036854775807",
                "9223372036854775807/500000000000000000", "9.223372036854775807", "2",
                "9.223372036854775807", "9.223372036854775807", "9.223372036854775807",
            ]),
    ]

    @Test(arguments: cases)
    func `each fold is exact, in the indicator's unit`(row: Case) throws {
        let series = try series(row.units)
        let indicator = indicator(decimals: row.decimals)
        #expect(
            try Self.folds.map { try series.folded($0, indicator).description } == row.figures)
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
        for fold in Self.folds + [.daysAtOrAbove(.zero), .percentile(.zero)] {
            switch fold {
            case .count: #expect(try none.folded(fold, indicator) == .zero)
            case .sum where sum != nil, .daysAtOrAbove where sum != nil:
                #expect(try none.folded(fold, indicator) == .zero)
            case .sum, .first, .last, .mean, .min, .max, .percentile, .daysAtOrAbove:
                #expect(throws: EvaluationError.noValue(indicator: "figure")) {
                    try none.folded(fold, indicator)
                }
            }
        }
    }

    /// Definition 7 of Hyndman and Fan, worked out by hand: the place is (n − 1) p / 100.
    static let percentiles: [(units: [Int64], percent: String, figure: String)] = [
        ([15, 20, 35, 40, 50], "0", "15"), ([15, 20, 35, 40, 50], "100", "50"),
        ([15, 20, 35, 40, 50], "40", "29"), ([50, 15, 40, 20, 35], "40", "29"),
        ([15, 20, 35, 40, 50], "75", "40"), ([15, 20, 35, 40, 50], "99.5", "49.8"),
        ([1, 2], "50", "1.5"), ([1, 2, 4], "10", "1.2"), ([7], "33", "7"), ([1, 2, 4, 8], "50", "3"),
        ([.min, .max], "50", "-0.5"), ([-3, -1], "25", "-2.5"),
    ]

    @Test(arguments: percentiles)
    func `a percentile lies between two values in proportion`(
        units: [Int64], percent: String, figure: String
    ) throws {
        let fold = Fold.percentile(try Decimal(percent).ratio)
        #expect(try series(units).folded(fold, indicator()).description == figure)
        #expect(Fold.percentile(Ratio(50)) == .median)
    }

    /// Values of January 2017, with one decimal, until the last of the month unless said otherwise.
    static let held: [(rows: [String], level: String, asOf: String, exit: String?, days: Int)] = [
        (["2017-01-01 100"], "10", "2020-12-31", nil, 31),
        (["2017-01-01 100"], "10.01", "2020-12-31", nil, 0),
        (["2017-01-01 100"], "9.95", "2020-12-31", nil, 31),
        (["2017-01-11 100"], "10", "2020-12-31", nil, 21),
        (["2017-01-01 100", "2017-01-11 90"], "10", "2020-12-31", nil, 10),
        (["2017-01-01 90", "2017-01-11 100", "2017-01-13 90", "2017-01-31 100"], "10", "2020-12-31", nil, 3),
        // What came before the window does not hold in it.
        (["2016-12-31 100", "2017-01-11 90"], "10", "2020-12-31", nil, 0),
        (["2017-01-01 100"], "10", "2017-01-10", nil, 10),
        (["2017-01-01 100"], "10", "2020-12-31", "2017-01-05", 5),
        (["2017-01-11 100"], "10", "2020-12-31", "2017-01-05", 0),
        (["2017-01-01 -5"], "-0.5", "2020-12-31", nil, 31),
        (["2017-01-01 -6"], "-0.55", "2020-12-31", nil, 0),
    ]

    @Test(arguments: held)
    func `a value holds until the next one`(
        rows: [String], level: String, asOf: String, exit: String?, days: Int
    ) throws {
        let indicator = indicator(every: .event, decimals: 1)
        let series = try reader(indicator, ["A": rows], asOf: asOf).series(
            of: .participant("A"), in: period("2017-01-01", months: 1), exit: exit.map { try day($0) })
        #expect(try series.folded(.daysAtOrAbove(Decimal(level).ratio), indicator) == Ratio(days))
    }

    static let days: [(day: String, told: MeasuredValue)] = [
        ("2017-01-10", .number(5)), ("2017-01-11", .missing(.notMeasured)),
        ("2017-01-12", .missing(.withdrawn)), ("2017-01-13", .missing(.disputed)),
        ("2017-01-14", .missing(.other("not_verified"))), ("2017-02-01", .missing(.notYet)),
        ("2016-01-01", .missing(.notMeasured)),
    ]

    @Test(arguments: days)
    func `the value on a day is that day's alone`(day text: String, told: MeasuredValue) throws {
        let reader = try reader(
            indicator(missing: [.notMeasured: .carry]),
            [
                "A": [
                    "2017-01-10 5", "2017-01-12 withdrawn", "2017-01-13 6 disputed", "2017-01-14 7 reported",
                    "2017-02-01 8",
                ], "B": ["2017-01-11 9"],
            ], asOf: "2017-01-31")
        #expect(reader.value(of: .participant("A"), on: try day(text)) == told)
        #expect(reader.value(of: .participant("C"), on: try day("2017-01-11")) == .missing(.notMeasured))
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
