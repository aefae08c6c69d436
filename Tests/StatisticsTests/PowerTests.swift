import Statistics
import Testing

@Suite struct PowerTests {
    /// Cohen (1988), and R's `power.t.test`, which tell 393.4057, 63.76576 (of one tail) and 25.52458.
    static let sizes: [(effect: Double, alpha: Double, power: Double, size: Double)] = [
        (0.5, 0.05, 0.8, 63.765610190952237), (0.8, 0.01, 0.9, 48.186103308717113),
        (0.2, 0.05, 0.8, 393.40569501974), (0.8, 0.05, 0.8, 25.524571854446),
    ]

    @Test(arguments: sizes)
    func `a size has its power, and a power its size`(
        effect: Double, alpha: Double, power: Double, size: Double
    ) throws {
        let plan = try TestPlan(alpha: alpha)
        #expect(near(try plan.sizeForMeans(effect: effect, power: power, ratio: 1), size, 2e-9))
        #expect(near(try plan.powerOfMeans(effect: effect, .two(size, size)), power, 1e-9))
        #expect(near(try plan.powerOfMeans(effect: -effect, .two(size, size)), power, 1e-9))
        #expect(near(try plan.smallestEffectOnMeans(.two(size, size), power: power), effect, 1e-9))
    }

    @Test func `the smallest effect of sixty and sixty`() throws {
        let came = try TestPlan().smallestEffectOnMeans(.two(60, 60), power: 0.8)
        #expect(near(came, 0.51570655939238077, 1e-12))
    }

    @Test func `very unequal and very large arms have a smallest effect`() throws {
        let plan = try TestPlan()
        for arms in [Arms.two(2, 1_000_000), .two(1000, 10_000), .two(1e9, 1e9), .one(2), .two(2, 2)] {
            let effect = try plan.smallestEffectOnMeans(arms, power: 0.8)
            #expect(near(try plan.powerOfMeans(effect: effect, arms), 0.8))
        }
        // Where many are known, the normal distribution is near: (1.959964 + 0.841621) / √(n/2).
        #expect(
            near(
                try plan.smallestEffectOnMeans(.two(1e8, 1e8), power: 0.8), 2.8015852 / 5e7.squareRoot(), 1e-5
            ))
    }

    @Test func `pairs and one-sided tests`() throws {
        let one = try TestPlan(alpha: 0.05, sides: .one)
        let size = try one.sizeForMeans(effect: 0.25, power: 0.9, ratio: nil)
        #expect(near(try one.powerOfMeans(effect: 0.25, .one(size)), 0.9))
        #expect(try one.powerOfMeans(effect: -0.25, .one(size)) < 0.001)
        #expect(near(try one.powerOfMeans(effect: 0, .one(20)), 0.05))
        #expect(near(try TestPlan().powerOfMeans(effect: 0, .two(20, 30)), 0.05))
        #expect(throws: StatisticsError.self) { try one.sizeForMeans(effect: -0.25, power: 0.9, ratio: nil) }
    }

    @Test func `an effect beyond all doubt has a power of 1`() throws {
        #expect(near(try TestPlan().powerOfMeans(effect: 1e6, .two(1000, 1000)), 1))
        #expect(near(try TestPlan().sizeForMeans(effect: 50, power: 0.8, ratio: 3), 2))
    }

    /// The root of the closed form, with 18 digits.
    @Test func `the size that tells six tenths from a half`() throws {
        let plan = try TestPlan()
        #expect(near(try plan.sizeForProportions(0.6, 0.5, power: 0.8), 387.167746208854438, 1e-10))
        #expect(near(try plan.sizeForProportions(0.5, 0.6, power: 0.8), 387.167746208854438, 1e-10))
        #expect(
            near(try plan.powerOfProportions(0.6, 0.5, .two(387.167746208854438, 387.167746208854438)), 0.8))
        #expect(
            near(
                try plan.smallestRateAbove(0.5, .two(387.167746208854438, 387.167746208854438), power: 0.8),
                0.6))
        #expect(throws: StatisticsError.self) { try plan.smallestRateAbove(0.9, .two(5, 5), power: 0.8) }
        #expect(throws: StatisticsError.self) { try plan.sizeForProportions(0.5, 0.5, power: 0.8) }
        #expect(throws: StatisticsError.self) { try plan.sizeForProportions(0.5, 1.5, power: 0.8) }
    }

    @Test func `clusters make people count for less`() throws {
        #expect(near(try designEffect(clusterSize: 20, correlation: 0.05), 1.95))
        #expect(
            near(try designEffect(clusterSize: 20, correlation: 0.05, variationOfSizes: 0.5), 1 + 24 * 0.05))
        #expect(try designEffect(clusterSize: 1, correlation: 0.3) == 1)
        let clusters = try Clustering(size: 20, correlation: 0.05)
        #expect(near(clusters.designEffect, 1.95) && clusters.count(.two(195, 390)) == 29.25)
        #expect(throws: StatisticsError.self) { try designEffect(clusterSize: 20, correlation: -0.9) }
        #expect(throws: StatisticsError.self) { try designEffect(clusterSize: 0.5, correlation: 0.1) }
    }

    /// WebPower 0.9 for R, the example of `wp.crt2arm(n = 20, f = 0.6, J = 10, icc = 0.1)`, which takes J − 2 degrees of
    /// freedom: 0.5901684.
    @Test func `the power of ten clusters of twenty is the published one, by its degrees of freedom`() throws
    {
        let scale = (50 / 2.9).squareRoot()
        #expect(
            near(
                try TestPlan().power(0.6, scale, .studentT(degreesOfFreedom: 8)), 0.5901684, 1e-7))
    }

    /// By SciPy 1.17's noncentral t, with as many degrees of freedom as there are clusters, less 1.
    @Test func `few clusters have few degrees of freedom`() throws {
        let (ten, plan) = (try Clustering(size: 10, correlation: 0.1), try TestPlan())
        #expect(ten.degreesOfFreedom(.two(60, 60)) == 11)
        #expect(
            near(try plan.powerOfMeans(effect: 0.8, .two(60, 60), in: ten), 0.8244182313273981, 1e-11))
        #expect(
            near(
                try plan.smallestEffectOnMeans(.two(60, 60), power: 0.8, in: ten), 0.7747108276321387, 1e-9))
        // What the same people would see if they did not know each other.
        #expect(try plan.smallestEffectOnMeans(.two(60, 60), power: 0.8) < 0.52)
        let alike = try Clustering(size: 10, correlation: 0.05)
        #expect(
            near(
                try plan.sizeForMeans(effect: 0.5, power: 0.8, ratio: 1, in: alike), 101.07025289863371, 1e-8)
        )
        #expect(
            near(
                try plan.powerOfMeans(effect: 0.5, .one(90), in: Clustering(size: 15, correlation: 0.2)),
                0.5017870956070345, 1e-11))
        #expect(
            near(
                try plan.powerOfProportions(
                    0.6, 0.4, .two(80, 80), in: Clustering(size: 10, correlation: 0.05)),
                0.5076717143296228, 1e-11))
        // One cluster in an arm shows nothing of how clusters differ.
        #expect(throws: StatisticsError.self) { try plan.powerOfMeans(effect: 0.5, .two(15, 60), in: ten) }
    }

    /// By SciPy 1.17: the normal and the noncentral t distribution, and for a significant estimate their joint integral.
    @Test(arguments: [
        (0.5, 0.1, 0.986093886962037, 0.5879143054703289, 0.7786632909582415),
        (0.5, 0.0, 0.9970193826240568, 0.7786632909582683, 0.778663290958245),
        (0.0, 0.1, 0.29116612840146716, 0.006113332371204195, 0.024999999999999283),
        (0.8, 0.4, 0.986093886962037, 0.5879143054703289, 0.9860028478873576),
    ])
    func `what a contract's decision asks for comes out as often as it should`(
        effect: Double, least: Double, point: Double, bound: Double, significant: Double
    ) throws {
        for (demand, expected) in [
            (TestPlan.Demand.estimate(atLeast: least), point), (.lowerBound(atLeast: least), bound),
            (.significant(atLeast: least), significant),
        ] {
            let plan = try TestPlan(alpha: 0.05, demand: demand)
            #expect(near(try plan.powerOfMeans(effect: effect, .two(60, 61)), expected, 1e-6), "\(demand)")
        }
    }

    @Test(arguments: [(0.9, 0.5, 0.9242033971805428), (1.2, 0.3, 0.995131686187997)])
    func `a significant estimate of few clusters`(effect: Double, least: Double, expected: Double) throws {
        let plan = try TestPlan(alpha: 0.05, demand: .significant(atLeast: least))
        let clusters = try Clustering(size: 15, correlation: 0.2)
        #expect(near(try plan.powerOfMeans(effect: effect, .one(90), in: clusters), expected, 1e-5))
    }

    @Test func `no number of people shows an effect that is no more than what is demanded`() throws {
        for demand in [
            TestPlan.Demand.estimate(atLeast: 0.5), .lowerBound(atLeast: 0.5), .significant(atLeast: 0.5),
        ] {
            let plan = try TestPlan(alpha: 0.05, demand: demand)
            #expect(throws: StatisticsError.self) { try plan.sizeForMeans(effect: 0.5, power: 0.8, ratio: 1) }
            let size = try plan.sizeForMeans(effect: 0.6, power: 0.8, ratio: 1)
            #expect(near(try plan.powerOfMeans(effect: 0.6, .two(size, size)), 0.8, 1e-6))
        }
    }

    /// Means 2 and 6 within spreads of 2: between 24, within 2, so (24 − 2) / (24 + 2 · 2) with three each.
    @Test func `a correlation within clusters by hand`() throws {
        let came = try clusterCorrelation([1, 2, 3, 5, 6, 7], clusters: [1, 1, 1, 2, 2, 2])
        #expect(near(came, (24.0 - 1) / (24 + 2)))
        #expect(throws: StatisticsError.noVariance(what: "the values")) {
            try clusterCorrelation([1, 1, 1, 1], clusters: [1, 1, 2, 2])
        }
        #expect(throws: StatisticsError.self) { try clusterCorrelation([1, 2], clusters: [1, 2]) }
    }

    @Test func `what cannot be planned is refused`() throws {
        #expect(throws: StatisticsError.self) { try TestPlan(alpha: 0) }
        let plan = try TestPlan()
        for power in [0.05, 1, .nan] {
            #expect(throws: StatisticsError.self) {
                try plan.sizeForMeans(effect: 0.5, power: power, ratio: 1)
            }
            #expect(throws: StatisticsError.self) { try plan.smallestEffectOnMeans(.one(9), power: power) }
        }
        #expect(throws: StatisticsError.self) { try plan.sizeForMeans(effect: 0, power: 0.8, ratio: 1) }
        #expect(throws: StatisticsError.self) { try plan.sizeForMeans(effect: 1e-9, power: 0.8, ratio: 1) }
        #expect(throws: StatisticsError.self) { try plan.powerOfMeans(effect: 0.5, .two(1, 30)) }
        #expect(throws: StatisticsError.self) { try plan.powerOfMeans(effect: .nan, .two(30, 30)) }
    }
}
