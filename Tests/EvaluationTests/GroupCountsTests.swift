import Evaluation
import Testing

/// What is hidden in all tables of people by group together, so that nobody can work out a count of few.
@Suite struct GroupCountsTests {
    /// Returns `people counted achieved` of each group, all of them last: `5 5 3|<3 <3 <3|11 x x`.
    private func told(_ groups: [[Int]], below least: Int) -> String {
        let rows = groups.map {
            GroupCounts.Row(people: $0[0], counted: $0[1], achieved: $0.count > 2 ? $0[2] : nil)
        }
        let width = groups[0].count
        let all = (0..<width).map { column in groups.reduce(0) { $0 + $1[column] } }
        return zip(groups + [all], GroupCounts.showings(of: rows, below: least)).map { counts, showing in
            zip(counts, [showing.people, showing.counted, showing.figure]).map { count, showing in
                switch showing {
                case .shown: "\(count)"
                case .small: "<\(least)"
                case .withheld: "x"
                }
            }.joined(separator: " ")
        }.joined(separator: "|")
    }

    static let tables: [(groups: [[Int]], least: Int, told: String)] = [
        // Two are few, and four would tell of them, in whatever of theirs.
        ([[5, 5], [2, 2], [4, 4]], 3, "5 5|<3 <3|x x|11 11"),
        ([[5, 5, 0], [2, 2, 0], [4, 4, 0]], 3, "5 5 0|<3 <3 <3|x x x|11 11 0"),
        ([[5, 5], [2, 0], [4, 4]], 3, "5 5|<3 <3|x x|11 9"),
        // To hide that two of sixty lack would hide what is known of the 58.
        ([[30, 28, 19], [30, 30, 20]], 5, "30 28 19|30 30 20|60 58 39"),
        // Few are counted, and the next fewest of those counted tell of them.
        ([[30, 3], [30, 30], [20, 20]], 5, "30 <5|30 30|20 x|80 53"),
        ([[30, 3], [30, 30]], 5, "30 <5|30 x|60 33"),
        // Nine of ten tell of the tenth.
        ([[10, 10, 9], [10, 10, 5], [20, 20, 10]], 5, "10 10 x|10 10 x|20 20 10|40 40 24"),
        ([[10, 10, 2], [10, 10, 5], [20, 20, 10]], 5, "10 10 <5|10 10 x|20 20 10|40 40 17"),
        ([[40, 38, 38]], 5, "40 38 38|40 38 38"),
        ([[4, 4, 4]], 5, "<5 <5 <5|<5 <5 <5"),
        ([[0, 0, 0], [9, 9, 9]], 5, "0 0 0|9 9 9|9 9 9"),
        ([[1, 1, 1], [2, 2, 0]], 1, "1 1 1|2 2 0|3 3 1"),
    ]

    @Test(arguments: tables)
    func `a row that hides a count hides what it consists of`(groups: [[Int]], least: Int, told: String) {
        #expect(self.told(groups, below: least) == told)
    }

    /// Groups of people, and several measures of them, each shown in a table of shares and in one of means.
    struct Tables {
        let people: [Int]
        /// Of each measure, how many of each group are counted, and how many of these achieved.
        let measures: [(counted: [Int], achieved: [Int])]
        let least: Int

        init(seed: UInt64) {
            var figures = Figures(seed: seed)
            let most = [4, 7, 12][Int(seed % 3)]
            least = [3, 5][Int(seed / 3 % 2)]
            let groups = Int.random(in: 1...3, using: &figures)
            let people = (0..<groups).map { _ in Int.random(in: 0...most, using: &figures) }
            self.people = people
            measures = (0..<2).map { _ in
                let counted = people.map { $0 - min($0, Int.random(in: 0...3, using: &figures)) }
                return (counted, counted.map { Int.random(in: 0...$0, using: &figures) })
            }
        }

        /// How the two tables of a measure are shown, of shares and of means.
        func showings(_ measure: Int) -> [[GroupCounts.Showing]] {
            let (counted, achieved) = measures[measure]
            return [true, false].map { isShare in
                GroupCounts.showings(
                    of: people.indices.map {
                        GroupCounts.Row(
                            people: people[$0], counted: counted[$0], achieved: isShare ? achieved[$0] : nil)
                    }, below: least)
            }
        }

        /// Whether a reader who sees `showing` of `count` may take it for `other`.
        func fits(_ other: Int, _ count: Int, _ showing: SmallCells.Showing, isOwnSign: Bool) -> Bool {
            switch showing {
            case .shown: other == count
            case .small: other < least && (other > 0 || !isOwnSign)
            case .withheld: true
            }
        }

        /// Returns all numbers that a count may be by all tables together, itself and one off: of people, and of
        /// each measure those counted, those who achieved, and the others; those of all last.
        func possible() -> [String: Set<Int>] {
            let showings = measures.indices.map { self.showings($0) }
            var found: [String: Set<Int>] = [:]
            for people in around(self.people) {
                guard showings.joined().allSatisfy({ fit(people, self.people, $0.map(\.people)) }) else {
                    continue
                }
                let completions = measures.indices.map { self.completions(of: people, $0, showings[$0]) }
                guard completions.allSatisfy({ !$0.isEmpty }) else { continue }
                note(people, "people", &found)
                for (measure, all) in completions.enumerated() {
                    for (counted, achieved) in all {
                        note(counted, "\(measure) counted", &found)
                        note(achieved, "\(measure) achieved", &found)
                        note(zip(counted, achieved).map { $0 - $1 }, "\(measure) others", &found)
                    }
                }
            }
            return found
        }

        private func completions(
            of people: [Int], _ measure: Int, _ showings: [[GroupCounts.Showing]]
        ) -> [(counted: [Int], achieved: [Int])] {
            let (trueCounted, trueAchieved) = measures[measure]
            var found: [(counted: [Int], achieved: [Int])] = []
            for counted in around(trueCounted) where zip(counted, people).allSatisfy({ $0 <= $1 }) {
                let fits = showings.allSatisfy { table in
                    let own = table.map { $0.people == .shown }
                    return fit(counted, trueCounted, table.map(\.counted), own)
                        && fit(
                            zip(people, counted).map { $0 - $1 },
                            zip(self.people, trueCounted).map { $0 - $1 },
                            table.map { $0.counted == .shown ? .shown : .withheld })
                }
                guard fits else { continue }
                let figures = showings[0].map(\.figure)
                let own = showings[0].map { $0.counted == .shown }
                for achieved in around(trueAchieved) where zip(achieved, counted).allSatisfy({ $0 <= $1 }) {
                    let isShown = zip(figures, zip(counted, achieved)).enumerated().allSatisfy { row, shown in
                        guard row < people.count, shown.0 == .shown else { return true }
                        return shown.1.0 - shown.1.1 == trueCounted[row] - trueAchieved[row]
                    }
                    if isShown, fit(achieved, trueAchieved, figures, own) {
                        found.append((counted, achieved))
                    }
                }
            }
            return found
        }

        private func fit(
            _ counts: [Int], _ real: [Int], _ showings: [SmallCells.Showing], _ own: [Bool]? = nil
        ) -> Bool {
            zip(with(counts), with(real)).enumerated().allSatisfy { row, pair in
                fits(pair.0, pair.1, showings[row], isOwnSign: own?[row] ?? true)
            }
        }

        private func note(_ counts: [Int], _ name: String, _ found: inout [String: Set<Int>]) {
            for (row, count) in with(counts).enumerated() {
                found["\(name) \(row)", default: []].insert(count)
            }
        }

        /// The counts with that of all.
        func with(_ counts: [Int]) -> [Int] { counts + [counts.reduce(0, +)] }

        /// Each of them one less, the same and one more.
        private func around(_ counts: [Int]) -> [[Int]] {
            counts.reduce([[]]) { found, count in
                (max(0, count - 1)...count + 1).flatMap { next in found.map { $0 + [next] } }
            }
        }
    }

    @Test(arguments: UInt64(0)..<240)
    func `no count of few people can be worked out from all tables together`(seed: UInt64) {
        let tables = Tables(seed: seed)
        let possible = tables.possible()
        func check(_ counts: [Int], _ name: String, _ showings: [SmallCells.Showing]) {
            for (row, count) in tables.with(counts).enumerated() where (1..<tables.least).contains(count) {
                #expect(showings[row] != .shown, "\(tables), \(name) \(row)")
                let isOpen = (possible["\(name) \(row)"] ?? []).count > 1
                #expect(isOpen, "\(tables), \(name) \(row)")
            }
        }
        for (measure, (counted, achieved)) in tables.measures.enumerated() {
            let (shares, means) = (tables.showings(measure)[0], tables.showings(measure)[1])
            #expect(shares.map(\.people) == means.map(\.people))
            #expect(shares.map(\.counted) == means.map(\.counted))
            check(tables.people, "people", shares.map(\.people))
            check(counted, "\(measure) counted", shares.map(\.counted))
            check(achieved, "\(measure) achieved", shares.map(\.figure))
            check(zip(counted, achieved).map { $0 - $1 }, "\(measure) others", shares.map(\.figure))
        }
    }
}
