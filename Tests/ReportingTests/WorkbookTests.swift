import OutcomesModel
import Reporting
import Testing

@Suite struct WorkbookTests {
    /// Writes a table whose only caption is `T`, and reads its sheet back.
    private func sheet(_ table: Table, _ language: Language = .en) throws -> ReadWorkbook.Sheet {
        let document = Document(title: "D", language: language, blocks: [.table(table)])
        return try #require(ReadWorkbook(document.workbook()).sheets.last)
    }

    private func sheet(_ rows: [Cell], total: Cell? = nil) throws -> ReadWorkbook.Sheet {
        try sheet(
            Table(
                caption: "T", columns: [Column("Figure")], rows: rows.map { [$0] }, totals: total.map { [$0] }
            ))
    }

    @Test func `the same document gives the same bytes`() throws {
        #expect(try sampleStatement.workbook() == sampleStatement.workbook())
    }

    // MARK: Cells

    @Test(
        arguments: [
            (.money(kronor("4000000.50")), "4000000.5", "#,##0.00 [$SEK]"),
            (.money(kronor("-0.01")), "-0.01", "#,##0.00 [$SEK]"),
            (
                .amount(Amount(minorUnits: try! Ratio(125, over: 10), currency: sek)), "0.125",
                "#,##0.000 [$SEK]"
            ),
            (.count(12), "12", "#,##0"),
            (.number(Decimal(units: 1_850, decimals: 2)), "18.5", "#,##0.00"),
            (.ratio(try! Ratio(1, over: 4)), "0.25", "#,##0.00"),
            (.percent(Decimal(units: 603, decimals: 1)), "0.603", "0.0%"),
            (.percent(Decimal(units: -1_962, decimals: 2)), "-0.1962", "0.00%"),
            (.percent(Decimal(units: 100, decimals: 0)), "1", "0%"),
            (.day(Day(iso: "2021-03-31")!), "44286", "yyyy-mm-dd"),
            (.number(try! Decimal("999999999999999")), "999999999999999", "#,##0"),
        ] as [(Cell, String, String)])
    func `a figure is a number in the format of its kind`(cell: Cell, value: String, format: String) throws {
        let read = try #require(try sheet([cell]).cells["A2"])
        #expect(read == ReadWorkbook.Cell(value: value, isText: false, formula: nil, format: format))
    }

    @Test(
        arguments: [
            (.money(kronor("92233720368547758.07")), "92,233,720,368,547,758.07 SEK"),
            (.number(try! Decimal("1000000000000001")), "1,000,000,000,000,001"),
            (.ratio(try! Ratio(1, over: 1_000_000_000_000_007)), "1/1,000,000,000,000,007"),
            (.missing(.notMeasured), "not measured"), (.day(Day(iso: "1899-12-31")!), "1899-12-31"),
            ("=1+1", "=1+1"), ("+46 11", "+46 11"), ("-2", "-2"), ("@SUM(A1)", "@SUM(A1)"), ("12", "12"),
            ("{=1}", "{=1}"), ("http://a.b", "http://a.b"),
        ] as [(Cell, String)])
    func `what is no figure, or one of more than fifteen digits, is a text and never a formula`(
        cell: Cell, text: String
    ) throws {
        let read = try #require(try sheet([cell]).cells["A2"])
        #expect(read == ReadWorkbook.Cell(value: text, isText: true, formula: nil, format: "General"))
    }

    @Test func `a figure without a decimal form is the quotient that it is`() throws {
        let amount = Amount(minorUnits: try Ratio(4_000_000_000, over: 3), currency: sek)
        let read = try sheet([.ratio(try Ratio(-7, over: 3)), .amount(amount)])
        #expect(read.cells["A2"]?.formula == "-7/3")
        #expect(read.cells["A2"]?.value == "-2.333333333333333")
        #expect(read.cells["A3"]?.formula == "40000000/3")
        #expect(read.cells["A3"]?.format == "#,##0.00#### [$SEK]")
    }

    @Test func `an interval is two figures beside its own`() throws {
        let table = try Table(
            caption: "T", columns: [Column("Group"), Column("95 %")],
            rows: [
                ["a", .interval(of: nil, from: .count(-7), to: .number(Decimal(units: 214, decimals: 1)))],
                ["b", .missing(.other("withheld"))],
            ])
        let read = try sheet(table)
        #expect(["B1", "C1"].map { read.cells[$0]?.value } == ["95 %, lower", "95 %, upper"])
        #expect(["B2", "C2"].map { read.cells[$0]?.value } == ["-7", "21.4"])
        #expect(["B3", "C3"].map { read.cells[$0]?.value } == ["withheld", "withheld"])
    }

    // MARK: Totals

    @Test(
        arguments: [
            ([.count(1), .count(2)], .count(3), "SUM(A2:A3)"),
            ([.count(1), .empty, .count(2)], .count(3), "SUM(A2:A4)"),
            (
                [.money(kronor("1.10")), .money(kronor("2.20"))], .money(kronor("3.30")),
                "ROUND(SUM(A2:A3),2)"
            ),
            ([.money(kronor("1.00")), .money(kronor("2.00"))], .money(kronor("3.00")), "SUM(A2:A3)"),
            (
                [.ratio(try! Ratio(1, over: 3)), .ratio(try! Ratio(2, over: 3))], .count(1),
                "ROUND(SUM(A2:A3),0)"
            ),
            (
                [.percent(Decimal(units: 605, decimals: 1)), .percent(Decimal(units: 395, decimals: 1))],
                .percent(Decimal(units: 1_000, decimals: 1)), "ROUND(SUM(A2:A3),3)"
            ),
        ] as [([Cell], Cell, String)])
    func `a total that is the sum of its rows is a formula, with the exact figure as what it comes to`(
        rows: [Cell], total: Cell, formula: String
    ) throws {
        let read = try #require(try sheet(rows, total: total).cells["A\(rows.count + 2)"])
        let alone = try #require(try sheet([total]).cells["A2"])
        #expect(read.formula == formula)
        #expect(read.value == alone.value)
        #expect(read.format == alone.format)
    }

    @Test(
        arguments: [
            // A hidden row, a mean, a total of nothing, another unit, a sum too long for the sheet, and words.
            ([.count(6), .missing(.other("<5"))], .count(6)),
            ([.count(10), .count(20)], .count(15)),
            ([], .count(0)),
            ([.empty], .count(0)),
            ([.count(1), .money(kronor("2.00"))], .money(kronor("3.00"))),
            ([.money(pounds("1.00")), .money(kronor("2.00"))], .money(kronor("3.00"))),
            ([.count(1), "–"], .count(1)),
            (
                [.money(kronor("92233720368547758.00")), .money(kronor("-92233720368547757.00"))],
                .money(kronor("1.00"))
            ),
        ] as [([Cell], Cell)])
    func `a total that is another figure is that figure, and no formula`(rows: [Cell], total: Cell) throws {
        let read = try #require(try sheet(rows, total: total).cells["A\(rows.count + 2)"])
        #expect(read == (try sheet([total]).cells["A2"]))
        #expect(read.formula == nil)
    }

    @Test func `a column past the twenty-sixth is summed by its letters`() throws {
        let count = 703
        let table = try Table(
            caption: "T", columns: (0..<count).map { Column("\($0)") },
            rows: [Array(repeating: .count(2), count: count)],
            totals: Array(repeating: .count(2), count: count))
        let read = try sheet(table)
        for column in ["Z", "AA", "ZZ", "AAA"] {
            #expect(read.cells["\(column)3"]?.formula == "SUM(\(column)2:\(column)2)", "\(column)")
        }
    }

    // MARK: All figures

    /// Any number that a sheet holds, as text, is the document's own figure: nothing is lost on the way.
    @Test func `each number of a workbook is the exact figure that the document holds`() throws {
        var random = SplitMix64(seed: 1)
        var figures: [Decimal] = []
        for _ in 0..<4_000 {
            let digits = Int.random(in: 1...18, using: &random)
            let most = (0..<digits).reduce(Int64(1)) { power, _ in power * 10 } - 1
            figures.append(
                Decimal(
                    units: Int64.random(in: -most...most, using: &random),
                    decimals: Int.random(in: 0...6, using: &random)))
        }
        let read = try sheet(figures.map { .number($0) })
        var numbers = 0
        for (index, figure) in figures.enumerated() {
            let cell = try #require(read.cells["A\(index + 2)"])
            guard !cell.isText else { continue }
            numbers += 1
            // Files hold up to sixteen digits; spreadsheets, like any reader of fifteen, have the figure from them.
            let value = try #require(Double(cell.value))
            #expect(value == Double(figure.description), "\(figure) is \(cell.value)")
            #expect(try Decimal(typed: value).ratio == figure.ratio, "\(figure) is \(cell.value)")
        }
        #expect(numbers > 3_000)
    }

    // MARK: Sheets

    @Test func `each table has a sheet of its own with a name that a spreadsheet takes`() throws {
        let names = [
            "A [b]: c/d?", "A [b]: c/d?", String(repeating: "å", count: 40), "", "History", "it's 'so'",
        ]
        let document = Document(
            title: "T",
            blocks: [.heading("Heading", .section)]
                + (try names.map {
                    .table(try Table(caption: $0, columns: [Column("A")], rows: [[.count(1)]]))
                }))
        let sheets = try ReadWorkbook(document.workbook()).sheets
        #expect(
            sheets.map(\.name) == [
                "Report", "A b c d", "A b c d (2)", String(repeating: "å", count: 30) + "…", "Heading",
                "History 2", "it s so",
            ])
        let frozen = sheets.map(\.isFrozen)
        #expect(frozen == [false] + frozen.dropFirst().map { _ in true })
    }

    @Test func `the first sheet has all that is no table, in its order`() throws {
        let sheet = try #require(ReadWorkbook(sampleStatement.workbook()).sheets.first)
        let texts = sheet.places.compactMap { sheet.cells[$0]?.value }
        let expected = [
            sampleStatement.title, "Contract", "As of batch", "14", "Due", "44286", "Total to be paid",
            "7412350",
            "Warning", "Payments", "Table", "Payment lines of the final settlement", "In order",
            "• A sum without decimals is whole in the whole of its column.", "Note", "Footnote",
        ]
        var rest = texts[...]
        for text in expected {
            let place = try #require(rest.firstIndex(of: text), "\(text)")
            rest = rest[(place + 1)...]
        }
    }

    @Test func `columns are as wide as their figures, and break their titles`() throws {
        let table = try Table(
            columns: [
                Column("What is owed to the provider after all that was paid before"), Column("A"),
            ], rows: [[.money(kronor("1234567890123.45")), .text(String(repeating: "word ", count: 50))]])
        let read = try sheet(table)
        let (figures, words) = (try #require(read.widths[0]), try #require(read.widths[1]))
        #expect(figures >= 24 && figures < 30, "1,234,567,890,123.45 SEK has 24 letters")
        #expect(words > 60 && words < 66)
    }
}

/// - Source: Steele, Lea and Flood (2014).
private struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
