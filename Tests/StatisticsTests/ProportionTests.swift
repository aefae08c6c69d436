import Statistics
import Testing

@Suite struct ProportionTests {
    struct Single: Sendable {
        let x: Int
        let n: Int
        let wald: [Double]
        let wilson: [Double]
        let clopperPearson: [Double]
    }

    /// Newcombe (1998), Statistics in Medicine 17:857, table I.
    static let singles = [
        Single(
            x: 81, n: 263, wald: [0.2522, 0.3638], wilson: [0.2553, 0.3662], clopperPearson: [0.2527, 0.3676]),
        Single(
            x: 15, n: 148, wald: [0.0527, 0.1500], wilson: [0.0624, 0.1605], clopperPearson: [0.0578, 0.1617]),
        Single(x: 0, n: 20, wald: [0, 0], wilson: [0, 0.1611], clopperPearson: [0, 0.1684]),
        Single(
            x: 1, n: 29, wald: [-0.0319, 0.1009], wilson: [0.0061, 0.1718], clopperPearson: [0.0009, 0.1776]),
    ]

    @Test(arguments: singles)
    func `a rate has Newcombe's intervals`(row: Single) throws {
        let proportion = try proportion(row.x, row.n)
        for (came, expected) in [
            (try wald(proportion), row.wald), (try wilson(proportion), row.wilson),
            (try clopperPearson(proportion), row.clopperPearson),
        ] {
            #expect(close(came.lower, expected[0], within: 5.1e-5))
            #expect(close(came.upper, expected[1], within: 5.1e-5))
        }
    }

    struct Pair: Sendable {
        let counts: [Int]
        let lower: Double
        let upper: Double
    }

    /// Newcombe (1998), Statistics in Medicine 17:873, table II, method 10.
    static let pairs = [
        Pair(counts: [56, 70, 48, 80], lower: 0.0524, upper: 0.3339),
        Pair(counts: [9, 10, 3, 10], lower: 0.1705, upper: 0.8090),
        Pair(counts: [6, 7, 2, 7], lower: 0.0582, upper: 0.8062),
        Pair(counts: [5, 56, 0, 29], lower: -0.0381, upper: 0.1926),
        Pair(counts: [0, 10, 0, 20], lower: -0.1611, upper: 0.2775),
        Pair(counts: [0, 10, 0, 10], lower: -0.2775, upper: 0.2775),
        Pair(counts: [10, 10, 0, 20], lower: 0.6791, upper: 1),
        Pair(counts: [10, 10, 0, 10], lower: 0.6075, upper: 1),
    ]

    @Test(arguments: pairs)
    func `a difference of rates has Newcombe's interval`(row: Pair) throws {
        let came = try newcombe(
            proportion(row.counts[0], row.counts[1]), proportion(row.counts[2], row.counts[3]))
        #expect(close(came.lower, row.lower, within: 5.1e-5))
        #expect(close(came.upper, row.upper, within: 5.1e-5))
    }

    @Test(arguments: pairs)
    func `turned around, a difference has the mirror image of each interval`(row: Pair) throws {
        let (a, b) = (
            try proportion(row.counts[0], row.counts[1]), try proportion(row.counts[2], row.counts[3])
        )
        for interval in [
            { try newcombe($0, $1) }, { try agrestiCaffo($0, $1) }, { try waldDifference($0, $1) },
            { try miettinenNurminen($0, $1) },
        ] as [(Proportion, Proportion) throws -> Interval] {
            let (there, back) = (try interval(a, b), try interval(b, a))
            #expect(close(there.lower, -back.upper, within: 1e-9))
            #expect(close(there.upper, -back.lower, within: 1e-9))
        }
    }

    @Test func `the score interval ends where the score test turns`() throws {
        let (a, b) = (try proportion(9, 10), try proportion(3, 10))
        let came = try miettinenNurminen(a, b)
        // Newcombe (1998), Statistics in Medicine 17:873, table II, method 6.
        #expect(close(came.lower, 0.1700, within: 5.1e-5))
        #expect(close(came.upper, 0.8406, within: 5.1e-5))
        let larger = try miettinenNurminen(proportion(56, 70), proportion(48, 80))
        #expect(close(larger.lower, 0.0528, within: 5.1e-5))
        #expect(close(larger.upper, 0.3382, within: 5.1e-5))
    }

    @Test func `one success more and one failure more is Agresti and Caffo's interval, not clipped`() throws {
        let came = try agrestiCaffo(proportion(10, 10), proportion(0, 10))
        #expect(near(came, 0.6121830183040732, 1.0544836483625932))
    }

    @Test func `a risk ratio has the interval of its logarithm, and a reduction the other way round`() throws
    {
        let came = try riskRatio(proportion(6, 7), proportion(2, 7))
        #expect(near(came.ratio, 3))
        #expect(near(came.interval, 0.8948459075994674, 10.057597541171745))
        #expect(near(came.reduction, -2))
        #expect(near(came.reductionInterval, 1 - 10.057597541171745, 1 - 0.8948459075994674))
    }

    @Test func `Fisher's lady with her tea`() throws {
        #expect(near(try fisherExact(proportion(3, 4), proportion(1, 4)), 34.0 / 70))
        #expect(near(try fisherExact(proportion(4, 4), proportion(0, 4)), 2.0 / 70))
        #expect(near(try fisherExact(proportion(0, 4), proportion(0, 9)), 1))
        #expect(near(try fisherExact(proportion(8, 10), proportion(1, 6)), 0.034965034965034975))
    }

    @Test func `rates of a million keep nine digits`() throws {
        let rare = try clopperPearson(proportion(0, 1_000_000_000))
        #expect(near(rare.upper, 3.6888794473100205e-9, 1e-12))
        let many = try clopperPearson(proportion(500_000, 1_000_000))
        #expect(near(many.lower + many.upper, 1, 1e-12))
    }

    @Test func `what has no figure is refused`() throws {
        #expect(throws: StatisticsError.tooFew(what: "trials", came: 0, needed: 1)) { try proportion(0, 0) }
        #expect(
            throws: StatisticsError.outOfRange(
                what: "the number of successes", came: 3, allowed: "from 0 to 2")
        ) {
            try proportion(3, 2)
        }
        let (none, all) = (try proportion(0, 5), try proportion(5, 5))
        #expect(throws: StatisticsError.self) { try riskRatio(none, all) }
        #expect(throws: StatisticsError.noVariance(what: "the outcome in both arms")) {
            try riskRatio(all, all)
        }
        #expect(throws: StatisticsError.noVariance(what: "the outcome in both arms")) {
            try pooledRateTest(none, none)
        }
        for level in [0, 1, .nan] {
            #expect(throws: StatisticsError.self) { try wilson(none, level: level) }
            #expect(throws: StatisticsError.self) { try clopperPearson(none, level: level) }
            #expect(throws: StatisticsError.self) { try miettinenNurminen(none, all, level: level) }
        }
    }

    @Test func `the smallest tables give intervals that hold their estimate`() throws {
        for n in 1...4 {
            for x in 0...n {
                let p = try proportion(x, n)
                for interval in [try wilson(p), try clopperPearson(p), try agrestiCoull(p)] {
                    #expect(interval.lower <= p.rate && p.rate <= interval.upper)
                    #expect(interval.lower >= 0 && interval.upper <= 1 && interval.lower < interval.upper)
                }
                for other in 0...n {
                    let q = try proportion(other, n)
                    for interval in [try newcombe(p, q), try miettinenNurminen(p, q)] {
                        #expect(interval.lower <= p.rate - q.rate && p.rate - q.rate <= interval.upper)
                        #expect(
                            interval.lower >= -1 && interval.upper <= 1 && interval.lower < interval.upper)
                    }
                }
            }
        }
    }
}
