/// Whether interest earns interest.
public enum Compounding: String, CaseIterable, Sendable {
    /// Balance × rate × years.
    case simple
    /// Balance × ((1 + rate)^years - 1).
    case annual
}

/// How the days between two dates become a fraction of a year, exactly.
///
/// The names are those that contracts write; the formulas are of the 2006 ISDA Definitions, section 4.16.
public enum DayCount: String, CaseIterable, Sendable {
    /// The days over 365, also in a leap year. Source: ISDA 2006, 4.16(d).
    case actual365Fixed = "ACT/365F"
    /// The days over 360. Source: ISDA 2006, 4.16(e).
    case actual360 = "ACT/360"
    /// The days in leap years over 366 and the others over 365. Source: ISDA 2006, 4.16(b).
    case actualActualISDA = "ACT/ACT ISDA"
    /// Months of 30 days; a last 31st counts as 30 where the first day is the 30th or 31st. Also called bond
    /// basis. Source: ISDA 2006, 4.16(f).
    case thirty360 = "30/360"
    /// Months of 30 days; each 31st counts as 30. Also called eurobond basis. Source: ISDA 2006, 4.16(g).
    case thirtyE360 = "30E/360"
    /// Months of 30 days; each last day of a month counts as 30, but for a February that the contract ends
    /// in. Source: ISDA 2006, 4.16(h).
    case thirtyE360ISDA = "30E/360 ISDA"
    /// As `thirty360`, where the last day of February counts as 30 too, on the second date only if it does on
    /// the first. Source: Mayle, Standard Securities Calculation Methods (SIA, 1993), volume 1, rule 30/360.
    case thirty360US = "30/360 US"
}

/// A yearly rate and how it is counted: 5 % a year, simple, ACT/365F.
public struct InterestRate: Hashable, Sendable {
    /// One is 100 % a year.
    public let rate: Ratio
    public let compounding: Compounding
    public let dayCount: DayCount
    /// 1 + rate.
    public let yearlyFactor: Ratio

    /// The highest yearly rate that a contract may name, 1,000 %: above it a percentage was taken for a
    /// share.
    public static let highest = Ratio(10)

    /// Makes the rate, if it is in 0 to 10 and has at most 36 decimals.
    public init?(yearly rate: Ratio, _ compounding: Compounding, _ dayCount: DayCount) {
        guard rate.signum >= 0, rate <= InterestRate.highest, rate.denominator <= powerOfTen(36),
            let factor = try? Ratio.one.adding(rate)
        else { return nil }
        self.rate = rate
        self.compounding = compounding
        self.dayCount = dayCount
        yearlyFactor = factor
    }
}
