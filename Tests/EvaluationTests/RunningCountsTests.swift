import Evaluation
import Testing

/// Which steps of a running count are shown, so that no two of them tell of few people.
@Suite struct RunningCountsTests {
    /// Returns what is shown of a count of so many new people in each step: `5 x 12`.
    private func told(_ counts: [Int], below least: Int = 5) -> String {
        let shown = RunningCounts.shown(steps(counts), below: least)
        var total = 0
        return zip(counts, shown).map { count, isShown in
            total += count
            return isShown ? "\(total)" : "x"
        }.joined(separator: " ")
    }

    private func steps(_ counts: [Int]) -> [Set<Int>] {
        var next = 0
        return counts.map { count in
            defer { next += count }
            return Set(next..<next + count)
        }
    }

    static let counts: [(counts: [Int], told: String)] = [
        ([5, 6, 7], "5 11 18"),
        ([5, 0, 7], "5 5 12"),
        ([0, 0, 7], "0 0 7"),
        ([2, 2, 7], "x x 11"),
        ([5, 2, 3, 6], "5 x 10 16"),
        // What is left at the end is shown with the step before it, which is hidden for that.
        ([5, 6, 2], "5 x 13"),
        ([5, 6, 0, 2], "5 x x 13"),
        ([6, 2, 0], "x x 8"),
        ([2, 2], "x x"),
        ([0, 4, 0], "0 x x"),
        ([4], "x"),
        ([5], "5"),
        ([], ""),
    ]

    @Test(arguments: counts)
    func `a step is shown where nobody or enough people have come since the one before`(
        counts: [Int], told: String
    ) {
        #expect(self.told(counts) == told)
    }

    @Test func `somebody who comes in two steps is one of those who came since`() {
        let steps: [Set<Int>] = [[1, 2, 3], [1, 2, 3], [4, 5]]
        #expect(RunningCounts.shown(steps, below: 5) == [false, false, true])
    }

    @Test func `all is shown where nobody is hidden, and one person alone is hidden where two may be shown`()
    {
        #expect(told([1, 1, 0], below: 1) == "1 2 2")
        #expect(told([1, 2, 3], below: 2) == "x 3 6")
    }

    /// Whoever knows the rule looks through all that could have been, and finds no few people.
    @Test(arguments: [2, 3, 5])
    func `no number of few people between two steps can be worked out`(least: Int) {
        // All that fits to a total is looked through up to this one.
        let most = 2 * least + 3
        var possible: [String: [[Int]]] = [:]
        for number in 0..<most * most * most * most {
            let counts = (0..<4).map { place in
                (0..<place).reduce(number) { number, _ in number / most } % most
            }
            guard counts.reduce(0, +) < most else { continue }
            possible[told(counts, below: least), default: []].append(counts)
        }
        for (told, all) in possible {
            for first in 0..<4 {
                for last in first..<4 {
                    let sums = Set(all.map { $0[first...last].reduce(0, +) })
                    let isTold = sums.count == 1 && (1..<least).contains(sums.first ?? 0)
                    #expect(!isTold, "\(told) tells steps \(first + 1) to \(last + 1)")
                }
            }
        }
    }
}
