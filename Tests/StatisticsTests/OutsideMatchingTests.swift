import Statistics
import Testing

@Suite(.enabled(if: Outside.areThere)) struct OutsideMatchingTests {
    private func propensity(_ table: Table) throws -> Propensity {
        let columns =
            Design.Column.indicators("race", table.texts("race"))
            + ["age", "educ", "married", "nodegree", "re74", "re75"].map { table.column($0) }
        return try Propensity(treated: table.flags("treat"), on: Design(columns, rows: 614))
    }

    private func match(_ table: Table, _ scores: [Double], _ rule: MatchingRule) throws -> Matching<Int> {
        let (ids, treated) = (table.integers("id"), table.flags("treat"))
        let units = ids.indices.map { (id: ids[$0], score: scores[$0]) }
        return try matchNearest(
            treated: units.indices.filter { treated[$0] }.map { units[$0] },
            controls: units.indices.filter { !treated[$0] }.map { units[$0] }, rule)
    }

    @Test func `the propensity score of the matched training programme`() throws {
        let table = try Table("lalonde_matchit.csv")
        let figures = try Figures("reference.json")["lalonde_matchit/reference"]
        let came = try propensity(table)
        for (name, key) in [
            ("intercept", "Intercept"), ("race hispan", "C(race)[T.hispan]"),
            ("race white", "C(race)[T.white]"),
            ("age", "age"), ("educ", "educ"), ("married", "married"), ("nodegree", "nodegree"),
            ("re74", "re74"),
            ("re75", "re75"),
        ] {
            #expect(near(try came.fit.coefficient(name).estimate, figures["ps_model_coef"][key].number, 1e-6))
        }
        for (score, expected) in zip(came.scores, figures["ps_first5"].numbers) {
            #expect(near(score, expected, 1e-8))
        }
        #expect(near(try came.logitCaliper(0.2), figures["caliper_0.2sd_logit"].number))
    }

    @Test func `the pairs of the matched training programme`() throws {
        let table = try Table("lalonde_matchit.csv")
        let figures = try Figures("reference.json")["lalonde_matchit/reference"]
        let scores = try propensity(table).scores
        let came = try match(table, scores, MatchingRule())
        #expect(came.matches.count == figures["n_pairs"].count)
        for (pair, expected) in zip(came.matches, figures["pairs_first10_ids"].items) {
            #expect([pair.treated] + pair.controls == expected.numbers.map { Int($0) })
        }
        let outcome = Dictionary(uniqueKeysWithValues: zip(table.integers("id"), table.numbers("re78")))
        let effect = try matchedDifference(came, outcome: outcome)
        #expect(near(effect.estimate, figures["att_matched"].number))
        #expect(near(effect.standardError, figures["att_se_paired"].number))

        let race = table.texts("race")
        let columns =
            [Design.Column("ps", scores)]
            + ["age", "educ", "married", "nodegree", "re74", "re75"].map { table.column($0) }
            + ["black", "hispan", "white"].map { level in
                Design.Column("race_\(level)", race.map { $0 == level })
            }
        let after = try balance(
            columns, treated: table.flags("treat"), weights: came.weights(of: table.integers("id")),
            scale: .treated)
        for row in after {
            let expected = figures["balance_smd/\(row.column)"]
            #expect(near(row.before.standardisedDifference, expected["before"].number), "\(row.column)")
            let side = try #require(row.after)
            #expect(near(side.standardisedDifference, expected["after"].number), "\(row.column)")
        }
    }

    @Test func `the pairs do not depend on the order of the rows nor on the last bits of a score`() throws {
        let table = try Table("lalonde_matchit.csv")
        let scores = try propensity(table).scores
        let (ids, treated) = (table.integers("id"), table.flags("treat"))
        let expected = try match(table, scores, MatchingRule())
        var units = ids.indices.map { (id: ids[$0], score: scores[$0].nextUp, treated: treated[$0]) }
        units.reverse()
        let came = try matchNearest(
            treated: units.filter(\.treated).map { ($0.id, $0.score) },
            controls: units.filter { !$0.treated }.map { ($0.id, $0.score) }, MatchingRule())
        #expect(came == expected)
    }

    @Test func `the training programme unmatched, and weighted by odds`() throws {
        let table = try Table("lalonde_matchit.csv")
        let figures = try Figures("reference.json")["lalonde_matchit/reference"]
        let came = try propensity(table)
        let ones = Array(repeating: 1.0, count: 614)
        let naive = try WeightedDifference(table.numbers("re78"), treated: came.treated, weights: ones)
        #expect(near(naive.effect.estimate, figures["naive_difference"].number))
        let weighted = try WeightedDifference(
            table.numbers("re78"), treated: came.treated, weights: came.weights(for: .treated))
        #expect(near(weighted.effect.estimate, figures["att_odds_weighted"].number, 1e-8))
    }

    @Test func `quitting smoking, weighted`() throws {
        let table = try Table("nhefs.csv")
        let figures = try Figures("reference.json")["nhefs/reference"]
        let (outcome, quit) = (table.numbers("wt82_71"), table.flags("qsmk"))
        let crude = try pooled(
            Sample(zip(outcome, quit).filter(\.1).map(\.0)),
            Sample(zip(outcome, quit).filter { !$1 }.map(\.0)))
        #expect(near(crude.estimate, figures["crude/diff"].number))
        #expect(near(crude.interval, figures["crude/ci/0"].number, figures["crude/ci/1"].number))

        let columns =
            [table.column("sex"), table.column("race")]
            + ["age", "smokeintensity", "smokeyrs", "wt71"].flatMap { [table.column($0), table.square($0)] }
            + ["education", "exercise", "active"].flatMap { Design.Column.indicators($0, table.integers($0)) }
        let propensity = try Propensity(treated: quit, on: Design(columns, rows: 1566))
        let weights = propensity.weights(for: .everybody)
        let came = try WeightedDifference(outcome, treated: quit, weights: weights)
        #expect(near(came.effect.estimate, figures["ipw/diff"].number, 1e-8))
        #expect(near(came.effect.standardError, figures["ipw/se_HC0"].number, 1e-8))
        #expect(
            near(
                came.effect.interval, figures["ipw/ci_normal/0"].number, figures["ipw/ci_normal/1"].number,
                1e-8))
        #expect(near(came.sumOfWeights, figures["ipw/sum_weights"].number, 1e-8))
        #expect(near(came.greatestWeight, figures["ipw/max_weight"].number, 1e-8))
        let stabilised = try WeightedDifference(
            outcome, treated: quit, weights: propensity.weights(for: .everybodyStabilised))
        #expect(near(stabilised.meanWeight, figures["ipw_stabilised_mean_weight"].number, 1e-8))
        #expect(near(stabilised.effect.estimate, figures["ipw/diff"].number, 1e-8))

        let before = figures["smd_unweighted"]
        for row in try balance(
            before.keys.map { table.column($0) }, treated: quit, weights: weights, scale: .bothArms)
        {
            #expect(near(row.before.standardisedDifference, before[row.column].number))
            let after = try #require(row.after).standardisedDifference
            #expect(near(after, figures["smd_weighted/\(row.column)"].number, 1e-6))
        }
    }
}
