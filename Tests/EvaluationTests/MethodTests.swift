import Evaluation
import OutcomesModel
import Testing

/// What each method makes of figures that can be followed by hand.
@Suite struct MethodTests {
    /// Four of the treated at 8, 10, 12, 14 and four of the others at 5, 7, 9, 11: means 11 and 8.
    private func eight(_ value: (Bool, Int) -> [(day: String, value: String)]) throws -> Study {
        var study = Study()
        for (isTreated, base) in [(true, 8), (false, 5)] {
            for step in 0..<4 {
                try study.add(
                    "\(isTreated ? "t" : "o")\(step)", treated: isTreated, [:],
                    values: value(isTreated, base + 2 * step))
            }
        }
        return study
    }

    private func plain() throws -> Study { try eight { [("2017-06-30", "\($1)")] } }

    @Test func `nothing to compare with is no effect, but a mean and its interval`() throws {
        let estimate = try plain().estimate(.none)
        #expect(estimate.treatment.mean == Ratio(11) && estimate.comparison == nil)
        #expect(estimate.difference == nil && estimate.improved == nil && estimate.saving == nil)
        let known = try #require(estimate.precision)
        // Variance 20/3 of four; t of three degrees of freedom at 0.975 is 3.18244630528.
        #expect(near(known.standardError, (20.0 / 3 / 4).squareRoot()))
        #expect(near(known.upper, 11 + 3.182446305284263 * (20.0 / 3 / 4).squareRoot()))
    }

    @Test func `Welch's and the pooled standard error of arms that vary alike are one`() throws {
        for way in [PrecisionPlan.welch, .pooled] {
            let estimate = try plain().estimate(
                .comparisonGroup(GroupComparison(group: "others", precision: way)))
            #expect(estimate.difference == Ratio(3) && estimate.improved == true)
            #expect(near(estimate.precision?.standardError, (20.0 / 3 / 2).squareRoot()))
            #expect(near(estimate.precision?.degreesOfFreedom, 6))
        }
    }

    @Test func `a bootstrap is the same for the same seed, and says what it drew`() throws {
        func estimate(_ seed: UInt64) throws -> Precision {
            try #require(
                try plain().estimate(
                    .comparisonGroup(
                        GroupComparison(
                            group: "others", precision: .bootstrap(replicates: 999, seed: seed)))
                ).precision)
        }
        let first = try estimate(7)
        #expect(try estimate(7) == first)
        #expect(try estimate(8).standardError != first.standardError)
        #expect(first.draws == .init(generator: "SplitMix64", seed: 7, replicates: 999))
        #expect(first.lower < 3 && 3 < first.upper)
    }

    @Test func `rates have Wilson's intervals, Newcombe's difference and a relative reduction`() throws {
        var study = Study()
        // 56 of 70 against 48 of 80: the first example of Newcombe (1998).
        for place in 0..<70 {
            try study.add(
                "t\(100 + place)", treated: true, values: [("2017-06-30", place < 56 ? "1" : "0")])
        }
        for place in 0..<80 {
            try study.add(
                "o\(100 + place)", treated: false, values: [("2017-06-30", place < 48 ? "1" : "0")])
        }
        let estimate = try study.estimate(
            .comparisonGroup(GroupComparison(group: "others", precision: .newcombe)))
        #expect(try estimate.difference == Ratio(1, over: 5))
        // As printed there, method 10.
        #expect(near(estimate.precision?.lower, 0.0524, 1e-3))
        #expect(near(estimate.precision?.upper, 0.3339, 1e-3))
        let rates = try #require(estimate.quality.rates)
        #expect(rates.treatment.reached == 56 && rates.treatment.people == 70)
        #expect(near(rates.relativeReduction, 1 - 0.8 / 0.6))
    }

    @Test func `Newcombe's interval is not for other figures`() throws {
        let estimate = try plain().estimate(
            .comparisonGroup(GroupComparison(group: "others", precision: .newcombe)))
        #expect(estimate.precision == nil && estimate.difference == Ratio(3))
        #expect(estimate.unsure?.contains("not all 0 or 1") == true)
    }

    @Test func `people of one cluster count as less than as many alone`() throws {
        var study = Study()
        study.attributes = [Attribute(id: "site", title: "", values: ["a", "b", "c", "d"])]
        for (place, value) in [8, 8, 14, 14, 5, 5, 11, 11].enumerated() {
            try study.add(
                "p\(place)", treated: place < 4, ["site": ["a", "b", "c", "d"][place / 2]],
                values: [("2017-06-30", "\(value)")])
        }
        let estimate = try study.estimate(
            .randomised(
                RandomisedComparison(
                    group: "others", analysis: .intentionToTreat, precision: .clusters("site", .none))))
        // Four clusters of two, each 6 from its arm's mean in sum: √(2 · 6² / 4² + 2 · 6² / 4²).
        #expect(near(estimate.precision?.standardError, 3))
        #expect(estimate.quality.warnings.contains(.fewClusters(4)))
        #expect(estimate.precision?.method == "clusters of site, factor 1 (CR0)")
    }

    @Test func `somebody without a cluster leaves the difference, and no standard error`() throws {
        var study = Study()
        study.attributes = [Attribute(id: "site", title: "", values: ["a", "b"])]
        for place in 0..<8 {
            try study.add(
                "p\(place)", treated: place < 4, place == 5 ? [:] : ["site": place % 2 == 0 ? "a" : "b"],
                values: [("2017-06-30", "\(place)")])
        }
        let estimate = try study.estimate(
            .randomised(
                RandomisedComparison(
                    group: "others", analysis: .intentionToTreat, precision: .clusters("site", .none))))
        #expect(estimate.difference == Ratio(-4) && estimate.precision == nil)
        #expect(estimate.unsure?.contains("1 of 8 have no value of 'site'") == true)
    }

    @Test func `controls are counted as the people that they are`() throws {
        let two = MatchedComparison(
            group: "others", covariates: [.indicator("age")], replacement: true, controls: 2)
        let estimate = try aged().estimate(.matched(two))
        #expect(estimate.treatment.counted == 2)
        #expect((2...4).contains(estimate.comparison?.counted ?? 0))
        let sets = try aged().evaluator().form(try Study.plan(.matched(two))).sets
        #expect(estimate.comparison?.counted == Set(sets.flatMap(\.controls)).count)
    }

    @Test func `the effect on those treated is the effect over the difference in take-up`() throws {
        var study = Study()
        study.attributes = [Attribute(id: "took", title: "", values: ["yes", "no"])]
        for (place, value) in [10, 12, 6, 8, 5, 7, 6, 6].enumerated() {
            // Three of four in the one arm, one of four in the other.
            let took = place < 3 || place == 7
            try study.add(
                "p\(place)", treated: place < 4, ["took": took ? "yes" : "no"],
                values: [("2017-06-30", "\(value)")])
        }
        let estimate = try study.estimate(
            .randomised(
                RandomisedComparison(
                    group: "others", analysis: .treated("took", value: "yes"), precision: .welch)))
        // 9 less 6, over three quarters less one.
        #expect(estimate.difference == Ratio(6))
        #expect(estimate.precision?.method.hasPrefix("two-stage") == true)
    }

    @Test func `nobody who took it up more leaves no effect on those treated`() throws {
        var study = Study()
        study.attributes = [Attribute(id: "took", title: "", values: ["yes", "no"])]
        for place in 0..<4 {
            try study.add(
                "p\(place)", treated: place < 2, ["took": "no"], values: [("2017-06-30", "\(place)")])
        }
        #expect(throws: EvaluationError.self) {
            try study.estimate(
                .randomised(
                    RandomisedComparison(
                        group: "others", analysis: .treated("took", value: "yes"), precision: .welch)))
        }
    }

    @Test func `a historical group is moved to the prices of one day, each value rounded once`() throws {
        var study = Study()
        study.decimals = 0
        try study.add("t1", treated: true, values: [("2017-06-30", "100")])
        try study.add("o1", treated: false, values: [("2017-02-28", "90"), ("2017-03-31", "33")])
        try study.add("prices", .contract, "2017-02-01", "100")
        try study.add("prices", .contract, "2017-03-01", "110")
        try study.add("prices", .contract, "2017-06-01", "121")
        let index = try PriceIndex(
            id: "wages", title: "", indicator: "prices", base: Ratio(100), least: nil, most: nil,
            rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: sek)), clause: clause)
        let estimate = try study.estimate(
            .comparisonGroup(
                GroupComparison(
                    group: "others", prices: .init(index: "wages", day: try day("2017-06-15")))), .sum,
            indexes: [index])
        // 90 · 121/100 is 108.9, and 33 · 121/110 is 36.3.
        #expect(estimate.comparison?.mean == Ratio(109 + 36))
    }

    @Test func `a price index without a value is an error that names it`() throws {
        var study = try plain()
        try study.add("prices", .contract, "2018-02-01", "100")
        let index = try PriceIndex(
            id: "wages", title: "", indicator: "prices", base: Ratio(100), least: nil, most: nil,
            rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: sek)), clause: clause)
        #expect(throws: EvaluationError.noPrice(index: "wages", on: try day("2017-06-30"))) {
            try study.estimate(
                .comparisonGroup(
                    GroupComparison(
                        group: "others", prices: .init(index: "wages", day: try day("2018-06-15")))),
                indexes: [index])
        }
    }

    // MARK: Matching

    private static let matching = MatchedComparison(group: "others", covariates: [.indicator("age")])

    private static func frozen(
        _ sets: [MatchedSet], terms: String, knewOutcomes: Bool
    ) -> FrozenMatching {
        FrozenMatching(
            evaluation: "effect", asOf: BatchID(1), sets: sets, terms: terms, knewOutcomes: knewOutcomes,
            recording: Recording(by: "Maja", at: "2017-01-01T00:00:00Z", reason: ""))
    }

    private func aged() throws -> Study {
        var study = Study()
        for (name, isTreated, age, value) in [
            ("t1", true, "30", "10"), ("t2", true, "40", "20"), ("o1", false, "29", "4"),
            ("o2", false, "41", "8"), ("o3", false, "60", "100"), ("o4", false, "20", "50"),
        ] {
            try study.add(
                name, treated: isTreated, known: [("age", age)], values: [("2017-06-30", value)])
        }
        return study
    }

    @Test func `pairs are recorded, and hold when outcomes come`() throws {
        let plan = try Study.plan(.matched(Self.matching))
        let sets = try aged().evaluator().form(plan).sets
        #expect(Set(sets.map(\.treated)) == ["t1", "t2"] && sets.allSatisfy { $0.controls.count == 1 })
        let frozen = Self.frozen(
            [MatchedSet(treated: "t1", controls: ["o4"]), MatchedSet(treated: "t2", controls: ["o3"])],
            terms: Self.matching.terms(treatment: "treated"), knewOutcomes: true)
        let estimate = try aged().estimate(.matched(Self.matching), frozen: frozen)
        #expect(estimate.comparison?.mean == Ratio(75))
        #expect(estimate.quality.warnings.contains(.matchedAfterOutcomes))
    }

    @Test func `pairs of other terms, or none where the contract wants them, are refused`() throws {
        let frozen = Self.frozen([], terms: "other terms", knewOutcomes: false)
        #expect(throws: EvaluationError.matchingChanged(evaluation: "effect", frozen: "other terms")) {
            try aged().estimate(.matched(Self.matching), frozen: frozen)
        }
        let strict = MatchedComparison(
            group: "others", covariates: [.indicator("age")], mustBeFrozen: true)
        #expect(throws: EvaluationError.notFrozen(evaluation: "effect")) {
            try aged().estimate(.matched(strict))
        }
    }

    @Test func `no pair depends on an outcome`() throws {
        var other = Study()
        for (name, isTreated, age) in [
            ("t1", true, "30"), ("t2", true, "40"), ("o1", false, "29"), ("o2", false, "41"),
            ("o3", false, "60"), ("o4", false, "20"),
        ] {
            try other.add(name, treated: isTreated, known: [("age", age)], values: [])
        }
        let plan = try Study.plan(.matched(Self.matching))
        #expect(try other.evaluator().form(plan).sets == aged().evaluator().form(plan).sets)
    }

    @Test func `covariates that tell the groups apart give no score`() throws {
        var study = Study()
        for place in 0..<6 {
            try study.add(
                "p\(place)", treated: place < 3,
                known: [("age", place < 3 ? "\(20 + place)" : "\(40 + place)")],
                values: [("2017-06-30", "1")])
        }
        #expect(throws: EvaluationError.self) { try study.estimate(.matched(Self.matching)) }
    }

    // MARK: Changes and series

    private func changing() throws -> Study {
        var study = Study()
        study.every = .event
        for (name, isTreated, before, after) in [
            ("t1", true, 10, 20), ("t2", true, 20, 32), ("o1", false, 11, 14), ("o2", false, 21, 26),
        ] {
            try study.add(
                name, treated: isTreated,
                values: [("2016-06-30", "\(before)"), ("2017-06-30", "\(after)")])
        }
        return study
    }

    @Test func `a change of 11 less a change of 4 is 7`() throws {
        for design in [DifferenceOfChanges.Design.panel, .crossSections] {
            let estimate = try changing().estimate(
                .differenceInDifferences(
                    DifferenceOfChanges(
                        group: "others", before: "before", design: design,
                        errors: .clusters(.person, .clusters))))
            #expect(estimate.difference == Ratio(7))
            #expect(estimate.treatment.mean == Ratio(26) && estimate.comparison?.mean == Ratio(19))
            #expect(estimate.precision?.method == "clusters of person, factor G/(G-1)")
        }
    }

    @Test func `in a panel, who lacks one of the two is left out of both`() throws {
        var study = try changing()
        try study.add("t3", treated: true, values: [("2017-06-30", "1000")])
        func estimate(_ design: DifferenceOfChanges.Design) throws -> Estimate {
            try study.estimate(
                .differenceInDifferences(
                    DifferenceOfChanges(group: "others", before: "before", design: design, errors: .hc1)))
        }
        let panel = try estimate(.panel)
        #expect(panel.difference == Ratio(7) && panel.treatment.excluded == [.notMeasured: 1])
        #expect(try estimate(.crossSections).treatment.counted == 3)
    }

    @Test func `fixed effects of a balanced panel give the difference in differences`() throws {
        var study = Study()
        study.every = .year
        for (name, isTreated, before, after) in [
            ("t1", true, 10, 20), ("t2", true, 20, 32), ("o1", false, 11, 14), ("o2", false, 21, 26),
        ] {
            try study.add(
                name, treated: isTreated,
                values: [("2016-06-30", "\(before)"), ("2017-06-30", "\(after)")])
        }
        let estimate = try study.estimate(
            .differenceInDifferences(
                DifferenceOfChanges(
                    group: "others", before: "before", design: .fixedEffects,
                    errors: .clusters(.person, .clustersAndParameters),
                    rounding: FigureRounding(mode: .halfEven, unit: try Ratio(1, over: 1000)))))
        #expect(estimate.difference == Ratio(7))
    }

    @Test func `a series is compared with where it was going`() throws {
        var study = Study()
        study.every = .quarter
        // 10, 12, 14, 16 before, and 28, 31, 34, 37 after: 10 above the line at first, one more each quarter,
        // with small residuals so that an error can be had.
        let values = [10, 12.1, 13.9, 16, 28, 31.1, 33.9, 37]
        for (place, value) in values.enumerated() {
            let year = place < 4 ? 2016 : 2017
            try study.add(
                "figure", .contract, "\(year)-\(["02", "05", "08", "11"][place % 4])-01", "\(value)")
        }
        func effect(_ reading: SeriesBreak.Reading) throws -> Estimate {
            try study.estimate(
                .interruptedSeries(
                    SeriesBreak(
                        before: "before", reading: reading, lags: 1,
                        rounding: FigureRounding(mode: .halfEven, unit: try Ratio(1, over: 100)))),
                subject: .contract)
        }
        let level = try effect(.levelChange)
        #expect(level.treatment.counted == 4 && level.comparison?.counted == 4)
        #expect(level.difference.map { ($0.float - 10.06).magnitude < 0.2 } == true)
        #expect(try near(effect(.slopeChange).difference?.float, 1, 0.05))
        let (mean, last) = (try effect(.meanDistance), try effect(.finalDistance))
        #expect(mean.difference?.float ?? 0 > level.difference?.float ?? 0)
        #expect(last.difference?.float ?? 0 > mean.difference?.float ?? 0)
    }

    // MARK: Estimates of estimates

    private func part(_ id: EvaluationID, _ effect: Int, people: Int, error: Double) throws -> Estimate {
        Estimate(
            evaluation: id, indicator: "figure", window: "after", method: .none,
            treatment: .init(title: "", counted: people, excluded: [:], mean: Ratio(50)),
            comparison: .init(title: "", counted: 9, excluded: [:], mean: Ratio(50 - effect)),
            difference: Ratio(effect), improved: true, saving: nil,
            precision: Precision(
                standardError: error, method: "", degreesOfFreedom: nil, lower: 0, upper: 0,
                level: try Decimal("0.95"), p: nil))
    }

    @Test func `two estimators are weighted exactly, and as wide as any dependence allows`() throws {
        let parts = CombinedEvaluations(
            parts: [
                .init(evaluation: "a", weight: try Decimal("0.8")),
                .init(evaluation: "b", weight: try Decimal("0.2")),
            ], correlation: nil)
        let earlier: [EvaluationID: Estimate] = [
            "a": try part("a", 10, people: 40, error: 1), "b": try part("b", 5, people: 40, error: 2),
        ]
        let widest = try Study().estimate(.combined(parts), earlier: earlier)
        #expect(widest.difference == Ratio(9))
        #expect(near(widest.precision?.standardError, 1.2))
        let known = CombinedEvaluations(parts: parts.parts, correlation: try Decimal("0"))
        let independent = try Study().estimate(.combined(known), earlier: earlier)
        #expect(near(independent.precision?.standardError, (0.64 + 0.16).squareRoot()))
    }

    @Test func `cohorts by their size are exact`() throws {
        let pool = CohortPool(evaluations: ["a", "b"], weights: .size, rounding: nil)
        let estimate = try Study().estimate(
            .pooled(pool),
            earlier: [
                "a": try part("a", 10, people: 2, error: 1), "b": try part("b", 5, people: 1, error: 2),
            ])
        #expect(try estimate.difference == Ratio(25, over: 3))
        #expect(estimate.treatment.counted == 3)
    }

    @Test func `an estimate of one that failed says which`() throws {
        let pool = CohortPool(evaluations: ["a"], weights: .size, rounding: nil)
        #expect(throws: EvaluationError.partWithoutFigure(evaluation: "effect", part: "a")) {
            try Study().estimate(.pooled(pool))
        }
    }
}
