import OutcomesModel

/// One declared limit, and what has been used of it: claim by claim within a settlement, and over settlements.
struct LimitUse {
    /// Its place among the contract's limits.
    let place: Int
    private let bound: ClaimLimit.Bound
    /// Whether each outcome of the contract counts against it.
    private let covers: [Bool]
    /// Minor units that were paid under a metric's limit.
    private var paid: Int128 = 0
    /// Minor units that were paid for each participant.
    private var paidBySubject: [Int: Int128] = [:]
    /// Claims that were paid for each value of the attribute; 0 stands for those who have none.
    private var claims: [Int128] = []
    /// The value of the attribute for each participant, as their table codes it.
    private let codes: [UInt32]
    private let limited: [Bool]

    init(place: Int, limit: ClaimLimit, contract: Contract, people: ParticipantTable) {
        self.place = place
        bound = limit.bound
        covers = contract.outcomes.map { limit.covers($0.id) }
        guard case .share(let share) = limit.bound, let column = people.attribute(share.attribute) else {
            codes = []
            limited = [false]
            claims = [0]
            return
        }
        codes = column.codes
        limited = [false] + column.values.map { share.value == nil || share.value == $0 }
        claims = Array(repeating: 0, count: limited.count)
    }

    /// Takes off what is above the limit, from the last claims first.
    func cut(
        _ rows: inout [PricedClaims.Row], _ cuts: inout [PricedClaims.CutRow]
    ) throws(ArithmeticError) {
        switch bound {
        case .metric(let most):
            var room = Int128(most.minorUnits) - paid
            for place in rows.indices where covers[rows[place].outcome] {
                keep(max(0, room), of: place, &rows, &cuts)
                room -= Int128(rows[place].left)
            }
        case .perPerson(let most):
            var rooms: [Int: Int128] = [:]
            for place in rows.indices where isOfPerson(rows[place]) {
                let subject = rows[place].subject
                let room = rooms[subject] ?? Int128(most.minorUnits) - (paidBySubject[subject] ?? 0)
                keep(max(0, room), of: place, &rows, &cuts)
                rooms[subject] = room - Int128(rows[place].left)
            }
        case .share(let share): try cut(to: share.most, &rows, &cuts)
        }
    }

    /// Counts what was left of the claims, so that later settlements know of it.
    mutating func use(_ rows: [PricedClaims.Row]) {
        for row in rows where covers[row.outcome] && row.left > 0 {
            switch bound {
            case .metric: paid += Int128(row.left)
            case .perPerson:
                if row.isPerson { paidBySubject[row.subject, default: 0] += Int128(row.left) }
            case .share: claims[code(of: row)] += Int128(row.paidUnits)
            }
        }
    }

    private func isOfPerson(_ row: PricedClaims.Row) -> Bool { row.isPerson && covers[row.outcome] }

    private func keep(
        _ most: Int128, of place: Int, _ rows: inout [PricedClaims.Row],
        _ cuts: inout [PricedClaims.CutRow]
    ) {
        let excess = Int128(rows[place].left) - most
        guard excess > 0 else { return }
        cuts.append(.init(row: place, cause: .limit(self.place), amount: Int64(excess)))
        rows[place].left -= Int64(excess)
    }

    private func code(of row: PricedClaims.Row) -> Int {
        row.subject < codes.count ? Int(codes[row.subject]) : 0
    }

    // MARK: Shares

    private func cut(
        to most: Ratio, _ rows: inout [PricedClaims.Row], _ cuts: inout [PricedClaims.CutRow]
    ) throws(ArithmeticError) {
        var wanted = claims
        for row in rows where covers[row.outcome] && row.left > 0 {
            wanted[code(of: row)] += Int128(row.paidUnits)
        }
        let each = try mostOfEach(wanted, most)
        var rooms = claims.map { max(0, each - $0) }
        for place in rows.indices where covers[rows[place].outcome] && rows[place].left > 0 {
            let row = rows[place]
            let code = code(of: row)
            guard limited[code] else { continue }
            let units = min(Int128(row.paidUnits), rooms[code])
            rooms[code] -= units
            rows[place].unitsAllowed = Int64(units)
            keep(Int128(row.price) * units, of: place, &rows, &cuts)
        }
    }

    /// Returns how many claims a limited value may have: that share of all that are then paid, where as many
    /// are paid as can be.
    ///
    /// What each value may have depends on the sum of all, and the sum on what each may have. The greatest sum
    /// that fits is reached from above: no step goes below it, and the first that changes nothing is there.
    private func mostOfEach(_ wanted: [Int128], _ most: Ratio) throws(ArithmeticError) -> Int128 {
        var total = wanted.reduce(0, +)
        while true {
            let each = try most.multiplied(by: Ratio(total)).rounded(.floor)
            var next: Int128 = 0
            var free: Int128 = 0
            var cut = 0
            for code in wanted.indices {
                let kept = limited[code] ? max(claims[code], min(wanted[code], each)) : wanted[code]
                if limited[code], wanted[code] > each, claims[code] < each { cut += 1 } else { free += kept }
                next += kept
            }
            guard next < total else { return each }
            // With the same values cut, the sum is at most what the others are of the rest of the whole: that
            // saves many steps. Where claims were paid before, a value may have more than its share.
            guard claims.allSatisfy({ $0 == 0 }) else {
                total = next
                continue
            }
            let rest = try Ratio.one.subtracting(most.multiplied(by: Ratio(cut)))
            let bound = rest.signum > 0 ? try Ratio(free).divided(by: rest).rounded(.floor) : next
            total = min(next, max(bound, 0))
        }
    }
}
