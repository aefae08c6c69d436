/// Why a sum cannot be split.
public enum ApportionmentError: Error, Equatable, Sendable {
    case noPositiveWeight
    case negativeWeight(index: Int)
    case arithmetic(ArithmeticError)
}

extension Money {
    /// Splits the sum by largest remainder, so that the parts add up to the whole.
    ///
    /// Each part is first rounded down; the minor units that are left go to the largest remainders,
    /// a tie to the lowest index. A negative sum is the mirror image of the positive one.
    ///
    /// - Source: Hamilton's method, as in Balinski and Young (1982), chapter 3.
    public func split(by weights: [Ratio]) throws(ApportionmentError) -> [Money] {
        if let index = weights.firstIndex(where: { $0.signum < 0 }) { throw .negativeWeight(index: index) }
        do {
            let sum = try weights.reduce(Ratio.zero) { try $0.adding($1) }
            guard sum.signum > 0 else { throw ApportionmentError.noPositiveWeight }
            let total = Ratio(minorUnits).magnitude
            let shares = try weights.map { try total.multiplied(by: $0).divided(by: sum) }
            var parts = shares.map { $0.rounded(.down) }
            let remainders = try zip(shares, parts).map { try $0.subtracting(Ratio($1)) }
            let left = Int(total.numerator - parts.reduce(0, +))
            let byRemainder = shares.indices.sorted {
                remainders[$0] == remainders[$1] ? $0 < $1 : remainders[$0] > remainders[$1]
            }
            for index in byRemainder.prefix(left) { parts[index] += 1 }
            let sign: Int128 = minorUnits < 0 ? -1 : 1
            return parts.map { Money(minorUnits: Int64(sign * $0), currency: currency) }
        } catch let error as ApportionmentError {
            throw error
        } catch let error as ArithmeticError {
            throw .arithmetic(error)
        } catch {
            preconditionFailure("splitting throws arithmetic errors only, and threw \(error)")
        }
    }
}
