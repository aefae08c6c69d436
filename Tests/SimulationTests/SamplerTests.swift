import OutcomesModel
import Simulation
import Testing

@Suite struct SamplerTests {
    private func drawn(_ quantities: [DrawnQuantity], count: Int = 2_000) throws -> [[Int64]] {
        let sampler = try Sampler(quantities, evidence: [:])
        return try (0..<count).map { try sampler.levels(seed: 3, draw: $0).units }
    }

    @Test func `a draw hangs on its seed and number alone`() throws {
        let sampler = try Sampler(
            [quantity(.normal(mean: decimal("5"), deviation: decimal("2")))], evidence: [:])
        let later = try sampler.levels(seed: 9, draw: 400)
        _ = try sampler.levels(seed: 9, draw: 1)
        #expect(try sampler.levels(seed: 9, draw: 400) == later)
        #expect(try sampler.levels(seed: 10, draw: 400) != later)
    }

    @Test func `levels are rounded to the decimals and held to what can be`() throws {
        let levels = try drawn([
            quantity(.normal(mean: decimal("0"), deviation: decimal("1")), decimals: 1, least: -10, most: 15)
        ]).map { $0[0] }
        #expect(levels.min() == -10 && levels.max() == 15)
        #expect(Set(levels).count <= 26)
    }

    @Test(arguments: ["0.8", "-0.8"])
    func `figures that go together do`(coefficient: String) throws {
        let normal = DrawnDistribution.normal(mean: decimal("0"), deviation: decimal("1"))
        let levels = try drawn([
            quantity(normal, id: "first"),
            quantity(
                normal, id: "second",
                correlation: .init(with: "first", coefficient: decimal(coefficient))),
        ])
        let product = levels.reduce(0.0) { $0 + Double($1[0]) * Double($1[1]) } / 2_000 / 10_000
        #expect(abs(product - decimal(coefficient).approximate) < 0.08)
    }

    @Test func `what is drawn beyond what can be is taken as the nearest that can be, and counted`() throws {
        let run = try simulation(
            [
                quantity(
                    .discrete(
                        values: ["-3", "2", "5", "9"].map(decimal),
                        weights: ["1", "1", "1", "1"].map(decimal)),
                    decimals: 0, least: 0, most: 6, id: "cut"),
                quantity(.uniform(from: decimal("1"), to: decimal("5")), decimals: 0, least: 0, most: 6),
            ], draws: 400)
        let levels = try (0..<400).map { try run.sampler.levels(seed: 1, draw: $0) }
        #expect(Set(levels.map { $0.units[0] }) == [0, 2, 5, 6])
        let beyond = levels.count { $0.units[0] == 0 || $0.units[0] == 6 }
        #expect(try result(of: run) { $0[0] }.cut == [.init(quantity: "cut", count: beyond, figures: 400)])
    }

    @Test func `people have figures of their own, whose mean is the level`() throws {
        let quantity = quantity(
            .discrete(values: [decimal("0"), decimal("1")], weights: [decimal("1"), decimal("1")]),
            target: .people("level", group: nil, size: 40))
        let levels = try Sampler([quantity], evidence: [:]).levels(seed: 1, draw: 0)
        let people = try #require(levels.people[0])
        #expect(people.count == 40 && Set(people) == [0, 100])
        #expect(levels.units[0] == Int64((Double(people.reduce(0, +)) / 40).rounded(.toNearestOrEven)))
    }

    @Test func `what is drawn from evidence lies around its estimate, by its standard error`() throws {
        // Means 10 and 12, variances 2.5: the saving of five people is 10, with an error of 5.
        let people = try #require(
            ResampledEstimate(
                treatment: [8, 9, 10, 11, 12], comparison: [10, 11, 12, 13, 14], reading: .saving,
                better: .lower))
        let quantity = quantity(.empirical, decimals: 0)
        let sampler = try Sampler([quantity], evidence: ["level": people])
        #expect(try sampler.central().units == [10])
        let levels = try (0..<4_000).map { Double(try sampler.levels(seed: 1, draw: $0).units[0]) }
        let mean = levels.reduce(0, +) / 4_000
        let variance = levels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3_999
        #expect(abs(mean - 10) < 0.3)
        // Drawn with replacement, the variance of a mean is that of the people with n, not n - 1.
        #expect(abs(variance - 25 * 0.8) < 2)
    }

    @Test func `parameters that no distribution has name the quantity`() {
        let wrong = quantity(.normal(mean: decimal("5"), deviation: decimal("-2")))
        let error = #expect(throws: SimulationError.self) { try Sampler([wrong], evidence: [:]) }
        #expect(
            error?.diagnostics.first?.message
                == "the quantity level cannot be drawn: the standard deviation is -2.0, and must be more than 0, and finite"
        )
    }
}
