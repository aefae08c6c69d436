import Statistics
import Testing

@Suite struct PoolingTests {
    /// Two cohorts by hand: weights 1 and ¼, mean (1 + 5/4) / (5/4) = 1.8, Q = 0.64 + 10.24 / 4 = 3.2.
    @Test func `two cohorts by hand`() throws {
        let cohorts = [try CohortEffect(1, variance: 1), try CohortEffect(5, variance: 4)]
        let fixed = try pool(cohorts, .fixed)
        #expect(near(fixed.estimate.estimate, 1.8))
        #expect(near(fixed.estimate.standardError, 0.8.squareRoot()))
        #expect(near(fixed.heterogeneity.q, 3.2))
        #expect(near(fixed.heterogeneity.iSquared, 1 - 1 / 3.2))
        // τ² = (3.2 − 1) / (1.25 − 1.0625 / 1.25) = 5.5
        let random = try pool(cohorts, .dersimonianLaird)
        #expect(near(random.tauSquared, 5.5))
        #expect(near(random.estimate.estimate, (1 / 6.5 + 5 / 9.5) / (1 / 6.5 + 1 / 9.5)))
        // With two cohorts Q is (5 − 1)² / (v₁ + v₂), which is 1 for a sum of 16.
        #expect(near(try pool(cohorts, .pauleMandel).tauSquared, 5.5))
        #expect(near(random.weights.reduce(0, +), 1))
    }

    @Test func `cohorts that agree have no variance between them`() throws {
        let cohorts = try [1.0, 1.1, 0.9].map { try CohortEffect($0, variance: 0.5) }
        for method in PooledEffect.Method.allCases {
            let came = try pool(cohorts, method)
            #expect(came.tauSquared == 0)
            #expect(near(came.estimate.estimate, 1))
            #expect(came.heterogeneity.iSquared == 0)
        }
    }

    @Test func `cohorts weighted by people`() throws {
        let came = try pooledBySize([
            (300, CohortEffect(2, variance: 0.04)), (100, CohortEffect(6, variance: 0.09)),
        ])
        #expect(near(came.estimate, 3))
        #expect(near(came.standardError, (0.75 * 0.75 * 0.04 + 0.25 * 0.25 * 0.09).squareRoot()))
    }

    static let dependences: [(dependence: Dependence, error: Double)] = [
        (.independent, (0.64 + 0.36 as Double).squareRoot()), (.worst, 1.4), (.correlation(1), 1.4),
        (.correlation(0), 1), (.correlation(0.5), (1.48 as Double).squareRoot()),
        (.correlation(-1), 0.2),
    ]

    @Test(arguments: dependences)
    func `four fifths of one and a fifth of another`(dependence: Dependence, error: Double) throws {
        let came = try combined([(0.8, 10, 1), (0.2, 20, 3)], dependence)
        #expect(near(came.estimate, 12))
        #expect(near(came.standardError, error))
    }

    @Test func `what cannot be pooled is refused`() throws {
        let one = try CohortEffect(1, variance: 1)
        #expect(error { _ = try pool([one], .fixed) } == .tooFew(what: "cohorts", came: 1, needed: 2))
        #expect(throws: StatisticsError.self) { try CohortEffect(1, variance: 0) }
        #expect(throws: StatisticsError.self) { try CohortEffect(.nan, variance: 1) }
        #expect(
            error { _ = try combined([], .independent) } == .tooFew(what: "estimates", came: 0, needed: 1))
        #expect(throws: StatisticsError.self) {
            try combined([(1, 1, 1), (1, 1, 1), (1, 1, 1)], .correlation(-0.9))
        }
        #expect(throws: StatisticsError.self) { try combined([(1, 1, -1)], .independent) }
        #expect(error { _ = try pooledBySize([(0, one)]) } == .notPositive(what: "people", row: 0))
    }
}
