import OutcomesModel

/// One drawing in the making: a legend, the name of the figures, the plot, its ticks, the name of the places.
struct ChartDrawing {
    let chart: Chart
    let width: ChartWidth
    let language: Language
    var svg = SVGWriter()
    /// How far down it is drawn, in pixels.
    var height = 0.0

    var letters: Double { width.letters }

    /// The plot's four sides.
    struct Plot {
        var left, right, top, bottom: Double
        var width: Double { right - left }
    }

    mutating func draw() {
        legend()
        if drawsSlots { slots() } else { curves() }
    }

    /// Whether each place has a slot of its own, and not a point on an axis.
    private var drawsSlots: Bool {
        switch chart.kind {
        case .bar, .waterfall: return true
        case .band: if case .text = chart.places[0] { return true } else { return false }
        case .line, .payoff, .histogram: return false
        }
    }

    // MARK: Figures

    /// All figures that the span must hold, in major units.
    var allValues: [Double] {
        let own =
            chart.kind == .waterfall
            ? steps.flatMap { [$0.from, $0.to] }
            : chart.series.flatMap { one in
                ([one.values] + one.bands.flatMap { [$0.lower, $0.upper] }).flatMap { $0.compactMap(drawn) }
            }
        return own + chart.targets.compactMap { drawn($0.value) }
    }

    func drawn(_ cell: Cell) -> Double? { cell.figure.map(\.approximate) }

    /// Where each bar of a waterfall begins and ends, the total last.
    var steps: [(from: Double, to: Double, isTotal: Bool)] {
        var at = 0.0
        var steps: [(from: Double, to: Double, isTotal: Bool)] = []
        for value in chart.series[0].values.compactMap(drawn) {
            steps.append((at, at + value, false))
            at += value
        }
        return steps + (chart.total.flatMap { drawn($0.value) }.map { [(0, $0, true)] } ?? [])
    }

    /// Whether the span begins at zero: always where areas are seen, and where zero is not far.
    var beginsAtZero: Bool {
        switch chart.kind {
        case .bar, .waterfall, .payoff, .histogram: return true
        case .line, .band:
            guard let low = allValues.min(), let high = allValues.max() else { return true }
            return low >= 0 ? low < high / 2 : high > low / 2
        }
    }

    func valueScale(ticks: Int) -> ChartScale {
        ChartScale(over: allValues, from: beginsAtZero, ticks: ticks, widens: true, in: language)
    }

    /// Names the figures, with what they are multiples of and their currency: `Paid, million SEK`.
    func unit(_ scale: ChartScale, _ name: String?, _ cells: [Cell]) -> String {
        let currency = cells.lazy.compactMap(\.sum).first?.currency.code
        let unit = [scale.multiple, currency].compactMap(\.self).joined(separator: " ")
        return [name ?? "", unit].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    var allCells: [Cell] {
        chart.series.flatMap { one in one.values + one.bands.flatMap { $0.lower + $0.upper } }
    }

    // MARK: Words

    /// Tells series, bounds and targets apart, where there is more than one.
    private mutating func legend() {
        var items: [(draw: (inout SVGWriter, Double, Double) -> Void, title: String)] = []
        let filled = chart.kind == .bar || chart.kind == .histogram
        let inSlots = drawsSlots
        let named = chart.series.count > 1 || chart.series.contains { !$0.bands.isEmpty }
        if named || !chart.targets.isEmpty, chart.kind != .waterfall {
            for (index, one) in chart.series.enumerated() {
                items.append(
                    (
                        { svg, x, y in
                            guard !filled else {
                                return svg.rectangle("bar s\(index + 1)", x + 4, y - 6, 14, 12)
                            }
                            if !inSlots { svg.line("line s\(index + 1)", x, y, x + 22, y) }
                            svg.mark(index, x + 11, y)
                        }, one.title
                    ))
                for (depth, band) in one.bands.enumerated() {
                    items.append(
                        (
                            { svg, x, y in
                                guard !inSlots else {
                                    return svg.line("whisker s\(index + 1)", x + 11, y - 7, x + 11, y + 7)
                                }
                                // The narrower lies on the wider, and is as much darker.
                                for _ in 0...depth { svg.rectangle("area s\(index + 1)", x, y - 6, 22, 12) }
                            }, band.title
                        ))
                }
            }
        }
        for (index, target) in chart.targets.enumerated() {
            items.append(
                (
                    { $0.line("target t\(index + 1)", $1, $2, $1 + 22, $2) },
                    "\(target.title): \(target.value.displayed(in: language))"
                ))
        }
        guard !items.isEmpty else { return }
        var x = 0.0
        var y = 10.0
        for item in items {
            let lines = brokenLines(item.title, letters, width: width.pixels - 30)
            let wide = 30 + (lines.map { drawnWidth($0, letters) }.max() ?? 0)
            if x > 0, x + wide > width.pixels {
                x = 0
                y += letters + 8
            }
            item.draw(&svg, x, y)
            for (index, line) in lines.enumerated() {
                svg.text("", x + 28, y + letters * 0.36 + Double(index) * (letters + 3), line)
            }
            y += Double(lines.count - 1) * (letters + 3)
            x += wide + 14
        }
        height = y + letters + 4
    }

    /// Writes what the figures are above the plot.
    mutating func nameFigures(_ name: String) {
        guard !name.isEmpty else {
            height += 8
            return
        }
        for line in brokenLines(name, letters, width: width.pixels) {
            svg.text("soft", 0, height + letters, line)
            height += letters + 4
        }
        height += 10
    }

    /// Writes what the places are below the plot.
    mutating func namePlaces(_ name: String, _ plot: Plot) {
        guard !name.isEmpty else { return }
        for line in brokenLines(name, letters, width: width.pixels - plot.left) {
            svg.text("soft end", plot.right, height + letters, line)
            height += letters + 4
        }
        height += 4
    }
}
