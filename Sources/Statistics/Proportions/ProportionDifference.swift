/// Returns Newcombe's hybrid score interval for the first rate minus the second.
///
/// - Parameter level: confidence, in (0, 1), usually 0.95.
/// - Returns: bounds in [−1, 1].
/// - Source: Newcombe (1998), Statistics in Medicine 17:873, method 10.
package func newcombe(
    _ first: Proportion, _ second: Proportion, level: Double = 0.95
) throws(StatisticsError) -> Interval {
    let a = try wilson(first, level: level)
    let b = try wilson(second, level: level)
    let difference = first.rate - second.rate
    func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    let down = length(first.rate - a.lower, b.upper - second.rate)
    let up = length(a.upper - first.rate, second.rate - b.lower)
    return Interval(lower: max(-1, difference - down), upper: min(1, difference + up), level: level)
}

/// Returns Wald's interval after a success and a failure are added to each arm; not clipped.
///
/// - Source: Agresti and Caffo (2000).
package func agrestiCaffo(
    _ first: Proportion, _ second: Proportion, level: Double = 0.95
) throws(StatisticsError) -> Interval {
    let a = try Proportion(first.successes + 1, of: first.trials + 2)
    let b = try Proportion(second.successes + 1, of: second.trials + 2)
    return try waldDifference(a, b, level: level)
}

/// Returns the difference of rates ± z √(p₁ q₁ / n₁ + p₂ q₂ / n₂), not clipped.
///
/// - Source: Newcombe (1998), Statistics in Medicine 17:873, method 1.
package func waldDifference(
    _ first: Proportion, _ second: Proportion, level: Double = 0.95
) throws(StatisticsError) -> Interval {
    try Interval(
        around: first.rate - second.rate, (first.waldVariance + second.waldVariance).squareRoot(),
        quantile: Reference.normal.quantile(level: level), level: level)
}

/// Returns the differences that the score test does not refuse, with the factor N / (N − 1).
///
/// - Returns: bounds in [−1, 1].
/// - Source: Miettinen and Nurminen (1985), with their closed form of the restricted rates.
package func miettinenNurminen(
    _ first: Proportion, _ second: Proportion, level: Double = 0.95
) throws(StatisticsError) -> Interval {
    let z = try Reference.normal.quantile(level: level)
    let difference = first.rate - second.rate
    // The squared distance grows from 0 at the estimate; at ±1 it may stay below, and the bound is ±1.
    func excess(_ assumed: Double) -> Double {
        let variance = restrictedVariance(first, second, assumed)
        let distance = difference - assumed
        return distance * distance - z * z * variance
    }
    func bound(_ end: Double) throws(StatisticsError) -> Double {
        if difference == end || excess(end) <= 0 { return end }
        // Where nobody succeeds the variance is 0 at the estimate itself, which is no bound.
        let start = difference + (end - difference) * 1e-12
        if excess(start) >= 0 { return difference }
        return try root(between: start, and: end) { x throws(StatisticsError) in excess(x) }
    }
    return Interval(lower: try bound(-1), upper: try bound(1), level: level)
}

/// Returns the variance of the difference where the rates are the likeliest ones that differ by `assumed`.
private func restrictedVariance(_ first: Proportion, _ second: Proportion, _ assumed: Double) -> Double {
    let n1 = Double(first.trials)
    let n2 = Double(second.trials)
    let p2 = likeliestSecondRate(first, second, assumed)
    let p1 = min(1, max(0, p2 + assumed))
    let variance = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2
    return variance * (n1 + n2) / (n1 + n2 - 1)
}

/// Returns where the likelihood's slope, which falls, crosses zero, or the end towards which it rises.
private func likeliestSecondRate(_ first: Proportion, _ second: Proportion, _ assumed: Double) -> Double {
    let low = max(0, -assumed)
    let high = min(1, 1 - assumed)
    func part(_ count: Int, _ rate: Double) -> Double { count == 0 ? 0 : Double(count) / max(rate, 0) }
    func slope(_ p2: Double) -> Double {
        let p1 = p2 + assumed
        let up = part(first.successes, p1) + part(second.successes, p2)
        let down =
            part(first.trials - first.successes, 1 - p1) + part(second.trials - second.successes, 1 - p2)
        return up - down
    }
    guard low < high, slope(low) > 0 else { return low }
    guard slope(high) < 0 else { return high }
    do {
        return try root(between: low, and: high) { x throws(StatisticsError) in slope(x) }
    } catch {
        preconditionFailure("a slope that falls from above 0 to below it crosses it: \(error)")
    }
}
