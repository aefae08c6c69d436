import OutcomesModel

// Bars, waterfalls and intervals: figures of things that stand side by side, each in a slot of its own.

extension ChartDrawing {
    /// The titles of the slots, that of a total last.
    private var slotTitles: [String] {
        chart.places.map { $0.displayed(in: language) } + (chart.total.map { [$0.title] } ?? [])
    }

    private func cell(_ series: Int, _ slot: Int) -> Cell {
        slot < chart.places.count ? chart.series[series].values[slot] : chart.total?.value ?? .empty
    }

    mutating func slots() {
        let titles = slotTitles
        var isTime = false
        if case .day = chart.places[0] { isTime = true }
        let scale = valueScale(ticks: width == .wide ? 5 : 4)
        let name = unit(scale, chart.up, allCells + chart.targets.map(\.value))
        let left = (scale.ticks.map { drawnWidth($0.label, letters) }.max() ?? 0) + 8
        let slot = (width.pixels - left - 12) / Double(titles.count)
        let lines = titles.map { drawnLines($0, letters, width: slot - 8) }
        let isUpright = lines.allSatisfy { ($0?.count ?? 4) <= 3 }
        guard isUpright || isTime else { return lyingSlots(scale, name) }
        standingSlots(scale, name, titles, isUpright ? lines.compactMap(\.self) : [], left, slot)
    }

    // MARK: Standing

    private mutating func standingSlots(
        _ scale: ChartScale, _ name: String, _ titles: [String], _ lines: [[String]], _ left: Double,
        _ slot: Double
    ) {
        nameFigures(name)
        height += letters
        let plot = Plot(
            left: left, right: width.pixels - 12, top: height,
            bottom: height + (width == .wide ? 260 : 200))
        func down(_ value: Double) -> Double { scale.place(value, from: plot.bottom, to: plot.top) }
        for tick in scale.ticks {
            let y = down(tick.value)
            svg.line("grid", plot.left, y, plot.right, y)
            svg.text("soft end", plot.left - 6, y + letters * 0.36, tick.label)
        }
        let share = slot * 0.76 / Double(chart.series.count)
        let written =
            titles.indices.flatMap { slot in chart.series.indices.map { cell($0, slot) } }
            .map { drawnWidth(label($0), letters) }.max() ?? 0
        // Written last, so that no line of a target goes through a figure.
        var figures: [(x: Double, y: Double, label: String)] = []
        for index in titles.indices {
            for series in chart.series.indices {
                let x = plot.left + slot * (Double(index) + 0.12) + share * Double(series)
                guard let (from, to, style) = ends(series, index) else {
                    let reason = label(cell(series, index))
                    if drawnWidth(reason, letters) <= share {
                        svg.text("gap middle", x + share / 2, down(max(0, scale.low)) - 5, reason)
                    }
                    continue
                }
                let (top, bottom) = (down(max(from, to)), down(min(from, to)))
                if chart.kind == .band {
                    interval(series, index, at: x + share / 2, down, isStanding: true)
                } else {
                    svg.rectangle(style, x, top, share - (share > 6 ? 1 : 0), max(0.5, bottom - top))
                }
                if written <= share + slot * 0.2, chart.kind != .band {
                    let y = to < from ? bottom + letters + 2 : top - 4
                    figures.append((x + share / 2, y, label(cell(series, index))))
                }
                if chart.kind == .waterfall, index + 1 < titles.count {
                    svg.line("link", x + share, down(to), x + slot, down(to))
                }
            }
        }
        let base = down(min(max(0, scale.low), scale.high))
        svg.line("axis", plot.left, base, plot.right, base)
        for (index, target) in chart.targets.enumerated() {
            guard let value = drawn(target.value) else { continue }
            svg.line("target t\(index + 1)", plot.left, down(value), plot.right, down(value))
        }
        for figure in figures { svg.text("value middle", figure.x, figure.y, figure.label) }
        height = plot.bottom
        guard !lines.isEmpty else {
            writeTicks(titles.enumerated().map { (plot.left + slot * (Double($0) + 0.5), $1) }, plot)
            return namePlaces(chart.across ?? "", plot)
        }
        for (index, words) in lines.enumerated() {
            for (row, line) in words.enumerated() {
                let y = plot.bottom + letters + 5 + Double(row) * (letters + 2)
                svg.text("soft middle", plot.left + slot * (Double(index) + 0.5), y, line)
            }
        }
        height += Double(lines.map(\.count).max() ?? 1) * (letters + 2) + 10
        namePlaces(chart.across ?? "", plot)
    }

    // MARK: Lying

    /// Titles above their bars, so that long ones stay whole.
    private mutating func lyingSlots(_ scale: ChartScale, _ name: String) {
        nameFigures(name)
        let thick = chart.series.count > 2 ? 12.0 : 16.0
        let cells = slotTitles.indices.flatMap { slot in chart.series.indices.map { cell($0, slot) } }
        let written = chart.kind == .band ? 0 : cells.map { drawnWidth(label($0), letters) }.max() ?? 0
        let first = drawnWidth(scale.ticks[0].label, letters) / 2
        let plot = Plot(
            left: max(4, first), right: width.pixels - max(written + 8, 12), top: height, bottom: 0)
        func along(_ value: Double) -> Double { scale.place(value, from: plot.left, to: plot.right) }
        var body = SVGWriter()
        swap(&body, &svg)
        height += 4
        for (index, title) in slotTitles.enumerated() {
            for line in brokenLines(title, letters, width: width.pixels) {
                svg.text("value", 0, height + letters, line)
                height += letters + 4
            }
            height += 3
            for series in chart.series.indices {
                defer { height += thick + 2 }
                let y = height + thick / 2 + letters * 0.36
                guard let (from, to, style) = ends(series, index) else {
                    svg.text("gap", along(max(0, scale.low)) + 4, y, label(cell(series, index)))
                    continue
                }
                let (start, end) = (along(min(from, to)), along(max(from, to)))
                if chart.kind == .band {
                    interval(series, index, at: height + thick / 2, along, isStanding: false)
                } else {
                    svg.rectangle(style, start, height, max(0.5, end - start), thick)
                    svg.text("value", max(end, along(0)) + 4, y, label(cell(series, index)))
                }
            }
            height += 8
        }
        swap(&body, &svg)
        for tick in scale.ticks {
            svg.line(
                tick.value == 0 ? "axis" : "grid", along(tick.value), plot.top, along(tick.value), height)
        }
        for line in body.lines { svg.add(line) }
        for (index, target) in chart.targets.enumerated() {
            guard let value = drawn(target.value) else { continue }
            svg.line("target t\(index + 1)", along(value), plot.top, along(value), height)
        }
        writeTicks(
            scale.ticks.map { (along($0.value), $0.label) },
            Plot(left: plot.left, right: plot.right, top: plot.top, bottom: height))
    }

    // MARK: Both

    /// Where a bar begins and ends, and how it looks; nil for a gap.
    private func ends(_ series: Int, _ slot: Int) -> (from: Double, to: Double, style: String)? {
        guard chart.kind == .waterfall else {
            return drawn(cell(series, slot)).map { (0, $0, "bar s\(series + 1)") }
        }
        let step = steps[slot]
        return (step.from, step.to, step.isTotal ? "bar sum" : step.to < step.from ? "bar s2" : "bar s1")
    }

    /// What is written at a bar: of a step its sign too.
    private func label(_ cell: Cell) -> String {
        let words = cell.displayed(in: language)
        guard chart.kind == .waterfall, let figure = cell.figure, figure.signum > 0,
            cell != chart.total?.value
        else { return words }
        return "+\(words)"
    }

    private mutating func interval(
        _ series: Int, _ slot: Int, at across: Double, _ place: (Double) -> Double, isStanding: Bool
    ) {
        let style = "whisker s\(series + 1)"
        func stroke(_ from: Double, _ to: Double, _ side: Double, _ otherSide: Double) {
            if isStanding {
                svg.line(style, across + side, from, across + otherSide, to)
            } else {
                svg.line(style, from, across + side, to, across + otherSide)
            }
        }
        for band in chart.series[series].bands {
            guard let low = drawn(band.lower[slot]).map(place), let high = drawn(band.upper[slot]).map(place)
            else { continue }
            stroke(low, high, 0, 0)
            stroke(low, low, -4, 4)
            stroke(high, high, -4, 4)
        }
        guard let value = drawn(cell(series, slot)).map(place) else { return }
        svg.mark(series, isStanding ? across : value, isStanding ? value : across)
    }
}
