import OutcomesModel

/// From the figures to the drawing: a span and its ticks.
///
/// Places are binary floats, which only say where ink goes: the same figures give the same places, because
/// only sums, products and quotients are made. What is written at a tick is exact.
struct ChartScale {
    let low: Double
    let high: Double
    let ticks: [Tick]
    /// What the written figures are multiples of: `million`, where they are large.
    let multiple: String?

    struct Tick {
        let value: Double
        let label: String
    }

    /// Returns where a value stands between two coordinates.
    func place(_ value: Double, from start: Double, to end: Double) -> Double {
        start + (value - low) / (high - low) * (end - start)
    }
}

extension ChartScale {
    /// Ticks at 1, 2 or 5 times a power of ten.
    ///
    /// - Parameter widens: whether the span grows to whole ticks at both ends.
    init(over values: [Double], from zero: Bool, ticks wanted: Int, widens: Bool, in language: Language) {
        var low = values.min() ?? 0
        var high = values.max() ?? 1
        if zero || low == high {
            low = min(low, 0)
            high = max(high, 0)
        }
        if low == high { high = low + 1 }
        let (digit, exponent) = ChartScale.step(atLeast: (high - low) / Double(wanted))
        let step = Double(digit) * ChartScale.power(exponent)
        // A span that is a hair over a whole number of steps is that number of them.
        let first = Int((low / step + (widens ? 1e-9 : -1e-9)).rounded(widens ? .down : .up))
        let last = Int((high / step + (widens ? -1e-9 : 1e-9)).rounded(widens ? .up : .down))
        let scaled = ChartScale.multiple(of: max(abs(low), abs(high)), language)
        ticks = (first...max(first, last)).map { index in
            Tick(
                value: Double(index) * step,
                label: ChartScale.written(index * digit, exponent - scaled.exponent, language))
        }
        self.low = widens ? min(low, Double(first) * step) : low
        self.high = widens ? max(high, Double(last) * step) : high
        multiple = scaled.word
    }

    private static func step(atLeast rough: Double) -> (digit: Int, exponent: Int) {
        var exponent = -18
        while exponent < 38, power(exponent + 1) <= rough { exponent += 1 }
        for digit in [1, 2, 5] where Double(digit) * power(exponent) >= rough { return (digit, exponent) }
        return (1, exponent + 1)
    }

    private static func power(_ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        return exponent < 0 ? 1 / power : power
    }

    private static func multiple(
        of largest: Double, _ language: Language
    ) -> (word: String?, exponent: Int) {
        switch largest {
        case 1e12...: (language.word("trillion", sv: "biljoner"), 12)
        case 1e9...: (language.word("billion", sv: "miljarder"), 9)
        case 1e6...: (language.word("million", sv: "miljoner"), 6)
        default: (nil, 0)
        }
    }

    /// Returns `units` times a power of ten, exactly.
    private static func written(_ units: Int, _ exponent: Int, _ language: Language) -> String {
        guard exponent < 0, units != 0 else {
            let zeros = units == 0 ? "" : String(repeating: "0", count: max(0, exponent))
            return language.grouped("\(units)\(zeros)")
        }
        let decimals = min(18, -exponent)
        return language.grouped(Decimal(units: Int64(units), decimals: decimals).description)
    }
}

extension ChartScale {
    /// Ticks on the first of months, years, or each so many days.
    init(from first: Day, to last: Day, ticks most: Int, in language: Language) {
        let days = max(1, last.days(since: first))
        low = Double(first.number)
        high = Double(first.number) + Double(days)
        multiple = nil
        let months = last.monthIndex - first.monthIndex
        guard months > 2 else {
            let step = [1, 2, 7, 14, 28].first { days / $0 < most } ?? 28
            ticks = stride(from: 0, through: days, by: step).map { offset in
                let day = first.adding(days: offset)
                return Tick(value: Double(day.number), label: day.description)
            }
            return
        }
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000]
        let step = steps.first { months / $0 < most } ?? 24_000
        var found: [Tick] = []
        for month in 0...months {
            let start = first.adding(months: month)
            guard let day = Day(year: start.parts.year, month: start.parts.month, day: 1), !(day < first),
                day.monthIndex.isMultiple(of: step)
            else { continue }
            let label =
                step.isMultiple(of: 12)
                ? "\(day.parts.year)" : "\(language.month(day.parts.month)) \(day.parts.year)"
            found.append(Tick(value: Double(day.number), label: label))
        }
        ticks = found
    }
}

extension Language {
    /// The month in three letters, `month` in 1…12.
    func month(_ month: Int) -> String {
        let english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let swedish = ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
        return word(english[month - 1], sv: swedish[month - 1])
    }
}
