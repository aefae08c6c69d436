import OutcomesModel
import Simulation
import Testing

@Suite struct ResultTests {
    @Test func `what a party gains is what it receives and what outcomes are worth, less what it puts in`()
        throws
    {
        let stakes = [
            Stake(
                party: "school", title: "Costs", kind: .cost,
                sum: .fixed(Money(minorUnits: 300, currency: sek)),
                clause: clause("2")),
            Stake(
                party: "town", title: "Worth", kind: .benefit,
                sum: .each(Money(minorUnits: 250, currency: sek), of: "level"), clause: clause("3")),
        ]
        let fixed = quantity(.fixed(decimal("1.50")))
        let found = try result(of: simulation([fixed], stakes: stakes, draws: 3)) { _ in 200 }
        #expect(found.parties.map(\.spread.mean) == [-200 + 375, 200 - 300])
        #expect(found.parties.map(\.loses) == [.zero, .one])
        #expect(found.parties.map(\.spread.deviation) == [0, 0])
    }

    @Test func `quantiles are sums that were drawn, and shares are exact`() throws {
        let tenth = quantity(
            .discrete(values: (1...10).map { decimal("\($0)") }, weights: (1...10).map { _ in decimal("1") }),
            decimals: 0)
        let run = try simulation([tenth], draws: 1_000)
        let sums = try (0..<1_000).map { try run.sampler.levels(seed: 1, draw: $0).units[0] }.sorted()
        let found = try result(of: run) { $0[0] == 1 ? 0 : $0[0] }
        let school = try #require(found.parties.last)
        let paid = sums.map { $0 == 1 ? 0 : $0 }
        #expect(school.spread.median == paid[499] && school.spread.quantile5 == paid[49])
        #expect(school.spread.quantile95 == paid[949])
        #expect(school.isUntouched == (try Ratio(Int128(paid.count { $0 == 0 }), over: 1_000)))
        #expect(school.histogram.counts.reduce(0, +) == 1_000)
    }

    @Test func `each draw along a curve is in one band`() throws {
        let level = quantity(.uniform(from: decimal("0"), to: decimal("20")), levels: 0...2_000)
        let found = try result(of: simulation([level], draws: 500)) { $0[0] }
        #expect(found.bands[0].compactMap { $0.spreads?[0].count }.reduce(0, +) == 500)
        #expect(found.bands[0].count <= 20)
    }

    @Test(arguments: [0, 10_000_001])
    func `so many draws are refused`(draws: Int) {
        let error = #expect(throws: SimulationError.self) {
            try simulation([quantity(.fixed(decimal("1")))], draws: draws)
        }
        #expect(error?.diagnostics.first?.message == "so many draws cannot be made")
    }
}
