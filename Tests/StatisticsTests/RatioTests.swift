import Statistics
import Testing

/// Student (1908): hours of sleep gained by ten patients under two drugs.
private let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
private let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

/// Ratios of means. The figures were calculated outside by the quadratic, and those of pairs once more by trying
/// which ratios a t test does not refuse.
@Suite struct RatioTests {
    @Test func `a ratio of the same people's means has Fieller's interval`() throws {
        let ratio = try ratioOfMeans(paired: first, second)
        #expect(near(ratio.estimate, 0.32188841201716745))
        #expect(close(ratio.interval.lower, -0.4849197753719174, within: 1e-9))
        #expect(close(ratio.interval.upper, 0.6565966852861802, within: 1e-9))
        #expect(ratio.degreesOfFreedom == 9)
    }

    @Test func `a ratio of different people's means has degrees of freedom of its own`() throws {
        let ratio = try ratioOfMeans(Sample(first), Sample(second))
        #expect(close(ratio.degreesOfFreedom, 11.297415711888576, within: 1e-9))
        #expect(close(ratio.interval.lower, -0.22785812150482168, within: 1e-8))
        #expect(close(ratio.interval.upper, 1.2266506233972179, within: 1e-8))
    }

    @Test func `at the bounds a t test of first less bound times second just refuses`() throws {
        let interval = try ratioOfMeans(paired: first, second).interval
        for bound in [interval.lower, interval.upper] {
            let test = try paired(first, second.map { $0 * bound })
            #expect(close(test.p, 0.05, within: 1e-8))
        }
    }

    @Test func `the relative index has Fieller's interval of slope over mean`() throws {
        let index = try slopeIndex(second, positions: [0, 0, 0, 1, 1, 1, 2, 2, 2, 2])
        #expect(close(try #require(index.relativeToMean), 1.7400951797027824, within: 1e-9))
        let interval = try #require(index.relativeInterval)
        #expect(close(interval.lower, 0.32164946240667697, within: 1e-8))
        #expect(close(interval.upper, 3.8753752758555304, within: 1e-8))
    }

    @Test func `what is divided by cannot be told from nothing: no interval has an end`() throws {
        #expect(
            throws: StatisticsError.undefined(
                what: "Fieller's interval", because: "what is divided by cannot be told from 0 at this level")
        ) { try ratioOfMeans(paired: second, first) }
        #expect(
            throws: StatisticsError.undefined(what: "the ratio of means", because: "the second mean is 0")
        ) {
            try ratioOfMeans(paired: [1, 2], [1, -1])
        }
    }
}
