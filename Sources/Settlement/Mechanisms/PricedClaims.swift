package import OutcomesModel

/// The claims of a settlement, each with its price and what was taken off it.
package struct PricedClaims: Sendable {
    private let contract: Contract
    private let source: [Claim]
    private let prices: [Price]
    private let rows: [Row]
    private let cuts: [CutRow]

    init(contract: Contract, source: [Claim], prices: [Price], rows: [Row], cuts: [CutRow]) {
        self.contract = contract
        self.source = source
        self.prices = prices
        self.rows = rows
        self.cuts = cuts
    }

    /// A price and the clause that says it.
    struct Price: Hashable {
        let minorUnits: Int64
        let clause: Clause
    }

    /// A claim on its way through the limits: numbers alone, so that it is moved fast.
    struct Row {
        let claim: Int
        let day: Int32
        let outcome: Int
        let subject: Int
        let window: Int
        let units: Int64
        let price: Int64
        /// Minor units that are still paid for it.
        var left: Int64
        /// The place of the price among all, which says its clause.
        let pricePlace: Int
        let line: Int
        let isPerson: Bool
        /// How many of the units a share limit leaves.
        var unitsAllowed: Int64

        init(
            claim: Int, day: Int32, outcome: Int, subject: Int, window: Int, units: Int64, price: Int64,
            pricePlace: Int, left: Int64, line: Int, isPerson: Bool
        ) {
            self.claim = claim
            self.day = day
            self.outcome = outcome
            self.subject = subject
            self.window = window
            self.units = units
            self.price = price
            self.left = left
            self.pricePlace = pricePlace
            self.line = line
            self.isPerson = isPerson
            unitsAllowed = units
        }

        /// How many of its units something is paid for.
        var paidUnits: Int64 { left > 0 ? unitsAllowed : 0 }

        /// The order of claims; two that are equal in all of this are worth the same.
        func precedes(_ other: Row) -> Bool {
            if day != other.day { return day < other.day }
            if outcome != other.outcome { return outcome < other.outcome }
            if subject != other.subject { return subject < other.subject }
            if window != other.window { return window < other.window }
            if units != other.units { return units < other.units }
            return line < other.line
        }
    }

    /// What was taken off the row at a place.
    struct CutRow {
        let row: Int
        let cause: CutCause
        let amount: Int64
    }

    enum CutCause: Hashable {
        case milestone
        /// The place of a limit in the contract.
        case limit(Int)
    }

    /// The claims of an outcome, but those before which another outcome should have been reached and was not.
    package func reached(_ outcome: OutcomeID) -> [Claim] {
        let early = Set(cuts.lazy.filter { $0.cause == .milestone }.map(\.row))
        return rows.indices.lazy.filter { !early.contains($0) }.map { source[rows[$0].claim] }
            .filter { $0.outcome == outcome }
    }

    /// How much is paid for the claims of an outcome, or for all.
    package func breakdown(of outcome: OutcomeID? = nil) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(contract.currency)
        for (place, each) in contract.outcomes.enumerated() where outcome == nil || each.id == outcome {
            try add(place, each, to: &breakdown)
        }
        return breakdown
    }

    private func add(
        _ place: Int, _ outcome: Outcome, to breakdown: inout Breakdown
    ) throws(ArithmeticError) {
        // In the order of the claims' days, so that an amended price comes after the one before it.
        var counts: [(price: Int, units: Int128)] = []
        for row in rows where row.outcome == place {
            if let known = counts.firstIndex(where: { $0.price == row.pricePlace }) {
                counts[known].units += Int128(row.units)
            } else {
                counts.append((row.pricePlace, Int128(row.units)))
            }
        }
        for (price, units) in counts {
            let unitPrice = Amount(Money(minorUnits: prices[price].minorUnits, currency: contract.currency))
            try breakdown.add(
                .units(PartLabel(outcome.title), Ratio(units), at: unitPrice, prices[price].clause))
        }
        var sums: [CutCause: Int128] = [:]
        var causes: [CutCause] = []
        for cut in cuts where rows[cut.row].outcome == place && cut.amount != 0 {
            if sums[cut.cause] == nil { causes.append(cut.cause) }
            sums[cut.cause, default: 0] += Int128(cut.amount)
        }
        for cause in causes {
            let (words, clause) = words(for: cause, of: outcome)
            let amount = Amount(minorUnits: Ratio(-(sums[cause] ?? 0)), currency: contract.currency)
            try breakdown.add(.init(PartLabel(outcome.title, words), amount: amount, clause: clause))
        }
    }

    private func words(for cause: CutCause, of outcome: Outcome) -> (words: PartLabel.Detail, clause: Clause)
    {
        switch cause {
        case .milestone: (.notBefore(outcome.after), outcome.clause)
        case .limit(let place): (.limited(contract.limits[place].title), contract.limits[place].clause)
        }
    }

    /// What each claim came to, in the order in which they were priced.
    package var explained: [PricedClaim] {
        var claims = rows.map { row in
            PricedClaim(
                claim: source[row.claim], day: Day(number: row.day),
                unitPrice: Money(minorUnits: row.price, currency: contract.currency),
                paid: Money(minorUnits: row.left, currency: contract.currency), cuts: [],
                clause: prices[row.pricePlace].clause)
        }
        for cut in cuts where cut.amount != 0 {
            let (words, clause) = words(for: cut.cause, of: contract.outcomes[rows[cut.row].outcome])
            let amount = Money(minorUnits: cut.amount, currency: contract.currency)
            claims[cut.row].cuts.append(.init(words: words, amount: amount, clause: clause))
        }
        return claims
    }
}

/// One claim, explained: price × quantity = `paid` + what the cuts took off.
package struct PricedClaim: Hashable, Sendable {
    package let claim: Claim
    /// The day that decides on its price.
    package let day: Day
    package let unitPrice: Money
    package let paid: Money
    package internal(set) var cuts: [Cut]
    /// The clause of its price.
    package let clause: Clause

    package struct Cut: Hashable, Sendable {
        package let words: PartLabel.Detail
        package let amount: Money
        package let clause: Clause
    }
}
