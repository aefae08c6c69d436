import OutcomesModel
import Reporting

// Charts of every kind, with gaps, signs and long words. Their figures are made up.

private func number(_ text: String) -> Cell { .number(try! Decimal(text)) }
private func sums(_ amounts: String...) -> [Cell] { amounts.map { .money(kronor($0)) } }
private func months(_ count: Int) -> [Cell] {
    (0..<count).map { .day(Day(iso: "2016-08-01")!.adding(months: $0)) }
}

let sampleCharts: [Chart] = [
    try! Chart(
        .line, title: "What a placement costs in a month", up: "Mean of a child", places: months(24),
        series: [
            Chart.Series(
                "Children of 2016",
                (0..<24).map { month in
                    month == 7 || month == 9
                        ? .missing(.other("<5"))
                        : .money(kronor("\(52_000 + month * month * 37 - month * 1_900).50"))
                }),
            Chart.Series(
                "Reference group of 2013",
                (0..<24).map { .money(kronor("\(54_000 - $0 * 310)")) }),
        ], targets: [Chart.Target("Ceiling", .money(kronor("55000")))]),
    try! Chart(
        .band, title: "Wellbeing, with its interval of 95 %", across: "Quarter", up: "Points",
        places: ["2017 Q1", "2017 Q2", "2017 Q3", "2017 Q4"],
        series: [
            Chart.Series(
                "Participants", [number("6.1"), number("6.4"), .missing(.notMeasured), number("7.2")],
                bands: [
                    Chart.Band(
                        "95 %", lower: [number("5.2"), number("5.8"), .empty, number("6.6")],
                        upper: [number("7.0"), number("7.1"), .empty, number("7.9")])
                ]),
            Chart.Series(
                "Comparison", [number("6.0"), number("5.9"), number("5.8"), number("5.9")],
                bands: [
                    Chart.Band(
                        "95 % of these", lower: [number("5.1"), number("5.0"), number("4.9"), number("5.1")],
                        upper: [number("6.9"), number("6.8"), number("6.7"), number("6.6")])
                ]),
        ], targets: [Chart.Target("Target", number("7"))]),
    try! Chart(
        .bar, title: "Outcomes claimed", up: "Claims",
        places: ["Sustained job, 26 weeks", "Entry level qualification", "Stable accommodation, 12 months"],
        series: [
            Chart.Series("2018", [.count(41), .count(12), .missing(.other("<5"))]),
            Chart.Series("2019", [.count(1_204), .count(0), .count(96)]),
            Chart.Series("2020", [.count(830), .empty, .count(310)]),
        ]),
    try! Chart(
        .bar, title: "Paid in each quarter", places: ["Q1", "Q2", "Q3", "Q4"],
        series: [Chart.Series("Paid", sums("120000", "-35000", "80000", "142500.50"))]),
    try! Chart(
        .waterfall, title: "How the payment comes about",
        places: ["Activity guarantee", "Share of savings", "Cap of the contract", "Earlier payments"],
        series: [Chart.Series("Sum", sums("4000000", "5858086", "-2858086", "-1000000"))], total: "Due now"),
    try! Chart(
        .payoff, title: "What each party gets", across: "Saving", up: "Paid",
        places: (0...40).map { .money(kronor("\($0 * 250_000)")) },
        series: [
            Chart.Series(
                "Investor",
                (0...40).map { .money(kronor("\(min(12_000_000, 4_000_000 + max(0, $0 - 8) * 300_000))")) },
                bands: [
                    Chart.Band(
                        "5 % to 95 %",
                        lower: (0...40).map { .money(kronor("\(3_600_000 + max(0, $0 - 8) * 240_000)")) },
                        upper: (0...40).map { .money(kronor("\(4_400_000 + max(0, $0 - 8) * 330_000)")) }),
                    Chart.Band(
                        "25 % to 75 %",
                        lower: (0...40).map { .money(kronor("\(3_800_000 + max(0, $0 - 8) * 270_000)")) },
                        upper: (0...40).map { .money(kronor("\(4_200_000 + max(0, $0 - 8) * 310_000)")) }),
                ]),
            Chart.Series(
                "Municipality",
                (0...40).map { .money(kronor("\($0 * 250_000 - 4_000_000 - max(0, $0 - 8) * 300_000)")) }),
        ]),
    try! Chart(
        .histogram, title: "Days in care", across: "Days", up: "Children",
        places: [0, 30, 60, 90, 120, 150].map { .count($0) },
        series: [
            Chart.Series("Children", [.count(12), .count(31), .missing(.other("<5")), .count(22), .count(7)])
        ]),
    try! Chart(
        .band, title: "Effect of each site", up: "Points",
        places: ["Northern district, with its two day centres", "South", "Western archipelago"],
        series: [
            Chart.Series(
                "Effect", [number("0.4"), number("-0.1"), number("0.25")],
                bands: [
                    Chart.Band(
                        "95 %", lower: [number("0.1"), number("-0.5"), number("-0.05")],
                        upper: [number("0.7"), number("0.3"), number("0.55")])
                ])
        ]),
]

let sampleChartDocument = Document(
    title: "Charts of every kind", subtitle: "Figures that are made up",
    blocks: sampleCharts.map { .chart($0) })
