import Evaluation
public import OutcomesModel
import PackReader
import PluginHost
import Reporting
import Simulation

/// What is simulated, and how often.
public struct SimulationRequest: Sendable {
    /// That of `simulation.toml`, and otherwise the first that pays, unless given.
    public var settlement: SettlementID?
    public var draws = 10_000
    /// The same seed gives the same draws, on any number of threads.
    public var seed: UInt64 = 1

    public init() {}
}

/// What a simulation has shown, as a document in any form.
public struct Simulated: Sendable {
    let result: SimulationResult
    let language: Language

    /// Whether an incentive is not aligned.
    public var needsAttention: Bool {
        result.incentives.contains { $0.incentive.isWarning }
    }

    public var report: ReportDocument {
        ReportDocument { [result, language] in try Document.simulation(result, for: $0, in: language) }
    }
}

extension ContractPack {
    /// Reads what the pack assumes about outcomes before it is signed.
    ///
    /// - Parameter name: of a file in the pack's folder.
    /// - Throws: all that is wrong with it, or that there is none.
    public func simulationTerms(_ name: String = "simulation.toml") throws -> SimulationTerms {
        let reader = PackReader(libraryFolders: [], language: language)
        guard let terms = try reader.readSimulation(name, of: pack, contract) else {
            throw SimulationError.noFile(name: name, folder: pack.folder, pack: id)
        }
        return terms
    }
}

extension Pipeline {
    /// Draws outcomes, settles each draw by the pack's rules, and says what each party gains or loses.
    ///
    /// Evidence is read only for quantities that are drawn from it.
    ///
    /// - Throws: where figures cannot be drawn, or the rules fail on one: the first draw that does.
    public func simulate(_ terms: SimulationTerms, _ request: SimulationRequest = SimulationRequest()) throws
        -> Simulated
    {
        let plan = try pack.plan(request.settlement ?? terms.settlement)
        let simulation = try SimulationRun(
            pack.contract, plan: plan, terms: terms, evidence: try resampled(terms.quantities, plan),
            draws: request.draws, seed: request.seed)
        let settling = SimulatedSettling(self, plan: plan, quantities: terms.quantities)
        let result = try simulation.run(
            settle: { try settling.payoff($0, draw: nil) },
            all: { try draws(of: simulation, settling) })
        return Simulated(result: result, language: pack.language)
    }

    /// How many draws a thread makes before it takes the next ones.
    private static let drawsOfPart = 128

    /// Levels that were drawn before are not settled again: rules give the same for the same.
    private func draws(
        of simulation: SimulationRun, _ settling: SimulatedSettling
    ) throws -> [SimulatedDraw] {
        @Sendable func drawn(_ draw: Int) throws -> Levels {
            try simulation.sampler.levels(seed: simulation.seed, draw: draw)
        }
        // Of people, no two draws are alike, and all of them at once may be too many to keep.
        guard try drawn(0).people.isEmpty else {
            return try inParts(simulation.draws) { draw in
                let levels = try drawn(draw)
                return SimulatedDraw(levels, payoff: try settling.payoff(levels, draw: draw + 1))
            }
        }
        let levels = try inParts(simulation.draws) { try drawn($0) }
        var places: [[Int64]: Int] = [:]
        var first: [Int] = []
        let place = levels.indices.map { draw in
            if let known = places[levels[draw].units] { return known }
            places[levels[draw].units] = first.count
            first.append(draw)
            return first.count - 1
        }
        let payoffs = try inParts(first.count) { [first] in
            try settling.payoff(levels[first[$0]], draw: first[$0] + 1)
        }
        return zip(levels, place).map { SimulatedDraw($0, payoff: payoffs[$1]) }
    }

    /// Makes as many values on all threads, in their order; the first of them that fails is thrown.
    private func inParts<Value: Sendable>(
        _ count: Int, _ make: @escaping @Sendable (Int) throws -> Value
    ) throws -> [Value] {
        let parts = (count + Self.drawsOfPart - 1) / Self.drawsOfPart
        let made = inParallel(parts, threads: host.engine.threads) { part in
            Result<[Value], any Error> {
                let first = part * Self.drawsOfPart
                return try (first..<min(first + Self.drawsOfPart, count)).map(make)
            }
        }
        return try made.flatMap { try $0.get() }
    }

    /// Returns the people of each quantity that is drawn from evidence.
    private func resampled(
        _ quantities: [DrawnQuantity], _ plan: SettlementPlan
    ) throws -> [QuantityID: ResampledEstimate] {
        let drawn = quantities.filter { $0.distribution == .empirical }
        guard !drawn.isEmpty, let reading = try PersonReading(self, plan) else { return [:] }
        var found: [QuantityID: ResampledEstimate] = [:]
        for quantity in drawn {
            guard case .evaluation(let id, let figure) = quantity.target,
                let evaluation = pack.contract.evaluation(id),
                let figures = reading.figures(evaluation)
            else { continue }
            let better = pack.contract.indicator(evaluation.indicator)?.better ?? .neither
            found[quantity.id] = ResampledEstimate(
                treatment: figures.treatment, comparison: figures.comparison, reading: figure,
                better: better)
        }
        return found
    }
}
