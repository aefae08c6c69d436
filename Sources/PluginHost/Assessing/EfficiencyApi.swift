import LuaHost
import OutcomesModel
import Reporting
import Statistics

extension Api {
    /// What outcomes cost, and how two programmes compare. Figures of few people come hidden, and stay so.
    static let efficiencyFunctions: [ApiFunction] = [
        ApiFunction(
            "cost_per_outcome", [.required("options", "a table with cost, achieved and people")],
            gives: "a table", in: [.assess],
            """
            What one outcome costs where a sum is spent on `people`, of whom `achieved` reach it: the sum over those \
            who do. The sum is taken as certain and the share who achieve as a binomial, so that the interval is the \
            sum over the bounds of Wilson's interval. Gives `figure`, `interval`, `lower`, `upper`, `unit`, \
            `method`, or `why` there is none. A figure, never an amount to be paid.
            """,
            example: "a:cost_per_outcome {cost = a.total, achieved = 35, people = 58}"
        ) { call in
            let options = try OptionTable(call, known: ["cost", "achieved", "people", "level"])
            let programme = try Programme(options, "")
            return programme.cost(call.run, level: try options.level())
        },
        ApiFunction(
            "cost_per_effect",
            [.required("options", "a table with cost, an indicator in a currency, and a measure")],
            gives: "a table", in: [.assess],
            """
            What one unit of an effect costs where both are known of each person: the mean of the sums of the \
            indicator `cost` over the mean of a measure, as `a:figures` has it, of the people who have both. The \
            interval is Fieller's (1954) for pairs; there is none where the effect cannot be told from 0. Gives \
            `figure`, `interval`, `lower`, `upper`, `unit`, `counted`, `method`, or `why`.
            """,
            example:
                "a:cost_per_effect {cost = \"placement_cost\", measure = \"change\", indicator = \"school_results\"}"
        ) { call in
            let options = try OptionTable(call, known: PersonFigures.options + ["cost"])
            return try costPerEffect(call, options)
        },
        ApiFunction(
            "compare", [.required("options", "a table with first and second, each with achieved and people")],
            gives: "a table", in: [.assess],
            """
            Two programmes side by side, each `{achieved, people, cost}`; the cost may be left out. Gives \
            `difference` of the shares in percentage points (Newcombe's interval), `ratio` of the shares (Katz), and \
            `cost_ratio`, the first's cost per outcome over the second's, whose interval is that of the ratio of \
            shares: the sums are taken as certain. Each has `figure`, `interval`, `method`, or `why`.
            """,
            example: "a:compare {first = {achieved = 35, people = 58}, second = {achieved = 20, people = 60}}"
        ) { call in
            let options = try OptionTable(call, known: ["first", "second", "level"])
            return try comparison(call, options)
        },
    ]

    private static func costPerEffect(_ call: ApiCall, _ options: OptionTable) throws -> LuaValue {
        let id = try options.text("cost", "the id of an indicator in a currency")
        let indicator = call.run.contract.indicators[try indicatorPlace(call.run, id)]
        guard let currency = indicator.currency else {
            throw ApiError("'\(indicator.id)' is in \(indicator.unit), and a cost is in a currency")
        }
        let effects = try PersonFigures(options)
        let costs = try PersonFigures(options, measuring: .sum, of: indicator)
        let pairs = zip(costs.values, effects.values).compactMap { cost, effect in
            cost.flatMap { cost in effect.map { (cost: cost, effect: $0) } }
        }
        var fields: [String: LuaValue] = [
            "unit": .string(currency.code), "effect": .string(effects.title),
            "counted": call.run.shownCount(pairs.count),
        ]
        if let why = effects.why {
            fields["why"] = .string(why)
        } else if call.run.isHidden(pairs.count) {
            fields["figure"] = call.run.value(.tooFew(call.run.contract.smallestCell))
        } else {
            let level = try options.level()
            let ratio = EstimatedFigure { () throws(StatisticsError) in
                let ratio = try ratioOfMeans(paired: pairs.map(\.cost), pairs.map(\.effect), level: level)
                return EstimatedFigure(
                    value: ratio.estimate, interval: ratio.interval, method: "Fieller, pairs")
            }
            fields.merge(call.run.fields(ratio, Shown(decimals: 0))) { own, _ in own }
        }
        return .record(fields)
    }

    private static func comparison(_ call: ApiCall, _ options: OptionTable) throws -> LuaValue {
        let level = try options.level()
        let (first, second) = (try Programme(options, "first"), try Programme(options, "second"))
        let percent = Shown(decimals: 1, factor: 100)
        func figure(_ make: (Proportion, Proportion) throws(StatisticsError) -> EstimatedFigure)
            -> EstimatedFigure
        {
            if let why = first.why ?? second.why { return .none(why) }
            return EstimatedFigure { () throws(StatisticsError) in
                try make(
                    Proportion(first.achieved, of: first.people),
                    Proportion(second.achieved, of: second.people))
            }
        }
        let difference = figure { first, second throws(StatisticsError) in
            EstimatedFigure(
                value: first.rate - second.rate, interval: try newcombe(first, second, level: level),
                method: "Newcombe")
        }
        let ratio = figure { first, second throws(StatisticsError) in
            let ratio = try riskRatio(first, second, level: level)
            return EstimatedFigure(value: ratio.ratio, interval: ratio.interval, method: "Katz")
        }
        let costRatio: EstimatedFigure
        switch (first.cost, second.cost) {
        case (let a?, let b?) where a.currency != b.currency:
            costRatio = .none("the costs are in \(a.currency) and \(b.currency)")
        case (let a?, let b?) where a.minorUnits.signum > 0 && b.minorUnits.signum > 0:
            costRatio = figure { one, other throws(StatisticsError) in
                let shares = try riskRatio(one, other, level: level)
                let perHead =
                    a.minorUnits.approximate / Double(one.trials)
                    / (b.minorUnits.approximate / Double(other.trials))
                return EstimatedFigure(
                    value: perHead / shares.ratio,
                    interval: Interval(
                        lower: perHead / shares.interval.upper, upper: perHead / shares.interval.lower,
                        level: level), method: "Katz")
            }
        default: costRatio = .none("a cost is not known")
        }
        return .record([
            "difference": call.run.value(difference, percent),
            "ratio": call.run.value(ratio, Shown(decimals: 2)),
            "cost_ratio": call.run.value(costRatio, Shown(decimals: 2)),
            "level": call.run.value(level * 100, 1),
        ])
    }
}

/// How many a programme had, how many of them achieved, and what it cost.
private struct Programme {
    var achieved = 0
    var people = 0
    var cost: Amount?
    /// Why nothing can be said of it; of both counts where both lack.
    var why: String?

    /// - Parameter name: the option that is its table; the options themselves where empty.
    init(_ options: OptionTable, _ name: String) throws {
        let fields = name.isEmpty ? nil : try options.table(name, "a table with achieved and people").fields
        if let unknown = fields?.keys.sorted().first(where: { !["achieved", "people", "cost"].contains($0) })
        {
            throw ApiError("\(name) has no '\(unknown)'", hint: "it has achieved, people, cost")
        }
        func operand(_ key: String, _ expected: String) throws -> Operand? {
            guard let fields else {
                return options.has(key) ? try options.operand(key, expected) : nil
            }
            guard let value = fields[key] else { return nil }
            guard let operand = try Operand(value, options.run) else {
                throw ApiError("\(name).\(key) must be \(expected), and was \(options.run.describe(value))")
            }
            return operand
        }
        func lack(_ reason: String) -> Int {
            if why != reason { why = why.map { "\($0), and \(reason)" } ?? reason }
            return 0
        }
        func count(_ key: String) throws -> Int {
            switch try operand(key, "a whole number") {
            case .exact(let number)? where number.isWhole && number.signum >= 0:
                if let whole = Int(exactly: number.numerator) { return whole }
            case .missing?: return lack("figures of few people are hidden")
            case nil:
                return lack(
                    key == "people" ? "of how many people is not known" : "how many achieve is not known")
            default: break
            }
            throw ApiError("\(key) must be a whole number of at least 0")
        }
        achieved = try count("achieved")
        people = try count("people")
        if why == nil, achieved > people { why = "more achieve than there are people" }
        if why == nil, people == 0 { why = "there are no people" }
        switch try operand("cost", "money") {
        case .money(let amount)?: cost = amount
        case .missing?, nil: break
        default: throw ApiError("cost must be money", hint: "write soc.money(1000000)")
        }
    }

    func cost(_ run: PackRun, level: Double) -> LuaValue {
        guard let cost else {
            return .record(["why": .string(run.word("the cost is not known", sv: "kostnaden är inte känd"))])
        }
        var fields: [String: LuaValue] = ["unit": .string(cost.currency.code)]
        let figure: EstimatedFigure
        if let why {
            figure = .none(why)
        } else if achieved == 0 {
            figure = .none("nobody achieves the outcome")
        } else {
            figure = EstimatedFigure { () throws(StatisticsError) in
                let share = try wilson(Proportion(achieved, of: people), level: level)
                let units = cost.minorUnits.approximate / Double(powerOfTen(cost.currency.minorDigits))
                return EstimatedFigure(
                    value: units / Double(achieved),
                    interval: Interval(
                        lower: units / (share.upper * Double(people)),
                        upper: units / (share.lower * Double(people)), level: level), method: "Wilson")
            }
        }
        fields.merge(run.fields(figure, Shown(decimals: 0))) { own, _ in own }
        return .record(fields)
    }
}
