package import OutcomesModel

/// The capital behind what a party receives, as it stands on a day: what was drawn, what came in, and who got it.
package struct InvestorAccount: Hashable, Sendable {
    package let terms: WaterfallTerms
    package let until: Day
    package let drawdowns: [Drawdown]
    /// One for each receipt, in their order.
    package let receipts: [SharedReceipt]
    package let result: WaterfallResult
    /// One for each investor, by id, and one for all of them at the end; none where they were not asked for.
    package let summaries: [InvestorSummary]

    /// A sum that came in on a day, or, below zero, went back.
    package struct Receipt: Hashable, Sendable {
        package let day: Day
        package let amount: Money

        package init(_ day: Day, _ amount: Money) {
            self.day = day
            self.amount = amount
        }
    }

    /// A receipt with its lines; these and what the party keeps add up to it.
    package struct SharedReceipt: Hashable, Sendable {
        package let receipt: Receipt
        package let lines: [WaterfallLine]
        /// What no tier takes; below zero what goes back and no class had received.
        package let kept: Money
    }

    /// Shares out receipts one after another: a later one changes nothing of what earlier ones came to.
    ///
    /// What goes back is taken first from fees, each its share of it, and then from the classes in the order of the terms;
    /// from each at most what it has received.
    ///
    /// - Parameters:
    ///   - drawdowns: all of them; those of later days than `until` are left out.
    ///   - receipts: in the order of their days, which is kept where days are the same.
    ///   - summing: whether the summaries are made, with their rates of return; who only shares out needs none.
    /// - Throws: a case of `ReturnsError` for terms or sums that cannot be.
    package init(
        _ terms: WaterfallTerms, currency: Currency, drawdowns: [Drawdown], receipts: [Receipt],
        until: Day, summing: Bool = true
    ) throws(ReturnsError) {
        let waterfall = try Waterfall(terms, currency: currency)
        var events = drawdowns.map { WaterfallEvent($0.day, .drawdown($0.investors), $0.amount) }
        for (place, receipt) in receipts.enumerated() {
            let turn = place + 1
            guard receipt.amount.minorUnits < 0 else {
                events.append(WaterfallEvent(receipt.day, .receipt, receipt.amount, turn: turn))
                continue
            }
            let known = try waterfall.distribute(events, until: receipt.day)
            let balances = known.classes
            let whole = try Money.zero(currency).minus(receipt.amount)
            var left = whole
            for (place, tier) in waterfall.tiers.enumerated() {
                guard case .fee(_, let share) = tier else { continue }
                let due = try FixedPoint(whole.minorUnits).multiplied(by: share)
                    .money(currency, rounding: .halfEven)
                let back = min(left, min(due, try known.paid(byTier: place + 1)))
                guard back.minorUnits > 0 else { continue }
                events.append(
                    WaterfallEvent(
                        receipt.day, .feeReturned(tier: place, of: whole), back, turn: turn))
                left = try left.minus(back)
            }
            for id in terms.clawback {
                guard let balance = balances.first(where: { $0.id == id }) else { continue }
                let back = Money(
                    minorUnits: min(left.minorUnits, max(balance.received.minorUnits, 0)), currency: currency)
                guard back.minorUnits > 0 else { continue }
                events.append(WaterfallEvent(receipt.day, .clawback(id), back, turn: turn))
                left = try left.minus(back)
            }
        }
        result = try waterfall.distribute(events, until: until)
        self.terms = terms
        self.until = until
        self.drawdowns = drawdowns.filter { $0.day <= until }.sorted { $0.day < $1.day }
        var shared: [SharedReceipt] = []
        for (place, receipt) in receipts.enumerated() where receipt.day <= until {
            let lines = result.distributions.filter { $0.turn == place + 1 }.flatMap(\.lines)
            var kept = receipt.amount
            for line in lines { kept = try kept.minus(line.amount) }
            shared.append(SharedReceipt(receipt: receipt, lines: lines, kept: kept))
        }
        self.receipts = shared
        summaries = summing ? try result.summaries() : []
    }
}
