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
        ])

    private static func fold(_ name: String, _ fold: Fold, _ documentation: String) -> ApiFunction {
        ApiFunction(
            name, [.optional("window", "a window, such as p.windows.contract")],
            gives: "money or an exact number",
            in: Hook.rules.union(Hook.documents), documentation
        ) { call in
            let run = call.run
            guard let series = call.object else { return .nil }
            let subject = run.subjects[series.first]
            let indicator = run.contract.indicators[series.second]
            let window = call.has(0) ? run.contract.windows[try call.object(0, .window).first] : run.window
            let period = window.period(entry: subject.entry, starts: run.contract.starts)
            guard let reader = run.evidence.readers[indicator.id] else { return .nil }
            let values = try reader.series(of: subject.id, in: period, exit: subject.exit)
            if let reason = values.excluded { return run.value(reason) }
            let figure = try values.folded(fold, indicator)
            guard let currency = indicator.currency, fold != .count else { return .exact(figure) }
            return .money(try Amount(majorUnits: figure, currency: currency))
        }
    }

    static func indicatorPlace(_ run: PackRun, _ name: String) throws -> Int {
        if let place = run.contract.indicators.firstIndex(where: { $0.id.rawValue == name }) { return place }
        let near = nearestName(to: name, among: run.contract.indicators.map(\.id.rawValue))
        throw ApiError(
            "there is no [[indicator]] '\(name)' in the contract", hint: near.map { "did you mean '\($0)'?" })
    }
}
