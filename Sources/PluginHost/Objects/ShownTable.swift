import Evaluation
import LuaHost
import OutcomesModel
import Reporting
import Statistics

/// A table as a script sees it: in a report rounded for the eye, and with its small cells hidden.
struct ShownTable {
    private let table: CrossTable
    private let selection: Selection
    private let statistic: Statistic
    private let run: PackRun
    /// The places of rows and columns that are left, each with the totals last.
    private let rows: [Int]
    private let columns: [Int]
    /// How each cell is shown, in the order of rows and columns.
    private let showings: [SmallCells.Showing]

    init(_ table: CrossTable, _ selection: Selection, _ statistic: Statistic, _ run: PackRun) {
        self.table = table
        self.selection = selection
        self.statistic = statistic
        self.run = run
        let (width, height) = (table.width, table.rows.ids.count + 1)
        func left(_ keys: Keys, _ total: (Int) -> Int) -> [Int] {
            keys.ids.indices.filter { !keys.isLeftOut[$0] || table.weights[total($0)] > 0 } + [keys.ids.count]
        }
        let rows = left(table.rows) { $0 * width + width - 1 }
        let columns = left(table.columns) { (height - 1) * width + $0 }
        self.rows = rows
        self.columns = columns
        let places = rows.flatMap { row in columns.map { row * width + $0 } }
        guard run.hidesSmallCells, selection.isAboutPeople else {
            showings = places.map { _ in .shown }
            return
        }
        showings = SmallCells.showings(
            of: SmallCells.Counts(
                rows: rows.count, columns: columns.count, people: places.map { table.people[$0] },
                weights: places.map { table.weights[$0] }, hasRowTotals: selection.dimensions.count > 1),
            below: run.contract.smallestCell)
    }

    /// Whether nothing is hidden.
    var showsAll: Bool { showings.allSatisfy { $0 == .shown } }

    /// Returns one value where nothing is told apart, otherwise `caption`, `columns`, `rows` and `totals`.
    func value() throws -> LuaValue {
        guard let first = selection.dimensions.first else { return try cell(rows.count - 1, 0) }
        let across = selection.dimensions.count > 1
        // The column of totals is that of the only column where there is no second dimension.
        let shown = across ? Array(columns.indices) : [0]
        let titles =
            across
            ? columns.map { $0 < table.columns.titles.count ? title(table.columns, $0) : all }
            : [figureTitle.capitalizedFirst]
        func cells(_ row: Int) throws -> [LuaValue] { try shown.map { try cell(row, $0) } }
        return .record([
            "caption": .string(caption),
            "columns": .list(([first.title(run.contract, in: run.language)] + titles).map { .string($0) }),
            "rows": .list(
                try rows.indices.dropLast().map { row in
                    .list([.string(title(table.rows, rows[row]))] + (try cells(row)))
                }),
            "totals": .list([.string(all)] + (try cells(rows.count - 1))),
        ])
    }

    private func cell(_ row: Int, _ column: Int) throws -> LuaValue {
        switch showings[row * columns.count + column] {
        case .small: run.value(.tooFew(run.contract.smallestCell))
        case .withheld: run.value(.withheld)
        case .shown: try figure(rows[row] * table.width + columns[column])
        }
    }

    private func figure(_ cell: Int) throws -> LuaValue {
        switch statistic {
        case .people: return .whole(table.people[cell])
        case .count:
            let count = table.weights[cell]
            return Int64(exactly: count).map { .integer($0) } ?? .exact(Ratio(count))
        case .amount:
            return .money(Amount(minorUnits: Ratio(table.minorUnits[cell]), currency: run.contract.currency))
        case .fold(let fold, _):
            guard case .measurements(let place) = selection.matter, let tally = table.tally else {
                preconditionFailure("only measurements are folded")
            }
            let indicator = run.contract.indicators[place]
            guard let figure = try tally.folded(fold, at: cell) else { return run.value(.notMeasured) }
            return try value(figure, of: indicator)
        case .bound(let bound, let level):
            guard case .measurements(let place) = selection.matter, let tally = table.tally else {
                preconditionFailure("only measurements have a mean")
            }
            guard tally.cells[cell].count > 0 else { return run.value(.notMeasured) }
            guard let interval = tally.interval(at: cell, level: level.approximate),
                let figure = Decimal(significant: bound == .lower ? interval.lower : interval.upper)
            else { return .nil }
            return try value(figure.ratio, of: run.contract.indicators[place])
        }
    }

    private func value(_ figure: Ratio, of indicator: Indicator) throws -> LuaValue {
        guard let currency = indicator.currency else {
            return .exact(try shown(figure, decimals: indicator.decimals + (indicator.isShare ? 3 : 1)))
        }
        return .money(
            try Amount(majorUnits: try shown(figure, decimals: currency.minorDigits), currency: currency))
    }

    /// Rounds what a report shows, by the contract's rounding; a rule gets the exact figure.
    private func shown(_ figure: Ratio, decimals: Int) throws -> Ratio {
        guard run.hidesSmallCells else { return figure }
        return try figure.rounded(run.contract.rounding.mode, decimals: min(decimals, 18)).ratio
    }

    private func title(_ keys: Keys, _ place: Int) -> String {
        keys.ids[place] == "unknown" ? run.word("unknown", sv: "okänt") : keys.titles[place]
    }

    private var all: String { run.word("All", sv: "Alla") }

    private var caption: String {
        let names = selection.dimensions.map {
            $0.title(run.contract, in: run.language).lowercasedFirst
        }
        let of =
            switch selection.matter {
            case .people: run.word("People", sv: "Personer")
            case .measurements(let place): "\(run.contract.indicators[place].title), \(figureTitle)"
            case .claims(_, let outcome):
                outcome.flatMap { run.contract.outcome($0)?.title }.map { "\($0), \(figureTitle)" }
                    ?? figureTitle.capitalizedFirst
            case .payments: figureTitle.capitalizedFirst
            }
        return run.word(
            "\(of) by \(names.joined(separator: " and "))",
            sv: "\(of) efter \(names.joined(separator: " och "))")
    }

    /// What the figures are, with the unit where the figures themselves do not say it.
    private var figureTitle: String {
        switch (statistic, selection.matter) {
        case (.people, _), (.count, .people): return run.word("people", sv: "personer")
        case (.count, .measurements): return run.word("values", sv: "värden")
        case (.count, .claims): return run.word("claims", sv: "anspråk")
        case (.count, .payments): return run.word("payments", sv: "betalningar")
        case (.amount, .payments): return run.word("amount paid", sv: "betalt belopp")
        case (.amount, _): return run.word("amount", sv: "belopp")
        case (.fold(let fold, let name), .measurements(let place)):
            let indicator = run.contract.indicators[place]
            let title = self.title(fold, name)
            return indicator.currency == nil ? "\(title) (\(indicator.unit))" : title
        case (.fold(let fold, let name), _): return title(fold, name)
        case (.bound(.lower, _), _): return run.word("lower", sv: "nedre")
        case (.bound(.upper, _), _): return run.word("upper", sv: "övre")
        }
    }

    private func title(_ fold: Fold, _ name: String) -> String {
        switch fold {
        case .sum: run.word(name, sv: "summa")
        case .mean: run.word(name, sv: "medelvärde")
        case .min: run.word(name, sv: "lägst")
        case .max: run.word(name, sv: "högst")
        case .percentile: run.word(name, sv: name.replacing("percentile", with: "percentil"))
        case .first, .last, .count, .daysAtOrAbove: name  // not asked for in tables
        }
    }
}

extension PackRun {
    /// Whether what a script gets is for people to see, and not for amounts.
    var hidesSmallCells: Bool { Hook.documents.contains(hook) }

    /// Returns how many participants there are of something, hidden in a report where they are too few.
    func shownCount(_ people: Int) -> LuaValue {
        isHidden(people) ? value(.tooFew(contract.smallestCell)) : .whole(people)
    }

    /// Whether figures of so many people are hidden where a report asks.
    func isHidden(_ people: Int) -> Bool {
        hidesSmallCells && contract.hides(people)
    }
}

extension Missing {
    /// What stands for a figure that would tell another one.
    static let withheld = Missing.other("withheld")
}

extension String {
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
