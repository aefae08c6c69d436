package import OutcomesModel

extension Waterfall {
    /// Shares out what came in until `last`, and says why each line is what it is.
    ///
    /// Events are taken by day; on one day what is owed accrues first, then drawdowns, clawbacks, receipts
    /// and guarantees follow. Later events are left out, and balances accrue until `last`.
    ///
    /// - Throws: `ReturnsError.unknownClass`, `.currency`, `.eventAmount` or `.clawbackAboveReceived` for an
    ///   event that cannot be; `.arithmetic` past 64 bits.
    package func distribute(
        _ events: [WaterfallEvent], until last: Day
    ) throws(ReturnsError) -> WaterfallResult {
        for event in events { try check(event) }
        var run = WaterfallRun(self)
        var calls = guarantees.filter { $0.day <= last }.sorted {
            ($0.day, $0.investors, $0.guarantor) < ($1.day, $1.investors, $1.guarantor)
        }[...]
        for event in events.filter({ $0.day <= last }).sorted(by: WaterfallEvent.precedes) {
            while let call = calls.first, call.day < event.day {
                try run.call(call)
                calls.removeFirst()
            }
            try run.take(event)
        }
        for call in calls { try run.call(call) }
        run.accrue(until: last)
        return run.result
    }

    private func check(_ event: WaterfallEvent) throws(ReturnsError) {
        switch event.kind {
        case .drawdown(let id), .clawback(let id): try check(id)
        case .receipt: break
        }
        try check(event.amount.currency)
        guard event.amount.minorUnits >= 0 else {
            throw .eventAmount(event: event.name, event.day, event.amount)
        }
    }
}

/// The balances of a waterfall while its events are taken one after another.
struct WaterfallRun {
    let waterfall: Waterfall
    private var today: Day?
    private var classes: [ClassID: ClassState] = [:]
    private var tiers: [TierState]
    private var paidIn: Money
    /// What has been paid beyond capital by preferred, hurdle and multiple tiers: what a catch-up follows.
    private var preferredPaid: Money
    private var distributions: [WaterfallDistribution] = []
    private var flows: [InvestorFlow] = []

    private struct ClassState {
        var capital, drawn, received: Money
        /// What guarantors have paid, so that a second one does not pay it again.
        var guaranteed: Money
    }

    private struct TierState {
        /// What a preferred return or a hurdle owes, in minor units.
        var balance = FixedPoint.zero
        var paid: Money
        var accruals: [WaterfallLine.Accrual] = []
    }

    init(_ waterfall: Waterfall) {
        self.waterfall = waterfall
        let zero = Money.zero(waterfall.currency)
        for one in waterfall.classes {
            classes[one.id] = ClassState(capital: zero, drawn: zero, received: zero, guaranteed: zero)
        }
        tiers = waterfall.tiers.map { _ in TierState(paid: zero) }
        paidIn = zero
        preferredPaid = zero
    }

    var result: WaterfallResult {
        WaterfallResult(
            currency: waterfall.currency, distributions: distributions,
            classes: waterfall.classes.map { one in
                let state = state(of: one.id)
                var owed = FixedPoint.zero
                for case (.preferredReturn(one.id, _), let tier) in zip(waterfall.tiers, tiers) {
                    owed = owed + tier.balance
                }
                return ClassBalance(
                    id: one.id, drawn: state.drawn, received: state.received,
                    capitalOutstanding: state.capital, preferredReturnOwed: owed)
            }, flows: flows)
    }

    mutating func take(_ event: WaterfallEvent) throws(ReturnsError) {
        accrue(until: event.day)
        switch event.kind {
        case .drawdown(let id): try draw(event.amount, by: id, on: event.day)
        case .clawback(let id): try clawBack(event.amount, from: id, on: event.day, turn: event.turn)
        case .receipt: try receive(event.amount, on: event.day, turn: event.turn)
        }
    }
}

// What each kind of event does.
extension WaterfallRun {
    /// Lets what the tiers owe grow, each by its own rate.
    mutating func accrue(until day: Day) {
        defer { today = max(today ?? day, day) }
        guard let first = today, first < day else { return }
        for (index, tier) in waterfall.tiers.enumerated() {
            guard let base = base(of: tier, index), base.signum != 0, let rate = tier.rate else { continue }
            let interest = rate.interest(on: base, from: first, to: day)
            tiers[index].balance = tiers[index].balance + interest
            tiers[index].accruals.append(
                WaterfallLine.Accrual(first: first, last: day, rate: rate, base: base, interest: interest))
        }
    }

    /// Returns what a tier's rate is applied to.
    private func base(of tier: Tier, _ index: Int) -> FixedPoint? {
        switch tier {
        case .preferredReturn(let id, let rate):
            let capital = FixedPoint(state(of: id).capital.minorUnits)
            return rate.compounding == .simple ? capital : capital + tiers[index].balance
        case .hurdle: return tiers[index].balance
        case .fee, .capital, .multiple, .catchUp, .split, .residual: return nil
        }
    }

    private mutating func draw(_ money: Money, by id: ClassID, on day: Day) throws(ReturnsError) {
        var state = state(of: id)
        state.capital = try state.capital.plus(money)
        state.drawn = try state.drawn.plus(money)
        classes[id] = state
        moveHurdles(of: id, by: money)
        for (investor, part) in zip(investors(of: id), try split(money, in: id)) {
            note(day, investor.party, id, .drawdown, try Money.zero(money.currency).minus(part))
        }
    }

    private mutating func clawBack(
        _ money: Money, from id: ClassID, on day: Day, turn: Int
    ) throws(ReturnsError) {
        var state = state(of: id)
        guard money.minorUnits <= state.received.minorUnits else {
            throw .clawbackAboveReceived(id, day, asked: money, received: state.received)
        }
        state.capital = try state.capital.plus(money)
        state.received = try state.received.minus(money)
        classes[id] = state
        moveHurdles(of: id, by: money)
        // What goes back to the payers may be claimed again below the cap.
        paidIn = try paidIn.minus(money)
        let back = try Money.zero(money.currency).minus(money)
        let lines = try lines(.clawback, of: [Tier.Portion(.investors(id), share: .one)], back, on: day)
        distributions.append(
            WaterfallDistribution(
                day: day, cause: .clawback(id), claimed: back, paidIn: back, lines: lines,
                undistributed: .zero(money.currency), turn: turn))
    }

    private mutating func receive(_ claimed: Money, on day: Day, turn: Int) throws(ReturnsError) {
        let paid =
            try waterfall.cap.map { cap throws(ReturnsError) in
                min(claimed, max(try cap.minus(paidIn), .zero(cap.currency)))
            } ?? claimed
        paidIn = try paidIn.plus(paid)
        var left = paid
        var lines: [WaterfallLine] = []
        for index in waterfall.tiers.indices where left.minorUnits > 0 {
            let (amount, made) = try pay(index, of: left, receipt: paid, on: day)
            left = try left.minus(amount)
            lines += made
        }
        distributions.append(
            WaterfallDistribution(
                day: day, cause: .receipt, claimed: claimed, paidIn: paid, lines: lines, undistributed: left,
                turn: turn))
    }

    /// Makes the guarantor pay what the class has received too little.
    mutating func call(_ guarantee: Waterfall.Guarantee) throws(ReturnsError) {
        accrue(until: guarantee.day)
        var state = state(of: guarantee.investors)
        let promised = FixedPoint(state.drawn.minorUnits).multiplied(by: guarantee.share)
        let short = promised - FixedPoint(try state.received.plus(state.guaranteed).minorUnits)
        guard short.signum > 0 else { return }
        let asked = try short.money(waterfall.currency, rounding: .halfEven)
        let paid = guarantee.limit.map { min($0, asked) } ?? asked
        state.guaranteed = try state.guaranteed.plus(paid)
        classes[guarantee.investors] = state
        let owed = WaterfallLine.Owed(
            before: short, paid: paid, after: short - FixedPoint(paid.minorUnits))
        let lines = try lines(
            .guarantee, of: [Tier.Portion(.investors(guarantee.investors), share: .one)], paid,
            on: guarantee.day, owed: owed)
        distributions.append(
            WaterfallDistribution(
                day: guarantee.day, cause: .guarantee(by: guarantee.guarantor), claimed: asked, paidIn: paid,
                lines: lines, undistributed: .zero(waterfall.currency), turn: nil))
    }
}

// What a tier owes, and who gets it.
extension WaterfallRun {
    /// Pays one tier out of what is left of a receipt.
    private mutating func pay(
        _ index: Int, of left: Money, receipt: Money, on day: Day
    ) throws(ReturnsError) -> (Money, [WaterfallLine]) {
        let tier = waterfall.tiers[index]
        let before = try owed(by: tier, index, receipt: receipt)
        let wanted = try before?.money(waterfall.currency, rounding: .halfEven) ?? left
        let amount = min(left, max(wanted, .zero(waterfall.currency)))
        guard amount.minorUnits > 0 else { return (amount, []) }
        let owed = before.map {
            WaterfallLine.Owed(before: $0, paid: amount, after: $0 - FixedPoint(amount.minorUnits))
        }
        let lines = try lines(
            tier.kind, number: index + 1, of: tier.portions, amount, on: day, owed: owed,
            accruals: tiers[index].accruals)
        tiers[index].paid = try tiers[index].paid.plus(amount)
        tiers[index].accruals = []
        if case .preferredReturn = tier {
            tiers[index].balance = tiers[index].balance - FixedPoint(amount.minorUnits)
        }
        try repayCapital(of: tier, amount)
        for line in lines {
            guard let id = line.investors else { continue }
            let received = try state(of: id).received.plus(line.amount)
            classes[id]?.received = received
            moveHurdles(of: id, by: try Money.zero(line.amount.currency).minus(line.amount))
        }
        return (amount, lines)
    }

    /// Returns what a tier still owes, in minor units; none where it gives all that is left.
    private func owed(by tier: Tier, _ index: Int, receipt: Money) throws(ReturnsError) -> FixedPoint? {
        switch tier {
        case .fee(_, let share): return FixedPoint(receipt.minorUnits).multiplied(by: share)
        case .capital(let id): return FixedPoint(state(of: id).capital.minorUnits)
        case .preferredReturn, .hurdle: return tiers[index].balance
        case .multiple(let id, let multiple):
            let state = state(of: id)
            return FixedPoint(state.drawn.minorUnits).multiplied(by: multiple)
                - FixedPoint(state.received.minorUnits)
        case .catchUp(_, let share):
            // x = share · (preferred + x), so that x = preferred · share / (1 - share).
            let part = try ReturnsError.exactly { () throws(ArithmeticError) in
                try share.divided(by: Ratio.one.subtracting(share))
            }
            return FixedPoint(preferredPaid.minorUnits).multiplied(by: part)
                - FixedPoint(tiers[index].paid.minorUnits)
        case .split, .residual: return nil
        }
    }

    /// Takes off the capital what a tier repays of it, and counts the rest as preferred return.
    private mutating func repayCapital(of tier: Tier, _ amount: Money) throws(ReturnsError) {
        switch tier {
        case .capital(let id), .hurdle(let id, _), .multiple(let id, _):
            let capital = state(of: id).capital
            let repaid = min(capital, amount)
            classes[id]?.capital = try capital.minus(repaid)
            preferredPaid = try preferredPaid.plus(amount.minus(repaid))
        case .preferredReturn: preferredPaid = try preferredPaid.plus(amount)
        case .fee, .catchUp, .split, .residual: break
        }
    }

    /// Splits what a tier pays over its parties, and notes what investors get.
    private mutating func lines(
        _ kind: Tier.Kind, number: Int? = nil, of portions: [Tier.Portion], _ amount: Money, on day: Day,
        owed: WaterfallLine.Owed? = nil, accruals: [WaterfallLine.Accrual] = []
    ) throws(ReturnsError) -> [WaterfallLine] {
        var lines: [WaterfallLine] = []
        func add(_ party: PartyID, _ id: ClassID?, _ part: Money) {
            guard part.minorUnits != 0 else { return }
            lines.append(
                WaterfallLine(
                    kind: kind, tier: number, party: party, investors: id, amount: part, owed: owed,
                    accruals: accruals))
        }
        for (portion, part) in zip(portions, try amount.split(byPositive: portions.map(\.share))) {
            switch portion.recipient {
            case .party(let party): add(party, nil, part)
            case .investors(let id):
                for (investor, share) in zip(investors(of: id), try split(part, in: id)) {
                    add(investor.party, id, share)
                }
            }
        }
        for line in lines {
            guard let id = line.investors else { continue }
            note(day, line.party, id, kind == .clawback ? .clawback : .payment, line.amount)
        }
        return lines
    }

    private mutating func moveHurdles(of id: ClassID, by money: Money) {
        for (index, tier) in waterfall.tiers.enumerated() {
            if case .hurdle(id, _) = tier {
                tiers[index].balance = tiers[index].balance + FixedPoint(money.minorUnits)
            }
        }
    }

    private mutating func note(
        _ day: Day, _ party: PartyID, _ id: ClassID, _ kind: InvestorFlow.Kind, _ amount: Money
    ) {
        guard amount.minorUnits != 0 else { return }
        flows.append(InvestorFlow(day: day, party: party, investors: id, kind: kind, amount: amount))
    }

    private func investors(of id: ClassID) -> [InvestmentClass.Investor] { held(id).investors }

    private func split(_ money: Money, in id: ClassID) throws(ReturnsError) -> [Money] {
        try held(id).split(money)
    }

    private func held(_ id: ClassID) -> InvestmentClass {
        guard let held = waterfall.classes.first(where: { $0.id == id }) else {
            preconditionFailure("class '\(id)' was checked and is not there")
        }
        return held
    }

    private func state(of id: ClassID) -> ClassState {
        guard let state = classes[id] else {
            preconditionFailure("class '\(id)' was checked and has no state")
        }
        return state
    }
}

private func min(_ left: Money, _ right: Money) -> Money {
    left.minorUnits <= right.minorUnits ? left : right
}
private func max(_ left: Money, _ right: Money) -> Money {
    left.minorUnits >= right.minorUnits ? left : right
}
