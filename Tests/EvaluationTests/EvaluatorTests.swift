import Evaluation
import OutcomesModel
import Testing

@Suite struct EvaluatorTests {
    static let window = Window(id: "window", title: "Window", span: .fromEntry(months: 2, skipping: 0))

    private func plan(
        _ method: EvaluationMethod, _ statistic: EvaluationPlan.Statistic
    ) -> EvaluationPlan {
        EvaluationPlan(
            id: "effect", indicator: "figure", method: method, treatment: "treated", statistic: statistic,
            clause: clause)
    }

    private func person(_ pseudonym: String, _ group: GroupID?, _ entry: String, exit: String? = nil) throws
        -> Participant
    {
        Participant(
            pseudonym: pseudonym, group: group, entry: try day(entry), exit: try exit.map { try day($0) },
            attributes: [:], line: 2)
    }

    private func evaluator(
        _ indicator: Indicator, _ participants: [Participant], _ rows: [String: [String]]
    ) throws -> Evaluator {
        func group(_ id: GroupID, _ title: String, _ role: Group.Role) -> Group {
            Group(id: id, title: title, role: role, evidence: .live, size: nil)
        }
        let contract = Contract(
            id: "test.evaluation", title: "Evaluation", currency: sek,
            rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 100, currency: sek)),
            starts: try day("2017-01-01"), ends: try day("2019-12-31"), source: nil,
            payableStates: [.verified], parties: [], indicators: [indicator], attributes: [],
            groups: [
                group("treated", "The treated", .treatment), group("reference", "The reference", .comparison),
            ],
            windows: [Self.window], outcomes: [], terms: [], evaluations: [], payments: [], settlements: [],
            caps: [])
        return Evaluator(
            contract: contract, participants: ParticipantTable(participants),
            readers: [indicator.id: try reader(indicator, rows)])
    }

    /// Costs of five people, each over two months from the own entry:
    /// 300, 100 and 200 for the treated, 700 and 201 for the reference.
    private func people() throws -> [Participant] {
        [
            try person("A", "treated", "2017-01-01"), try person("B", "treated", "2017-03-15"),
            try person("C", "treated", "2017-01-01"), try person("D", "reference", "2013-01-01"),
            try person("E", "reference", "2013-06-01"), try person("F", nil, "2017-01-01"),
        ]
    }

    static let costs = [
        "A": ["2017-01-31 100", "2017-02-28 200", "2017-03-31 9999"],
        "B": ["2017-02-28 9999", "2017-03-31 50", "2017-04-30 50"],
        "C": ["2017-01-31 0", "2017-02-28 200"],
        "D": ["2013-01-31 400", "2013-02-28 300"],
        "E": ["2013-06-30 100", "2013-07-31 101"],
        "F": ["2017-01-31 9999", "2017-02-28 9999"],
    ]

    @Test func `a group is set beside another, each person over the own window`() throws {
        let cost = indicator(unit: "SEK", better: .lower)
        let estimate = try evaluator(cost, people(), Self.costs).estimate(
            plan(.comparisonGroup(GroupComparison(group: "reference")), .sum), over: Self.window)
        #expect(
            estimate.evaluation == "effect" && estimate.indicator == "figure" && estimate.window == "window")
        #expect(estimate.method == .comparisonGroup(GroupComparison(group: "reference")))
        #expect(
            estimate.treatment == .init(title: "The treated", counted: 3, excluded: [:], mean: Ratio(200)))
        #expect(
            try estimate.comparison
                == .init(title: "The reference", counted: 2, excluded: [:], mean: Ratio(901, over: 2)))
        #expect(try estimate.difference == Ratio(-501, over: 2))
        #expect(estimate.improved == true)
        // 250.50 kronor less for each of three people.
        #expect(estimate.saving == Amount(Money(minorUnits: 751_50, currency: sek)))
    }

    static let statistics: [(statistic: EvaluationPlan.Statistic, treated: String, reference: String)] = [
        (.sum, "200", "450.5"), (.mean, "100", "225.25"), (.last, "150", "200.5"),
    ]

    @Test(arguments: statistics)
    func `each person's values become what the contract says`(
        statistic: EvaluationPlan.Statistic, treated: String, reference: String
    ) throws {
        let estimate = try evaluator(indicator(), people(), Self.costs).estimate(
            plan(.comparisonGroup(GroupComparison(group: "reference")), statistic), over: Self.window)
        #expect(estimate.treatment.mean.description == treated)
        #expect(estimate.comparison?.mean.description == reference)
        #expect(estimate.saving == nil)
    }

    @Test func `people who are left out are counted by reason, and nothing is saved on them`() throws {
        let cost = indicator(
            unit: "SEK", decimals: 2, better: .lower, missing: [.withdrawn: .exclude, .notMeasured: .exclude])
        var rows = Self.costs
        rows["B"] = ["2017-03-31 withdrawn"]
        rows["C"] = ["2017-01-31 0"]
        rows["D"] = nil
        let people = try people() + [person("G", "treated", "2018-01-01")]
        let estimate = try evaluator(cost, people, rows).estimate(
            plan(.comparisonGroup(GroupComparison(group: "reference")), .sum), over: Self.window)
        #expect(estimate.treatment.counted == 1)
        #expect(estimate.treatment.excluded == [.withdrawn: 1, .notMeasured: 2])
        #expect(estimate.comparison?.counted == 1 && estimate.comparison?.excluded == [.notMeasured: 1])
        // With two decimals, 300 and 201 are 3.00 and 2.01 kronor: the treated cost more.
        #expect(try estimate.difference == Ratio(99, over: 100))
        #expect(estimate.improved == false)
        #expect(estimate.saving == Amount(Money(minorUnits: -99, currency: sek)))
    }

    @Test func `of somebody who has left, what was due until then counts`() throws {
        let people = try [
            person("C", "treated", "2017-01-01", exit: "2017-01-31"), person("D", "reference", "2013-01-01"),
        ]
        var rows = Self.costs
        rows["C"] = ["2017-01-31 40"]
        let estimate = try evaluator(indicator(), people, rows).estimate(
            plan(.comparisonGroup(GroupComparison(group: "reference")), .sum), over: Self.window)
        #expect(estimate.treatment.mean == Ratio(40) && estimate.treatment.excluded == [:])
    }

    @Test func `somebody who enters after the as-of day is left out as not yet`() throws {
        let late = try [person("L", "treated", "2020-12-31"), person("M", "treated", "2021-01-01")]
        let rows = Self.costs.merging(["L": ["2020-12-31 7"], "M": ["2021-01-01 8"]]) { $1 }
        let estimate = try evaluator(indicator(every: .once), people() + late, rows).estimate(
            plan(.comparisonGroup(GroupComparison(group: "reference")), .last), over: Self.window)
        // The last values of A, B and C are 200, 50 and 200; L enters on the as-of day, and counts.
        #expect(estimate.treatment.counted == 4 && estimate.treatment.excluded == [.notYet: 1])
        #expect(try estimate.treatment.mean == Ratio(457, over: 4))
    }

    static let directions: [(better: Indicator.Direction, treated: String, improved: Bool?)] = [
        (.lower, "9", true), (.lower, "10", false), (.lower, "11", false),
        (.higher, "9", false), (.higher, "10", false), (.higher, "11", true),
        (.neither, "9", nil), (.neither, "10", nil), (.neither, "11", nil),
    ]

    @Test(arguments: directions)
    func `it is an improvement only where the difference goes the better way`(
        better: Indicator.Direction, treated: String, improved: Bool?
    ) throws {
        let people = try [person("A", "treated", "2017-01-01"), person("D", "reference", "2017-01-01")]
        let estimate = try evaluator(
            indicator(every: .once, better: better), people,
            ["A": ["2017-01-31 \(treated)"], "D": ["2017-01-31 10"]]
        ).estimate(plan(.comparisonGroup(GroupComparison(group: "reference")), .last), over: Self.window)
        #expect(estimate.improved == improved)
    }

    /// Wellbeing of two people with one decimal: 50.0, 60.0, 70.0 and 40.0, 40.0, 45.5.
    static let wellbeing = [
        "A": ["2017-01-31 500", "2017-02-10 600", "2017-02-28 700"],
        "B": ["2017-03-31 400", "2017-04-10 400", "2017-04-30 455"],
        "C": ["2017-01-31 990"],
    ]

    static let beforeAndAfter: [(statistic: EvaluationPlan.Statistic, after: String, difference: String)] = [
        (.last, "57.75", "12.75"), (.mean, "53.875", "8.875"), (.sum, "107.75", "62.75"),
    ]

    @Test(arguments: beforeAndAfter)
    func `each person's later values are set beside the first`(
        statistic: EvaluationPlan.Statistic, after: String, difference: String
    ) throws {
        let people = try people().filter { ["A", "B", "D"].contains($0.pseudonym) }
        let estimate = try evaluator(indicator(decimals: 1), people, Self.wellbeing).estimate(
            plan(.beforeAndAfter, statistic), over: Self.window)
        #expect(estimate.comparison?.title == "The treated, before")
        #expect(estimate.comparison?.mean == Ratio(45) && estimate.comparison?.counted == 2)
        #expect(estimate.treatment.title == "The treated, after")
        #expect(estimate.treatment.mean.description == after && estimate.treatment.counted == 2)
        #expect(estimate.difference?.description == difference)
        #expect(estimate.improved == true && estimate.saving == nil)
    }

    @Test func `somebody with one value alone is left out, before and after`() throws {
        let estimate = try evaluator(
            indicator(every: .event, decimals: 1, missing: [.withdrawn: .exclude]), people(),
            Self.wellbeing.merging(["B": ["2017-03-31 400", "2017-04-30 withdrawn"]]) { $1 }
        ).estimate(plan(.beforeAndAfter, .last), over: Self.window)
        for arm in [estimate.treatment, try #require(estimate.comparison)] {
            #expect(arm.counted == 1 && arm.excluded == [.notMeasured: 1, .withdrawn: 1])
        }
        #expect(estimate.difference == Ratio(20))
    }

    static let refused:
        [(rows: [String: [String]], missing: [Missing: MissingPolicy], error: EvaluationError)] = [
            (
                ["A": ["2017-01-31 1"], "D": ["2013-01-31 1", "2013-02-28 1"]], [:],
                .missing(
                    indicator: "figure", subject: .participant("A"), reason: .notMeasured,
                    on: Day(iso: "2017-02-01")!)
            ),
            (
                ["A": ["2017-01-31 1"], "D": ["2013-01-31 1", "2013-02-28 1"]], [.notMeasured: .exclude],
                .emptyGroup(evaluation: "effect", group: "treated", excluded: 1)
            ),
            (
                ["A": ["2017-01-31 1", "2017-02-28 1"]], [.notMeasured: .exclude],
                .emptyGroup(evaluation: "effect", group: "reference", excluded: 1)
            ),
        ]

    @Test(arguments: refused)
    func `there is no estimate of nobody, nor one without what the contract asks for`(
        rows: [String: [String]], missing: [Missing: MissingPolicy], error: EvaluationError
    ) throws {
        let people = try people().filter { ["A", "D"].contains($0.pseudonym) }
        let evaluator = try evaluator(indicator(missing: missing), people, rows)
        #expect(throws: error) {
            try evaluator.estimate(
                plan(.comparisonGroup(GroupComparison(group: "reference")), .sum), over: Self.window)
        }
    }

    @Test func `a group that nobody is in has no estimate`() throws {
        let treated = try people().filter { $0.group == "treated" }
        let evaluator = try evaluator(indicator(), treated, Self.costs)
        let error = EvaluationError.emptyGroup(evaluation: "effect", group: "reference", excluded: 0)
        #expect(throws: error) {
            try evaluator.estimate(
                plan(.comparisonGroup(GroupComparison(group: "reference")), .sum), over: Self.window)
        }
    }

    @Test func `the order of the participants changes nothing`() throws {
        let people = try people() + [person("G", "treated", "2017-01-01")]
        let figure = indicator(every: .event, unit: "SEK", decimals: 1, missing: [.withdrawn: .exclude])
        let rows = Self.costs.merging(["G": ["2017-01-31 withdrawn"]]) { $1 }
        for plan in [
            plan(.comparisonGroup(GroupComparison(group: "reference")), .mean), plan(.beforeAndAfter, .mean),
        ] {
            let first = try evaluator(figure, people, rows).estimate(plan, over: Self.window)
            for shift in people.indices {
                let rotated = Array(people[shift...] + people[..<shift])
                for order in [rotated, rotated.reversed()] {
                    #expect(try evaluator(figure, order, rows).estimate(plan, over: Self.window) == first)
                }
            }
        }
    }
}
