/// A sum that shares are taken of: stated, or a term of the contract.
public enum BaseSum: Hashable, Sendable {
    case sum(Amount)
    case term(TermID)

    func check() throws(MechanismFault) {
        if case .sum(let sum) = self { try checkNotNegative(sum, "the sum") }
    }
}

/// A share of a sum that is due whatever was achieved, as for activity.
public struct ShareOfSum: Hashable, Sendable {
    public let base: BaseSum
    public let share: Ratio

    public init(of base: BaseSum, share: Ratio) throws(MechanismFault) {
        try base.check()
        try checkShare(share)
        self.base = base
        self.share = share
    }
}

/// Makes up for what is lacking of a share of a sum: a floor of 80 %, or a guarantee of a loan.
public struct Guarantee: Hashable, Sendable {
    public let base: BaseSum
    public let share: Ratio

    public init(of base: BaseSum, share: Ratio) throws(MechanismFault) {
        try base.check()
        try checkShare(share)
        self.base = base
        self.share = share
    }
}

/// What is due where a contract ends early: a share of a sum, by the day on which it ended.
public struct TerminationPayment: Hashable, Sendable {
    public let base: BaseSum
    /// In the order of their days; the first holds from the start.
    public let rows: [Row]

    public init(of base: BaseSum, rows: [Row]) throws(MechanismFault) {
        guard !rows.isEmpty else { throw .noRows }
        try base.check()
        for (place, row) in rows.enumerated() {
            try checkShare(row.share, row: place + 1)
            guard place > 0 else { continue }
            let before = rows[place - 1].from
            guard let day = row.from else { throw .repeated(row: place + 1, came: "the start") }
            if let before, day <= before {
                throw .unsorted(row: place + 1, came: "\(day)", after: "\(before)")
            }
        }
        self.base = base
        self.rows = rows
    }

    public struct Row: Hashable, Sendable {
        /// The first day of an end for which it holds; none for the first row.
        public let from: Day?
        public let share: Ratio
        /// The line of the terms that it stands on; none where it comes from no file.
        public let place: SourceLocation?

        public init(from: Day?, share: Ratio, place: SourceLocation? = nil) {
            self.from = from
            self.share = share
            self.place = place
        }
    }

    /// Returns the row for an end on `day`; none where that is before the first.
    public func row(endedOn day: Day) -> Row? { rows.last { $0.from.map { $0 <= day } ?? true } }
}

/// That the contract ended before its last day.
public struct Termination: Hashable, Sendable {
    /// The last day on which it held.
    public let day: Day
    public let clause: Clause

    public init(day: Day, clause: Clause) {
        self.day = day
        self.clause = clause
    }
}
