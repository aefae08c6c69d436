import OutcomesModel
import PackReader
@testable import PluginHost
import Reporting
import Testing

@Suite struct ReportTests {
    static let fields: [(lua: String, came: String)] = [
        ("r.contract", "= Tiny"),
        ("r.settlement.id", "= final"),
        ("r.settlement.title", "= Final"),
        ("r.settlement.due", "= 2025-06-30"),
        ("r.settlement.pays", "= true"),
        ("r.settlement.total", "= 100.00 SEK"),
        ("#r.settlement.lines", "= 1"),
        ("#r.settlements", "= 1"),
        ("r.settlements[1].lines[1].amount", "= 100.00 SEK"),
        ("r.total", "= 100.00 SEK"),
        (
            "r.lines[1]",
            "= {amount=100.00 SEK cause=rules.lua:4 clause=clause 5.1 from=The town number=1 outcome=work "
                + "payment=reward price=1,000.00 SEK quantity=2 title=Begins to work to=The fund}"
        ),
        ("r.findings[1]", "= {id=1 message=is it so? severity=question}"),
        ("r.participants", "= <5"),
        ("r.terms.fee", "= 300.00 SEK"),
        ("r.windows.year.title", "= A year"),
        ("r.window.id", "= year"),
        ("#r.outcomes", "= 3"),
        ("r:evaluate('cost').improved", "= <5"),
        ("r:evaluate('cost').reached", "= <5"),
        ("r:evaluate('cost'):decision()", "= nil"),
        ("r:evaluate('cost').saving", "= <5"),
        ("r:evaluate('cost').difference", "= <5"),
        ("r:evaluate('cost').treatment_mean", "= <5"),
        ("r:evaluate('cost').treatment_count", "= <5"),
        ("r:evaluate('cost').comparison_count", "= <5"),
        ("r:evaluate('wellbeing').treatment_excluded", "= {withdrawn=<5}"),
        ("r:series('jobs'):sum()", "= 7"),
        ("r:series('beds', 'coached'):values()[1]", "= 3"),
        ("r.totl", "r (a report) has no 'totl' | did you mean 'total'?"),
        ("r:heading('x', 4)", "r:heading: argument 2 (level) must be 1, 2 or 3, and was the number 4"),
        (
            "r:callout('danger', 'x')",
            "r:callout: argument 1 (kind) must be note, warning or good, and was a string"
        ),
        (
            "r:facts {{'Label'}}",
            "r:facts: argument 1 (facts) must be a list of {label, value}, and was a table"
        ),
        ("r.language", "= en"),
        (
            "r:text {en = 'a', de = 'b'}",
            "r:text: argument 1 (text) must be a text, or one for each language, and was a table"
        ),
        ("r:chart {}", "r:chart needs a kind | one of line, bar, band, waterfall, payoff, histogram"),
        ("r:chart {kind = 'barr'}", "r:chart: there is no kind 'barr' | did you mean 'bar'?"),
        ("r:chart {kind = 'bar', serie = {}}", "r:chart has no 'serie' | did you mean 'series'?"),
        (
            "r:chart {kind = 'bar', title = 'T'}",
            "r:chart needs places and series | or of, a table that a selection gives"
        ),
        (
            "r:chart {kind = 'bar', places = {'a'}, series = {{title = 'S', values = {1}}}}",
            "r:chart needs a title"
        ),
        (
            "r:chart {kind = 'bar', title = 'T', places = {'a'}, series = {{title = 'S', values = {1, 2}}}}",
            "r:chart: 'S' has 2 figures, and there is 1 place"
        ),
        (
            "r:chart {kind = 'bar', title = 'T', total = 'All', places = {'a'}, series = {}}",
            "r:chart: only a waterfall has a total"
        ),
        (
            "r:chart {kind = 'band', title = 'T', places = {'a'}, series = {{title = 'S', values = {1}}}}",
            "the chart 'T' has no bounds for 'S': it needs a lower and an upper bound for each figure, and has none"
        ),
        ("r:table {rows = {}}", "r:table needs columns and rows"),
        ("r:table {columns = {'A'}, row = {}}", "r:table has no 'row' | did you mean 'rows'?"),
        (
            "r:table {columns = {}, rows = {}}",
            "a table without a caption has no columns: it needs at least one column, and has none "
                + "| give each column a title"
        ),
        ("r:table {columns = {1}, rows = {}}", "r:table: a column's title must be a text"),
        ("r:table {columns = {'A'}, rows = {1}}", "r:table: a row must be a list of cells"),
        (
            "r:table {columns = {'A'}, rows = {{r}}}",
            "a report cannot stand in a table; a text, a figure, money or a day can"
        ),
    ]

    @Test(arguments: fields)
    func `r has what a report may read`(lua: String, came: String) {
        #expect(told(lua, in: .report) == came, "\(lua)")
    }

    @Test func `a report writes its document from top to bottom`() throws {
        let document = try document([
            "reports/page.lua": """
            local soc = require "soc"
            return function(r)
              r:title "A page"
              r:heading "First"
              r:heading("Second", 2)
              r:text "Some words"
              r:callout("good", "All is well")
              r:facts {{"Total", r.total}, {"Rate", soc.ratio(1, 3)}, {"Share", 0.5}}
              r:table {
                caption = "Cells", columns = {"A", "B", "C"},
                rows = {{"x", 1, soc.decimal "1.5"}, {true, soc.day "2024-01-01", soc.missing()}},
                totals = {"Total", "", 2},
              }
            end
            """
        ])
        let sek = TinyContract.contract.currency
        let total = Cell.amount(Amount(Money(minorUnits: 100_00, currency: sek)))
        #expect(document.title == "A page")
        #expect(
            document.blocks == [
                .heading("First", .section), .heading("Second", .subsection), .text("Some words"),
                .callout(Callout(.good, "All is well")),
                .facts([
                    Fact("Total", total), Fact("Rate", .ratio(try Ratio(1, over: 3))),
                    Fact("Share", .number(Decimal(units: 5, decimals: 1))),
                ]),
                .table(
                    try Table(
                        caption: "Cells", columns: [Column("A"), Column("B"), Column("C")],
                        rows: [
                            ["x", .count(1), .number(Decimal(units: 15, decimals: 1))],
                            ["yes", .day(Day(iso: "2024-01-01")!), .missing(.notMeasured)],
                        ], totals: ["Total", .empty, .count(2)])),
            ])
    }

    @Test(
        arguments: [
            ("{percent = 12.5}", .percent(Decimal(units: 125, decimals: 1))),
            ("{percent = 7}", .percent(Decimal(units: 7, decimals: 0))),
            ("{percent = soc.ratio(100, 3)}", .percent(Decimal(units: 33_333_333, decimals: 6))),
            ("{percent = soc.missing()}", .missing(.notMeasured)),
            ("{lower = -1, upper = 3}", .interval(of: nil, from: .count(-1), to: .count(3))),
            (
                "{figure = {percent = 5}, lower = {percent = 4}, upper = {percent = 6}}",
                .interval(
                    of: .percent(Decimal(units: 5, decimals: 0)),
                    from: .percent(Decimal(units: 4, decimals: 0)),
                    to: .percent(Decimal(units: 6, decimals: 0)))
            ),
            ("{lower = soc.missing(), upper = 3}", .missing(.notMeasured)),
        ] as [(String, Cell)])
    func `a percentage and an interval are cells of their own kind`(lua: String, cell: Cell) throws {
        let document = try document([
            "reports/page.lua": """
            local soc = require "soc"
            return function(r) r:table {columns = {"A"}, rows = {{\(lua)}}} end
            """
        ])
        guard case .table(let table)? = document.blocks.first else {
            Issue.record("no table: \(document.blocks)")
            return
        }
        #expect(table.rows == [[cell]])
    }

    @Test(arguments: [
        "{percent = \"x\"}", "{percent = 1, lower = 2}", "{lower = 1}", "{lower = 1, upper = \"x\"}",
        "{lower = 1, upper = 2, figur = 1}", "{}",
    ])
    func `any other table cannot stand in a cell`(lua: String) throws {
        #expect(throws: (any Error).self) {
            try document([
                "reports/page.lua": "return function(r) r:table {columns = {\"A\"}, rows = {{\(lua)}}} end"
            ])
        }
    }

    @Test func `a chart of a selection hides what its table hides, leaves out totals, and says why`() throws {
        let document = try document([
            "reports/page.lua":
                "return function(r) r:chart {kind = 'bar', of = r:people():by('group'):count()} end"
        ])
        guard case .chart(let chart)? = document.blocks.first else {
            Issue.record("no chart: \(document.blocks)")
            return
        }
        #expect(chart.title == "People by group")
        // And those whose group is not known.
        #expect(chart.places.count == TinyContract.contract.groups.count + 1)
        #expect(chart.series.map(\.title) == ["People"])
        #expect(chart.series[0].values.allSatisfy { $0 == .missing(.other("<5")) || $0 == .count(0) })
        #expect(document.blocks.dropFirst() == [.footnote("<5: fewer than 5 people.")])
    }

    @Test func `a chart draws what a script gives, with gaps where there is nothing`() throws {
        let document = try document([
            "reports/page.lua": """
            local soc = require "soc"
            return function(r)
              r:chart {
                kind = "band", title = {en = "Effect", sv = "Effekt"}, up = "Points", places = {"a", "b"},
                series = {{title = "S", values = {soc.decimal "0.5", ""},
                           bands = {{title = "95 %", lower = {0, ""}, upper = {1, ""}}}}},
                targets = {{"Target", 1}},
              }
            end
            """
        ])
        let chart = try Chart(
            .band, title: "Effect", up: "Points", places: ["a", "b"],
            series: [
                Chart.Series(
                    "S", [.number(Decimal(units: 5, decimals: 1)), .empty],
                    bands: [Chart.Band("95 %", lower: [.count(0), .empty], upper: [.count(1), .empty])])
            ], targets: [Chart.Target("Target", .count(1))])
        #expect(document.blocks == [.chart(chart)])
    }

    @Test func `a cell that is nil is an empty cell`() throws {
        let lua = "return function(r) r:table {columns = {'A', 'B', 'C'}, rows = {{'x', nil, 1}, {'y'}}} end"
        let document = try document(["reports/page.lua": lua])
        #expect(
            document.blocks == [
                .table(
                    try Table(
                        columns: [Column("A"), Column("B"), Column("C")],
                        rows: [["x", .empty, .count(1)], ["y", .empty, .empty]]))
            ])
    }

    private static let misfits: [(lua: String, told: String)] = [
        (
            "table {caption = 'Paid', columns = {'A', 'B'}, rows = {{'x', 1}, {'y', 1, 2}}}",
            "row 2 of the table 'Paid' does not fit its columns: it needs 2 cells, and has 3 cells"
        ),
        (
            "table {columns = {'A', 'B'}, rows = {}, totals = {'x', 1, 2}}",
            "the row of totals of a table without a caption does not fit its columns: "
                + "it needs 2 cells, and has 3 cells"
        ),
        (
            "table {columns = {'A', 'B'}, rows = {}, totals = {'x'}}",
            "the row of totals of a table without a caption does not fit its columns: "
                + "it needs 2 cells, and has 1 cell"
        ),
        (
            "chart {kind = 'line', title = 'T', places = {'a', 'b'}, series = {{title = 'S', values = {1}}}}",
            "r:chart: 'S' has 1 figure, and there are 2 places"
        ),
        (
            "chart {kind = 'line', title = 'T', places = {'a'}, series = {{title = 'S', values = {1, nil, 3}}}}",
            "r:chart: 'S' has 3 figures, and there is 1 place"
        ),
    ]

    @Test(arguments: misfits)
    func `cells and figures that do not fit their columns and places are refused`(lua: String, told: String) {
        let error = #expect(throws: PluginError.self) {
            try document(["reports/page.lua": "return function(r) r:\(lua) end"])
        }
        #expect(error?.diagnostic.message == told)
    }

    @Test func `a cell far behind the last column is an error, and not looked for`() {
        let lua = "return function(r) r:table {columns = {'A'}, rows = {{[1000000000] = 'x'}}} end"
        let error = #expect(throws: PluginError.self) { try document(["reports/page.lua": lua]) }
        #expect(
            error?.diagnostic.message
                == "row 1 of a table without a caption does not fit its columns: "
                + "it needs 1 cell, and has 1000000000 cells")
    }

    @Test func `a row with more cells than columns is an error of the pack`() throws {
        let lua = "return function(r) r:table {columns = {'A'}, rows = {{'x', 'y'}}} end"
        let error = #expect(throws: PluginError.self) { try document(["reports/page.lua": lua]) }
        #expect(
            error?.diagnostic.place
                == SourceLocation(file: "\(TinyContract.pack.folder)/reports/page.lua", line: 1))
        #expect(
            error?.diagnostic.message
                == "row 1 of a table without a caption does not fit its columns: "
                + "it needs 1 cell, and has 2 cells"
        )
    }

    @Test func `a report that the pack does not have is told with those that it has`() throws {
        let run = Bench(["reports/page.lua": "return function(r) end"]).run()
        #expect(run.pack.reportNames == ["page"])
        let statement = try Bench(["rules.lua": payingRules]).statement()
        let matter = ReportMatter(statement: statement, statements: [], findings: [])
        let error = #expect(throws: PluginError.self) { try run.report("pages", about: matter) }
        #expect(error?.diagnostic.message == "the pack has no report 'pages'")
        #expect(error?.diagnostic.hint == "did you mean 'page'?")
    }

    @Test(arguments: [("report", "reports/page.lua"), ("assess", "assess.lua")])
    func `a report that is no function is refused`(hook: String, file: String) {
        let error = #expect(throws: PluginError.self) { try document([file: "return {}"]) }
        #expect(error?.diagnostic.expected == "a function, by 'return \(hook)' at its end")
        #expect(error?.diagnostic.came == "table")
    }
}
