/// Something that is measured: its unit, its precision, and what is done where it is missing.
public struct Indicator: Hashable, Sendable {
    public let id: IndicatorID
    public let title: String
    public let subject: SubjectKind
    /// A currency code makes it money; anything else is a label such as `points`.
    public let unit: String
    /// Values are whole numbers of `10^-decimals` units, 0 to 18.
    public let decimals: Int
    public let better: Direction
    public let every: Frequency
    /// The least and the greatest value that can be; outside them a row is rejected.
    public let minimum: Decimal?
    public let maximum: Decimal?
    /// What is done per reason; a reason that is not here fails.
    public let missing: [Missing: MissingPolicy]

    public init(
        id: IndicatorID, title: String, subject: SubjectKind, unit: String, decimals: Int, better: Direction,
        every: Frequency, minimum: Decimal?, maximum: Decimal?, missing: [Missing: MissingPolicy]
    ) {
        self.id = id
        self.title = title
        self.subject = subject
        self.unit = unit
        self.decimals = decimals
        self.better = better
        self.every = every
        self.minimum = minimum
        self.maximum = maximum
        self.missing = missing
    }

    public enum Direction: String, CaseIterable, Sendable {
        case lower, higher, neither
    }

    /// How often a value is due; `once` and `event` have no gaps to find.
    public enum Frequency: String, CaseIterable, Sendable {
        case month, quarter, year, once, event

        /// Months from one value to the next, where values are due regularly.
        public var months: Int? {
            switch self {
            case .month: 1
            case .quarter: 3
            case .year: 12
            case .once, .event: nil
            }
        }
    }

    /// The currency of the unit, if the indicator is money.
    public var currency: Currency? { try? Currency(code: unit) }

    public func policy(for reason: Missing) -> MissingPolicy { missing[reason] ?? .fail }
}

/// A declared categorical property of participants, such as a site or an age band.
public struct Attribute: Hashable, Sendable {
    public let id: AttributeID
    public let title: String
    /// The values that it may have, in the order in which reports show them.
    public let values: [String]

    public init(id: AttributeID, title: String, values: [String]) {
        self.id = id
        self.title = title
        self.values = values
    }
}
