/// What a row of a tariff or a condition asks for, with the figure that was held against it.
public struct Requirement: Hashable, Sendable {
    public let subject: Subject
    /// The tariff whose amount it decides.
    public let tariff: TariffID
    /// The tariff's title, or the condition's.
    public let title: String
    /// What was held against it, as it was compared: rounded where the terms say so.
    public let figure: Value
    /// The figure before it was rounded; none where rounding changed nothing.
    public let unrounded: Value?
    public let reached: Reached
    /// What the figure was held against, as the terms say it.
    public let at: Value
    /// What a plain number counts, such as `percent`; none where nobody says so.
    public let unit: String?
    public let isMet: Bool
    /// The figure that an evaluation's decision compared, where the condition is that it is reached.
    public let decided: DecidedFigure?
    /// The clause, at the line of the terms that says so.
    public let clause: Clause

    public enum Subject: Hashable, Sendable {
        /// A row of the tariff, from 1, of so many; the hardest that is met is the one that applies.
        case row(Int, of: Int)
        /// The tariff itself, which has no rows.
        case tariff
        case condition(ConditionID)
    }

    public enum Value: Hashable, Sendable {
        case number(Ratio)
        case money(Amount)
        case day(Day)
        case truth(Bool)
    }

    public init(
        _ subject: Subject, of tariff: TariffID, title: String, figure: Value, unrounded: Value? = nil,
        _ reached: Reached, _ at: Value, unit: String? = nil, isMet: Bool, decided: DecidedFigure? = nil,
        clause: Clause
    ) {
        self.subject = subject
        self.tariff = tariff
        self.title = title
        self.figure = figure
        self.unrounded = unrounded
        self.reached = reached
        self.at = at
        self.unit = unit
        self.isMet = isMet
        self.decided = decided
        self.clause = clause
    }
}

extension [Requirement] {
    /// Those that tell why an amount is what it is: each condition, the row that applies, and the next one, which asked
    /// for more than there was; with how many rows beyond it ask for more still.
    package var telling: [(requirement: Requirement, further: Int)] {
        indices.compactMap { index in
            let requirement = self[index]
            guard case .row = requirement.subject else { return (requirement, 0) }
            let rows = self[(index + 1)...].prefix { $0.isRow(of: requirement.tariff) }
            guard requirement.isMet else {
                let isNext =
                    index == 0 || !self[index - 1].isRow(of: requirement.tariff) || self[index - 1].isMet
                return isNext ? (requirement, rows.count) : nil
            }
            return rows.first?.isMet == true ? nil : (requirement, 0)
        }
    }
}

extension Requirement {
    fileprivate func isRow(of tariff: TariffID) -> Bool {
        if case .row = subject { self.tariff == tariff } else { false }
    }
}
