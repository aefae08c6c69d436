package import OutcomesModel

/// What one set of levels came to for the parties of a contract, in their order, in minor units.
package struct Payoff: Hashable, Sendable {
    /// What each party received less what it paid.
    package let payments: [Int64]
    /// Whether each party has paid or received anything.
    package let isInvolved: [Bool]
    /// Whether a cap that counts payments of the party is used up.
    package let isCapped: [Bool]
    /// People whose rule failed, and who were left out.
    package let held: Int

    package init(payments: [Int64], isInvolved: [Bool], isCapped: [Bool], held: Int) {
        self.payments = payments
        self.isInvolved = isInvolved
        self.isCapped = isCapped
        self.held = held
    }
}

/// One draw: the levels, and what they came to.
package struct SimulatedDraw: Sendable {
    package let levels: [Int64]
    package let payoff: Payoff
    /// As of the levels.
    package let cut: [Int]

    package init(_ levels: Levels, payoff: Payoff) {
        self.levels = levels.units
        self.payoff = payoff
        cut = levels.cut
    }
}

/// What parties put in and gain beside the payments.
package struct Stakes: Sendable {
    package let stakes: [Stake]
    private let parties: [PartyID]
    private let quantities: [DrawnQuantity]

    package init(_ stakes: [Stake], parties: [PartyID], quantities: [DrawnQuantity]) {
        self.stakes = stakes
        self.parties = parties
        self.quantities = quantities
    }

    /// Returns what each party gains or loses in all, in minor units.
    package func net(_ payoff: Payoff, at levels: [Int64]) throws(SimulationError) -> [Int64] {
        var net = payoff.payments.map { Int128($0) }
        for stake in stakes {
            guard let place = parties.firstIndex(of: stake.party) else { continue }
            let sum = worth(stake.sum, at: levels)
            net[place] += stake.kind == .benefit ? sum : -sum
        }
        return try zip(net, parties).map { (sum, party) throws(SimulationError) in
            guard let fitting = Int64(exactly: sum) else { throw .overflow(party: party) }
            return fitting
        }
    }

    package func hasBenefit(_ party: PartyID) -> Bool {
        stakes.contains { $0.party == party && $0.kind == .benefit }
    }

    private func worth(_ sum: Stake.Sum, at levels: [Int64]) -> Int128 {
        switch sum {
        case .fixed(let money): return Int128(money.minorUnits)
        case .each(let price, let id):
            guard let place = quantities.firstIndex(where: { $0.id == id }) else { return 0 }
            let worth = Int128(price.minorUnits) * Int128(levels[place])
            return (try? Ratio(worth, over: powerOfTen(quantities[place].decimals)))?.rounded(.halfEven) ?? 0
        }
    }
}
