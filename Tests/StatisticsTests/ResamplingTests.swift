import Statistics
import Testing

@Suite struct ResamplingTests {
    @Test func `the generator has the numbers of its authors`() {
        var generator = SplitMix64(seed: 1_234_567)
        let came = (0..<3).map { _ in generator.next() }
        #expect(came == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test func `an index is the high word of the product`() {
        var generator = SplitMix64(seed: 20_261_121)
        let came = (0..<20).map { _ in generator.index(below: 10) }
        #expect(came == [1, 4, 5, 6, 2, 4, 5, 3, 0, 7, 6, 8, 3, 0, 2, 3, 5, 9, 3, 5])
    }

    @Test func `a bootstrap is the same for the same seed, and no other`() throws {
        let values: [Double] = [3, 1, 4, 1, 5, 9, 2, 6]
        func run(_ seed: UInt64) throws -> Bootstrap {
            try Bootstrap(sizes: [8], replicates: 500, seed: seed) { rows in
                rows[0].reduce(0) { $0 + values[$1] } / 8
            }
        }
        let came = try run(1)
        #expect(came == (try run(1)))
        #expect(came.replicates != (try run(2)).replicates)
        // The standard error of a mean, with n instead of n − 1, and some luck.
        let sample = try Sample(values)
        #expect(near(try came.standardError, sample.standardError * (7.0 / 8).squareRoot(), 0.1))
        let (percentile, basic) = (try came.percentileInterval(), try came.basicInterval())
        #expect(near(basic.lower, 2 * came.estimate - percentile.upper))
        #expect(near(basic.upper, 2 * came.estimate - percentile.lower))
    }

    @Test func `arms are drawn one after the other`() throws {
        var generator = SplitMix64(seed: 5)
        let expected = [3, 4, 3, 4].map { size in (0..<size).map { _ in generator.index(below: size) } }
        var came: [[Int]] = []
        _ = try Bootstrap(sizes: [3, 4], replicates: 2, seed: 5) { samples in
            came += samples
            return Double(came.count)
        }
        #expect(Array(came.dropFirst(2)) == expected)
    }

    @Test func `what cannot be drawn is refused`() {
        #expect(
            error { _ = try Bootstrap(sizes: [], seed: 1) { _ in 0 } }
                == .tooFew(what: "samples", came: 0, needed: 1))
        #expect(
            error { _ = try Bootstrap(sizes: [0], seed: 1) { _ in 0 } }
                == .tooFew(what: "rows of a sample", came: 0, needed: 1))
        #expect(
            error { _ = try Bootstrap(sizes: [2], seed: 1) { _ in .nan } } == .overflow(what: "the statistic")
        )
        let flat = try? Bootstrap(sizes: [2], replicates: 10, seed: 1) { _ in 4 }
        #expect((try? flat?.standardError) == 0)
    }
}
