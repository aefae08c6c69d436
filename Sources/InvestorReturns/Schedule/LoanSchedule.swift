package import OutcomesModel

/// What a loan pays on a day, from the lender's side, not rounded.
package struct LoanEvent: Hashable, Sendable {
    /// The day on which it is paid.
    package let day: Day
    package let kind: Kind
    /// In minor units; negative for what is paid out.
    package let amount: FixedPoint
    /// The principal that is left after it, in minor units.
    package let principal: FixedPoint
    package let rate: Ratio
    /// The interest that has accrued and is not paid after it, in minor units.
    package let accrued: FixedPoint

    /// In the order in which those of one day are taken; the words are those of the ACTUS dictionary.
    package enum Kind: String, CaseIterable, Sendable {
        case payout = "IED"
        case redemption = "PR"
        case interest = "IP"
        case capitalisation = "IPCI"
        case rateChange = "RR"
        case maturity = "MD"
    }
}

extension Loan {
    /// Returns all events until maturity, by day.
    ///
    /// Nothing is rounded: who pays rounds each amount as the contract says, and what that leaves over is the
    /// last payment's.
    ///
    /// - Source: the contract types PAM, LAM and ANN of the ACTUS technical specification, for fixed rates.
    package func schedule() -> [LoanEvent] {
        var run = LoanRun(self)
        for step in steps() { run.take(step) }
        return run.events
    }

    struct Step {
        let day: Day
        let kind: LoanEvent.Kind
        /// For a rate change.
        var rate: Ratio?
    }

    private func steps() -> [Step] {
        let first = max(starts, since ?? starts)
        var steps: [Step] = [Step(day: starts, kind: .payout), Step(day: matures, kind: .maturity)]
        for day in redemptions(until: matures) { steps.append(Step(day: day, kind: .redemption)) }
        var interestDays = interest.days(before: matures)
        if let end = capitalisesUntil, !interestDays.contains(end) { interestDays.append(end) }
        for day in interestDays + [matures] {
            let added = capitalisesUntil.map { day <= $0 } ?? false
            steps.append(Step(day: day, kind: added ? .capitalisation : .interest))
        }
        for change in rateChanges where change.day < matures {
            steps.append(Step(day: change.day, kind: .rateChange, rate: change.rate))
        }
        let order = LoanEvent.Kind.allCases
        return steps.filter { $0.day >= first }.sorted {
            ($0.day, order.firstIndex(of: $0.kind)!) < ($1.day, order.firstIndex(of: $1.kind)!)
        }
    }

    /// Returns the days of redemption before `end`.
    func redemptions(until end: Day) -> [Day] {
        switch repayment {
        case .atMaturity: []
        case .linear(let cycle, _), .annuity(let cycle, _, _): cycle.days(before: end)
        }
    }
}

/// The balances of a loan while its steps are taken one after another.
private struct LoanRun {
    let loan: Loan
    var events: [LoanEvent] = []
    private var today: Day
    private var balance: FixedPoint
    private var accrued: FixedPoint
    private var rate: Ratio
    /// The payment of an annuity, in minor units; none until it is found.
    private var annuity: FixedPoint?

    init(_ loan: Loan) {
        self.loan = loan
        today = max(loan.starts, loan.since ?? loan.starts)
        balance = FixedPoint(loan.principal.minorUnits)
        accrued = FixedPoint(loan.accrued.minorUnits)
        rate = loan.rate
        if case .annuity(_, let payment?, _) = loan.repayment { annuity = FixedPoint(payment.minorUnits) }
    }

    mutating func take(_ step: Loan.Step) {
        let moved = loan.businessDays.moved(step.day)
        accrue(until: loan.businessDays.interestFollows ? moved : step.day)
        var amount = FixedPoint.zero
        switch step.kind {
        case .payout: amount = -FixedPoint(loan.principal.minorUnits) - FixedPoint(loan.premium.minorUnits)
        case .redemption:
            amount = redemption(on: step.day)
            balance = balance - amount
        case .interest:
            amount = accrued
            accrued = .zero
        case .capitalisation:
            balance = balance + accrued
            accrued = .zero
        case .rateChange:
            rate = step.rate ?? rate
            if case .annuity = loan.repayment { annuity = nil }
        case .maturity:
            amount = balance
            balance = .zero
        }
        events.append(
            LoanEvent(
                day: moved, kind: step.kind, amount: amount, principal: balance, rate: rate, accrued: accrued)
        )
    }

    private mutating func accrue(until day: Day) {
        guard day > today else { return }
        accrued = accrued + interest(from: today, to: day)
        today = day
    }

    private func interest(from first: Day, to last: Day) -> FixedPoint {
        balance.multiplied(by: rate)
            .multiplied(by: loan.dayCount.years(from: first, to: last, termination: loan.matures))
    }

    private mutating func redemption(on day: Day) -> FixedPoint {
        switch loan.repayment {
        case .atMaturity: return .zero
        case .linear(_, let part?): return min(FixedPoint(part.minorUnits), balance)
        case .linear(_, part: nil):
            let count = loan.redemptions(until: loan.matures).count + 1
            return min(FixedPoint(loan.principal.minorUnits).divided(by: Ratio(count)), balance)
        case .annuity(_, _, let amortises):
            let payment = annuity ?? levelPayment(from: day, to: amortises ?? loan.matures)
            annuity = payment
            return min(payment - accrued, balance)
        }
    }

    /// Returns the payment that, made now, on each later day of redemption and on `end`, leaves nothing.
    ///
    /// With growth g(i) = 1 + rate · years between payments i - 1 and i, it is what is owed now times all
    /// growths, over the sum of what each payment of 1 grows to.
    private func levelPayment(from day: Day, to end: Day) -> FixedPoint {
        var owed = balance + accrued
        var paid = FixedPoint.one
        var last = day
        for next in loan.redemptions(until: end).filter({ $0 > day && $0 < end }) + [end] {
            let growth =
                FixedPoint.one
                + FixedPoint(rate).multiplied(
                    by: loan.dayCount.years(from: last, to: next, termination: loan.matures))
            owed = owed * growth
            paid = paid * growth + .one
            last = next
        }
        return owed.divided(by: paid)
    }
}
