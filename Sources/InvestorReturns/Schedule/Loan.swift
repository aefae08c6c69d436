package import OutcomesModel

/// The terms of a loan with a fixed schedule, from the lender's side.
package struct Loan: Hashable, Sendable {
    package let principal: Money
    /// What is paid out beyond the principal; negative for a discount.
    package let premium: Money
    package let starts: Day
    /// From when the events count, where a running loan was taken over.
    package let since: Day?
    /// Interest that has accrued already on the first of these days.
    package let accrued: Amount
    /// Derived from the redemptions where the terms name none.
    package let matures: Day
    package let rate: Ratio
    package let dayCount: DayCount
    package let interest: Cycle
    /// Until then, interest is added to the principal instead of being paid.
    package let capitalisesUntil: Day?
    package let repayment: Repayment
    /// In the order of their days.
    package let rateChanges: [RateChange]
    package let businessDays: BusinessDays

    package enum Repayment: Hashable, Sendable {
        /// All at maturity.
        case atMaturity
        /// The same part of the principal each time, the rest at maturity. Without a part: equal ones until
        /// maturity.
        case linear(Cycle, part: Amount?)
        /// The same payment of interest and principal each time, the rest at maturity. Without a payment: the
        /// one that comes to nothing on `amortises` or at maturity, found anew when the rate changes.
        case annuity(Cycle, payment: Amount?, amortises: Day?)
    }

    /// A rate that is agreed, or was observed, for the time from a day on.
    package struct RateChange: Hashable, Sendable {
        package let day: Day
        package let rate: Ratio

        package init(_ day: Day, _ rate: Ratio) {
            self.day = day
            self.rate = rate
        }
    }

    /// - Parameter matures: none where it follows from a part, a payment or the day of amortisation.
    /// - Throws: `ReturnsError.schedule` for terms that give no schedule, `.currency` for sums of several
    ///   currencies.
    package init(
        _ principal: Money, premium: Money? = nil, starts: Day, since: Day? = nil, accrued: Amount? = nil,
        matures: Day? = nil, rate: Ratio, _ dayCount: DayCount, interest: Cycle, capitalisesUntil: Day? = nil,
        repayment: Repayment = .atMaturity, rateChanges: [RateChange] = [], businessDays: BusinessDays = .none
    ) throws(ReturnsError) {
        self.principal = principal
        self.premium = premium ?? .zero(principal.currency)
        self.starts = starts
        self.since = since
        self.accrued = accrued ?? .zero(principal.currency)
        self.rate = rate
        self.dayCount = dayCount
        self.interest = interest
        self.capitalisesUntil = capitalisesUntil
        self.repayment = repayment
        self.rateChanges = rateChanges.sorted { $0.day < $1.day }
        self.businessDays = businessDays
        for currency in [self.premium.currency, self.accrued.currency] where currency != principal.currency {
            throw .currency(expected: principal.currency, came: currency)
        }
        guard principal.minorUnits > 0 else {
            throw .schedule(field: "principal", expected: "more than 0", came: "\(principal)")
        }
        for one in [rate] + rateChanges.map(\.rate) where one.magnitude > InterestRate.highest {
            throw .rate(one)
        }
        if let matures {
            self.matures = matures
        } else {
            self.matures = try Loan.maturity(of: repayment, principal, rate, dayCount, starts)
        }
        guard self.matures > starts else {
            throw .schedule(field: "maturity", expected: "a day after \(starts)", came: "\(self.matures)")
        }
    }

    /// Returns when a loan without a maturity ends.
    private static func maturity(
        of repayment: Repayment, _ principal: Money, _ rate: Ratio, _ dayCount: DayCount, _ starts: Day
    ) throws(ReturnsError) -> Day {
        switch repayment {
        case .annuity(_, _, let amortises?): return amortises
        case .linear(let cycle, let part?):
            let parts = try ReturnsError.exactly { () throws(ArithmeticError) in
                try Amount(principal).divided(by: part)
            }.rounded(.ceiling)
            guard (1...Int128(longest)).contains(parts) else {
                throw .schedule(
                    field: "redemption", expected: "a part that repays in at most \(longest) payments",
                    came: "\(part)")
            }
            return cycle.day(after: Int(parts) - 1)
        case .annuity(let cycle, let payment?, nil):
            var balance = FixedPoint(principal.minorUnits)
            let paid = FixedPoint(payment.minorUnits)
            var day = starts
            for count in 0..<longest {
                let next = cycle.day(after: count)
                let owed =
                    balance + balance.multiplied(by: rate).multiplied(by: dayCount.years(from: day, to: next))
                if owed <= paid { return next }
                balance = owed - paid
                day = next
            }
            throw .schedule(
                field: "annuity", expected: "a payment that repays in at most \(longest) payments",
                came: "\(payment)")
        case .atMaturity, .linear(_, part: nil), .annuity(_, payment: nil, amortises: nil):
            throw .schedule(field: "maturity", expected: "a day", came: "none")
        }
    }

    /// The most payments that a loan may have: a hundred years of months.
    private static let longest = 1_200
}
