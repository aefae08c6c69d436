/// A sum of exponentials `Σ weight · e^(-time · x)`, and all places where it is zero.
///
/// By Descartes' rule, which holds for real exponents too, there are at most as many zeros as the weights
/// change sign. Multiplying by `e^(t·x)` moves no zero; with `t` between two times where the sign changes,
/// the derivative of the product changes sign once less. Its zeros part the line into stretches on which the
/// product is monotonic, and each of these holds one zero or none, as the signs at its ends tell. So none is
/// missed, however close two are, but for what doubles can tell apart from a touch.
///
/// - Source: Pólya and Szegő, Problems and Theorems in Analysis II, part V, chapter 1, problems 77 to 80.
struct ExponentialSum {
    /// By time, each time once, no weight zero.
    private let terms: [Term]

    struct Term {
        /// A whole number, so that a double holds it exactly.
        let time: Double
        let weight: Double
    }

    struct Root {
        let place: Double
        /// The sum comes to zero there, within what doubles can tell, and does not cross it.
        let touches: Bool
    }

    init(_ terms: [Term]) { self.terms = terms }

    /// How often the weights may change sign: each change costs a derivative, whose weights are products of
    /// as many proportions of days, and 64 of these stay far from the least double.
    static let mostSignChanges = 64

    /// Returns the zeros from the lowest; those that doubles cannot tell apart once, as touching.
    func roots() -> [Root] {
        precondition(signChanges <= ExponentialSum.mostSignChanges, "\(signChanges) changes of sign")
        guard signChanges > 0 else { return [] }
        let (low, high) = (-reach(terms.reversed()), reach(terms))
        var chain = [self]
        while let last = chain.last, last.signChanges > 1 { chain.append(last.derivative) }
        return chain.reversed().reduce([]) { turns, sum in
            sum.roots(from: low, to: high, between: turns.map(\.place))
        }
    }

    var signChanges: Int { zip(terms, terms.dropFirst()).count { ($0.weight < 0) != ($1.weight < 0) } }

    /// Returns the zeros on stretches on which the sum, times an exponential, is monotonic.
    private func roots(from low: Double, to high: Double, between turns: [Double]) -> [Root] {
        var roots: [Root] = []
        var last = (place: low, sign: sign(at: low))
        for place in turns + [high] {
            let sign = sign(at: place)
            if sign == 0 {
                // Two turns that doubles cannot tell apart are at one touch.
                if last.sign != 0 || roots.isEmpty { roots.append(Root(place: place, touches: true)) }
            } else if last.sign * sign < 0 {
                roots.append(Root(place: bisect(last.place, place, signAbove: sign), touches: false))
            }
            last = (place, sign)
        }
        return roots
    }

    /// The derivative of `e^(t·x)` times the sum, with `t` in the middle of the first change of sign.
    private var derivative: ExponentialSum {
        guard
            let change = terms.indices.dropFirst().first(where: {
                terms[$0 - 1].weight * terms[$0].weight < 0
            })
        else { return ExponentialSum([]) }
        let middle = (terms[change - 1].time + terms[change].time) / 2
        // Only the signs and the proportions of the weights count, and these stay in range that way.
        let span = terms[terms.count - 1].time - terms[0].time
        return ExponentialSum(
            terms.map { Term(time: $0.time, weight: $0.weight * ((middle - $0.time) / span)) })
    }

    /// Returns a place beyond which the first term outweighs all others together.
    private func reach(_ terms: [Term]) -> Double {
        let others = terms.dropFirst().reduce(0) { $0 + abs($1.weight) }
        // The logarithm is at most the binary exponent and one, times ln 2 < 0.6932.
        let logarithm = max(0, Double((others / abs(terms[0].weight)).exponent + 1)) * 0.6932
        return logarithm / abs(terms[1].time - terms[0].time) + 1
    }

    /// Returns the sign, or 0 where the sum is within the error of its own evaluation.
    private func sign(at place: Double) -> Double {
        let (value, error) = value(at: place)
        return abs(value) <= error ? 0 : value < 0 ? -1 : 1
    }

    /// Returns the sum, divided by the greatest of its exponentials so that none overflows, and a bound of
    /// its error.
    private func value(at place: Double) -> (value: Double, error: Double) {
        let pivot = place < 0 ? terms[terms.count - 1].time : terms[0].time
        var sum = 0.0
        var error = 0.0
        for term in terms {
            let exponent = (pivot - term.time) * place
            let part = term.weight * exponential(exponent)
            sum += part
            error += abs(part) * (Double(terms.count) + 8 - 2 * exponent)
        }
        return (sum, error * 0x1p-52)
    }

    private func bisect(_ below: Double, _ above: Double, signAbove: Double) -> Double {
        var (low, high) = (below, above)
        while high - low > max(0x1p-70, max(abs(low), abs(high)).ulp) {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if value(at: middle).value * signAbove < 0 { low = middle } else { high = middle }
        }
        return low + (high - low) / 2
    }
}
