/// Scores are compared as whole multiples of 1 / this. It is decimal, so that scores as people write them
/// (0.55, 0.60, 0.65) are as far apart as they seem.
let scoreGrid = 1e12

struct ScoredUnit {
    /// Of its id among all ids.
    let rank: Int
    let score: Int64
}

func scored(
    _ scores: [Double], _ ranks: ArraySlice<Int>, _ what: String
) throws(StatisticsError) -> [ScoredUnit] {
    var units: [ScoredUnit] = []
    units.reserveCapacity(scores.count)
    for (row, (score, rank)) in zip(scores, ranks).enumerated() {
        guard score.isFinite else { throw .notFinite(what: what, row: row) }
        guard score.magnitude <= 0x1p20 else {
            throw .undefined(what: "\(what) in row \(row), counted from 0", because: "it is beyond 2^20")
        }
        units.append(ScoredUnit(rank: rank, score: Int64((score * scoreGrid).rounded(.toNearestOrEven))))
    }
    return units
}

/// The controls by ascending score, those of one score by ascending id.
struct ControlPool {
    let units: [ScoredUnit]
    /// For each place the first one with the same score.
    private let runStarts: [Int]

    init(_ controls: [ScoredUnit]) {
        units = controls.sorted { $0.score == $1.score ? $0.rank < $1.rank : $0.score < $1.score }
        var starts: [Int] = []
        starts.reserveCapacity(units.count)
        for place in units.indices {
            let same = place > 0 && units[place - 1].score == units[place].score
            starts.append(same ? starts[place - 1] : place)
        }
        runStarts = starts
    }

    /// Returns the free place with the nearest score, the lowest id among equals, or nil for none.
    func nearest(to score: Int64, within limit: Int64?, _ free: inout FreePlaces) -> Int? {
        let middle = firstPlace(atLeast: score)
        let right = free.next(from: middle)
        // Below, the free place that is met first has the highest id of its score; the lowest is wanted.
        let left = free.previous(from: middle - 1).flatMap { free.next(from: runStarts[$0]) }
        guard let best = nearer(left, right, to: score) else { return nil }
        if let limit, distance(best, score) > limit.magnitude { return nil }
        return best
    }

    private func nearer(_ left: Int?, _ right: Int?, to score: Int64) -> Int? {
        guard let left, let right else { return left ?? right }
        let (below, above) = (distance(left, score), distance(right, score))
        if below == above { return units[left].rank < units[right].rank ? left : right }
        return below < above ? left : right
    }

    private func distance(_ place: Int, _ score: Int64) -> UInt64 { (units[place].score - score).magnitude }

    private func firstPlace(atLeast score: Int64) -> Int {
        var low = 0
        var high = units.count
        while low < high {
            let middle = (low + high) / 2
            if units[middle].score < score { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Which places are still free, found past any number of taken ones in almost constant time.
///
/// - Source: disjoint sets with path halving, Tarjan and van Leeuwen (1984).
struct FreePlaces {
    /// A few places that are passed over without being taken.
    var skipped: [Int] = []
    /// Shifted by one: 0 stands before the first place and count + 1 behind the last.
    private var onwards: [Int]
    private var backwards: [Int]

    init(count: Int) {
        onwards = Array(0...(count + 1))
        backwards = onwards
    }

    mutating func take(_ place: Int) {
        onwards[place + 1] = place + 2
        backwards[place + 1] = place
    }

    /// Returns the first free place at or after this one.
    mutating func next(from place: Int) -> Int? {
        var found = Self.end(of: place + 1, &onwards)
        while skipped.contains(found - 1) { found = Self.end(of: found + 1, &onwards) }
        return found < onwards.count - 1 ? found - 1 : nil
    }

    /// Returns the last free place at or before this one.
    mutating func previous(from place: Int) -> Int? {
        var found = Self.end(of: place + 1, &backwards)
        while skipped.contains(found - 1) { found = Self.end(of: found - 1, &backwards) }
        return found > 0 ? found - 1 : nil
    }

    private static func end(of start: Int, _ links: inout [Int]) -> Int {
        var place = start
        while links[place] != place {
            links[place] = links[links[place]]
            place = links[place]
        }
        return place
    }
}
