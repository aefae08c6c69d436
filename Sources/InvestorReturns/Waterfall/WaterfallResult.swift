package import OutcomesModel

/// What a waterfall came to: who got what and why, and how the classes stand.
package struct WaterfallResult: Hashable, Sendable {
    package let currency: Currency
    /// In the order of their days.
    package let distributions: [WaterfallDistribution]
    /// In the order of the terms.
    package let classes: [ClassBalance]
    /// What each investor paid and got, in the order of the days.
    package let flows: [InvestorFlow]
}

extension WaterfallResult {
    /// Returns what a tier, by its number, has paid to all its parties, less what came back.
    func paid(byTier number: Int) throws(ReturnsError) -> Money {
        var sum = Money.zero(currency)
        for line in distributions.flatMap(\.lines) where line.tier == number {
            sum = try sum.plus(line.amount)
        }
        return sum
    }
}

/// One receipt, clawback or call on a guarantee, shared out.
package struct WaterfallDistribution: Hashable, Sendable {
    package let day: Day
    package let cause: Cause
    /// What was owed by the outcome payers, before the cap.
    package let claimed: Money
    /// What the lines share out; negative for a clawback.
    package let paidIn: Money
    package let lines: [WaterfallLine]
    /// What no tier takes: lines and this add up to `paidIn`.
    package let undistributed: Money
    /// That of the event; none of a guarantee.
    package let turn: Int?

    package enum Cause: Hashable, Sendable {
        case receipt
        case clawback(ClassID)
        case feeReturned
        case guarantee(by: PartyID)
    }
}

/// What one party gets of one tier, and what explains it.
package struct WaterfallLine: Hashable, Sendable {
    package let kind: Tier.Kind
    /// From 1; none for a guarantee and a clawback, which are no tiers.
    package let tier: Int?
    package let party: PartyID
    /// The class as whose investor the party is paid.
    package let investors: ClassID?
    package let amount: Money
    /// What the tier owed to all its parties; none where it gives what is left.
    package let owed: Owed?
    /// How what is owed has grown since the tier last paid.
    package let accruals: [Accrual]
    /// How the amount came about.
    package let reckoning: Reckoning

    /// In minor units, not rounded. After can be off zero by less than one: what rounding left is carried on.
    package struct Owed: Hashable, Sendable {
        package let before: FixedPoint
        package let paid: Money
        package let after: FixedPoint
    }

    /// One stretch of days between two events.
    package struct Accrual: Hashable, Sendable {
        package let first: Day
        package let last: Day
        package let rate: InterestRate
        /// What the rate was applied to, in minor units.
        package let base: FixedPoint
        package let interest: FixedPoint

        package var days: Int { last.days(since: first) }
    }
}

/// How a class of capital stands.
package struct ClassBalance: Hashable, Sendable {
    package let id: ClassID
    package let drawn: Money
    /// What the tiers paid, less what was clawed back; what a guarantor paid is beside it.
    package let received: Money
    package let capitalOutstanding: Money
    /// The preferred return that has accrued and is not paid, in minor units, not rounded.
    package let preferredReturnOwed: FixedPoint

    /// Received over drawn, none where nothing was drawn.
    package var multiple: Ratio? {
        get throws(ReturnsError) { try moneyMultiple(drawn: drawn, received: received) }
    }
}

/// What an investor paid (negative) or got as holder of a class.
package struct InvestorFlow: Hashable, Sendable {
    package let day: Day
    package let party: PartyID
    package let investors: ClassID
    package let kind: Kind
    package let amount: Money

    package enum Kind: String, Sendable { case drawdown, payment, clawback }
}

/// Returns how often what was drawn has come back, exactly; none where nothing was drawn.
func moneyMultiple(drawn: Money, received: Money) throws(ReturnsError) -> Ratio? {
    guard drawn.minorUnits != 0 else { return nil }
    return try ReturnsError.exactly { () throws(ArithmeticError) in
        try Ratio(Int128(received.minorUnits), over: Int128(drawn.minorUnits))
    }
}
