import LuaHost
import OutcomesModel
import Reporting

extension Api {
    static let chartMethod = ApiFunction(
        "chart", [.required("chart", "a table with kind, title, places and series")], gives: "nothing",
        in: Hook.documents,
        """
        Draws figures. `kind` is `line`, `bar`, `band` (values with bounds), `waterfall` (steps to a `total`, which is \
        the title of its last bar), `payoff` (lines over a number) or `histogram` (`places` are the edges of its bins, \
        one more than the values). `places` are texts, days or figures that ascend; `series` are \
        `{title = …, values = {…}, bands = {{title = …, lower = {…}, upper = {…}}}}`, at most six; `targets` are \
        `{title, value}`; `across` and `up` say what places and figures are. A value that is missing or hidden is a \
        gap, and so is `""`; there is one for each place. Instead of places and series, `of` takes a table that a \
        selection gives, without its totals. Where nothing can be drawn, in text and CSV, the figures stand in a table.
        """,
        example:
            "r:chart {kind = \"line\", of = r:measurements(\"wellbeing\"):by(\"month\", \"group\"):mean()}"
    ) { call in
        let chart = try call.chart()
        call.run.document.blocks.append(.chart(chart))
        let cells = chart.series.flatMap { one in one.values + one.bands.flatMap { $0.lower + $0.upper } }
        call.run.noteSmallCells(Set(cells))
        return .nil
    }
}

extension ApiCall {
    fileprivate func chart() throws -> Chart {
        let known = ["kind", "title", "across", "up", "places", "series", "targets", "total", "of"]
        let fields = DocumentFields(try table(0).fields, of: title, known: known, run)
        try fields.check()
        guard case .string(let name)? = fields.given["kind"], let kind = Chart.Kind(rawValue: name) else {
            let kinds = Chart.Kind.allCases.map(\.rawValue)
            guard case .string(let name)? = fields.given["kind"] else {
                throw ApiError(
                    "\(self.title) needs a kind", hint: "one of \(kinds.joined(separator: ", "))")
            }
            throw ApiError(
                "\(self.title): there is no kind '\(name)'",
                hint: nearestName(to: name, among: kinds).map { "did you mean '\($0)'?" }
                    ?? "one of \(kinds.joined(separator: ", "))")
        }
        for name in ["title", "across", "up", "total"] where fields.given[name] != nil {
            guard fields.words(name) != nil else { throw ApiError("\(self.title): \(name) must be a text") }
        }
        let drawn = try fields.list("of").map { try figures(of: $0, kind) } ?? ownFigures(fields, kind)
        guard let title = fields.words("title") ?? drawn.title else {
            throw ApiError("\(self.title) needs a title")
        }
        let targets = try fields.list("targets")?.array.map(target) ?? []
        guard fields.given["total"] == nil || kind == .waterfall else {
            throw ApiError("\(self.title): only a waterfall has a total")
        }
        return try drawing { () throws(ReportingError) in
            try Chart(
                kind, title: title, across: fields.words("across") ?? drawn.across, up: fields.words("up"),
                places: drawn.places, series: drawn.series, targets: targets, total: fields.words("total"))
        }
    }

    private struct Figures {
        var title: String?
        var across: String?
        let places: [Cell]
        let series: [Chart.Series]
    }

    /// Reads `places` and `series`.
    private func ownFigures(_ fields: DocumentFields, _ kind: Chart.Kind) throws -> Figures {
        guard let given = fields.list("places"), let series = fields.list("series") else {
            throw ApiError(
                "\(self.title) needs places and series", hint: "or of, a table that a selection gives")
        }
        let places = try run.cells(given, count: 0, in: title)
        let count = kind == .histogram ? max(0, places.count - 1) : places.count
        return Figures(places: places, series: try series.array.map { try self.series($0, count) })
    }

    private func series(_ value: LuaValue, _ count: Int) throws -> Chart.Series {
        let fields = try part(value, "a series", ["title", "values", "bands"])
        guard let title = fields.words("title"), let values = fields.list("values") else {
            throw ApiError("\(self.title): a series needs a title and values")
        }
        let bands = try fields.list("bands")?.array.map { band -> Chart.Band in
            let fields = try part(band, "a band", ["title", "lower", "upper"])
            guard let title = fields.words("title"), let lower = fields.list("lower"),
                let upper = fields.list("upper")
            else { throw ApiError("\(self.title): a band needs a title, lower and upper") }
            return Chart.Band(
                title, lower: try cells(lower, count, of: title), upper: try cells(upper, count, of: title))
        }
        return Chart.Series(title, try cells(values, count, of: title), bands: bands ?? [])
    }

    /// Reads a figure for each place; an empty text is a gap, as nil is between figures.
    private func cells(_ list: LuaTable, _ count: Int, of series: String) throws -> [Cell] {
        guard list.length == count else {
            throw ApiError(
                "\(title): '\(series)' has \(list.length) \(list.length == 1 ? "figure" : "figures"), and there "
                    + (count == 1 ? "is 1 place" : "are \(count) places"),
                hint: list.length < count
                    ? "write \"\" where a figure is lacking: a nil at the end is no figure" : nil)
        }
        return try run.cells(list, count: count, in: title)
    }

    private func part(_ value: LuaValue, _ name: String, _ known: [String]) throws -> DocumentFields {
        guard case .table(let table) = value else {
            throw ApiError("\(self.title): \(name) must be a table, and was \(run.describe(value))")
        }
        let fields = DocumentFields(table.fields, of: "\(name) of \(title)", known: known, run)
        try fields.check()
        return fields
    }

    private func target(_ value: LuaValue) throws -> Chart.Target {
        guard case .table(let pair) = value, pair.array.count == 2, let title = run.words(pair.array[0])
        else {
            throw ApiError("\(self.title): a target must be {title, value}")
        }
        return Chart.Target(title, try run.cell(pair.array[1], in: self.title))
    }

    /// Takes places and series from the rows and columns of a table that a selection gave.
    private func figures(of table: LuaTable, _ kind: Chart.Kind) throws -> Figures {
        guard case .table(let columns)? = table.fields["columns"],
            case .table(let rows)? = table.fields["rows"]
        else {
            throw ApiError(
                "\(self.title): of must be a table that a selection gives",
                hint: "such as r:people():by(\"group\"):count()")
        }
        let titles = columns.array.map { run.words($0) ?? "" }
        let cells = try rows.array.map { row -> [Cell] in
            guard case .table(let row) = row else {
                throw ApiError("\(self.title): a row of it must be a list")
            }
            return try run.cells(row, count: titles.count, in: title)
        }
        // Its last column sums up the others, where there are several; a total is no series beside its parts.
        let last = titles.count > 2 && table.fields["totals"] != nil ? titles.count - 1 : titles.count
        let series = (1..<max(1, last)).map { column in
            Chart.Series(titles[column], cells.map { $0[column] })
        }
        return Figures(
            title: table.fields["caption"].flatMap(run.words), across: titles.first,
            places: cells.map { $0[0] }, series: series)
    }
}
