import Evaluation
import OutcomesModel
import Testing

/// Where a value is due, when a gap is one, and what it is called.
@Suite struct GapTests {
    /// The days of values, and of the first gap that is found, if there is one.
    struct Slots: Sendable {
        let every: Indicator.Frequency
        let first: String
        let months: Int
        let days: [String]
        let gap: String?
    }

    static let slots = [
        Slots(
            every: .month, first: "2017-01-15", months: 3, days: ["2017-01-15", "2017-03-14", "2017-04-14"],
            gap: nil),
        Slots(
            every: .month, first: "2017-01-15", months: 3, days: ["2017-02-14", "2017-03-15"],
            gap: "2017-02-15"),
        Slots(
            every: .month, first: "2017-01-15", months: 3, days: ["2017-02-15", "2017-03-15"],
            gap: "2017-01-15"),
        Slots(
            every: .month, first: "2017-01-15", months: 3, days: ["2017-01-15", "2017-02-15"],
            gap: "2017-03-15"),
        Slots(every: .month, first: "2017-01-15", months: 1, days: [], gap: "2017-01-15"),
        // Values outside the period fill none of its slots.
        Slots(
            every: .month, first: "2017-01-15", months: 1, days: ["2017-01-14", "2017-02-15"],
            gap: "2017-01-15"),
        // From the last of January, slots begin on the last of each month.
        Slots(
            every: .month, first: "2017-01-31", months: 3, days: ["2017-02-27", "2017-03-30", "2017-04-29"],
            gap: nil),
        Slots(
            every: .month, first: "2017-01-31", months: 3, days: ["2017-02-27", "2017-03-31", "2017-04-29"],
            gap: "2017-02-28"),
        Slots(every: .quarter, first: "2017-01-01", months: 6, days: ["2017-03-31", "2017-04-01"], gap: nil),
        Slots(
            every: .quarter, first: "2017-01-01", months: 6, days: ["2017-01-01", "2017-03-31"],
            gap: "2017-04-01"),
        // The last slot is as long as the period leaves it.
        Slots(every: .quarter, first: "2017-01-01", months: 4, days: ["2017-01-01", "2017-04-30"], gap: nil),
        Slots(
            every: .quarter, first: "2017-01-01", months: 4, days: ["2017-01-01", "2017-05-01"],
            gap: "2017-04-01"),
        Slots(every: .year, first: "2016-02-29", months: 24, days: ["2017-02-27", "2018-02-27"], gap: nil),
        Slots(
            every: .year, first: "2016-02-29", months: 24, days: ["2016-03-01", "2017-02-27"],
            gap: "2017-02-28"),
        Slots(every: .once, first: "2017-01-01", months: 24, days: [], gap: nil),
        Slots(every: .event, first: "2017-01-01", months: 24, days: ["2018-05-05"], gap: nil),
    ]

    @Test(arguments: slots)
    func `each slot from the first day of the period must have a value`(slots: Slots) throws {
        let reader = try reader(indicator(every: slots.every), ["A": slots.days.map { "\($0) 1" }])
        let period = try period(slots.first, months: slots.months)
        guard let gap = slots.gap else {
            let values = try reader.series(of: .participant("A"), in: period, exit: nil).values
            #expect(values.map(\.day.description) == slots.days)
            return
        }
        let error = EvaluationError.missing(
            indicator: "figure", subject: .participant("A"), reason: .notMeasured, on: try day(gap))
        #expect(throws: error) { try reader.series(of: .participant("A"), in: period, exit: nil) }
    }

    @Test func `somebody of whom nothing is known has a gap from the first day on`() throws {
        let reader = try reader(indicator(), ["A": ["2017-01-01 1"]])
        let error = EvaluationError.missing(
            indicator: "figure", subject: .participant("B"), reason: .notMeasured, on: try day("2017-01-01"))
        #expect(throws: error) {
            try reader.series(of: .participant("B"), in: period("2017-01-01", months: 1), exit: nil)
        }
    }

    /// As-of days, and the reason of the gap in February.
    static let asOf: [(asOf: String, reason: Missing)] = [
        ("2017-01-31", .notYet), ("2017-02-01", .notYet), ("2017-02-27", .notYet),
        ("2017-02-28", .notMeasured), ("2017-03-31", .notMeasured),
    ]

    @Test(arguments: asOf)
    func `a gap that has ended was not measured, and one that has not is not yet`(
        asOf: String, reason: Missing
    ) throws {
        let reader = try reader(
            indicator(missing: [.notYet: .exclude, .notMeasured: .exclude]),
            ["A": ["2017-01-31 1", "2017-03-31 3"]], asOf: asOf)
        let series = try reader.series(
            of: .participant("A"), in: period("2017-01-01", months: 3), exit: nil)
        #expect(series.excluded == reason)
    }

    @Test func `values about days after the as-of day do not count`() throws {
        let rows = ["A": ["2017-01-31 1", "2017-02-28 2", "2017-03-31 3"]]
        let event = indicator(every: .event)
        for (asOf, count) in [("2017-01-30", 0), ("2017-02-27", 1), ("2017-02-28", 2), ("2017-04-01", 3)] {
            let series = try reader(event, rows, asOf: asOf).series(
                of: .participant("A"), in: period("2017-01-01", months: 3), exit: nil)
            #expect(series.values.map(\.units) == [1, 2, 3].prefix(count).map(Int64.init), "as of \(asOf)")
        }
    }

    /// Exit days, and the first gap of a person whose only value is January's.
    static let exits: [(exit: String, gap: String?)] = [
        ("2017-01-10", nil), ("2017-01-31", nil), ("2017-02-01", "2017-02-01"), ("2017-06-30", "2017-02-01"),
    ]

    @Test(arguments: exits)
    func `nothing is due in a slot that begins after the exit`(exit: String, gap: String?) throws {
        let reader = try reader(indicator(), ["A": ["2017-01-10 7"]])
        let period = try period("2017-01-01", months: 3)
        func series() throws -> Series {
            try reader.series(of: .participant("A"), in: period, exit: day(exit))
        }
        guard let gap else {
            #expect(try told(series()) == "2017-01-10 7")
            return
        }
        #expect(
            throws: EvaluationError.missing(
                indicator: "figure", subject: .participant("A"), reason: .notMeasured, on: try day(gap))
        ) { try series() }
    }

    @Test func `nothing is due from somebody who left before the period`() throws {
        let series = try reader(indicator(), [:]).series(
            of: .participant("A"), in: period("2017-01-01", months: 3), exit: day("2016-12-31"))
        #expect(series.values.isEmpty && series.excluded == nil)
    }

    static let states: [(state: String, payable: Set<VerificationState>, reason: Missing?)] = [
        ("verified", [.verified], nil), ("reported", [.verified], .other("not_verified")),
        ("disputed", [.verified], .disputed), ("rejected", [.verified], .other("rejected")),
        ("reported", [.reported, .verified], nil), ("verified", [.reported], .other("not_verified")),
        ("disputed", [.disputed], nil),
    ]

    @Test(arguments: states)
    func `a value in a state that may not pay is missing`(
        state: String, payable: Set<VerificationState>, reason: Missing?
    ) throws {
        let all = Dictionary(
            uniqueKeysWithValues: [Missing.disputed, .other("rejected"), .other("not_verified")].map {
                ($0, MissingPolicy.exclude)
            })
        let reader = try reader(
            indicator(missing: all), ["A": ["2017-01-10 7 \(state)"]], payable: payable)
        let series = try reader.series(
            of: .participant("A"), in: period("2017-01-01", months: 1), exit: nil)
        #expect(series.excluded == reason)
        #expect(series.values.map(\.units) == (reason == nil ? [7] : []))
    }

    @Test func `of subjects that lie side by side, each has its own values`() throws {
        let reader = try reader(
            indicator(every: .event),
            ["A": ["2017-01-10 1"], "B": ["2017-01-10 2", "2017-01-11 3"], "contract": ["2017-01-10 4"]])
        for (subject, units) in [("A", [1]), ("B", [2, 3]), ("contract", [4]), ("C", [Int64]())] {
            let series = try reader.series(
                of: SubjectID(text: subject), in: period("2017-01-01", months: 1), exit: nil)
            #expect(series.values.map(\.units) == units)
        }
    }
}
