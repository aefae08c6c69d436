/// A price for each unit: a day, a person, a visit.
public struct UnitPrice: Hashable, Sendable {
    public let price: Amount

    public init(price: Amount) throws(MechanismFault) {
        try checkNotNegative(price, "the price")
        self.price = price
    }
}

/// Prices that change with the number: each tier's units at the price of the tier.
public struct StepTariff: Hashable, Sendable {
    public let tiers: [Tier]

    /// - Throws: where there are no tiers, one does not end after the one before, or one follows a tier
    ///   without an end; where the last has an end, units above it are worth nothing.
    public init(tiers: [Tier]) throws(MechanismFault) {
        try checkTiers(tiers.map(\.upTo))
        for (place, tier) in tiers.enumerated() {
            try checkNotNegative(tier.price, "the price", row: place + 1)
            if let most = tier.most { try checkNotNegative(most, "the most", row: place + 1) }
        }
        self.tiers = tiers
    }

    public struct Tier: Hashable, Sendable {
        /// The last number that is in it; none where it has no end.
        public let upTo: Ratio?
        public let price: Amount
        /// The most that its units are worth together.
        public let most: Amount?
        /// The line of the terms that it stands on; none where it comes from no file.
        public let place: SourceLocation?

        public init(upTo: Ratio?, price: Amount, most: Amount?, place: SourceLocation? = nil) {
            self.upTo = upTo
            self.price = price
            self.most = most
            self.place = place
        }
    }
}

/// A share of what was saved: each part of the saving at the share of its tier. A loss is worth nothing.
public struct SavingsShare: Hashable, Sendable {
    public let tiers: [Tier]

    public init(tiers: [Tier]) throws(MechanismFault) {
        try checkTiers(tiers.map { $0.upTo?.minorUnits })
        for (place, tier) in tiers.enumerated() { try checkShare(tier.share, row: place + 1) }
        self.tiers = tiers
    }

    /// The same share of all that is saved.
    public init(share: Ratio) throws(MechanismFault) {
        try checkShare(share)
        tiers = [Tier(upTo: nil, share: share)]
    }

    public struct Tier: Hashable, Sendable {
        public let upTo: Amount?
        public let share: Ratio
        /// The line of the terms that it stands on; none where it comes from no file.
        public let place: SourceLocation?

        public init(upTo: Amount?, share: Ratio, place: SourceLocation? = nil) {
            self.upTo = upTo
            self.share = share
            self.place = place
        }
    }
}

/// Checks the ends of tiers: positive and ascending, and none only at the last.
private func checkTiers(_ ends: [Ratio?]) throws(MechanismFault) {
    guard !ends.isEmpty else { throw .noRows }
    if let open = ends.firstIndex(of: nil), open + 1 < ends.count { throw .afterOpenRow(row: open + 2) }
    let known = ends.compactMap(\.self)
    if let first = known.first, first.signum <= 0 { throw .unsorted(row: 1, came: "\(first)", after: "0") }
    try checkAscending(known)
}

/// One price in stages, as claims are made: part on entry, part when it lasts.
public struct StagedPayment: Hashable, Sendable {
    public let price: Amount
    public let stages: [Stage]

    /// - Throws: where an outcome has two stages, or the shares are not the whole price.
    public init(price: Amount, stages: [Stage]) throws(MechanismFault) {
        guard !stages.isEmpty else { throw .noRows }
        try checkNotNegative(price, "the price")
        var outcomes: Set<OutcomeID> = []
        var sum = Ratio.zero
        for (place, stage) in stages.enumerated() {
            try checkShare(stage.share, row: place + 1)
            guard outcomes.insert(stage.outcome).inserted else {
                throw .repeated(row: place + 1, came: stage.outcome.rawValue)
            }
            guard let next = try? sum.adding(stage.share) else {
                throw .sharesDoNotAddUp(came: "\(sum) and \(stage.share)")
            }
            sum = next
        }
        guard sum == .one else { throw .sharesDoNotAddUp(came: "\(sum)") }
        self.price = price
        self.stages = stages
    }

    public struct Stage: Hashable, Sendable {
        public let outcome: OutcomeID
        public let share: Ratio

        public init(outcome: OutcomeID, share: Ratio) {
            self.outcome = outcome
            self.share = share
        }
    }
}

/// A price for each referral that was promised and did not come.
public struct ReferralShortfall: Hashable, Sendable {
    public let price: Amount
    /// How many were promised for the settlement's window.
    public let expected: Ratio

    public init(price: Amount, expected: Ratio) throws(MechanismFault) {
        try checkNotNegative(price, "the price")
        guard expected.signum >= 0 else {
            throw .negative("what is expected", row: nil, came: "\(expected)")
        }
        self.price = price
        self.expected = expected
    }
}

/// A price for each month, quarter or year, whatever was achieved.
public struct StandingCharge: Hashable, Sendable {
    public let price: Amount
    public let every: Interval
    public let counting: Counting

    public init(price: Amount, every: Interval, counting: Counting) throws(MechanismFault) {
        try checkNotNegative(price, "the price")
        self.price = price
        self.every = every
        self.counting = counting
    }

    public enum Interval: String, CaseIterable, Sendable {
        case month, quarter, year

        public var months: Int {
            switch self {
            case .month: 1
            case .quarter: 3
            case .year: 12
            }
        }
    }

    /// What an interval counts that the window or the end of the contract cuts.
    public enum Counting: String, CaseIterable, Sendable {
        /// It counts as a whole.
        case begun
        /// It does not count.
        case whole
        /// Its days count, over the days that the interval has.
        case byDay = "by_day"
    }
}
