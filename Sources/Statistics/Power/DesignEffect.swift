/// Returns by how much clusters multiply the variance of a mean.
///
/// - Parameters:
///   - clusterSize: the mean number of people in a cluster, at least 1.
///   - correlation: within clusters (ICC), in [−1 / (size − 1), 1].
///   - variationOfSizes: standard deviation of the sizes / their mean; 0 for equal ones.
/// - Source: Kish (1965), 1 + (m − 1) ρ; Eldridge, Ashby and Kerry (2006) for unequal sizes,
///   1 + ((cv² + 1) m − 1) ρ.
package func designEffect(
    clusterSize: Double, correlation: Double, variationOfSizes: Double = 0
) throws(StatisticsError) -> Double {
    guard clusterSize >= 1, clusterSize.isFinite else {
        throw .outOfRange(what: "the cluster size", came: clusterSize, allowed: "at least 1, and finite")
    }
    guard variationOfSizes >= 0, variationOfSizes.isFinite else {
        throw .outOfRange(
            what: "the variation of cluster sizes", came: variationOfSizes, allowed: "0 or more, and finite")
    }
    guard correlation >= -1, correlation <= 1 else {
        throw .outOfRange(what: "the correlation within clusters", came: correlation, allowed: "from -1 to 1")
    }
    let grown = (variationOfSizes * variationOfSizes + 1) * clusterSize
    let effect = 1 + (grown - 1) * correlation
    guard effect > 0 else {
        throw .outOfRange(
            what: "the correlation within clusters", came: correlation,
            allowed: "more than -1 / (cluster size - 1)")
    }
    return try finite(effect, "the design effect")
}

/// People who depend on each other within clusters, such as pupils of a school.
package struct Clustering: Hashable, Sendable {
    /// The mean number of people in a cluster.
    package let size: Double
    /// By how much clusters multiply the variance of a mean.
    package let designEffect: Double

    /// - Parameters: as of `designEffect`.
    package init(size: Double, correlation: Double) throws(StatisticsError) {
        self.size = size
        designEffect = try Statistics.designEffect(clusterSize: size, correlation: correlation)
    }

    /// How many clusters there are, of all arms together; of clusters of unlike sizes not whole.
    package func count(_ arms: Arms) -> Double { arms.people / size }

    /// The number of clusters less 1: what an error that is robust to clusters is compared with, as the evaluator does.
    ///
    /// - Source: Cameron and Miller (2015), "A practitioner's guide to cluster-robust inference".
    package func degreesOfFreedom(_ arms: Arms) -> Double { count(arms) - 1 }

    /// Requires two clusters in each arm, without which no arm shows how much clusters differ.
    func check(_ arms: Arms) throws(StatisticsError) {
        let least =
            switch arms {
            case .two(let first, let second): min(first, second)
            case .one(let people): people
            }
        guard least >= 2 * size else {
            throw .outOfRange(
                what: "the size of an arm", came: least, allowed: "at least two clusters, \(2 * size) people")
        }
    }
}

/// Returns the correlation within clusters of equal meaning, estimated from figures.
///
/// - Returns: in [−1, 1]; negative where clusters are more alike than chance makes them.
/// - Throws: `tooFew` for fewer than two clusters or where no cluster has two rows, `noVariance`.
/// - Source: analysis of variance, Donner and Klar (2000), 1.4, with m₀ for unequal sizes.
package func clusterCorrelation(_ values: [Double], clusters: [Int]) throws(StatisticsError) -> Double {
    try requireLength(clusters.count, values.count, "the clusters")
    try requireFinite(values, "the values")
    let labels = Labels(clusters)
    try requireCount(labels.count, atLeast: 2, "clusters")
    try requireCount(values.count, atLeast: labels.count + 1, "rows")
    let n = Double(values.count)
    let k = Double(labels.count)
    let inside = labels.centred(values, nil)
    let mean = compensatedSum(values) / n
    let squaresInside = compensatedSum(inside.map { $0 * $0 })
    let squaresBetween = compensatedSum(zip(values, inside).map { ($0 - $1 - mean) * ($0 - $1 - mean) })
    var sizes = Array(repeating: 0.0, count: labels.count)
    for code in labels.codes { sizes[code] += 1 }
    let size = (n - compensatedSum(sizes.map { $0 * $0 }) / n) / (k - 1)
    let between = squaresBetween / (k - 1)
    let within = squaresInside / (n - k)
    let whole = between + (size - 1) * within
    guard whole > 0 else { throw .noVariance(what: "the values") }
    return try finite((between - within) / whole, "the correlation within clusters")
}
