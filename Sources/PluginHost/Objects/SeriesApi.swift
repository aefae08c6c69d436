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
            fold("min", .min, "The least value."),
            fold("max", .max, "The greatest value."),
            fold("median", .median, "The value in the middle, or the mean of the two there: percentile 50."),
            fold("count", .count, "How many values there are."),
            ApiFunction(
                "percentile",
                [
                    .required("percent", "a number from 0 to 100"),
                    .optional("window", "a window, such as p.windows.contract"),
                ],
                gives: "money or an exact number", in: foldHooks,
                """
                The value below which so many percent of the values lie. Between two values it lies in \
                proportion, exactly: definition 7 of Hyndman and Fan, as spreadsheets have it.
                """,
                example: "p.wellbeing:percentile(90)"
            ) { call in
                try call.folded(.percentile(percent(call)), window: call.window(1)).value(call)
            },
            ApiFunction(
                "days_at_or_above",
                [
                    .required("level", "money, or a number, as the indicator's unit is"),
                    .optional("window", "a window, such as p.windows.contract"),
                ],
                gives: "a number of days", in: foldHooks,
                """
                On how many days of the window the value that was known last is at or above the level. A value \
                holds from its day until the day before the next one, the last one until the window's end, or \
                the exit or the settlement's day where that is earlier. Before the window's first value nothing \
                is known, and no day counts.
                """,
                example: "p.wellbeing:days_at_or_above(50, p.windows.contract)"
            ) { call in
                let fold = Fold.daysAtOrAbove(try level(call, 0))
                return try call.folded(fold, window: call.window(1)).value(call)
            },
            ApiFunction(
                "change",
                [
                    .required("before", "a window, such as p.windows.first_quarter"),
                    .required("after", "a window, such as p.windows.last_quarter"),
                ],
                gives: "money or an exact number", in: foldHooks,
                "The mean of the window `after` minus the mean of the window `before`; missing where one of them is.",
                example: "p.wellbeing:change(p.windows.first_quarter, p.windows.last_quarter)"
            ) { call in
                let before = try call.folded(.mean, window: call.window(0))
                let after = try call.folded(.mean, window: call.window(1))
                return try after.minus(before).value(call)
            },
            ApiFunction(
                "on", [.required("day", "a day")], gives: "money, an exact number or missing", in: foldHooks,
                """
                The value about one day. Where there is none, or one that may not pay, it is missing, with the \
                reason: the contract's policies fill windows, and not days.
                """,
                example: "p.wellbeing:on(p.entry)"
            ) { call in
                let day = try call.day(0)
                let (subject, indicator) = try call.subjectAndIndicator()
                guard let reader = call.run.evidence.readers[indicator.id] else { return .nil }
                switch reader.value(of: subject, on: day) {
                case .missing(let reason): return call.run.value(reason)
                case .number(let units):
                    let figure = Decimal(units: units, decimals: indicator.decimals).ratio
                    return try SeriesFigure.number(figure, isInUnit: true).value(call)
                }
            },
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

    private static let foldHooks = Hook.rules.union(Hook.documents)

    private static func fold(_ name: String, _ fold: Fold, _ documentation: String) -> ApiFunction {
        ApiFunction(
            name, [.optional("window", "a window, such as p.windows.contract")],
            gives: "money or an exact number", in: foldHooks, documentation,
            example: "p.wellbeing:\(name)(p.windows.last_quarter)", byRow: true
        ) { call in
            let run = call.run
            let window = try call.window(0)
            let (owner, indicator) = call.object!.series
            if case .atHand = owner,
                let rows = run.newRows(
                    "\(indicator) \(name) \(window)",
                    {
                        run.foldRows(fold, of: indicator, over: window)
                    })
            {
                call.keep(rows)
            }
            return try call.asked(fold, window: window).value(call)
        }
    }

    private static func percent(_ call: ApiCall) throws -> Ratio {
        let percent = try call.exact(0)
        guard percent >= .zero, percent <= Ratio(100) else { throw call.wrong(0) }
        return percent
    }

    /// Reads a level in major units of the indicator.
    private static func level(_ call: ApiCall, _ index: Int) throws -> Ratio {
        let indicator = call.run.contract.indicators[call.object!.series.indicator]
        guard let currency = indicator.currency else { return try call.exact(index) }
        let amount = try call.money(index)
        guard amount.currency == currency else {
            throw ApiError("\(call.title): \(indicator.id) is in \(currency), and the level is \(amount)")
        }
        return try amount.minorUnits.divided(by: Ratio(powerOfTen(currency.minorDigits)))
    }

    static func indicatorPlace(_ run: PackRun, _ name: String) throws -> Int {
        if let place = run.contract.indicators.firstIndex(where: { $0.id.rawValue == name }) { return place }
        let near = nearestName(to: name, among: run.contract.indicators.map(\.id.rawValue))
        throw ApiError(
            "there is no [[indicator]] '\(name)' in the contract", hint: near.map { "did you mean '\($0)'?" })
    }
}

/// What a fold of all participants is kept by.
struct KeptFold: Hashable {
    let fold: Fold
    let indicator: Int
    let window: Int
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

/// What a fold of a series comes to.
private enum SeriesFigure {
    case missing(Missing)
    /// In major units of the indicator, or a number of values or days.
    case number(Ratio, isInUnit: Bool)

    func minus(_ other: SeriesFigure) throws -> SeriesFigure {
        switch (self, other) {
        case (_, .missing(let reason)), (.missing(let reason), _): .missing(reason)
        case (.number(let left, let isInUnit), .number(let right, _)):
            .number(try left.subtracting(right), isInUnit: isInUnit)
        }
    }

    func value(_ call: ApiCall) throws -> LuaValue {
        switch self {
        case .missing(let reason): return call.run.value(reason)
        case .number(let figure, let isInUnit):
            let indicator = call.run.contract.indicators[call.object!.series.indicator]
            guard isInUnit, let currency = indicator.currency else { return .exact(figure) }
            return .money(try Amount(majorUnits: figure, currency: currency))
        }
    }
}

// The calls of a series.
extension ApiCall {
    /// The place of the window in an argument; of the settlement's where there is none.
    fileprivate func window(_ index: Int) throws -> Int {
        has(index) ? try object(index, .window).place : run.windowPlace
    }

    fileprivate func subjectAndIndicator() throws -> (SubjectID, Indicator) {
        let (owner, indicator) = object!.series
        let subject =
            switch owner {
            case .atHand: try run.subjectAtHand()
            case .other(let place): run.subjects[place]
            }
        return (subject, run.contract.indicators[indicator])
    }

    /// Returns a fold, from the column of all participants where there is one.
    fileprivate func folded(_ fold: Fold, window: Int) throws -> SeriesFigure {
        let (owner, indicator) = object!.series
        if case .atHand = owner {
            _ = try run.participantAtHand()
            if let figure = run.columnFigure(fold, of: indicator, over: window) {
                return .number(figure, isInUnit: fold.isInUnit)
            }
        }
        return try asked(fold, window: window)
    }

    /// Returns a fold of one subject, by the contract's policies.
    fileprivate func asked(_ fold: Fold, window place: Int) throws -> SeriesFigure {
        let (subject, indicator) = try subjectAndIndicator()
        let window = run.contract.windows[place]
        var (entry, exit) = (run.contract.starts, Day?.none)
        if case .atHand = object!.series.owner {
            let (people, person) = (run.evidence.participants, try run.participantAtHand())
            (entry, exit) = (Day(number: people.entries[person]), people.exit(person))
        }
        guard let reader = run.evidence.readers[indicator.id] else {
            preconditionFailure("\(indicator.id) is an indicator of the contract, and has no reader")
        }
        let period = window.period(entry: entry, starts: run.contract.starts)
        let values = try reader.series(of: subject, in: period, exit: exit)
        if let reason = values.excluded { return .missing(reason) }
        return .number(try values.folded(fold, indicator), isInUnit: fold.isInUnit)
    }
}

extension PackRun {
    /// How many folds with a level or a percentage are kept for all participants: a rule may make up more.
    private static let mostKeptFolds = 32

    /// Returns the figure of the participant at hand from a fold that was made for all of them at once; nil
    /// where it must be asked for.
    fileprivate func columnFigure(_ fold: Fold, of indicatorPlace: Int, over windowPlace: Int) -> Ratio? {
        let key = KeptFold(fold: fold, indicator: indicatorPlace, window: windowPlace)
        let indicator = contract.indicators[indicatorPlace]
        guard let reader = evidence.readers[indicator.id] else { return nil }
        if keptFolds[key] == nil, keptFolds.count < Self.mostKeptFolds {
            keptFolds[key] = FoldColumn(
                fold, of: people(with: reader), over: contract.windows[windowPlace], starts: contract.starts,
                in: reader, shift: -indicator.decimals)
        }
        guard let column = keptFolds[key], column.denominators[row] > 0 else { return nil }
        return try? Ratio(Int128(column.numerators[row]), over: Int128(column.denominators[row]))
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
        let currency = fold.isInUnit ? indicator.currency : nil
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
