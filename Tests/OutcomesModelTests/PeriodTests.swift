import OutcomesModel
import Testing

@Suite struct PeriodTests {
    static let months: [(first: String, months: Int, last: String, days: Int)] = [
        ("2016-08-01", 24, "2018-07-31", 730), ("2016-02-01", 1, "2016-02-29", 29),
        ("2016-01-15", 1, "2016-02-14", 31), ("2016-01-31", 1, "2016-02-28", 29),
        ("2017-01-01", 12, "2017-12-31", 365),
    ]

    @Test(arguments: months)
    func `a period of whole months ends on the day before`(
        first: String, months: Int, last: String, days: Int
    ) throws {
        let made = Period(from: try day(first), months: months)
        #expect(try made == period(first, last))
        #expect(made.days == days)
    }

    @Test func `both ends belong to a period`() throws {
        let august = try period("2016-08-01", "2016-08-31")
        #expect(august.days == 31)
        #expect("\(august)" == "2016-08-01 to 2016-08-31")
        for inside in ["2016-08-01", "2016-08-15", "2016-08-31"] { #expect(try august.contains(day(inside))) }
        for outside in ["2016-07-31", "2016-09-01"] { #expect(try !august.contains(day(outside))) }
    }

    @Test func `a period has at least one day`() async throws {
        let today = try day("2016-08-01")
        #expect(Period(first: today, last: today)?.days == 1)
        #expect(Period(first: today, last: today.adding(days: -1)) == nil)
        await #expect(processExitsWith: .failure) { _ = Period(from: Day(number: 0), months: 0) }
    }
}
