import OutcomesModel

/// Why figures cannot be drawn; places and figures count from 1.
package enum ChartFault: Error, Hashable, Sendable {
    case noSeries
    case tooManySeries(Int, most: Int)
    case noPlaces
    case tooManyPlaces(Int, most: Int)
    case valueCount(series: String, expected: Int, came: Int)
    case notAFigure(series: String, value: Int, came: String)
    case otherUnit(series: String, value: Int, came: String, expected: String)
    case placeKind(place: Int, expected: String)
    case placeOrder(place: Int)
    case noBand(series: String)
    case needsValues(series: String)
    case onlyOneSeries(Chart.Kind)
    case binWidth(place: Int)
    case totalTooLarge
}

/// What holds of every chart before it is drawn.
struct ChartChecks {
    static let mostSeries = 6
    static let mostBars = 60
    static let mostPlaces = 4_000

    let kind: Chart.Kind
    let places: [Cell]
    let series: [Chart.Series]
    let targets: [Chart.Target]

    func pass() throws(ChartFault) {
        guard let first = series.first else { throw .noSeries }
        guard series.count <= Self.mostSeries else {
            throw .tooManySeries(series.count, most: Self.mostSeries)
        }
        if kind == .waterfall || kind == .histogram, series.count > 1 { throw .onlyOneSeries(kind) }
        try checkPlaces()
        for one in series { try checkCounts(one) }
        if kind == .waterfall, let gap = first.values.firstIndex(where: \.isGap) {
            // What comes after a gap would begin nobody knows where.
            throw .notAFigure(series: first.title, value: gap + 1, came: "a missing value")
        }
        if kind == .band, let bare = series.first(where: { $0.bands.isEmpty }) {
            throw .noBand(series: bare.title)
        }
        try checkUnits()
    }

    private func checkPlaces() throws(ChartFault) {
        let least = kind == .histogram ? 2 : 1
        guard places.count >= least else { throw .noPlaces }
        let isOfBars = kind == .bar || kind == .waterfall
        let most = isOfBars ? Self.mostBars : Self.mostPlaces
        guard places.count <= most else { throw .tooManyPlaces(places.count, most: most) }
        let needsNumbers = kind == .payoff || kind == .histogram
        let expected = needsNumbers ? "a figure" : places[0].placeKind
        for (index, place) in places.enumerated() {
            let kind = place.placeKind
            guard kind == expected || kind == places[0].placeKind && kind.hasPrefix("a sum") else {
                throw .placeKind(place: index + 1, expected: expected)
            }
        }
        for index in places.indices.dropFirst() where !places[index - 1].comesBefore(places[index]) {
            throw .placeOrder(place: index + 1)
        }
        if kind == .histogram { try checkBins() }
    }

    /// Heights tell how many there are only where all bins are as wide.
    private func checkBins() throws(ChartFault) {
        let edges = places.compactMap(\.figure)
        let widths = zip(edges, edges.dropFirst()).map { try? $1.subtracting($0) }
        guard let other = widths.firstIndex(where: { $0 != widths[0] }) else { return }
        throw .binWidth(place: other + 2)
    }

    private func checkCounts(_ one: Chart.Series) throws(ChartFault) {
        let expected = kind == .histogram ? places.count - 1 : places.count
        for values in [one.values] + one.bands.flatMap({ [$0.lower, $0.upper] })
        where values.count != expected {
            throw .valueCount(series: one.title, expected: expected, came: values.count)
        }
        guard one.values.contains(where: { !$0.isGap }) || kind != .waterfall else {
            throw .needsValues(series: one.title)
        }
    }

    /// All figures are sums in one currency, or none is a sum.
    private func checkUnits() throws(ChartFault) {
        var unit: String?
        let all =
            series.flatMap { one in
                ([one.values] + one.bands.flatMap { [$0.lower, $0.upper] }).map { (one.title, $0) }
            } + targets.map { ($0.title, [$0.value]) }
        for (title, values) in all {
            for (index, value) in values.enumerated() where !value.isGap {
                guard value.figure != nil else {
                    throw .notAFigure(series: title, value: index + 1, came: value.placeKind)
                }
                let came = value.placeKind
                let expected = unit ?? came
                unit = expected
                guard came == expected else {
                    throw .otherUnit(series: title, value: index + 1, came: came, expected: expected)
                }
            }
        }
    }

    static func sum(_ series: [Chart.Series]) throws(ChartFault) -> Cell {
        let values = series[0].values
        do throws(ArithmeticError) {
            if let currency = values[0].sum?.currency {
                var total = Amount.zero(currency)
                for value in values { total = try total.adding(value.sum ?? .zero(currency)) }
                return .amount(total)
            }
            var total = Ratio.zero
            for value in values { total = try total.adding(value.figure ?? .zero) }
            return Decimal(exactly: total).map { values[0].unit == .percent ? .percent($0) : .number($0) }
                ?? .ratio(total)
        } catch {
            throw .totalTooLarge
        }
    }
}

extension Cell {
    /// What a place or figure is, as a message says it: things that can stand together are called the same.
    fileprivate var placeKind: String {
        switch self {
        case .text: "a text"
        case .day: "a day"
        case .number, .ratio, .count: "a figure"
        case .percent: "a percentage"
        case .interval: "an interval"
        case .money, .amount: "a sum in \(sum?.currency.code ?? "")"
        case .missing, .empty: "a missing value"
        }
    }

    /// True also for texts, which stand as they were given.
    fileprivate func comesBefore(_ next: Cell) -> Bool {
        if case .day(let day) = self, case .day(let nextDay) = next { return day < nextDay }
        if let figure, let nextFigure = next.figure { return figure < nextFigure }
        return true
    }
}

extension ChartFault {
    func diagnostic(of chart: String) -> Diagnostic {
        let name = "the chart '\(cleanLine(chart).prefix(60))'"
        func told(_ what: String, expected: String, came: String, hint: String? = nil) -> Diagnostic {
            Diagnostic(.pack, "\(name) \(what)", expected: expected, came: came, hint: hint)
        }
        func short(_ series: String) -> String { "'\(cleanLine(series).prefix(40))'" }
        return switch self {
        case .noSeries: told("has no series", expected: "at least one series", came: "none")
        case .tooManySeries(let came, let most):
            told(
                "has too many series", expected: "at most \(most)", came: "\(came)",
                hint: "draw several charts, or a table")
        case .noPlaces: told("has no places", expected: "at least one place", came: "none")
        case .tooManyPlaces(let came, let most):
            told(
                "has too many places", expected: "at most \(most)", came: "\(came)",
                hint: "draw fewer, or a table")
        case .valueCount(let series, let expected, let came):
            told(
                "does not fit its places: \(short(series))", expected: "\(expected) figures",
                came: "\(came) figures", hint: "a figure that is not known is a missing value")
        case .notAFigure(let series, let value, let came):
            told("cannot show figure \(value) of \(short(series))", expected: "a figure", came: came)
        case .otherUnit(let series, let value, let came, let expected):
            told(
                "mixes units: figure \(value) of \(short(series))", expected: expected, came: came,
                hint: "draw a chart for each unit")
        case .placeKind(let place, let expected):
            told("cannot stand on place \(place)", expected: expected, came: "something else")
        case .placeOrder(let place):
            told(
                "has places out of order", expected: "places that ascend",
                came: "place \(place), which does not come after the one before")
        case .noBand(let series):
            told(
                "has no bounds for \(short(series))", expected: "a lower and an upper bound for each figure",
                came: "none")
        case .needsValues(let series):
            told("has nothing to show in \(short(series))", expected: "at least one figure", came: "none")
        case .onlyOneSeries(let kind):
            told("is a \(kind.rawValue)", expected: "one series", came: "several")
        case .binWidth(let place):
            told(
                "has bins of several widths", expected: "edges that are equally far apart",
                came: "another width before edge \(place)", hint: "draw bars, which are of any width")
        case .totalTooLarge:
            told("has a total that is too large", expected: "sums within 128 bits", came: "a larger one")
        }
    }
}
