import Statistics
import Testing

@Suite struct InequalityTests {
    /// World Bank, Technical Note 7, table 1: deaths under five per 1,000 births in India, by wealth; its
    /// index is −0.1694.
    private let births: [Double] = [29939, 28776, 26528, 24689, 19739]
    private let deaths = [154.7, 152.9, 119.5, 86.9, 54.3]

    @Test func `children's deaths in India`() throws {
        let groups = try SocialGroups(sizes: births, levels: deaths)
        #expect(close(try groups.concentrationIndex, -0.1694, within: 5e-5))
        #expect(near(try groups.slopeIndex.slope, -126.19832643832491))
        #expect(near(groups.absoluteGap, 100.4))
        #expect(near(try groups.relativeGap, 154.7 / 54.3))
    }

    @Test func `an even spread has no slope, no index and no gap`() throws {
        let groups = try SocialGroups(sizes: [3, 5, 2], levels: [0.1, 0.1, 0.1])
        #expect(try groups.concentrationIndex == 0)
        #expect(try groups.slopeIndex.slope == 0)
        #expect(try groups.slopeIndex.ratio == 1)
        #expect(groups.absoluteGap == 0)
    }

    @Test func `groups and the people in them have one slope and one index`() throws {
        let positions: [Double] = [1, 1, 1, 2, 2, 3, 3, 3]
        let values: [Double] = [4, 6, 5, 3, 4, 1, 2, 3]
        let groups = try SocialGroups(sizes: [3, 2, 3], levels: [5, 3.5, 2])
        let people = try slopeIndex(values, positions: positions)
        #expect(near(people.slope, try groups.slopeIndex.slope))
        #expect(near(people.bottom, try groups.slopeIndex.bottom))
        let index = try concentrationIndex(values, positions: positions)
        #expect(near(index.estimate, try groups.concentrationIndex))
    }

    /// Without ties, the formula as printed: aᵢ = hᵢ/μ (2Rᵢ − 1 − C) + 2 − qᵢ₋₁ − qᵢ.
    @Test func `the index has Kakwani's standard error`() throws {
        let values: [Double] = [2, 7, 1, 8, 2, 8]
        let n = 6.0
        let mean = values.reduce(0, +) / n
        let ranks = (0..<6).map { (Double($0) + 0.5) / n }
        let index = 2 / (n * mean) * zip(values, ranks).reduce(0) { $0 + $1.0 * $1.1 } - 1
        var share = 0.0
        var squares = 0.0
        for (value, rank) in zip(values, ranks) {
            let before = share
            share += value / (n * mean)
            let a = value / mean * (2 * rank - 1 - index) + 2 - before - share
            squares += a * a
        }
        let variance = (squares / n - (1 + index) * (1 + index)) / n
        let came = try concentrationIndex(values, positions: [1, 2, 3, 4, 5, 6])
        #expect(near(came.estimate, index))
        #expect(near(came.standardError, variance.squareRoot()))
        let shuffled = try concentrationIndex([8, 2, 8, 1, 7, 2], positions: [6, 5, 4, 3, 2, 1])
        #expect(near(shuffled.standardError, came.standardError))
    }

    @Test func `a logistic line ends at its ends`() throws {
        let positions: [Double] = [1, 1, 1, 1, 2, 2, 2, 2]
        let came = try logisticSlopeIndex([1, 1, 1, 0, 1, 0, 0, 0], positions: positions)
        // Ridits ¼ and ¾ with log odds ±ln 3 make a line from 2 ln 3 to −2 ln 3.
        #expect(near(came.bottom, 0.9) && near(came.top, 0.1))
        #expect(near(try #require(came.ratio), 1.0 / 9))
    }

    @Test func `a gap of rates has both intervals where it can`() throws {
        let came = try rateGap(proportion(56, 70), proportion(48, 80))
        #expect(close(came.absoluteInterval.lower, 0.0524, within: 5e-5))
        #expect(near(try #require(came.relative).ratio, 4.0 / 3))
        #expect(try rateGap(proportion(5, 56), proportion(0, 29)).relative == nil)
        #expect(try rateGap(proportion(5, 5), proportion(9, 9)).relative == nil)
    }

    @Test func `what has no order or no mean is refused`() throws {
        #expect(
            error { _ = try SocialGroups(sizes: [1], levels: [1]) }
                == .tooFew(what: "groups", came: 1, needed: 2))
        #expect(
            error { _ = try SocialGroups(sizes: [1, 0], levels: [1, 1]) }
                == .notPositive(what: "the group's size", row: 1))
        let none = try SocialGroups(sizes: [1, 1], levels: [0, 0])
        #expect(throws: StatisticsError.self) { try none.concentrationIndex }
        #expect(throws: StatisticsError.self) { try none.relativeGap }
        #expect(try none.slopeIndex.ratio == nil && none.slopeIndex.relativeToMean == nil)
        #expect(error { _ = try ridits(of: [1, 1]) } == .noVariance(what: "the social position"))
        #expect(throws: StatisticsError.self) { try concentrationIndex([0, 0, 0], positions: [1, 2, 3]) }
    }
}
