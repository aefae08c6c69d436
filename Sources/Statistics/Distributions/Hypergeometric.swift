import Glibc

/// How many marked ones are among those drawn without replacement.
struct Hypergeometric {
    let population: Int
    let marked: Int
    let drawn: Int

    /// The counts that can come.
    var support: ClosedRange<Int> { max(0, drawn + marked - population)...min(drawn, marked) }

    /// Returns P(X = count).
    ///
    /// - Source: Loader (2000): a product of binomial probabilities of one rate, drawn / population.
    func probability(of count: Int) -> Double {
        guard support.contains(count) else { return 0 }
        let x = Double(drawn) / Double(population)
        let y = Double(population - drawn) / Double(population)
        if drawn == 0 || drawn == population { return 1 }
        let inside = binomialProbability(count, of: marked, x, y)
        let outside = binomialProbability(drawn - count, of: population - marked, x, y)
        return inside * outside / binomialProbability(drawn, of: population, x, y)
    }

    /// Returns P(X ≤ count), summed from the least count.
    func cdf(_ count: Int) -> Double {
        if count >= support.upperBound { return 1 }
        if count < support.lowerBound { return 0 }
        return min(1, compensatedSum((support.lowerBound...count).lazy.map { probability(of: $0) }))
    }
}

/// Returns the binomial probability of `count` of `trials` at rate x, where y is 1 − x, both more than 0.
func binomialProbability(_ count: Int, of trials: Int, _ x: Double, _ y: Double) -> Double {
    if count == 0 { return exp(Double(trials) * log1p(-x)) }
    if count == trials { return exp(Double(trials) * log1p(-y)) }
    return binomialTerm(Double(count), Double(trials - count), x, y)
}
