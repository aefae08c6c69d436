import OutcomesModel
import Reporting
import Testing

/// Words come from packs and evidence: none may steer a terminal, a browser, a table or a spreadsheet.
@Suite struct SafetyTests {
    /// A document that has the text in every place that takes words.
    private func document(_ text: String) throws -> Document {
        let table = try Table(
            caption: text, columns: [Column(text), Column("Reason")],
            rows: [[.text(text), .missing(.other(text))]], totals: [.text(text), .empty])
        return Document(
            title: text, subtitle: text,
            blocks: HeadingLevel.allCases.map { .heading(text, $0) } + [
                .text(text), .list([text]), .facts([Fact(text, .text(text))]), .table(table),
                .callout(Callout(.note, text)), .footnote(text), .chart(try chart(text)),
            ])
    }

    private func chart(_ text: String) throws -> Chart {
        try Chart(
            .bar, title: text, across: text, up: text, places: [.text(text)],
            series: [Chart.Series(text, [.missing(.other(text))])], targets: [Chart.Target(text, .count(1))])
    }

    @Test(arguments: DocumentFormat.allCases)
    func `control characters and directional overrides reach no form`(format: DocumentFormat) throws {
        let controls = (Array(0...0x1F) + Array(0x7F...0x9F)).filter { $0 != 0x0A } as [UInt32]
        let overrides = Array(0x202A...0x202E) + Array(0x2066...0x2069) + [0x2028, 0xFFFE] as [UInt32]
        let unwanted = Set(controls + overrides)
        let text = unwanted.sorted().map { "a\(Unicode.Scalar($0)!)b" }.joined()
        let rendered = try document(text).rendered(as: format)
        #expect(rendered.unicodeScalars.first { unwanted.contains($0.value) } == nil)
        #expect(rendered.contains("ab"))
    }

    @Test(arguments: [
        ("\u{1B}[31;1mred\u{1B}[0m", "red"),
        ("\u{9B}2Jgone", "gone"),
        ("\u{1B}]0;title\u{07}shown", "]0;titleshown"),
        ("one\r\ntwo\ttabbed", "one two tabbed"),
        ("  many   spaces ", "many spaces"),
        ("\u{1B}[", ""),
    ])
    func `terminal sequences and line breaks leave one clean line`(text: String, clean: String) {
        #expect(Document(title: text).rendered(as: .txt) == lines(clean, rule(80)))
    }

    @Test func `HTML shows markup as text wherever it stands`() throws {
        let attack = "\"><script>alert('&amp;')</script>"
        let html = try document(attack).rendered(as: .html)
        #expect(!html.contains("<script"))
        #expect(!html.contains("\"\">"))
        #expect(html.contains("<td class=\"missing\">&quot;&gt;&lt;script&gt;"))
    }

    @Test(arguments: [
        ("a|b", "a\\|b"),
        ("a\\|b", "a\\\\\\|b"),
        ("|\u{301}", "\\|\u{301}"),
        ("<b>", "&lt;b&gt;"),
        ("&lt;", "&amp;lt;"),
        ("R & D", "R & D"),
        ("*b* _i_ `c` ~s~", "\\*b\\* \\_i\\_ \\`c\\` \\~s\\~"),
        ("[l](http://x)", "\\[l\\](http://x)"),
        ("two\nlines", "two lines"),
    ])
    func `no cell breaks a Markdown table or becomes markup`(text: String, escaped: String) throws {
        let table = try Table(columns: [Column("A")], rows: [[.text(text)]])
        let rows = Document(title: "T", blocks: [.table(table)]).rendered(as: .md).split(separator: "\n")
        #expect(rows.count == 4)
        #expect(rows[3].trimmingSpaces() == "| \(escaped) |".trimmingSpaces())
    }

    @Test(arguments: [
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("+ no list", "\\+ no list"),
        ("1. no list", "1\\. no list"),
        ("2021) no list", "2021\\) no list"),
        ("word\n===", "word\\\n\\==="),
        ("    no code", "no code"),
        ("> no quote", "&gt; no quote"),
        ("6.2 is a clause", "6.2 is a clause"),
        ("plain - text", "plain - text"),
    ])
    func `no line of text starts Markdown`(text: String, escaped: String) {
        let markdown = Document(title: "T", blocks: [.text(text)]).rendered(as: .md)
        #expect(markdown == "# T\n\n\(escaped)\n")
    }

    @Test(
        arguments: [
            (.text("=1+1"), "'=1+1"),
            (.text("+46 11"), "'+46 11"),
            (.text("-2"), "'-2"),
            (.text("@SUM(A1)"), "'@SUM(A1)"),
            (.text("\t=1+1"), "'=1+1"),
            (.text("=\u{301}1"), "'=\u{301}1"),
            (.text("＝1"), "'＝1"),
            (.missing(.other("=1")), "'=1"),
            (.text("=A1,\"x\""), "\"'=A1,\"\"x\"\"\""),
            (.text("a-b"), "a-b"),
            (.count(-2), "-2"),
            (.number(Decimal(units: -25, decimals: 1)), "-2.5"),
            (.ratio(Ratio(-3)), "-3"),
        ] as [(Cell, String)])
    func `a spreadsheet takes no text for a formula, and every figure for a figure`(
        cell: Cell, field: String
    ) throws {
        let table = try Table(columns: [Column("A")], rows: [[cell]])
        #expect(Document(title: "T", blocks: [.table(table)]).namedTables()[0].table.csv == "A\n\(field)\n")
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String { String(self).trimmingSpaces() }
}

extension String {
    /// Returns the text with single spaces, since Markdown tables are padded.
    fileprivate func trimmingSpaces() -> String { split(separator: " ").joined(separator: " ") }
}
