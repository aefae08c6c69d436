import OutcomesModel
import Testing

@Suite struct WindowTests {
    static let spans: [(span: Window.Span, first: String, last: String)] = [
        (.fromEntry(months: 24, skipping: 0), "2017-01-31", "2019-01-30"),
        (.fromEntry(months: 1, skipping: 1), "2017-02-28", "2017-03-30"),
        (.fromEntry(months: 12, skipping: 6), "2017-07-31", "2018-07-30"),
        (.fromStart(months: 24, skipping: 0), "2016-08-01", "2018-07-31"),
        (.fromStart(months: 3, skipping: 12), "2017-08-01", "2017-10-31"),
        (.fixed(Period(from: Day(iso: "2020-01-01")!, months: 12)), "2020-01-01", "2020-12-31"),
    ]

    @Test(arguments: spans)
    func `a window begins at a person's entry, at the start, or on its own day`(
        span: Window.Span, first: String, last: String
    ) throws {
        let window = Window(id: "window", title: "Window", span: span)
        #expect(
            try window.period(entry: day("2017-01-31"), starts: day("2016-08-01")) == period(first, last))
    }

    @Test func `a window begins the day after the one that it skips, from any day of the month`() throws {
        for number in 0..<1_500 {
            let entry = Day(number: 17_000 + Int32(number))
            for months in 1...13 {
                let before = Window(id: "a", title: "", span: .fromEntry(months: months, skipping: 0))
                let after = Window(id: "b", title: "", span: .fromEntry(months: 3, skipping: months))
                let ends = before.period(entry: entry, starts: entry).last
                #expect(after.period(entry: entry, starts: entry).first == ends.adding(days: 1))
            }
        }
    }
}
