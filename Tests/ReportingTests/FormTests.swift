import FoundationEssentials
import OutcomesModel
import Reporting
import Testing

@Suite struct FormTests {
    private func csv(_ cells: Cell...) throws -> String {
        let table = try Table(columns: [Column("Sum")], rows: cells.map { [$0] })
        return Document(title: "T", blocks: [.table(table)]).namedTables()[0].table.csv
    }

    @Test func `a CSV title bears the currency where all its figures are sums in one`() throws {
        let sum = Cell.money(kronor("4000000.00"))
        #expect(try csv(sum, .missing(.notYet)) == "Sum (SEK)\n4000000.00\nnot_yet\n")
        #expect(try csv(sum, .money(pounds("-1.50"))) == "Sum\n4000000.00 SEK\n-1.50 GBP\n")
        #expect(try csv(sum, .count(2)) == "Sum\n4000000.00 SEK\n2\n")
        let percent = Cell.percent(Decimal(units: -1_962, decimals: 2))
        #expect(try csv(percent, .missing(.notYet)) == "Sum (%)\n-19.62\nnot_yet\n")
        #expect(try csv(percent, sum) == "Sum\n-19.62 %\n4000000.00 SEK\n")
    }

    @Test func `an interval is two columns of a CSV, and three with its figure; what is none stands in each`()
        throws
    {
        let (low, high) = (Cell.number(Decimal(units: -77, decimals: 1)), Cell.count(21))
        let interval = Cell.interval(of: nil, from: low, to: high)
        #expect(try csv(interval, "–") == "\"Sum, lower\",\"Sum, upper\"\n-7.7,21\n–,–\n")
        let full = Cell.interval(of: .count(7), from: low, to: high)
        #expect(
            try csv(full, .missing(.other("withheld")), .count(8))
                == "Sum,\"Sum, lower\",\"Sum, upper\"\n7,-7.7,21\nwithheld,withheld,withheld\n8,,\n")
    }

    @Test(arguments: [
        (Cell.percent(Decimal(units: 603, decimals: 1)), "60.3 %", "60,3 %"),
        (.interval(of: nil, from: .count(-7), to: .count(21)), "-7 to 21", "−7 till 21"),
        (
            .interval(of: nil, from: .number(Decimal(units: 796, decimals: 1)), to: .count(100)),
            "79.6 to 100.0", "79,6 till 100,0"
        ),
        (
            .interval(of: .count(1), from: .money(kronor("10.00")), to: .money(kronor("20.50"))),
            "1 (10.00 to 20.50 SEK)", "1 (10,00 till 20,50 SEK)"
        ),
        (
            .interval(
                of: .percent(Decimal(units: 5, decimals: 0)), from: .percent(Decimal(units: 4, decimals: 0)),
                to: .percent(Decimal(units: 6, decimals: 0))), "5 % (4 to 6 %)", "5 % (4 till 6 %)"
        ),
    ])
    func `a unit stands once between the bounds of an interval`(cell: Cell, english: String, swedish: String)
    {
        for (language, words) in [(Language.en, english), (.sv, swedish)] {
            let document = Document(title: "T", language: language, blocks: [.facts([Fact("F", cell)])])
            #expect(document.rendered(as: .txt).contains("F   \(words)\n"))
        }
    }

    @Test func `tables are called by their captions or headings, each by a name of its own`() throws {
        func table(_ caption: String?) throws -> Block {
            .table(try Table(caption: caption, columns: [Column("A")], rows: [[.count(1)]]))
        }
        let document = Document(
            title: "T",
            blocks: [
                try table(nil), .heading("Payments", .section), try table(nil), try table("Payments"),
                try table("Report"), try table(""),
            ])
        #expect(
            document.namedTables().map(\.name)
                == ["Table", "Payments", "Payments (2)", "Report (2)", "Payments (3)"])
    }

    @Test func `what is no table is a table of its own, in order, with the files of the others`() throws {
        let document = Document(
            title: "T", subtitle: "S",
            blocks: [
                .facts([
                    Fact("Total", .money(kronor("7.50"))),
                    Fact("Effect", .interval(of: .count(1), from: .count(-2), to: .count(4))),
                ]), .callout(Callout(.warning, "One.\nTwo.")), .heading("H", .section),
                .table(try Table(columns: [Column("A")], rows: [[.count(1)]])), .footnote("=small"),
            ])
        #expect(
            WordList(document, files: ["h.csv"]).table.csv == """
                Heading,Kind,Label,Value
                ,title,,T
                ,subtitle,,S
                ,fact,Total,7.50 SEK
                ,fact,Effect,1
                ,fact,"Effect, lower",-2
                ,fact,"Effect, upper",4
                ,warning,,One.
                ,warning,,Two.
                H,heading,,H
                H,table,H,h.csv
                H,footnote,,'=small

                """)
    }

    @Test func `headings skip no level in HTML and Markdown`() {
        let document = Document(
            title: "T",
            blocks: [
                .heading("A", .topic), .heading("B", .topic), .heading("C", .section), .heading("D", .topic),
                .heading("E", .topic),
            ])
        #expect(document.rendered(as: .md) == "# T\n\n## A\n\n## B\n\n## C\n\n### D\n\n### E\n")
        let html = document.rendered(as: .html)
        #expect(html.contains("<h2>A</h2>\n<h2>B</h2>\n<h2>C</h2>\n<h3>D</h3>\n<h3>E</h3>"))
    }

    @Test func `JSON holds the exact values, each with what it is`() throws {
        let table = try Table(
            columns: [Column("A")],
            rows: [
                [.money(kronor("4000000.00"))],
                [.amount(Amount(minorUnits: try Ratio(100, over: 3), currency: sek))],
                [.ratio(try Ratio(2, over: 7))], [.number(Decimal(units: 1_850, decimals: 2))], [.count(12)],
                [.missing(.notMeasured)], [.day(Day(iso: "2021-03-31")!)], ["a/b"], [.empty],
                [.percent(Decimal(units: 500, decimals: 2))],
            ])
        let json = Document(title: "T", blocks: [.table(table)]).rendered(as: .json)
        let rows = try JSONDecoder().decode(Rendered.self, from: Data(json.utf8)).blocks[0].rows.map { $0[0] }
        #expect(
            rows == [
                .object(["amount": "4000000.00", "currency": "SEK"]),
                .object(["amount": "1/3", "currency": "SEK"]), .object(["ratio": "2/7"]),
                .object(["number": "18.50"]), .count(12), .object(["missing": "not_measured"]),
                .object(["day": "2021-03-31"]), .text("a/b"), .null, .object(["percent": "5.00"]),
            ])
    }

    @Test func `a long word of an HTML table may break, and a short one may not`() throws {
        let word = String(repeating: "å", count: 25)
        let table = try Table(columns: [Column("A"), Column("B")], rows: [["short", .text(word)]])
        let html = Document(title: "T", blocks: [.table(table)]).rendered(as: .html)
        #expect(html.contains("<th scope=\"row\">short</th>"))
        #expect(html.contains("<td>\(word.prefix(20))<wbr>\(word.suffix(5))</td>"))
    }

    @Test func `HTML loads and runs nothing`() {
        let html = sampleStatement.rendered(as: .html)
        for word in ["<script", "<link", "<img", "src=", "href=", "@import", "url(", " on"] {
            // " on" would be an event handler, and may stand in a sentence, but not inside a tag.
            let tags = html.split(separator: "<").map { $0.prefix { $0 != ">" } }
            #expect(word == " on" ? !tags.contains { $0.contains(" on") } : !html.contains(word), "\(word)")
        }
    }

    private struct Rendered: Decodable {
        let blocks: [RenderedTable]
    }

    private struct RenderedTable: Decodable {
        let rows: [[RenderedCell]]
    }

    private enum RenderedCell: Decodable, Equatable {
        case text(String), count(Int), object([String: String]), null

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let count = try? container.decode(Int.self) {
                self = .count(count)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .object(try container.decode([String: String].self))
            }
        }
    }
}
