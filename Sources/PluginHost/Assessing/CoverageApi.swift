import Evaluation
import LuaHost
import OutcomesModel
import Reporting

extension Api {
    static let coverageFunctions: [ApiFunction] = [
        ApiFunction(
            "coverage", [.required("options", "a table with indicator, and among")],
            gives: "a table", in: [.assess, .portfolio],
            """
            How well an indicator is measured of people, in a window: `people`, `counted` (of whom the contract \
            states a figure) and `missing`, `missing_share` in percent; `values` and, of these, `verified`, \
            `reported`, `disputed`, `rejected`, with `verified_share` in percent; `months`, the median of the whole \
            months from entry to the last value. Figures of few people are hidden. Options: `indicator`, `among` (a \
            group), `window`.
            """,
            example: "a:coverage {indicator = \"school_results\", among = \"children_2016\"}"
        ) { call in
            let options = try OptionTable(call, known: ["indicator", "among", "window"])
            let id = try options.text("indicator", "the id of an indicator about participants")
            let indicator = call.run.contract.indicators[try indicatorPlace(call.run, id)]
            guard indicator.subject == .participant else {
                throw ApiError("'\(indicator.id)' is measured of the \(indicator.subject), not of people")
            }
            return try Coverage(options, indicator).value(call.run)
        }
    ]
}

/// How well an indicator is measured.
private struct Coverage {
    private let people: Int
    private let counted: Int
    private var states: [VerificationState: Int] = [:]
    private var months: [Int] = []

    init(_ options: OptionTable, _ indicator: Indicator) throws {
        let run = options.run
        let (table, contract) = (run.evidence.participants, run.contract)
        let window = try options.window()
        let rows = try options.people()
        people = rows.count
        let figures = try PersonFigures(options, measuring: .last, of: indicator)
        counted = figures.values.count { $0 != nil }
        guard let columns = run.evidence.columns[indicator.id] else { return }
        for row in rows {
            let entry = Day(number: table.entries[row])
            let period = window.period(entry: entry, starts: contract.starts)
            var last: Day?
            for place in columns.rows(of: .participant(table.pseudonyms[row])) {
                let day = columns.day(place)
                guard period.contains(day), day <= run.settlement.due,
                    case .number = columns.value(place)
                else { continue }
                states[columns.state(place), default: 0] += 1
                last = max(last ?? day, day)
            }
            if let last { months.append(entry.wholeMonths(until: last)) }
        }
    }

    func value(_ run: PackRun) -> LuaValue {
        let showing = GroupCounts.showings(
            of: [GroupCounts.Row(people: people, counted: counted)], below: run.contract.smallestCell)[0]
        var fields = run.counts(people, counted, showing)
        if people > 0 {
            fields["missing_share"] =
                run.hidden(showing.counted).map { _ in fields["missing"] ?? .nil }
                ?? percent(people - counted, of: people)
        }
        // Of each person who has a value there is a last one.
        let few =
            run.hidden(showing.counted)
            ?? (run.isHidden(months.count) ? run.value(.tooFew(run.contract.smallestCell)) : nil)
        let values = states.values.reduce(0, +)
        fields["values"] = few ?? .whole(values)
        for state in VerificationState.allCases {
            fields[state.rawValue] = few ?? .whole(states[state] ?? 0)
        }
        if values > 0 { fields["verified_share"] = few ?? percent(states[.verified] ?? 0, of: values) }
        if !months.isEmpty { fields["months"] = few ?? .whole(months.sorted()[(months.count - 1) / 2]) }
        return .record(fields)
    }

    /// Rounds to a tenth of a percent, half to even, exactly.
    private func percent(_ part: Int, of whole: Int) -> LuaValue {
        guard let share = try? Ratio(Int128(part) * 100, over: Int128(whole)),
            let rounded = try? share.rounded(.halfEven, decimals: 1)
        else { preconditionFailure("\(part) of \(whole) is no share") }
        return .exact(rounded.ratio)
    }
}

extension Day {
    /// How many whole months have passed on a later day; 0 for an earlier one.
    fileprivate func wholeMonths(until later: Day) -> Int {
        var months = max(0, later.days(since: self) / 31)
        while adding(months: months + 1) <= later { months += 1 }
        return months
    }
}
