import OutcomesModel

/// What a cell of a spreadsheet holds: a figure is a number wherever that loses nothing of it.
///
/// A spreadsheet's binary float keeps fifteen digits apart. A figure of more digits stands as a text.
enum SheetValue: Equatable {
    case number(Double, format: String)
    /// A formula, and what it comes to, for readers that do not calculate.
    case formula(String, Double, format: String)
    case day(Day)
    case text(String)
    case nothing

    init(_ cell: Cell, in language: Language) {
        if let number = cell.sheetNumber {
            self = number
        } else if case .day(let day) = cell, day.parts.year >= 1900 {
            self = .day(day)
        } else {
            let text = cell.displayed(in: language)
            self = text.isEmpty ? .nothing : .text(text)
        }
    }

    /// A total is a formula where it is the sum of the rows that are shown, and a figure where it is another one:
    /// where a row is hidden or no figure, a mean, a balance.
    init(totalOf column: Int, in table: Table, _ language: Language) {
        let cell = table.totals?[column] ?? .empty
        self.init(cell, in: language)
        guard table.isSum(inColumn: column) else { return }
        let places = "\(Self.letters(of: column))2:\(Self.letters(of: column))\(table.rows.count + 1)"
        switch self {
        case .number(let value, let format):
            self = .formula(Self.sum(of: places, table.rows.map { $0[column] }, cell), value, format: format)
        case .formula(_, let value, let format): self = .formula("=SUM(\(places))", value, format: format)
        case .day, .text, .nothing: break
        }
    }

    /// Of figures with decimals the sum is rounded to those that they have: binary floats add up to a little more
    /// or less, and an exact total has no other digits.
    private static func sum(of places: String, _ rows: [Cell], _ total: Cell) -> String {
        guard rows.allSatisfy({ $0.figure?.isWhole != false && $0.unit != .percent }),
            total.figure?.isWhole == true
        else { return "=ROUND(SUM(\(places)),\(total.sheetDecimals))" }
        return "=SUM(\(places))"
    }

    /// `A`, `Z`, `AA`
    private static func letters(of column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
        return column < 26 ? letter : letters(of: column / 26 - 1) + letter
    }
}

extension Table {
    /// Whether the total of a column is what its rows add up to, figures of one unit that a sheet can add.
    fileprivate func isSum(inColumn index: Int) -> Bool {
        guard let total = totals?[index], let figure = total.figure, total.sheetNumber != nil else {
            return false
        }
        var sum: Ratio?
        for cell in rows.map({ $0[index] }) where cell != .empty {
            guard cell.unit == total.unit, cell.sheetNumber != nil, let one = cell.figure,
                let next = try? (sum ?? .zero).adding(one)
            else { return false }
            sum = next
        }
        return sum == figure
    }
}

extension Cell {
    private static let mostDigits = 15

    /// The figure as a number, or as the quotient that it is where it has no decimal form; nil for what is no
    /// figure, and for one of more digits.
    fileprivate var sheetNumber: SheetValue? {
        guard let figure = sheetFigure else { return nil }
        if let decimal = Decimal(exactly: figure) {
            guard let value = Self.number(decimal.description) else { return nil }
            return .number(value, format: format(decimals: sheetDecimals))
        }
        guard let numerator = Self.number("\(figure.numerator)"),
            let denominator = Self.number("\(figure.denominator)")
        else { return nil }
        return .formula(
            "=\(figure.numerator)/\(figure.denominator)", numerator / denominator,
            format: format(decimals: sum?.currency.minorDigits ?? 0, more: 6))
    }

    /// A percentage is a share to a spreadsheet, which shows it in hundredths.
    private var sheetFigure: Ratio? {
        guard case .percent(let hundredths) = self else { return figure }
        return try? hundredths.ratio.divided(by: Ratio(100))
    }

    /// How many decimals the number has: those that it was given, and of sums at least the minor unit.
    fileprivate var sheetDecimals: Int {
        switch self {
        case .number(let given): given.decimals
        case .percent(let hundredths): hundredths.decimals + 2
        default:
            max(
                figure.flatMap { Decimal(exactly: $0)?.decimals } ?? 0, sum?.currency.minorDigits ?? 0)
        }
    }

    /// - Parameter more: how many decimals may follow where there are any.
    private func format(decimals: Int, more: Int = 0) -> String {
        let shown = unit == .percent ? decimals - 2 : decimals
        let places =
            String(repeating: "0", count: shown) + String(repeating: "#", count: max(0, more - shown))
        let fraction = places.isEmpty ? "" : ".\(places)"
        return switch unit {
        case .none: "#,##0\(fraction)"
        case .percent: "0\(fraction)%"
        case .currency(let currency): "#,##0\(fraction) [$\(currency.code)]"
        }
    }

    private static func number(_ plain: String) -> Double? {
        let digits = plain.filter(\.isNumber).drop { $0 == "0" }.count
        return digits <= mostDigits ? Double(plain) : nil
    }
}
