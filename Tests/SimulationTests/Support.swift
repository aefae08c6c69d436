import OutcomesModel
import Simulation

let sek = try! Currency(code: "SEK")

func clause(_ number: String) -> Clause {
    Clause(number: number, source: nil, place: SourceLocation(file: "simulation.toml", line: 1))
}

func decimal(_ text: String) -> Decimal { try! Decimal(text) }

/// A town pays a provider, and says nothing of what outcomes are worth to it.
let contract = Contract(
    id: "test.simulation", title: "Simulation", currency: sek,
    rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: sek)), starts: Day(number: 0),
    ends: Day(number: 1_000), source: nil, payableStates: [.verified],
    parties: [
        Party(id: "town", name: "Town", sector: .public, roles: [.outcomePayer]),
        Party(id: "school", name: "School", sector: .nonprofit, roles: [.provider]),
    ],
    indicators: [
        Indicator(
            id: "cost", title: "Cost", subject: .participant, unit: "SEK", decimals: 0, better: .lower,
            every: .once, minimum: nil, maximum: nil, missing: [:])
    ],
    attributes: [],
    groups: [
        Group(id: "children", title: "Children", role: .treatment, evidence: .live, size: 60),
        Group(id: "reference", title: "Reference", role: .comparison, evidence: .historical, size: 61),
    ],
    windows: [Window(id: "year", title: "Year", span: .fromStart(months: 12, skipping: 0))], outcomes: [],
    terms: [],
    evaluations: [
        EvaluationPlan(
            id: "cost", indicator: "cost", method: .comparisonGroup(GroupComparison(group: "reference")),
            treatment: "children",
            statistic: .sum, clause: clause("5"))
    ],
    payments: [
        Payment(id: "success", title: "Success", from: "town", to: "school", clause: clause("6"))
    ],
    settlements: [plan], caps: [])

let plan = SettlementPlan(id: "final", title: "Final", window: "year", due: Day(number: 365), pays: true)

func quantity(
    _ distribution: DrawnDistribution, decimals: Int = 2, better: Indicator.Direction = .higher,
    levels: ClosedRange<Int64>? = nil, least: Int64? = nil, most: Int64? = nil, id: QuantityID = "level",
    target: DrawnQuantity.Target = .series("level", group: nil),
    correlation: DrawnQuantity.Correlation? = nil
) -> DrawnQuantity {
    DrawnQuantity(
        id: id, title: "the level", unit: "percent", decimals: decimals, better: better, target: target,
        distribution: distribution, levels: levels, least: least, most: most, correlation: correlation,
        clause: clause("1"))
}

func simulation(
    _ quantities: [DrawnQuantity], stakes: [Stake] = [], draws: Int = 100, seed: UInt64 = 1
) throws -> SimulationRun {
    try SimulationRun(
        contract, plan: plan,
        terms: SimulationTerms(
            name: "simulation.toml", file: "simulation.toml", settlement: nil, quantities: quantities,
            stakes: stakes, powerPlans: []),
        evidence: [:], draws: draws, seed: seed)
}

/// Settles by a function from the levels to what the school receives of the town, in öre.
func result(
    of run: SimulationRun, paying: @escaping ([Int64]) -> Int64
) throws -> SimulationResult {
    func payoff(_ levels: [Int64]) -> Payoff {
        let sum = paying(levels)
        return Payoff(
            payments: [-sum, sum], isInvolved: [sum != 0, sum != 0], isCapped: [false, false], held: 0)
    }
    return try run.run(
        settle: { payoff($0.units) },
        all: {
            try (0..<run.draws).map { draw in
                let levels = try run.sampler.levels(seed: run.seed, draw: draw)
                return SimulatedDraw(levels, payoff: payoff(levels.units))
            }
        })
}
