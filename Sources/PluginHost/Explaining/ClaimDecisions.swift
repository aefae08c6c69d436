import OutcomesModel
import Settlement

/// Which comparisons of a participant's rule belong to which of its claims.
///
/// One belongs to a claim if the outcome would be claimed otherwise without it. Where that is true of none, and of what was
/// read of a person, which cannot be turned round, those belong to it that were made since the claim before.
struct ClaimDecisions {
    private let comparisons: [NotedComparison]
    /// Of each comparison, which outcomes would be claimed otherwise if it had been turned round; none where that was not
    /// tried.
    private let changed: [Int: Set<OutcomeID>]
    /// How many were made before the claim before.
    private var made = 0
    private var told: [OutcomeID: Set<Int>] = [:]

    init(comparisons: [NotedComparison], changed: [Int: Set<OutcomeID>]) {
        self.comparisons = comparisons
        self.changed = changed
    }

    /// Returns those of the next claim, in the order in which they were made.
    mutating func next(_ claim: NotedClaim) -> [Int] {
        let fresh = made..<claim.comparisons
        made = claim.comparisons
        let known = told[claim.outcome] ?? []
        let deciding = (0..<claim.comparisons).filter {
            changed[$0]?.contains(claim.outcome) == true && !known.contains($0)
        }
        let unclear = fresh.filter { isRead($0) || changed[$0] == nil }
        var own = Set(deciding).union(unclear)
        if deciding.isEmpty { own.formUnion(fresh.filter { changed[$0]?.isEmpty == true }) }
        told[claim.outcome, default: []].formUnion(own)
        return own.sorted()
    }

    /// Returns those that belong to no claim: why there are no others, or why the one that is asked about is not there.
    func rest(of outcome: OutcomeID?, isClaimed: Bool) -> [Int] {
        guard let outcome else {
            let all = told.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
            return comparisons.indices.filter { !all.contains($0) }
        }
        guard !isClaimed else { return [] }
        let deciding = comparisons.indices.filter { changed[$0]?.contains(outcome) == true }
        return deciding.isEmpty
            ? comparisons.indices.filter { changed[$0]?.isEmpty != false } : deciding
    }

    /// What was read of a person stands there without figures.
    private func isRead(_ place: Int) -> Bool {
        comparisons[place].relation == .isSaid && comparisons[place].operands.isEmpty
    }
}
