import Evaluation
import LuaHost
import OutcomesModel
import PackReader

extension Api {
    static let selectionType = ApiType(
        kind: .selection, symbol: "selection",
        documentation: """
            Some of the people, of what was measured, of the claims or of the payments. A figure of it is one \
            value, or after `by` a table with `caption`, `columns`, `rows` and `totals`, as `r:table` takes it. \
            In a report, means are rounded to one decimal more than the indicator has, money to its minor unit, \
            and figures of fewer people than the contract's `smallest_cell` are hidden: `<5` is of fewer than 5 \
            people, and `withheld` would tell of them. Both are missing values: arithmetic on them is an error.
            """,
        methods: [
            ApiFunction(
                "where",
                [
                    .required("dimension", "what they are told apart by, such as an attribute"),
                    .required("value", "a text"),
                ],
                gives: "a selection", in: readingHooks, "Those of one value.",
                example: "r:people():where(\"sex\", \"girl\"):count()"
            ) { call in
                var selection = try call.selection()
                let dimension = try selection.dimension(call.text(0), call.run.contract)
                if case (.time, .measurements) = (dimension, selection.matter) {
                    throw ApiError(
                        "measurements of one \(try call.text(0)) are those of a window",
                        hint: "give the figure a window, as in :mean(r.windows.first_quarter)")
                }
                selection.filters.append((dimension, try call.text(1)))
                return call.run.keep(selection)
            },
            ApiFunction(
                "by",
                [
                    .required("dimension", "what the rows are told apart by"),
                    .optional("across", "what the columns are told apart by"),
                ],
                gives: "a selection", in: readingHooks,
                """
                Makes each figure a table with totals. People are told apart by `group`, a declared attribute and \
                `entry_month`, `entry_quarter`, `entry_year`; values also by the `month`, `quarter`, `year` of \
                their day, claims by that of their window's end and by `outcome`; payments by `payment`, \
                `outcome`, `settlement`, `from`, `to` and the `month`, `quarter`, `year` on which they are due. Declared values \
                come in their order, those that are not known last.
                """,
                example: "r:table(r:measurements(\"wellbeing\"):by(\"month\", \"group\"):mean())"
            ) { call in
                var selection = try call.selection()
                selection.dimensions = try (0...1).filter { call.has($0) }.map {
                    try selection.dimension(call.text($0), call.run.contract)
                }
                guard Set(selection.dimensions).count == selection.dimensions.count else {
                    throw ApiError("selection:by: rows and columns cannot be told apart by the same")
                }
                return call.run.keep(selection)
            },
            figure(
                "count", "people, values, claims with their quantities, or payments", "How many there are."),
            figure("people", "participants", "How many people they are of."),
            figure("sum", "money or an exact number", "The sum of what was measured."),
            figure(
                "mean", "money or an exact number", "The mean of what was measured: each value counts once."),
            figure("min", "money or an exact number", "The least value."),
            figure("max", "money or an exact number", "The greatest value."),
            figure("median", "money or an exact number", "The value in the middle: percentile 50."),
            ApiFunction(
                "percentile",
                [
                    .required("percent", "a number from 0 to 100"),
                    .optional("window", "a window, such as r.windows.contract"),
                ],
                gives: "money or an exact number, or a table", in: readingHooks,
                "The value below which so many percent of the values lie, as `series:percentile`.",
                example: "r:measurements(\"wellbeing\"):by(\"group\"):percentile(90)"
            ) { call in
                let percent = try call.exact(0)
                guard percent >= .zero, percent <= Ratio(100) else { throw call.wrong(0) }
                return try call.figure(.fold(.percentile(percent), "percentile \(percent)"), window: 1)
            },
            ApiFunction(
                "amount", gives: "money, or a table", in: readingHooks,
                "What claims come to at the prices of their outcomes, or what payments come to.",
                example: "r:claims():by(\"group\"):amount()"
            ) { call in try call.figure(.amount, window: nil) },
            ApiFunction(
                "rows", [.optional("window", "a window, such as r.windows.contract")],
                gives: "a table with columns and rows", in: Hook.ofPacks,
                """
                The rows of single people: who they are, what was measured of each, or what each claimed.
                """,
                example: "r:table(r:people():where(\"group\", \"children_2016\"):rows())",
                permission: .participants
            ) { call in try call.peopleRows() },
        ])

    static let readingHooks = Hook.documents.union([.settle])

    private static func figure(_ name: String, _ result: String, _ documentation: String) -> ApiFunction {
        ApiFunction(
            name, [.optional("window", "a window, such as r.windows.contract")],
            gives: "\(result), or a table", in: readingHooks, documentation,
            example: "r:measurements(\"wellbeing\"):by(\"group\"):\(name)(r.windows.first_quarter)"
        ) { call in
            let statistic: Statistic =
                switch name {
                case "count": .count
                case "people": .people
                case "sum": .fold(.sum, name)
                case "mean": .fold(.mean, name)
                case "min": .fold(.min, name)
                case "max": .fold(.max, name)
                default: .fold(.median, name)
                }
            return try call.figure(statistic, window: 0)
        }
    }

    /// The ways to select, of a report and of a settlement.
    static func selections(_ symbol: String, _ hooks: Set<Hook>) -> [ApiFunction] {
        [
            ApiFunction(
                "people", gives: "a selection", in: hooks, "All participants.",
                example: "\(symbol):people():by(\"group\"):count()"
            ) { call in call.run.keep(Selection(matter: .people)) },
            ApiFunction(
                "measurements", [.required("indicator", "the id of an indicator about participants")],
                gives: "a selection", in: hooks,
                """
                What was measured of participants in a window, the settlement's unless the figure is given \
                another: the values that the contract's policies leave. What is not yet due is not missing.
                """,
                example: "\(symbol):measurements(\"wellbeing\"):by(\"group\"):mean()"
            ) { call in
                let place = try indicatorPlace(call.run, call.text(0))
                let indicator = call.run.contract.indicators[place]
                guard indicator.subject == .participant else {
                    throw ApiError(
                        "'\(indicator.id)' is measured of the \(indicator.subject.rawValue), not of people",
                        hint: "\(symbol):series gives its values")
                }
                return call.run.keep(Selection(matter: .measurements(place)))
            },
            ApiFunction(
                "series",
                [.required("indicator", "the id of an indicator"), .optional("group", "the id of a group")],
                gives: "a series", in: hooks,
                "The values of an indicator about the contract itself, or about a group.",
                example: "\(symbol):series(\"jobs_reported\"):sum()"
            ) { call in
                let indicator = try indicatorPlace(call.run, call.text(0))
                let subject = call.has(1) ? SubjectID.group(try group(call, 1)) : .contract
                return .object(LuaObject(.other(call.run.place(of: subject)), indicator))
            },
        ]
    }
}

extension PackRun {
    func keep(_ selection: Selection) -> LuaValue {
        selections.append(selection)
        selections[selections.count - 1].isOfDocument = selection.isOfDocument || hidesSmallCells
        return .host(.selection, selections.count - 1)
    }
}

/// What a selection comes to.
enum Statistic {
    case count, people, amount
    case fold(Fold, String)
    /// An end of the interval of the mean, for the eye; nothing where it has none.
    case bound(Bound, level: Decimal)

    enum Bound { case lower, upper }
}

// The calls of a selection.
extension ApiCall {
    fileprivate func selection() throws -> Selection { run.selections[object!.place] }

    fileprivate func figure(_ statistic: Statistic, window index: Int?) throws -> LuaValue {
        let selection = try selection()
        try check(statistic, of: selection)
        var window = run.window
        if let index, has(index) {
            guard case .measurements = selection.matter else {
                throw ApiError("\(title): only measurements have a window")
            }
            window = run.contract.windows[try object(index, .window).place]
        }
        var keepsUnits = false
        if case .fold(.percentile, _) = statistic { keepsUnits = true }
        let table = try run.cross(selection, over: window, keepsUnits: keepsUnits)
        return try ShownTable(table, selection, statistic, run).value()
    }

    private func check(_ statistic: Statistic, of selection: Selection) throws {
        let known: [String] =
            switch selection.matter {
            case .people: ["count", "people"]
            case .measurements:
                ["count", "people", "sum", "mean", "min", "max", "median", "percentile"]
            case .claims: ["count", "people", "amount"]
            case .payments: ["count", "amount"]
            }
        let name = function.name
        guard known.contains(name) else {
            throw ApiError(
                "\(selection.name) have no \(name)", hint: "they have \(known.joined(separator: ", "))")
        }
    }

    /// Returns the rows of single people, where the pack may have them.
    fileprivate func peopleRows() throws -> LuaValue {
        let selection = try selection()
        let (people, contract) = (run.evidence.participants, run.contract)
        func table(_ columns: [String], _ rows: [[LuaValue]]) -> LuaValue {
            .record(["columns": .list(columns.map { .string($0) }), "rows": .list(rows.map { .list($0) })])
        }
        switch selection.matter {
        case .people:
            let columns = contract.attributes.map { people.attribute($0.id) }
            return table(
                [
                    run.word("Participant", sv: "Deltagare"), run.word("Group", sv: "Grupp"),
                    run.word("Entry", sv: "Inträde"), run.word("Exit", sv: "Utträde"),
                ] + contract.attributes.map(\.title),
                try run.filteredPeople(selection).map { row in
                    let person: [LuaValue] = [
                        .string(people.pseudonyms[row]), .string(people.group(row)?.rawValue ?? ""),
                        .day(Day(number: people.entries[row])),
                        people.exit(row).map { .day($0) } ?? .string(""),
                    ]
                    return person + columns.map { .string($0?[row] ?? "") }
                })
        case .measurements(let place):
            let window = has(0) ? contract.windows[try object(0, .window).place] : run.window
            let indicator = contract.indicators[place]
            var rows: [[LuaValue]] = []
            for row in try run.filteredPeople(selection) {
                guard let reader = run.evidence.readers[indicator.id] else { continue }
                let entry = Day(number: people.entries[row])
                let series = try reader.series(
                    of: .participant(people.pseudonyms[row]),
                    in: window.period(entry: entry, starts: contract.starts), exit: people.exit(row),
                    awaitsAll: false)
                for value in series.values {
                    let figure = Decimal(units: value.units, decimals: indicator.decimals).ratio
                    let shown: LuaValue =
                        try indicator.currency.map { .money(try Amount(majorUnits: figure, currency: $0)) }
                        ?? .exact(figure)
                    rows.append([.string(people.pseudonyms[row]), .day(value.day), shown])
                }
            }
            return table(
                [run.word("Participant", sv: "Deltagare"), run.word("Day", sv: "Dag"), indicator.title], rows)
        case .claims(let claims, _):
            return table(
                [
                    run.word("Participant", sv: "Deltagare"), run.word("Outcome", sv: "Utfall"),
                    run.word("Quantity", sv: "Antal"),
                ],
                try run.filteredClaims(selection, claims).map { claim in
                    [
                        .string(claim.subject.description), .string(claim.outcome.rawValue),
                        .integer(claim.quantity),
                    ]
                })
        case .payments:
            throw ApiError("payments have no rows of people", hint: "r.lines has each payment")
        }
    }
}
