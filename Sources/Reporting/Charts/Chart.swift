package import OutcomesModel

/// Figures to be seen at a glance; each form also gives the figures themselves.
///
/// A figure that is missing is a gap: nothing is drawn between its neighbours.
package struct Chart: Hashable, Sendable {
    package let kind: Kind
    package let title: String
    /// What the places are, with their unit: `Month`.
    package let across: String?
    /// What the figures are, with their unit; sums bear their currency anyway.
    package let up: String?
    /// Where the figures stand: texts, days, or figures of one unit. Days and figures ascend.
    ///
    /// Those of a histogram are the edges of its bins: one more than there are figures.
    package let places: [Cell]
    package let series: [Series]
    package let targets: [Target]
    /// Of a waterfall: what it comes to, in a bar of its own.
    package let total: Target?

    package enum Kind: String, CaseIterable, Sendable {
        /// A line for each series, over days, numbers or texts that have an order.
        case line
        /// Bars from zero, side by side.
        case bar
        /// Estimates, each with a lower and an upper bound.
        case band
        /// Bars that each begin where the one before ends, to a total.
        case waterfall
        /// What is paid, over an outcome that is a number: a line for each party.
        case payoff
        /// How many there are from one number to the next.
        case histogram
    }

    package struct Series: Hashable, Sendable {
        package let title: String
        package let values: [Cell]
        /// What the values lie between, the widest first.
        package let bands: [Band]

        package init(_ title: String, _ values: [Cell], bands: [Band] = []) {
            self.title = title
            self.values = values
            self.bands = bands
        }
    }

    /// A lower and an upper bound for each value of a series.
    package struct Band: Hashable, Sendable {
        package let title: String
        package let lower: [Cell]
        package let upper: [Cell]

        package init(_ title: String, lower: [Cell], upper: [Cell]) {
            self.title = title
            self.lower = lower
            self.upper = upper
        }
    }

    /// A figure that the others are held against.
    package struct Target: Hashable, Sendable {
        package let title: String
        package let value: Cell

        package init(_ title: String, _ value: Cell) {
            self.title = title
            self.value = value
        }
    }

    /// - Parameter total: the title of the bar that ends a waterfall; its sum is made here, exactly.
    /// - Throws: `chart`, with the first thing that cannot be drawn.
    package init(
        _ kind: Kind, title: String, across: String? = nil, up: String? = nil, places: [Cell],
        series: [Series], targets: [Target] = [], total: String? = nil
    ) throws(ReportingError) {
        do throws(ChartFault) {
            try ChartChecks(kind: kind, places: places, series: series, targets: targets).pass()
            self.total = if let total { Target(total, try ChartChecks.sum(series)) } else { nil }
        } catch {
            throw .chart(title: title, error)
        }
        self.kind = kind
        self.title = title
        self.across = across
        self.up = up
        self.places = places
        self.series = series
        self.targets = targets
    }

    /// The same figures under other words.
    func renamed(_ name: (String) -> String, _ cell: (Cell) -> Cell) -> Chart {
        Chart(renaming: self, name, cell)
    }

    private init(renaming chart: Chart, _ name: (String) -> String, _ cell: (Cell) -> Cell) {
        kind = chart.kind
        title = name(chart.title)
        across = chart.across.map(name)
        up = chart.up.map(name)
        places = chart.places.map(cell)
        series = chart.series.map { series in
            Series(
                name(series.title), series.values.map(cell),
                bands: series.bands.map {
                    Band(name($0.title), lower: $0.lower.map(cell), upper: $0.upper.map(cell))
                })
        }
        targets = chart.targets.map { Target(name($0.title), cell($0.value)) }
        total = chart.total.map { Target(name($0.title), cell($0.value)) }
    }
}

extension Cell {
    /// The exact figure, of sums in major units, of percentages in hundredths; nil for words, intervals and days,
    /// and for what is missing.
    package var figure: Ratio? {
        switch self {
        case .number(let decimal): decimal.ratio
        case .ratio(let ratio): ratio
        case .count(let count): Ratio(count)
        case .percent(let hundredths): hundredths.ratio
        case .money, .amount: sum?.majorUnits
        case .text, .interval, .day, .missing, .empty: nil
        }
    }

    /// Whether nothing stands here, or why not.
    var isGap: Bool {
        switch self {
        case .missing, .empty: true
        case .text, .number, .money, .amount, .ratio, .percent, .interval, .day, .count: false
        }
    }
}
