package import OutcomesModel

extension InterestRate {
    /// - Throws: `ReturnsError.rate` where the rate is not in 0 to 10, or has more than 36 decimals.
    package init(
        _ rate: Ratio, _ compounding: Compounding, _ dayCount: DayCount
    ) throws(ReturnsError) {
        guard let made = InterestRate(yearly: rate, compounding, dayCount) else { throw .rate(rate) }
        self = made
    }

    /// Returns what `balance` earns from one day to another, in the units of the balance, not rounded.
    package func interest(on balance: FixedPoint, from first: Day, to last: Day) -> FixedPoint {
        let years = dayCount.years(from: first, to: last)
        switch compounding {
        case .simple: return balance.multiplied(by: rate).multiplied(by: years)
        case .annual: return balance * (FixedPoint.power(yearlyFactor, years) - .one)
        }
    }
}
