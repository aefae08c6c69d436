import OutcomesModel
import Reporting
import Testing

@Suite struct ChartTests {
    private static let one = Chart.Series("One", [.count(1), .count(2)])
    private static let sum = Chart.Series("Sum", [.money(kronor("1.00")), .money(kronor("2.00"))])

    static let faults: [(chart: @Sendable () throws(ReportingError) -> Chart, fault: ChartFault)] = [
        ({ () throws(ReportingError) in try Chart(.bar, title: "T", places: ["a"], series: []) }, .noSeries),
        (
            { () throws(ReportingError) in
                try Chart(
                    .line, title: "T", places: ["a"],
                    series: (0..<7).map { Chart.Series("\($0)", [.count($0)]) })
            }, .tooManySeries(7, most: 6)
        ),
        ({ () throws(ReportingError) in try Chart(.bar, title: "T", places: [], series: [one]) }, .noPlaces),
        (
            { () throws(ReportingError) in try Chart(.bar, title: "T", places: ["a"], series: [one]) },
            .valueCount(series: "One", expected: 1, came: 2)
        ),
        (
            { () throws(ReportingError) in
                try Chart(.histogram, title: "T", places: [.count(0), .count(1)], series: [one])
            }, .valueCount(series: "One", expected: 1, came: 2)
        ),
        (
            { () throws(ReportingError) in
                try Chart(.bar, title: "T", places: ["a", "b"], series: [one, sum])
            }, .otherUnit(series: "Sum", value: 1, came: "a sum in SEK", expected: "a figure")
        ),
        (
            { () throws(ReportingError) in
                try Chart(
                    .line, title: "T", places: ["a", "b"], series: [Chart.Series("S", [.count(1), "x"])])
            }, .notAFigure(series: "S", value: 2, came: "a text")
        ),
        (
            { () throws(ReportingError) in
                try Chart(.line, title: "T", places: ["a", .count(2)], series: [one])
            }, .placeKind(place: 2, expected: "a text")
        ),
        (
            { () throws(ReportingError) in try Chart(.payoff, title: "T", places: ["a", "b"], series: [one])
            },
            .placeKind(place: 1, expected: "a figure")
        ),
        (
            { () throws(ReportingError) in
                try Chart(.line, title: "T", places: [.count(2), .count(2)], series: [one])
            }, .placeOrder(place: 2)
        ),
        (
            { () throws(ReportingError) in try Chart(.band, title: "T", places: ["a", "b"], series: [one]) },
            .noBand(series: "One")
        ),
        (
            { () throws(ReportingError) in
                try Chart(.waterfall, title: "T", places: ["a", "b"], series: [one, one])
            }, .onlyOneSeries(.waterfall)
        ),
        (
            { () throws(ReportingError) in
                try Chart(
                    .waterfall, title: "T", places: ["a", "b"],
                    series: [Chart.Series("S", [.count(1), .missing(.other("<5"))])])
            }, .notAFigure(series: "S", value: 2, came: "a missing value")
        ),
        (
            { () throws(ReportingError) in
                try Chart(.histogram, title: "T", places: [.count(0), .count(1), .count(3)], series: [one])
            }, .binWidth(place: 3)
        ),
    ]

    @Test(arguments: faults.indices)
    func `what cannot be drawn is refused with what is wrong`(index: Int) {
        let (chart, fault) = Self.faults[index]
        #expect(throws: ReportingError.chart(title: "T", fault)) { try chart() }
    }

    @Test func `a fault names the chart, what it needs and what came`() {
        let told = ReportingError.chart(title: "Costs", .tooManySeries(9, most: 6)).diagnostics[0]
        #expect(told.message == "the chart 'Costs' has too many series")
        #expect(told.expected == "at most 6")
        #expect(told.came == "9")
    }

    private func drawn(_ chart: Chart) -> String {
        Document(title: "T", blocks: [.chart(chart)]).rendered(as: .html)
    }

    @Test func `nothing is drawn between the neighbours of a gap`() throws {
        let gap = Cell.missing(.other("<5"))
        let values: [Cell] = [.count(10), .count(20), gap, .count(30), .count(40)]
        let chart = try Chart(
            .line, title: "T", places: (1...5).map { .count($0) }, series: [Chart.Series("S", values)])
        // Two stretches in each of the two drawings, of two points each.
        let lines = drawn(chart).split(separator: "\n").filter { $0.hasPrefix("<path class=\"line s1\"") }
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { $0.filter { $0 == "L" }.count == 1 })
    }

    @Test func `a figure that is hidden is hidden in every form`() throws {
        let chart = try Chart(
            .bar, title: "T", places: ["a", "b"],
            series: [Chart.Series("S", [.missing(.other("<5")), .count(12)])])
        let document = Document(title: "T", blocks: [.chart(chart)])
        #expect(document.namedTables().map(\.table.csv) == ["Item,S\na,<5\nb,12\n"])
        #expect(document.rendered(as: .txt).contains("\na     <5"))
        #expect(document.rendered(as: .json).contains("\"missing\" : \"<5\""))
        let bars = drawn(chart).split(separator: "\n").filter { $0.hasPrefix("<rect class=\"bar") }
        #expect(bars.count == 2, "one bar in each of the two drawings")
    }

    @Test func `a waterfall comes to the exact sum of its steps`() throws {
        let third = Cell.amount(Amount(minorUnits: try Ratio(100, over: 3), currency: sek))
        let chart = try Chart(
            .waterfall, title: "T", places: ["a", "b", "c"],
            series: [Chart.Series("S", [third, third, third])],
            total: "All")
        #expect(chart.total == Chart.Target("All", .amount(Amount(kronor("1.00")))))
    }

    @Test func `the same figures give the same bytes`() {
        let first = sampleChartDocument.rendered(as: .html)
        #expect(first == sampleChartDocument.rendered(as: .html))
        #expect(!first.contains("nan") && !first.contains("inf\""))
    }

    static let ticks: [(values: [String], labels: [String])] = [
        (["0", "1"], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (["-3", "7"], ["-4", "-2", "0", "2", "4", "6", "8"]),
        (["0", "4000000"], ["0", "1", "2", "3", "4"]),
        (["99", "101"], ["99.0", "99.5", "100.0", "100.5", "101.0"]),
        (["5", "5"], ["0", "1", "2", "3", "4", "5"]),
        (["0", "0"], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (["0", "0.00003"], ["0", "0.00001", "0.00002", "0.00003"]),
    ]

    @Test(arguments: ticks)
    func `ticks are round, exact and hold all figures`(values: [String], labels: [String]) throws {
        let chart = try Chart(
            .line, title: "T", places: ["a", "b"],
            series: [Chart.Series("S", try values.map { .number(try Decimal($0)) })])
        let wide = drawn(chart).split(separator: "</svg>")[0].split(separator: "\n")
        let written = wide.filter { $0.hasPrefix("<text class=\"soft end\"") && $0.contains("x=") }
            .compactMap {
                $0.split(separator: ">").dropFirst().first?.split(separator: "<").first.map(String.init)
            }
        #expect(written == labels)
    }

    @Test func `no label leaves its drawing`() throws {
        func value(_ name: String, _ line: Substring) -> Double? {
            guard let at = line.firstRange(of: " \(name)=\"") else { return nil }
            return Double(line[at.upperBound...].prefix { $0 != "\"" })
        }
        var (width, height) = (0.0, 0.0)
        for line in sampleChartDocument.rendered(as: .html).split(separator: "\n") {
            if let box = line.firstRange(of: "viewBox=\"0 0 ") {
                let size = line[box.upperBound...].prefix { $0 != "\"" }.split(separator: " ").compactMap {
                    Double($0)
                }
                (width, height) = (size[0], size[1])
            }
            guard ["<text", "<rect", "<line"].contains(where: { line.hasPrefix($0) }) else { continue }
            for name in ["x", "x1", "x2"] {
                if let x = value(name, line) { #expect((0...width).contains(x), "\(line)") }
            }
            for name in ["y", "y1", "y2"] {
                if let y = value(name, line) { #expect((0...height).contains(y), "\(line)") }
            }
        }
    }

    @Test func `a chart has a title, a description and its figures for those who do not see it`() throws {
        let chart = try Chart(.bar, title: "Paid", places: ["Q1", "Q2"], series: [Self.sum])
        let html = drawn(chart)
        #expect(html.contains("role=\"img\" aria-labelledby=\"chart-1-wide-title chart-1-wide-text\""))
        #expect(html.contains("<title id=\"chart-1-wide-title\">Paid</title>"))
        #expect(html.contains("Bar chart. Sum: lowest 1 SEK (Q1), highest 2 SEK (Q2)."))
        #expect(html.contains("<td class=\"end figure\">2 SEK</td>"))
    }
}
