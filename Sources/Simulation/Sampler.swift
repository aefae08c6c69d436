package import OutcomesModel
import Statistics

/// Draws levels of all quantities: what a draw is hangs on the seed and its place alone.
package struct Sampler: Sendable {
    package let quantities: [DrawnQuantity]
    private let ways: [Way]

    private enum Way: Sendable {
        case quantiles(QuantileFunction, tied: (to: Int, coefficient: Double)?)
        case resampled(ResampledEstimate)
    }

    /// - Parameter evidence: of each quantity that is drawn from evidence.
    /// - Throws: `distribution` for parameters that no distribution has, `noEvidence`.
    package init(
        _ quantities: [DrawnQuantity], evidence: [QuantityID: ResampledEstimate]
    ) throws(SimulationError) {
        self.quantities = quantities
        var ways: [Way] = []
        for quantity in quantities {
            guard let distribution = quantity.distribution.inFloats else {
                guard let figures = evidence[quantity.id] else {
                    throw .noEvidence(quantity.id, clause: quantity.clause)
                }
                ways.append(.resampled(figures))
                continue
            }
            var tied: (Int, Double)?
            if let with = quantity.correlation,
                let place = quantities.firstIndex(where: { $0.id == with.with })
            {
                tied = (place, with.coefficient.approximate)
            }
            do throws(StatisticsError) {
                ways.append(.quantiles(try QuantileFunction(distribution), tied: tied))
            } catch {
                throw .distribution(quantity.id, error, clause: quantity.clause)
            }
        }
        self.ways = ways
    }

    /// Returns the levels of one draw.
    package func levels(seed: UInt64, draw: Int) throws(SimulationError) -> Levels {
        var generator = SplitMix64(seed: seed, draw: draw)
        var levels = Levels(units: [], people: [:])
        // Of quantities that another may be tied to.
        var uniforms: [Double] = []
        for (place, quantity) in quantities.enumerated() {
            do throws(StatisticsError) {
                switch ways[place] {
                case .resampled(let figures):
                    uniforms.append(0.5)
                    let (level, isCut) = try level(figures.drawn(&generator), of: quantity)
                    levels.units.append(level)
                    levels.cut.append(isCut ? 1 : 0)
                case .quantiles(let quantile, let tied):
                    if case .people(_, _, let size) = quantity.target {
                        var people: [Int64] = []
                        people.reserveCapacity(size)
                        var cut = 0
                        for _ in 0..<size {
                            let (level, isCut) = try level(try quantile(generator.uniform()), of: quantity)
                            people.append(level)
                            if isCut { cut += 1 }
                        }
                        levels.cut.append(cut)
                        uniforms.append(0.5)
                        levels.people[place] = people
                        levels.units.append(Self.mean(of: people))
                        continue
                    }
                    var uniform = generator.uniform()
                    if let tied { uniform = try Self.tie(uniform, to: uniforms[tied.to], tied.coefficient) }
                    uniforms.append(uniform)
                    let (level, isCut) = try level(try quantile(uniform), of: quantity)
                    levels.units.append(level)
                    levels.cut.append(isCut ? 1 : 0)
                }
            } catch {
                throw Self.failure(error, quantity)
            }
        }
        return levels
    }

    /// Returns each quantity at its median, and at its estimate where it is drawn from evidence.
    package func central() throws(SimulationError) -> Levels {
        var levels = Levels(units: [], people: [:])
        for (place, quantity) in quantities.enumerated() {
            let middle = try level(at: 0.5, of: place)
            levels.units.append(middle)
            if case .people(_, _, let size) = quantity.target {
                levels.people[place] = Array(repeating: middle, count: size)
            }
        }
        return levels
    }

    /// Returns the level of a quantity at a probability.
    func level(at probability: Double, of place: Int) throws(SimulationError) -> Int64 {
        let quantity = quantities[place]
        do throws(StatisticsError) {
            switch ways[place] {
            case .quantiles(let quantile, _): return try level(try quantile(probability), of: quantity).units
            case .resampled(let figures):
                return try level(try figures.level(at: probability), of: quantity).units
            }
        } catch {
            throw Self.failure(error, quantity)
        }
    }

    /// Rounds a figure to the quantity's step, and holds it to what can be.
    private func level(
        _ figure: Double, of quantity: DrawnQuantity
    ) throws(StatisticsError) -> (units: Int64, isCut: Bool) {
        let scale = Double(powerOfTen(quantity.decimals))
        let steps = (figure * scale / Double(quantity.step)).rounded(.toNearestOrEven)
        let (units, overflow) =
            Int64(exactly: steps)?.multipliedReportingOverflow(by: quantity.step) ?? (0, true)
        guard !overflow else { throw .overflow(what: "a level") }
        let held = min(max(units, quantity.least ?? units), quantity.most ?? units)
        return (held, held != units)
    }

    /// Returns a uniform number whose normal score has this correlation with that of another.
    private static func tie(
        _ own: Double, to other: Double, _ coefficient: Double
    ) throws(StatisticsError) -> Double {
        let score =
            coefficient * (try Normal.quantile(other))
            + (1 - coefficient * coefficient).squareRoot() * (try Normal.quantile(own))
        // Nine standard deviations are as far as a uniform number of 53 bits comes.
        return min(max(Normal.cdf(score), 0x1p-54), 1 - 0x1p-53)
    }

    private static func mean(of people: [Int64]) -> Int64 {
        let sum = people.reduce(Int128(0)) { $0 + Int128($1) }
        let mean = try? Ratio(sum, over: Int128(people.count))
        return Int64(mean?.rounded(.halfEven) ?? 0)
    }

    private static func failure(_ error: StatisticsError, _ quantity: DrawnQuantity) -> SimulationError {
        if case .overflow = error { return .tooLarge(quantity.id, clause: quantity.clause) }
        return .distribution(quantity.id, error, clause: quantity.clause)
    }
}

extension DrawnDistribution {
    /// The distribution as it is drawn from; none of what evidence gives.
    var inFloats: ProbabilityDistribution? {
        switch self {
        case .fixed(let value): .fixed(value.approximate)
        case .normal(let mean, let deviation):
            .normal(mean: mean.approximate, deviation: deviation.approximate)
        case .logNormal(let mean, let deviation):
            .logNormal(mean: mean.approximate, deviation: deviation.approximate)
        case .uniform(let from, let to): .uniform(from: from.approximate, to: to.approximate)
        case .triangular(let from, let mode, let to):
            .triangular(from: from.approximate, mode: mode.approximate, to: to.approximate)
        case .beta(let a, let b, let from, let to):
            .beta(a: a.approximate, b: b.approximate, from: from.approximate, to: to.approximate)
        case .binomial(let trials, let probability):
            .binomial(trials: trials, probability: probability.approximate)
        case .poisson(let mean): .poisson(mean: mean.approximate)
        case .discrete(let values, let weights):
            .discrete(zip(values, weights).map { .init($0.approximate, weight: $1.approximate) })
        case .empirical: nil
        }
    }
}
