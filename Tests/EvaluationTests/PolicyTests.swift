import Evaluation
import OutcomesModel
import Testing

/// What the contract does where a value is missing.
@Suite struct PolicyTests {
    struct Case: Sendable {
        let policy: MissingPolicy
        let rows: [String]
        /// The series of January to March 2017.
        let told: String
    }

    static let filled = [
        Case(policy: .exclude, rows: ["2017-01-10 5", "2017-03-10 7"], told: "excluded: not_measured"),
        Case(policy: .exclude, rows: [], told: "excluded: not_measured"),
        Case(
            policy: .exclude, rows: ["2017-01-10 5", "2017-02-10 6", "2017-03-10 7"],
            told: "2017-01-10 5, 2017-02-10 6, 2017-03-10 7"),
        Case(
            policy: .baseline, rows: ["2017-01-10 5", "2017-02-10 6"],
            told: "2017-01-10 5, 2017-02-10 6, 2017-03-01 5"),
        // The first value of all is the baseline, also where it lies before or after the gap.
        Case(
            policy: .baseline, rows: ["2016-06-10 2", "2017-01-10 5", "2017-03-10 7"],
            told: "2017-01-10 5, 2017-02-01 2, 2017-03-10 7"),
        Case(
            policy: .baseline, rows: ["2017-02-10 6", "2017-03-10 7"],
            told: "2017-01-01 6, 2017-02-10 6, 2017-03-10 7"),
        Case(
            policy: .carry, rows: ["2017-01-10 5", "2017-01-20 6"],
            told: "2017-01-10 5, 2017-01-20 6, 2017-02-01 6, 2017-03-01 6"),
        Case(
            policy: .carry, rows: ["2016-06-10 2", "2016-07-10 3", "2017-03-10 7"],
            told: "2017-01-01 3, 2017-02-01 3, 2017-03-10 7"),
        // A gap that the evidence states has its own day, and is filled as the others are.
        Case(
            policy: .carry, rows: ["2017-01-10 5", "2017-02-20 not_measured", "2017-03-10 7"],
            told: "2017-01-10 5, 2017-02-20 5, 2017-03-10 7"),
        Case(
            policy: .baseline, rows: ["2017-01-10 5", "2017-02-10 6 disputed", "2017-03-10 7"],
            told: "2017-01-10 5, 2017-02-10 5, 2017-03-10 7"),
    ]

    @Test(arguments: filled)
    func `a gap is treated as the contract says`(row: Case) throws {
        let reader = try reader(
            indicator(missing: [.notMeasured: row.policy, .disputed: row.policy]),
            ["A": row.rows, "B": ["2016-01-10 99"]])
        let series = try reader.series(
            of: .participant("A"), in: period("2017-01-01", months: 3), exit: nil)
        #expect(told(series) == row.told)
    }

    static let refused: [(policy: MissingPolicy?, rows: [String], error: EvaluationError)] = [
        (
            nil, ["2017-01-10 5"],
            .missing(
                indicator: "figure", subject: .participant("A"), reason: .notMeasured,
                on: Day(iso: "2017-02-01")!)
        ),
        (
            .fail, ["2017-02-10 5"],
            .missing(
                indicator: "figure", subject: .participant("A"), reason: .notMeasured,
                on: Day(iso: "2017-01-01")!)
        ),
        (
            .baseline, [],
            .nothingToFillWith(indicator: "figure", policy: .baseline, on: Day(iso: "2017-01-01")!)
        ),
        (
            .carry, ["2017-02-10 6", "2017-03-10 7"],
            .nothingToFillWith(indicator: "figure", policy: .carry, on: Day(iso: "2017-01-01")!)
        ),
        (
            .carry, ["2016-12-10 6 disputed", "2017-02-10 6"],
            .nothingToFillWith(indicator: "figure", policy: .carry, on: Day(iso: "2017-01-01")!)
        ),
    ]

    @Test(arguments: refused)
    func `a gap without a policy, or with nothing to fill it, gives no figure`(
        policy: MissingPolicy?, rows: [String], error: EvaluationError
    ) throws {
        let missing = policy.map { [Missing.notMeasured: $0] } ?? [:]
        let reader = try reader(indicator(missing: missing), ["A": rows])
        #expect(throws: error) {
            try reader.series(of: .participant("A"), in: period("2017-01-01", months: 3), exit: nil)
        }
    }

    @Test func `a gap is not filled with what was not yet known on the as-of day`() throws {
        let baseline = indicator(every: .event, missing: [.withdrawn: .baseline])
        let rows = ["A": ["2017-01-10 withdrawn", "2017-02-10 6"]]
        let january = try period("2017-01-01", months: 1)
        #expect(throws: EvaluationError.self) {
            try reader(baseline, rows, asOf: "2017-02-09").series(
                of: .participant("A"), in: january, exit: nil)
        }
        let known = try reader(baseline, rows, asOf: "2017-02-10").series(
            of: .participant("A"), in: january, exit: nil)
        #expect(told(known) == "2017-01-10 6")
    }

    /// Two gaps of two policies: the earlier one decides.
    static let mixed: [(rows: [String], told: String?)] = [
        (["2017-01-10 withdrawn", "2017-02-10 disputed"], "excluded: withdrawn"),
        (["2017-01-10 disputed", "2017-02-10 withdrawn"], nil),
        (["2017-01-10 moved", "2017-02-10 withdrawn"], "excluded: moved"),
        // January was not measured, for which the contract states nothing.
        (["2017-02-10 withdrawn"], nil),
        (["2017-01-10 5", "2017-02-10 6", "2017-02-11 withdrawn"], "excluded: withdrawn"),
    ]

    @Test(arguments: mixed)
    func `each reason has its own policy, and the first in time decides`(rows: [String], told: String?) throws
    {
        let reader = try reader(
            indicator(missing: [.withdrawn: .exclude, .other("moved"): .exclude, .disputed: .fail]),
            ["A": rows])
        let series = try? reader.series(
            of: .participant("A"), in: period("2017-01-01", months: 2), exit: nil)
        #expect(series.map(EvaluationTests.told) == told)
    }
}
