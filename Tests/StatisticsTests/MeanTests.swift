import Statistics
import Testing

/// Student (1908): hours of sleep gained by ten patients under two drugs.
private let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
private let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

@Suite struct MeanTests {
    @Test func `Welch's test has the figures of R's documentation`() throws {
        let result = try welch(Sample(first), Sample(second))
        #expect(close(result.t, -1.8608, within: 5e-5))
        #expect(close(result.degreesOfFreedom, 17.776, within: 5e-4))
        #expect(close(result.p, 0.07939, within: 5e-6))
        #expect(close(result.interval.lower, -3.3654832, within: 5e-8))
        #expect(close(result.interval.upper, 0.2054832, within: 5e-8))
    }

    @Test func `the paired test has the figures of R's documentation`() throws {
        let result = try paired(first, second)
        #expect(close(result.t, -4.0621, within: 5e-5))
        #expect(result.degreesOfFreedom == 9)
        #expect(close(result.p, 0.002833, within: 5e-7))
        #expect(near(result.estimate, -1.58))
        #expect(close(result.interval.lower, -2.4598858, within: 5e-8))
        #expect(close(result.interval.upper, -0.7001142, within: 5e-8))
    }

    @Test func `arms of one size have one standard error, pooled or not`() throws {
        let apart = try welch(Sample(first), Sample(second))
        let together = try pooled(Sample(first), Sample(second))
        #expect(near(apart.standardError, together.standardError, 1e-14))
        #expect(together.degreesOfFreedom == 18)
    }

    @Test func `a test against a figure is a paired test with it`() throws {
        let result = try oneSample(Sample(first), against: 0.75)
        #expect(close(result.estimate, 0, within: 1e-15))
        #expect(near(result.p, 1))
    }

    @Test func `a shift of all values changes no standard error`() throws {
        let shifted = try Sample(first.map { $0 + 1e9 })
        #expect(near(shifted.variance, try Sample(first).variance, 1e-6))
    }

    @Test func `what has no figure is refused`() throws {
        #expect(throws: StatisticsError.tooFew(what: "values in the sample", came: 0, needed: 2)) {
            try Sample([])
        }
        #expect(throws: StatisticsError.tooFew(what: "values in the sample", came: 1, needed: 2)) {
            try Sample([1])
        }
        #expect(throws: StatisticsError.notFinite(what: "the sample", row: 1)) { try Sample([1, .nan]) }
        #expect(throws: StatisticsError.overflow(what: "the variance of the sample")) {
            try Sample([1e300, -1e300])
        }
        // A third of the sum of three 0.1 is not 0.1 in binary, and still they do not vary.
        let flat = try Sample([0.1, 0.1, 0.1])
        #expect(throws: StatisticsError.noVariance(what: "the outcome in both arms")) {
            try welch(flat, flat)
        }
        #expect(throws: StatisticsError.noVariance(what: "the difference")) { try pooled(flat, flat) }
        #expect(throws: StatisticsError.noVariance(what: "the difference")) { try paired([1, 2], [2, 3]) }
        #expect(throws: StatisticsError.lengths(what: "the second of the pairs", came: 1, expected: 2)) {
            try paired([1, 2], [2])
        }
        #expect(
            throws: StatisticsError.outOfRange(
                what: "the confidence level", came: 1, allowed: "more than 0 and less than 1")
        ) {
            try welch(Sample(first), flat, level: 1)
        }
    }

    @Test func `one arm without variance is no obstacle`() throws {
        let result = try welch(Sample(first), Sample([1, 1, 1]))
        #expect(near(result.degreesOfFreedom, 9))
    }

    static let quantiles: [(probability: Double, value: Double)] = [
        (0, 1), (0.25, 1.75), (0.5, 2.5), (0.9, 3.7), (1, 4),
    ]

    @Test(arguments: quantiles)
    func `a quantile lies straight between its neighbours`(probability: Double, value: Double) throws {
        #expect(near(try quantile(ofSorted: [1, 2, 3, 4], probability), value, 1e-14))
    }

    @Test func `rows with something missing are left out`() throws {
        let rows = try completeRows([("a", [1, nil, 3, 4]), ("b", [nil, 2, 3, 4])])
        #expect(rows == [2, 3])
        #expect(throws: StatisticsError.lengths(what: "b", came: 1, expected: 2)) {
            try completeRows([("a", [1, 2]), ("b", [1])])
        }
        #expect(throws: StatisticsError.notFinite(what: "a", row: 0)) {
            try completeRows([("a", [.infinity])])
        }
    }
}
