import Evaluation
import LuaHost
import OutcomesModel
import Reporting
import Statistics

extension Api {
    /// What an assessment can ask of people and groups of people, as figures to be shown.
    static let inequalityFunctions: [ApiFunction] = [
        ApiFunction(
            "figures", [.required("options", "a table with measure, and what that needs")],
            gives: "a table", in: [.assess, .portfolio],
            """
            What people come to by one measure: `completion` (stayed to the end of the own window), `improved` (the \
            last value of an indicator is better than the first), `change` (last less first), `sum`, `mean`, `first`, \
            `last`, `achieved` (claimed an outcome), `paid` (claims at the outcomes' prices). Options: `measure`, \
            `indicator`, `outcome`, `among` (a group), `window`, `level` (0.95). Gives `title`, `unit`, `people`, \
            `counted`, `missing`, `achieved` (of shares), `figure`, its `text`, `interval`, `lower`, `upper`, `method`, \
            `level`; `why` where there is none.
            """,
            example:
                "a:figures {measure = \"improved\", indicator = \"school_results\", among = \"children_2016\"}"
        ) { call in
            let options = try OptionTable(call, known: PersonFigures.options)
            let figures = try PersonFigures(options)
            let groups = GroupFigures(
                figures, by: nil, order: nil, level: try options.level(),
                smallestCell: call.run.contract.smallestCell)
            return .record(
                call.run.head(groups).merging(call.run.row(groups.all, groups)) { own, _ in own })
        },
        ApiFunction(
            "inequality", [.required("options", "a table with measure, by, and what the measure needs")],
            gives: "a table", in: [.assess, .portfolio],
            """
            The same by group: `by` is a declared attribute or `group`; `order = true` says that its values, as \
            declared, go from the worst off to the best off, and a list of values gives another order. Gives `rows` \
            and `all` with `title`, `people`, `counted`, `missing`, `figure`, `interval`; `gap` with `first`, \
            `second`, `absolute` and `relative` (of the worst off and the best off; where there is no order, of those \
            furthest apart, with an interval widened for that choice); `slope`, `relative_index` and \
            `concentration`, which need an order. Each of these has `figure`, `text`, `interval`, `lower`, `upper`, \
            `method`, or `why` there is none. Figures of few people are hidden. None of them is money.
            """,
            example: "a:inequality {measure = \"completion\", by = \"age_band\", order = true}"
        ) { call in
            let options = try OptionTable(call, known: PersonFigures.options + ["by", "order"])
            let figures = try PersonFigures(options)
            let (keys, title) = try call.run.keys(options)
            let groups = GroupFigures(
                figures, by: keys, order: try call.run.order(options, keys), level: try options.level(),
                smallestCell: call.run.contract.smallestCell)
            return call.run.value(groups, by: title)
        },
        ApiFunction(
            "reach", [.required("options", "a table with by, and among, against or eligible")],
            gives: "a table", in: [.assess, .portfolio],
            """
            Who is reached: `by` is a declared attribute or `group`, `among` a group. With `against`, another group, \
            each row has both shares and their difference; with `eligible`, a table of how many people of each value \
            there are to be reached, each row has the share of them that is. Gives `rows` with `title`, `people`, \
            `share`, `other`, `rate`, `difference`, and, with `eligible` and `order`, `slope`, `relative_index` and \
            `concentration` of the groups' rates, which have no interval.
            """,
            example: "a:reach {by = \"sex\", among = \"children_2016\", against = \"reference_2013\"}"
        ) { call in
            let options = try OptionTable(
                call, known: ["by", "among", "against", "eligible", "order", "level"])
            return try ReachFigures(options).value(call.run)
        },
    ]
}

extension PackRun {
    /// Returns where each participant stands by the option `by`, and what that is called.
    func keys(_ options: OptionTable) throws -> (Keys, String) {
        let name = try options.text("by", "a declared attribute, or group")
        let dimension = try Selection(matter: .people).dimension(name, contract)
        return (peopleKeys(dimension), dimension.title(contract, in: language))
    }

    /// Returns the places of the groups from the worst off to the best off, nil where no order is given.
    func order(_ options: OptionTable, _ keys: Keys) throws -> [Int]? {
        guard options.has("order") else { return nil }
        let known = keys.ids.indices.filter { keys.ids[$0] != "unknown" }
        if options.isTrue("order") { return known }
        let expected = "true, or all values of the attribute from the worst off to the best off"
        let names = try options.table("order", expected).array
        let places = names.compactMap { value -> Int? in
            guard case .string(let name) = value else { return nil }
            return keys.ids.firstIndex(of: name)
        }
        guard places.count == names.count, Set(places) == Set(known), places.count == known.count else {
            throw ApiError(
                "the order must name each value once",
                hint: "they are \(known.map { keys.ids[$0] }.joined(separator: ", "))")
        }
        return places
    }

    // MARK: What scripts see

    func value(_ groups: GroupFigures, by title: String) -> LuaValue {
        var fields = head(groups)
        fields["by"] = .string(title)
        guard groups.figures.why == nil else { return .record(fields) }
        let scale = Shown(groups.figures)
        fields["rows"] = .list(groups.rows.map { .record(row($0, groups)) })
        fields["all"] = .record(row(groups.all, groups))
        fields["gap"] =
            groups.gap.map { gap in
                .record([
                    "first": .string(gap.first), "second": .string(gap.second),
                    "chosen": .boolean(gap.isChosen),
                    "absolute": value(gap.absolute, scale),
                    "relative": value(gap.relative, Shown(decimals: 2)),
                ])
            } ?? .record(["why": .optional(groups.whyNoGap.map { Phrases.lacks.words($0, in: language) })])
        fields["slope"] = value(groups.slope, scale)
        fields["relative_index"] = value(groups.relativeIndex, Shown(decimals: 2))
        fields["concentration"] = value(groups.concentration, Shown(decimals: 3))
        return .record(fields)
    }

    fileprivate func head(_ groups: GroupFigures) -> [String: LuaValue] {
        let figures = groups.figures
        var head: [String: LuaValue] = [
            "title": .string(figures.title), "unit": .string(figures.unit),
            "window": .string(figures.window.title), "better": .string(figures.better.rawValue),
            "is_share": .boolean(figures.measure.isRate), "level": value(groups.level * 100, 1),
        ]
        // Where there is none, a row may have one of its own.
        if let why = figures.why { head["why"] = .string(why) }
        return head
    }

    fileprivate func row(_ row: GroupFigures.Row, _ groups: GroupFigures) -> [String: LuaValue] {
        guard groups.figures.why == nil else { return [:] }
        var fields = counts(row.people, row.values.count, row.showing)
        fields["title"] = .string(row.title)
        if let hidden = hidden(row.showing.figure) {
            fields["figure"] = hidden
            fields["achieved"] = hidden
            return fields
        }
        if groups.figures.measure.isRate { fields["achieved"] = .whole(row.successes) }
        return fields.merging(self.fields(row.figure, Shown(groups.figures))) { own, _ in own }
    }

    /// Returns how many people there are, of how many there is a figure, and of how many not.
    func counts(_ people: Int, _ counted: Int, _ showing: GroupCounts.Showing) -> [String: LuaValue] {
        [
            "people": hidden(showing.people) ?? .whole(people),
            "counted": hidden(showing.counted) ?? .whole(counted),
            "missing": hidden(showing.people) ?? hidden(showing.counted).map { _ in value(.withheld) }
                ?? .whole(people - counted),
        ]
    }

    /// Returns what stands for a count or figure that is not shown; nil for one that is.
    func hidden(_ showing: SmallCells.Showing) -> LuaValue? {
        switch showing {
        case .shown: nil
        case .small: value(.tooFew(contract.smallestCell))
        case .withheld: value(.withheld)
        }
    }

    func value(_ figure: EstimatedFigure, _ shown: Shown) -> LuaValue { .record(fields(figure, shown)) }

    func fields(_ figure: EstimatedFigure, _ shown: Shown) -> [String: LuaValue] {
        guard let value = figure.value else {
            return ["why": .string(Phrases.lacks.words(figure.why ?? "there is no figure", in: language))]
        }
        var fields = [
            "figure": self.value(value * shown.factor, shown.decimals),
            "text": .string(shown.text(value * shown.factor, in: language)),
        ]
        guard let interval = figure.interval else { return fields }
        let (lower, upper) = (interval.lower * shown.factor, interval.upper * shown.factor)
        fields["lower"] = self.value(lower, shown.decimals)
        fields["upper"] = self.value(upper, shown.decimals)
        fields["interval"] = .string(shown.text(lower, upper, in: language))
        fields["method"] = .optional(figure.method.map { Phrases.precision.words($0, in: language) })
        return fields
    }

    /// Returns a figure of statistics rounded for the eye; a script never sees the binary float.
    func value(_ figure: Double, _ decimals: Int) -> LuaValue {
        Decimal(rounding: figure, decimals: decimals).map { .exact($0.ratio) } ?? value(.other("too large"))
    }
}

/// How a figure of statistics is shown.
struct Shown {
    /// 100 for what is shown in percent.
    var factor = 1.0
    let decimals: Int

    init(decimals: Int, factor: Double = 1) {
        self.decimals = decimals
        self.factor = factor
    }

    init(_ figures: PersonFigures) {
        self.init(decimals: figures.decimals, factor: figures.measure.isRate ? 100 : 1)
    }

    /// `1,250.0`
    func text(_ figure: Double, in language: Language) -> String {
        Decimal(rounding: figure, decimals: decimals).map { language.figures($0.grouped) } ?? "…"
    }

    /// `12.3 to 45.6`, with a minus sign where there is one.
    func text(_ lower: Double, _ upper: Double, in language: Language) -> String {
        let (first, last) = (text(lower, in: language), text(upper, in: language))
        return language.word("\(first) to \(last)", sv: "\(first) till \(last)")
    }
}
