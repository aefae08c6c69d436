package import OutcomesModel

/// What came of the capital of one investor, or of all of them.
package struct InvestorSummary: Hashable, Sendable {
    /// None for all investors together.
    package let party: PartyID?
    package let drawn: Money
    /// What came back, also from a guarantor, less what was clawed back.
    package let received: Money
    /// Received over drawn, exactly; none where nothing was drawn.
    package let multiple: Ratio?
    /// The yearly internal rate of return: ACT/365F, as XIRR.
    package let rateOfReturn: RateOfReturn
}

extension WaterfallResult {
    /// Returns a summary for each investor, by id, and one for all together at the end.
    package func summaries() throws(ReturnsError) -> [InvestorSummary] {
        var summaries: [InvestorSummary] = []
        for party in Set(flows.map(\.party)).sorted() {
            summaries.append(try summary(of: party, flows.filter { $0.party == party }))
        }
        summaries.append(try summary(of: nil, flows))
        return summaries
    }

    private func summary(of party: PartyID?, _ flows: [InvestorFlow]) throws(ReturnsError) -> InvestorSummary
    {
        var drawn = Money.zero(currency)
        var received = Money.zero(currency)
        for flow in flows {
            switch flow.kind {
            case .drawdown: drawn = try drawn.minus(flow.amount)
            case .payment, .clawback: received = try received.plus(flow.amount)
            }
        }
        return InvestorSummary(
            party: party, drawn: drawn, received: received,
            multiple: try moneyMultiple(drawn: drawn, received: received),
            rateOfReturn: try RateOfReturn(dated: flows.map { CashFlow($0.day, $0.amount) }))
    }
}
