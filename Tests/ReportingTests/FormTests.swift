import FoundationEssentials
import OutcomesModel
import Reporting
import Testing

@Suite struct FormTests {
    private func csv(_ cells: Cell...) throws -> String {
        let table = try Table(columns: [Column("Sum")], rows: cells.map { [$0] })
        return Document(title: "T", blocks: [.table(table)]).rendered(as: .csv)
    }

    @Test func `a CSV title bears the currency where all its figures are sums in one`() throws {
        let sum = Cell.money(kronor("4000000.00"))
        #expect(try csv(sum, .missing(.notYet)) == "Sum (SEK)\n4000000.00\nnot_yet\n")
        #expect(try csv(sum, .money(pounds("-1.50"))) == "Sum\n4000000.00 SEK\n-1.50 GBP\n")
        #expect(try csv(sum, .count(2)) == "Sum\n4000000.00 SEK\n2\n")
    }

    @Test func `only a CSV of several tables has captions`() throws {
        let table = try Table(caption: "One", columns: [Column("A")], rows: [[.count(1)]])
        let other = try Table(columns: [Column("B")], rows: [[.empty]])
        #expect(Document(title: "T", blocks: [.table(table)]).rendered(as: .csv) == "A\n1\n")
        #expect(
            Document(title: "T", blocks: [.table(table), .table(other)]).rendered(as: .csv)
                == "# One\nA\n1\n\n# Table 2\nB\n\n")
        #expect(Document(title: "T", blocks: [.text("no table")]).rendered(as: .csv).isEmpty)
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
            ])
        let json = Document(title: "T", blocks: [.table(table)]).rendered(as: .json)
        let rows = try JSONDecoder().decode(Rendered.self, from: Data(json.utf8)).blocks[0].rows.map { $0[0] }
        #expect(
            rows == [
                .object(["amount": "4000000.00", "currency": "SEK"]),
                .object(["amount": "1/3", "currency": "SEK"]), .object(["ratio": "2/7"]),
                .object(["number": "18.50"]), .count(12), .object(["missing": "not_measured"]),
                .object(["day": "2021-03-31"]), .text("a/b"), .null,
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
