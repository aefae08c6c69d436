package import OutcomesModel

/// The internal rates of return of some flows: all of them, and what kind of answer that is.
///
/// A rate is a figure to look at, and the only binary float of this target: no payment follows from it. A
/// hurdle is a balance that accrues exactly.
package struct RateOfReturn: Hashable, Sendable {
    package let status: Status
    /// All rates above -1 at which the flows are worth nothing, from the lowest.
    package let roots: [Root]
    /// How many more there are which a double cannot hold: below -1 + 2^-53, or above 10^307.
    package let rootsBeyondRange: Int

    package enum Status: String, CaseIterable, Sendable {
        /// One rate, and it is a rate of return.
        case unique
        /// Several rates, or one at which the value touches zero without crossing it: none of them is the
        /// answer.
        case multiple
        /// Flows of both signs, which no rate above -1 makes worth nothing.
        case noRoot = "no_root"
        /// One rate, which a double cannot hold: the doubling of a sum in a day.
        case beyondRange = "beyond_range"
        /// The flows change sign more than 64 times, and no rate was looked for.
        case unsolved
        /// Nothing was paid, or nothing came back.
        case noSignChange = "no_sign_change"
        /// All on one day, when no time passes in which to earn.
        case singleDay = "single_date"
        case allZero = "all_zero"
        case noFlows = "no_flows"
    }

    package struct Root: Hashable, Sendable {
        /// 0.05 is 5 % a year, or a period; `1 + rate` is right to 10^-12 of itself, unless others are near.
        package let rate: Double
        /// Two rates that coincide, or are nearer to each other than about 10^-7.
        package let touches: Bool
    }

    /// The rate, where there is just one.
    package var rate: Double? { status == .unique ? roots[0].rate : nil }

    /// Solves `Σ amount / (1 + r)^(days/365) = 0`, as XIRR: ACT/365F, the order of the flows decides nothing.
    ///
    /// - Throws: `ReturnsError.currency` for flows in several currencies, `.arithmetic` where those of a day
    ///   do not add up in 128 bits.
    package init(dated flows: [CashFlow]) throws(ReturnsError) {
        let first = flows.map(\.day).min()
        try self.init(
            flows.map { (time: $0.day.days(since: first ?? $0.day), amount: $0.amount) }, timesPerPeriod: 365)
    }

    /// Solves `Σ amount / (1 + r)^n = 0` for flows at the ends of equal periods, the first at n = 0.
    ///
    /// - Throws: as for dated flows.
    package init(periodic amounts: [Amount]) throws(ReturnsError) {
        try self.init(amounts.enumerated().map { (time: $0, amount: $1) }, timesPerPeriod: 1)
    }

    private init(
        _ flows: [(time: Int, amount: Amount)], timesPerPeriod: Double
    ) throws(ReturnsError) {
        var sums: [Int: Amount] = [:]
        for flow in flows {
            guard flow.amount.currency == flows[0].amount.currency else {
                throw .currency(expected: flows[0].amount.currency, came: flow.amount.currency)
            }
            let before = sums[flow.time] ?? .zero(flow.amount.currency)
            sums[flow.time] = try ReturnsError.exactly { () throws(ArithmeticError) in
                try before.adding(flow.amount)
            }
        }
        let terms = sums.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
        let signs = Set(flows.map { $0.amount.minorUnits.signum }).subtracting([0])
        guard signs.count == 2, terms.count > 1, Set(terms.map { $0.value.minorUnits.signum }).count == 2
        else {
            roots = []
            rootsBeyondRange = 0
            let oneDay = Set(flows.filter { !$0.amount.isZero }.map(\.time)).count == 1
            status =
                flows.isEmpty
                ? .noFlows
                : signs.isEmpty ? .allZero : signs.count == 2 && oneDay ? .singleDay : .noSignChange
            return
        }
        let sum = ExponentialSum(
            terms.map { ExponentialSum.Term(time: Double($0.key), weight: $0.value.minorUnits.approximate) })
        guard sum.signChanges <= ExponentialSum.mostSignChanges else {
            roots = []
            rootsBeyondRange = 0
            status = .unsolved
            return
        }
        let places = sum.roots()
        var found: [Root] = []
        for root in places {
            let rate = exponentialLessOne(root.place * timesPerPeriod)
            if rate > -1, rate < 1e307 { found.append(Root(rate: rate, touches: root.touches)) }
        }
        rootsBeyondRange = places.count - found.count
        if RateOfReturn.isZero(terms.map(\.value)),
            let zero = found.firstIndex(where: { abs($0.rate) < 1e-12 })
        {
            found[zero] = Root(rate: 0, touches: found[zero].touches)
        }
        roots = found
        switch (found.count, rootsBeyondRange) {
        case (0, 0): status = .noRoot
        case (0, 1): status = .beyondRange
        case (1, 0): status = found[0].touches ? .multiple : .unique
        default: status = .multiple
        }
    }

    /// Tells whether sums add up to nothing, which makes 0 a rate exactly.
    private static func isZero(_ amounts: [Amount]) -> Bool {
        var sum = Ratio.zero
        for amount in amounts {
            guard let next = try? sum.adding(amount.minorUnits) else { return false }
            sum = next
        }
        return sum.isZero
    }
}
