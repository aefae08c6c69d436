import OutcomesModel
import Simulation
import Testing

@Suite struct PowerResultTests {
    private func power(
        target: String? = nil, deviation: String? = nil, rate: String? = nil, treatment: Int? = nil,
        comparison: Int? = nil, cluster: (String, String)? = nil, isOneSided: Bool = false,
        estimated: (Double, Int)? = nil, plan evaluation: EvaluationPlan = contract.evaluations[0],
        mean: String? = nil
    ) throws -> PowerResult {
        let plan = PowerPlan(
            evaluation: "cost", target: target.map(decimal), deviation: deviation.map(decimal),
            rate: rate.map(decimal), comparisonMean: mean.map(decimal), treatment: treatment,
            comparison: comparison,
            significance: decimal("0.05"), power: decimal("0.80"), isOneSided: isOneSided,
            clusterSize: cluster.map { decimal($0.0) }, clusterCorrelation: cluster.map { decimal($0.1) },
            clause: clause("7"))
        return try PowerResult(
            evaluation, plan, contract,
            evidence: estimated.map { .init(deviation: $0.0, people: $0.1, comparisonMean: nil) })
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
        let clusters = try #require(clustered.clusters)
        #expect(abs(clusters.designEffect - 1.9) < 1e-12)
        #expect(abs(clusters.count - 12.1) < 1e-12)
        #expect(abs(try #require(clustered.degreesOfFreedom) - 11.1) < 1e-12)
        #expect(alone.degreesOfFreedom == 119)
        let (few, many) = (
            try #require(alone.target?.treatmentNeeded), try #require(clustered.target?.treatmentNeeded)
        )
        // More than the design effect alone asks for, since clusters are few.
        #expect((3...12).contains(Double(many) - Double(few) * 1.9))
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
        let found = try #require(try PowerResult.evidence(of: [1, 2, 3], [101, 103, 105]))
        #expect(found.people == 6 && found.comparisonMean == 103)
        #expect(abs(found.deviation - 2.5.squareRoot()) < 1e-12)
        #expect(try PowerResult.evidence(of: [1], [1, 2]) == nil)
        #expect(try PowerResult.evidence(of: [1, 1], [2, 2]) == nil)
    }

    // MARK: The contract's decision

    private func deciding(
        _ reading: DecisionRule.Reading, at: String, figure: DecisionRule.Figure = .improvement,
        rounding: FigureRounding? = nil, precision: PrecisionPlan = .welch
    ) -> EvaluationPlan {
        EvaluationPlan(
            id: "cost", indicator: "cost",
            method: .comparisonGroup(GroupComparison(group: "reference", precision: precision)),
            treatment: "children", statistic: .sum,
            decision: DecisionRule(figure: figure, reading: reading, at: decimal(at), rounding: rounding),
            clause: clause("5"))
    }

    /// With 60 against 61 and a deviation of 1,000, a standard deviation is 1,000: see the table in `PowerTests`.
    @Test(arguments: [
        (DecisionRule.Reading.point, 0.986093886962037, 0.29116612840146716),
        (.lowerBound, 0.5879143054703289, 0.006113332371204195),
        (.significant, 0.7786632909582415, 0.024999999999999283),
    ])
    func
        `the power at the target is how often the decision is reached, and without an effect how often wrongly`(
            reading: DecisionRule.Reading, expected: Double, wrongly: Double
        ) throws
    {
        let found = try power(target: "500", deviation: "1000", plan: deciding(reading, at: "100"))
        #expect(abs(try #require(found.target?.power) - expected) < 1e-6)
        #expect(abs(try #require(found.reachedWithoutEffect) - wrongly) < 1e-6)
        #expect((found.degreesOfFreedom == nil) == (reading == .point))
    }

    @Test func `a decision above the target is met by no number of people`() throws {
        let found = try power(target: "100", deviation: "1000", plan: deciding(.point, at: "100"))
        #expect(found.target?.treatmentNeeded == nil)
        #expect(abs(try #require(found.target?.power) - 0.5) < 1e-12)
    }

    @Test func `what is rounded before it is compared counts from half a unit below`() throws {
        let tens = FigureRounding(mode: .halfUp, unit: Ratio(10))
        for (mode, least) in [
            (RoundingMode.halfUp, 95.0), (.down, 100), (.floor, 100), (.up, 90), (.ceiling, 90),
        ] {
            let plan = deciding(.point, at: "100", rounding: FigureRounding(mode: mode, unit: tens.unit))
            guard case .decision(_, _, let came) = try power(deviation: "1000", plan: plan).test else {
                Issue.record("the decision was not counted")
                continue
            }
            #expect(came == least, "\(mode)")
        }
        // 96 is itself no multiple: 100 is the first that is enough.
        guard
            case .decision(_, _, let came) = try power(
                deviation: "1000", plan: deciding(.point, at: "96", rounding: tens)
            ).test
        else { return }
        #expect(came == 95)
    }

    @Test func `percent are of the mean without the programme, and without one the decision is not counted`()
        throws
    {
        let plan = deciding(.lowerBound, at: "10", figure: .improvementPercent)
        let known = try power(target: "500", deviation: "1000", plan: plan, mean: "1000")
        #expect(abs(try #require(known.target?.power) - 0.5879143054703289) < 1e-6)
        let unknown = try power(target: "500", deviation: "1000", plan: plan)
        guard case .withoutMean = unknown.test else {
            Issue.record("a mean was made up")
            return
        }
        #expect(unknown.reachedWithoutEffect == nil)
    }

    @Test func `an evaluation that does not count clusters is named`() throws {
        func known(_ precision: PrecisionPlan) throws -> Bool? {
            try power(
                deviation: "1000", cluster: ("10", "0.1"),
                plan: deciding(.significant, at: "0", precision: precision)
            ).clusters?.areKnownToEvaluation
        }
        #expect(try known(.welch) == false)
        #expect(try known(.clusters("school", .clusters)) == true)
    }

    @Test func `one cluster in a group is no design`() throws {
        let error = #expect(throws: SimulationError.self) {
            try power(deviation: "1000", cluster: ("40", "0.1"))
        }
        #expect(error?.diagnostics.first?.message.contains("at least two clusters, 80.0 people") == true)
    }
}
