/// Returns where `f` crosses zero between two points at which its signs differ.
///
/// Inverse quadratic steps where they are safe, halving where they are not; the answer is a neighbouring
/// double or two away from the crossing.
///
/// - Source: Chandrupatla (1997), "A new hybrid quadratic/bisection algorithm".
func root(
    between first: Double, and second: Double, of f: (Double) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Double {
    var a = first
    var b = second
    var fa = try f(a)
    var fb = try f(b)
    if fa == 0 { return a }
    if fb == 0 { return b }
    guard (fa < 0) != (fb < 0) else {
        throw .undefined(what: "the solution", because: "there is none between \(first) and \(second)")
    }
    var step = 0.5
    for _ in 0..<5000 {
        let x = a + step * (b - a)
        let fx = try f(x)
        let c: Double
        let fc: Double
        if (fx < 0) == (fa < 0) {
            (c, fc) = (a, fa)
        } else {
            (c, fc) = (b, fb)
            (b, fb) = (a, fa)
        }
        (a, fa) = (x, fx)
        let best = fa.magnitude < fb.magnitude ? a : b
        let smallest = (2 * best.ulp + Double.leastNonzeroMagnitude) / (b - a).magnitude
        if fa == 0 || smallest > 0.5 { return fa == 0 ? a : best }
        let xi = (a - b) / (c - b)
        let phi = (fa - fb) / (fc - fb)
        if phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi {
            let near = fa / (fb - fa) * fc / (fb - fc)
            let far = (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
            step = near + far
        } else {
            step = 0.5
        }
        step = min(1 - smallest, max(smallest, step))
    }
    throw .noConvergence(what: "the search for a root", steps: 5000)
}

/// Returns the x ≥ 0 at which a falling tail has come down to `tail`.
func fallingQuantile(
    _ tail: Double, _ upperTail: (Double) -> Double
) throws(StatisticsError) -> Double {
    var high = 1.0
    while upperTail(high) > tail {
        high *= 2
        guard high.isFinite else { throw .overflow(what: "the quantile") }
    }
    return try root(between: 0, and: high) { x throws(StatisticsError) in upperTail(x) - tail }
}
