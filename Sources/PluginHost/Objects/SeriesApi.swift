import Evaluation
import LuaHost
import OutcomesModel

extension Api {
    static let seriesType = ApiType(
        kind: .series, symbol: "series",
        documentation: """
            One subject's values of an indicator. Each fold is over a window, the settlement's unless given; it \
            gives money where the indicator's unit is a currency, otherwise an exact number, and a missing value \
            where the contract's policy leaves the subject out. Where the policy is `fail`, it is an error.
            """,
        methods: [
            fold("first", .first, "The first value."),
            fold("last", .last, "The last value."),
            fold("sum", .sum, "The sum of all values; 0 for events that did not happen."),
            fold("mean", .mean, "The mean of all values."),
            fold("minimum", .minimum, "The least value."),
            fold("maximum", .maximum, "The greatest value."),
            fold("count", .count, "How many values there are."),
            ApiFunction(
                "values", [.optional("window", "a window, such as s.windows.contract")], gives: "a column",
                in: Hook.documents.union([.settle]),
                "The values themselves, in the indicator's unit and the order of their days.",
                example: "s:series(\"jobs_reported\"):values()[1]"
            ) { call in
                let run = call.run
                guard case (.other(let place), let indicator) = call.object!.series else {
                    throw ApiError("series:values is for a group's series, or the contract's")
                }
                let window = call.has(0) ? try call.object(0, .window).place : run.windowPlace
                return try call.value(run.column(of: indicator, over: window, by: run.subjects[place]))
            },
        ])

    static let columnType = ApiType(
        kind: .column, symbol: "column",
        documentation: """
            Values that are read where they lie, without a copy: `column[1]`, `#column`, and \
            `for place, value in column:each() do`. `column:sum()`, `:mean()`, `:minimum()` and `:maximum()` are exact; \
            `column:chunks(100)` goes through it in tables of at most 100, and `column:totable()` makes one of all.
            """)

    private static func fold(_ name: String, _ fold: Fold, _ documentation: String) -> ApiFunction {
        ApiFunction(
            name, [.optional("window", "a window, such as p.windows.contract")],
            gives: "money or an exact number",
            in: Hook.rules.union(Hook.documents), documentation, byRow: true
        ) { call in
            let run = call.run
            let (owner, indicator) = call.object!.series
            let window = call.has(0) ? try call.object(0, .window).place : run.windowPlace
            switch owner {
            case .atHand:
                let person = try run.participantAtHand()
                if let rows = run.newRows(
                    "\(indicator) \(fold) \(window)",
                    {
                        run.foldRows(fold, of: indicator, over: window)
                    })
                {
                    call.keep(rows)
                }
                let people = run.evidence.participants
                return try run.folded(
                    fold, of: indicator, over: window, by: .participant(people.pseudonyms[person]),
                    entry: Day(number: people.entries[person]), exit: people.exit(person))
            case .other(let place):
                return try run.folded(
                    fold, of: indicator, over: window, by: run.subjects[place], entry: run.contract.starts,
                    exit: nil)
            }
        }
    }

    static func indicatorPlace(_ run: PackRun, _ name: String) throws -> Int {
        if let place = run.contract.indicators.firstIndex(where: { $0.id.rawValue == name }) { return place }
        let near = nearestName(to: name, among: run.contract.indicators.map(\.id.rawValue))
        throw ApiError(
            "there is no [[indicator]] '\(name)' in the contract", hint: near.map { "did you mean '\($0)'?" })
    }
}

/// Whose values a series is of.
enum SeriesOwner {
    /// The participant for whom the rule is called.
    case atHand
    /// A place in the run's list of subjects.
    case other(Int)
}

extension LuaObject {
    /// Makes a series: 16 bits of the indicator's place, and its owner above them.
    init(_ owner: SeriesOwner, _ indicator: Int) {
        let subject =
            switch owner {
            case .atHand: 0
            case .other(let place): place + 1
            }
        self.init(type: HostType.series.number, UInt64(subject) << 16 | UInt64(indicator))
    }

    var series: (owner: SeriesOwner, indicator: Int) {
        let subject = place >> 16
        return (subject == 0 ? .atHand : .other(subject - 1), place & 0xffff)
    }
}

extension PackRun {
    /// Returns one subject's fold, by the contract's policies.
    fileprivate func folded(
        _ fold: Fold, of indicatorPlace: Int, over windowPlace: Int, by subject: SubjectID, entry: Day,
        exit: Day?
    ) throws -> LuaValue {
        let indicator = contract.indicators[indicatorPlace]
        let period = contract.windows[windowPlace].period(entry: entry, starts: contract.starts)
        guard let reader = evidence.readers[indicator.id] else { return .nil }
        let values = try reader.series(of: subject, in: period, exit: exit)
        if let reason = values.excluded { return value(reason) }
        let figure = try values.folded(fold, indicator)
        guard let currency = indicator.currency, fold != .count else { return .exact(figure) }
        return .money(try Amount(majorUnits: figure, currency: currency))
    }

    /// Returns one subject's values as a column, made once for as long as the run lasts.
    fileprivate func column(
        of indicatorPlace: Int, over windowPlace: Int, by subject: SubjectID
    ) throws -> LuaColumn {
        let key = "\(indicatorPlace) \(windowPlace) \(subject)"
        if let column = columns[key] { return column }
        let indicator = contract.indicators[indicatorPlace]
        let period = contract.windows[windowPlace].period(entry: contract.starts, starts: contract.starts)
        let values =
            try evidence.readers[indicator.id]?.series(of: subject, in: period, exit: nil).values ?? []
        let column = LuaColumn(
            units: values.map(\.units), denominator: Int64(powerOfTen(indicator.decimals)))
        columns[key] = column
        return column
    }

    /// Returns the fold for every participant whose rule is run.
    fileprivate func foldRows(_ fold: Fold, of indicatorPlace: Int, over windowPlace: Int) -> LuaRows? {
        let indicator = contract.indicators[indicatorPlace]
        guard let reader = evidence.readers[indicator.id] else { return nil }
        let currency = fold == .count ? nil : indicator.currency
        let column = FoldColumn(
            fold, of: people(with: reader), over: contract.windows[windowPlace],
            starts: contract.starts, in: reader, shift: (currency?.minorDigits ?? 0) - indicator.decimals)
        return LuaRows(count: treated.count) { row in
            guard column.denominators[row] > 0 else { return .ask }
            guard let currency else { return .exact(column.numerators[row], column.denominators[row]) }
            let minorUnits = try? Ratio(
                Int128(column.numerators[row]), over: Int128(column.denominators[row]))
            guard let money = minorUnits.map({ LuaObject(Amount(minorUnits: $0, currency: currency)) }),
                money.isSmall
            else { return .ask }
            return .object(money)
        }
    }
}
