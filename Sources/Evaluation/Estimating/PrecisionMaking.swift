import OutcomesModel
import Statistics

// How sure a difference is.

/// Runs a statistic, and keeps why it has no figure.
func precisely<Value>(
    _ body: () throws(StatisticsError) -> Value
) -> Result<Value, PrecisionFault> {
    do throws(StatisticsError) {
        return .success(try body())
    } catch {
        return .failure(PrecisionFault(reason: error.description))
    }
}

/// Runs a statistic without which there is no estimate.
func required<Value>(_ body: () throws(StatisticsError) -> Value) throws(EvaluationError) -> Value {
    do throws(StatisticsError) { return try body() } catch { throw .statistics(error.description) }
}

extension EstimationTask {
    func precision(_ difference: MeanDifference, _ method: String) -> Precision {
        Precision(
            standardError: difference.standardError, method: method,
            degreesOfFreedom: difference.degreesOfFreedom, lower: difference.interval.lower,
            upper: difference.interval.upper, level: plan.level, p: difference.p)
    }

    func precision(_ coefficient: Coefficient, _ method: String) -> Precision {
        var degrees: Double?
        if case .studentT(let known) = coefficient.reference { degrees = known }
        return Precision(
            standardError: coefficient.standardError, method: method, degreesOfFreedom: degrees,
            lower: coefficient.interval.lower, upper: coefficient.interval.upper, level: plan.level,
            p: coefficient.p)
    }

    /// Returns how sure the difference between two groups' means is, in the way that the contract names.
    func precision(
        of treatment: PersonFigures, less comparison: PersonFigures, _ way: PrecisionPlan
    ) -> Result<Precision, PrecisionFault> {
        let (first, second) = (treatment.doubles, comparison.doubles)
        return precisely { () throws(StatisticsError) in
            switch way {
            case .welch:
                let samples = (
                    try Sample(first, named: "the treatment"), try Sample(second, named: "the comparison")
                )
                return precision(try welch(samples.0, samples.1, level: level), "Welch")
            case .pooled:
                let samples = (
                    try Sample(first, named: "the treatment"), try Sample(second, named: "the comparison")
                )
                return precision(
                    try Statistics.pooled(samples.0, samples.1, level: level), "one variance for both")
            case .newcombe: return try newcombeOfRates(first, second)
            case .bootstrap(let replicates, let seed):
                return try bootstrap(first, second, replicates: replicates, seed: seed)
            case .clusters(let attribute, let adjustment):
                let rows = treatment.rows + comparison.rows
                let fit = try LinearFit(
                    first + second,
                    on: try Design(
                        [.init("treated", first.map { _ in true } + second.map { _ in false })],
                        rows: rows.count))
                let kind = StandardErrors.clustered(
                    by: try clusters(of: rows, attribute), adjustment.factor)
                return precision(
                    try fit.coefficient("treated", try fit.covariance(kind), level: level),
                    "clusters of \(attribute), factor \(adjustment.formula)")
            }
        }
    }

    private func newcombeOfRates(
        _ first: [Double], _ second: [Double]
    ) throws(StatisticsError) -> Precision {
        guard (first + second).allSatisfy({ $0 == 0 || $0 == 1 }) else {
            throw .undefined(what: "Newcombe's interval", because: "the figures are not all 0 or 1")
        }
        let rates = (
            try Proportion(first.count { $0 == 1 }, of: first.count),
            try Proportion(second.count { $0 == 1 }, of: second.count)
        )
        let interval = try newcombe(rates.0, rates.1, level: level)
        func variance(_ share: Proportion) -> Double { share.rate * (1 - share.rate) / Double(share.trials) }
        let error = (variance(rates.0) + variance(rates.1)).squareRoot()
        return Precision(
            standardError: error, method: "Newcombe, method 10",
            degreesOfFreedom: nil, lower: interval.lower, upper: interval.upper, level: plan.level, p: nil)
    }

    private func bootstrap(
        _ first: [Double], _ second: [Double], replicates: Int, seed: UInt64
    ) throws(StatisticsError) -> Precision {
        func mean(_ values: [Double], _ drawn: [Int]) -> Double {
            drawn.reduce(0) { $0 + values[$1] } / Double(drawn.count)
        }
        let drawn = try Bootstrap(
            sizes: [first.count, second.count], replicates: replicates, seed: seed
        ) { samples in mean(first, samples[0]) - mean(second, samples[1]) }
        let interval = try drawn.percentileInterval(level: level)
        return Precision(
            standardError: try drawn.standardError, method: "bootstrap, percentiles", degreesOfFreedom: nil,
            lower: interval.lower, upper: interval.upper, level: plan.level, p: nil,
            draws: .init(generator: "SplitMix64", seed: seed, replicates: replicates))
    }

    /// Returns the cluster of each row.
    ///
    /// - Throws: `undefined` where somebody has no value: whom they depend on is then not known.
    func clusters(of rows: [Int], _ attribute: AttributeID) throws(StatisticsError) -> [Int] {
        let column = evaluator.participants.attribute(attribute)
        let codes = rows.map { column?.codes[$0] ?? 0 }
        let lacking = codes.count { $0 == 0 }
        guard lacking == 0 else {
            throw .undefined(
                what: "the standard error by clusters",
                because: "\(lacking) of \(rows.count) have no value of '\(attribute)'")
        }
        return codes.map { Int($0) }
    }

    /// Returns how many clusters there are; nil where that cannot be told.
    func clusterCount(of rows: [Int], _ attribute: AttributeID) -> Int? {
        (try? precisely { () throws(StatisticsError) in try clusters(of: rows, attribute) }.get())
            .map { Set($0).count }
    }
}

extension ClusterAdjustment {
    var factor: ClusterFactor {
        switch self {
        case .none: .none
        case .clusters: .clusters
        case .clustersAndParameters: .clustersAndParameters
        }
    }

    var formula: String {
        switch self {
        case .none: "1 (CR0)"
        case .clusters: "G/(G-1)"
        case .clustersAndParameters: "G/(G-1) (N-1)/(N-K) (CR1)"
        }
    }
}
