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
                        word(share.title, sv: "behålls"), .money(Amount(share.amount)),
                        notes: [word("what is given to nobody", sv: "det som inte ges till någon")]))
                continue
            }
            switch noted[index].source {
            case .figure(let figure): parts.append(try given(share, figure, noted[index]))
            case .waterfall(let line, let receipt, let account):
                let waterfall = WaterfallExplanation(
                    receipt: receipt, account: account, contract: contract, language: run.language)
                parts.append(
                    try waterfall.explain(
                        line, title: share.title, clause: share.step?.clause, step(noted[index].place)))
            }
        }
        let name = contract.party(distribution.party)?.name ?? distribution.party.rawValue
        let numbers = lines.map { "\($0)" }.joined(separator: ", ")
        let received = word(
            "received by line\(lines.count == 1 ? "" : "s") \(numbers)",
            sv: lines.count == 1 ? "mottaget genom rad \(numbers)" : "mottaget genom raderna \(numbers)")
        return try Explanation(
            word("What \(name) does with it", sv: "Vad \(name) gör med det"),
            .money(Amount(distribution.received)), by: .sum, of: parts, notes: lines.isEmpty ? [] : [received]
        )
    }

    /// What a rule gives by itself, rounded as the contract says.
    private func given(
        _ share: Distribution.Share, _ figure: Int, _ noted: NotedShare
    ) throws(SettlementError) -> Explanation {
        let amount = Explanation.Value.money(Amount(share.amount))
        var parts = [try explain(figure)]
        if parts[0].value != amount {
            parts.append(
                try rest(
                    word(
                        "rounding to \(contract.rounding.unit)",
                        sv: "avrundning till \(contract.rounding.unit)"),
                    of: amount, beyond: parts[0].value))
        }
        return try Explanation(
            share.title, amount, by: .sum, of: parts, step: step(noted.place))
    }
}

/// Explains the lines that a waterfall makes of one receipt.
private struct WaterfallExplanation: WrittenInLanguage {
    let receipt: InvestorAccount.SharedReceipt
    let account: InvestorAccount
    let contract: Contract
    let language: Language

    func explain(
        _ line: WaterfallLine, title: String, clause: Clause?, _ step: Explanation.Step?
    ) throws(SettlementError) -> Explanation {
        let reckoning = line.reckoning
        let day = receipt.receipt.day
        let tier = line.tier.map {
            word("tier \($0) of the waterfall, on \(day)", sv: "steg \($0) i vattenfallet, den \(day)")
        }
        let notes = [tier ?? word("taken back on \(day)", sv: "återtaget den \(day)")]
        let (rule, parts) = try tierPaid(line)
        guard line.amount != reckoning.paid else {
            return try Explanation(
                title, money(line.amount), by: rule, of: parts, notes: notes, clause: clause, step: step)
        }
        let label =
            line.tier == nil
            ? word("what the class pays back", sv: "vad klassen betalar tillbaka")
            : word("what the tier pays", sv: "vad steget betalar")
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
            word("its share", sv: "dess andel"), .money(exact), by: .product,
            of: [paid] + (try factors(line, share)))
        guard let residue = try? Amount(line.amount).subtracting(exact), !residue.isZero else {
            return (.sum, [product])
        }
        return (
            .sum,
            [
                product,
                try Explanation(
                    word("rounding, by largest remainder", sv: "avrundning, enligt största resten"),
                    .money(residue)),
            ]
        )
    }

    /// What makes up a line's share: that of its class in the tier, and that of the investor in the class.
    private func factors(_ line: WaterfallLine, _ share: Ratio) throws(SettlementError) -> [Explanation] {
        let party = contract.party(line.party)?.name ?? line.party.rawValue
        func ofTier(_ name: String) -> String {
            word("\(name)'s share of the tier", sv: "andel av steget: \(name)")
        }
        guard let id = line.investors, let held = account.terms.investmentClass(id) else {
            return [try Explanation(ofTier(party), .number(share))]
        }
        var factors: [(label: String, share: Ratio?)] = []
        if case .split(let portions)? = line.tier.map({ account.terms.tiers[$0 - 1].tier }),
            portions.count > 1
        {
            let own = portions.filter { $0.recipient == .investors(id) }
            factors.append(
                (
                    ofTier(held.title),
                    own.count == 1 ? part(own[0].share, of: portions.map(\.share)) : nil
                ))
        }
        if held.investors.count > 1 {
            let own = held.investors.first { $0.party == line.party }
            factors.append(
                (
                    word("\(party)'s share of \(held.title)", sv: "andel av \(held.title): \(party)"),
                    own.flatMap { part($0.share, of: held.investors.map(\.share)) }
                ))
        }
        let shares = factors.compactMap(\.share)
        guard !factors.isEmpty, shares.count == factors.count,
            (try? shares.reduce(Ratio.one) { try $0.multiplied(by: $1) }) == share
        else {
            let label = word(
                "\(party)'s share, for \(held.title)", sv: "andel för \(party), genom \(held.title)")
            return [try Explanation(label, .number(share))]
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
                word("the lesser of", sv: "det minsta av"), money(reckoning.paid).negated, by: .least,
                of: [
                    try Explanation(
                        word("what the class had received", sv: "vad klassen hade fått"), money(received)),
                    try Explanation(
                        word("what was still to be taken back", sv: "vad som återstod att ta tillbaka"),
                        money(reckoning.left)),
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
            word("its share of what goes back", sv: "dess andel av det som går tillbaka"),
            try Explanation(word("what goes back", sv: "det som går tillbaka"), money(whole)),
            try Explanation(word("share of the fee", sv: "avgiftens andel"), .number(share)), otherwise: nil)
        let exact = FixedPoint(whole.minorUnits).multiplied(by: share)
        if let rounded = try? exact.money(whole.currency, rounding: .halfEven),
            let residue = money(rounded).less(due.value), residue != .money(.zero(whole.currency))
        {
            due = try Explanation(
                due.label, money(rounded), by: .sum,
                of: [
                    due,
                    try Explanation(
                        word("rounding to the minor unit", sv: "avrundning till minsta enhet"), residue),
                ])
        }
        return try Explanation(
            word("the least of", sv: "det minsta av"), money(line.reckoning.paid).negated, by: .least,
            of: [
                due, try Explanation(word("what the tier had got", sv: "vad steget hade fått"), money(had)),
                try Explanation(
                    word("what was still to be taken back", sv: "vad som återstod att ta tillbaka"),
                    money(line.reckoning.left)),
            ])
    }

    private func left(for line: WaterfallLine) throws(SettlementError) -> Explanation {
        let before = receipt.lines.last { ($0.tier ?? .max) < line.tier ?? 0 }
        guard let before, let number = before.tier else {
            return try Explanation(word("the receipt", sv: "det mottagna"), money(receipt.receipt.amount))
        }
        let isFirst = !receipt.lines.contains { ($0.tier ?? .max) < number }
        let left = try Explanation(
            isFirst
                ? word("the receipt", sv: "det mottagna")
                : word(
                    "what was left for \(name(ofTier: number))",
                    sv: "vad som återstod för \(name(ofTier: number))"),
            money(before.reckoning.left),
            by: isFirst ? .given : .above)
        return try Explanation(
            word("what is left of the receipt", sv: "vad som återstår av det mottagna"),
            money(line.reckoning.left), by: .difference,
            of: [
                left,
                try Explanation(
                    word("paid to \(name(ofTier: number))", sv: "betalat till \(name(ofTier: number))"),
                    money(before.reckoning.paid)),
            ])
    }

    private func name(ofTier number: Int) -> String {
        let title = account.terms.tiers[number - 1].title
        return word("tier \(number), \(title)", sv: "steg \(number), \(title)")
    }

    // MARK: What is owed

    /// A balance is rounded where it is paid, and never while it accrues.
    private func owed(_ balance: FixedPoint, _ line: WaterfallLine) throws(SettlementError) -> Explanation {
        let exact = try basis(line, balance)
        guard let rounded = try? balance.money(account.result.currency, rounding: .halfEven),
            let residue = money(rounded).less(exact.value), residue != .money(.zero(account.result.currency))
        else { return exact }
        return try Explanation(
            word("owed, to the minor unit", sv: "skuld, till minsta enhet"), money(rounded), by: .sum,
            of: [
                exact,
                try Explanation(
                    word(
                        "rounding to the minor unit (half even)",
                        sv: "avrundning till minsta enhet (half even)"), residue),
            ])
    }

    private func basis(_ line: WaterfallLine, _ balance: FixedPoint) throws(SettlementError) -> Explanation {
        switch line.reckoning.basis {
        case .share(let share, let receipt):
            return try product(
                word("owed", sv: "skuld"),
                try Explanation(word("the receipt", sv: "det mottagna"), money(receipt)),
                try Explanation(word("share of the fee", sv: "avgiftens andel"), .number(share)),
                otherwise: balance)
        case .multiple(let multiple, let drawn, let received):
            let most = try product(
                word("the most that the class gets", sv: "det mesta som klassen får"),
                try Explanation(word("drawn", sv: "utbetalt kapital"), money(drawn)),
                try Explanation(word("multiple", sv: "multipel"), .number(multiple)), otherwise: nil)
            guard received.minorUnits != 0 else { return most }
            return try difference(
                word("owed", sv: "skuld"), most,
                try Explanation(word("received before", sv: "mottaget tidigare"), money(received)))
        case .catchUp(let part, let preferred, let paid):
            let whole = try product(
                word("what catches up with it", sv: "vad som hinner ikapp den"),
                try Explanation(
                    word("preferred return that was paid", sv: "företrädesavkastning som betalats"),
                    money(preferred)),
                try Explanation(word("share over the rest", sv: "andel genom resten"), .number(part)),
                otherwise: nil)
            guard paid.minorUnits != 0 else { return whole }
            return try difference(
                word("owed", sv: "skuld"), whole,
                try Explanation(word("caught up before", sv: "ikappbetalat tidigare"), money(paid)))
        case .movements(let movements):
            var parts: [Explanation] = []
            for movement in movements { parts.append(try explain(movement, line)) }
            if parts.count == 1 { return parts[0] }
            var sum = Amount.zero(account.result.currency)
            for case .money(let part) in parts.map(\.value) {
                guard let next = try? sum.adding(part) else {
                    return try Explanation(
                        word("owed", sv: "skuld"), amount(balance), by: .computed, of: parts)
                }
                sum = next
            }
            return try Explanation(word("owed", sv: "skuld"), .money(sum), by: .sum, of: parts)
        case .rest, .received, .feeReturned:
            return try Explanation(word("owed", sv: "skuld"), amount(balance))
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
        let (value, day) = (amount(movement.amount), movement.day)
        switch movement.cause {
        case .carried:
            return try Explanation(
                word(
                    "still owed after it was last paid, on \(day)",
                    sv: "kvar av skulden efter senaste betalningen, den \(day)"),
                value)
        case .drawdown: return try drawdown(movement, value)
        case .clawback:
            return try Explanation(
                word("paid back on \(day), and owed again", sv: "återbetalat den \(day), och skuld på nytt"),
                value)
        case .payment(let tier):
            let by = name(ofTier: tier)
            return try Explanation(
                word("paid on \(day) by \(by)", sv: "betalat den \(day) genom \(by)"), value)
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
            word("drawn on \(movement.day)", sv: "utbetalt den \(movement.day)"), value,
            notes: indicator.map { [word("by evidence of \($0)", sv: "enligt underlag om \($0)")] } ?? [],
            clause: drawn?.clause)
    }

    private func explain(
        _ accrual: WaterfallLine.Accrual, _ value: Explanation.Value, _ line: WaterfallLine
    ) throws(SettlementError) -> Explanation {
        let rate = accrual.rate
        let years = rate.dayCount.years(from: accrual.first, to: accrual.last)
        let base = try Explanation(word("what earns it", sv: "det som ger ränta"), amount(accrual.base))
        let label = word(
            "interest from \(accrual.first) to \(accrual.last)",
            sv: "ränta från \(accrual.first) till \(accrual.last)")
        let days = try Explanation(
            word(
                "years: \(accrual.days) \(accrual.days == 1 ? "day" : "days") by \(rate.dayCount.rawValue)",
                sv:
                    "år: \(accrual.days) \(accrual.days == 1 ? "dag" : "dagar") enligt \(rate.dayCount.rawValue)"
            ),
            .number(years))
        switch rate.compounding {
        case .simple:
            let parts = [
                base,
                try Explanation(
                    word("the rate a year, simple", sv: "räntan per år, enkel"), .number(rate.rate)), days,
            ]
            guard case .money(let sum) = base.value, let yearly = try? sum.multiplied(by: rate.rate),
                let product = try? yearly.multiplied(by: years), .money(product) == value
            else { return try Explanation(label, value, by: .computed, of: parts) }
            return try Explanation(label, value, by: .product, of: parts)
        case .annual:
            return try Explanation(
                label, value, by: .computed,
                of: [
                    base,
                    try Explanation(
                        word("1 + the rate a year", sv: "1 + räntan per år"), .number(rate.yearlyFactor)),
                    days,
                ],
                notes: [
                    word(
                        "compounded: what earns it × ((1 + rate)^years − 1)",
                        sv: "ränta på ränta: det som ger ränta × ((1 + räntan)^år − 1)")
                ])
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
