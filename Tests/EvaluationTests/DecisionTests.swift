import Evaluation
import OutcomesModel
import Testing

/// When an effect counts as reached, and what is said beside it.
@Suite struct DecisionTests {
    /// Ten people at 92 against ten at 100, give or take one: 8 % less.
    private func study(_ better: Indicator.Direction = .lower) throws -> Study {
        var study = Study()
        study.better = better
        for place in 0..<10 {
            for (isTreated, base) in [(true, 92), (false, 100)] {
                try study.add(
                    "\(isTreated ? "t" : "o")\(place)", treated: isTreated,
                    values: [("2017-06-30", "\(base + (place.isMultiple(of: 2) ? 1 : -1))")])
            }
        }
        return study
    }

    static let tenth = FigureRounding(mode: .halfUp, unit: try! Ratio(1, over: 10))

    static let rules: [(DecisionRule.Figure, DecisionRule.Reading, String, FigureRounding?, Bool, String)] = [
        (.improvement, .point, "8", nil, true, "8"),
        (.improvement, .point, "8.0001", nil, false, "8"),
        (.improvementPercent, .point, "8", nil, true, "8"),
        (.improvementPercent, .point, "8.04", tenth, false, "8"),
        (.improvement, .lowerBound, "7", tenth, true, "7"),
        // The standard error is √(2 · 10/9 / 10) = 0.4714, t(18) is 2.1009: the bound is 7.0096, 7.0 rounded.
        (.improvement, .lowerBound, "7.01", tenth, false, "7"),
        (
            .improvement, .lowerBound, "7.01",
            FigureRounding(mode: .halfUp, unit: try! Ratio(1, over: 1_000)), true, "7.01"
        ),
        (.improvement, .significant, "8", nil, true, "8"),
        (.improvement, .significant, "8.5", nil, false, "8"),
    ]

    @Test(arguments: rules)
    func `the contract says which figure must reach what`(
        figure: DecisionRule.Figure, reading: DecisionRule.Reading, at: String, rounding: FigureRounding?,
        isReached: Bool, held: String
    ) throws {
        let rule = DecisionRule(figure: figure, reading: reading, at: try Decimal(at), rounding: rounding)
        let estimate = try study().estimate(
            .comparisonGroup(GroupComparison(group: "others")), decision: rule)
        #expect(estimate.reached == isReached)
        let decided = try #require(estimate.decided)
        #expect(decided.rule == rule && "\(decided.figure)" == held)
        #expect(decided.leavesOutZero == (reading == .significant ? true : nil))
    }

    @Test func `8.387 is not 10, and rounded to 8.4 it is not either`() throws {
        var study = Study()
        study.better = .lower
        for place in 0..<2 {
            let wiggle = place == 0 ? "0.5" : "-0.5"
            let values = try [("142", true), ("155", false)].map {
                (try Decimal($0.0).ratio.adding(Decimal(wiggle).ratio), $0.1)
            }
            for (value, isTreated) in values {
                try study.add(
                    "\(isTreated ? "t" : "o")\(place)", treated: isTreated,
                    values: [("2017-06-30", "\(value)")])
            }
        }
        for rounding in [nil, Self.tenth] {
            let rule = DecisionRule(
                figure: .improvementPercent, reading: .point, at: try Decimal("10"), rounding: rounding)
            let estimate = try study.estimate(
                .comparisonGroup(GroupComparison(group: "others")), decision: rule)
            #expect(estimate.reached == false)
            #expect("\(try #require(estimate.decided).figure)" == (rounding == nil ? "260/31" : "8.4"))
            #expect(estimate.decided?.unrounded == (rounding == nil ? nil : try Ratio(260, over: 31)))
            #expect(near(estimate.reductionPercent?.float, 8.387096774193548))
        }
    }

    @Test func `an effect the wrong way is not significant for the better`() throws {
        let rule = DecisionRule(
            figure: .improvement, reading: .significant, at: try Decimal("-100"), rounding: nil)
        let estimate = try study(.higher).estimate(
            .comparisonGroup(GroupComparison(group: "others")), decision: rule)
        #expect(estimate.improved == false && estimate.reached == false)
        #expect(estimate.decided?.leavesOutZero == false && estimate.decided?.figure == Ratio(-8))
    }

    @Test func `a bound that cannot be had is neither reached nor not`() throws {
        var study = Study()
        try study.add("t", treated: true, values: [("2017-06-30", "1")])
        try study.add("o", treated: false, values: [("2017-06-30", "0")])
        let rule = DecisionRule(
            figure: .improvement, reading: .lowerBound, at: try Decimal("0"), rounding: Self.tenth)
        let estimate = try study.estimate(
            .comparisonGroup(GroupComparison(group: "others")), decision: rule)
        #expect(estimate.reached == nil && estimate.unsure != nil && estimate.difference == .one)
    }

    @Test func `a target below what so many people show is warned of`() throws {
        let method = EvaluationMethod.comparisonGroup(GroupComparison(group: "others"))
        let smallest = try #require(study().estimate(method).quality.smallestDetectable)
        // Spread √(10/9), ten a side, power 0.80: 1.3249 standard deviations.
        #expect(near(smallest, 1.32494 * (10.0 / 9).squareRoot(), 1e-4))
        let low = try study().estimate(method, target: "1")
        #expect(
            low.quality.warnings == [.cannotSeeTarget(target: try Decimal("1"), smallest: smallest)])
        #expect(try study().estimate(method, target: "2").quality.warnings == [])
    }

    @Test func `who was lost bounds the effect`() throws {
        var study = try study(.higher)
        study.bounds = ("0", "200")
        for place in 0..<2 { try study.add("t9\(place)", treated: true, values: []) }
        let estimate = try study.estimate(.comparisonGroup(GroupComparison(group: "others")))
        let lost = try #require(estimate.quality.attrition)
        #expect(near(lost.treatment, 2.0 / 12) && lost.comparison == 0)
        // 920 of ten and two at 0 or at 200, over twelve, less 100.
        #expect(near(lost.worstAndBest?.lower, 920.0 / 12 - 100))
        #expect(near(lost.worstAndBest?.upper, 1320.0 / 12 - 100))
        #expect(
            estimate.quality.warnings.contains(.unequalAttrition(treatment: 2.0 / 12, comparison: 0)))
    }

    @Test func `one person who turns the sign is warned of`() throws {
        var study = Study()
        for (place, value) in ["0", "0", "9"].enumerated() {
            try study.add("t\(place)", treated: true, values: [("2017-06-30", value)])
            try study.add("o\(place)", treated: false, values: [("2017-06-30", "1")])
        }
        let estimate = try study.estimate(.comparisonGroup(GroupComparison(group: "others")))
        #expect(estimate.difference == Ratio(2))
        #expect(estimate.quality.withoutOnePerson == .init(lower: -1, upper: 3.5))
        #expect(estimate.quality.warnings.contains(.signDependsOnOnePerson))
    }

    @Test func `the evidence of an estimate has one hash, whatever the order of the rows`() throws {
        let method = EvaluationMethod.comparisonGroup(GroupComparison(group: "others"))
        let (first, again) = (try study().estimate(method), try study().estimate(method))
        #expect(first.evidence == again.evidence && first.evidence.count == 64)
        var other = try study()
        try other.add("t99", treated: true, values: [("2017-06-30", "92")])
        #expect(try other.estimate(method).evidence != first.evidence)
    }
}
