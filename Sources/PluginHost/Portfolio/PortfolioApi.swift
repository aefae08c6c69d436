import LuaHost
import OutcomesModel

extension Api {
    static let portfolioType = ApiType(
        kind: .portfolio, symbol: "portfolio",
        documentation: """
            The contracts that a script is run with, in `return function(portfolio) … end`, the one function that a \
            script returns. It writes a document with the same functions as a report.
            """,
        fields: [
            ApiField(
                "contracts", "a list of contracts of the portfolio", "In the order in which they were named."
            ) {
                run, _ in
                .list((0..<(run.portfolio?.members.count ?? 0)).map { member in .object(.member(member)) })
            },
            ApiField(
                "day", "a day",
                """
                The day from which the script looks: `--on`, or that of `--as-of`, or the day on which the last of the \
                evidence was recorded.
                """
            ) { run, _ in run.portfolio.map { .day($0.matter.day) } ?? .nil },
            ApiField("currencies", "a list of texts", "The currencies of the contracts, each once, by code.")
            {
                run, _ in
                .list(run.portfolio?.currencies.map { .string($0.code) } ?? [])
            },
            ApiField("language", "text", "In which the document is to be written: en or sv.") { run, _ in
                .string(run.language.rawValue)
            },
        ],
        methods: [
            ApiFunction(
                "setting", [.required("name", "a text"), .optional("otherwise", "anything")],
                gives: "a text, or what is given instead", in: [.portfolio],
                """
                What `--set NAME=VALUE` says, as a text; `otherwise` where it is not set. Without that it must be set.
                """,
                example: "portfolio:setting(\"outcome\", \"job\")"
            ) { call in
                let name = try call.text(0)
                guard let portfolio = call.run.portfolio else { return .nil }
                portfolio.settingsRead.insert(name)
                if let value = portfolio.matter.settings[name] { return .string(value) }
                guard !call.has(1) else { return call[1] }
                throw ApiError("the script needs the setting '\(name)'", hint: "type: --set \(name)=…")
            },
            ApiFunction(
                "lines", gives: "a list of tables", in: [.portfolio],
                """
                The payment lines of all contracts, each a table as `contract.lines` has them.
                """,
                example: "portfolio:group(portfolio:lines(), {\"contract\", \"to\"}, \"amount\")"
            ) { call in
                .list(
                    call.run.portfolio?.members.flatMap { member in memberLines(member) } ?? [])
            },
            ApiFunction(
                "group",
                [
                    .required("rows", "a list of tables"), .required("by", "a name, or a list of names"),
                    .optional("sums", "a name, or a list of names"),
                ],
                gives: "a list of tables", in: [.portfolio],
                """
                A row for each group of rows that agree in the fields `by`, in the order in which they come first: \
                those fields, `count`, and the sums of the fields `sums`. Sums of different currencies are never added: \
                group by `currency` as well. A sum of what is hidden or missing is hidden or missing.
                """,
                example:
                    "portfolio:group(portfolio:lines(), {\"contract\", \"payment\"}, \"amount\")[1].amount"
            ) { call in try GroupedRows(call).value() },
        ] + documentMethods, documentedElsewhere: Set(documentMethods.map(\.name)))
}

extension LuaObject {
    /// The contract at a place of a portfolio.
    static func member(_ place: Int) -> LuaObject { LuaObject(type: HostType.member.number).ofMember(place) }
}

/// Rows that a script gives, gathered by what some of their fields are.
private struct GroupedRows {
    private let call: ApiCall
    private let rows: [LuaTable]
    private let by: [String]
    private let sums: [String]

    init(_ call: ApiCall) throws {
        self.call = call
        rows = try call.table(0).array.map { row in
            guard case .table(let table) = row else { throw call.wrong(0) }
            return table
        }
        by = try GroupedRows.names(call, 1)
        sums = call.has(2) ? try GroupedRows.names(call, 2) : []
        if by.isEmpty { throw call.wrong(1) }
    }

    private static func names(_ call: ApiCall, _ index: Int) throws -> [String] {
        if case .string(let name) = call[index] { return [name] }
        return try call.table(index).array.map { name in
            guard case .string(let name) = name else { throw call.wrong(index) }
            return name
        }
    }

    func value() throws -> LuaValue {
        var order: [[String]] = []
        var groups: [[String]: [LuaTable]] = [:]
        for (place, row) in rows.enumerated() {
            let key = try by.map { try text(of: row.fields[$0] ?? .nil, $0, in: row, place) }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        return .list(
            try order.map { key in
                let rows = groups[key] ?? []
                var fields = by.reduce(into: [String: LuaValue]()) { $0[$1] = rows[0].fields[$1] ?? .nil }
                fields["count"] = .whole(rows.count)
                for name in sums { fields[name] = try sum(of: name, rows, key) }
                return .record(fields)
            })
    }

    /// What a row is told apart by: the same figure is the same, however it came about.
    private func text(of value: LuaValue, _ name: String, in row: LuaTable, _ place: Int) throws -> String {
        switch value {
        case .nil: return "nil"
        case .boolean(let truth): return "boolean \(truth)"
        case .string(let text): return "text \(text)"
        case .integer, .number, .object:
            if let operand = try Operand(value, call.run) {
                return "figure \(call.run.describeValue(operand.value(call.run)))"
            }
        case .table, .function: break
        }
        throw ApiError(
            "\(call.title): '\(name)' of row \(place + 1) is \(call.run.describe(value))",
            hint: "rows are told apart by texts and figures")
    }

    private func sum(of name: String, _ rows: [LuaTable], _ key: [String]) throws -> LuaValue {
        var sum: Operand?
        for row in rows {
            guard let value = row.fields[name], let operand = try Operand(value, call.run) else {
                let near = nearestName(to: name, among: row.fields.keys.sorted())
                throw ApiError(
                    "\(call.title): '\(name)' is \(call.run.describe(row.fields[name] ?? .nil)), and no figure",
                    hint: near.map { $0 == name ? "leave out rows without one" : "did you mean '\($0)'?" }
                        ?? "the rows have \(row.fields.keys.sorted().joined(separator: ", "))")
            }
            switch (sum, operand) {
            case (nil, _): sum = operand
            case (.missing?, _): break
            case (_, .missing): sum = operand
            case (.exact(let a)?, .exact(let b)): sum = .exact(try a.adding(b))
            case (.money(let a)?, .money(let b)):
                guard a.currency == b.currency else {
                    throw ApiError(
                        "\(call.title): '\(name)' of one group is in \(a.currency.code) and in \(b.currency.code)",
                        hint: "sums of two currencies are not added: group by \"currency\" as well")
                }
                sum = .money(try a.adding(b))
            case (let other?, _): throw Api.mismatch("+", other, operand, call.run)
            }
        }
        guard let sum else { preconditionFailure("a group without rows") }
        if case .day = sum { throw ApiError("\(call.title): '\(name)' is a day, and days have no sum") }
        return sum.value(call.run)
    }
}
