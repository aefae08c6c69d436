/// What the statistics of a mean need to know of a sample.
package struct Sample: Hashable, Sendable {
    package let count: Int
    package let mean: Double
    /// Sum of squared deviations / (count − 1).
    package let variance: Double

    /// Summarises at least two finite values; equal values have a variance of exactly 0.
    package init(_ values: [Double], named name: String = "the sample") throws(StatisticsError) {
        try requireCount(values.count, atLeast: 2, "values in \(name)")
        try requireFinite(values, name)
        count = values.count
        if values.allSatisfy({ $0 == values[0] }) {
            mean = values[0]
            variance = 0
            return
        }
        // A second pass takes away what the first one rounded off the mean.
        let first = try finite(compensatedSum(values) / Double(count), "the mean of \(name)")
        let mean = first + compensatedSum(values.lazy.map { $0 - first }) / Double(count)
        let squares = compensatedSum(values.lazy.map { ($0 - mean) * ($0 - mean) })
        self.mean = mean
        variance = try finite(squares / Double(count - 1), "the variance of \(name)")
    }

    /// Takes figures that somebody else calculated.
    package init(count: Int, mean: Double, variance: Double) throws(StatisticsError) {
        try requireCount(count, atLeast: 2, "values in the sample")
        try requireFinite([mean, variance], "the sample's mean or variance")
        guard variance >= 0 else {
            throw .outOfRange(what: "the variance", came: variance, allowed: "0 or more")
        }
        self.count = count
        self.mean = mean
        self.variance = variance
    }

    /// The square root of variance / count.
    package var standardError: Double { (variance / Double(count)).squareRoot() }

    package var standardDeviation: Double { variance.squareRoot() }
}
