import Glibc

/// Returns how many claims to check so that a tolerable rate of failures would not pass unseen.
///
/// If at least the tolerable share of the claims fails, then more than `allowed` failures are found in the
/// sample with at least the confidence.
///
/// - Parameters:
///   - tolerable: the lowest rate that must be noticed, in (0, 1); of a population, the least whole number
///     of claims that is at least this share.
///   - confidence: in (0, 1), usually 0.95.
///   - allowed: failures that the sample may contain, 0 for discovery sampling.
///   - population: the number of claims, nil for many more than the sample.
/// - Throws: `undefined` where a population's tolerable number of failures is not more than `allowed`.
/// - Source: attribute sampling, Guy, Carmichael and Whittington (2002), 3; binomial, or hypergeometric for
///   a population.
package func verificationSampleSize(
    tolerable: Double, confidence: Double, allowed: Int = 0, population: Int? = nil
) throws(StatisticsError) -> Int {
    try requireOpenUnit(tolerable, "the tolerable rate")
    try requireOpenUnit(confidence, "the confidence")
    guard allowed >= 0, allowed <= 1_000_000 else {
        throw .outOfRange(
            what: "the number of allowed failures", came: Double(allowed), allowed: "from 0 to 10^6")
    }
    // A hair of room, so that 0.9² meets 1 − 0.19 as it does on paper.
    let risk = (1 - confidence) * (1 + 1e-12)
    guard let population else {
        return try leastSize(from: allowed + 1, to: Int(largestParameter)) { size in
            incompleteBeta(Double(allowed + 1), Double(size - allowed), tolerable, 1 - tolerable).upper
                <= risk
        }
    }
    guard population >= 1, population <= Int(largestParameter) else {
        throw .outOfRange(what: "the number of claims", came: Double(population), allowed: "from 1 to 10^10")
    }
    let failing = Int((tolerable * Double(population) * (1 - 1e-12)).rounded(.up))
    guard failing > allowed else {
        throw .undefined(
            what: "the sample size",
            because:
                "\(failing) failing claims of \(population) would be tolerable, and \(allowed) are allowed")
    }
    return try leastSize(from: allowed + 1, to: population) { size in
        Hypergeometric(population: population, marked: failing, drawn: size).cdf(allowed) <= risk
    }
}

/// Returns the least size that is enough, given that all greater ones are.
private func leastSize(
    from low: Int, to high: Int, _ isEnough: (Int) -> Bool
) throws(StatisticsError) -> Int {
    if isEnough(low) { return low }
    var tooSmall = low
    var enough = min(high, low * 2)
    // Doubling, because a test of a large size takes longer.
    while !isEnough(enough) {
        guard enough < high else {
            throw .outOfRange(what: "the sample size", came: Double(enough), allowed: "at most \(high)")
        }
        tooSmall = enough
        enough = min(high, enough * 2)
    }
    while tooSmall + 1 < enough {
        let middle = (tooSmall + enough) / 2
        if isEnough(middle) { enough = middle } else { tooSmall = middle }
    }
    return enough
}

/// Returns which claims to check: `size` of the numbers 0 ..< population, ascending.
///
/// - Source: Fisher and Yates's shuffle as in Durstenfeld (1964), stopped after `size` steps, with the
///   indexes of `SplitMix64`.
package func drawSample(_ size: Int, of population: Int, seed: UInt64) throws(StatisticsError) -> [Int] {
    guard size >= 0, size <= population else {
        throw .outOfRange(what: "the sample size", came: Double(size), allowed: "from 0 to \(population)")
    }
    var generator = SplitMix64(seed: seed)
    // Only claims that have been moved are kept, so that a small sample of millions takes little memory.
    var moved: [Int: Int] = [:]
    var drawn: [Int] = []
    for place in 0..<size {
        let other = place + generator.index(below: population - place)
        drawn.append(moved[other] ?? other)
        moved[other] = moved[place] ?? place
    }
    return drawn.sorted()
}
