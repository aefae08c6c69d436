import OutcomesModel

// Lines, ribbons and bins: figures over days or numbers, or over texts that have an order.

extension ChartDrawing {
    mutating func curves() {
        let scale = valueScale(ticks: 5)
        nameFigures(unit(scale, chart.up, allCells + chart.targets.map(\.value)))
        let labels = scale.ticks.map { drawnWidth($0.label, letters) }.max() ?? 0
        let plot = Plot(
            left: labels + 8, right: width.pixels - 12, top: height,
            bottom: height + (width == .wide ? 260 : 200))
        func down(_ value: Double) -> Double { scale.place(value, from: plot.bottom, to: plot.top) }
        for tick in scale.ticks {
            let y = down(tick.value)
            svg.line(tick.value == 0 ? "axis" : "grid", plot.left, y, plot.right, y)
            svg.text("soft end", plot.left - 6, y + letters * 0.36, tick.label)
        }
        height = plot.bottom
        let places = placeCurves(plot)
        if chart.kind == .histogram {
            bins(places, down)
        } else {
            for (index, one) in chart.series.enumerated() { ribbons(one, index, places, down) }
            for (index, one) in chart.series.enumerated() { line(one, index, places, down) }
        }
        for (index, target) in chart.targets.enumerated() {
            guard let value = drawn(target.value) else { continue }
            svg.line("target t\(index + 1)", plot.left, down(value), plot.right, down(value))
        }
    }

    /// Writes the ticks of the places, and returns where each of them is.
    private mutating func placeCurves(_ plot: Plot) -> [Double] {
        let room = width == .wide ? 8 : 4
        if case .text = chart.places[0] { return placeTexts(plot) }
        let numbers = chart.places.map { place -> Double in
            if case .day(let day) = place { return Double(day.number) }
            return drawn(place) ?? 0
        }
        let scale: ChartScale
        if case .day(let first) = chart.places[0], case .day(let last)? = chart.places.last {
            scale = ChartScale(from: first, to: last, ticks: room, in: language)
        } else {
            let isOne = chart.places.count == 1
            scale = ChartScale(over: numbers, from: isOne, ticks: room, widens: isOne, in: language)
        }
        func along(_ value: Double) -> Double { scale.place(value, from: plot.left, to: plot.right) }
        svg.line("axis", plot.left, plot.bottom, plot.right, plot.bottom)
        writeTicks(scale.ticks.map { (along($0.value), $0.label) }, plot)
        namePlaces(unit(scale, chart.across, chart.places), plot)
        return numbers.map(along)
    }

    private mutating func placeTexts(_ plot: Plot) -> [Double] {
        let slot = plot.width / Double(chart.places.count)
        let places = chart.places.indices.map { plot.left + (Double($0) + 0.5) * slot }
        svg.line("axis", plot.left, plot.bottom, plot.right, plot.bottom)
        let titles = chart.places.map { $0.displayed(in: language) }
        writeTicks(Array(zip(places, titles)), plot)
        namePlaces(chart.across ?? "", plot)
        return places
    }

    /// Writes as many labels as there is room for, evenly spread.
    mutating func writeTicks(_ ticks: [(x: Double, label: String)], _ plot: Plot) {
        let widest = (ticks.map { drawnWidth($0.label, letters) }.max() ?? 0) + 10
        let apart =
            ticks.count > 1 ? (ticks[ticks.count - 1].x - ticks[0].x) / Double(ticks.count - 1) : widest
        let every = apart > 0 ? max(1, Int((widest / apart).rounded(.up))) : 1
        for (index, tick) in ticks.enumerated() {
            guard index.isMultiple(of: every) else { continue }
            svg.line("axis", tick.x, plot.bottom, tick.x, plot.bottom + 4)
            let half = drawnWidth(tick.label, letters) / 2
            // At the sides a label leans inwards, so that it never leaves the drawing.
            if tick.x + half > width.pixels {
                svg.text("soft end", width.pixels, plot.bottom + letters + 7, tick.label)
            } else if tick.x - half < 0 {
                svg.text("soft", 0, plot.bottom + letters + 7, tick.label)
            } else {
                svg.text("soft middle", tick.x, plot.bottom + letters + 7, tick.label)
            }
        }
        height = plot.bottom + letters + 14
    }

    private mutating func ribbons(
        _ one: Chart.Series, _ index: Int, _ places: [Double], _ down: (Double) -> Double
    ) {
        for band in one.bands {
            let bounds = zip(band.lower, band.upper).map { lower, upper in
                drawn(lower).flatMap { low in drawn(upper).map { (low: low, high: $0) } }
            }
            for run in runs(of: bounds) {
                let upper = run.map { (places[$0], down(bounds[$0]!.high)) }
                let lower = run.reversed().map { (places[$0], down(bounds[$0]!.low)) }
                if run.count == 1 {
                    svg.line("whisker s\(index + 1)", upper[0].0, upper[0].1, lower[0].0, lower[0].1)
                } else {
                    svg.path("area s\(index + 1)", SVGWriter.data(upper + lower) + "z")
                }
            }
        }
    }

    private mutating func line(
        _ one: Chart.Series, _ index: Int, _ places: [Double], _ down: (Double) -> Double
    ) {
        let values = one.values.map(drawn)
        let marks = chart.kind != .payoff && places.count <= (width == .wide ? 40 : 20)
        for run in runs(of: values) {
            let points = run.map { (x: places[$0], y: down(values[$0]!)) }
            if run.count > 1 { svg.path("line s\(index + 1)", SVGWriter.data(points)) }
            // A figure between two gaps is on no line, and is seen by its mark.
            if marks || run.count == 1 { for point in points { svg.mark(index, point.x, point.y) } }
        }
    }

    private mutating func bins(_ edges: [Double], _ down: (Double) -> Double) {
        for (bin, cell) in chart.series[0].values.enumerated() {
            let (left, right) = (edges[bin] + 0.5, edges[bin + 1] - 0.5)
            if let value = drawn(cell) {
                let (top, bottom) = (down(max(value, 0)), down(min(value, 0)))
                svg.rectangle("bar s1", left, top, max(0.5, right - left), bottom - top)
            } else if case .missing = cell, drawnWidth(cell.displayed(in: language), letters) < right - left {
                svg.text("gap middle", (left + right) / 2, down(0) - 5, cell.displayed(in: language))
            }
        }
    }

    /// Returns the stretches without a gap.
    private func runs<Value>(of values: [Value?]) -> [[Int]] {
        var runs: [[Int]] = []
        for (index, value) in values.enumerated() where value != nil {
            if let last = runs.last?.last, last == index - 1 {
                runs[runs.count - 1].append(index)
            } else {
                runs.append([index])
            }
        }
        return runs
    }
}
