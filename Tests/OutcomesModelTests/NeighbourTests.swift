import OutcomesModel
import Testing

/// What stands beside a figure or a day.
@Suite struct NeighbourTests {
    static let figures: [(text: String, higher: String?)] = [
        ("0", "1"), ("9", "10"), ("0.40", "0.41"), ("0.99", "1.00"), ("-1.5", "-1.4"), ("-0.01", "0.00"),
        ("9223372036854775807", nil), ("1e3", nil), ("0x10", nil), ("1_000", nil), (".", nil), ("", nil),
    ]

    @Test(arguments: figures)
    func `the figure above is one unit of the last place higher`(_ given: (text: String, higher: String?)) {
        #expect(Neighbour.figure(above: given.text) == given.higher)
    }

    @Test func `a step may be coarser than the last place, and not finer`() throws {
        let hundred = Ratio(100)
        #expect(Neighbour.figure(above: "500.00", by: hundred) == "600.00")
        #expect(Neighbour.figure(above: "500", by: try Decimal("0.1").ratio) == nil)
    }

    static let days: [(text: String, beside: [String])] = [
        ("2020-03-01", ["2020-02-29", "2020-03-02"]), ("2019-12-31", ["2019-12-30", "2020-01-01"]),
        ("0001-01-01", ["0001-01-02"]), ("9999-12-31", ["9999-12-30"]), ("2020-02-30", []), ("2020", []),
    ]

    @Test(arguments: days)
    func `a day stands between two others`(_ given: (text: String, beside: [String])) {
        #expect(Neighbour.days(beside: given.text) == given.beside)
    }
}

@Suite struct MarkupTests {
    static let texts: [(text: String, escaped: String)] = [
        ("Smith & Sons <\"5\" > '4'>", "Smith &amp; Sons &lt;&quot;5&quot; &gt; &#39;4&#39;&gt;"),
        // A combining mark behind a sign hides it from a comparison of characters.
        ("<\u{338}", "&lt;\u{338}"),
        ("a\tb\nc", "a\tb\nc"), ("a\u{1}b\u{1B}[0m", "a\u{FFFD}b\u{FFFD}[0m"),
    ]

    @Test(arguments: texts)
    func `a text has no meaning of its own in HTML and XML`(_ given: (text: String, escaped: String)) {
        #expect(given.text.escapedForMarkup == given.escaped)
    }
}
