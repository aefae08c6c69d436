import InvestorReturns
import OutcomesModel
import Testing

@Suite struct InterestTests {
    /// From finance_misc of the shared vectors, in QuantLib's figures; the third is a whole number exactly.
    static let rows:
        [(
            principal: String, rate: String, Compounding, DayCount, first: String, last: String,
            expected: String
        )] = [
            ("1000000.00", "0.05", .simple, .actual365Fixed, "2020-01-01", "2021-01-01", "50136.99"),
            ("1000000.00", "0.05", .annual, .actual365Fixed, "2020-01-01", "2023-07-01", "186133.36"),
            ("2500000.00", "0.03", .simple, .thirtyE360, "2016-08-01", "2019-08-01", "225000.00"),
            ("2500000.00", "0.03", .annual, .actualActualISDA, "2016-08-01", "2020-02-29", "278993.00"),
            ("10000000.00", "0.0725", .simple, .thirty360, "2016-02-29", "2017-02-28", "722986.11"),
            ("0.01", "0.1", .simple, .actual360, "2020-01-01", "2021-01-01", "0.00"),
        ]

    @Test(arguments: rows)
    func `interest is exact, and rounded where it is paid`(
        principal: String, rate: String, compounding: Compounding, dayCount: DayCount, first: String,
        last: String, expected: String
    ) throws {
        let rate = try InterestRate(ratio(rate), compounding, dayCount)
        let interest = rate.interest(
            on: FixedPoint(money(principal).minorUnits), from: day(first), to: day(last))
        #expect(try interest.money(sek, rounding: .halfEven) == money(expected))
    }

    @Test func `a tie is a tie after any number of accruals`() throws {
        // 50 öre at 5 % earn half an öre in 73 days.
        let rate = try InterestRate(ratio("0.05"), .simple, .actual365Fixed)
        var sum = FixedPoint.zero
        for offset in 0..<73 {
            sum =
                sum
                + rate.interest(
                    on: FixedPoint(50), from: day("2021-01-01").adding(days: offset),
                    to: day("2021-01-01").adding(days: offset + 1))
        }
        #expect(sum == FixedPoint(ratio("0.5")))
        #expect(try sum.money(sek, rounding: .halfEven) == money("0.00"))
        #expect(try sum.money(sek, rounding: .halfUp) == money("0.01"))
    }

    @Test func `a rate outside 0 to 10 is refused`() throws {
        #expect(
            told { () throws(ReturnsError) in try InterestRate(ratio("-0.01"), .simple, .actual360) }
                == .rate(ratio("-0.01")))
        #expect(
            told { () throws(ReturnsError) in try InterestRate(ratio("10.01"), .simple, .actual360) }
                == .rate(ratio("10.01")))
        #expect(try InterestRate(Ratio(10), .simple, .actual360).rate == Ratio(10))
    }

    /// 2,086.65 is Microsoft's example of XNPV; the second is the Treasury's 3.5 %.
    static let values: [(rate: String, base: String, flows: [(String, String)], expected: String)] = [
        (
            "0.09", "2008-01-01",
            [
                ("2008-01-01", "-10000"), ("2008-03-01", "2750"), ("2008-10-30", "4250"),
                ("2009-02-15", "3250"),
                ("2009-04-01", "2750"),
            ], "2086.6476020315"
        ),
        (
            "0.035", "2016-01-01", [("2017-01-01", "100000"), ("2018-01-01", "100000")], "189951.5236577811"
        ),
        ("0", "2016-01-01", [("2017-01-01", "100"), ("2010-01-01", "1")], "101.0000000000"),
        ("-0.5", "2021-01-01", [("2022-01-01", "100"), ("2020-01-02", "100")], "250.0000000000"),
    ]

    @Test(arguments: values)
    func `a present value discounts each flow to its day`(
        rate: String, base: String, flows: [(String, String)], expected: String
    ) throws {
        let discounting = try Discounting(rate: ratio(rate))
        let value = try discounting.presentValue(
            of: flows.map { CashFlow(day($0), amount($1)) }, asOf: day(base), in: sek)
        #expect(try value.divided(by: Ratio(100)).rounded(.halfEven, decimals: 10).description == expected)
    }

    @Test func `a discount rate of a total loss, and a flow of another currency, are refused`() throws {
        #expect(
            told { () throws(ReturnsError) in try Discounting(rate: Ratio(-1)) } == .discountRate(Ratio(-1)))
        let flows = [CashFlow(day("2020-01-01"), Amount.zero(usd))]
        #expect(
            told { () throws(ReturnsError) in
                try Discounting(rate: .zero).presentValue(of: flows, asOf: day("2020-01-01"), in: sek)
            } == .currency(expected: sek, came: usd))
    }

    @Test func `an index carries a sum there and back exactly, within its bounds`() throws {
        let prices = try Indexation(base: ratio("316.43"), now: ratio("325.33"))
        let half = Rounding(mode: .halfEven, unit: money("0.01"))
        #expect(try half.apply(to: prices.indexed(amount("15.12"))).paid == money("15.55"))
        #expect(try prices.real(prices.indexed(amount("15.12"))) == amount("15.12"))
        let rising = (ratio("313.35"), ratio("409.10"))
        #expect(
            try Indexation(base: rising.0, now: rising.1, cap: ratio("1.10")).indexed(amount("10000"))
                == amount("11000"))
        #expect(
            try Indexation(base: rising.1, now: rising.0, floor: .one).indexed(amount("10000"))
                == amount("10000"))
        #expect(
            try Indexation(base: .one, now: ratio("1.05"), floor: .one, cap: ratio("1.10")).factor
                == ratio("1.05"))
    }

    @Test func `an index that is not positive, and a floor above the cap, are refused`() {
        #expect(
            told { () throws(ReturnsError) in try Indexation(base: .zero, now: .one) }
                == .index(base: .zero, now: .one))
        #expect(
            told { () throws(ReturnsError) in
                try Indexation(base: .one, now: .one, floor: ratio("1.2"), cap: ratio("1.1"))
            } == .indexBounds(floor: ratio("1.2"), cap: ratio("1.1")))
    }

    struct Vector: Decodable {
        let id: String
        let kind: String
        let principal, rate, from, to, daycount, compounding, base_date: String?
        let amount, index_base, index_now, cap_factor, floor_factor: String?
        let cashflows: [Flow]?
        let unit_rate: String?
        let units: Int64?
        let parts: [String]?
        let investment, moic: String?
        let treated_per_100, comparison_per_100, expected_relative_reduction_pct_1dp: String?
        let relative_reduction_pct, cohort_threshold, pooled_threshold: String?
        let pays_at_cohort, pays: Bool?
        let expected, expected_exact, expected_half_even, expected_half_up: String?

        struct Flow: Decodable {
            let date: String
            let amount: String
        }
    }

    /// The exact reduction is compared; what was published is rounded to a decimal.
    private func expectThreshold(_ vector: Vector) throws {
        var reduction = vector.relative_reduction_pct.map { ratio($0) }
        if let treated = vector.treated_per_100, let comparison = vector.comparison_per_100 {
            let rate = ratio(comparison)
            let exact = try rate.subtracting(ratio(treated)).divided(by: rate).multiplied(by: Ratio(100))
            let published = try exact.rounded(.halfUp, decimals: 1).description
            #expect(published == vector.expected_relative_reduction_pct_1dp, "\(vector.id)")
            reduction = exact
        }
        let figure = try #require(reduction)
        let thresholds = [
            (vector.cohort_threshold, vector.pays_at_cohort), (vector.pooled_threshold, vector.pays),
        ]
        var compared = 0
        for case (let threshold?, let pays?) in thresholds {
            #expect(Reached.atLeast.holds(figure, ratio(threshold)) == pays, "\(vector.id)")
            compared += 1
        }
        #expect(compared == 1, "\(vector.id)")
    }

    @Test(.enabled(if: Vectors.areThere))
    func `the shared vectors are met to their last digit`() throws {
        let cases: [Vector] = try Vectors.cases("finance_misc.json")
        #expect(cases.count >= 17)
        for vector in cases {
            switch vector.kind {
            case "preferred_return":
                let rate = try InterestRate(
                    ratio(vector.rate!), #require(Compounding(rawValue: vector.compounding!)),
                    #require(DayCount(rawValue: vector.daycount!)))
                let interest = rate.interest(
                    on: FixedPoint(money(vector.principal!).minorUnits), from: day(vector.from!),
                    to: day(vector.to!))
                let major = interest.divided(by: Ratio(100))
                #expect(
                    try major.rounded(.halfEven, decimals: 12).description == vector.expected_exact,
                    "\(vector.id)")
                #expect(try interest.money(sek, rounding: .halfEven).majorUnits == vector.expected_half_even)
            case "xnpv":
                let value = try Discounting(rate: ratio(vector.rate!)).presentValue(
                    of: vector.cashflows!.map {
                        CashFlow(day($0.date), InvestorReturnsTests.amount($0.amount))
                    },
                    asOf: day(vector.base_date!), in: sek)
                let major = try value.divided(by: Ratio(100)).rounded(.halfEven, decimals: 10)
                #expect(major.description == vector.expected, "\(vector.id)")
            case "indexation":
                let indexed = try Indexation(
                    base: ratio(vector.index_base!), now: ratio(vector.index_now!),
                    floor: vector.floor_factor.map { ratio($0) }, cap: vector.cap_factor.map { ratio($0) }
                ).indexed(InvestorReturnsTests.amount(vector.amount!))
                for (mode, expected) in [
                    (RoundingMode.halfEven, vector.expected_half_even), (.halfUp, vector.expected_half_up),
                ] {
                    let paid = try Rounding(mode: mode, unit: money("0.01")).apply(to: indexed).paid
                    #expect(paid.majorUnits == expected, "\(vector.id)")
                }
            case "rate_card":
                let sum = try InvestorReturnsTests.amount(vector.unit_rate!).multiplied(
                    by: Ratio(vector.units!))
                #expect(sum == InvestorReturnsTests.amount(vector.expected!))
            case "sum":
                let sum = try vector.parts!.map { money($0) }.reduce(money("0")) { try $0.adding($1) }
                #expect(sum.majorUnits == vector.expected)
                let multiple = try Amount(sum).divided(by: InvestorReturnsTests.amount(vector.investment!))
                #expect(try multiple.rounded(.halfEven, decimals: 16).description == vector.moic)
            case "threshold":
                try expectThreshold(vector)
            default: Issue.record("a kind that nobody reads: \(vector.kind)")
            }
        }
    }
}
