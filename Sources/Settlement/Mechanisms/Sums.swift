package import OutcomesModel

extension ShareOfSum {
    package func breakdown(
        of base: Amount, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(base.currency)
        let amount = try base.multiplied(by: share)
        try breakdown.add(.init(PartLabel(label, .share(share, of: base)), amount: amount, clause: clause))
        return breakdown
    }
}

extension Guarantee {
    /// Returns what is lacking of the guaranteed share of `base` after `received`.
    package func breakdown(
        of base: Amount, received: Amount, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(base.currency)
        let guaranteed = try base.multiplied(by: share)
        guard try received.isLess(than: guaranteed) else { return breakdown }
        try breakdown.add(
            .init(PartLabel(label, .share(share, of: base)), amount: guaranteed, clause: clause))
        if !received.isZero {
            try breakdown.add(.init(PartLabel(label, .received), amount: received.negated(), clause: clause))
        }
        return breakdown
    }
}

extension TerminationPayment {
    /// Returns what is due for an end on a day, and nothing where the contract did not end early.
    package func breakdown(
        of base: Amount, endedOn day: Day?, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(base.currency)
        guard let day, let row = row(endedOn: day) else { return breakdown }
        let amount = try base.multiplied(by: row.share)
        let name = PartLabel(label, .ended(day), .share(row.share, of: base))
        try breakdown.add(.init(name, amount: amount, clause: clause))
        return breakdown
    }
}

extension StandingCharge {
    /// Returns how many intervals there are from one day to another, both of them included.
    package func intervals(from first: Day, to last: Day) throws(ArithmeticError) -> Ratio {
        guard first <= last else { return .zero }
        var whole = 0
        while true {
            let start = first.adding(months: whole * every.months)
            let next = first.adding(months: (whole + 1) * every.months)
            guard next.adding(days: -1) > last else {
                whole += 1
                continue
            }
            guard start <= last else { return Ratio(whole) }
            switch counting {
            case .begun: return Ratio(whole + 1)
            case .whole: return Ratio(whole)
            case .byDay:
                let part = try Ratio(
                    Int128(last.days(since: start) + 1), over: Int128(next.days(since: start)))
                return try Ratio(whole).adding(part)
            }
        }
    }

    package func breakdown(
        from first: Day, to last: Day, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(price.currency)
        let count = try intervals(from: first, to: last)
        guard !count.isZero else { return breakdown }
        try breakdown.add(.units(PartLabel(label), count, at: price, clause))
        return breakdown
    }
}

/// What one tariff gives to a netting, and may be below zero.
package struct NettedSum: Hashable, Sendable {
    package let label: String
    package let amount: Amount
    package let clause: Clause

    package init(label: String, amount: Amount, clause: Clause) {
        self.label = label
        self.amount = amount
        self.clause = clause
    }
}

/// Returns the sum of what is good and what is bad; where the bad is more, nothing is due.
package func net(
    _ sums: [NettedSum], in currency: Currency, _ label: String, clause: Clause
) throws(ArithmeticError) -> Breakdown {
    var breakdown = Breakdown(currency)
    for sum in sums where !sum.amount.isZero {
        try breakdown.add(.init(PartLabel(sum.label), amount: sum.amount, clause: sum.clause))
    }
    if breakdown.amount.minorUnits.signum < 0 {
        let lacking = breakdown.amount.negated()
        try breakdown.add(.init(PartLabel(label, .neverLessThanNothing), amount: lacking, clause: clause))
    }
    return breakdown
}
