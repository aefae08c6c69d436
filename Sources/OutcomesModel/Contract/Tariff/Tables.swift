/// When a figure counts as having reached another.
public enum Reached: String, CaseIterable, Sendable {
    case atLeast = "at_least"
    case moreThan = "more_than"
    case atMost = "at_most"
    case lessThan = "less_than"

    public func holds(_ figure: Ratio, _ bound: Ratio) -> Bool {
        switch self {
        case .atLeast: figure >= bound
        case .moreThan: figure > bound
        case .atMost: figure <= bound
        case .lessThan: figure < bound
        }
    }

    /// True where a lesser figure is the harder one to reach.
    public var isDownward: Bool { self == .atMost || self == .lessThan }
}

/// Sums by threshold: the hardest one that was reached is worth its sum, and the others nothing.
///
/// A sum below zero is what a bad result costs in a netting.
public struct ThresholdTable: Hashable, Sendable {
    public let reached: Reached
    /// From the easiest to the hardest.
    public let rows: [Row]

    public init(reached: Reached, rows: [Row]) throws(MechanismFault) {
        guard !rows.isEmpty else { throw .noRows }
        let figures = rows.map(\.at)
        if reached.isDownward {
            for (place, pair) in zip(figures, figures.dropFirst()).enumerated() where pair.1 >= pair.0 {
                throw .unsorted(row: place + 2, came: "\(pair.1)", after: "\(pair.0)")
            }
        } else {
            try checkAscending(figures)
        }
        self.reached = reached
        self.rows = rows
    }

    public struct Row: Hashable, Sendable {
        public let at: Ratio
        public let amount: Amount
        /// Where the row has one of its own.
        public let clause: Clause?
        /// The line of the terms that it stands on; none where it comes from no file.
        public let place: SourceLocation?

        public init(at: Ratio, amount: Amount, clause: Clause?, place: SourceLocation? = nil) {
            self.at = at
            self.amount = amount
            self.clause = clause
            self.place = place
        }
    }
}

/// Points between which a figure lies: the value of the band that it is in, or what lies on the line between.
///
/// Below the first point nothing is due; from the last one on, its value.
public struct Band: Hashable, Sendable {
    public let points: [Point]
    public let interpolates: Bool
    public let worth: Worth

    public init(points: [Point], interpolates: Bool, worth: Worth) throws(MechanismFault) {
        guard !points.isEmpty else { throw .noRows }
        try checkAscending(points.map(\.at))
        if case .rates(let base) = worth { try base.check() }
        for (place, point) in points.enumerated() where point.value.signum < 0 {
            throw .negative("the value", row: place + 1, came: "\(point.value)")
        }
        self.points = points
        self.interpolates = interpolates
        self.worth = worth
    }

    public struct Point: Hashable, Sendable {
        public let at: Ratio
        public let value: Ratio
        public let clause: Clause?
        /// The line of the terms that it stands on; none where it comes from no file.
        public let place: SourceLocation?

        public init(at: Ratio, value: Ratio, clause: Clause?, place: SourceLocation? = nil) {
            self.at = at
            self.value = value
            self.clause = clause
            self.place = place
        }
    }

    /// What the values of the points are.
    public enum Worth: Hashable, Sendable {
        /// Minor units of a currency.
        case sums(Currency)
        /// Rates of a sum, such as the interest on a loan.
        case rates(of: BaseSum)
    }
}

/// Something that must hold for a tariff to pay, such as a second metric.
public struct Condition: Hashable, Sendable {
    public let id: ConditionID
    public let title: String
    public let figure: FigureSource
    public let rounding: FigureRounding?
    public let reached: Reached
    public let at: Ratio
    public let clause: Clause

    public init(
        id: ConditionID, title: String, figure: FigureSource, rounding: FigureRounding?, reached: Reached,
        at: Ratio, clause: Clause
    ) {
        self.id = id
        self.title = title
        self.figure = figure
        self.rounding = rounding
        self.reached = reached
        self.at = at
        self.clause = clause
    }
}
