import OutcomesModel

/// Sets a chart in HTML: drawn for desks and paper, drawn for phones, and as figures.
///
/// Text in a drawing shrinks with it, so that there is a drawing for each width: of two, one is shown.
enum ChartSVG {
    /// - Parameter figures: what the table of the figures is called.
    static func lines(
        of chart: Chart, id: String, figures name: String, in language: Language
    ) -> [String] {
        let figures = HTMLTable.lines(of: chart.table(in: language), named: name, in: language)
        let summary = language.word("The figures", sv: "Siffrorna")
        return ["<figure class=\"chart\">", "<figcaption>\(HTMLForm.escaped(chart.title))</figcaption>"]
            + drawings(of: chart, id: id, in: language)
            + [chart.hasFigures ? "<details>" : "<details open>", "<summary>\(summary)</summary>"] + figures
            + ["</details>", "</figure>"]
    }

    /// A chart of gaps alone would be an empty frame, as if nothing had happened.
    private static func drawings(of chart: Chart, id: String, in language: Language) -> [String] {
        guard chart.hasFigures else {
            let none = language.word(
                "No figures that can be drawn; the table says why.",
                sv: "Inga siffror som kan ritas; tabellen säger varför.")
            return ["<p class=\"none\">\(none)</p>"]
        }
        return drawing(of: chart, .wide, id: "\(id)-wide", in: language)
            + drawing(of: chart, .narrow, id: "\(id)-narrow", in: language)
    }

    /// Returns one drawing: the same bytes for the same figures.
    static func drawing(
        of chart: Chart, _ width: ChartWidth, id: String, in language: Language
    ) -> [String] {
        var drawing = ChartDrawing(chart: chart, width: width, language: language)
        drawing.draw()
        let title = HTMLForm.escaped(chart.title)
        let description = HTMLForm.escaped(chart.summary(in: language))
        return [
            "<svg class=\"\(width.rawValue)\" viewBox=\"0 0 \(tenths(width.pixels)) "
                + "\(tenths(drawing.height))\" role=\"img\" aria-labelledby=\"\(id)-title \(id)-text\">",
            "<title id=\"\(id)-title\">\(title)</title>", "<desc id=\"\(id)-text\">\(description)</desc>",
        ] + drawing.svg.lines + ["</svg>"]
    }
}

/// For whom a drawing is.
enum ChartWidth: String {
    case wide, narrow

    var pixels: Double { self == .wide ? 720 : 340 }
    /// Of letters, in pixels; also in the style sheet.
    var letters: Double { self == .wide ? 13 : 12 }
}

extension Chart {
    fileprivate var hasFigures: Bool { series.contains { $0.values.contains { $0.figure != nil } } }

    /// Says in a sentence or two what is drawn, for those who do not see it.
    func summary(in language: Language) -> String {
        let kind =
            switch self.kind {
            case .line: language.word("Line chart", sv: "Linjediagram")
            case .bar: language.word("Bar chart", sv: "Stapeldiagram")
            case .band: language.word("Estimates with intervals", sv: "Skattningar med intervall")
            case .waterfall: language.word("Waterfall", sv: "Vattenfallsdiagram")
            case .payoff: language.word("Payoff curves", sv: "Utfallskurvor")
            case .histogram: language.word("Distribution", sv: "Fördelning")
            }
        let titles = rowTitles(language)
        let spans = series.map { one -> String in
            let known = zip(one.values, titles).filter { $0.0.figure != nil }
            guard let least = known.min(by: { ($0.0.figure!) < ($1.0.figure!) }),
                let most = known.max(by: { ($0.0.figure!) < ($1.0.figure!) })
            else { return language.word("\(one.title): no figures", sv: "\(one.title): inga siffror") }
            func told(_ pair: (Cell, Cell)) -> String {
                "\(pair.0.displayed(in: language)) (\(pair.1.displayed(in: language)))"
            }
            return language.word(
                "\(one.title): lowest \(told(least)), highest \(told(most))",
                sv: "\(one.title): lägst \(told(least)), högst \(told(most))")
        }
        let held = targets.map { "\($0.title): \($0.value.displayed(in: language))" }
        return "\(kind). " + (spans + held).map { "\($0)." }.joined(separator: " ")
    }
}
