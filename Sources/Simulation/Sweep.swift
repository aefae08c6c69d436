import OutcomesModel

/// What all parties gain or lose as one quantity goes from its worst level to its best, with all else at its middle.
package struct PayoffCurve: Sendable {
    /// The place of the quantity among all.
    package let quantity: Int
    /// From the worst level to the best: ascending, or descending where lower is better.
    package let levels: [Int64]
    package let payoffs: [Payoff]
    /// By level and party, with stakes.
    package let net: [[Int64]]

    /// Whether anything hangs on the quantity.
    package var hasEffect: Bool { net.contains { $0 != net[0] } }
}

/// Settles along the levels of one quantity, each level once.
struct Sweep {
    let place: Int
    let quantity: DrawnQuantity
    let central: Levels
    let stakes: Stakes
    let settle: (Levels) throws -> Payoff
    private var known: [Int64: Payoff] = [:]

    /// How many steps a curve has at most.
    static let mostSteps: Int64 = 200

    init(
        place: Int, quantity: DrawnQuantity, central: Levels, stakes: Stakes,
        settle: @escaping (Levels) throws -> Payoff
    ) {
        self.place = place
        self.quantity = quantity
        self.central = central
        self.stakes = stakes
        self.settle = settle
    }

    /// 1 where levels get better as they rise, -1 where they get better as they fall.
    var direction: Int64 { quantity.better == .lower ? -1 : 1 }

    mutating func payoff(at level: Int64) throws -> Payoff {
        if let payoff = known[level] { return payoff }
        let payoff = try settle(central.setting(place, to: level))
        known[level] = payoff
        return payoff
    }

    mutating func net(at level: Int64) throws -> [Int64] {
        try stakes.net(payoff(at: level), at: central.setting(place, to: level).units)
    }

    mutating func curve(over range: ClosedRange<Int64>) throws -> PayoffCurve {
        let levels = Self.grid(range)
        let ordered = direction > 0 ? levels : levels.reversed()
        return PayoffCurve(
            quantity: place, levels: ordered, payoffs: try ordered.map { try payoff(at: $0) },
            net: try ordered.map { try net(at: $0) })
    }

    /// Returns both ends, and between them all multiples of a round step.
    static func grid(_ range: ClosedRange<Int64>) -> [Int64] {
        let (low, high) = (range.lowerBound, range.upperBound)
        let span = Int128(high) - Int128(low)
        var step: Int128 = 1
        for factor in [2, 5, 10].cycled(times: 19) where span / step > mostSteps {
            step = factor == 10 ? step / 5 * 10 : factor == 5 ? step / 2 * 5 : step * 2
        }
        var levels = [low]
        let remainder = (Int128(low) % step + step) % step
        var next = Int128(low) - remainder + step
        while next < Int128(high) {
            levels.append(Int64(next))
            next += step
        }
        return low == high ? levels : levels + [high]
    }
}

extension Array {
    fileprivate func cycled(times: Int) -> [Element] { (0..<times).flatMap { _ in self } }
}
