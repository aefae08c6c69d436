import InvestorReturns
import OutcomesModel
import Testing

@Suite struct DayCountTests {
    /// Each pair in the order of `DayCount.allCases`; by hand from the definitions.
    static let pairs: [(first: String, last: String, years: [String])] = [
        // 365F, 360, ACT/ACT, 30/360, 30E/360, 30E/360 ISDA, 30/360 US
        (
            "2011-12-28", "2012-02-28",
            ["62/365", "62/360", "11317/66795", "60/360", "60/360", "60/360", "60/360"]
        ),
        ("2019-01-01", "2020-01-01", ["1", "365/360", "1", "1", "1", "1", "1"]),
        ("2020-01-01", "2021-01-01", ["366/365", "366/360", "1", "1", "1", "1", "1"]),
        ("2021-01-31", "2021-03-31", ["59/365", "59/360", "59/365", "60/360", "60/360", "60/360", "60/360"]),
        ("2021-01-15", "2021-03-31", ["75/365", "75/360", "75/365", "76/360", "75/360", "75/360", "76/360"]),
        (
            "2021-02-28", "2021-08-31",
            ["184/365", "184/360", "184/365", "183/360", "182/360", "180/360", "180/360"]
        ),
        // 307 days of 366 and 58 of 365.
        ("2020-02-29", "2021-02-28", ["1", "365/360", "133283/133590", "359/360", "359/360", "1", "1"]),
        ("2021-05-05", "2021-05-05", ["0", "0", "0", "0", "0", "0", "0"]),
    ]

    @Test(arguments: pairs)
    func `each convention counts its years exactly`(first: String, last: String, years: [String]) {
        for (convention, expected) in zip(DayCount.allCases, years) {
            #expect(
                convention.years(from: day(first), to: day(last)) == ratio(expected), "\(convention.rawValue)"
            )
            #expect(
                convention.years(from: day(last), to: day(first)) == ratio(expected).negated(),
                "\(convention.rawValue) backwards")
        }
    }

    @Test func `a February in which the contract ends keeps its days`() {
        let convention = DayCount.thirtyE360ISDA
        let (first, last) = (day("2020-08-31"), day("2021-02-28"))
        #expect(convention.years(from: first, to: last) == ratio("180/360"))
        #expect(convention.years(from: first, to: last, termination: last) == ratio("178/360"))
        // A 31st counts as 30 also on the day of the end.
        #expect(
            convention.years(from: last, to: day("2021-08-31"), termination: day("2021-08-31"))
                == ratio("180/360"))
    }

    struct Vector: Decodable {
        let start: String
        let end: String
        let convention: String
        let numerator: Int64
        let denominator: Int64
        let termination_date: String?
    }

    @Test(.enabled(if: Vectors.areThere))
    func `the shared vectors are met exactly`() throws {
        let cases: [Vector] = try Vectors.cases("daycount.json")
        #expect(cases.count >= 155)
        for vector in cases {
            let convention = try #require(DayCount(rawValue: vector.convention))
            let years = convention.years(
                from: day(vector.start), to: day(vector.end),
                termination: vector.termination_date.map { day($0) })
            let expected = try Ratio(Int128(vector.numerator), over: Int128(vector.denominator))
            #expect(years == expected, "\(vector.convention) \(vector.start) \(vector.end)")
        }
    }
}
