import Evaluation
package import InvestorReturns
package import OutcomesModel
package import Settlement

extension RunEvidence {
    /// Returns the account of the investors behind a party, with what the terms or the evidence say was drawn.
    ///
    /// - Parameters:
    ///   - until: the day on which the settlement is due; a receipt that counts later moves it.
    ///   - summing: whether the account says what investors got back in all, and at which rate.
    /// - Throws: `PluginError.script` where a drawdown is missing, or the sums cannot be.
    package func account(
        _ terms: WaterfallTerms, _ contract: Contract, receipts: [PartyReceipt], until: Day,
        summing: Bool = true
    ) throws(PluginError) -> InvestorAccount {
        let last = max(until, receipts.last?.day ?? until)
        var drawdowns = terms.drawdowns
        for one in terms.classes {
            guard let drawn = one.drawn else { continue }
            drawdowns += try self.drawdowns(of: one.id, by: drawn, contract, until: last)
        }
        do throws(ReturnsError) {
            return try InvestorAccount(
                terms, currency: contract.currency, drawdowns: drawdowns,
                receipts: receipts.map { InvestorAccount.Receipt($0.day, $0.amount) }, until: last,
                summing: summing)
        } catch {
            throw .script(told(error.diagnostics.first, "\(error)", of: terms, contract))
        }
    }

    /// Reads the sums that evidence says were drawn, also those from before the contract began.
    private func drawdowns(
        of investors: ClassID, by id: IndicatorID, _ contract: Contract, until: Day
    ) throws(PluginError) -> [Drawdown] {
        guard let indicator = contract.indicator(id), let reader = readers[id],
            let first = Day(year: 1, month: 1, day: 1), let period = Period(first: first, last: until)
        else { return [] }
        let digits = contract.currency.minorDigits
        do {
            let series = try reader.series(of: .contract, in: period, exit: nil)
            if let reason = series.excluded {
                throw EvaluationError.missing(indicator: id, subject: .contract, reason: reason, on: until)
            }
            return try series.values.map { value in
                let sum = try Decimal(units: value.units, decimals: indicator.decimals).rescaled(to: digits)
                return Drawdown(
                    investors: investors, day: value.day,
                    amount: Money(minorUnits: sum.units, currency: contract.currency), clause: nil)
            }
        } catch {
            throw .script(
                Diagnostic(
                    .evidence, "what class '\(investors)' has drawn: \(error)", pack: contract.id,
                    hint: "the findings say which rows were not used"))
        }
    }

    private func told(
        _ fault: Diagnostic?, _ otherwise: String, of terms: WaterfallTerms, _ contract: Contract
    ) -> Diagnostic {
        Diagnostic(
            fault?.blame ?? .pack, "the waterfall of '\(terms.party)': \(fault?.message ?? otherwise)",
            pack: contract.id, place: terms.tiers.first?.clause.place, expected: fault?.expected,
            came: fault?.came, hint: fault?.hint)
    }
}
