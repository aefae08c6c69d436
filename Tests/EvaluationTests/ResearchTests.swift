import Evaluation
import OutcomesModel
import Testing

/// Estimates of published research data, from measurements to figures, against what other programs calculate.
/// Sources are named in `shared/evaluation/reference.json`.
@Suite(.enabled(if: Research.folder != nil)) struct ResearchTests {
    static let cents = FigureRounding(mode: .halfEven, unit: try! Ratio(1, over: 100_000_000))

    /// LaLonde's experiment: earnings of 1978.
    @Test func `a randomised difference, its standard error and its interval`() throws {
        var study = Study()
        for row in try Research.rows("lalonde_nsw.csv") {
            try study.add(
                Research.name(row["id"]!), treated: row["treat"] == "1",
                values: [("2017-12-31", row["re78"]!)])
        }
        let plan = RandomisedComparison(group: "others", analysis: .intentionToTreat, precision: .welch)
        let estimate = try study.estimate(.randomised(plan))
        let path = "lalonde_nsw/reference/welch"
        #expect(estimate.treatment.counted == 185 && estimate.comparison?.counted == 260)
        #expect(near(estimate.difference?.float, try Research.figure("\(path)/diff")))
        let known = try #require(estimate.precision)
        #expect(near(known.standardError, try Research.figure("\(path)/se")))
        #expect(near(known.degreesOfFreedom, try Research.figure("\(path)/df")))
        #expect(near(known.p, try Research.figure("\(path)/p"), 1e-8))
        #expect(near(known.lower, try Research.figure("\(path)/ci/0")))
        #expect(near(known.upper, try Research.figure("\(path)/ci/1")))
        let pooled = try study.estimate(
            .randomised(
                RandomisedComparison(group: "others", analysis: .intentionToTreat, precision: .pooled)))
        #expect(
            near(
                pooled.precision?.standardError,
                try Research.figure("lalonde_nsw/reference/ols_se_homoskedastic")))
    }

    private func lalonde() throws -> Study {
        var study = Study()
        study.attributes = [
            Attribute(id: "race", title: "", values: ["black", "hispan", "white"]),
            Attribute(id: "married", title: "", values: ["0", "1"]),
            Attribute(id: "nodegree", title: "", values: ["0", "1"]),
        ]
        for row in try Research.rows("lalonde_matchit.csv") {
            try study.add(
                Research.name(row["id"]!), treated: row["treat"] == "1",
                ["race": row["race"]!, "married": row["married"]!, "nodegree": row["nodegree"]!],
                known: ["age", "educ", "re74", "re75"].map { ($0, row[$0]!) },
                values: [("2017-12-31", row["re78"]!)])
        }
        return study
    }

    static let covariates: [Covariate] = [
        .indicator("age"), .indicator("educ"), .attribute("race"), .attribute("married"),
        .attribute("nodegree"), .indicator("re74"), .indicator("re75"),
    ]

    @Test func `pairs by a propensity score, and their balance`() throws {
        let study = try lalonde()
        let comparison = MatchedComparison(group: "others", covariates: Self.covariates)
        let sets = try study.evaluator().form(try Study.plan(.matched(comparison))).sets
        #expect(sets.count == 185)
        for place in 0..<10 {
            let path = "lalonde_matchit/reference/pairs_first10_ids/\(place)"
            let (own, other) = (try Research.figure("\(path)/0"), try Research.figure("\(path)/1"))
            let set = sets.first { $0.treated == Research.name("\(Int(own))") }
            #expect(set?.controls == [Research.name("\(Int(other))")])
        }
        let estimate = try study.estimate(.matched(comparison))
        let path = "lalonde_matchit/reference"
        #expect(near(estimate.difference?.float, try Research.figure("\(path)/att_matched")))
        #expect(near(estimate.precision?.standardError, try Research.figure("\(path)/att_se_paired")))
        let names = [
            "score": "ps", "race hispan": "race_hispan", "race white": "race_white", "married 1": "married",
            "nodegree 1": "nodegree",
        ]
        #expect(estimate.quality.balance.count == 9)
        for row in estimate.quality.balance {
            let path = "\(path)/balance_smd/\(names[row.column] ?? row.column)"
            #expect(near(row.before, try Research.figure("\(path)/before"), 1e-6), "\(row.column)")
            #expect(near(row.after, try Research.figure("\(path)/after"), 1e-6), "\(row.column)")
        }
        // Five of the eight covariates are not alike after matching.
        #expect(
            estimate.quality.warnings.contains {
                if case .unbalanced("race hispan", _) = $0 { true } else { false }
            })
    }

    @Test func `odds as weights`() throws {
        let estimate = try lalonde().estimate(
            .weighted(
                WeightedComparison(
                    group: "others", covariates: Self.covariates, target: .treated, rounding: Self.cents)))
        let expected = try Research.figure("lalonde_matchit/reference/att_odds_weighted")
        #expect(near(estimate.difference?.float, expected, 1e-6))
    }

    /// Card and Krueger's restaurants: employment before and after a minimum wage.
    private func restaurants() throws -> Study {
        var study = Study()
        let byID = Dictionary(grouping: try Research.rows("card_krueger_1994.csv")) { $0["id"]! }
        for (id, rows) in byID {
            try study.add(
                Research.name(id), treated: rows[0]["nj"] == "1",
                values: rows.filter { $0["fte"] != "" }.map {
                    ($0["d"] == "1" ? "2017-11-01" : "2016-02-01", $0["fte"]!)
                })
        }
        return study
    }

    private func changes(
        _ design: DifferenceOfChanges.Design, _ errors: DifferenceOfChanges.Errors
    ) -> EvaluationMethod {
        .differenceInDifferences(
            DifferenceOfChanges(group: "others", before: "before", design: design, errors: errors))
    }

    @Test func `a difference in differences of all who are there, and of the same people`() throws {
        let study = try restaurants()
        let all = try study.estimate(
            changes(.crossSections, .clusters(.person, .clustersAndParameters)))
        let path = "card_krueger_1994/reference"
        #expect(near(all.difference?.float, try Research.figure("\(path)/did")))
        #expect(near(all.precision?.standardError, try Research.figure("\(path)/se_cluster_id_CR1")))
        #expect(all.treatment.counted == 319)
        let balanced = try study.estimate(changes(.panel, .hc2))
        #expect(try balanced.difference == Ratio(11, over: 4))
        #expect(balanced.treatment.counted == 309 && balanced.comparison?.counted == 75)
    }

    @Test func `people are weighted by how likely they were to be treated`() throws {
        var study = Study()
        study.decimals = 15
        study.attributes = ["sex", "race", "education", "exercise", "active"].map { name in
            Attribute(id: AttributeID(name), title: "", values: ["0", "1", "2", "3", "4", "5"])
        }
        for row in try Research.rows("nhefs.csv") {
            let known = try ["age", "smokeintensity", "smokeyrs", "wt71"].flatMap { name in
                let value = try Decimal(row[name]!).ratio
                // A thousandth of the square, which is as good a column, and fits at fifteen decimals.
                let square = try #require(
                    Decimal(exactly: value.multiplied(by: value).divided(by: Ratio(1000))))
                return [(name: name, value: row[name]!), (name: "\(name)_squared", value: "\(square)")]
            }
            try study.add(
                Research.name(row["seqn"]!), treated: row["qsmk"] == "1",
                Dictionary(
                    uniqueKeysWithValues: ["sex", "race", "education", "exercise", "active"].map {
                        ($0, row[$0]!)
                    }), known: known, values: [("2017-12-31", row["wt82_71"]!)])
        }
        let covariates =
            ["age", "smokeintensity", "smokeyrs", "wt71"].flatMap {
                [Covariate.indicator(IndicatorID($0)), .indicator(IndicatorID("\($0)_squared"))]
            } + ["sex", "race", "education", "exercise", "active"].map { .attribute(AttributeID($0)) }
        let estimate = try study.estimate(
            .weighted(
                WeightedComparison(
                    group: "others", covariates: covariates, target: .everybody, rounding: Self.cents)))
        let path = "nhefs/reference/ipw"
        #expect(near(estimate.difference?.float, try Research.figure("\(path)/diff"), 1e-7))
        #expect(near(estimate.precision?.standardError, try Research.figure("\(path)/se_HC0"), 1e-7))
        #expect(near(estimate.precision?.lower, try Research.figure("\(path)/ci_normal/0"), 1e-7))
        #expect(near(estimate.quality.notes[0].figure, try Research.figure("\(path)/max_weight"), 1e-7))
    }

    /// Student's sleep data: the same ten people, before and after.
    @Test func `before and after is paired by person`() throws {
        var study = Study()
        let rows = try Research.rows("sleep.csv")
        for id in Set(rows.map { $0["ID"]! }) {
            func value(_ group: String) throws -> String {
                try #require(rows.first { $0["ID"] == id && $0["group"] == group }?["extra"])
            }
            try study.add(
                Research.name(id), treated: true,
                values: [("2017-01-01", try value("1")), ("2017-12-01", try value("2"))])
        }
        let estimate = try study.estimate(.beforeAndAfter)
        #expect(try estimate.difference == Ratio(158, over: 100))
        let path = "sleep/reference/paired"
        #expect(near(estimate.precision?.p, try Research.figure("\(path)/p")))
        #expect(near(estimate.precision.map { -$0.upper }, try Research.figure("\(path)/ci/0")))
        #expect(estimate.quality.warnings.contains(.onlyBeforeAndAfter))
    }

    /// The houses of Kiel and McClain: repeated cross-sections, without and with covariates.
    @Test func `a difference in differences with covariates is rounded as the contract says`() throws {
        var study = Study()
        let covariates = ["age", "agesq", "intst", "land", "area", "rooms", "baths"]
        for (place, row) in try Research.rows("kielmc.csv").enumerated() {
            try study.add(
                Research.name("\(place)"), treated: row["nearinc"] == "1",
                known: covariates.map { ($0, row[$0]!) },
                values: [(row["y81"] == "1" ? "2017-06-30" : "2016-06-30", row["rprice"]!)])
        }
        let plain = try study.estimate(
            .differenceInDifferences(
                DifferenceOfChanges(group: "others", before: "before", design: .crossSections, errors: .hc1)))
        let path = "kielmc/reference"
        #expect(near(plain.difference?.float, try Research.figure("\(path)/model1/y81:nearinc/coef"), 1e-9))
        let adjusted = try study.estimate(
            .differenceInDifferences(
                DifferenceOfChanges(
                    group: "others", before: "before", design: .crossSections,
                    covariates: covariates.map { .indicator(IndicatorID($0)) }, errors: .hc1,
                    rounding: FigureRounding(mode: .halfUp, unit: Ratio(1)))))
        let expected = try Research.figure("\(path)/model3/y81:nearinc/coef")
        #expect(adjusted.difference == Ratio(Int(expected.rounded())))
    }

    /// The BCG vaccine's thirteen trials are cohorts of one effect, here on the scale of log risk ratios.
    @Test func `cohorts are pooled by precision, with and without a spread of true effects`() throws {
        var earlier: [EvaluationID: Estimate] = [:]
        var ids: [EvaluationID] = []
        for place in 0..<13 {
            let effect = try Research.figure("bcg_trials/reference/effects/\(place)")
            let variance = try Research.figure("bcg_trials/reference/variances/\(place)")
            let id = EvaluationID("trial_\(place)")
            let difference = try #require(Decimal(rounding: effect, decimals: 15)).ratio
            ids.append(id)
            earlier[id] = Estimate(
                evaluation: id, indicator: "figure", window: "after", method: .none,
                treatment: .init(title: "", counted: 100 + place, excluded: [:], mean: .zero),
                comparison: .init(title: "", counted: 100, excluded: [:], mean: .zero),
                difference: difference, improved: nil, saving: nil,
                precision: Precision(
                    standardError: variance.squareRoot(), method: "", degreesOfFreedom: nil, lower: 0,
                    upper: 0, level: try Decimal("0.95"), p: nil))
        }
        for (weights, name) in [
            (CohortPool.Weights.fixed, "fixed"), (.dersimonianLaird, "random_DL"),
        ] {
            let estimate = try Study().estimate(
                .pooled(CohortPool(evaluations: ids, weights: weights, rounding: Self.cents)),
                earlier: earlier)
            let path = "bcg_trials/reference/\(name)"
            #expect(near(estimate.difference?.float, try Research.figure("\(path)/eff"), 1e-7))
            #expect(near(estimate.precision?.standardError, try Research.figure("\(path)/se"), 1e-7))
        }
    }
}
