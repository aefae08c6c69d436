import InvestorReturns
import OutcomesModel
import Settlement

// What a party does with what it received: each share with its tier, what that owed, and what was left for it.
extension ExplanationBuilder {
    /// - Parameters:
    ///   - noted: where each share came from, in their order; what is kept has none.
    ///   - lines: the numbers of the lines that pay the party.
    func distribution(
        _ distribution: Distribution, _ noted: [NotedShare], lines: [Int]
    ) throws(SettlementError) -> Explanation {
        var parts: [Explanation] = []
        for (index, share) in distribution.shares.enumerated() {
            guard noted.indices.contains(index) else {
                parts.append(
                    try Explanation(
                        share.title, .money(Amount(share.amount)), notes: ["what is given to nobody"]))
                continue
            }
            switch noted[index].source {
            case .figure(let figure): parts.append(try given(share, figure, noted[index]))
            case .waterfall(let line, let receipt, let account):
                let waterfall = WaterfallExplanation(
                    receipt: receipt, account: account, contract: contract)
                parts.append(
                    try waterfall.explain(
                        line, title: share.title, clause: share.step?.clause, step(noted[index].place)))
            }
        }
        let name = contract.party(distribution.party)?.name ?? distribution.party.rawValue
        let numbers = lines.map { "\($0)" }.joined(separator: ", ")
        return try Explanation(
            "What \(name) does with it", .money(Amount(distribution.received)), by: .sum, of: parts,
            notes: lines.isEmpty ? [] : ["received by line\(lines.count == 1 ? "" : "s") \(numbers)"])
    }

    /// What a rule gives by itself, rounded as the contract says.
    private func given(
        _ share: Distribution.Share, _ figure: Int, _ noted: NotedShare
    ) throws(SettlementError) -> Explanation {
        let amount = Explanation.Value.money(Amount(share.amount))
        var parts = [try explain(figure)]
        if parts[0].value != amount {
            parts.append(
                try rest("rounding to \(contract.rounding.unit)", of: amount, beyond: parts[0].value))
        }
        return try Explanation(
            share.title, amount, by: .sum, of: parts, step: step(noted.place))
    }
}

/// Explains the lines that a waterfall makes of one receipt.
private struct WaterfallExplanation {
    let receipt: InvestorAccount.SharedReceipt
    let account: InvestorAccount
    let contract: Contract

    func explain(
        _ line: WaterfallLine, title: String, clause: Clause?, _ step: Explanation.Step?
    ) throws(SettlementError) -> Explanation {
        let reckoning = line.reckoning
        let tier = line.tier.map { "tier \($0) of the waterfall, on \(receipt.receipt.day)" }
        let notes = [tier ?? "taken back on \(receipt.receipt.day)"]
        let (rule, parts) = try tierPaid(line)
        guard line.amount != reckoning.paid else {
            return try Explanation(
                title, money(line.amount), by: rule, of: parts, notes: notes, clause: clause, step: step)
        }
        let label = line.tier == nil ? "what the class pays back" : "what the tier pays"
        // What several are paid by is told with the first of them.
        let isTold =
            receipt.lines.first { $0.tier == line.tier && $0.reckoning.basis == reckoning.basis } != line
        let paid =
            isTold
            ? try Explanation(label, money(reckoning.paid), by: .above)
            : try Explanation(label, money(reckoning.paid), by: rule, of: parts)
        let (sharing, shares) = try share(line, of: paid)
        return try Explanation(
            title, money(line.amount), by: sharing, of: shares, notes: notes, clause: clause, step: step)
    }

    /// A part of what a tier pays to several.
    private func share(
        _ line: WaterfallLine, of paid: Explanation
    ) throws(SettlementError) -> (Explanation.Rule, [Explanation]) {
        let whole = Amount(line.reckoning.paid)
        guard let share = line.reckoning.share, let exact = try? whole.multiplied(by: share) else {
            return (.computed, [paid])
        }
        let product = try Explanation(
            "its share", .money(exact), by: .product, of: [paid] + (try factors(line, share)))
        guard let residue = try? Amount(line.amount).subtracting(exact), !residue.isZero else {
            return (.sum, [product])
        }
        return (.sum, [product, try Explanation("rounding, by largest remainder", .money(residue))])
    }

    /// What makes up a line's share: that of its class in the tier, and that of the investor in the class.
    private func factors(_ line: WaterfallLine, _ share: Ratio) throws(SettlementError) -> [Explanation] {
        let party = contract.party(line.party)?.name ?? line.party.rawValue
        guard let id = line.investors, let held = account.terms.investmentClass(id) else {
            return [try Explanation("\(party)'s share of the tier", .number(share))]
        }
        var factors: [(label: String, share: Ratio?)] = []
        if case .split(let portions)? = line.tier.map({ account.terms.tiers[$0 - 1].tier }),
            portions.count > 1
        {
            let own = portions.filter { $0.recipient == .investors(id) }
            factors.append(
                (
                    "\(held.title)'s share of the tier",
                    own.count == 1 ? part(own[0].share, of: portions.map(\.share)) : nil
                ))
        }
        if held.investors.count > 1 {
            let own = held.investors.first { $0.party == line.party }
            factors.append(
                (
                    "\(party)'s share of \(held.title)",
                    own.flatMap { part($0.share, of: held.investors.map(\.share)) }
                ))
        }
        let shares = factors.compactMap(\.share)
        guard !factors.isEmpty, shares.count == factors.count,
            (try? shares.reduce(Ratio.one) { try $0.multiplied(by: $1) }) == share
        else {
            return [try Explanation("\(party)'s share, for \(held.title)", .number(share))]
        }
        var explained: [Explanation] = []
        for (label, share) in zip(factors.map(\.label), shares) {
            explained.append(try Explanation(label, .number(share)))
        }
        return explained
    }

    private func part(_ share: Ratio, of shares: [Ratio]) -> Ratio? {
        try? share.divided(by: shares.reduce(Ratio.zero) { try $0.adding($1) })
    }

    /// What all parties of a tier are paid: what it owes or what is left, whichever is less.
    private func tierPaid(
        _ line: WaterfallLine
    ) throws(SettlementError) -> (Explanation.Rule, [Explanation]) {
        let reckoning = line.reckoning
        if case .received(let received) = reckoning.basis {
            let taken = try Explanation(
                "the lesser of", money(reckoning.paid).negated, by: .least,
                of: [
                    try Explanation("what the class had received", money(received)),
                    try Explanation("what was still to be taken back", money(reckoning.left)),
                ])
            return (.negative, [taken])
        }
        if case .feeReturned(let share, let whole, let had) = reckoning.basis {
            return (.negative, [try feeReturned(share, of: whole, had: had, line)])
        }
        let left = try left(for: line)
        guard let owed = line.owed else { return (.sum, [left]) }
        return (.least, [try self.owed(owed.before, line), left])
    }

    /// A fee of what goes back goes back too: its share, at most what the tier had got.
    private func feeReturned(
        _ share: Ratio, of whole: Money, had: Money, _ line: WaterfallLine
    ) throws(SettlementError) -> Explanation {
        var due = try product(
            "its share of what goes back", try Explanation("what goes back", money(whole)),
            try Explanation("share of the fee", .number(share)), otherwise: nil)
        let exact = FixedPoint(whole.minorUnits).multiplied(by: share)
        if let rounded = try? exact.money(whole.currency, rounding: .halfEven),
            let residue = money(rounded).less(due.value), residue != .money(.zero(whole.currency))
        {
            due = try Explanation(
                due.label, money(rounded), by: .sum,
                of: [due, try Explanation("rounding to the minor unit", residue)])
        }
        return try Explanation(
            "the least of", money(line.reckoning.paid).negated, by: .least,
            of: [
                due, try Explanation("what the tier had got", money(had)),
                try Explanation("what was still to be taken back", money(line.reckoning.left)),
            ])
    }

    private func left(for line: WaterfallLine) throws(SettlementError) -> Explanation {
        let before = receipt.lines.last { ($0.tier ?? .max) < line.tier ?? 0 }
        guard let before, let number = before.tier else {
            return try Explanation("the receipt", money(receipt.receipt.amount))
        }
        let isFirst = !receipt.lines.contains { ($0.tier ?? .max) < number }
        let left = try Explanation(
            isFirst ? "the receipt" : "what was left for \(name(ofTier: number))",
            money(before.reckoning.left),
            by: isFirst ? .given : .above)
        return try Explanation(
            "what is left of the receipt", money(line.reckoning.left), by: .difference,
            of: [left, try Explanation("paid to \(name(ofTier: number))", money(before.reckoning.paid))])
    }

    private func name(ofTier number: Int) -> String {
        "tier \(number), \(account.terms.tiers[number - 1].title)"
    }

    // MARK: What is owed

    /// A balance is rounded where it is paid, and never while it accrues.
    private func owed(_ balance: FixedPoint, _ line: WaterfallLine) throws(SettlementError) -> Explanation {
        let exact = try basis(line, balance)
        guard let rounded = try? balance.money(account.result.currency, rounding: .halfEven),
            let residue = money(rounded).less(exact.value), residue != .money(.zero(account.result.currency))
        else { return exact }
        return try Explanation(
            "owed, to the minor unit", money(rounded), by: .sum,
            of: [exact, try Explanation("rounding to the minor unit (half even)", residue)])
    }

    private func basis(_ line: WaterfallLine, _ balance: FixedPoint) throws(SettlementError) -> Explanation {
        switch line.reckoning.basis {
        case .share(let share, let receipt):
            return try product(
                "owed", try Explanation("the receipt", money(receipt)),
                try Explanation("share of the fee", .number(share)), otherwise: balance)
        case .multiple(let multiple, let drawn, let received):
            let most = try product(
                "the most that the class gets", try Explanation("drawn", money(drawn)),
                try Explanation("multiple", .number(multiple)), otherwise: nil)
            guard received.minorUnits != 0 else { return most }
            return try difference("owed", most, try Explanation("received before", money(received)))
        case .catchUp(let part, let preferred, let paid):
            let whole = try product(
                "what catches up with it",
                try Explanation("preferred return that was paid", money(preferred)),
                try Explanation("share over the rest", .number(part)), otherwise: nil)
            guard paid.minorUnits != 0 else { return whole }
            return try difference("owed", whole, try Explanation("caught up before", money(paid)))
        case .movements(let movements):
            var parts: [Explanation] = []
            for movement in movements { parts.append(try explain(movement, line)) }
            if parts.count == 1 { return parts[0] }
            var sum = Amount.zero(account.result.currency)
            for case .money(let part) in parts.map(\.value) {
                guard let next = try? sum.adding(part) else {
                    return try Explanation("owed", amount(balance), by: .computed, of: parts)
                }
                sum = next
            }
            return try Explanation("owed", .money(sum), by: .sum, of: parts)
        case .rest, .received, .feeReturned: return try Explanation("owed", amount(balance))
        }
    }

    private func product(
        _ label: String, _ sum: Explanation, _ factor: Explanation, otherwise balance: FixedPoint?
    ) throws(SettlementError) -> Explanation {
        guard case .money(let whole) = sum.value, case .number(let share) = factor.value,
            let product = try? whole.multiplied(by: share)
        else {
            let value = balance.map(amount) ?? sum.value
            return try Explanation(label, value, by: .computed, of: [sum, factor])
        }
        return try Explanation(label, .money(product), by: .product, of: [sum, factor])
    }

    private func difference(
        _ label: String, _ whole: Explanation, _ less: Explanation
    ) throws(SettlementError) -> Explanation {
        guard let difference = whole.value.less(less.value) else {
            return try Explanation(label, whole.value, by: .computed, of: [whole, less])
        }
        return try Explanation(label, difference, by: .difference, of: [whole, less])
    }

    // MARK: What moved it

    private func explain(
        _ movement: Reckoning.Movement, _ line: WaterfallLine
    ) throws(SettlementError) -> Explanation {
        let value = amount(movement.amount)
        switch movement.cause {
        case .carried: return try Explanation("still owed after it was last paid, on \(movement.day)", value)
        case .drawdown: return try drawdown(movement, value)
        case .clawback: return try Explanation("paid back on \(movement.day), and owed again", value)
        case .payment(let tier):
            return try Explanation("paid on \(movement.day) by \(name(ofTier: tier))", value)
        case .accrual(let accrual): return try explain(accrual, value, line)
        }
    }

    private func drawdown(
        _ movement: Reckoning.Movement, _ value: Explanation.Value
    ) throws(SettlementError) -> Explanation {
        let drawn = account.drawdowns.first {
            $0.day == movement.day && amount(FixedPoint($0.amount.minorUnits)) == value
        }
        let indicator = drawn.flatMap { account.terms.investmentClass($0.investors)?.drawn }
        return try Explanation(
            "drawn on \(movement.day)", value, notes: indicator.map { ["by evidence of \($0)"] } ?? [],
            clause: drawn?.clause)
    }

    private func explain(
        _ accrual: WaterfallLine.Accrual, _ value: Explanation.Value, _ line: WaterfallLine
    ) throws(SettlementError) -> Explanation {
        let rate = accrual.rate
        let years = rate.dayCount.years(from: accrual.first, to: accrual.last)
        let base = try Explanation("what earns it", amount(accrual.base))
        let label = "interest from \(accrual.first) to \(accrual.last)"
        let days = try Explanation(
            "years: \(accrual.days) \(accrual.days == 1 ? "day" : "days") by \(rate.dayCount.rawValue)",
            .number(years))
        switch rate.compounding {
        case .simple:
            let parts = [base, try Explanation("the rate a year, simple", .number(rate.rate)), days]
            guard case .money(let sum) = base.value, let yearly = try? sum.multiplied(by: rate.rate),
                let product = try? yearly.multiplied(by: years), .money(product) == value
            else { return try Explanation(label, value, by: .computed, of: parts) }
            return try Explanation(label, value, by: .product, of: parts)
        case .annual:
            return try Explanation(
                label, value, by: .computed,
                of: [base, try Explanation("1 + the rate a year", .number(rate.yearlyFactor)), days],
                notes: ["compounded: what earns it × ((1 + rate)^years − 1)"])
        }
    }

    private func money(_ money: Money) -> Explanation.Value { .money(Amount(money)) }

    private func amount(_ balance: FixedPoint) -> Explanation.Value {
        let currency = account.result.currency
        if let shown = balance.shown { return .money(Amount(minorUnits: shown, currency: currency)) }
        // Past 128 bits: to the minor unit, as far as that goes.
        return money((try? balance.money(currency, rounding: .halfEven)) ?? .zero(currency))
    }
}

extension Explanation.Value {
    fileprivate var negated: Self {
        guard case .money(let amount) = self else { return self }
        return .money(amount.negated())
    }
}
