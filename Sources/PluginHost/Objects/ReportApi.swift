import LuaHost
package import OutcomesModel
import Reporting
package import Settlement

/// What a report may read: all that is settled, and what was found.
package struct ReportMatter: Sendable {
    /// The settlement that the report is about.
    package let statement: Statement
    /// One for each `[[settlement]]` that could be made.
    package let statements: [Statement]
    package let findings: [RecordedFinding]

    package init(statement: Statement, statements: [Statement], findings: [RecordedFinding]) {
        self.statement = statement
        self.statements = statements
        self.findings = findings
    }
}

extension Api {
    static let reportType = ApiType(
        kind: .report, symbol: "r",
        documentation: """
            The report, in `report(r)`. It reads what is settled, and is written from top to bottom. A line has \
            number, title, payment, outcome, quantity, price, amount, from, to, clause, cause.
            """,
        fields: sharedFields + [
            ApiField("contract", "text", "The contract's title.") { run, _ in .string(run.contract.title) },
            ApiField(
                "settlement", "a settled settlement", "id, title, due, pays, total, lines of this settlement."
            ) {
                run, _ in
                run.reportMatter.map { settled($0.statement) } ?? .nil
            },
            ApiField(
                "settlements", "a list of settled settlements",
                "The same for this settlement, and for those that only show what would have been paid."
            ) { run, _ in
                .list(run.reportMatter?.statements.map(settled) ?? [])
            },
            ApiField("lines", "a list of payment lines", "The payment lines of this settlement.") { run, _ in
                .list(run.reportMatter?.statement.lines.map { line($0, run.contract) } ?? [])
            },
            ApiField("total", "money", "What this settlement pays.") { run, _ in
                run.reportMatter.map { .money($0.statement.total) } ?? .nil
            },
            ApiField(
                "findings", "a list of findings", "id, severity, message, place, answer of each finding."
            ) {
                run, _ in
                .list(run.reportMatter?.findings.map(finding) ?? [])
            },
            ApiField("participants", "number", "How many participants there are; hidden where they are few.")
            { run, _ in
                run.shownCount(run.evidence.participants.count)
            },
        ],
        methods: selections("r", Hook.documents) + [
            ApiFunction(
                "claims", [.optional("outcome", "the id of an outcome")], gives: "a selection",
                in: Hook.documents, "The claims of this settlement, of an outcome or all.",
                example: "r:claims(\"job\"):by(\"group\"):count()"
            ) { call in
                let wanted = call.has(0) ? try outcome(call, 0).id : nil
                let claims = call.run.reportMatter?.statement.claims ?? []
                return call.run.keep(
                    Selection(
                        matter: .claims(claims.filter { wanted == nil || $0.outcome == wanted }, wanted)))
            },
            ApiFunction(
                "payments", gives: "a selection", in: Hook.documents,
                """
                The payment lines of this settlement. They are what the parties owe \
                each other, and are shown whole.
                """,
                example: "r:payments():by(\"payment\"):amount()"
            ) { call in
                guard let matter = call.run.reportMatter else { return .nil }
                let id = matter.statement.plan.id
                let paying =
                    [matter.statement] + matter.statements.filter { $0.plan.id != id && $0.plan.pays }
                return call.run.keep(
                    Selection(
                        matter: .payments(
                            paying.flatMap(\.lines),
                            of: paying.flatMap { statement in statement.lines.map { _ in statement.plan } })))
            },
            ApiFunction(
                "evaluate", [.required("evaluation", "the id of an evaluation")], gives: "an estimate",
                in: Hook.documents, "What an `[[evaluation]]` came to in this settlement's window.",
                example: "r:evaluate(\"placement_cost\").difference"
            ) { call in try evaluation(call.run, call.text(0)) },
            ApiFunction(
                "title", [.required("text", "a text")], gives: "nothing", in: Hook.documents,
                "Sets the title of the document.", example: "r:title \"Costs of placement\""
            ) { call in
                call.run.document.title = try call.text(0)
                return .nil
            },
            ApiFunction(
                "heading", [.required("text", "a text"), .optional("level", "1, 2 or 3")], gives: "nothing",
                in: Hook.documents, "Begins a section.", example: "r:heading \"Payments\""
            ) { call in
                let level = HeadingLevel(rawValue: Int(call.has(1) ? try call.whole(1) : 1))
                guard let level else { throw call.wrong(1) }
                call.run.document.blocks.append(.heading(try call.text(0), level))
                return .nil
            },
            ApiFunction(
                "text", [.required("text", "a text")], gives: "nothing", in: Hook.documents,
                "Writes a paragraph.",
                example: "r:text((\"In all %s\"):format(r.total))"
            ) { call in
                call.run.document.blocks.append(.text(try call.text(0)))
                return .nil
            },
            ApiFunction(
                "callout", [.required("kind", "note, warning or good"), .required("text", "a text")],
                gives: "nothing", in: Hook.documents, "Writes a sentence that must not be missed.",
                example: "r:callout(\"warning\", \"Two questions are open.\")"
            ) { call in
                guard let kind = Callout.Kind(rawValue: try call.text(0)) else { throw call.wrong(0) }
                call.run.document.blocks.append(.callout(Callout(kind, try call.text(1))))
                return .nil
            },
            ApiFunction(
                "facts", [.required("facts", "a list of {label, value}")], gives: "nothing",
                in: Hook.documents,
                "Writes labels and their values.", example: "r:facts {{\"Total\", r.total}}"
            ) { call in
                let facts = try call.table(0).array.map { pair -> Fact in
                    guard case .table(let table) = pair, case .string(let label)? = table.array.first,
                        table.array.count == 2
                    else { throw call.wrong(0) }
                    return Fact(label, try cell(table.array[1], call.run))
                }
                call.run.document.blocks.append(.facts(facts))
                return .nil
            },
            ApiFunction(
                "table", [.required("table", "a table with columns and rows")], gives: "nothing",
                in: Hook.documents,
                "Writes a table: `columns` are titles, `rows` are lists of cells, `totals` a last row, `caption` a title.",
                example: "r:table {columns = {\"Line\", \"Amount\"}, rows = {{\"Guarantee\", r.total}}}"
            ) { call in
                let table = try table(call)
                call.run.document.blocks.append(.table(table))
                if let note = smallCellsNote(table, call.run.contract) {
                    call.run.document.blocks.append(.footnote(note))
                }
                return .nil
            },
        ])

    private static func table(_ call: ApiCall) throws -> Table {
        let given = try call.table(0).fields
        let known = ["caption", "columns", "rows", "totals"]
        if let unknown = given.keys.sorted().first(where: { !known.contains($0) }) {
            throw ApiError(
                "r:table has no '\(unknown)'",
                hint: nearestName(to: unknown, among: known).map { "did you mean '\($0)'?" }
                    ?? "it has \(known.joined(separator: ", "))")
        }
        guard case .table(let columns)? = given["columns"], case .table(let rows)? = given["rows"] else {
            throw ApiError("r:table needs columns and rows")
        }
        let titles = try columns.array.map { title -> Column in
            guard case .string(let text) = title else {
                throw ApiError("r:table: a column's title must be a text")
            }
            return Column(text)
        }
        func cells(_ row: LuaValue) throws -> [Cell] {
            guard case .table(let row) = row else { throw ApiError("r:table: a row must be a list of cells") }
            // What stands behind a nil comes under its number; a nil at the end does not come at all.
            guard row.fields.keys.compactMap({ Int($0) }).allSatisfy({ $0 <= titles.count }) else {
                throw ApiError("r:table: a row has more cells than there are columns")
            }
            return try (0..<max(row.array.count, titles.count)).map { index in
                index < row.array.count
                    ? try cell(row.array[index], call.run)
                    : try cell(row.fields["\(index + 1)"] ?? .nil, call.run)
            }
        }
        var caption: String?
        if case .string(let text)? = given["caption"] { caption = text }
        let (filled, totals) = (try rows.array.map(cells), try given["totals"].map(cells))
        do throws(ReportingError) {
            return try Table(caption: caption, columns: titles, rows: filled, totals: totals)
        } catch {
            let fault = error.diagnostics[0]
            throw ApiError("\(fault.message): it needs \(fault.expected ?? ""), and has \(fault.came ?? "")")
        }
    }

    private static func cell(_ value: LuaValue, _ run: PackRun) throws -> Cell {
        switch value {
        case .nil: return .empty
        case .boolean(let truth): return .text(truth ? "yes" : "no")
        case .string(let text): return .text(text)
        case .integer(let integer): return .count(Int(integer))
        case .number, .object:
            switch try Operand(value, run) {
            case .exact(let ratio)?: return Decimal(exactly: ratio).map { .number($0) } ?? .ratio(ratio)
            case .money(let amount)?: return .amount(amount)
            case .day(let day)?: return .day(day)
            case .missing(let reason)?: return .missing(reason)
            case nil: break
            }
        case .table, .function: break
        }
        throw ApiError("\(run.describe(value)) cannot stand in a table; a text, a figure, money or a day can")
    }

    /// Says below a table why figures are hidden in it.
    private static func smallCellsNote(_ table: Table, _ contract: Contract) -> String? {
        let cells = Set((table.rows + [table.totals ?? []]).joined())
        let tooFew = Missing.tooFew(contract.smallestCell)
        guard cells.contains(.missing(tooFew)) else { return nil }
        let note = "\(tooFew): fewer than \(contract.smallestCell) people."
        return cells.contains(.missing(.withheld)) ? note + " Withheld: it would tell of them." : note
    }

    private static func settled(_ statement: Statement) -> LuaValue {
        .record([
            "id": .string(statement.plan.id.rawValue), "title": .string(statement.plan.title),
            "due": .day(statement.plan.due), "pays": .boolean(statement.plan.pays),
            "total": .money(statement.total),
            "lines": .list(statement.lines.map { line($0, statement.contract) }),
        ])
    }

    private static func line(_ line: PaymentLine, _ contract: Contract) -> LuaValue {
        .record([
            "number": .whole(line.number), "title": .string(line.title),
            "payment": .string(line.payment.rawValue),
            "outcome": .optional(line.outcome?.rawValue),
            "quantity": line.quantity.map { .integer($0) } ?? .nil,
            "price": line.unitPrice.map { .money($0) } ?? .nil, "amount": .money(line.paid),
            "from": .optional(contract.party(line.from)?.name),
            "to": .optional(contract.party(line.to)?.name),
            "clause": .string(line.clause.description), "cause": .string(line.cause.description),
        ])
    }

    private static func finding(_ recorded: RecordedFinding) -> LuaValue {
        .record([
            "id": .integer(recorded.id.number), "severity": .string(recorded.finding.severity.rawValue),
            "message": .string(recorded.finding.message),
            "place": .optional(recorded.finding.place?.description),
            "answer": .optional(recorded.answer?.text),
        ])
    }
}

/// A document while a hook writes it.
struct DocumentDraft {
    var title: String?
    var blocks: [Block] = []
}
