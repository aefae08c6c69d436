import OutcomesModel
import Simulation
import Testing

@Suite struct PowerResultTests {
    private func power(
        target: String? = nil, deviation: String? = nil, rate: String? = nil, treatment: Int? = nil,
        comparison: Int? = nil, cluster: (String, String)? = nil, isOneSided: Bool = false,
        estimated: (Double, Int)? = nil
    ) throws -> PowerResult {
        let plan = PowerPlan(
            evaluation: "cost", target: target.map(decimal), deviation: deviation.map(decimal),
            rate: rate.map(decimal), treatment: treatment, comparison: comparison,
            significance: decimal("0.05"), power: decimal("0.80"), isOneSided: isOneSided,
            clusterSize: cluster.map { decimal($0.0) }, clusterCorrelation: cluster.map { decimal($0.1) },
            clause: clause("7"))
        return try PowerResult(
            contract.evaluations[0], plan, contract,
            estimated: estimated.map { (deviation: $0.0, people: $0.1) })
    }

    /// Effects in standard deviations, by SciPy's noncentral t distribution and a search for a power of 0.8.
    @Test(arguments: [
        (60, 61, 0.51355303), (20, 20, 0.90912903), (10, 90, 0.94313707), (500, 480, 0.17919981),
    ])
    func `the smallest effect is that of the two group sizes`(first: Int, second: Int, expected: Double)
        throws
    {
        let found = try power(deviation: "1000", treatment: first, comparison: second)
        #expect(abs(try #require(found.smallestEffect) - expected * 1_000) < 0.01)
    }

    @Test func `the contract's own sizes are taken, 60 against 61`() throws {
        let found = try power(target: "166667", deviation: "449319")
        #expect(found.treatment == 60 && found.comparison == 61)
        let target = try #require(found.target)
        #expect(!target.isSeen)
        #expect(target.treatmentNeeded == 115 && target.comparisonNeeded == 117)
    }

    @Test func `with the people that it needs, a design sees its target`() throws {
        let needed = try #require(try power(target: "166667", deviation: "449319").target)
        func isSeen(_ size: Int) throws -> Bool {
            let comparison = Int((Double(size) * 61 / 60).rounded(.up))
            return try power(
                target: "166667", deviation: "449319", treatment: size, comparison: comparison
            ).target?.isSeen == true
        }
        #expect(try isSeen(needed.treatmentNeeded ?? 0))
        #expect(try !isSeen((needed.treatmentNeeded ?? 0) - 2))
    }

    @Test func `people in clusters that are alike see less, and as many times more are needed`() throws {
        let alone = try power(target: "200", deviation: "500")
        let clustered = try power(target: "200", deviation: "500", cluster: ("10", "0.1"))
        #expect(abs(clustered.designEffect - 1.9) < 1e-12)
        let (few, many) = (
            try #require(alone.target?.treatmentNeeded), try #require(clustered.target?.treatmentNeeded)
        )
        #expect(abs(Double(many) - Double(few) * 1.9) <= 3)
        #expect(try #require(clustered.smallestEffect) > #require(alone.smallestEffect))
    }

    @Test func `of a rate that should fall, the effect is how far it falls`() throws {
        let found = try power(target: "0.25", rate: "0.5")
        let target = try #require(found.target)
        #expect(target.isSeen)
        #expect(try #require(found.smallestEffect) < 0.25)
        #expect(try power(rate: "0.0001").smallestEffect == nil)
    }

    @Test func `how much people differ is declared, estimated, or asked for`() throws {
        if case .estimated(let deviation, let people) = try power(estimated: (500, 121)).spread {
            #expect(deviation == 500 && people == 121)
        } else {
            Issue.record("evidence was not used")
        }
        let error = #expect(throws: SimulationError.self) { try power() }
        #expect(error?.diagnostics.first?.hint == "give --evidence FILE…, or declare it")
    }

    @Test func `the spread of two groups is that within them`() throws {
        let found = try #require(try PowerResult.spread(of: [1, 2, 3], [101, 103, 105]))
        #expect(found.people == 6)
        #expect(abs(found.deviation - 2.5.squareRoot()) < 1e-12)
        #expect(try PowerResult.spread(of: [1], [1, 2]) == nil)
        #expect(try PowerResult.spread(of: [1, 1], [2, 2]) == nil)
    }
}
