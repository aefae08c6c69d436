import Statistics
import Testing

/// The expected figures were calculated with 30 to 40 digits.
@Suite struct DistributionTests {
    static let studentT: [(degrees: Double, t: Double, tail: Double)] = [
        (1, 2, 0.14758361765043327), (3, 0.1, 0.46332617440040291), (9, 4.0621, 0.001416503920195079),
        (17.776, 1.86, 0.039757522899917414), (96.9, 2.05, 0.021532810169106287),
        (0.5, 10, 0.10133867638566557), (1e6, 1.96, 0.024998033792634895), (5, 40, 9.2059810858864772e-8),
    ]

    @Test(arguments: studentT)
    func `Student's t has its tails and quantiles`(degrees: Double, t: Double, tail: Double) throws {
        let distribution = try StudentT(degreesOfFreedom: degrees)
        #expect(near(distribution.upperTail(t), tail, 1e-12))
        #expect(near(distribution.cdf(-t), tail, 1e-12))
        #expect(near(distribution.upperTail(-t), 1 - tail, 1e-14))
        #expect(near(try distribution.upperQuantile(tail), t, 1e-11))
        #expect(near(try distribution.quantile(tail), -t, 1e-11))
    }

    static let beta: [(a: Double, b: Double, x: Double, cdf: Double)] = [
        (2, 3, 0.4, 0.5248), (0.5, 0.5, 0.3, 0.36901011956554538), (500, 700, 0.4, 0.12051628908943208),
        (1, 29, 0.05, 0.77406445900743416), (100_000, 200_000, 0.334, 0.78076181383213304),
        (3.5, 100_000, 1e-5, 0.040161568467911653),
    ]

    @Test(arguments: beta)
    func `the beta distribution has its tails and quantiles`(
        a: Double, b: Double, x: Double, cdf: Double
    ) throws {
        let distribution = try Beta(a, b)
        #expect(near(distribution.cdf(x), cdf, 1e-12))
        #expect(near(distribution.upperTail(x), 1 - cdf, 1e-12))
        #expect(near(try Beta(b, a).upperTail(1 - x), cdf, 1e-10))
        #expect(near(try distribution.quantile(cdf), x, 1e-12))
        #expect(near(try distribution.upperQuantile(1 - cdf), x, 1e-11))
    }

    static let chiSquare: [(degrees: Double, x: Double, lower: Double, upper: Double)] = [
        (1, 3.84, 0.9499564787512949, 0.050043521248705103), (12, 152.233, 1, 1.9967721373353063e-26),
        (5, 1.2, 0.055122634997878081, 0.94487736500212192),
        (0.5, 0.01, 0.29308089472101959, 0.70691910527898041),
        (1000, 950, 0.13087593425431157, 0.86912406574568843),
        (100, 200, 0.99999998821549928, 1.1784500720979422e-8),
    ]

    @Test(arguments: chiSquare)
    func `chi-square has its tails and quantiles`(
        degrees: Double, x: Double, lower: Double, upper: Double
    ) throws {
        let distribution = try ChiSquare(degreesOfFreedom: degrees)
        #expect(near(distribution.cdf(x), lower, 1e-12))
        #expect(near(distribution.upperTail(x), upper, 1e-12))
        if lower < 0.999 { #expect(near(try distribution.quantile(lower), x, 1e-11)) }
    }

    static let fisher: [(first: Double, second: Double, x: Double, upper: Double)] = [
        (2, 10, 4.1, 0.050077548481083857), (5, 2, 19.3, 0.049991027393074316),
        (1, 100, 0.5, 0.48114467698573934), (30, 40, 1.2, 0.2917689549872546),
    ]

    @Test(arguments: fisher)
    func `F has its tails and quantiles`(first: Double, second: Double, x: Double, upper: Double) throws {
        let distribution = try FDistribution(numerator: first, denominator: second)
        #expect(near(distribution.upperTail(x), upper, 1e-12))
        #expect(near(distribution.cdf(x), 1 - upper, 1e-12))
        #expect(near(try distribution.quantile(1 - upper), x, 1e-11))
    }

    static let normal: [(x: Double, upper: Double)] = [
        (0.5, 0.3085375387259869), (1.96, 0.024997895148220436), (6, 9.8658764503769814e-10),
        (-3, 0.99865010196836991), (20, 2.7536241186062337e-89), (37, 5.7255712225245768e-300),
    ]

    @Test(arguments: normal)
    func `the normal distribution has its tails and quantiles`(x: Double, upper: Double) throws {
        #expect(near(Normal.upperTail(x), upper, 1e-13))
        #expect(near(Normal.cdf(-x), upper, 1e-13))
        #expect(near(try Normal.upperQuantile(upper), x, 1e-12))
        #expect(near(try Normal.quantile(upper), -x, 1e-12))
    }

    static let noncentral: [(t: Double, degrees: Double, noncentrality: Double, upper: Double)] = [
        (2, 10, 3, 0.8315141614119566), (1.98, 118, 2.82, 0.79878412770650902),
        (-1.98, 118, 2.82, 0.99999901773511473), (12.7, 1, 5, 0.30530081912348252),
        (2.2, 11, 0, 0.025043055490902121), (3, 5, -2, 6.7331885312372698e-5),
        (1.96, 10998, 2.8, 0.79953773504546219), (30, 4, 10, 0.022327836223233015),
        (1000, 1, 0, 0.00031830978008055894), (0, 7, 1.5, 0.93319279873114193),
        (60, 50, 50, 0.052029579511136628),
    ]

    @Test(arguments: noncentral)
    func `noncentral t has its tails`(
        t: Double, degrees: Double, noncentrality: Double, upper: Double
    ) throws {
        let distribution = try NoncentralT(degreesOfFreedom: degrees, noncentrality: noncentrality)
        #expect(near(distribution.upperTail(t), upper, 1e-12))
        #expect(close(distribution.cdf(t), 1 - upper, within: 1e-12))
    }

    @Test(arguments: [0.3, 1, 2.5, 30, 1e4, 1e8])
    func `noncentral t without noncentrality is Student's`(degrees: Double) throws {
        let noncentral = try NoncentralT(degreesOfFreedom: degrees, noncentrality: 0)
        let student = try StudentT(degreesOfFreedom: degrees)
        for t in [-3, 0, 0.01, 1.96, 8] {
            #expect(near(noncentral.upperTail(t), student.upperTail(t), 1e-11))
        }
    }

    @Test func `what is no parameter is refused`() {
        #expect(throws: StatisticsError.self) { try StudentT(degreesOfFreedom: 0) }
        #expect(throws: StatisticsError.self) { try StudentT(degreesOfFreedom: .nan) }
        #expect(throws: StatisticsError.self) { try ChiSquare(degreesOfFreedom: .infinity) }
        #expect(throws: StatisticsError.self) { try FDistribution(numerator: 1, denominator: -1) }
        #expect(throws: StatisticsError.self) { try Beta(0, 1) }
        #expect(throws: StatisticsError.self) { try NoncentralT(degreesOfFreedom: 5, noncentrality: .nan) }
        for probability in [0, 1, -0.1, .nan] {
            #expect(throws: StatisticsError.self) { try Normal.quantile(probability) }
            #expect(throws: StatisticsError.self) { try StudentT(degreesOfFreedom: 3).quantile(probability) }
        }
    }
}
