import OutcomesModel
import Simulation
import Testing

@Suite struct IncentiveTests {
    private func incentives(
        better: Indicator.Direction = .higher, levels: ClosedRange<Int64> = 0...2_000, stakes: [Stake] = [],
        paying: @escaping (Int64) -> Int64
    ) throws -> [Incentive] {
        let quantity = quantity(
            .uniform(from: decimal("0"), to: decimal("20")), better: better, levels: levels)
        return try result(of: simulation([quantity], stakes: stakes)) { paying($0[0]) }
            .incentives.map(\.incentive)
    }

    @Test func `a threshold is found between two levels one unit apart, with what each party gains`() throws {
        let found = try incentives { $0 >= 997 ? 500_000 : 0 }
        let cliffs = found.compactMap { if case .cliff(let cliff) = $0 { cliff } else { nil } }
        #expect(cliffs.map { [$0.worse, $0.better] } == [[996, 997]])
        #expect(cliffs[0].changes.map(\.sum) == [-500_000, 500_000])
        #expect(
            found.contains(
                .flat(
                    party: "school", quantity: "level",
                    [.init(worse: 0, better: 996), .init(worse: 997, better: 2_000)])))
    }

    @Test func `where lower is better, the worse level is the higher one`() throws {
        let found = try incentives(better: .lower) { $0 <= 997 ? 500_000 : 0 }
        let cliffs = found.compactMap { if case .cliff(let cliff) = $0 { cliff } else { nil } }
        #expect(cliffs.map { [$0.worse, $0.better] } == [[998, 997]])
        #expect(cliffs.map { $0.changes[1].sum } == [500_000])
    }

    @Test func `two thresholds in one step of the grid are both found`() throws {
        let found = try incentives(levels: 0...200_000) {
            ($0 >= 100_100 ? 500_000 : 0) + ($0 >= 100_500 ? 500_000 : 0)
        }
        let edges = found.compactMap { if case .cliff(let cliff) = $0 { cliff.better } else { nil } }
        #expect(edges == [100_100, 100_500])
    }

    @Test func `a straight line has no cliff, no flat stretch and nobody who gains by worse outcomes`() throws
    {
        #expect(try incentives { $0 * 1_000 }.isEmpty)
    }

    @Test func `a few people, each of whom moves a tenth, are no cliffs`() throws {
        #expect(try incentives(levels: 0...10) { $0 * 100_000 }.isEmpty)
    }

    private func cliffs(levels: ClosedRange<Int64>, paying: @escaping (Int64) -> Int64) throws -> [Int64] {
        try incentives(levels: levels, paying: paying).compactMap {
            if case .cliff(let cliff) = $0 { cliff.better } else { nil }
        }
    }

    @Test func `what is paid by a price behind senior capital is a ramp, and none of its steps a cliff`()
        throws
    {
        // Sixty outcomes, of which the first fifty repay others.
        #expect(try cliffs(levels: 0...60) { max(0, $0 - 50) * 100_000 } == [])
        // The first step of the ramp may be a part of the price.
        #expect(try cliffs(levels: 0...60) { max(0, $0 * 100_000 - 5_040_000) } == [])
        // Also where a cap ends it, and where all of it is three steps.
        #expect(try cliffs(levels: 0...60) { min(max(0, $0 - 30), 6) * 100_000 } == [])
        #expect(try cliffs(levels: 0...60) { min(max(0, $0 - 57), 3) * 100_000 } == [])
    }

    @Test func `a cliff at the foot of a ramp, on it or at its end is a cliff all the same`() throws {
        let ramp: (Int64) -> Int64 = { max(0, $0 - 50) * 100_000 }
        #expect(try cliffs(levels: 0...60) { ramp($0) + ($0 >= 51 ? 900_000 : 0) } == [51])
        #expect(try cliffs(levels: 0...60) { ramp($0) + ($0 >= 56 ? 900_000 : 0) } == [56])
        #expect(try cliffs(levels: 0...60) { ramp($0) + ($0 >= 60 ? 900_000 : 0) } == [60])
        // Two thresholds side by side are no ramp yet.
        #expect(
            try cliffs(levels: 0...60) { ($0 >= 30 ? 500_000 : 0) + ($0 >= 31 ? 500_000 : 0) } == [30, 31])
    }

    @Test func `who receives less for more is named, with the place where the loss lies`() throws {
        let found = try incentives { $0 < 1_203 ? $0 * 1_000 : 100_000 }
        #expect(
            found.contains(
                .falls(
                    .init(party: "school", quantity: "level", worse: 1_202, better: 1_203, loss: 1_102_000))))
    }

    @Test func `a loss that no single unit has most of is told from where it begins to where it ends`() throws
    {
        let found = try incentives { $0 <= 1_000 ? $0 * 1_000 : 1_000_000 - ($0 - 1_000) * 500 }
        #expect(
            found.contains(
                .falls(.init(party: "school", quantity: "level", worse: 1_000, better: 2_000, loss: 500_000)))
        )
    }

    @Test func `a payer is judged only where somebody has said what outcomes are worth to it`() throws {
        let benefit = Stake(
            party: "town", title: "Saved", kind: .benefit,
            sum: .each(Money(minorUnits: 100, currency: sek), of: "level"), clause: clause("2"))
        func falls(_ stakes: [Stake]) throws -> [PartyID] {
            try incentives(stakes: stakes) { $0 * 1_000 }.compactMap {
                if case .falls(let fall) = $0 { fall.party } else { nil }
            }
        }
        #expect(try falls([]) == [])
        // A unit, 0.01 percent, costs ten kronor and saves one öre.
        #expect(try falls([benefit]) == ["town"])
    }

    @Test func `rounding alone makes nobody worse off`() throws {
        #expect(try incentives { 1_000_000 + $0 * 1_000 + $0 % 2 }.isEmpty)
    }

    @Test func `a yes or no is turned round, and what only then is wrong says so`() throws {
        let level = quantity(.uniform(from: decimal("0"), to: decimal("20")), levels: 0...2_000)
        let improved = quantity(
            .discrete(values: [decimal("0"), decimal("1")], weights: [decimal("1"), decimal("3")]),
            decimals: 0, least: 0, most: 1, id: "improved", target: .evaluation("cost", .improved))
        let found = try result(of: simulation([level, improved])) {
            $0[1] == 1 ? $0[0] * 1_000 : min($0[0], 1_000) * 1_000
        }
        #expect(
            found.incentives.map(\.incentive) == [
                .flat(party: "school", quantity: "level", [.init(worse: 1_000, better: 2_000)]),
                .noEffect("improved", elsewhere: true),
            ])
        #expect(found.incentives.map(\.turned?.level) == [0, nil])
        #expect(found.curves.map(\.turned?.quantity) == [nil, 1])
    }

    @Test func `what no payment hangs on is said to change nothing`() throws {
        let levels = quantity(.uniform(from: decimal("0"), to: decimal("20")))
        let found = try result(of: simulation([levels])) { _ in 700 }
        #expect(found.incentives.map(\.incentive) == [.noEffect("level", elsewhere: false)])
        #expect(found.curves.isEmpty)
    }

    @Test(arguments: [
        (0...2_500 as ClosedRange<Int64>, 126, 20 as Int64), (0...10, 11, 1), (-5...5, 11, 1),
        (-5_000_000...20_000_000, 126, 200_000), (3...1_003, 202, 5),
    ])
    func `levels are multiples of a round step, and both ends`(
        range: ClosedRange<Int64>, count: Int, step: Int64
    ) throws {
        let quantity = quantity(.uniform(from: decimal("0"), to: decimal("20")), levels: range)
        let curve = try #require(try result(of: simulation([quantity])) { $0[0] }.curves.first)
        #expect(curve.levels.first == range.lowerBound && curve.levels.last == range.upperBound)
        #expect(curve.levels.count == count || curve.levels.count == count + 1)
        #expect(curve.levels.dropFirst().dropLast().allSatisfy { $0 % step == 0 })
    }
}
