import Statistics
import Testing

/// Randomised and before-and-after designs; the sources of the data are named in `reference.json`.
@Suite(.enabled(if: Outside.areThere)) struct OutsideExperimentTests {
    private func check(_ came: MeanDifference, _ figures: Figures) {
        #expect(near(came.standardError, figures["se"].number))
        #expect(near(came.estimate, figures["diff"].number))
        check(tests: came, figures)
    }

    private func check(tests came: MeanDifference, _ figures: Figures) {
        #expect(near(came.t, figures["t"].number))
        #expect(near(came.degreesOfFreedom, figures["df"].number))
        #expect(near(came.p, figures["p"].number))
        #expect(near(came.interval, figures["ci/0"].number, figures["ci/1"].number))
    }

    private func arms(_ values: [Double], _ treated: [Bool], where keep: (Int) -> Bool = { _ in true }) throws
        -> (Sample, Sample)
    {
        let rows = values.indices.filter(keep)
        return (
            try Sample(rows.filter { treated[$0] }.map { values[$0] }),
            try Sample(rows.filter { !treated[$0] }.map { values[$0] })
        )
    }

    @Test func `the training programme of LaLonde and its subgroups`() throws {
        let table = try Table("lalonde_nsw.csv")
        let figures = try Figures("reference.json")["lalonde_nsw/reference"]
        let (earnings, treated) = (table.numbers("re78"), table.flags("treat"))
        let black = table.flags("black")
        let all = try arms(earnings, treated)
        check(try welch(all.0, all.1), figures["welch"])
        #expect(near(all.0.mean, figures["welch/mean1"].number))
        #expect(all.1.count == figures["welch/n2"].count)
        let some = try arms(earnings, treated) { black[$0] }
        check(try welch(some.0, some.1), figures["subgroup_effect/black"])
        let others = try arms(earnings, treated) { !black[$0] }
        check(try welch(others.0, others.1), figures["subgroup_effect/not_black"])
    }

    @Test func `the training programme by regression`() throws {
        let table = try Table("lalonde_nsw.csv")
        let figures = try Figures("reference.json")["lalonde_nsw/reference"]
        let fit = try LinearFit(
            table.numbers("re78"), on: Design([table.column("treat")], rows: 445))
        for (kind, key) in [
            (StandardErrors.classical, "ols_se_homoskedastic"), (.hc1, "ols_se_HC1"), (.hc2, "ols_se_HC2"),
            (.hc3, "ols_se_HC3"),
        ] {
            let treat = try fit.coefficient("treat", fit.covariance(kind))
            #expect(near(treat.standardError, figures[key].number))
            #expect(near(treat.estimate, figures["welch/diff"].number))
        }
        let columns = ["treat", "age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]
        let adjusted = try LinearFit(
            table.numbers("re78"), on: Design(columns.map { table.column($0) }, rows: 445))
        let treat = try adjusted.coefficient("treat", adjusted.covariance(.hc1))
        #expect(near(treat.estimate, figures["with_covariates_HC1/treat/coef"].number))
        #expect(near(treat.standardError, figures["with_covariates_HC1/treat/se"].number))
    }

    @Test func `the balance of the training programme`() throws {
        let table = try Table("lalonde_nsw.csv")
        let figures = try Figures("reference.json")["lalonde_nsw/reference/balance_smd_pooled"]
        let came = try balance(
            figures.keys.map { table.column($0) }, treated: table.flags("treat"), scale: .bothArms)
        #expect(came.count == 8)
        for row in came { #expect(near(row.before.standardisedDifference, figures[row.column].number)) }
    }

    @Test func `Student's sleep`() throws {
        let table = try Table("sleep.csv")
        let figures = try Figures("reference.json")["sleep/reference"]
        let (extra, group) = (table.numbers("extra"), table.integers("group"))
        let first = zip(extra, group).filter { $1 == 1 }.map(\.0)
        let second = zip(extra, group).filter { $1 == 2 }.map(\.0)
        check(try welch(Sample(first), Sample(second)), figures["welch"])
        let within = try paired(first, second)
        check(tests: within, figures["paired"])
        #expect(near(within.estimate, figures["paired/mean"].number))
    }

    @Test func `the minimum wage of Card and Krueger`() throws {
        let table = try Table("card_krueger_1994.csv")
        let figures = try Figures("reference.json")["card_krueger_1994/reference"]
        let fte = table.optional("fte")
        let rows = try completeRows([("fte", fte)])
        #expect(rows.count == figures["n_obs"].count)
        func picked<Value>(_ values: [Value]) -> [Value] { rows.map { values[$0] } }
        let (nj, after, ids) = (
            picked(table.flags("nj")), picked(table.flags("d")), picked(table.integers("id"))
        )
        let outcome = rows.compactMap { fte[$0] }
        let plain = try differenceInDifferences(
            outcome, treated: nj, after: after, standardErrors: .classical)
        #expect(near(plain.effect.estimate, figures["did"].number))
        #expect(near(plain.effect.standardError, figures["se_ols"].number))
        let clustered = try differenceInDifferences(
            outcome, treated: nj, after: after, standardErrors: .clustered(by: ids, .clustersAndParameters))
        #expect(near(clustered.effect.standardError, figures["se_cluster_id_CR1"].number))
        var variance = 0.0
        for (cell, key) in [
            (plain.othersBefore, "nj0_d0"), (plain.othersAfter, "nj0_d1"), (plain.treatedBefore, "nj1_d0"),
            (plain.treatedAfter, "nj1_d1"),
        ] {
            let expected = figures["cell_means/\(key)"]
            let error = try #require(cell.standardError)
            #expect(near(cell.mean, expected["mean"].number))
            #expect(near(error, expected["se"].number))
            #expect(cell.count == expected["n"].count)
            variance += error * error
        }
        #expect(near(variance.squareRoot(), figures["se_paper_4_independent_means"].number))
    }

    @Test func `the minimum wage where both waves are known`() throws {
        let table = try Table("card_krueger_1994.csv")
        let figures = try Figures("reference.json")["card_krueger_1994/reference/balanced"]
        let (fte, ids) = (table.optional("fte"), table.integers("id"))
        let (nj, after) = (table.flags("nj"), table.flags("d"))
        var waves: [Int: [Bool: Double]] = [:]
        var states: [Int: Bool] = [:]
        for row in ids.indices {
            states[ids[row]] = nj[row]
            if let value = fte[row] { waves[ids[row], default: [:]][after[row]] = value }
        }
        func changes(_ state: Bool) -> [Double] {
            waves.keys.sorted().filter { states[$0] == state }.compactMap { id in
                guard let before = waves[id]?[false], let then = waves[id]?[true] else { return nil }
                return then - before
            }
        }
        let (jersey, pennsylvania) = (try Sample(changes(true)), try Sample(changes(false)))
        let came = try welch(jersey, pennsylvania)
        #expect(near(came.estimate, figures["did"].number))
        #expect(jersey.count == figures["n_nj"].count && pennsylvania.count == figures["n_pa"].count)
        #expect(near(came.standardError, figures["welch_se"].number))
        #expect(near(came.t, figures["welch_t"].number))
        #expect(near(came.degreesOfFreedom, figures["welch_df"].number))
        #expect(near(came.p, figures["welch_p"].number))
        #expect(near(came.interval, figures["welch_ci/0"].number, figures["welch_ci/1"].number))
        let together = try pooled(jersey, pennsylvania)
        #expect(near(together.standardError, figures["se_equal_variance"].number))
    }
}
