import Statistics
import Testing

@Suite struct SamplingTests {
    static let many: [(tolerable: Double, confidence: Double, allowed: Int, size: Int)] = [
        (0.05, 0.95, 0, 59), (0.10, 0.90, 0, 22), (0.01, 0.95, 0, 299), (0.5, 0.5, 0, 1),
        // 0.9² is 0.81 on paper, and a bit more in binary.
        (0.1, 0.19, 0, 2),
        // The tables of attribute sampling for one and two failures.
        (0.05, 0.95, 1, 93), (0.05, 0.95, 2, 124), (0.10, 0.90, 1, 38),
    ]

    @Test(arguments: many)
    func `a sample of very many claims`(tolerable: Double, confidence: Double, allowed: Int, size: Int) throws
    {
        #expect(
            try verificationSampleSize(tolerable: tolerable, confidence: confidence, allowed: allowed) == size
        )
    }

    static let few: [(population: Int, tolerable: Double, size: Int)] = [
        (1000, 0.05, 57), (200, 0.05, 51), (60, 0.1, 23), (1, 0.5, 1), (10, 0.01, 10),
    ]

    @Test(arguments: few)
    func `a sample of few claims`(population: Int, tolerable: Double, size: Int) throws {
        let came = try verificationSampleSize(tolerable: tolerable, confidence: 0.95, population: population)
        #expect(came == size)
    }

    @Test func `few claims need no more than many, and come near them`() throws {
        for allowed in 0...2 {
            let many = try verificationSampleSize(tolerable: 0.05, confidence: 0.95, allowed: allowed)
            let few = try verificationSampleSize(
                tolerable: 0.05, confidence: 0.95, allowed: allowed, population: 100_000)
            #expect(few <= many && many - few <= 1)
        }
    }

    /// Fifty of a thousand fail: drawn one by one, the probability that 56 of them all pass is above 5 %.
    @Test func `one claim fewer would not be enough`() throws {
        func missed(_ size: Int) -> Double {
            (0..<size).reduce(1) { $0 * (Double(950 - $1) / Double(1000 - $1)) }
        }
        #expect(missed(57) <= 0.05 && missed(56) > 0.05)
    }

    struct Found: Sendable {
        let claims: Int
        let sampled: Int
        let invalid: Int
        let bound: Double
        let point: Int
        let least: Int
    }

    static let found = [
        Found(claims: 1000, sampled: 59, invalid: 0, bound: 0.04950760988822693, point: 1000, least: 950),
        Found(claims: 1000, sampled: 60, invalid: 3, bound: 0.12418721047743608, point: 950, least: 875),
        Found(claims: 388, sampled: 50, invalid: 1, bound: 0.09139813071969738, point: 380, least: 352),
        Found(claims: 7, sampled: 3, invalid: 3, bound: 1, point: 0, least: 0),
    ]

    @Test(arguments: found)
    func `what was found stands for all claims`(row: Found) throws {
        let came = try VerifiedSample(claims: row.claims, sampled: row.sampled, invalid: row.invalid)
        #expect(near(try came.failureRateBound(confidence: 0.95), row.bound))
        #expect(came.extrapolatedClaims == row.point)
        #expect(try came.extrapolatedClaims(atBoundOf: 0.95) == row.least)
        let failing = try came.failures()
        #expect(failing.lower <= came.failureRate * Double(row.claims))
        #expect(failing.upper >= came.failureRate * Double(row.claims))
    }

    @Test func `a bound for few claims knows that they are few`() throws {
        // Everything was checked: what was found is all there is.
        #expect(
            try VerifiedSample(claims: 50, sampled: 50, invalid: 2).failureCountBound(confidence: 0.95) == 2)
        // 57 of 1,000 were sized to notice 50: with none found, 49 may fail, and 50 may not.
        #expect(
            try VerifiedSample(claims: 1000, sampled: 57, invalid: 0).failureCountBound(confidence: 0.95)
                == 49)
        let large = try VerifiedSample(claims: 10_000_000, sampled: 60, invalid: 3)
        let share = Double(try large.failureCountBound(confidence: 0.95)) / 1e7
        #expect(near(share, try large.failureRateBound(confidence: 0.95), 1e-4))
    }

    @Test func `a draw is the same for the same seed, and has no claim twice`() throws {
        let came = try drawSample(5, of: 20, seed: 1)
        #expect(came == (try drawSample(5, of: 20, seed: 1)))
        #expect(came == came.sorted() && Set(came).count == 5)
        #expect(try drawSample(20, of: 20, seed: 3) == Array(0..<20))
        #expect(try drawSample(0, of: 0, seed: 3) == [])
        var counts = Array(repeating: 0, count: 10)
        for seed in 0..<2000 {
            for claim in try drawSample(3, of: 10, seed: UInt64(seed)) { counts[claim] += 1 }
        }
        #expect(counts.allSatisfy { (500...700).contains($0) })
    }

    @Test func `what cannot be sampled is refused`() throws {
        #expect(throws: StatisticsError.self) { try verificationSampleSize(tolerable: 0, confidence: 0.95) }
        #expect(throws: StatisticsError.self) { try verificationSampleSize(tolerable: 0.05, confidence: 1) }
        #expect(throws: StatisticsError.self) {
            try verificationSampleSize(tolerable: 0.05, confidence: 0.95, allowed: 3, population: 60)
        }
        #expect(throws: StatisticsError.self) { try VerifiedSample(claims: 10, sampled: 11, invalid: 0) }
        #expect(throws: StatisticsError.self) { try VerifiedSample(claims: 10, sampled: 5, invalid: 6) }
        #expect(throws: StatisticsError.tooFew(what: "trials", came: 0, needed: 1)) {
            try VerifiedSample(claims: 10, sampled: 0, invalid: 0)
        }
        #expect(throws: StatisticsError.self) { try drawSample(4, of: 3, seed: 1) }
    }
}
