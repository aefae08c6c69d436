import OutcomesModel
import Testing

@Suite struct DayTests {
    static let days: [(text: String, number: Int32, parts: (Int, Int, Int))] = [
        ("0001-01-01", -719_162, (1, 1, 1)), ("1600-02-29", -135_081, (1600, 2, 29)),
        ("1900-02-28", -25_509, (1900, 2, 28)), ("1900-03-01", -25_508, (1900, 3, 1)),
        ("1969-12-31", -1, (1969, 12, 31)), ("1970-01-01", 0, (1970, 1, 1)),
        ("2000-02-29", 11_016, (2000, 2, 29)), ("2016-08-01", 17_014, (2016, 8, 1)),
        ("2024-12-31", 20_088, (2024, 12, 31)), ("9999-12-31", 2_932_896, (9999, 12, 31)),
    ]

    @Test(arguments: days)
    func `a day is read, counted and printed`(text: String, number: Int32, parts: (Int, Int, Int)) throws {
        let day = try day(text)
        #expect(day.number == number)
        #expect(day.parts == parts)
        #expect(day == Day(year: parts.0, month: parts.1, day: parts.2))
        #expect("\(day)" == text)
        #expect(day == Day(iso: "x\(text)".dropFirst()))
    }

    static let noDays = [
        "2017-02-29", "1900-02-29", "2016-04-31", "2016-00-01", "2016-13-01", "2016-01-00", "2016-01-32",
        "0000-01-01", "", "2016-8-1", "2016/08/01", "20160801", "2016-08-01 ", " 2016-08-01", "2016-08-01T00",
        "+016-08-01", "-016-08-01", "2016-08-0x", "２０１６-08-01", "16-08-2001",
    ]

    @Test(arguments: noDays)
    func `what is no day is none`(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func `no calendar part is out of range`() {
        #expect(Day(year: 0, month: 1, day: 1) == nil && Day(year: 10_000, month: 1, day: 1) == nil)
        #expect(Day(year: .min, month: 1, day: 1) == nil && Day(year: 2016, month: .max, day: 1) == nil)
        #expect(Day(year: 2016, month: 1, day: -1) == nil && Day(year: 2016, month: 1, day: .max) == nil)
    }

    @Test func `each day is the one after the day before, from year 1 to 9999`() throws {
        var expected = try #require(Day(year: 1, month: 1, day: 1))
        for year in 1...9999 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated()
            {
                // Within a month the days follow each other; its ends are where a calendar goes wrong.
                for day in [1, length] {
                    let made = try #require(Day(year: year, month: index + 1, day: day))
                    guard made == expected.adding(days: day - 1), made.parts == (year, index + 1, day) else {
                        Issue.record("\(year)-\(index + 1)-\(day) is \(made)")
                        return
                    }
                }
                expected = expected.adding(days: length)
                guard Day(year: year, month: index + 1, day: length + 1) == nil else {
                    Issue.record("\(year)-\(index + 1) has more than \(length) days")
                    return
                }
            }
        }
    }

    @Test func `a day is made of its own parts again`() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<20_000 {
            let day = Day(number: .random(in: -719_162...2_932_896, using: &random))
            let parts = day.parts
            #expect(Day(year: parts.year, month: parts.month, day: parts.day) == day)
            #expect(Day(iso: day.description) == day)
        }
    }

    static let months: [(from: String, months: Int, to: String)] = [
        ("2016-08-01", 24, "2018-08-01"), ("2016-01-31", 1, "2016-02-29"), ("2017-01-31", 1, "2017-02-28"),
        ("2016-01-31", 2, "2016-03-31"), ("2016-01-31", 3, "2016-04-30"), ("2016-02-29", 12, "2017-02-28"),
        ("2016-02-29", 48, "2020-02-29"), ("2016-12-15", 1, "2017-01-15"), ("2016-01-15", -1, "2015-12-15"),
        ("2016-03-31", -1, "2016-02-29"), ("2016-08-01", 0, "2016-08-01"), ("2016-08-01", -24, "2014-08-01"),
        ("9999-11-30", 1, "9999-12-30"), ("0001-02-28", -1, "0001-01-28"),
    ]

    @Test(arguments: months)
    func `months are added to the same day, or to the last of the month`(
        from: String, months: Int, to: String
    )
        throws
    {
        #expect(try day(from).adding(months: months) == day(to))
    }

    @Test func `months are added to the month, and the day is clamped, for any day`() throws {
        var random = SplitMix64(seed: 8)
        for _ in 0..<10_000 {
            let day = Day(number: .random(in: -2_000_000...2_500_000, using: &random))
            let months = Int.random(in: -1_200...1_200, using: &random)
            let moved = day.adding(months: months)
            #expect(moved.monthIndex == day.monthIndex + months)
            #expect(moved.parts.day <= day.parts.day)
            // It is only earlier in the month where the next day is in another one.
            #expect(
                moved.parts.day == day.parts.day || moved.adding(days: 1).monthIndex == moved.monthIndex + 1)
        }
    }

    @Test func `days are counted and ordered`() throws {
        let (early, late) = (try day("2016-02-28"), try day("2016-03-01"))
        #expect(late.days(since: early) == 2 && early.days(since: late) == -2)
        #expect(early.adding(days: 2) == late && late.adding(days: -2) == early)
        #expect(early < late && !(late < early) && !(late < late))
        #expect(Day(number: .max).days(since: Day(number: .min)) == 4_294_967_295)
    }
}
