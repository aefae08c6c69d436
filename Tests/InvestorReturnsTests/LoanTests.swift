import InvestorReturns
import OutcomesModel
import Testing

@Suite struct LoanTests {
    static let cycles:
        [(from: String, every: Int, Cycle.Unit, Cycle.Stub, endOfMonth: Bool, end: String, days: [String])] =
            [
                (
                    "2021-01-31", 1, .month, .short, false, "2021-04-30",
                    ["2021-01-31", "2021-02-28", "2021-03-31"]
                ),
                (
                    "2021-02-28", 1, .month, .short, false, "2021-05-01",
                    ["2021-02-28", "2021-03-28", "2021-04-28"]
                ),
                (
                    "2021-02-28", 1, .month, .short, true, "2021-05-01",
                    ["2021-02-28", "2021-03-31", "2021-04-30"]
                ),
                ("2021-02-27", 1, .month, .short, true, "2021-04-01", ["2021-02-27", "2021-03-27"]),
                (
                    "2021-01-01", 3, .month, .short, false, "2021-08-15",
                    ["2021-01-01", "2021-04-01", "2021-07-01"]
                ),
                ("2021-01-01", 3, .month, .long, false, "2021-08-15", ["2021-01-01", "2021-04-01"]),
                ("2021-01-01", 3, .month, .long, false, "2021-07-01", ["2021-01-01", "2021-04-01"]),
                ("2021-01-01", 2, .week, .short, false, "2021-01-20", ["2021-01-01", "2021-01-15"]),
                (
                    "2020-02-29", 1, .year, .short, true, "2022-03-01",
                    ["2020-02-29", "2021-02-28", "2022-02-28"]
                ),
                ("2021-06-01", 1, .year, .long, false, "2021-05-01", []),
            ]

    @Test(arguments: cycles)
    func `a cycle counts from its anchor`(
        from: String, every: Int, unit: Cycle.Unit, stub: Cycle.Stub, endOfMonth: Bool, end: String,
        days: [String]
    ) throws {
        let cycle = try Cycle(from: day(from), every: every, unit, stub: stub, keepsEndOfMonth: endOfMonth)
        #expect(cycle.days(before: day(end)).map(\.description) == days)
    }

    /// 2021-07-31 is a Saturday at the end of a month, 2021-08-01 the Sunday after it, 2021-08-02 a Monday.
    @Test func `a day on a weekend moves as the convention says`() {
        let rows: [(roll: BusinessDays.Roll, saturday: String, sunday: String, monday: String)] = [
            (.none, "2021-07-31", "2021-08-01", "2021-08-02"),
            (.following, "2021-08-02", "2021-08-02", "2021-08-02"),
            (.preceding, "2021-07-30", "2021-07-30", "2021-08-02"),
            (.modifiedFollowing, "2021-07-30", "2021-08-02", "2021-08-02"),
            (.modifiedPreceding, "2021-07-30", "2021-08-02", "2021-08-02"),
        ]
        #expect(rows.map(\.roll) == BusinessDays.Roll.allCases)
        for row in rows {
            let moved = ["2021-07-31", "2021-08-01", "2021-08-02"].map {
                BusinessDays(row.roll, interestFollows: true).moved(day($0)).description
            }
            #expect(moved == [row.saturday, row.sunday, row.monday], "\(row.roll)")
        }
        // Before 1970 a week is a week too: 1969-12-27 was a Saturday.
        #expect(BusinessDays(.following, interestFollows: true).moved(day("1969-12-27")) == day("1969-12-29"))
        #expect(BusinessDays(.following, interestFollows: true).moved(day("1969-12-26")) == day("1969-12-26"))
    }

    @Test func `a loan repaid at maturity pays its interest on the way`() throws {
        let loan = try Loan(
            money("1000"), premium: money("-20"), starts: day("2021-01-01"), matures: day("2022-01-01"),
            rate: ratio("0.06"), .thirtyE360, interest: every(6, from: "2021-07-01"))
        #expect(
            try told(loan) == [
                "2021-01-01 IED -980.00 1000.00", "2021-07-01 IP 30.00 1000.00",
                "2022-01-01 IP 30.00 1000.00",
                "2022-01-01 MD 1000.00 0.00",
            ])
    }

    @Test func `a linear loan pays equal parts, and ends by itself`() throws {
        for (part, matures) in [(amount("400"), nil), (nil, day("2021-04-01"))] {
            let loan = try Loan(
                money("1200"), starts: day("2021-01-01"), matures: matures, rate: ratio("0.12"), .thirtyE360,
                interest: every(1, from: "2021-02-01"),
                repayment: .linear(every(1, from: "2021-02-01"), part: part))
            #expect(
                try told(loan) == [
                    "2021-01-01 IED -1200.00 1200.00", "2021-02-01 PR 400.00 800.00",
                    "2021-02-01 IP 12.00 800.00",
                    "2021-03-01 PR 400.00 400.00", "2021-03-01 IP 8.00 400.00", "2021-04-01 IP 4.00 400.00",
                    "2021-04-01 MD 400.00 0.00",
                ])
        }
    }

    @Test func `an annuity pays the same each time, to nothing`() throws {
        // By hand: 1,000 at 12 % a year over two months is 1,000 · 1.01² / 2.01 a month.
        let loan = try Loan(
            money("1000"), starts: day("2021-01-01"), matures: day("2021-03-01"), rate: ratio("0.12"),
            .thirtyE360,
            interest: every(1, from: "2021-02-01"),
            repayment: .annuity(every(1, from: "2021-02-01"), payment: nil, amortises: nil))
        let events = loan.schedule()
        let payments = Dictionary(grouping: events.dropFirst(), by: \.day).mapValues { day in
            day.reduce(FixedPoint.zero) { $0 + $1.amount }
        }
        let level = FixedPoint(100_000).multiplied(by: ratio("1.0201")).divided(by: ratio("2.01"))
        #expect(payments.count == 2)
        for payment in payments.values {
            #expect(try (payment - level).rounded(.halfEven, decimals: 18) == Decimal(units: 0, decimals: 18))
        }
        #expect(events.last?.principal == .zero)
    }

    @Test func `a rate that changes is paid from its day, and finds the annuity anew`() throws {
        let change = [Loan.RateChange(day("2021-02-01"), ratio("0.24"))]
        let bullet = try Loan(
            money("1000"), starts: day("2021-01-01"), matures: day("2021-03-01"), rate: ratio("0.12"),
            .thirtyE360,
            interest: every(2, from: "2021-03-01"), rateChanges: change)
        #expect(try told(bullet)[2] == "2021-03-01 IP 30.00 1000.00")
        let annuity = try Loan(
            money("1000"), starts: day("2021-01-01"), matures: day("2021-04-01"), rate: ratio("0.12"),
            .thirtyE360,
            interest: every(1, from: "2021-02-01"),
            repayment: .annuity(every(1, from: "2021-02-01"), payment: nil, amortises: nil),
            rateChanges: change)
        let days = Dictionary(grouping: annuity.schedule(), by: \.day).mapValues { day in
            day.reduce(FixedPoint.zero) { $0 + $1.amount }
        }
        let march = try #require(days[day("2021-03-01")])
        let april = try #require(days[day("2021-04-01")])
        #expect(try (march - april).rounded(.halfEven, decimals: 18) == Decimal(units: 0, decimals: 18))
        #expect(march > days[day("2021-02-01")]!)
    }

    @Test func `interest is added to the principal until capitalisation ends, and follows a moved day`()
        throws
    {
        let loan = try Loan(
            money("1000"), starts: day("2021-01-01"), matures: day("2021-07-01"), rate: ratio("0.12"),
            .thirtyE360,
            interest: every(1, from: "2021-02-01"), capitalisesUntil: day("2021-03-01"))
        #expect(
            Array(try told(loan)[1...3]) == [
                "2021-02-01 IPCI 0.00 1010.00", "2021-03-01 IPCI 0.00 1020.10", "2021-04-01 IP 10.20 1020.10",
            ])
        for (follows, interest) in [(true, "10.67"), (false, "10.00")] {
            let moved = try Loan(
                money("1000"), starts: day("2021-04-01"), matures: day("2021-08-03"), rate: ratio("0.12"),
                .thirtyE360,
                interest: every(1, from: "2021-05-01"),
                businessDays: BusinessDays(.following, interestFollows: follows))
            // 2021-05-01 is a Saturday, and two days are 0.67.
            #expect(try told(moved)[1] == "2021-05-03 IP \(interest) 1000.00")
        }
    }

    @Test func `a loan that was taken over counts from that day`() throws {
        let loan = try Loan(
            money("1000"), starts: day("2021-01-01"), since: day("2021-03-16"), accrued: amount("5"),
            matures: day("2021-05-01"), rate: ratio("0.12"), .thirtyE360,
            interest: every(1, from: "2021-02-01"))
        #expect(
            try told(loan) == [
                "2021-04-01 IP 10.00 1000.00", "2021-05-01 IP 10.00 1000.00", "2021-05-01 MD 1000.00 0.00",
            ])
    }

    @Test func `terms that give no schedule are refused`() throws {
        let monthly = try every(1, from: "2021-02-01")
        func made(
            _ principal: Money = money("1000"), rate: String = "0.12", matures: Day? = nil,
            repaid repayment: Loan.Repayment = .atMaturity, premium: Money? = nil
        ) throws(ReturnsError) -> Loan {
            try Loan(
                principal, premium: premium, starts: day("2021-01-01"), matures: matures, rate: ratio(rate),
                .thirtyE360, interest: monthly, repayment: repayment)
        }
        let last = day("2022-01-01")
        func field(_ body: () throws(ReturnsError) -> Loan) -> String? {
            guard case .schedule(let field, _, _)? = InvestorReturnsTests.told(body) else { return nil }
            return field
        }
        #expect(field { () throws(ReturnsError) in try made() } == "maturity")
        #expect(field { () throws(ReturnsError) in try made(matures: day("2021-01-01")) } == "maturity")
        #expect(field { () throws(ReturnsError) in try made(money("0"), matures: last) } == "principal")
        #expect(
            field { () throws(ReturnsError) in try made(repaid: .linear(monthly, part: nil)) } == "maturity")
        #expect(
            field { () throws(ReturnsError) in try made(repaid: .linear(monthly, part: amount("0.1"))) }
                == "redemption")
        #expect(
            field { () throws(ReturnsError) in
                try made(repaid: .annuity(monthly, payment: amount("9.99"), amortises: nil))
            }
                == "annuity")
        #expect(
            InvestorReturnsTests.told { () throws(ReturnsError) in try made(rate: "11", matures: last) }
                == .rate(Ratio(11)))
        #expect(
            InvestorReturnsTests.told { () throws(ReturnsError) in
                try made(matures: last, premium: .zero(usd))
            }
                == .currency(expected: sek, came: usd))
        #expect(
            InvestorReturnsTests.told { () throws(ReturnsError) in try Cycle(from: last, every: 0, .day) }
                == .schedule(field: "cycle", expected: "1 or more", came: "0"))
        #expect(
            try made(repaid: .annuity(monthly, payment: amount("500"), amortises: nil)).matures
                == day("2021-04-01"))
    }

    private func every(_ months: Int, from: String) throws -> Cycle {
        try Cycle(from: day(from), every: months, .month)
    }

    private func told(_ loan: Loan) throws -> [String] {
        try loan.schedule().map { event in
            let sums = try [event.amount, event.principal].map {
                try $0.money(sek, rounding: .halfEven).majorUnits
            }
            return "\(event.day) \(event.kind.rawValue) \(sums.joined(separator: " "))"
        }
    }
}
