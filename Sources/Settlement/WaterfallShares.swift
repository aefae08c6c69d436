package import InvestorReturns
package import OutcomesModel

extension InvestorAccount {
    /// Returns the shares of one receipt, each with what explains it.
    package func shares(
        of shared: SharedReceipt, _ contract: Contract
    ) throws(ReturnsError) -> [Distribution.Share] {
        var shares: [Distribution.Share] = []
        for line in shared.lines {
            let step = try step(line, on: shared.receipt.day)
            let name = contract.party(line.party)?.name ?? line.party.rawValue
            shares.append(
                Distribution.Share(title: "\(step.title): \(name)", amount: line.amount, step: step))
        }
        return shares
    }

    /// Returns what a report and a statement show of a line: balances rounded to the minor unit.
    package func step(_ line: WaterfallLine, on day: Day) throws(ReturnsError) -> WaterfallStep {
        func shown(_ balance: FixedPoint) throws(ReturnsError) -> Money {
            try balance.money(result.currency, rounding: .halfEven)
        }
        let declared = line.tier.map { terms.tiers[$0 - 1] }
        let guarantee =
            line.kind == .guarantee ? terms.guarantees.first { $0.investors == line.investors } : nil
        var owed: WaterfallStep.Owed?
        if let given = line.owed {
            owed = WaterfallStep.Owed(before: try shown(given.before), after: try shown(given.after))
        }
        var accruals: [WaterfallStep.Accrual] = []
        for one in line.accruals {
            accruals.append(
                WaterfallStep.Accrual(
                    first: one.first, last: one.last, rate: one.rate, base: try shown(one.base),
                    interest: try shown(one.interest)))
        }
        return WaterfallStep(
            day: day, kind: line.kind, tier: line.tier, title: declared?.title ?? line.kind.title,
            party: line.party, investors: line.investors, owed: owed, accruals: accruals,
            clause: declared?.clause ?? guarantee?.clause)
    }
}
