import OutcomesModel

/// What all parties gain or lose as one quantity goes from its worst level to its best, with all else at its middle.
package struct PayoffCurve: Sendable {
    /// The place of the quantity among all.
    package let quantity: Int
    /// A yes or no that is not at its middle here.
    package let turned: Turned?
    /// From the worst level to the best: ascending, or descending where lower is better.
    package let levels: [Int64]
    package let payoffs: [Payoff]
    /// By level and party, with stakes.
    package let net: [[Int64]]
    /// The levels that say most, among all: about ten round ones, and both sides of each cliff.
    package let telling: Set<Int64>

    /// Whether anything hangs on the quantity.
    package var hasEffect: Bool { net.contains { $0 != net[0] } }
}

/// A quantity of yes and no, set to the one that it is not in the middle.
package struct Turned: Hashable, Sendable {
    /// The place of the quantity among all.
    package let quantity: Int
    package let level: Int64
}

/// Settles along the levels of one quantity, each level once.
struct Sweep {
    let place: Int
    let quantity: DrawnQuantity
    private let turned: Turned?
    private let central: Levels
    let stakes: Stakes
    private let settle: (Levels) throws -> Payoff
    private var known: [Int64: Payoff] = [:]

    init(
        place: Int, quantity: DrawnQuantity, central: Levels, turned: Turned?, stakes: Stakes,
        settle: @escaping (Levels) throws -> Payoff
    ) {
        self.place = place
        self.quantity = quantity
        self.turned = turned
        self.central = turned.map { central.setting($0.quantity, to: $0.level) } ?? central
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

    /// - Parameter edges: levels beside those of the grid that are shown.
    mutating func curve(over range: ClosedRange<Int64>, with edges: Set<Int64> = []) throws -> PayoffCurve {
        let ascending = Set(Self.grid(range, steps: 200)).union(edges).sorted()
        let ordered = direction > 0 ? ascending : ascending.reversed()
        return PayoffCurve(
            quantity: place, turned: turned, levels: ordered, payoffs: try ordered.map { try payoff(at: $0) },
            net: try ordered.map { try net(at: $0) },
            telling: edges.union(Self.grid(range, steps: 10)))
    }

    /// Returns both ends, and between them all multiples of a round step, at most so many.
    static func grid(_ range: ClosedRange<Int64>, steps: Int128) -> [Int64] {
        let (low, high) = (Int128(range.lowerBound), Int128(range.upperBound))
        var step: Int128 = 1
        // 1, 2, 5, 10, 20, 50, and so on.
        var place = 0
        while (high - low) / step > steps {
            step = step / [1, 2, 5][place % 3] * [2, 5, 10][place % 3]
            place += 1
        }
        var levels = [range.lowerBound]
        var next = low - (low % step + step) % step + step
        while next < high {
            levels.append(Int64(next))
            next += step
        }
        return low == high ? levels : levels + [range.upperBound]
    }
}
