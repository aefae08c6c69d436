package import OutcomesModel

/// What a party pays (negative) or gets on a day.
package struct CashFlow: Hashable, Sendable {
    package let day: Day
    package let amount: Amount

    package init(_ day: Day, _ amount: Amount) {
        self.day = day
        self.amount = amount
    }

    package init(_ day: Day, _ money: Money) { self.init(day, Amount(money)) }
}

/// Values flows as of a day: each divided by (1 + rate)^years.
package struct Discounting: Hashable, Sendable {
    /// A yearly rate above -1.
    package let rate: Ratio
    package let dayCount: DayCount
    private let yearlyFactor: Ratio

    /// - Throws: `ReturnsError.discountRate` where the rate is not above -1, or has too many digits.
    package init(rate: Ratio, dayCount: DayCount = .actual365Fixed) throws(ReturnsError) {
        guard let factor = try? Ratio.one.adding(rate), factor.signum > 0 else { throw .discountRate(rate) }
        self.rate = rate
        self.dayCount = dayCount
        yearlyFactor = factor
    }

    /// Returns what one unit on `day` is worth on `base`: less than 1 where the day is later and the rate
    /// positive.
    package func factor(on day: Day, asOf base: Day) -> FixedPoint {
        FixedPoint.power(yearlyFactor, dayCount.years(from: base, to: day).negated())
    }

    /// Returns the sum of the flows as of `base`, in minor units and not rounded.
    ///
    /// - Throws: `ReturnsError.arithmetic` where the flows are in another currency.
    package func presentValue(
        of flows: [CashFlow], asOf base: Day, in currency: Currency
    ) throws(ReturnsError) -> FixedPoint {
        var sum = FixedPoint.zero
        for flow in flows {
            guard flow.amount.currency == currency else {
                throw .currency(expected: currency, came: flow.amount.currency)
            }
            sum = sum + factor(on: flow.day, asOf: base).multiplied(by: flow.amount.minorUnits)
        }
        return sum
    }
}

extension FixedPoint {
    /// Takes this number of minor units as money.
    ///
    /// - Throws: `ReturnsError.arithmetic` past 64 bits.
    package func money(_ currency: Currency, rounding mode: RoundingMode) throws(ReturnsError) -> Money {
        do { return Money(minorUnits: try rounded(mode), currency: currency) } catch {
            throw .arithmetic(error)
        }
    }
}
