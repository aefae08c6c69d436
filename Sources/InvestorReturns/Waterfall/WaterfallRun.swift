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
        case .feeReturned(let tier, let whole):
            guard case .fee = tiers[tier] else { preconditionFailure("tier \(tier + 1) is no fee") }
            try check(whole.currency)
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
    var classes: [ClassID: ClassState] = [:]
    var tiers: [TierState]
    var paidIn: Money
    /// What has been paid beyond capital by preferred, hurdle and multiple tiers: what a catch-up follows.
    var preferredPaid: Money
    var distributions: [WaterfallDistribution] = []
    var flows: [InvestorFlow] = []

    struct ClassState {
        var capital, drawn, received: Money
        /// What guarantors have paid, so that a second one does not pay it again.
        var guaranteed: Money
    }

    struct TierState {
        /// What a preferred return or a hurdle owes, in minor units.
        var balance = FixedPoint.zero
        var paid: Money
        var accruals: [WaterfallLine.Accrual] = []
        /// What has made up what is owed since the tier last paid.
        var movements: [Reckoning.Movement] = []
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
        case .feeReturned(let tier, let whole):
            try returnFee(event.amount, by: tier, of: whole, on: event.day, turn: event.turn)
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
            let accrual = WaterfallLine.Accrual(
                first: first, last: day, rate: rate, base: base, interest: interest)
            tiers[index].accruals.append(accrual)
            tiers[index].movements.append(
                Reckoning.Movement(day: day, cause: .accrual(accrual), amount: interest))
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
        let drawn = try state(of: id).drawn.plus(money)
        classes[id]?.drawn = drawn
        try moveCapital(of: id, by: money, .drawdown, on: day)
        moveHurdles(of: id, by: money, .drawdown, on: day)
        for (investor, part) in zip(investors(of: id), try split(money, in: id)) {
            note(day, investor.party, id, .drawdown, try Money.zero(money.currency).minus(part))
        }
    }

    private mutating func clawBack(
        _ money: Money, from id: ClassID, on day: Day, turn: Int
    ) throws(ReturnsError) {
        let received = state(of: id).received
        guard money.minorUnits <= received.minorUnits else {
            throw .clawbackAboveReceived(id, day, asked: money, received: received)
        }
        let kept = try received.minus(money)
        classes[id]?.received = kept
        try moveCapital(of: id, by: money, .clawback, on: day)
        moveHurdles(of: id, by: money, .clawback, on: day)
        // What goes back to the payers may be claimed again below the cap.
        paidIn = try paidIn.minus(money)
        let back = try Money.zero(money.currency).minus(money)
        let lines = try lines(
            .clawback, of: [Tier.Portion(.investors(id), share: .one)], back, on: day, left: money,
            basis: .received(received))
        distributions.append(
            WaterfallDistribution(
                day: day, cause: .clawback(id), claimed: back, paidIn: back, lines: lines,
                undistributed: .zero(money.currency), turn: turn))
    }

    private mutating func returnFee(
        _ money: Money, by index: Int, of whole: Money, on day: Day, turn: Int
    ) throws(ReturnsError) {
        guard case .fee(_, let share) = waterfall.tiers[index] else { return }
        let had = tiers[index].paid
        tiers[index].paid = try had.minus(money)
        paidIn = try paidIn.minus(money)
        let back = try Money.zero(money.currency).minus(money)
        let lines = try lines(
            .fee, number: index + 1, of: waterfall.tiers[index].portions, back, on: day, left: whole,
            basis: .feeReturned(share, of: whole, had: had))
        distributions.append(
            WaterfallDistribution(
                day: day, cause: .feeReturned, claimed: back, paidIn: back, lines: lines,
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
        let received = try state.received.plus(state.guaranteed)
        let short = promised - FixedPoint(received.minorUnits)
        guard short.signum > 0 else { return }
        let asked = try short.money(waterfall.currency, rounding: .halfEven)
        let paid = guarantee.limit.map { min($0, asked) } ?? asked
        state.guaranteed = try state.guaranteed.plus(paid)
        classes[guarantee.investors] = state
        let owed = WaterfallLine.Owed(
            before: short, paid: paid, after: short - FixedPoint(paid.minorUnits))
        let lines = try lines(
            .guarantee, of: [Tier.Portion(.investors(guarantee.investors), share: .one)], paid,
            on: guarantee.day, left: asked,
            basis: .multiple(guarantee.share, drawn: state.drawn, received: received), owed: owed)
        distributions.append(
            WaterfallDistribution(
                day: guarantee.day, cause: .guarantee(by: guarantee.guarantor), claimed: asked, paidIn: paid,
                lines: lines, undistributed: .zero(waterfall.currency), turn: nil))
    }
}
