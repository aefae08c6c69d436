package import OutcomesModel

/// Prices claims: what each is worth on its day, and what milestones and limits leave of it.
///
/// Claims are taken in the order of their days, then of the contract's outcomes, of the participants, and of
/// the windows, whatever order they come in. The day of a claim is the last of the participant's window, or the
/// day of the settlement, or the last of a contract that ended early, if that is before. Claims of settlements
/// that were posted before are priced first, in their order, so that limits hold over all of them.
package struct ClaimPricing {
    let contract: Contract
    let people: ParticipantTable
    /// Where an index stands on a day.
    let indexValue: (PriceIndex, Day) throws(TariffProblem) -> Ratio
    private let outcomePlaces: [OutcomeID: Int]
    private let windowPlaces: [WindowID: Int]
    /// The place among `prices` of an outcome's price.
    private var pricePlaces: [PriceKey: Int] = [:]
    private var prices: [PricedClaims.Price] = []
    private var achieved: Set<Achievement> = []
    private var limits: [LimitUse]
    private var subjects: SubjectFinder

    private struct PriceKey: Hashable {
        let outcome: Int
        /// How many amendments hold.
        let amendments: Int
        /// Where the price follows an index.
        let day: Day?
    }

    private struct Achievement: Hashable {
        let subject: Int
        let outcome: Int
    }

    package init(
        contract: Contract, people: ParticipantTable,
        indexValue: @escaping (PriceIndex, Day) throws(TariffProblem) -> Ratio
    ) {
        self.contract = contract
        self.people = people
        self.indexValue = indexValue
        subjects = SubjectFinder(people: people, groups: contract.groups.map(\.id))
        outcomePlaces = Dictionary(
            uniqueKeysWithValues: contract.outcomes.enumerated().map { ($0.element.id, $0.offset) })
        windowPlaces = Dictionary(
            uniqueKeysWithValues: contract.windows.enumerated().map { ($0.element.id, $0.offset) })
        limits = contract.limitOrder.flatMap { kind in
            contract.limits.indices.filter { contract.limits[$0].kind == kind }
        }.map { LimitUse(place: $0, limit: contract.limits[$0], contract: contract, people: people) }
    }

    /// Prices the claims of one settlement after those that were priced before.
    ///
    /// - Throws: `unknownOutcome`, or `price` where a price is not known or what it comes to does not fit.
    package mutating func price(
        _ claims: [Claim], dueOn due: Day
    ) throws(SettlementError) -> PricedClaims {
        var rows = try rows(of: claims, dueOn: due)
        rows.sort { $0.precedes($1) }
        var cuts: [PricedClaims.CutRow] = []
        cutMilestones(&rows, &cuts)
        for place in limits.indices {
            do throws(ArithmeticError) {
                try limits[place].cut(&rows, &cuts)
            } catch {
                throw .price(outcome: contract.outcomes[0].id, .arithmetic(error))
            }
        }
        for place in limits.indices { limits[place].use(rows) }
        return PricedClaims(contract: contract, source: claims, prices: prices, rows: rows, cuts: cuts)
    }

    private mutating func rows(
        of claims: [Claim], dueOn due: Day
    ) throws(SettlementError) -> [PricedClaims.Row] {
        let numbers = subjects.numbers(of: claims)
        var rows: [PricedClaims.Row] = []
        rows.reserveCapacity(claims.count)
        for (place, claim) in claims.enumerated() {
            guard let outcome = outcomePlaces[claim.outcome] else {
                throw .unknownOutcome(claim.outcome, known: contract.outcomes.map(\.id))
            }
            guard claim.quantity > 0 else { throw .quantity(outcome: claim.outcome, came: claim.quantity) }
            let subject = numbers[place]
            let window = windowPlaces[claim.window] ?? contract.windows.count
            let day = day(of: subject, in: window, dueOn: due)
            let pricePlace = try pricePlace(of: outcome, on: day)
            let price = prices[pricePlace].minorUnits
            let (worth, overflow) = price.multipliedReportingOverflow(by: claim.quantity)
            guard !overflow else {
                throw .price(
                    outcome: claim.outcome,
                    .arithmetic(
                        .overflow(
                            operation: "*", left: "\(Money(minorUnits: price, currency: contract.currency))",
                            right: "\(claim.quantity)")))
            }
            rows.append(
                PricedClaims.Row(
                    claim: place, day: day.number, outcome: outcome, subject: subject, window: window,
                    units: claim.quantity, price: price, pricePlace: pricePlace, left: worth,
                    line: claim.cause.line ?? 0, isPerson: claim.subject.kind == .participant))
        }
        return rows
    }

    private func day(of subject: Int, in window: Int, dueOn due: Day) -> Day {
        let last = min(due, contract.termination?.day ?? due)
        guard window < contract.windows.count else { return last }
        let entry =
            subject < people.count ? Day(number: people.entries[subject]) : contract.starts
        return min(last, contract.windows[window].period(entry: entry, starts: contract.starts).last)
    }

    private mutating func pricePlace(of place: Int, on day: Day) throws(SettlementError) -> Int {
        let outcome = contract.outcomes[place]
        let key = PriceKey(
            outcome: place, amendments: outcome.amendments.count { $0.from <= day },
            day: outcome.index == nil ? nil : day)
        if let known = pricePlaces[key] { return known }
        var (price, clause) = outcome.price(on: day)
        if let index = outcome.index.flatMap({ contract.priceIndex($0) }) {
            do throws(TariffProblem) {
                price = try index.indexed(price, at: try indexValue(index, day))
            } catch {
                throw .price(outcome: outcome.id, error)
            }
        }
        let made = PricedClaims.Price(minorUnits: price.minorUnits, clause: clause)
        let found = prices.firstIndex(of: made) ?? prices.count
        if found == prices.count { prices.append(made) }
        pricePlaces[key] = found
        return found
    }

    /// Takes off what claims are worth whose participant has not achieved the outcome that must come first.
    private mutating func cutMilestones(
        _ rows: inout [PricedClaims.Row], _ cuts: inout [PricedClaims.CutRow]
    ) {
        guard contract.outcomes.contains(where: { $0.after != nil }) else { return }
        var byOutcome: [[Int]] = Array(repeating: [], count: contract.outcomes.count)
        for place in rows.indices { byOutcome[rows[place].outcome].append(place) }
        // An outcome comes after one that is declared above it.
        for (place, outcome) in contract.outcomes.enumerated() {
            let first = outcome.after.flatMap { outcomePlaces[$0] }
            for row in byOutcome[place] {
                let subject = rows[row].subject
                if let first, !achieved.contains(Achievement(subject: subject, outcome: first)) {
                    cuts.append(.init(row: row, cause: .milestone, amount: rows[row].left))
                    rows[row].left = 0
                } else {
                    achieved.insert(Achievement(subject: subject, outcome: place))
                }
            }
        }
    }
}

extension PriceIndex {
    fileprivate func indexed(_ price: Money, at value: Ratio) throws(TariffProblem) -> Money {
        do throws(ArithmeticError) {
            return try rounding.apply(to: Amount(price).multiplied(by: factor(at: value))).paid
        } catch {
            throw .arithmetic(error)
        }
    }
}
