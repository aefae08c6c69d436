import Foundation
import Statistics
import Testing

@Suite struct DrawingTests {
    /// Those of the binomial and Poisson distributions by SciPy, the others by their closed forms.
    @Test(arguments: [
        (ProbabilityDistribution.normal(mean: 10, deviation: 2), 0.975, 13.919927969080108),
        (.logNormal(mean: 10, deviation: 5), 0.5, 8.94427190999916),
        (.uniform(from: 2, to: 6), 0.25, 3),
        (.triangular(from: 0, mode: 1, to: 4), 0.25, 1),
        (.triangular(from: 0, mode: 1, to: 4), 0.0625, 0.5),
        (.triangular(from: 0, mode: 1, to: 4), 0.8125, 2.5),
        (.beta(a: 1, b: 2, from: 0, to: 10), 0.75, 5),
        (.binomial(trials: 60, probability: 0.3), 0.5, 18), (.binomial(trials: 3, probability: 0.5), 0.5, 1),
        (.binomial(trials: 3, probability: 1), 0.01, 3), (.binomial(trials: 3, probability: 0), 0.99, 0),
        (.poisson(mean: 4), 0.95, 8), (.poisson(mean: 100_000), 0.5, 100_000),
        (.discrete([.init(0, weight: 3), .init(1, weight: 1)]), 0.74, 0),
        (.discrete([.init(0, weight: 3), .init(1, weight: 1)]), 0.76, 1), (.fixed(7), 0.2, 7),
    ])
    func `a quantile is that of the distribution`(
        distribution: ProbabilityDistribution, probability: Double, expected: Double
    ) throws {
        #expect(
            abs(try QuantileFunction(distribution)(probability) - expected) <= 1e-9 * max(1, abs(expected)))
    }

    @Test func `figures drawn by uniform numbers have the mean and the deviation that were asked for`() throws
    {
        let draw = try QuantileFunction(.logNormal(mean: 10, deviation: 5))
        let figures = try (0..<20_000).map { place in
            var numbers = SplitMix64(seed: 7, draw: place)
            return try draw(numbers.uniform())
        }
        let sample = try Sample(figures)
        #expect(abs(sample.mean - 10) < 5 * 5 / 20_000.0.squareRoot())
        #expect(abs(sample.standardDeviation - 5) < 0.3)
    }

    @Test func `the numbers of a draw hang on its seed and place alone, and draws differ`() {
        var first = SplitMix64(seed: 1, draw: 5)
        var again = SplitMix64(seed: 1, draw: 5)
        #expect(first.next() == again.next())
        let starts = (0..<10_000).map { place in
            var numbers = SplitMix64(seed: 1, draw: place)
            return numbers.next()
        }
        #expect(Set(starts).count == starts.count)
    }

    @Test(arguments: [
        (ProbabilityDistribution.normal(mean: 0, deviation: 0), "the standard deviation is 0.0"),
        (.logNormal(mean: -1, deviation: 1), "the mean is -1.0"),
        (.uniform(from: 2, to: 2), "the upper bound is 2.0"),
        (.triangular(from: 0, mode: 5, to: 4), "the mode is 5.0"),
        (.beta(a: 0, b: 1, from: 0, to: 1), "the beta's shape is 0.0"),
        (.binomial(trials: 0, probability: 0.5), "the trials is 0.0"),
        (.binomial(trials: 1, probability: 1.5), "the probability is 1.5"),
        (.poisson(mean: 0), "the mean is 0.0"),
        (.discrete([]), "values with a weight: 0"),
        (.discrete([.init(1, weight: 1), .init(1, weight: 1)]), "a value is 1.0"),
        (.discrete([.init(1, weight: -1)]), "a weight is -1.0"),
    ])
    func `parameters that no distribution has are refused`(
        distribution: ProbabilityDistribution, message: String
    ) {
        let error = #expect(throws: StatisticsError.self) { try QuantileFunction(distribution) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "nothing")")
    }
}
