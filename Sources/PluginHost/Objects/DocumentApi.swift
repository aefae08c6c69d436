import LuaHost
import OutcomesModel
import Reporting

/// What a report is written with: each function adds a part to the document, from top to bottom.
extension Api {
    /// What a function takes that writes words.
    private static let words = "a text, or one for each language"

    static var documentMethods: [ApiFunction] {
        [
            ApiFunction(
                "title", [.required("text", words)], gives: "nothing", in: Hook.documents,
                "Sets the title of the document.", example: "r:title \"Costs of placement\""
            ) { call in
                call.run.document.title = try call.words(0)
                return .nil
            },
            ApiFunction(
                "heading", [.required("text", words), .optional("level", "1, 2 or 3")], gives: "nothing",
                in: Hook.documents, "Begins a section.", example: "r:heading \"Payments\""
            ) { call in
                let level = HeadingLevel(rawValue: Int(call.has(1) ? try call.whole(1) : 1))
                guard let level else { throw call.wrong(1) }
                call.run.document.blocks.append(.heading(try call.words(0), level))
                return .nil
            },
            ApiFunction(
                "text", [.required("text", words)], gives: "nothing", in: Hook.documents,
                "Writes a paragraph.",
                example: "r:text((\"In all %s\"):format(r.total))"
            ) { call in
                call.run.document.blocks.append(.text(try call.words(0)))
                return .nil
            },
            ApiFunction(
                "callout", [.required("kind", "note, warning or good"), .required("text", words)],
                gives: "nothing", in: Hook.documents, "Writes a sentence that must not be missed.",
                example: "r:callout(\"warning\", \"Two questions are open.\")"
            ) { call in
                guard let kind = Callout.Kind(rawValue: try call.text(0)) else { throw call.wrong(0) }
                call.run.document.blocks.append(.callout(Callout(kind, try call.words(1))))
                return .nil
            },
            ApiFunction(
                "facts", [.required("facts", "a list of {label, value}")], gives: "nothing",
                in: Hook.documents,
                "Writes labels and their values.", example: "r:facts {{\"Total\", r.total}}"
            ) { call in
                let facts = try call.table(0).array.map { pair -> Fact in
                    guard case .table(let table) = pair, table.array.count == 2,
                        let label = call.run.words(table.array[0])
                    else { throw call.wrong(0) }
                    return Fact(label, try call.run.cell(table.array[1], in: call.title))
                }
                call.run.document.blocks.append(.facts(facts))
                return .nil
            },
            ApiFunction(
                "table", [.required("table", "a table with columns and rows")], gives: "nothing",
                in: Hook.documents,
                """
                Writes a table: `columns` are titles, `rows` are lists of cells, at most one for each column, `totals` a last \
                row, `caption` a title. A cell is a text, a number, money, a day, `{percent = 12.5}` or an interval, \
                `{lower = 1, upper = 3}`, to which a `figure` may be added.
                """,
                example: "r:table {columns = {\"Line\", \"Amount\"}, rows = {{\"Guarantee\", r.total}}}"
            ) { call in
                let table = try call.documentTable()
                call.run.document.blocks.append(.table(table))
                call.run.noteSmallCells(Set((table.rows + [table.totals ?? []]).joined()))
                return .nil
            },
            ApiFunction(
                "list", [.required("items", "a list of texts")], gives: "nothing", in: Hook.documents,
                "Writes a list.",
                example: "r:list {\"Costs are of the city.\", \"Results are of the school.\"}"
            ) { call in
                let items = try call.table(0).array.map { item -> String in
                    guard let words = call.run.words(item) else { throw call.wrong(0) }
                    return words
                }
                call.run.document.blocks.append(.list(items))
                return .nil
            },
            ApiFunction(
                "footnote", [.required("text", words)], gives: "nothing", in: Hook.documents,
                "Writes small print, where it stands.",
                example: "r:footnote \"Means are of each child once.\""
            ) { call in
                call.run.document.blocks.append(.footnote(try call.words(0)))
                return .nil
            },
            chartMethod,
        ]
    }
}

extension ApiCall {
    /// Reads words: a text, or a table of texts by language.
    func words(_ index: Int) throws -> String {
        guard let words = run.words(self[index]) else { throw wrong(index) }
        return words
    }

    fileprivate func documentTable() throws -> Table {
        let fields = DocumentFields(
            try table(0).fields, of: title, known: ["caption", "columns", "rows", "totals"], run)
        try fields.check()
        guard let columns = fields.list("columns"), let rows = fields.list("rows") else {
            throw ApiError("\(self.title) needs columns and rows")
        }
        let titles = try columns.array.map { title -> Column in
            guard let text = run.words(title) else {
                throw ApiError("\(self.title): a column's title must be a text")
            }
            return Column(text)
        }
        let caption = fields.words("caption")
        func cells(_ row: LuaValue, _ number: Int?) throws -> [Cell] {
            guard case .table(let row) = row else {
                throw ApiError("\(self.title): a row must be a list of cells")
            }
            // A nil at the end of a row is no cell of it, and stays empty; totals come from nobody's data.
            guard row.length == titles.count || number != nil && row.length < titles.count else {
                let fault = ReportingError.cellCount(
                    caption: caption, row: number, expected: titles.count, came: row.length)
                throw ApiError(
                    of: fault,
                    hint: row.length < titles.count
                        ? "write \"\" where a cell is empty"
                        : "each cell stands under a column: give each a title")
            }
            return try run.cells(row, count: titles.count, in: title)
        }
        let filled = try rows.array.enumerated().map { try cells($1, $0 + 1) }
        let totals = try fields.given["totals"].map { try cells($0, nil) }
        return try drawing {
            () throws(ReportingError) in
            try Table(caption: caption, columns: titles, rows: filled, totals: totals)
        }
    }

    /// Tells what is wrong with a part of a document as an error of the script.
    func drawing<Part>(_ make: () throws(ReportingError) -> Part) throws -> Part {
        do throws(ReportingError) { return try make() } catch { throw ApiError(of: error) }
    }
}

extension ApiError {
    fileprivate init(of error: ReportingError, hint: String? = nil) {
        let fault = error.diagnostics[0]
        self.init(
            "\(fault.message): it needs \(fault.expected ?? ""), and has \(fault.came ?? "")",
            hint: hint ?? fault.hint)
    }
}

extension LuaTable {
    /// The place of its last value: what stands behind a nil comes under its number, and a nil at the end not at all.
    var length: Int { max(array.count, fields.keys.compactMap { Int($0) }.max() ?? 0) }
}

/// The named fields of a table that a report gives for a part of its document.
struct DocumentFields {
    let given: [String: LuaValue]
    let function: String
    let known: [String]
    let run: PackRun

    init(_ given: [String: LuaValue], of function: String, known: [String], _ run: PackRun) {
        self.given = given
        self.function = function
        self.known = known
        self.run = run
    }

    /// - Throws: where there is one that is not known.
    func check() throws {
        guard let unknown = given.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw ApiError(
            "\(function) has no '\(unknown)'",
            hint: nearestName(to: unknown, among: known).map { "did you mean '\($0)'?" }
                ?? "it has \(known.joined(separator: ", "))")
    }

    func list(_ name: String) -> LuaTable? {
        if case .table(let list)? = given[name] { list } else { nil }
    }

    func words(_ name: String) -> String? { given[name].flatMap(run.words) }
}

extension PackRun {
    /// Returns a text, or that of the report's language from a table of texts by language, or else its first.
    func words(_ value: LuaValue) -> String? {
        switch value {
        case .string(let text): return text
        case .table(let table):
            let texts = table.fields.compactMapValues { if case .string(let text) = $0 { text } else { nil } }
            guard table.array.isEmpty, texts.count == table.fields.count,
                texts.keys.allSatisfy({ Language(rawValue: $0) != nil })
            else { return nil }
            return texts[language.rawValue] ?? Language.allCases.lazy.compactMap { texts[$0.rawValue] }.first
        case .nil, .boolean, .integer, .number, .object, .function: return nil
        }
    }

    /// Returns at least so many cells: where a list has none there is nothing.
    func cells(_ list: LuaTable, count: Int, in function: String) throws -> [Cell] {
        try (0..<max(list.array.count, count)).map { index in
            index < list.array.count
                ? try cell(list.array[index], in: function)
                : try cell(list.fields["\(index + 1)"] ?? .nil, in: function)
        }
    }

    func cell(_ value: LuaValue, in function: String) throws -> Cell {
        switch value {
        case .nil: return .empty
        case .boolean(let truth):
            return .text(truth ? language.word("yes", sv: "ja") : language.word("no", sv: "nej"))
        case .string(let text): return text.isEmpty ? .empty : .text(text)
        case .integer(let integer): return .count(Int(integer))
        case .number, .object:
            switch try Operand(value, self) {
            case .exact(let ratio)?: return Decimal(exactly: ratio).map { .number($0) } ?? .ratio(ratio)
            case .money(let amount)?: return .amount(amount)
            case .day(let day)?: return .day(day)
            case .missing(let reason)?: return .missing(reason)
            case nil: break
            }
        case .table(let table):
            if let words = words(value) { return .text(words) }
            if let figure = try composed(table, in: function) { return figure }
        case .function: break
        }
        let place = function.hasSuffix(":chart") ? "a chart" : "a table"
        throw ApiError("\(describe(value)) cannot stand in \(place); a text, a figure, money or a day can")
    }

    /// Returns a percentage, `{percent = 12.5}`, or an interval, `{lower = 1, upper = 3}`, with its `figure` where that
    /// stands in the same cell; nil for any other table.
    private func composed(_ table: LuaTable, in function: String) throws -> Cell? {
        guard table.array.isEmpty else { return nil }
        let fields = table.fields
        if let percent = fields["percent"], fields.count == 1 {
            switch try cell(percent, in: function) {
            case .count(let count): return .percent(Decimal(units: Int64(count), decimals: 0))
            case .number(let number): return .percent(number)
            case .ratio(let ratio): return try .percent(ratio.rounded(.halfEven, decimals: 6))
            case .missing(let reason): return .missing(reason)
            case .text, .money, .amount, .percent, .interval, .day, .empty: return nil
            }
        }
        guard let lower = fields["lower"], let upper = fields["upper"],
            fields.count == (fields["figure"] == nil ? 2 : 3)
        else { return nil }
        let (low, high) = (try cell(lower, in: function), try cell(upper, in: function))
        let figure = try fields["figure"].map { try cell($0, in: function) }
        for one in [low, high, figure].compactMap(\.self) {
            switch one {
            case .number, .money, .amount, .ratio, .percent, .count: continue
            // Where one of them is hidden, so is what would tell it.
            case .missing(let reason): return .missing(reason)
            case .text, .interval, .day, .empty: return nil
            }
        }
        return .interval(of: figure, from: low, to: high)
    }

    /// Says below figures why some of them are hidden.
    func noteSmallCells(_ cells: Set<Cell>) {
        let all = Set(portfolio?.members.map(\.contract.smallestCell) ?? [contract.smallestCell])
        for least in all.sorted() { noteSmallCells(cells, below: least) }
    }

    private func noteSmallCells(_ cells: Set<Cell>, below least: Int) {
        let tooFew = Missing.tooFew(least)
        let isWithheld = cells.contains(.missing(.withheld))
        guard cells.contains(.missing(tooFew)) else { return }
        let note = language.word(
            "\(tooFew): fewer than \(least) people.", sv: "\(tooFew): färre än \(least) personer.")
        let more = language.word(
            " Withheld: it would tell of them.", sv: " Undanhållen: den skulle berätta om dem.")
        document.blocks.append(.footnote(isWithheld ? note + more : note))
    }
}

/// A document while a hook writes it.
struct DocumentDraft {
    var title: String?
    var blocks: [Block] = []
}
