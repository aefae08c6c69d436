import OutcomesModel
import Reporting
import Testing

@Suite struct TableTests {
    private let columns = [Column("Party"), Column("Paid")]

    @Test func `a row that does not fit its columns is told with its number`() throws {
        let error = #expect(throws: ReportingError.self) {
            try Table(
                caption: "Payments", columns: columns, rows: [["a", .count(1)], ["b"]])
        }
        #expect(error == .cellCount(caption: "Payments", row: 2, expected: 2, came: 1))
        let diagnostic = try #require(error?.diagnostics.first)
        #expect(diagnostic.message == "row 2 of the table 'Payments' does not fit its columns")
        #expect(diagnostic.expected == "2 cells")
        #expect(diagnostic.came == "1 cell")
    }

    @Test func `totals that do not fit and a table without columns are errors too`() {
        #expect(throws: ReportingError.cellCount(caption: nil, row: nil, expected: 2, came: 3)) {
            try Table(columns: columns, rows: [], totals: [.empty, .empty, .empty])
        }
        #expect(throws: ReportingError.noColumns(caption: "Empty")) {
            try Table(caption: "Empty", columns: [], rows: [])
        }
    }

    @Test(arguments: DocumentFormat.allCases)
    func `a table without rows keeps its titles in every form`(format: DocumentFormat) throws {
        let document = Document(title: "T", blocks: [.table(try Table(columns: columns, rows: []))])
        let rendered = document.rendered(as: format)
        #expect(rendered.contains("Party"))
        #expect(rendered.contains("Paid"))
    }

    @Test func `in text and HTML a table without rows says so`() throws {
        let document = Document(title: "T", blocks: [.table(try Table(columns: columns, rows: []))])
        #expect(document.rendered(as: .txt) == lines("T", rule(80), "", "Party  Paid", line(11), "No rows"))
        #expect(document.rendered(as: .html).contains("<td class=\"none\" colspan=\"2\">No rows</td>"))
    }

    @Test func `one sum with minor units shows them in its whole column, and in no other`() throws {
        let table = try Table(
            columns: [Column("A"), Column("B")],
            rows: [
                [.money(kronor("1000.00")), .money(kronor("1000.00"))], [.money(kronor("0.50")), .empty],
            ])
        let text = Document(title: "T", blocks: [.table(table)]).rendered(as: .txt)
        #expect(text.contains("1,000.00 SEK  1,000 SEK\n"))
        #expect(text.contains("    0.50 SEK\n"))
    }

    @Test func `the cells align a column unless it says how`() throws {
        let table = try Table(
            columns: [Column("Words"), Column("Figures"), Column("Days"), Column("Told", .end)],
            rows: [["a", .count(1), .day(Day(iso: "2021-03-31")!), "b"]])
        let markdown = Document(title: "T", blocks: [.table(table)]).rendered(as: .md)
        #expect(markdown.contains("| ----- | ------: | ---------- | ---: |"))
    }
}

func lines(_ lines: String...) -> String { lines.joined(separator: "\n") + "\n" }
func rule(_ length: Int) -> String { String(repeating: "═", count: length) }
func line(_ length: Int) -> String { String(repeating: "─", count: length) }
