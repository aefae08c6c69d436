package import OutcomesModel

/// What was found, and where: with all else at its middle, or with a yes or no turned round.
package struct FoundIncentive: Sendable {
    package let incentive: Incentive
    package let turned: Turned?
}

/// A place where a contract does not pay for what it is about.
package enum Incentive: Hashable, Sendable {
    /// One unit of a quantity moves a large sum.
    case cliff(Cliff)
    /// A party is worse off though outcomes are better.
    case falls(Fall)
    /// A party that is paid for outcomes is paid no more for more of them, between the levels of each stretch.
    case flat(party: PartyID, quantity: QuantityID, [Stretch])
    /// Nothing that is paid hangs on a quantity, with all else at its middle; and elsewhere neither, or it does.
    case noEffect(QuantityID, elsewhere: Bool)

    package struct Cliff: Hashable, Sendable {
        package let quantity: QuantityID
        /// Two levels that lie one unit apart, the worse first.
        package let worse, better: Int64
        /// What each party receives more, or below zero less, net of what it pays.
        package let changes: [Change]
    }

    package struct Change: Hashable, Sendable {
        package let party: PartyID
        package let sum: Int64
    }

    package struct Fall: Hashable, Sendable {
        package let party: PartyID
        package let quantity: QuantityID
        /// The worse level first; one unit apart where the loss lies in one place.
        package let worse, better: Int64
        package let loss: Int64

        package init(party: PartyID, quantity: QuantityID, worse: Int64, better: Int64, loss: Int64) {
            self.party = party
            self.quantity = quantity
            self.worse = worse
            self.better = better
            self.loss = loss
        }
    }

    package struct Stretch: Hashable, Sendable {
        package let worse, better: Int64

        package init(worse: Int64, better: Int64) {
            self.worse = worse
            self.better = better
        }
    }
}

/// Looks along a curve for what is wrong with its incentives; between two levels that differ it looks down to a unit.
struct IncentiveSearch {
    let contract: Contract
    let curve: PayoffCurve
    var sweep: Sweep

    /// A jump counts from this share of what a party's payments vary by over all levels.
    static let cliffShare = 20
    /// A stretch counts from this share of the levels.
    static let stretchShare = 20
    /// A jump must be so many times what a unit moves on average, so that few people are not cliffs.
    static let timesAverage = 5
    /// So many units in a row that move alike are a ramp, and none of them a cliff: what is paid in steps of a price
    /// over few levels, as where others are paid first, moves much with each.
    static let unitsOfRamp = 3
    /// A unit moves as another does where it moves at least one part in so many as much, in the same direction.
    static let alike: UInt128 = 2

    init(_ contract: Contract, _ curve: PayoffCurve, _ sweep: Sweep) {
        self.contract = contract
        self.curve = curve
        self.sweep = sweep
    }

    mutating func found() throws -> [Incentive] {
        let cliffs = try cliffs()
        guard sweep.quantity.better != .neither else { return cliffs }
        return try falls() + cliffs + flats()
    }

    private var span: Int128 {
        let (first, last) = (Int128(curve.levels[0]), Int128(curve.levels[curve.levels.count - 1]))
        return max(first, last) - min(first, last)
    }

    private func payments(_ party: Int) -> [Int64] { curve.payoffs.map { $0.payments[party] } }

    /// By how much the payments of a party vary over all levels.
    private func variation(_ party: Int) -> Int128 {
        let sums = payments(party)
        return Int128(sums.max() ?? 0) - Int128(sums.min() ?? 0)
    }

    /// Sums that rounding alone may move.
    private var roundingNoise: Int64 {
        contract.rounding.unit.minorUnits.multipliedReportingOverflow(by: Int64(contract.payments.count))
            .partialValue
    }

    // MARK: Cliffs

    private mutating func cliffs() throws -> [Incentive] {
        let least = contract.parties.indices.map { party -> Int128 in
            let variation = variation(party)
            guard variation > 0 else { return .max }
            let average = variation * Int128(Self.timesAverage) / max(span, 1)
            return max(variation / Int128(Self.cliffShare), average, Int128(roundingNoise)) + 1
        }
        var found: [Incentive] = []
        for (worse, better) in zip(curve.levels, curve.levels.dropFirst()) {
            try look(between: worse, and: better, least, &found)
        }
        return found
    }

    private mutating func look(
        between worse: Int64, and better: Int64, _ least: [Int128], _ found: inout [Incentive]
    ) throws {
        let (first, last) = (
            try sweep.payoff(at: worse).payments, try sweep.payoff(at: better).payments
        )
        let isLarge = first.indices.contains {
            (Int128(last[$0]) - Int128(first[$0])).magnitude >= least[$0].magnitude
        }
        guard isLarge else { return }
        guard abs(worse - better) > 1 else {
            guard
                try first.indices.contains(where: { party in
                    let move = Int128(last[party]) - Int128(first[party])
                    return try move.magnitude >= least[party].magnitude
                        && !isOnRamp(party, move, between: worse, and: better)
                })
            else { return }
            let changes = contract.parties.indices.compactMap { party in
                last[party] == first[party]
                    ? nil
                    : Incentive.Change(party: contract.parties[party].id, sum: last[party] - first[party])
            }
            found.append(
                .cliff(
                    Incentive.Cliff(
                        quantity: sweep.quantity.id, worse: worse, better: better, changes: changes)))
            return
        }
        let middle = worse + (better - worse) / 2
        try look(between: worse, and: middle, least, &found)
        try look(between: middle, and: better, least, &found)
    }

    /// Tells whether the units beside one move a party's payments about as much.
    private mutating func isOnRamp(
        _ party: Int, _ move: Int128, between worse: Int64, and better: Int64
    ) throws -> Bool {
        let range =
            min(
                curve.levels[0], curve.levels[curve.levels.count - 1])...max(
                curve.levels[0], curve.levels[curve.levels.count - 1])
        /// How many units in a row move alike from a level on, away from the one that is looked at.
        func run(from level: Int64, _ step: Int64, sign: Int128) throws -> Int {
            var (count, level) = (0, level)
            while count < Self.unitsOfRamp - 1, range.contains(level + step) {
                let next =
                    sign
                    * (Int128(try sweep.payoff(at: level + step).payments[party])
                        - Int128(try sweep.payoff(at: level).payments[party]))
                guard next.signum() == move.signum(), next.magnitude * Self.alike >= move.magnitude
                else { break }
                count += 1
                level += step
            }
            return count
        }
        let step = better - worse
        let units = 1 + (try run(from: better, step, sign: 1)) + (try run(from: worse, -step, sign: -1))
        return units >= Self.unitsOfRamp
    }

    // MARK: Falls

    /// Of parties that pay for outcomes and of whom nobody said what outcomes are worth to them, nothing is looked for.
    private func shouldWantOutcomes(_ party: Party) -> Bool {
        let pays = contract.payments.contains { $0.from == party.id }
        let isPaid = contract.payments.contains { $0.to == party.id }
        let isInvestor = contract.waterfalls.contains { terms in
            terms.classes.contains { $0.investors.contains { $0.party == party.id } }
        }
        return sweep.stakes.hasBenefit(party.id) || !pays && (isPaid || isInvestor)
    }

    private mutating func falls() throws -> [Incentive] {
        var found: [Incentive] = []
        for (place, party) in contract.parties.enumerated() where shouldWantOutcomes(party) {
            let net = curve.net.map { $0[place] }
            var first = 0
            while first < net.count - 1 {
                guard net[first + 1] < net[first] else {
                    first += 1
                    continue
                }
                var last = first + 1
                while last < net.count - 1, net[last + 1] < net[last] { last += 1 }
                if net[first] - net[last] > roundingNoise {
                    found.append(.falls(try fall(of: place, from: first, to: last)))
                }
                first = last
            }
        }
        return found
    }

    /// Follows the greater part of a loss down to one unit; where no unit has most of it, it is told as found.
    private mutating func fall(of party: Int, from first: Int, to last: Int) throws -> Incentive.Fall {
        let steepest = (first..<last).max { lossOfStep($0, party) < lossOfStep($1, party) } ?? first
        var (worse, better) = (curve.levels[steepest], curve.levels[steepest + 1])
        while abs(worse - better) > 1 {
            let middle = worse + (better - worse) / 2
            let value = try sweep.net(at: middle)[party]
            let isFirstHalf = try sweep.net(at: worse)[party] - value >= value - sweep.net(at: better)[party]
            if isFirstHalf { better = middle } else { worse = middle }
        }
        let jump = try sweep.net(at: worse)[party] - sweep.net(at: better)[party]
        let loss = curve.net[first][party] - curve.net[last][party]
        let isJump = Int128(jump) * 2 >= Int128(loss)
        return Incentive.Fall(
            party: contract.parties[party].id, quantity: sweep.quantity.id,
            worse: isJump ? worse : curve.levels[first], better: isJump ? better : curve.levels[last],
            loss: isJump ? jump : loss)
    }

    private func lossOfStep(_ step: Int, _ party: Int) -> Int64 {
        curve.net[step][party] - curve.net[step + 1][party]
    }

    // MARK: Flat stretches

    private mutating func flats() throws -> [Incentive] {
        var found: [Incentive] = []
        for (place, party) in contract.parties.enumerated()
        where shouldWantOutcomes(party) && !sweep.stakes.hasBenefit(party.id) && variation(place) > 0 {
            let stretches = try stretches(of: place)
            if !stretches.isEmpty {
                found.append(.flat(party: party.id, quantity: sweep.quantity.id, stretches))
            }
        }
        return found
    }

    private mutating func stretches(of party: Int) throws -> [Incentive.Stretch] {
        let sums = payments(party)
        var found: [Incentive.Stretch] = []
        var first = 0
        while first < sums.count - 1 {
            var last = first
            while last < sums.count - 1, sums[last + 1] == sums[first] { last += 1 }
            if last > first {
                let worse =
                    first == 0
                    ? curve.levels[0]
                    : try end(from: curve.levels[first], towards: curve.levels[first - 1], party)
                let better =
                    last == sums.count - 1
                    ? curve.levels[last]
                    : try end(from: curve.levels[last], towards: curve.levels[last + 1], party)
                let length = (Int128(worse) - Int128(better)).magnitude
                if length * UInt128(Self.stretchShare) >= span.magnitude, length > 0 {
                    found.append(Incentive.Stretch(worse: worse, better: better))
                }
            }
            first = last + 1
        }
        return found
    }

    /// Returns the last level towards another that is paid as this one is.
    private mutating func end(from level: Int64, towards other: Int64, _ party: Int) throws -> Int64 {
        let sum = try sweep.payoff(at: level).payments[party]
        var (same, differs) = (level, other)
        while abs(same - differs) > 1 {
            let middle = same + (differs - same) / 2
            if try sweep.payoff(at: middle).payments[party] == sum { same = middle } else { differs = middle }
        }
        return same
    }
}

extension Incentive {
    /// Whether it is something to look at.
    package var isWarning: Bool { if case .noEffect = self { false } else { true } }
}
