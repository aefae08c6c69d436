import OutcomesModel

/// The form for browsers and paper: one file that loads nothing and runs nothing.
enum HTMLForm {
    static func render(_ document: Document) -> String {
        var lines = head(of: document)
        var place = Place(heading: document.title)
        for block in document.blocks { lines += render(block, &place, document.language) }
        return (lines + ["</main>", "</body>", "</html>"]).joined(separator: "\n") + "\n"
    }

    /// How far the page is written.
    private struct Place {
        var outline = Outline()
        var regions = RegionNames()
        var charts = 0
        /// The last one, by which a table without a caption is called.
        var heading: String
    }

    private static func head(of document: Document) -> [String] {
        head(title: document.title, subtitle: document.subtitle, language: document.language.rawValue)
    }

    /// Returns all down to the end of the header.
    static func head(
        title: String, subtitle: String?, language: String, extraStyle: String? = nil
    ) -> [String] {
        let name = [title, subtitle].compactMap(\.self).joined(separator: " – ")
        return [
            "<!DOCTYPE html>",
            "<html lang=\"\(escaped(language))\">",
            "<head>",
            "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            // A second lock, should an escape ever be forgotten: nothing is loaded, nothing runs.
            "<meta http-equiv=\"Content-Security-Policy\" "
                + "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            "<title>\(escaped(name))</title>",
            "<style>",
            HTMLStyle.sheet,
        ] + (extraStyle.map { [$0] } ?? []) + [
            "</style>",
            "</head>",
            "<body>",
            "<main>",
            "<header>",
            "<h1>\(escaped(title))</h1>",
        ] + (subtitle.map { ["<p>\(escaped($0))</p>"] } ?? []) + ["</header>"]
    }

    private static func render(
        _ block: Block, _ place: inout Place, _ language: Language
    ) -> [String] {
        switch block {
        case .heading(let text, let level):
            let depth = place.outline.depth(of: level)
            place.heading = text
            return ["<h\(depth)>\(escaped(text))</h\(depth)>"]
        case .text(let text):
            return paragraphs(of: text).map { "<p>\(lines($0))</p>" }
        case .list(let items):
            guard !items.isEmpty else { return [] }
            return ["<ul>"] + items.map { "<li>\(escaped($0))</li>" } + ["</ul>"]
        case .facts(let facts):
            guard !facts.isEmpty else { return [] }
            return ["<dl>"] + facts.map { render($0, language) } + ["</dl>"]
        case .table(let table):
            let name = place.regions.name(table.caption ?? place.heading)
            return HTMLTable.lines(of: table, named: name, in: language)
        case .chart(let chart):
            place.charts += 1
            let figures = language.word("The figures: \(chart.title)", sv: "Siffrorna: \(chart.title)")
            return ChartSVG.lines(
                of: chart, id: "chart-\(place.charts)", figures: place.regions.name(figures), in: language)
        case .callout(let callout):
            let text = paragraphs(of: callout.text).map { lines($0) }.joined(separator: "</p>\n<p>")
            return [
                "<div class=\"callout \(callout.kind.rawValue)\" role=\"note\">",
                "<p><strong>\(callout.kind.word(in: language))</strong> \(text)</p>",
                "</div>",
            ]
        case .footnote(let text):
            return paragraphs(of: text).map { "<p class=\"footnote\">\(lines($0))</p>" }
        }
    }

    private static func render(_ fact: Fact, _ language: Language) -> String {
        "<div><dt>\(escaped(fact.label))</dt><dd>\(escaped(fact.value.displayed(in: language)))</dd></div>"
    }

    private static func lines(_ lines: [String]) -> String { lines.map(escaped).joined(separator: "<br>\n") }

    static func escaped(_ text: String) -> String { text.escapedForMarkup }
}
