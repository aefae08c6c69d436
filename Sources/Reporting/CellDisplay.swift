package import OutcomesModel

// What a cell says to a reader: the same in text, Markdown and HTML.

extension Cell {
    /// True for what may never be broken over two lines.
    var isFigure: Bool {
        switch self {
        case .number, .money, .amount, .ratio, .percent, .day, .count: true
        // With the figure that it is of it is long, and may be broken before its bounds.
        case .interval(let figure, _, _): figure == nil
        case .text, .missing, .empty: false
        }
    }

    /// The exact sum, where the cell is one.
    var sum: Amount? {
        switch self {
        case .money(let money): Amount(money)
        case .amount(let amount): amount
        case .text, .number, .ratio, .percent, .interval, .day, .count, .missing, .empty: nil
        }
    }

    func displayed(_ minorUnits: MinorUnits = .whereNeeded, in language: Language) -> String {
        switch self {
        case .text(let text): text
        case .number(let decimal): language.figures(decimal.grouped)
        case .money(let money): language.figures(money.grouped(minorUnits))
        case .amount(let amount): language.figures(amount.grouped(minorUnits))
        case .ratio(let ratio): language.figures(ratio.grouped)
        case .percent(let hundredths): language.figures(hundredths.grouped) + " %"
        case .interval(let figure, let lower, let upper):
            Self.between(lower, upper, around: figure, minorUnits, in: language)
        case .day(let day): day.description
        case .count(let count): language.figures(count.grouped)
        case .missing(let reason): reason.words(in: language)
        case .empty: ""
        }
    }
}

extension Cell {
    /// `49.3 to 82.1 %`, or `60.3 % (49.3 to 82.1 %)`: the unit stands once between the bounds.
    private static func between(
        _ lower: Cell, _ upper: Cell, around figure: Cell?, _ minorUnits: MinorUnits, in language: Language
    ) -> String {
        let decimals = [figure, lower, upper].compactMap { $0?.givenDecimals }.max() ?? 0
        let (lower, upper) = (lower.padded(to: decimals), upper.padded(to: decimals))
        let figure = figure?.padded(to: decimals)
        let unit = lower.unit == upper.unit ? lower.unit.suffix : ""
        let isWhole = [lower, upper].compactMap(\.sum).allSatisfy(\.isWholeMajorUnits)
        let minorUnits = isWhole ? minorUnits : .always
        let words = lower.displayed(minorUnits, in: language)
        let low = words.hasSuffix(unit) ? String(words.dropLast(unit.count)) : words
        let bounds = "\(low) \(language.word("to", sv: "till")) \(upper.displayed(minorUnits, in: language))"
        return figure.map { "\($0.displayed(minorUnits, in: language)) (\(bounds))" } ?? bounds
    }

    /// Of a plain number or a percentage: how many decimals are shown.
    private var givenDecimals: Int? {
        switch self {
        case .number(let decimal), .percent(let decimal): decimal.decimals
        case .text, .money, .amount, .ratio, .interval, .day, .count, .missing, .empty: nil
        }
    }

    /// Returns the number with at least so many decimals, as both bounds are read more easily: `79.6 to 100.0`.
    private func padded(to decimals: Int) -> Cell {
        switch self {
        case .number(let decimal):
            (try? decimal.rescaled(to: max(decimals, decimal.decimals))).map { .number($0) } ?? self
        case .percent(let decimal):
            (try? decimal.rescaled(to: max(decimals, decimal.decimals))).map { .percent($0) } ?? self
        case .count(let count):
            Decimal(exactly: Ratio(count)).map { Cell.number($0).padded(to: decimals) } ?? self
        case .text, .money, .amount, .ratio, .interval, .day, .missing, .empty: self
        }
    }

    /// The figure's unit, where it has one that is written behind it.
    var unit: CellUnit {
        switch self {
        case .money(let money): .currency(money.currency)
        case .amount(let amount): .currency(amount.currency)
        case .percent: .percent
        case .text, .number, .ratio, .interval, .day, .count, .missing, .empty: .none
        }
    }
}

/// What stands behind a figure.
enum CellUnit: Hashable {
    case none, percent
    case currency(Currency)

    /// ` SEK`, ` %`
    var suffix: String {
        switch self {
        case .none: ""
        case .percent: " %"
        case .currency(let currency): " \(currency.code)"
        }
    }
}

extension Table {
    /// The cells of one column from top to bottom, the total last.
    func cells(inColumn index: Int) -> [Cell] {
        rows.map { $0[index] } + (totals.map { [$0[index]] } ?? [])
    }

    /// Returns each column's alignment: its own, or that of what it holds.
    func alignments() -> [Column.Alignment] {
        columns.indices.map { index in
            if let given = columns[index].alignment { return given }
            let held = rows.map { $0[index] }
            // Days have one width and read like words, so that a column of them starts flush.
            let holdsNumbers = held.contains { cell in
                if case .day = cell { false } else { cell.isFigure }
            }
            let holdsText = held.contains { if case .text = $0 { true } else { false } }
            return holdsNumbers && !holdsText ? .end : .start
        }
    }

    /// Returns what the cells say. One sum that needs its minor units shows them in the whole column.
    func displayed(in language: Language) -> (rows: [[String]], totals: [String]?) {
        let minorUnits: [MinorUnits] = columns.indices.map { index in
            let sums = cells(inColumn: index).compactMap(\.sum)
            return sums.allSatisfy(\.isWholeMajorUnits) ? .whereNeeded : .always
        }
        func words(_ row: [Cell]) -> [String] { zip(row, minorUnits).map { $0.displayed($1, in: language) } }
        return (rows.map(words), totals.map(words))
    }
}

extension Missing {
    /// What stands where a figure is missing; a contract's own reasons stand as it names them.
    package func words(in language: Language) -> String {
        let plain = String(rawValue.map { $0 == "_" ? " " : $0 })
        return switch self {
        case .notYet: language.word(plain, sv: "ännu inte")
        case .notMeasured: language.word(plain, sv: "inte mätt")
        case .withdrawn: language.word(plain, sv: "har lämnat")
        case .disputed: language.word(plain, sv: "omtvistad")
        case .unmeasurable: language.word(plain, sv: "går inte att mäta")
        case .other("not_verified"): language.word(plain, sv: "inte verifierad")
        case .other("withheld"): language.word(plain, sv: "undanhållen")
        case .other("too large"): language.word(plain, sv: "för stort")
        case .other: plain
        }
    }
}
