import OutcomesModel
import Reporting
import Testing

/// What the HTML form does for those who read it on a phone, on paper, or hear it.
@Suite struct PageTests {
    private func page(_ blocks: [Block]) -> String {
        Document(title: "T", blocks: blocks).rendered(as: .html)
    }

    @Test(arguments: [
        (
            ["Payment", "Read from", "Amount"],
            ["Job", "placement_costs.csv:585", "accommodation_sustained_for_long"], true
        ),
        (["Payment", "Read from", "Amount"], ["Job", "a file", "clause 6.2"], false),
        (["Read from"], ["placement_costs.csv:585"], false),
    ])
    func `a table of words stands as cards on a phone where they do not fit`(
        titles: [String], row: [String], asCards: Bool
    ) throws {
        let rows = [row, ["Longer title of a payment"] + row.dropFirst()]
        let table = try Table(columns: titles.map { Column($0) }, rows: rows.map { $0.map { .text($0) } })
        let html = page([.table(table)])
        #expect(html.contains("<table class=\"cards\">") == asCards)
        #expect(html.contains("data-title=\"\(titles[0])\"") == asCards)
    }

    @Test func `figures alone are compared along their columns, also where they are scrolled`() throws {
        let sum = Cell.money(kronor("4000000.00"))
        let table = try Table(
            columns: ["Quarter", "A", "B", "C", "D", "E"].map { Column($0) },
            rows: (1...9).map { [.text("Q\($0)"), sum, sum, sum, sum, sum] })
        #expect(!page([.table(table)]).contains("<table class=\"cards\">"))
    }

    @Test func `no two frames of a page are called the same`() throws {
        let table = try Table(columns: [Column("A")], rows: [[.count(1)]])
        let named = try Table(caption: "Sums", columns: [Column("A")], rows: [[.count(1)]])
        let html = page([
            .table(table), .heading("H", .section), .table(table), .table(table), .table(named),
            .table(named),
        ])
        let names = html.split(separator: "aria-label=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(names == ["T", "H", "H (2)", "Sums", "Sums (2)"])
    }

    @Test func `a column without a title heads nothing`() throws {
        let table = try Table(columns: [Column("A"), Column("")], rows: [[.count(1), "reached"]])
        #expect(page([.table(table)]).contains("<td></td>\n</tr>\n</thead>"))
    }

    @Test(arguments: [
        (Cell.missing(.other("withheld")), false), (.number(Decimal(units: 1, decimals: 0)), true),
    ])
    func `a chart of gaps alone says so, and is no empty frame`(value: Cell, isDrawn: Bool) throws {
        let chart = try Chart(
            .line, title: "C", places: [.day(Day(iso: "2021-01-01")!), .day(Day(iso: "2021-02-01")!)],
            series: [Chart.Series("S", [.missing(.notMeasured), value])])
        let html = page([.chart(chart)])
        #expect(html.contains("<svg") == isDrawn)
        #expect(html.contains("No figures that can be drawn") == !isDrawn)
    }

    @Test func `what a browser folds is not left out of an explanation on paper`() {
        // The figures of a chart are, since it is drawn there.
        let sheet = page([]).split(separator: "@media print").last ?? ""
        #expect(sheet.contains(".chart svg ~ details { display: none; }"))
        #expect(!sheet.contains("\n  details {"))
    }
}
