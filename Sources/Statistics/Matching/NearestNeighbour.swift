/// How treated units find their controls; every choice on which pairs depend is named here.
///
/// The rest is fixed: scores are compared to twelve decimals, so that neither the last bit of a logarithm
/// nor the order of the rows decides; among controls at the same distance the lowest id is taken, and among
/// treated with the same score the lowest id chooses first.
package struct MatchingRule: Hashable, Sendable {
    package enum Order: String, Hashable, Sendable, CaseIterable {
        /// The treated with the highest score, which is the hardest to match, chooses first.
        case descendingScore
        case ascendingScore
        case ascendingID
    }

    package let order: Order
    /// Whether a control may be used more than once.
    package let replacement: Bool
    /// How many controls a treated unit gets, at least 1, at most.
    package let controlsPerTreated: Int
    /// The greatest distance between scores that is still allowed, on the scores' own scale; nil for any.
    package let caliper: Double?

    package init(
        order: Order = .descendingScore, replacement: Bool = false, controlsPerTreated: Int = 1,
        caliper: Double? = nil
    ) throws(StatisticsError) {
        try requireCount(controlsPerTreated, atLeast: 1, "controls for each treated")
        if let caliper, !(caliper >= 0 && caliper.isFinite) {
            throw .outOfRange(what: "the caliper", came: caliper, allowed: "0 or more, and finite")
        }
        self.order = order
        self.replacement = replacement
        self.controlsPerTreated = controlsPerTreated
        self.caliper = caliper
    }
}

package struct Match<ID: Comparable & Hashable & Sendable>: Hashable, Sendable {
    package let treated: ID
    /// In the order in which they were found; fewer than asked for where none was left in the caliper.
    package let controls: [ID]
}

package struct Matching<ID: Comparable & Hashable & Sendable>: Hashable, Sendable {
    package let rule: MatchingRule
    /// In the order in which the treated chose.
    package let matches: [Match<ID>]
    /// Treated units that found no control, ascending.
    package let unmatched: [ID]
}

/// Returns the greedy matches of each treated unit with the controls that are nearest in score.
///
/// With several controls per treated, all treated choose their first before any chooses a second.
///
/// - Parameter scores: propensity scores or their log odds; a magnitude of at most 2²⁰.
/// - Throws: `tooFew` without a treated unit or a control, `repeated` for the same id twice,
///   `notFinite`, `undefined` for a score beyond 2²⁰.
/// - Source: Rubin (1973); as in Ho, Imai, King and Stuart (2011), `method = "nearest"`.
package func matchNearest<ID: Comparable & Hashable & Sendable>(
    treated: [(id: ID, score: Double)], controls: [(id: ID, score: Double)], _ rule: MatchingRule
) throws(StatisticsError) -> Matching<ID> {
    try requireCount(treated.count, atLeast: 1, "treated units")
    try requireCount(controls.count, atLeast: 1, "controls")
    let ids = treated.map(\.id) + controls.map(\.id)
    let order = ids.indices.sorted { ids[$0] == ids[$1] ? $0 < $1 : ids[$0] < ids[$1] }
    for (row, next) in zip(order, order.dropFirst()) where ids[row] == ids[next] {
        throw .repeated(what: "the id of a unit", row: next)
    }
    // From here on an id is its rank among all, so that comparing is fast for ids of any type.
    var ranks = Array(repeating: 0, count: ids.count)
    for (rank, row) in order.enumerated() { ranks[row] = rank }
    let choosers = try scored(treated.map(\.score), ranks.prefix(treated.count), "the score of the treated")
    let pool = ControlPool(
        try scored(controls.map(\.score), ranks.suffix(controls.count), "the score of the controls"))
    let (chosen, found) = greedy(choosers, pool, rule)

    func id(_ rank: Int) -> ID { ids[order[rank]] }
    var matches: [Match<ID>] = []
    var unmatched: [Int] = []
    for (unit, places) in zip(chosen, found) {
        if places.isEmpty {
            unmatched.append(unit.rank)
        } else {
            matches.append(Match(treated: id(unit.rank), controls: places.map { id(pool.units[$0].rank) }))
        }
    }
    return Matching(rule: rule, matches: matches, unmatched: unmatched.sorted().map(id))
}

/// Returns the treated in the order in which they choose, and the places in the pool that each has found.
private func greedy(
    _ treated: [ScoredUnit], _ pool: ControlPool, _ rule: MatchingRule
) -> (choosers: [ScoredUnit], found: [[Int]]) {
    let choosers = treated.sorted { left, right in
        if rule.order == .ascendingID || left.score == right.score { return left.rank < right.rank }
        return rule.order == .descendingScore ? left.score > right.score : left.score < right.score
    }
    let limit = rule.caliper.map { Int64((min($0, 0x1p21) * scoreGrid).rounded(.toNearestOrEven)) }
    var free = FreePlaces(count: pool.units.count)
    var found = choosers.map { _ in [Int]() }
    for _ in 0..<rule.controlsPerTreated {
        for (place, chooser) in choosers.enumerated() {
            if rule.replacement { free.skipped = found[place] }
            guard let control = pool.nearest(to: chooser.score, within: limit, &free) else { continue }
            found[place].append(control)
            if !rule.replacement { free.take(control) }
        }
    }
    return (choosers, found)
}

extension Matching {
    /// Returns how often each of these units is in the matched set: 1 for a matched treated unit, and for a
    /// control 1 / (the number of controls) of each match that it is in.
    package func weights(of ids: [ID]) -> [Double] {
        var weights: [ID: Double] = [:]
        for match in matches {
            weights[match.treated] = 1
            for control in match.controls { weights[control, default: 0] += 1 / Double(match.controls.count) }
        }
        return ids.map { weights[$0] ?? 0 }
    }
}
