package import OutcomesModel

/// Whether interest earns interest.
package enum Compounding: String, CaseIterable, Sendable {
    /// Balance × rate × years.
    case simple
    /// Balance × ((1 + rate)^years - 1).
    case annual
}

/// A yearly rate and how it is counted: 5 % a year, simple, ACT/365F.
package struct InterestRate: Hashable, Sendable {
    /// One is 100 % a year.
    package let rate: Ratio
    package let compounding: Compounding
    package let dayCount: DayCount
    private let yearlyFactor: Ratio

    /// The highest yearly rate that a contract may name, 1,000 %: above it a percentage was taken for a
    /// share.
    package static let highest = Ratio(10)

    /// - Throws: `ReturnsError.rate` where the rate is not in 0 to 10, or has more than 36 decimals.
    package init(
        _ rate: Ratio, _ compounding: Compounding, _ dayCount: DayCount
    ) throws(ReturnsError) {
        guard rate.signum >= 0, rate <= InterestRate.highest, rate.denominator <= powerOfTen(36),
            let factor = try? Ratio.one.adding(rate)
        else { throw .rate(rate) }
        self.rate = rate
        self.compounding = compounding
        self.dayCount = dayCount
        yearlyFactor = factor
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
