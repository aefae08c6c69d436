import Statistics
import Testing

/// Closed forms: rates, power, samples of claims, pooled cohorts, inequality, and the bootstrap.
@Suite(.enabled(if: Outside.areThere)) struct OutsideTableTests {
    private func check(_ came: Interval, _ expected: Figures, _ what: String) {
        let (lower, upper) = (expected["0"].number, expected["1"].number)
        #expect(close(came.lower, lower, within: 1e-9 * max(lower.magnitude, 1e-6)), "\(what)")
        #expect(close(came.upper, upper, within: 1e-9 * max(upper.magnitude, 1e-6)), "\(what)")
    }

    @Test func `intervals of one rate`() throws {
        for row in try Figures("proportions.json")["single"].items {
            let rate = try proportion(row["x"].count, row["n"].count)
            let level = row["level"].number
            check(try wilson(rate, level: level), row["wilson"], "Wilson \(rate)")
            check(try clopperPearson(rate, level: level), row["clopper_pearson"], "Clopper-Pearson \(rate)")
            check(try agrestiCoull(rate, level: level), row["agresti_coull"], "Agresti-Coull \(rate)")
            check(try jeffreys(rate, level: level), row["jeffreys"], "Jeffreys \(rate)")
            // The recalculated figures are clipped, which Wald's interval must not be: the published are not.
            let plain = try wald(rate, level: level)
            let clipped = Interval(lower: max(0, plain.lower), upper: min(1, plain.upper), level: level)
            check(clipped, row["wald"], "Wald \(rate)")
            if row.has("published") {
                #expect(close(plain.lower, row["published/wald/0"].number, within: 5.1e-5))
                #expect(close(plain.upper, row["published/wald/1"].number, within: 5.1e-5))
            }
        }
    }

    /// Without the score interval: the program behind the reference puts a count for a size in the cubic of
    /// Miettinen and Nurminen, and gives 0.3440 for what Newcombe's table has as 0.3382.
    @Test func `intervals of two rates`() throws {
        for row in try Figures("proportions.json")["difference"].items {
            let first = try proportion(row["x1"].count, row["n1"].count)
            let second = try proportion(row["x2"].count, row["n2"].count)
            #expect(near(first.rate, row["p1"].number) && near(second.rate, row["p2"].number))
            #expect(near(first.rate - second.rate, row["diff"].number))
            check(try newcombe(first, second), row["ci_newcombe"], "Newcombe")
            check(try waldDifference(first, second), row["ci_wald"], "Wald")
            check(try agrestiCaffo(first, second), row["ci_agresti_caffo"], "Agresti-Caffo")
            if row.has("risk_ratio") {
                let came = try riskRatio(first, second)
                #expect(near(came.ratio, row["risk_ratio"].number))
                #expect(near(came.reduction, row["relative_reduction"].number))
                check(came.interval, row["rr_ci_log"], "risk ratio")
            }
            if row.has("z_pooled") {
                let came = try pooledRateTest(first, second)
                #expect(near(came.z, row["z_pooled"].number))
                #expect(near(came.p, row["p_z"].number))
                #expect(near(try fisherExact(first, second), row["p_fisher"].number))
            }
        }
    }

    /// The search behind the reference stops some 10⁻⁹ early; the sizes of `PowerTests` have more digits.
    @Test func `power and smallest effects`() throws {
        let figures = try Figures("power.json")
        for row in figures["cases"].items {
            let plan = try TestPlan(alpha: row.has("alpha") ? row["alpha"].number : 0.05)
            let power = row.has("power") ? row["power"].number : 0.8
            if row.has("mde_d") {
                let arms = Arms.two(row["n1"].number, row["n2"].number)
                #expect(near(try plan.smallestEffectOnMeans(arms, power: power), row["mde_d"].number))
            } else if row.has("d") {
                let came = try plan.sizeForMeans(
                    effect: row["d"].number, power: power, ratio: row["ratio_n2_n1"].number)
                #expect(near(came, row["n1"].number, 2e-8))
                #expect(Int(came.rounded(.up)) == row["n1_ceil"].count)
            } else if row.has("p1") {
                let came = try plan.sizeForProportions(row["p1"].number, row["p2"].number, power: power)
                #expect(near(came, row["n"].number, 2e-8))
                #expect(near(try arcsineDistance(row["p1"].number, row["p2"].number), row["h"].number))
            } else {
                let came = try designEffect(
                    clusterSize: row["cluster_size"].number, correlation: row["icc"].number)
                #expect(near(came, row["deff"].number))
            }
        }
    }

    @Test func `samples of claims`() throws {
        let figures = try Figures("verification_sampling.json")
        for row in figures["cases"].items {
            let came = try VerifiedSample(
                claims: row["claims"].count, sampled: row["sampled"].count, invalid: row["invalid"].count)
            #expect(near(came.failureRate, row["point_error_rate"].number))
            #expect(
                near(
                    try came.failureRateBound(confidence: 0.95),
                    row["upper_95_one_sided_clopper_pearson"].number))
            #expect(came.extrapolatedClaims == row["pay_extrapolated_point_units"].count)
            #expect(try came.extrapolatedClaims(atBoundOf: 0.95) == row["pay_extrapolated_upper_units"].count)
        }
        for (key, tolerable, confidence) in [
            ("tolerable 5%, 95%", 0.05, 0.95), ("tolerable 10%, 90%", 0.1, 0.9),
            ("tolerable 1%, 95%", 0.01, 0.95),
        ] {
            let came = try verificationSampleSize(tolerable: tolerable, confidence: confidence)
            #expect(came == figures["zero_error_sample_size_infinite"][key].count)
        }
        for (key, population, tolerable) in [
            ("N=1000,tol=0.05", 1000, 0.05), ("N=200,tol=0.05", 200, 0.05), ("N=60,tol=0.1", 60, 0.1),
        ] {
            let came = try verificationSampleSize(
                tolerable: tolerable, confidence: 0.95, population: population)
            #expect(came == figures["zero_error_sample_size_finite"][key].count)
        }
    }

    @Test func `thirteen trials of a vaccine, pooled`() throws {
        let table = try Table("bcg_trials.csv")
        let figures = try Figures("reference.json")["bcg_trials/reference"]
        func counts(_ name: String) -> [Int] { table.integers(name) }
        let cohorts = try (0..<13).map { row in
            try CohortEffect(
                logRiskRatioOf: proportion(counts("BCGTB")[row], counts("BCGVacc")[row]),
                over: proportion(counts("NoVaccTB")[row], counts("NoVacc")[row]))
        }
        for (row, cohort) in cohorts.enumerated() {
            #expect(near(cohort.effect, figures["effects/\(row)"].number))
            #expect(near(cohort.variance, figures["variances/\(row)"].number))
        }
        for (method, key) in [
            (PooledEffect.Method.fixed, "fixed"), (.dersimonianLaird, "random_DL"),
            (.pauleMandel, "random_PauleMandel"),
        ] {
            let came = try pool(cohorts, method)
            #expect(near(came.estimate.estimate, figures[key]["eff"].number))
            #expect(near(came.estimate.standardError, figures[key]["se"].number))
            if method != .fixed { #expect(near(came.tauSquared, figures[key]["tau2"].number)) }
            #expect(near(came.heterogeneity.q, figures["Q"].number))
            #expect(near(came.heterogeneity.iSquared, figures["I2"].number))
        }
    }

    private func check(_ groups: SocialGroups, _ figures: Figures) throws {
        for (came, expected) in zip(groups.ridits, figures["ridits"].numbers) {
            #expect(near(came, expected))
        }
        let came = try groups.slopeIndex
        #expect(near(came.slope, figures["sii"].number))
        #expect(near(came.bottom, figures["intercept"].number))
        #expect(near(came.bottom, figures["fitted_at_0"].number))
        #expect(near(came.top, figures["fitted_at_1"].number))
        #expect(near(try #require(came.ratio), figures["rii_ratio_fitted1_over_0"].number))
        #expect(near(try #require(came.relativeToMean), figures["rii_mean"].number))
        #expect(near(came.mean, figures["mean"].number))
        #expect(near(try groups.concentrationIndex, figures["concentration_index"].number))
        #expect(near(groups.absoluteGap, figures["abs_gap_lowest_minus_highest"].number))
        #expect(near(try groups.relativeGap, figures["rel_gap_lowest_over_highest"].number))
    }

    @Test func `children's deaths by wealth in India`() throws {
        let table = try Table("wb_concentration_index_india.csv")
        try check(
            SocialGroups(sizes: table.numbers("births"), levels: table.numbers("u5mr_per_1000")),
            Figures("reference.json")["wb_concentration_index_india/reference"])
    }

    @Test func `deaths by education, and quitting by sex`() throws {
        let table = try Table("nhefs.csv")
        let root = try Figures("reference.json")["nhefs/reference"]
        let figures = root["equity_death_by_education"]
        let (death, education) = (table.numbers("death"), table.numbers("education"))
        let sizes = (1...5).map { level in education.count { $0 == Double(level) } }
        let deaths = (1...5).map { level in zip(death, education).count { $0 == 1 && $1 == Double(level) } }
        let rates = zip(deaths, sizes).map { Double($0) / Double($1) }
        #expect(sizes == figures["groups_n"].numbers.map { Int($0) })
        for (rate, expected) in zip(rates, figures["groups_rate"].numbers) { #expect(near(rate, expected)) }
        try check(SocialGroups(sizes: sizes.map { Double($0) }, levels: rates), figures)

        let people = try slopeIndex(death, positions: education)
        #expect(near(people.slope, figures["sii"].number))
        let logistic = try logisticSlopeIndex(death, positions: education)
        #expect(near(logistic.slope, figures["sii_logistic_micro"].number, 1e-6))
        #expect(near(try #require(logistic.ratio), figures["rii_logistic_micro"].number, 1e-6))
        let index = try concentrationIndex(death, positions: education)
        #expect(near(index.estimate, figures["concentration_index"].number))

        for sex in ["0", "1"] {
            let expected = root["equity_qsmk_by_sex"][sex]
            let own = table.texts("sex").indices.filter { table.texts("sex")[$0] == sex }
            let quit = table.flags("qsmk")
            let came = try proportion(own.count { quit[$0] }, own.count)
            #expect(came == (try proportion(expected["quit"].count, expected["n"].count)))
            #expect(near(came.rate, expected["rate"].number))
            check(try wilson(came), expected["wilson"], "quit by sex")
        }
    }

    @Test func `the ratio of cities, drawn again and again`() throws {
        let table = try Table("city.csv")
        let figures = try Figures("reference.json")["city/reference"]
        let (u, x) = (table.numbers("u"), table.numbers("x"))
        let seed = UInt64(figures["seed"].count)
        var generator = SplitMix64(seed: seed)
        let numbers = (0..<3).map { _ in String(generator.next()) }
        #expect(numbers == figures["splitmix64_first3_seed_20261121"].items.map(\.text))
        generator = SplitMix64(seed: seed)
        let indexes = (0..<20).map { _ in generator.index(below: 10) }
        #expect(indexes == figures["first20_indexes"].numbers.map { Int($0) })

        let came = try Bootstrap(sizes: [10], replicates: figures["B"].count, seed: seed) { samples in
            let drawn = samples[0]
            return drawn.reduce(0) { $0 + x[$1] } / drawn.reduce(0) { $0 + u[$1] }
        }
        #expect(came.estimate == figures["ratio"].number)
        // The draws are exact; the statistic is a quotient, which programs write in more than one way.
        for (replicate, expected) in zip(came.replicates, figures["first5_replicates"].numbers) {
            #expect(near(replicate, expected, 1e-15))
        }
        #expect(near(try came.mean, figures["boot_mean"].number, 1e-14))
        #expect(near(try came.standardError, figures["boot_se"].number, 1e-13))
        let percentile = try came.percentileInterval()
        #expect(
            near(
                percentile, figures["percentile_95_linear_type7/0"].number,
                figures["percentile_95_linear_type7/1"].number, 1e-14))
        #expect(
            near(try came.basicInterval(), figures["basic_95/0"].number, figures["basic_95/1"].number, 1e-14))
    }
}
